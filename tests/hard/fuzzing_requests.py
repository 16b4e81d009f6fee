"""Mutated requests over every route of the workspace: none brings it down, and none that is
refused writes anything.

    python tests/hard/fuzzing_requests.py                       10,000 requests
    python tests/hard/fuzzing_requests.py --requests 300 --seed 8
    python tests/hard/fuzzing_requests.py --only 17             one request again, shown

Every request is made of the seed and its number alone.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from request_mutations import mutate
from request_seeds import PageRequest, RequestMaker

from builders_web import Client, Served, serving
from study.example import example_study

SEED = 11
SECONDS = 30
REFUSED = 400

MEGABYTES = 1500
"""A server that holds more has been made to by some request."""

LOOKED = ("draw", "assignment", "run")
"""Tables in which a look leaves a trace: a card that was shown was drawn, whatever comes of it."""


@dataclass
class Fuzzed:
    """How requests were answered, and what went wrong."""

    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    written: int = 0
    """Requests that were carried out and changed the study: those that nothing was wrong with."""


class Watcher:
    """Sees what of a study was written since it looked last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection = sqlite3.connect(folder / "study.db")
        self._version, self._before = -1, {}
        self.find_changed()

    def find_changed(self) -> list[str]:
        """Tables and files that are not as they were; looked into only after a commit."""
        [[version]] = self._connection.execute("PRAGMA data_version").fetchall()
        now = dict(self._before) if version == self._version else dict(self._hash_tables())
        now = {name: each for name, each in now.items() if not name.startswith("/")}
        now |= self._list_files()
        before, self._before, self._version = self._before, now, version
        return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))

    def _hash_tables(self) -> Iterator[tuple[str, object]]:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"
        for (name,) in self._connection.execute(names).fetchall():
            if name not in LOOKED:
                rows = self._connection.execute(f'SELECT * FROM "{name}"').fetchall()
                yield name, hash(tuple(map(repr, rows)))

    def _list_files(self) -> dict[str, object]:
        kept = [
            path
            for path in self._folder.rglob("*")
            if path.is_file()
            and not path.name.startswith(("study.db", ".interviewkit.lock"))
            and path.parent.name != ".interviewkit"  # what is about to be changed is noted there
        ]
        looks = [(f"/{path.relative_to(self._folder)}", path.stat()) for path in kept]
        return {name: (look.st_mtime_ns, look.st_size) for name, look in looks}

    def close(self) -> None:
        self._connection.close()


def measure_memory(served: Served) -> int:
    """How many MB the server holds; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{served.process.pid}/statm").read_text("ascii")
    except OSError:
        return 0
    return int(told.split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20


def let_in(served: Served) -> tuple[Client, dict[str, str]]:
    """The headers of a page that is let in."""
    client = Client(served)
    host = served.address.removeprefix("http://")
    cookies = "; ".join(f"{each.name}={each.value}" for each in client.cookies)
    return client, {
        "Host": host,
        "Cookie": cookies,
        "Origin": served.address,
        "X-CSRF": client.csrf,
        "Content-Type": "application/json",
        "Connection": "close",
    }


def send(address: str, request: PageRequest) -> tuple[int, bytes]:
    """(status, answer); 0 where the server hung up without one, -1 where it said nothing."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as line:
        try:
            line.sendall(request.write())
            if not request.is_whole:
                line.shutdown(socket.SHUT_WR)  # nothing more will come: no need to wait for it
            answer = _hear(line)
        except TimeoutError:
            return -1, b""
        except OSError:  # it hung up while it was still being spoken to
            return 0, b""
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return (int(found[1]) if found else 0), answer


def _hear(line: socket.socket) -> bytes:
    answer = b""
    while piece := line.recv(65536):
        answer += piece
    return answer


def fuzz(
    requests: int,
    *,
    seed: int = SEED,
    start: int = 0,
    only: int | None = None,
    is_shown: bool = False,
) -> Fuzzed:
    """So many mutated requests to a served study of six people."""
    done = Fuzzed()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "study"
        folder.mkdir()
        example_study(folder)
        maker = RequestMaker(folder)
        with serving(folder, "--coder", "kim") as served:
            client, usual = let_in(served)
            watcher = Watcher(folder)
            for number in range(start, start + requests) if only is None else [only]:
                if number % 1000 == 999:
                    print(f"… {number + 1}", flush=True)
                random = Random(f"{seed}/{number}")
                request = mutate(maker.make(random, usual), random)
                if is_shown:
                    print(request.write()[:3000])
                try:
                    _judge(done, number, request, served, watcher)
                    _wait_for_job(client, request, watcher)
                except ConnectionRefusedError:
                    done.wrong.append(_tell_end(number, request, served))
                    return done
            watcher.close()
            _check_end(done, client, served)
    return done


def _judge(
    done: Fuzzed, number: int, request: PageRequest, served: Served, watcher: Watcher
) -> None:
    status, answer = send(served.address, request)
    done.answers[str(status)] += 1
    head, _, body = request.write().partition(b"\r\n\r\n")
    shown = f"{number}: {head[:80]!r} {body[:600]!r}"
    if (status >= 500 and status != 503) or status < 0:
        done.wrong.append(f"answered {status}: {shown} {answer[-300:]!r}")
    if not status:  # nobody waited for it: it may still be carried out
        time.sleep(0.1)
        done.written += bool(watcher.find_changed())
        return
    changed = watcher.find_changed()
    done.written += bool(changed)
    if changed and not 200 <= status < REFUSED:
        done.wrong.append(f"answered {status}, yet changed {', '.join(changed)}: {shown}")


def _tell_end(number: int, request: PageRequest, served: Served) -> str:
    """That the server has ended, how, and before which request."""
    code, said = served.process.wait(SECONDS), served.read_complaints()
    return f"{number}: it ended with {code} before {request.write()[:300]!r}: {said[-6000:]}"


def _wait_for_job(client: Client, request: PageRequest, watcher: Watcher) -> None:
    """A step that a request has begun writes later: that is no matter of the next request."""
    if "/api/jobs" not in request.path and b"/api/jobs" not in request.raw:
        return
    while '"running"' in client.get("/api/jobs"):
        time.sleep(0.05)
    watcher.find_changed()


def _check_end(done: Fuzzed, client: Client, served: Served) -> None:
    """It still answers, ends well, and has complained of nothing."""
    if "<h1>" not in client.get("/settings"):
        done.wrong.append("the server answers no more")
    code = served.stop()
    said = served.read_complaints()
    if code or said.strip():
        done.wrong.append(f"it ended with {code}, and said: {said[-6000:]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    done = fuzz(
        asked.requests,
        seed=asked.seed,
        start=asked.start,
        only=asked.only,
        is_shown=asked.only is not None,
    )
    for status, count in sorted(done.answers.items()):
        print(f"answered {status:>4}: {count}")
    for each in done.wrong[:40]:
        print(f"wrong: {each}")
    took = time.monotonic() - started
    number = sum(done.answers.values())
    print(f"{number} requests in {took:.0f} s, {done.written} wrote; {len(done.wrong)} went wrong")
    return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
