"""Documents of every format as the pieces that a reader sees."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from interviewkit.checking.documents.html_document import read_html
from interviewkit.checking.documents.markdown_document import read_markdown
from interviewkit.checking.documents.pieces import HEADING, QUOTED, ROW, SIGNATURE, DocumentPiece
from interviewkit.checking.documents.reading import read_document
from interviewkit.checking.documents.text_document import read_text
from interviewkit.errors import SourceError

MARKDOWN = """# Found

Eight of ten
people said so \\*.

> It **never** judges.
>
> — Ana, leader

| | People |
| --- | ---: |
| Leaders | 8 of 10 |

<!-- drafted: 9 of 10 -->
- a [link](x.html) &lt; 5
"""


def said(pieces: tuple[DocumentPiece, ...]) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces]


def test_markdown_is_read_without_its_signs() -> None:
    assert said(read_markdown(MARKDOWN)) == [
        (HEADING, "Found"),
        ("paragraph", "Eight of ten people said so *."),
        (QUOTED, "It never judges."),
        (SIGNATURE, "— Ana, leader"),
        (ROW, "People"),
        (ROW, "Leaders 8 of 10"),
        ("paragraph", "a link < 5"),
    ]
    assert read_markdown(MARKDOWN)[1].place == "line 3"


def test_html_is_read_as_it_is_seen() -> None:
    page = (
        "<head><title>T</title><style>p{}</style></head><h2>Found</h2><p>8&nbsp;of <b>10</b></p>"
        "<figure><blockquote>It never judges.</blockquote><figcaption>Ana</figcaption></figure>"
        "<table><tr><th>Leaders</th><td>8</td></tr></table><svg><text>80%</text></svg>"
        "<p hidden>not shown</p><script>var x = 5</script><p>said <q>no</q></p>"
    )
    assert said(read_html(page)) == [
        (HEADING, "Found"),
        ("paragraph", "8 of 10"),
        (QUOTED, "It never judges."),
        (SIGNATURE, "Ana"),
        (ROW, "Leaders 8"),
        ("label", "80%"),
        ("paragraph", "said “no”"),
    ]


def test_word_keeps_the_order_of_text_and_tables(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Found", 1)
    document.add_paragraph("8 of 10 people.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Leaders", "8"
    document.add_paragraph("It never judges.", "Quote")
    document.save(str(tmp_path / "draft.docx"))
    assert said(read_document(tmp_path / "draft.docx")) == [
        (HEADING, "Found"),
        ("paragraph", "8 of 10 people."),
        (ROW, "Leaders 8"),
        (QUOTED, "It never judges."),
    ]


def test_lines_of_text_become_paragraphs() -> None:
    text = "Eight of the ten people that were\nasked said so.\nNo more.\n\n> It never\n> judges.\n"
    assert said(read_text(text)) == [
        ("paragraph", "Eight of the ten people that were asked said so."),
        ("paragraph", "No more."),
        (QUOTED, "It never judges."),
    ]


def test_a_quote_runs_on_over_short_lines() -> None:
    text = "A line that is the longest of all of them here.\n“It is.\nIt was.” Done\n"
    assert said(read_text(text))[1] == ("paragraph", "“It is. It was.” Done")


def test_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    weasyprint = pytest.importorskip("weasyprint")
    page = "<p>8 of 10 people.</p><p style='break-before: page'>It never judges.</p>"
    weasyprint.HTML(string=page).write_pdf(tmp_path / "draft.pdf")
    pieces = read_document(tmp_path / "draft.pdf")
    assert [(piece.text, piece.place) for piece in pieces] == [
        ("8 of 10 people.", "page 1"),
        ("It never judges.", "page 2"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("draft.odt", b"", "of no kind that can be checked"),
        ("draft.docx", b"no archive", "cannot be read as a Word document"),
        ("draft.pdf", b"no pages", "cannot be read as PDF"),
        ("draft.md", b"\xff\xfe\xff", "not UTF-8"),
        ("gone.md", None, "there is no file"),
    ],
)
def test_what_cannot_be_read_is_said(
    name: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=message) as fault:
        read_document(tmp_path / name)
    assert fault.value.hint


@pytest.mark.parametrize("broken", ["word/document.xml", "word/footnotes.xml"])
def test_a_damaged_word_document_is_said(broken: str, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    docx.Document().save(tmp_path / "whole.docx")
    notes = "officeDocument/2006/relationships/footnotes"
    footnotes = f'Id="r99" Type="http://schemas.openxmlformats.org/{notes}" Target="footnotes.xml"'
    with (
        ZipFile(tmp_path / "whole.docx") as whole,
        ZipFile(tmp_path / "draft.docx", "w") as draft,
    ):
        for name in {*whole.namelist()} - {broken}:
            content = whole.read(name).decode("latin-1")
            if name.endswith("document.xml.rels") and "notes" in broken:
                content = content.replace("</R", f"<Relationship {footnotes}/></R")
            draft.writestr(name, content.encode("latin-1"))
        draft.writestr(broken, "<w:p")
    with pytest.raises(SourceError, match="cannot be read as a Word document"):
        read_document(tmp_path / "draft.docx")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "drafts.md").mkdir()
    with pytest.raises(SourceError, match="is a folder"):
        read_document(tmp_path / "drafts.md")


def test_a_page_says_in_which_signs_it_is_written(tmp_path: Path) -> None:
    page = (
        '<meta http-equiv=Content-Type content="text/html; charset=windows-1252"><p>“No” – 5 €</p>'
    )
    path = tmp_path / "saved.htm"
    path.write_bytes(page.encode("windows-1252"))
    assert [piece.text for piece in read_document(path)] == ["“No” – 5 €"]
    path.write_bytes(page.replace("windows-1252", "klingon").encode("windows-1252"))
    with pytest.raises(SourceError, match="not UTF-8"):
        read_document(path)


def test_a_number_before_a_bracket_is_no_mark_of_a_list() -> None:
    [piece] = read_markdown("- 17% of the passages (1 of 8) are unreviewed\n")
    assert piece.text == "17% of the passages (1 of 8) are unreviewed"
