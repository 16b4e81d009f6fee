"""A table in every face as one text that a person can read, held in ``tables/snapshots/``.

After a deliberate change write them anew, and read the difference before you commit it:

    RENEW_SNAPSHOTS=1 python -m pytest tests/tables tests/report/test_figure_tables.py
    git diff tests/tables/snapshots
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from interviewkit import parts
from interviewkit.model.table import VOICES, Lead, ResultTable
from interviewkit.tables.drawing import FAMILY, Drawing, draw_table

SNAPSHOTS = Path(__file__).parent / "tables" / "snapshots"
STATISTICAL = ("sav", "dta", "parquet")
"""Files that hold the values of JSON and CSV once more: ``test_stat_file`` reads them back."""


def hold(name: str, table: ResultTable) -> None:
    """Hold the table in all faces of the house against the file of that name."""
    kept = [(face, text) for face, text in faces(table) if face not in STATISTICAL]
    drawn = "".join(f"===== {face} =====\n{text.rstrip()}\n\n" for face, text in kept)
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("RENEW_SNAPSHOTS"):
        file.write_text(drawn, "utf-8")
    assert drawn == file.read_text("utf-8")


def faces(table: ResultTable) -> Iterator[tuple[str, str]]:
    """Every renderer's name and what it draws, files of Office as what their cells hold."""
    reading: Mapping[str, object] = {
        "html": _body,
        "xlsx": _sheets,
        "docx": _document,
        "sav": partial(_labelled, "sav"),
        "dta": partial(_labelled, "dta"),
    }
    for name in parts.HOUSE[FAMILY]:
        drawn = draw_table(table, name, Drawing(width=100, link=_link))
        read = reading.get(name, str)
        yield name, read(drawn)  # type: ignore[operator]


def _link(lead: Lead) -> str:
    return f"#{lead.name}" if lead.to == VOICES else ""


def _body(page: str) -> str:
    return page.split("<body>\n")[1].split("</body>")[0]


def _sheets(data: bytes) -> str:
    from openpyxl import load_workbook

    lines = []
    for sheet in load_workbook(BytesIO(data)):
        lines.append(f"[{sheet.title}]")
        lines += [" | ".join(map(str, row)) for row in sheet.iter_rows(values_only=True)]
    return "\n".join(lines)


def _document(data: bytes) -> str:
    from docx import Document

    document = Document(BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for drawn in document.tables:
        lines += [" | ".join(cell.text for cell in row.cells) for row in drawn.rows]
    return "\n".join(lines)


def _labelled(shape: str, data: bytes) -> str:
    """Names with their labels, what numbers stand for, and the values."""
    import pyreadstat

    read = pyreadstat.read_sav if shape == "sav" else pyreadstat.read_dta
    with NamedTemporaryFile(suffix=f".{shape}") as file:
        file.write(data)
        file.flush()
        frame, meta = read(file.name)
    lines = [f"{name}: {label}" for name, label in meta.column_names_to_labels.items()]
    lines += [f"{name} = {levels}" for name, levels in meta.variable_value_labels.items()]
    lines += [" | ".join(map(str, row)) for row in frame.itertuples(index=False)]
    return "\n".join(lines)
