"""Projects that other people published, read whole and at the right words."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from interviewkit.exchange.refi.reading import read

pytestmark = pytest.mark.shared


def test_a_project_of_qc_has_every_line_where_it_was_coded(shared: Path) -> None:
    project = read(shared / "refi_qda" / "qualitative-coding" / "demo.qdpx").project
    board, admin = project.sources
    assert (len(board.selections), len(admin.selections)) == (158, 0)
    assert board.evidence.startswith("sure: 158 of 158")
    for each in board.selections:  # qc codes whole lines, and names each by its number
        line = int(each.name.removeprefix("line:"))
        words = board.text[each.start : each.end]
        assert words.rstrip("\n") in board.text.split("\n")[line : line + 1]


def test_a_project_says_what_qdapy_reads_in_it(shared: Path) -> None:
    folder = shared / "refi_qda" / "qdapy"
    wanted = json.loads((folder / "qdpx-reference.json").read_text("utf-8"))
    project = read(folder / "sample.qdpx").project
    users = {each.guid: each.name for each in project.users}
    codes = {each.guid: each.name for each in project.codes}
    found = Counter(
        (
            source.name,
            each.name if each.start is None else source.text[each.start : each.end],
            codes[coding.code],
            users[coding.user],
            coding.at,
        )
        for source, each in project.each_selection()
        for coding in each.codings
    )
    asked = Counter(
        (row["title"], row["text"], row["code"].split("/")[-1], row["codedBy"], row["codedAt"])
        for row in wanted["fragments"]
        if row["code"]
    )
    assert found == asked
    assert sorted(users.values()) == wanted["coders"]


def test_a_project_of_nvivo_for_mac_keeps_its_tree_of_codes(shared: Path) -> None:
    project = read(shared / "refi_qda" / "qualitative-coding" / "nvivo_project.qdpx").project
    above = {each.guid: each.parent for each in project.codes}
    names = {each.guid: each.name for each in project.codes}
    programming = next(each for each in project.codes if each.name == "programming")
    assert names[programming.parent] == "competencies"
    assert names[above[programming.parent]] == "rq1_definition"
    assert (len(project.codes), len(project.users), len(project.sources)) == (262, 2, 2)
