"""Each kind of file is taken for what it is, whatever it is called."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from builders_extracts import write_workbook
from interviewkit import parts

HEADS = {
    "maxqda-segments": ["Document group, Document name, Code, Beginning, End, Segment"],
    "atlasti-quotations": [
        "ID, Document, Quotation Content, Comment, Codes, Reference",
        "ID, Zitatname, Textinhalt, Dokument, Codes",
    ],
    "dedoose-excerpts": ["Media Title, Excerpt Copy, Codes Applied Combined, Code: A Applied"],
    "taguette-highlights": ["id, document, tag, content"],
    "qualcoder-codings": ["File, Coder, Coded, Id, Codename, Coded_Memo"],
    "zotqda": ["zotqdaFormat, code, text"],
    "codings-table": [
        "transcript, quote, code, coder",
        "Interview, Zitat, Kategorie",
        "rid, cid, fid, codename, filename, index1, index2, coding",
    ],
    "codebook-table": [
        "tag, parent, description, number of highlights",
        "Kategorie, Definition, Ankerbeispiel, Kodierregel",
        "Name, Description, Files, References",
        "Id, Parent Id, Depth, Title, Description, Weighted",
        "Code, Grounded, Density, Groups, Comment",
        "Farbe, Obercode, Code, Codierte Segmente, Dokumente",
        "Theme, Subtheme, Example quote",
        "code, definition, Example 1, Example 2",
        "primary_code, secondary_code, definition, examples_from_text",
        "Code, Definition (in our words), When to use / include",
    ],
    "attributes-table": ["Document group, Document name, Age"],
    "": [
        "transcript, turn, quote, code, coder",
        "transcript, speaker, participant",
        "id, age, gender",
        "speaker, text",
        "start, end, speaker, text",
        "Variable, Label, Values",
    ],
}


@pytest.mark.parametrize(
    ("name", "heads"), [(name, heads) for name, several in HEADS.items() for heads in several]
)
def test_each_table_is_told_by_its_headings(tmp_path: Path, name: str, heads: str) -> None:
    cells = heads.split(", ")
    path = write_workbook(tmp_path / "export.xlsx", [cells, [f"{cell} 1" for cell in cells]])
    head = path.read_bytes()[:65_536]
    found = [
        part
        for part, place in parts.HOUSE["project_reader"].items()
        if ".extracts." in place and import_module(place.partition(":")[0]).is_this(path, head)
    ]
    assert found[:1] == ([name] if name else [])
