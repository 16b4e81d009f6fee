"""Rebuild the report of this folder and hold it against the one that was exported.

Run it with the Python of an environment that has the versions of requirements.txt:

    python rebuild.py
"""

import csv
import hashlib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def hash_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"


def main() -> int:
    with (HERE / "MANIFEST.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    changed = [
        row["path"]
        for row in rows
        if row["state"] == "here" and hash_file(HERE / row["path"]) != row["sha256"]
    ]
    for path in changed:
        sys.stdout.write(f"changed since the export: {path}\n")
    command = [sys.executable, "-m", "interviewkit", "report", "--quiet", "--study", str(HERE)]
    subprocess.run(command, check=True)
    expected = [row for row in rows if row["state"] == "expected"]
    wrong = [row for row in expected if hash_file(HERE / row["path"]) != row["sha256"]]
    for row in expected:
        sys.stdout.write(f"{'DIFFERENT' if row in wrong else 'the same'}: {row['path']}\n")
    return 1 if changed or wrong else 0


sys.exit(main())
