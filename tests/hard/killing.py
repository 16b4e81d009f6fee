"""Commands killed at random moments: nothing acknowledged is lost, and the next run mends the rest.

    python tests/hard/killing.py                     1,000 kills
    python tests/hard/killing.py --kills 30 --seed 8
    python tests/hard/killing.py --only 17           one kill again, as near as time lets it be

A process that has loaded everything is forked for each command, so a thousand take minutes.
"""

from __future__ import annotations

import argparse
import os
import re
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random

from kill_scenarios import IMPORT, RUN, SCENARIOS, Scenario, Tell, review, write_study

SEED = 8
SECONDS = 120
"""So long may a command take on a busy machine before it counts as hanging."""

TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.+Z]*|\d{1,2} [A-Z]\w+ 20\d\d")


# -- processes -----------------------------------------------------------------------------------


@dataclass
class Ended:
    """A process that is over: what it told, and whether it was killed or failed."""

    told: str
    code: int
    seconds: float


def forked(act: Callable[[Path, Tell], None], folder: Path, kill_after: float = -1.0) -> Ended:
    """Do it in a process of its own, killed after so many seconds, where they are not negative."""
    reads, writes = os.pipe()
    started = time.monotonic()
    pid = os.fork()
    if not pid:
        _be_child(act, folder, writes)
    os.close(writes)
    until = started + (kill_after if kill_after >= 0 else SECONDS)
    told = _listen(reads, until, b"")
    os.kill(pid, signal.SIGKILL)  # where it has ended already, nobody is hit: it is still ours
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    seconds = time.monotonic() - started
    told = _listen(reads, time.monotonic() + SECONDS, told)  # said before the kill, not yet read
    os.close(reads)
    return Ended(told.decode("utf-8", "replace"), code, seconds)


def _be_child(act: Callable[[Path, Tell], None], folder: Path, writes: int) -> None:
    code = 1
    try:
        os.dup2(writes, 1)
        os.dup2(os.open(folder.parent / "errors.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False)
        act(folder, lambda text: (os.write(1, f"{text}\n".encode()), None)[1])
        code = 0
    finally:
        if code:
            import traceback

            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _listen(reads: int, until: float, told: bytes) -> bytes:
    """What is said until the time is up or nobody is left to say it."""
    while (left := until - time.monotonic()) > 0:
        if select.select([reads], [], [], left)[0]:
            piece = os.read(reads, 65536)
            if not piece:
                break
            told += piece
    return told


# -- one kill ------------------------------------------------------------------------------------


@dataclass
class Base:
    """A scenario made ready: the folder before the command, and what undisturbed ones give."""

    scenario: Scenario
    folder: Path
    seconds: float
    reports: list[dict[str, str]] = field(default_factory=list)


def prepare(scenario: Scenario, place: Path) -> Base:
    """Bring a study to where the command starts, and see what comes out when nothing disturbs."""
    folder = place / scenario.name / "study"
    write_study(folder)
    for act in scenario.done:
        _must(forked(act, folder), folder)
    scenario.changes(folder)
    base = Base(scenario, folder, 0.0)
    if scenario.act is review:
        _prepare_reviews(base, place)
    else:
        with _copied(base, place) as copy:
            ended = _must(forked(scenario.act, copy), copy)
            base.seconds = ended.seconds
            base.reports.append(_finished(scenario, copy))
        if scenario.act in scenario.again:  # a report lists its runs: done twice, or once only
            with _copied(base, place) as copy:
                base.reports.append(_finished(scenario, copy))
    return base


def _prepare_reviews(base: Base, place: Path) -> None:
    """The report after no act of the person, after one, after two …"""
    acts = 0
    while True:
        with _copied(base, place) as copy:
            ended = _must(forked(_some_acts(acts), copy), copy)
            base.reports.append(_finished(base.scenario, copy))
        base.seconds = max(base.seconds, ended.seconds)
        if ended.told.count("judged") < acts:
            return
        acts += 1


def _some_acts(most: int) -> Callable[[Path, Tell], None]:
    class Enough(Exception):
        pass

    def act(folder: Path, tell: Tell) -> None:
        done = 0

        def count(text: str) -> None:
            nonlocal done
            tell(text)
            done += 1
            if done == most:
                raise Enough

        try:
            if most:
                review(folder, count)
        except Enough:
            return

    return act


class _copied:
    """A copy of a prepared study, gone afterwards."""

    def __init__(self, base: Base, place: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=place)) / "study"
        shutil.copytree(base.folder, self.folder)

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder.parent)


def _must(ended: Ended, folder: Path) -> Ended:
    if ended.code:
        errors = (folder.parent / "errors.txt").read_text("utf-8", "replace")
        raise RuntimeError(f"ended with {ended.code}: {ended.told}\n{errors[-3000:]}")
    return ended


def _finished(scenario: Scenario, folder: Path) -> dict[str, str]:
    """What the next commands make of the study: its reports, without the time of day."""
    for act in scenario.again:
        _must(forked(act, folder), folder)
    return {
        path.name: TIME.sub("<time>", path.read_text("utf-8"))
        for path in sorted((folder / "reports").iterdir())
    }


