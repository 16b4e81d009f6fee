"""Several people at once, and machines meanwhile: nothing that was acknowledged is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.store.database import Store
from study.example import example_study

PERSON = """
import json, sys
from interviewkit import Study
study = Study.open(sys.argv[1])
one = study.marking(sys.argv[2], new_coder=True)
turns = [t for name in ("April/leaders", "May/freelancers") for t in study.transcript(name).turns]
for i in range(40):
    turn = turns[i % len(turns)]
    act = one.code(turn.id, (i // len(turns), len(turn.text)), "isolation", "+-"[i % 2])
    print(json.dumps([each.id for each in act.added]), flush=True)
    if i % 10 == 9:
        one.read([turn.id])
"""
"""Codes forty passages and prints each as soon as it is acknowledged."""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return example_study(tmp_path / "six")


def start(study: Study, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *args], stdout=subprocess.PIPE, text=True)


def test_two_people_code_while_the_machine_codes_anew(study: Study) -> None:
    book = study.root / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("hardly talk to", "hardly talk"), "utf-8")
    people = {name: start(study, "-c", PERSON, str(study.root), name) for name in ("una", "bert")}
    machine = start(study, "-m", "interviewkit", "code", "--study", str(study.root))
    said = {
        name: [key for line in of.communicate()[0].splitlines() for key in json.loads(line)]
        for name, of in people.items()
    }
    machine.communicate()
    assert [each.returncode for each in (*people.values(), machine)] == [0, 0, 0]
    assert [len(keys) for keys in said.values()] == [40, 40]
    with Store(study.root / "study.db").reading() as shelves:
        known = {each.id: each.coder for each in shelves.codings.get(chain(*said.values()))}
        assert all(known[key] == name for name, keys in said.items() for key in keys)
        for name in said:
            log = shelves.judgements.list(name)
            assert [each.act for each in log].count("code") == 40
            assert [each.act for each in log].count("read") == 4
            standing = {each.id for each in study.codings(coders=[name])}
            added = {key for each in log for key in each.change.get("added", [])}
            retired = {key for each in log for key in each.change.get("retired", [])}
            assert standing == added - retired
    assert {found.state for found in study.check()} == {"well"}


def test_threads_of_one_server_lose_nothing(study: Study) -> None:
    turns = [turn.id or 0 for turn in study.transcript("April/leaders").turns]

    def work(n: int) -> int:
        one = study.marking("kim" if n % 2 else "lee")
        study.marked("April/leaders", coder=one.coder)
        one.code(turns[n % len(turns)], (0, 3 + n), "isolation")
        if n % 5 == 0:
            one.undo()
            one.redo()
        return n

    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(work, range(10)))) == 10
    coded = [row for row in study.judgements() if row["act"] == "code"]
    assert [row["stands"] for row in coded] == [True] * 10
    lengths = {each.passage.end for each in study.codings(coders=["kim", "lee"])}
    assert lengths >= set(range(3, 13))


def test_a_page_and_a_terminal_follow_each_other(study: Study) -> None:
    other = Study.open(study.root)
    mark = study.mark()
    marked = study.marked("April/leaders", coder="kim")
    turn = marked.transcript.turns[2].id or 0
    other.marking("lee").code(turn, (0, 7), "isolation")
    assert study.mark() != mark
    [coding] = study.changes("April/leaders", marked.mark, coder="kim").codings
    assert (coding.coder, coding.passage.quote) == ("lee", "Really?")
