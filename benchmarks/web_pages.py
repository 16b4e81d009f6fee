"""How long every page and every answer of the workspace takes, on 1,250 interviews.

    python benchmarks/web_pages.py [--study FOLDER] [--beside] [--only TEXT] [--write FILE]

Serves the study as ``interviewkit serve`` does and asks for each address fifty times over one kept
connection, from the same machine: what is measured is the server and the way through the machine.
*First* is the first time that an address was asked for since the server began. With ``--beside``
``interviewkit code`` works on the same study meanwhile, on the same cores.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import page
from web_bench import (
    Served,
    build_parser,
    copied_study,
    describe_machine,
    draw_table,
    list_addresses,
    pick,
    serving,
)

ASKED_PAGE, ASKED_SEARCH = 150, 200
TIMES = 50
NAME = "work_0000"
EXAMPLES: dict[str, Sequence[str]] = {
    "/report/files/{name}": [],
    "/people/{name:path}": [f"/people/{NAME}"],
    "/retrieve/matrix/file": [],  # a document that is written
    "/api/codebook/codings": ["/api/codebook/codings?code=time"],
    "/api/retrieve/around": [f"/api/retrieve/around?transcript={NAME}&turn=4"],
    "/files/preview": [],
    "/api/files/preview": [],
    "/read/{name:path}": [f"/read/{NAME}", f"/read/{NAME}?plain=1"],
    "/api/read/transcript": [f"/api/read/transcript?name={NAME}"],
    "/api/read/changes": [f"/api/read/changes?transcript={NAME}&since="],
}
"""What is asked for where an address needs more than itself; other addresses are asked for bare."""

SEARCHES: Sequence[str] = (
    "/retrieve?q=time",
    "/retrieve?q=time+and+trust",
    "/retrieve?q=time+segment%3Atired+by%3Aana",
    "/retrieve?q=%22more+time%22",
    "/retrieve?q=%22deadline%22&view=kwic",
)
"""A code, two codes, a code by a segment and a coder, words that were said, words with contexts."""


@dataclass
class Figures:
    """The times of one address, in seconds; ``work`` is the server's own time for one answer.

    Where other programs share the cores ``times`` grow, ``work`` hardly does.
    """

    address: str
    first: float
    times: Sequence[float]
    work: float
    size: int
    status: int

    @property
    def is_search(self) -> bool:
        return self.address in SEARCHES

    @property
    def row(self) -> dict[str, object]:
        asked = ASKED_SEARCH if self.is_search else ASKED_PAGE
        p95 = pick(self.times, 0.95) * 1000
        return {
            "address": self.address,
            "kB": round(self.size / 1000),
            "first, ms": round(self.first * 1000),
            "p50, ms": round(pick(self.times, 0.5) * 1000),
            "p95, ms": round(p95),
            "cpu, ms": round(self.work * 1000),
            "asked": asked,
            "ratio": round(p95 / asked, 2),
            "": "" if self.status == 200 else f"status {self.status}",
        }


class Asking:
    """One visitor, let in, with one connection that is kept open."""

    def __init__(self, entrance: str) -> None:
        at = urlsplit(entrance)
        self._line = HTTPConnection(at.netloc, timeout=600)
        self._line.request("GET", f"{at.path}?{at.query}")
        answer = self._line.getresponse()
        answer.read()
        cookie = answer.getheader("set-cookie") or ""
        self._headers = {"Cookie": cookie.partition(";")[0]}

    def ask(self, address: str) -> tuple[float, int, int]:
        """(seconds, bytes, status)"""
        start = time.perf_counter()
        self._line.request("GET", address, headers=self._headers)
        answer = self._line.getresponse()
        size = len(answer.read())
        return time.perf_counter() - start, size, answer.status


def measure(served: Served, addresses: Sequence[str], times: int) -> list[Figures]:
    asking = Asking(served.entrance)
    found = []
    for address in addresses:
        first, size, status = asking.ask(address)
        before = read_worked(served.process.pid)
        taken = [asking.ask(address)[0] for _ in range(times if first < 2 else 5)]
        work = (read_worked(served.process.pid) - before) / len(taken)
        found.append(Figures(address, first, taken, work, size, status))
        print(json.dumps(found[-1].row), flush=True)
    return found


def read_worked(process: int) -> float:
    """Seconds that a process has kept a core busy; told by Linux in hundredths."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start_coding(folder: Path) -> subprocess.Popen[bytes]:
    """``interviewkit code`` on the study: reads all that was said and writes what rules propose."""
    command = [sys.executable, "-m", "interviewkit", "code", "-q", "--study", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    parser = build_parser(__doc__)
    parser.add_argument("--beside", action="store_true", help="interviewkit code works meanwhile")
    parser.add_argument("--only", default="", help="addresses with this in them")
    parser.add_argument("--times", type=int, default=TIMES)
    given = parser.parse_args()
    known = [*list_addresses(EXAMPLES), *SEARCHES]
    addresses = [each for each in known if given.only in each]
    with copied_study("interviews", given) as folder, serving(folder, "--coder", "ana") as served:
        coding = start_coding(folder) if given.beside else None
        machine = describe_machine()
        found = measure(served, addresses, given.times)
        if coding:
            whole = coding.poll() is None
            print("interviewkit code ran to the end of this" if whole else "code ended earlier")
            coding.kill()
            coding.wait()
    told = f"{machine}.\n\n{draw_table([each.row for each in found])}"
    print(told)
    if given.write:
        beside = " while interviewkit code runs" if given.beside else ""
        begin, end = (f"<!-- workspace pages{beside}: {each} -->" for each in ("begin", "end"))
        page.write(given.write, told, begin, end, f"The workspace: pages{beside}")


if __name__ == "__main__":
    main()
