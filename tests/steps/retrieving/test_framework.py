"""The framework matrix: text in its cells, summaries above it, files that others open."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.errors import QueryError, StudyError
from interviewkit.tables.drawing import draw_table
from interviewkit.tables.material.framework import build_framework_table
from study.example import example_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return example_study(tmp_path)


def test_people_by_themes_with_what_they_said(study: Study) -> None:
    found = study.framework()
    assert found.columns == (("bonds", "Bonds"), ("tools", "Tools"))
    assert [row.name for row in found.rows] == ["Ana", "Ben", "Cleo", "Dan", "Eve", "Finn"]
    ana, cleo = found.rows[0], found.rows[2]
    assert [p.passage.quote for _, p in ana.cells[0].passages] == [
        "I hardly talk to my colleagues any more."
    ]
    assert ana.about == "tired"
    assert [cell.people for cell in cleo.cells] == [0, 0]


def test_segments_and_filters_and_pages(study: Study) -> None:
    found = study.framework("segments", ["isolation", "bonds"], query="wave:April")
    assert [(row.name, row.heard, row.cells[0].people) for row in found.rows] == [
        ("tired", 1, 1),
        ("fresh", 2, 1),
    ]
    page = study.framework(first=1, most=2)
    assert [row.name for row in page.rows] == ["Ben", "Cleo"]
    assert (page.total, page.first) == (6, 1)


def test_a_summary_survives_and_is_undone(study: Study) -> None:
    cell = study.framework().rows[0].cells[0]
    assert cell.about == "cell:participants:Ana:theme:bonds"
    study.summarise_cell(cell.about, "Loses touch.", coder="kim")
    study.summarise_cell(cell.about, "Has lost touch.", coder="lee")
    again = Study.open(study.root)
    again.code()
    assert again.framework().rows[0].cells[0].summary == "Has lost touch."
    again.undo(coder="lee")
    kept = again.framework().rows[0].cells[0]
    assert (kept.summary, kept.by) == ("Loses touch.", "kim")
    again.summarise_cell(cell.about, " ", coder="kim")
    assert again.framework().rows[0].cells[0].summary == ""


@pytest.mark.parametrize("shape", ["docx", "xlsx"])
def test_it_is_opened_by_word_and_excel(study: Study, shape: str) -> None:
    cell = study.framework().rows[0].cells[0]
    study.summarise_cell(cell.about, "=Loses touch.", coder="kim")
    drawn = draw_table(build_framework_table(study.framework()), shape)
    assert isinstance(drawn, bytes)
    if shape == "docx":
        from docx import Document

        table = Document(io.BytesIO(drawn)).tables[0]
        cells = [[cell.text for cell in row.cells] for row in table.rows]
    else:
        from openpyxl import load_workbook

        sheet = load_workbook(io.BytesIO(drawn)).worksheets[0]
        cells = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert [text.lower() for text in cells[0]] == ["participant", "who", "bonds", "tools"]
    assert cells[1][0] == "Ana"
    assert cells[1][2].splitlines() == [
        "=Loses touch. [kim]",
        "“I hardly talk to my colleagues any more.” (April/leaders:2, +)",
    ]


def test_what_is_no_matrix_is_told(study: Study) -> None:
    with pytest.raises(StudyError, match="no rows of 'peple'"):
        study.framework("peple")
    with pytest.raises(QueryError, match="no code or theme 'bond'"):
        study.framework("segments", ["bond"])
    with pytest.raises(StudyError, match="columns say which codes"):
        study.framework(query="isolation")
    with pytest.raises(StudyError, match="is no cell"):
        study.summarise_cell("code:isolation", "x", coder="kim")
