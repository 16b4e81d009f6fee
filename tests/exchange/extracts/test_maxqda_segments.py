from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.styles import Font

from builders_extracts import code_paths, is_adding_up, note_texts, told_codings, write_workbook
from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.maxqda import is_this, read

ENGLISH = (
    "Color", "Comment", "Document group", "Document name", "Code", "Beginning", "End",
    "Weight score", "Segment", "Modified by", "Modified", "Created by", "Created", "Area",
    "Coverage %",
)  # fmt: skip
GERMAN = (
    "Farbe", "Kommentar", "Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Ende", "Gewicht",
    "Segment", "Bearbeitet von", "Bearbeitet am", "Erstellt von", "Erstellt am", "Fläche",
    "Abdeckungsgrad %", "Geschlecht",
)  # fmt: skip


def english(tmp_path: Path) -> Path:
    return write_workbook(
        tmp_path / "Retrieved Segments.xlsx",
        [
            ENGLISH,
            ("●", "telling", "Leaders", "I1", "Trust\\In machines", 12, 12, 50, "I trust it.",
             "ana", "3/15/2024 10:12:00", "ana", "3/14/2024 9:30:00", 11, 0.5),
            ("●", "", "Leaders", "I1", "Time", 12, 12, 0, "I trust it.",
             "ben", "", "ben", "3/14/2024 9:31:00", 11, 0.5),
            ("●", "", "Workers", "I2", "Time", 3, 5, 0, "'=SUM(A1) is all\nI know.",
             "", "", "ben", "", 22, 1),
        ],
    )  # fmt: skip


def head(path: Path) -> bytes:
    return path.read_bytes()[:4096]


def test_each_segment_keeps_code_coder_place_and_notes(tmp_path: Path) -> None:
    path = english(tmp_path)
    assert is_this(path, head(path))
    file = read(path)
    assert told_codings(file) == [
        ("I1", "I trust it.", "Trust > In machines", "ana"),
        ("I1", "I trust it.", "Time", "ben"),
        ("I2", "=SUM(A1) is all\nI know.", "Time", "ben"),
    ]
    first, last = [selection for _, selection in file.project.each_selection()]
    assert (first.start, first.name, first.description[:8]) == (None, "12", "Area: 11")
    assert last.name == "3 – 5"
    assert first.at == "2024-03-14T09:30:00"
    assert note_texts(file.project, first.codings[0].notes) == ["telling\nWeight: 50"]
    assert [each.name for each in file.project.sets] == ["Leaders", "Workers"]
    assert file.losses == ()
    assert "headings in row 1 of 'Sheet1'" in file.notes[0]


def test_a_german_csv_gives_document_variables_too(tmp_path: Path) -> None:
    path = tmp_path / "segmente.csv"
    rows = [
        GERMAN,
        ("", "", "Leitung", "I1", "Vertrauen > Technik", "12: 3", "12: 9", "0", "„Das hält“",
         "", "", "ana", "14.03.2024 09:30", "5", "0,5", "weiblich"),
        ("", "", "Leitung", "I1", "Zeit", "13", "13", "0", "Keine Zeit; nie.",
         "", "", "ana", "14.03.2024 09:31", "5", "0,5", "weiblich"),
    ]  # fmt: skip
    lines = [";".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8")
    assert is_this(path, head(path))
    file = read(path)
    assert told_codings(file) == [
        ("I1", "„Das hält“", "Vertrauen > Technik", "ana"),
        ("I1", "Keine Zeit; nie.", "Zeit", "ana"),
    ]
    assert [each.name for each in file.project.variables] == ["Geschlecht"]
    assert list(file.project.sources[0].values.values()) == ["weiblich"]
    first = file.project.sources[0].selections[0]
    assert (first.name, first.at) == ("12: 3 – 12: 9", "2024-03-14T09:30:00")


def test_rows_without_words_or_again_are_counted(tmp_path: Path) -> None:
    row = ("", "", "", "I1", "Time", 3, 3, 0, "Never.", "", "", "ben", "", 1, 1)
    path = write_workbook(
        tmp_path / "s.xlsx",
        [
            ("Coded segments of 1 March",),
            (),
            ENGLISH,
            row,
            row,
            ("", "", "", "I1", "Time", "", "", 0, "", "", "", "ben", "", 1, 1),
            ("", "", "", "I1", "Time", "0:01:10", "0:01:20", 0, "", "", "", "ben", "", 1, 1),
        ],
    )
    file = read(path)
    (loss,) = file.losses
    assert (loss.kind, loss.held, loss.kept, loss.dropped) == ("coded segments", 4, 2, 2)
    assert [name.split(":")[0] for name in loss.names] == ["row 5", "row 6"]
    assert is_adding_up(file)
    assert [each.unresolved for each in file.project.sources[0].selections] == [
        "", "the file holds no words of it",
    ]  # fmt: skip


def test_dots_give_codes_their_colours(tmp_path: Path) -> None:
    path = english(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Sheet1"]["A2"].font = Font(color="FF00AA11")
    book["Sheet1"]["A3"].font = Font(color="FF000000")
    book.save(path)
    project = read(path).project
    colours = {code_paths(project)[code.guid]: code.color for code in project.codes}
    assert colours == {"Trust": "", "Trust > In machines": "#00AA11", "Time": ""}


@pytest.mark.parametrize("name", ["segments.docx", "segments.html"])
def test_a_table_of_a_document_is_read_alike(tmp_path: Path, name: str) -> None:
    rows = [
        ("Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Segment"),
        ("Leitung", "I1", "Vertrauen\\Technik", "12", "Das hält."),
    ]
    path = tmp_path / name
    if path.suffix == ".docx":
        document = docx.Document()
        table = document.add_table(rows=2, cols=5)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.save(str(path))
    else:
        cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
        path.write_text("<table><tr>" + "</tr><tr>".join(cells) + "</tr></table>", encoding="utf-8")
    assert is_this(path, head(path))
    assert told_codings(read(path)) == [("I1", "Das hält.", "Vertrauen > Technik", "")]


def test_the_same_file_gives_the_same_project(tmp_path: Path) -> None:
    path = english(tmp_path)
    assert read(path).project == read(path).project


def test_other_tables_are_none_of_maxqda(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "s.xlsx", [("name", "age"), ("ana", 3)])
    assert not is_this(path, head(path))
    with pytest.raises(SourceError, match="no row names the columns") as fault:
        read(path)
    assert "headings" in fault.value.hint
