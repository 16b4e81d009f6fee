"""The whole job on 1,250 real interviews: time per step, peak memory, and what an edit costs.

    python benchmarks/real_size.py --shared PATH/TO/shared/data [--limit 250] [--keep FOLDER]

Then one code is edited, 25 interviews come that were kept back, and 50 gold turns are judged beside
the others. Compare with ``benchmarks/baseline.py``, the same bare work without interviewkit, in one
sitting. Prints JSON, line by line as things are done. Each run is a process of its own, as for a
user. On a busy machine compare processor seconds, on a quiet one wall seconds.
"""

from __future__ import annotations

import argparse
import csv
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
for outcome in study.run() if sys.argv[2] == "run" else [study.code()]:
    now = time.perf_counter()
    steps[outcome.verb] = {"seconds": round(now - start, 2), "says": outcome.says[:1]}
    start = now
print(json.dumps(steps))
"""


PATTERNS = "human-ai-work.patterns.yaml"
NEW = 25
"""Interviews that come later."""
JUDGED = 50
"""Turns that are judged last."""


def make_study(folder: Path, shared: Path, limit: int = 0) -> None:
    """A study of the first ``limit`` interviews (0: of all) but the last 25."""
    (folder / "transcripts").mkdir(parents=True)
    copy_codebook(folder)
    (folder / "study.toml").write_text(STUDY, "utf-8")
    rows = read_interviews(shared)[: limit or None]
    write_interviews(folder / "transcripts" / "interviews.csv", rows[:-NEW])
    write_interviews(folder / "later.csv", rows[-NEW:])
    with (shared / "gold_codes" / "dev_codings.csv").open(newline="", encoding="utf-8") as stream:
        judged = list(csv.DictReader(stream))
    known = {row["transcript_id"] for row in rows[:-NEW]}
    judged = [row for row in judged if row["transcript"] in known]
    turns = list(dict.fromkeys((row["transcript"], row["turn"]) for row in judged))
    last = set(turns[-JUDGED:])
    for name, some in (("judged.csv", False), ("judged_later.csv", True)):
        chosen = [row for row in judged if ((row["transcript"], row["turn"]) in last) is some]
        write_interviews(folder / name, chosen)


def read_interviews(shared: Path) -> list[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    rows: list[dict[str, str]] = []
    for path in sorted((shared / "interviews" / "anthropic_interviewer").glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as stream:
            rows += csv.DictReader(stream)
    return rows


def write_interviews(path: Path, rows: list[dict[str, str]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(rows)


def timed_run(folder: Path, verb: str = "run") -> dict[str, object]:
    """One ``run`` or ``code`` in a process of its own; memory is the largest of it and its workers,
    in GiB.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder), verb], stdout=subprocess.PIPE, text=True
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
        "load": round(os.getloadavg()[0], 1),
        "steps": json.loads(out),
    }


def edit_one_code(folder: Path) -> None:
    """What a researcher does between runs: one more pattern and one more example."""
    for name, place, line in (
        (PATTERNS, "  neutrality:\n", '    - "entirely new wording of this"\n'),
        ("codebook.yaml", "    examples:\n", '      - "It is said in entirely new words."\n'),
    ):
        text = (folder / name).read_text("utf-8")
        before, found, after = text.partition(place)
        if not found:
            sys.exit(f"{name} has no line {place.strip()!r}")
        (folder / name).write_text(before + found + line + after, "utf-8")


def judge(folder: Path, name: str) -> None:
    """Take in what people judged."""
    from interviewkit import Study

    Study.open(folder).import_codings(folder / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--limit", type=int, default=0, help="only the first so many interviews")
    parser.add_argument("--keep", type=Path, help="leave the study here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary) / "study"
        make_study(folder, args.shared, args.limit)
        tell("first_run", timed_run(folder))
        tell("nothing_new", timed_run(folder))
        edit_one_code(folder)
        tell("one_code_edited", timed_run(folder))
        shutil.copy(folder / "later.csv", folder / "transcripts" / "later.csv")
        tell(f"{NEW}_new_interviews", timed_run(folder))
        judge(folder, "judged.csv")
        tell("judged_turns", timed_run(folder, "code"))
        judge(folder, "judged_later.csv")
        tell(f"{JUDGED}_more_judged_turns", timed_run(folder, "code"))
        tell("database_mib", (folder / "study.db").stat().st_size >> 20)
        reports = (folder / "reports").iterdir()
        tell("report_mib", {at.name: round(at.stat().st_size / 2**20, 2) for at in reports})


def tell(what: str, figures: object) -> None:
    print(json.dumps({what: figures}), flush=True)


if __name__ == "__main__":
    main()