def kill_once(base: Base, number: int, seed: int, place: Path) -> tuple[str, str, bool]:
    """The scenario, what is wrong after the kill (empty: nothing), and whether it was in time."""
    scenario = base.scenario
    after = Random(f"{seed}/{scenario.name}/{number}").uniform(0, 1.1) * base.seconds
    with _copied(base, place) as copy:
        ended = forked(scenario.act, copy, after)
        try:
            wrong = _wrong(base, copy, ended)
        except RuntimeError as fault:
            wrong = f"the next command failed: {fault}"
        except sqlite3.DatabaseError as fault:
            wrong = f"the database is damaged: {fault}"
        if wrong:
            wrong = f"{scenario.name} {number} killed after {after:.3f} s: {wrong}"
    return scenario.name, wrong, ended.code == -signal.SIGKILL


def _wrong(base: Base, folder: Path, ended: Ended) -> str:
    if ended.code not in (0, -signal.SIGKILL):
        return f"it failed by itself: {ended.told}"
    gone = lost(base.scenario, folder, ended.told)
    if gone:
        return gone
    expected = base.reports
    if base.scenario.act is review:
        done, told = _count(folder, "judgement"), ended.told.count("judged")
        if not told <= done <= told + 1:
            return f"{told} judgements were acknowledged, {done} are there"
        expected = base.reports[done : done + 1]
    finished = _finished(base.scenario, folder)
    return "" if finished in expected else "the next report is not the undisturbed one"


def lost(scenario: Scenario, folder: Path, told: str) -> str:
    """What was acknowledged and is not there; or what the database says of itself."""
    if (folder / "study.db").exists():
        with closing(sqlite3.connect(folder / "study.db")) as connection:
            [[state]] = connection.execute("PRAGMA integrity_check").fetchall()
            strays = connection.execute("PRAGMA foreign_key_check").fetchall()
        if state != "ok" or strays:
            return f"integrity: {state}, {len(strays)} rows without what they belong to"
    promised = {
        "ingest ": lambda: _count(folder, "transcript"),
        "code ": lambda: _count(folder, "coding"),
        "link ": lambda: _count(folder, "respondent"),
        "report ": lambda: (folder / "reports" / "report.html").is_file(),
        "import ": lambda: _count(folder, "coding", "coder_id IN (SELECT id FROM coder WHERE "
                                  "name = 'ana')"),
    }  # fmt: skip
    gone = [
        word for word, is_there in promised.items() if f"\n{word}" in f"\n{told}" and not is_there()
    ]
    if scenario.done and IMPORT in scenario.done and not promised["import "]():
        gone.append("ana's codings")
    pages = [path.read_text("utf-8") for path in folder.glob("reports/*.html")]
    if any(not page.rstrip().endswith("</html>") for page in pages):
        gone.append("half of a report")
    return f"acknowledged and not there: {', '.join(gone)}" if gone else ""


def _count(folder: Path, table: str, where: str = "1") -> int:
    try:
        with closing(sqlite3.connect(folder / "study.db")) as connection:
            query = f"SELECT count(*) FROM {table} WHERE {where}"
            return int(connection.execute(query).fetchone()[0])
    except sqlite3.OperationalError as fault:
        if "no such table" not in str(fault):
            raise
        return 0


# -- many ----------------------------------------------------------------------------------------


def kill(
    kills: int, *, seed: int = SEED, only: int | None = None
) -> tuple[Counter[str], list[str]]:
    """Kills in turn over the scenarios: how many of each hit a command at work; what was wrong."""
    _load()
    numbers = range(kills) if only is None else [only]
    hits: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        bases = [prepare(scenario, place) for scenario in SCENARIOS]
        cores = len(os.sched_getaffinity(0))
        with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
            jobs = [
                pool.submit(kill_once, bases[number % len(bases)], number, seed, place)
                for number in numbers
            ]
            for job in jobs:
                name, what, in_time = job.result()
                hits[name] += in_time
                wrong += [what] if what else []
    return hits, wrong


def _load() -> None:
    """Everything that the commands load, once; forks have it."""
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        write_study(study)
        for act in (RUN, IMPORT, RUN):
            sys.stdout.flush()
            here = Path.cwd()
            try:
                with open(os.devnull, "w") as silence:  # noqa: PTH123
                    before, sys.stdout = sys.stdout, silence
                    act(study, lambda _text: None)
            finally:
                sys.stdout = before
                os.chdir(here)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    hits, wrong = kill(asked.kills, seed=asked.seed, only=asked.only)
    for name, count in hits.items():
        print(f"{name:<8} {count} killed at work")
    for each in wrong:
        print(f"wrong: {each}")
    kills = asked.kills if asked.only is None else 1
    took = time.monotonic() - started
    print(f"{kills} kills in {took:.0f} s, {sum(hits.values())} at work; {len(wrong)} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
