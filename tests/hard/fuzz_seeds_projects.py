"""Small sound files of projects, as other tools keep them."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from fuzz_seeds_foreign import Maker, Turns


def list_project_makers(turns: Turns) -> dict[str, Maker]:
    """Format → suffix and sound files; texts and quotes hold the turns where a file is ours."""
    return {
        "project-qdpx": (".qdpx", lambda: _qdpx(turns)),
        "project-qde": (".qde", lambda: _qde(turns)),
        "project-qdc": (".qdc", _qdc),
        "project-taguette": (".sqlite3", lambda: _databases("taguette")),
        "project-qualcoder": (".qda", lambda: _databases("qualcoder")),
        "project-rqda": (".rqda", lambda: _databases("rqda")),
        "project-maxqda": (".mx24", lambda: _databases("maxqda")),
        "project-atlas": (".aprx", lambda: _databases("atlas")),
        "project-brat": (".ann", lambda: _databases("brat")),
        "project-webanno": (".tsv", lambda: _databases("webanno")),
        "project-labels": (".json", lambda: _databases("labels")),
        "project-segments": (".xlsx", lambda: _workbooks(turns)),
        "project-table": (".csv", lambda: _tables(turns)),
    }


def _qdpx(turns: Turns) -> list[bytes]:
    from builders_refi import Counting, Document, build_project

    text = "\U0001f600 in words:\n" + "".join(f"{who}: {said}\n" for who, said in turns)
    document = Document(text, [(5, 13), (42, 53), (0, 60)], ("\r\n",), True)
    counts = (Counting(), Counting("utf16", "crlf"), Counting("bytes"))
    return [build_project([document, document], how, coders=2) for how in counts]


def _qde(turns: Turns) -> list[bytes]:
    from builders_refi import make_guid, wrap_project

    with zipfile.ZipFile(io.BytesIO(_qdpx(turns)[0])) as archive:
        beside = archive.read("project.qde")
    inside = "".join(
        f'<TextSource guid="{make_guid(n, 2)}" name="{who}"><PlainTextContent>{said}'
        "</PlainTextContent></TextSource>"
        for n, (who, said) in enumerate(turns)
    )
    texts = wrap_project(f"<Sources>{inside}</Sources>")
    return [beside, wrap_project("<Sources/>").encode(), texts.encode()]


def _qdc() -> list[bytes]:
    codes = (
        '<Code guid="0000000a-0000-4000-8000-000000000001" name="work" isCodable="true"'
        ' color="#ff0000"><Description>Of work.</Description>'
        '<Code guid="0000000a-0000-4000-8000-000000000002" name="tools" isCodable="true"/></Code>'
    )
    space = "urn:QDA-XML:codebook:1.0"
    return [
        f'<?xml version="1.0" encoding="UTF-8"?><CodeBook xmlns="{space}" origin="Tool">'
        f"<Codes>{codes}</Codes></CodeBook>".encode()
    ]


def _databases(tool: str) -> list[bytes]:
    from builders_annotated import (
        brat_file,
        doccano_file,
        label_studio_file,
        prodigy_file,
        webanno_file,
    )
    from builders_atlas import bundle_file, unit_file
    from builders_maxqda import bare_file, full_file
    from builders_qualcoder import qualcoder_project
    from builders_rqda import rqda_file
    from builders_taguette import taguette_file

    makers: dict[str, tuple[Callable[[Path], Path], ...]] = {
        "taguette": (taguette_file,),
        "qualcoder": (qualcoder_project,),
        "rqda": (rqda_file,),
        "maxqda": (bare_file, full_file),
        "atlas": (bundle_file, unit_file),
        "brat": (brat_file,),
        "webanno": (webanno_file,),
        "labels": (label_studio_file, doccano_file, prodigy_file),
    }
    made = []
    for number, make in enumerate(makers[tool]):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / str(number)
            folder.mkdir()
            path = make(folder)
            made.append((path / "data.qda" if path.is_dir() else path).read_bytes())
    return made


def _extracts(turns: Turns) -> list[list[tuple[object, ...]]]:
    """Coded segments, quotations, a codebook and a table of words and codes."""
    said = [text for _, text in turns]
    segments = [
        ("Leaders", "I1", f"Trust\\In {n}", 12 + n, 12 + n, 50, text, "ana")
        for n, text in enumerate(said)
    ]
    quotations = [
        (f"1:{n}", "I1", text, "Trust\nTime", "a remark", "ana") for n, text in enumerate(said, 1)
    ]
    return [
        [("Document group", "Document name", "Code", "Beginning", "End", "Weight score",
          "Segment", "Created by"), *segments],
        [("ID", "Document", "Quotation Content", "Codes", "Comment", "Created by"), *quotations],
        [("code", "definition", "include", "exclude", "parent"),
         ("trust", said[0], "belief", "hope", ""), ("time", said[-1], "", "", "trust")],
        [("transcript", "quote", "code", "coder"), *(("I1", x, "trust", "ana") for x in said)],
    ]  # fmt: skip


def _workbooks(turns: Turns) -> list[bytes]:
    from builders_extracts import write_workbook

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "table.xlsx"
        return [write_workbook(path, rows).read_bytes() for rows in _extracts(turns)]


def _tables(turns: Turns) -> list[bytes]:
    made = []
    for rows, sign in zip(_extracts(turns), ",;,\t", strict=True):
        out = io.StringIO()
        csv.writer(out, delimiter=sign).writerows(rows)
        made.append(out.getvalue().encode())
    return made
