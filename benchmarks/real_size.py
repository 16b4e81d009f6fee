"""The whole job on 1,250 real interviews: time per step, peak memory, and what an edit costs.

    python benchmarks/real_size.py --shared PATH/TO/shared/data [--keep FOLDER]

Compare with ``benchmarks/baseline.py``, the same bare work without interviewkit, in one sitting.
Prints JSON. Each run is a process of its own, as for a user.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from page import copy_codebook

ROOT = Path(__file__).parent.parent

STUDY = """
[study]
name = "AI at work: 1,250 interviews"
seed = 1
[transcripts]
columns = { transcript = "transcript_id" }
cohorts = { "work_*" = "workforce", "creativity_*" = "creatives", "science_*" = "scientists" }
[codebook]
file = "codebook.yaml"
"""

RUN = """
import json, sys, time
start = time.perf_counter()
from interviewkit import Study
study, steps = Study.open(sys.argv[1]), {}
for outcome in study.run():
    now = time.perf_counter()
    steps[outcome.verb] = {"seconds": round(now - start, 2), "says": outcome.says[:1]}
    start = now
print(json.dumps(steps))
"""


def make_study(folder: Path, shared: Path) -> None:
    (folder / "transcripts").mkdir(parents=True)
    for path in sorted((shared / "interviews" / "anthropic_interviewer").glob("*.csv")):
        shutil.copy(path, folder / "transcripts")
    copy_codebook(folder)
    (folder / "study.toml").write_text(STUDY, "utf-8")


def timed_run(folder: Path) -> dict[str, object]:
    """One ``run`` in a process of its own; memory is the largest of it and its workers, in GiB."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        out = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the run failed with {process.returncode}")
    return {
        "wall_seconds": round(time.perf_counter() - start, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_gib": round(used.ru_maxrss / 2**20, 2),
        "steps": json.loads(out),
    }


def edit_one_code(folder: Path) -> None:
    """What a researcher does between runs: one more pattern and one more example."""
    book = folder / "codebook.yaml"
    text = book.read_text("utf-8")
    for place, line in (
        ("    patterns:\n", '      - "entirely new wording of this"\n'),
        ("    examples:\n", '      - "It is an entirely new wording of the same feeling."\n'),
    ):
        text = text.replace(place, place + line, 1)
    book.write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--keep", type=Path, help="leave the study here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary) / "study"
        make_study(folder, args.shared)
        found = {"first_run": timed_run(folder)}
        found["nothing_new"] = timed_run(folder)
        edit_one_code(folder)
        found["one_code_edited"] = timed_run(folder)
        found["database_mib"] = {"study.db": (folder / "study.db").stat().st_size >> 20}
        found["report_mib"] = {
            path.name: round(path.stat().st_size / 2**20, 2)
            for path in (folder / "reports").iterdir()
        }
    print(json.dumps({"cores": os.cpu_count(), **found}, indent=2))


if __name__ == "__main__":
    main()
