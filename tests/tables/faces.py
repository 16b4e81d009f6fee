"""A table in every face as one text that a person can read, held in ``snapshots/``.

After a deliberate change write them anew, and read the difference before you commit it:

    RENEW_SNAPSHOTS=1 python -m pytest tests/tables
    git diff tests/tables/snapshots
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from interviewkit import parts
from interviewkit.model.table import VOICES, Lead, ResultTable
from interviewkit.tables.drawing import FAMILY, Drawing, draw_table

SNAPSHOTS = Path(__file__).parent / "snapshots"


def hold(name: str, table: ResultTable) -> None:
    """Hold the table in all faces of the house against the file of that name."""
    drawn = "".join(f"===== {face} =====\n{text.rstrip()}\n\n" for face, text in faces(table))
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("RENEW_SNAPSHOTS"):
        file.write_text(drawn, "utf-8")
    assert drawn == file.read_text("utf-8")


def faces(table: ResultTable) -> Iterator[tuple[str, str]]:
    """Every renderer's name and what it draws, files of Office as what their cells hold."""
    reading: Mapping[str, object] = {"html": _body, "xlsx": _sheets, "docx": _document}
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
