"""CSV files with rows that cannot be read: the others are, and each is told by its line."""

from __future__ import annotations

from pathlib import Path

from interviewkit.errors import Problem
from interviewkit.exchange.csv_file import split_rows
from interviewkit.exchange.projects.detecting import detect_format, load_reader

HEAD = "transcript,quote,code,coder\n"


def split(text: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    problems: list[Problem] = []
    return list(split_rows(text, ",", Path("a.csv"), problems)), problems


def test_an_open_quotation_mark_takes_one_line_only() -> None:
    rows, problems = split('a,b\n1,"open\n2,"x\ny"\n3,z\n')
    assert rows == [(1, ["a", "b"]), (3, ["2", "x\ny"]), (5, ["3", "z"])]
    assert [each.line for each in problems] == [2]
    assert "it is left out" in problems[0].what


def test_a_mark_within_a_cell_takes_one_line_only() -> None:
    rows, problems = split('a,b\n1,"so" x"\n2,y\n')
    assert rows == [(1, ["a", "b"]), (3, ["2", "y"])]
    assert [each.line for each in problems] == [2]


def test_a_file_of_torn_rows_is_read_no_further() -> None:
    rows, problems = split('a\n"x" y\n' + '"x" y\n' * 5000)
    assert rows == [(1, ["a"])]
    assert len(problems) == 100
    assert (problems[-1].line, "what stands from it on is left out" in problems[-1].what) == (
        101,
        True,
    )


def test_codings_below_an_open_quotation_mark_come_in(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [f"I1,I trust it number {n}.,trust,ana\n" for n in range(9)]
    lines[2] = 'I1,"I trust it,trust,ana\n'
    path.write_text(HEAD + "".join(lines), "utf-8")
    found = load_reader(detect_format(path))(path)
    assert sum(len(each.selections) for each in found.project.sources) == 8
    (loss,) = [each for each in found.losses if each.dropped]
    assert (loss.held, loss.kept, loss.dropped) == (9, 8, 1)
    assert loss.names[0].startswith("row 4: the row cannot be read")
