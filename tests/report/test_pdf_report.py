"""The report as a PDF: printed without a network, whole, the same every time."""

from __future__ import annotations

import re
from functools import cache

import pytest

from builders_outline import build_empty, build_parts, build_survey_alone
from interviewkit.errors import LibraryMissingError, StudyError
from interviewkit.report.pdf import chromium, report, weasy
from interviewkit.report.pdf.drawings import style_drawings
from interviewkit.report.pdf.report import prepare_page, render
from interviewkit.report.walk import list_quotes
from outline_contents import list_sentences

pdfium = pytest.importorskip("pypdfium2", reason="PDFs are read back by pypdfium2")
needs_weasyprint = pytest.mark.skipif(
    not weasy.is_there(), reason="WeasyPrint is not installed, or does not find Pango"
)
FULL, BRIEF = "full", "brief"


@cache
def part(name: str):
    return build_parts()[name]


@cache
def printed(printer: str, name: str) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        if printer == "weasyprint":
            patch.setattr(chromium, "find_program", lambda: "")
        return render(part(name))


@pytest.fixture(params=["chromium", "weasyprint"])
def printer(request):
    """Each of the two that print, where it is there."""
    if request.param == "chromium" and not chromium.find_program():
        pytest.skip("there is no Chromium")
    if request.param == "weasyprint" and not weasy.is_there():
        pytest.skip("WeasyPrint is not installed, or does not find Pango")
    return request.param


def read_words(content: bytes) -> str:
    """The text of all pages without spaces: a line may end anywhere, and words be hyphenated."""
    document = pdfium.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    return squeeze("".join(pages))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\ufffe\u200b]+|(?<=\w)-(?=\w)", "", text)


def read_headings(content: bytes) -> list[str]:
    return [each.get_title() for each in pdfium.PdfDocument(content).get_toc()]


def test_every_sentence_and_quote_is_there(printer):
    words = read_words(printed(printer, FULL))
    told = [each.thing.text for each in list_sentences(part(FULL))]
    told += [each.thing.text for each in list_quotes(part(FULL))]
    assert len(told) > 30
    assert [each for each in told if squeeze(each) not in words] == []


def test_bookmarks_are_the_headings(printer):
    headings = read_headings(printed(printer, FULL))
    assert part(FULL).title in headings
    assert {page.title for page in part(FULL).themes} < set(headings)


def test_it_is_tagged_titled_and_dated(printer):
    document = pdfium.PdfDocument(printed(printer, FULL))
    assert pdfium.raw.FPDFCatalog_IsTagged(document.raw)
    known = document.get_metadata_dict()
    assert known["Title"] == "Room to act: how freelancers work with AI"
    assert known["CreationDate"].startswith("D:20250602093000")


def test_the_same_outline_is_the_same_file(printer):
    once = printed(printer, FULL)
    printed.cache_clear()
    assert printed(printer, FULL) == once


def test_nothing_of_this_machine_is_inside(printer):
    assert not re.search(rb"file://|/tmp/", printed(printer, FULL))


@pytest.mark.parametrize("build", [build_empty, build_survey_alone])
def test_the_smallest_studies_have_a_file(build):
    if not (chromium.find_program() or weasy.is_there()):
        pytest.skip("nothing here prints")
    assert read_words(render(build()))


@needs_weasyprint
def test_weasyprint_may_load_nothing(tmp_path):
    """A page that asks for files of this machine and of others gets none."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    asks = f'<img src="{secret.as_uri()}"><img src="http://127.0.0.1:9/x.png">'
    asks += (
        f'<object data="{secret.as_uri()}"></object><link rel=attachment href="{secret.as_uri()}">'
    )
    content = weasy.print_page(f"<p>words{asks}</p>")
    assert read_words(content).startswith("words")
    assert "SECRET" not in read_words(content)
    assert b"EmbeddedFile" not in content


def test_a_chromium_that_fails_says_what_to_do(tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    broken.chmod(0o755)
    with pytest.raises(StudyError) as fault:
        chromium.print_page("<p>x</p>", part(BRIEF), str(broken))
    assert "could not print" in fault.value.message
    assert "interviewkit[pdf]" in fault.value.hint


def test_without_either_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(weasy, "is_there", lambda: False)
    monkeypatch.setattr(report.chromium, "find_program", lambda: "")
    with pytest.raises(LibraryMissingError) as fault:
        render(part(BRIEF))
    assert "pip install 'interviewkit[pdf]'" in fault.value.hint
    assert "Chromium" in fault.value.hint


def test_links_to_other_files_become_words():
    page = '<a href="report-appendix.html#x">5 of 8</a> <a href="#y">more</a><script>x()</script>'
    assert prepare_page(page) == '<a>5 of 8</a> <a href="#y">more</a>'


def test_drawings_carry_their_style():
    css = """<style>:root { --ink: #111; --sans: Arial; } /* a */ .bar { fill: var(--ink); }
    p { margin: 0 } @media (prefers-color-scheme: dark) { :root { --ink: #eee } .bar { fill: red } }
    @media print { :root { --ink: #000; } }</style>"""
    page = style_drawings(f'{css}<svg class="a"><rect class="bar"/></svg>')
    drawing = page[page.index("<svg") :]
    assert drawing.startswith(
        '<svg class="a"><style>svg{font-family:Arial}.bar{fill: #000;}</style>'
    )
    assert "red" not in drawing
    assert "margin" not in drawing


def test_drawings_keep_the_colours_of_their_segments():
    css = "<style>:root { --seg-0: #16a486; } .paint-a { --paint: var(--seg-0); }"
    css += " .dot { fill: var(--paint); }</style>"
    page = style_drawings(f'{css}<svg><circle class="dot paint-a"/></svg>')
    assert ".dot.paint-a{fill: #16a486;}" in page
