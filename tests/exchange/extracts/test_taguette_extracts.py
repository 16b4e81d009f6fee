from __future__ import annotations

from pathlib import Path

import docx
import pytest

from builders_extracts import told_codings, write_workbook
from interviewkit.exchange.extracts import plain_codings
from interviewkit.exchange.extracts.taguette import NO_CODERS, is_this, read

ROWS = [
    ("id", "document", "tag", "content"),
    ("1", "I1", "interesting.places", "diff"),
    ("1", "I1", "people", "diff"),
    ("2", "I1", "", "tent, and more"),
    ("3", "I2", "people", "diff"),
]
PAGE = """<!DOCTYPE html>
<html><head><meta charset="UTF-8"><title>{title}</title><style>h1 {{ margin: 1em; }}</style></head>
<body><h1>{title}</h1>
    <p>diff</p><p>of &amp; two</p>
    <p><strong>{document}:</strong> I1
      <strong>Tags:</strong>
        interesting.places,
        people
    </p>
    <hr>
    tent
    <p><strong>{document}:</strong> other doc <strong>Tags:</strong></p>
</body></html>"""
LIBRE = """<!DOCTYPE html><html><head><meta charset="UTF-8">
<title>LibreQDA Highlights</title></head><body><h1>LibreQDA Highlights</h1>
  <p>Document: so she said</p><p>diff</p>
  <p><strong>Dokument:</strong> I1</p>
  <p><strong>Sammlung:</strong> Wave 1</p>
  <p><strong>Codes:</strong>
    a,
    b
  </p>
  <hr>
  <p>tent</p>
  <p><strong>Dokument:</strong> I2</p>
  <p><strong>Codes:</strong>
    c
  </p>
</body></html>"""
FOUND = [
    ("I1", "diff\nof & two", "interesting.places", ""),
    ("I1", "diff\nof & two", "people", ""),
]


def test_a_table_has_a_row_for_each_tag(tmp_path: Path) -> None:
    csv = tmp_path / "all_tags.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in ROWS]
    csv.write_text("\n".join(lines) + "\n", encoding="utf-8")
    book = write_workbook(tmp_path / "all_tags.xlsx", {"highlights": ROWS})
    for path in (csv, book):
        head = path.read_bytes()[:4096]
        assert is_this(path, head)
        assert not plain_codings.is_this(path, head)
        file = read(path)
        assert told_codings(file) == [
            ("I1", "diff", "interesting.places", ""),
            ("I1", "diff", "people", ""),
            ("I2", "diff", "people", ""),
        ]
        assert [len(source.selections) for source in file.project.sources] == [2, 1]
        assert (file.losses, file.notes[-1]) == ((), NO_CODERS)


@pytest.mark.parametrize(
    ("title", "document"),
    [("Taguette highlights: interesting", "Document"), ("Taguette-Highlights", "Dokument")],
)
def test_a_page_of_highlights_is_read(tmp_path: Path, title: str, document: str) -> None:
    path = tmp_path / "all_tags.html"
    path.write_text(PAGE.format(title=title, document=document), encoding="utf-8")
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == FOUND
    assert [source.name for source in file.project.sources] == ["I1", "other doc"]
    assert file.project.sources[1].selections[0].quote == "tent"


def test_pages_and_tables_of_libreqda_name_collections(tmp_path: Path) -> None:
    page = tmp_path / "all_tags.html"
    page.write_text(LIBRE, encoding="utf-8")
    rows = [("id", "document", "collection", "tag", "content"), ("1", "I1", "Wave 1", "a", "diff")]
    table = write_workbook(tmp_path / "all_tags.xlsx", {"highlights": rows})
    for path, quote in ((page, "Document: so she said\ndiff"), (table, "diff")):
        assert is_this(path, path.read_bytes()[:4096])
        file = read(path)
        assert told_codings(file)[0] == ("I1", quote, "a", "")
        wave, *_ = file.project.sets
        assert (wave.name, wave.sources) == ("Wave 1", (file.project.sources[0].guid,))
    assert told_codings(read(page))[1:] == [("I1", quote, "b", "") for quote in [
        "Document: so she said\ndiff"]] + [("I2", "tent", "c", "")]  # fmt: skip


def test_a_word_document_of_highlights_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Taguette highlights", 1)
    for text in ("diff", "of & two", "Document: I1 Tags: interesting.places, people", "tent"):
        document.add_paragraph(text)
    document.add_paragraph("Document: other doc Tags: ")
    path = tmp_path / "all_tags.docx"
    document.save(str(path))
    assert is_this(path, path.read_bytes()[:4096])
    assert told_codings(read(path)) == FOUND
