"""Cells of a workbook that say more, or less, than they show; files that are no table."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from interviewkit.errors import SurveyError
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers

BY_LINE = SurveySettings(respondent="id")


def workbook(folder: Path, rows: list[list[object]], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(folder / "survey.xlsx")
    return folder / "survey.xlsx"


def read(path: Path) -> tuple[Answers, dict[str, int]]:
    answers, problems = read_answers(path, BY_LINE)
    return answers, {each.what: each.line for each in problems}


def test_merged_cells_count_in_each_of_their_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [["id", "school", "age"]]
    rows += [[f"p{i}", "East" if i == 0 else "West" if i == 3 else None, 20 + i] for i in range(5)]
    path = workbook(tmp_path, rows, ("B2:B4", "B5:B6"))
    answers, told = read(path)
    assert list(answers.table["school"]) == ["East", "East", "East", "West", "West"]
    assert told == {"merged cells: their value counts in each of their rows, lines 3, 4, 6": 3}


def test_merged_headings_stay_headings(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["id", "age", "Satisfaction", None, None, "Remarks"],
        [None, None, "pay", "hours", "boss", None],
        ["a", "31", "4", "5", "1", "fine"],
        ["b", "41", "2", "3", "2", None],
    ]
    answers, told = read(workbook(tmp_path, rows, ("A1:A2", "B1:B2", "C1:E1", "F1:F2")))
    assert answers.columns[2:5] == tuple(f"Satisfaction [{x}]" for x in ("pay", "hours", "boss"))
    assert answers.names == ("a", "b")
    assert not any("merged" in what for what in told)


def test_formulas_without_a_value_are_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [["id", "a", "twice"], ["p1", 1, "=B2*2"], ["p2", 2, 4],
                                ["p3", 3, "=B4*2"]]  # fmt: skip
    answers, told = read(workbook(tmp_path, rows))
    assert answers.variable("twice").missing == 2
    assert told["formulas without a stored value count as no answer: lines 2, 4"] == 2


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "is a PDF"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(99), "is a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(99), "is a picture"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "is a packed file"),
        (b"SQLite format 3\x00" + bytes(80), "is a database"),
        (b"{\\rtf1\\ansi id;age}", "is a document"),
        (b"<!DOCTYPE html>\n<table><tr><td>id</td></tr></table>", "is a web page"),
        (archive("[Content_Types].xml", "word/document.xml"), "is a Word document"),
        (archive("photo.jpg", "notes.txt"), "is a ZIP archive without a table in it"),
        (archive("answers.csv"), "is a ZIP archive with answers.csv in it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "is an old or password-protected"),
        (bytes(range(32)) * 20, "is not a text file"),
    ],
)
@pytest.mark.parametrize("name", ["survey.csv", "survey.xlsx"])
def test_what_is_no_table_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SurveyError, match=said) as fault:
        read_answers(tmp_path / name, BY_LINE)
    assert fault.value.hint


def test_tables_that_begin_like_something_else_are_read(tmp_path: Path) -> None:
    """Names of columns that are also beginnings of files, and one stray sign."""
    for text in ("id,ID3\n1,2\n", "ID3,id\n7,1\n", "id,note\n1,a\x07b\n2,c\n", "\nid,RIFF\n1,2\n"):
        (tmp_path / "survey.csv").write_text(text, "utf-8")
        answers, _ = read_answers(tmp_path / "survey.csv", BY_LINE)
        assert answers.names[0] == "1"
