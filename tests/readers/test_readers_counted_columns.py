"""Tables whose times are counts of seconds, with headings, without, and in Word."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest

from interviewkit.readers.contract import FileReading

TALK = (
    ("Interviewer", 0.5, 3.2, "How was the week?"),
    ("Ana", 3.9, 9.4, "Fine, very busy, and late."),
    ("Interviewer", 14.3, 15.1, "Loud?"),
    ("Ana", 62.0, 66.0, "And at home, what else?"),
)
COLUMNS = {
    "begin and end": ("{a:.2f}", "{b:.2f}", "{n}", "{s}"),
    "name first": ("{n}", "{a:.2f}", "{b:.2f}", "{s}"),
    "milliseconds": ("{n}", "{am}", "{bm}", "{s}"),
    "a range": ("{a:.2f} - {b:.2f}", "{n}", "{s}"),
    "with a unit": ("{a:.1f}s - {b:.1f}s", "{n}", "{s}"),
}
BEGINS = {"one count": ("{a:.1f}s", "{n}", "{s}"), "bare": ("{a:.1f}", "{n}", "{s}")}
RIGHT = [(name, said, a) for name, a, _, said in TALK]


def rows(columns: tuple[str, ...]) -> list[list[str]]:
    return [
        [
            column.format(n=n, a=a, b=b, s=s, am=round(a * 1000), bm=round(b * 1000))
            for column in columns
        ]
        for n, a, b, s in TALK
    ]


def document(cells: list[list[str]]) -> bytes:
    made = docx.Document()
    grid = made.add_table(rows=0, cols=len(cells[0]))
    for row in cells:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def turns(reading: FileReading) -> list[tuple[str, str, float | None]]:
    (transcript,) = reading.transcripts
    return [(turn.speaker, turn.text, turn.start) for turn in transcript.turns]


@pytest.mark.parametrize("layout", COLUMNS | BEGINS)
def test_counted_seconds_are_times_without_a_heading(layout: str, read: Any) -> None:
    text = "\n".join("\t".join(row) for row in rows((COLUMNS | BEGINS)[layout]))
    reading = read(text, "a.tsv")
    assert turns(reading) == RIGHT
    if layout in COLUMNS:
        assert [turn.end for turn in reading.transcripts[0].turns] == [3.2, 9.4, 15.1, 66.0]


@pytest.mark.parametrize("layout", ["begin and end", "a range", "with a unit", "one count"])
def test_counted_seconds_are_times_in_word(layout: str, read: Any) -> None:
    assert turns(read(document(rows((COLUMNS | BEGINS)[layout])), "a.docx")) == RIGHT


def test_headings_name_columns_of_counts_in_word(read: Any) -> None:
    cells = [["Start", "End", "Speaker", "Text"], *rows(COLUMNS["begin and end"])]
    reading = read(document(cells), "a.docx")
    assert turns(reading) == RIGHT


def test_marks_beside_speech_are_no_times(read: Any) -> None:
    marks = ["4.5", "3.0", "4.5", "2.5"]
    cells = [[n, mark, s] for (n, _, _, s), mark in zip(TALK, marks, strict=True)]
    assert turns(read(document(cells), "a.docx")) == [(n, s, None) for n, s, _ in RIGHT]


def test_a_time_below_a_name_in_its_cell(read: Any) -> None:
    cells = [[f"{n}\n00:00:{int(a):02}", s] for n, a, _, s in TALK[:3]]
    assert turns(read(document(cells), "a.docx")) == [
        (n, s, float(int(a))) for n, s, a in RIGHT[:3]
    ]


def test_a_bold_line_with_name_and_time(read: Any) -> None:
    made = docx.Document()
    for name, at, _, said in TALK[:3]:
        made.add_paragraph().add_run(f"{name} | 00:{int(at):02}").bold = True
        made.add_paragraph(said)
    buffer = BytesIO()
    made.save(buffer)
    found = turns(read(buffer.getvalue(), "a.docx"))
    assert found == [(n, s, float(int(a))) for n, s, a in RIGHT[:3]]
