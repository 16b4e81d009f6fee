"""Damaged files through every door, in processes with limits on memory and time.

    python tests/hard/fuzzing.py                          10,000 files a format
    python tests/hard/fuzzing.py --files 40 --json out    as the tests do
    python tests/hard/fuzzing.py --first 1000 --files 1000  the next thousand of a long run
    python tests/hard/fuzzing.py --formats xlsx --only 17 one file again, with its traceback

Every file is made of its format, the seed and its number alone, so any of them can be made again.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from random import Random
from typing import Any

from fuzz_doors import door_of, warm_up
from fuzz_mutations import damaged
from fuzz_seeds import MAKERS, seeds

from interviewkit.errors import InterviewkitError

SEED = 8
SECONDS = 5
"""Of computing, not of waiting: a busy machine makes no hang."""
MEGABYTES = 500
"""What a file may take beside what the process has already."""

PASSED, REFUSED = "read", "refused"


@dataclass(frozen=True)
class Failure:
    """A file that got through a door otherwise than in words."""

    format: str
    number: int
    what: str
    where: str
    trace: str
    file: str = ""


def content_of(name: str, number: int, seed: int = SEED) -> bytes:
    """The damaged file of that number."""
    return damaged(Random(f"{seed}/{name}/{number}"), seeds(name))


def fuzz(
    names: Sequence[str], numbers: Sequence[int], *, seed: int = SEED, crews: int, keep: Path
) -> tuple[dict[str, Counter[str]], list[Failure]]:
    """Files through the doors of the formats: how each ended, and what failed.

    Files that fail are kept in the folder ``keep`` as they come: a long run may be looked at.
    """
    with tempfile.TemporaryDirectory() as scratch:
        warm_up(names, Path(scratch))
        jobs = [(name, number) for number in numbers for name in names]
        crews = max(1, min(len(jobs), crews))
        crew = [_Crew(jobs[i::crews], seed, Path(scratch)) for i in range(crews)]
        ends: dict[str, Counter[str]] = {name: Counter() for name in names}
        failures: list[Failure] = []
        while crew:
            wait([each.line for each in crew])
            for each in crew:
                failures += [_kept(failure, seed, keep) for failure in each.listen(ends)]
            crew = [each for each in crew if each.left]
    return ends, failures


class _Crew:
    """A process with its list of files; where a file ends it, another goes on with the rest."""

    def __init__(self, jobs: list[tuple[str, int]], seed: int, scratch: Path) -> None:
        self.left, self.seed, self.scratch = jobs, seed, scratch
        self._start()

    def _start(self) -> None:
        self.line, theirs = multiprocessing.Pipe(duplex=False)
        handle, name = tempfile.mkstemp(dir=self.scratch)
        os.close(handle)
        self.trace = Path(name)
        self.process = multiprocessing.get_context("fork").Process(
            target=_work, args=(self.left, self.seed, theirs, self.trace)
        )
        self.process.start()
        theirs.close()

    def listen(self, ends: dict[str, Counter[str]]) -> list[Failure]:
        """What the process has to say; one that is gone was ended by the file it had open."""
        found = []
        try:
            while self.line.poll():
                end, failure = self.line.recv()
                name, _ = self.left[0]
                self.left = self.left[1:]
                ends[name][end] += 1
                found += [failure] if failure else []
        except EOFError:
            found += self._bury(ends)
        return found

    def _bury(self, ends: dict[str, Counter[str]]) -> list[Failure]:
        self.process.join()
        if not self.left:
            return []
        (name, number), self.left = self.left[0], self.left[1:]
        code = self.process.exitcode or 0
        hangs = code == -signal.SIGPROF
        what = f"more than {SECONDS} s" if hangs else f"the process ended ({code})"
        trace = self.trace.read_text("utf-8", "replace")
        ends[name]["hang" if hangs else "crash"] += 1
        if self.left:
            self._start()
        return [Failure(name, number, what, _innermost(trace.splitlines()[::-1]), trace)]


def _work(jobs: list[tuple[str, int]], seed: int, line: Connection, trace: Path) -> None:
    """One file after the other; how each ended is told at once."""
    warnings.simplefilter("ignore")
    out = trace.open("w")
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    faulthandler.enable(out)
    faulthandler.register(signal.SIGPROF, out, all_threads=False, chain=True)
    _limit_memory()
    folder = Path(tempfile.mkdtemp(dir=trace.parent))
    for name, number in jobs:
        path = folder / f"talk{MAKERS[name][0]}"
        path.write_bytes(content_of(name, number, seed))
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        end, failure = _tried(name, number, path)
        signal.setitimer(signal.ITIMER_PROF, 0)
        line.send((end, failure))
    line.close()
    out.flush()
    os._exit(0)


def _limit_memory() -> None:
    has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    limit = has + MEGABYTES * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tried(name: str, number: int, path: Path) -> tuple[str, Failure | None]:
    try:
        door_of(name)(path)
    except InterviewkitError as fault:
        if fault.message.strip():
            return REFUSED, None
        return "silent", Failure(name, number, "refused without a word", "", "")
    except BaseException as fault:  # noqa: BLE001  (whatever gets through is what is looked for)
        trace = traceback.format_exc(limit=-40)
        what = f"{type(fault).__name__}: {str(fault)[:120]}"
        return type(fault).__name__, Failure(
            name, number, what, _innermost(trace.split("\n")), trace
        )
    return PASSED, None


def _innermost(lines: Sequence[str]) -> str:
    """The last line of our own that a traceback names."""
    own = [line.strip() for line in lines if "interviewkit/" in line and "File " in line]
    return own[-1].split("src/interviewkit/")[-1].replace('"', "") if own else ""


def _kept(failure: Failure, seed: int, keep: Path) -> Failure:
    keep.mkdir(parents=True, exist_ok=True)
    suffix = MAKERS[failure.format][0]
    path = keep / f"{failure.format}-{seed}-{failure.number}{suffix}"
    path.write_bytes(content_of(failure.format, failure.number, seed))
    path.with_name(f"{path.name}.trace").write_text(failure.trace, "utf-8", "replace")
    return Failure(**{**asdict(failure), "file": str(path)})


def told(ends: dict[str, Counter[str]], failures: Sequence[Failure], seconds: float) -> str:
    """A line a format, and each kind of failure once with the first of its files."""
    lines = [
        f"{name:<13} {sum(count.values()):>6} files: "
        + ", ".join(f"{n} {end}" for end, n in count.most_common())
        for name, count in ends.items()
    ]
    total = sum(sum(count.values()) for count in ends.values())
    lines.append(f"{total} files in {seconds:.0f} s; {len(failures)} failures")
    kinds: dict[tuple[str, str, str], list[Failure]] = {}
    for each in failures:
        kinds.setdefault((each.format, each.what[:60], each.where), []).append(each)
    for (name, what, where), some in sorted(kinds.items(), key=lambda item: -len(item[1])):
        lines.append(f"  {len(some)} × {name} number {some[0].number}: {what} in {where}")
        lines.append(f"      {some[0].file}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 where a file failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--formats", nargs="*", default=list(MAKERS), choices=list(MAKERS))
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    whole = range(asked.first, asked.first + asked.files)
    numbers = whole if asked.only is None else [asked.only]
    ends, failures = fuzz(
        asked.formats, numbers, seed=asked.seed, crews=asked.processes, keep=asked.keep
    )
    print(told(ends, failures, time.monotonic() - started))
    if asked.only is not None:
        print("\n".join(each.trace for each in failures))
    if asked.json:
        result: dict[str, Any] = {"ends": ends, "failures": [asdict(each) for each in failures]}
        asked.json.write_text(json.dumps(result, indent=1), "utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
