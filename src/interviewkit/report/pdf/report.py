"""The report as a PDF: its page, printed by an installed Chromium, or else by WeasyPrint."""

from __future__ import annotations

import re

from markupsafe import Markup

from interviewkit.errors import LibraryMissingError
from interviewkit.report import html
from interviewkit.report.office import write_stamp
from interviewkit.report.pages import Outline
from interviewkit.report.pdf import chromium, weasy
from interviewkit.tables.drawing.safe_text import clean_text
from interviewkit.wording.words import join_words

_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_LINK_AWAY = re.compile(r' (?:xlink:)?href="(?!#|data:)[^"]*"')


def render(outline: Outline) -> bytes:
    """The report as the bytes of a PDF with bookmarks and tags.

    A browser comes first: it prints the page as its readers see it. Nothing is loaded and no
    script runs. The same outline gives the same bytes on one machine: dates are the report's.

    Raises:
        LibraryMissingError: neither of the two is there.
    """
    page = sign_page(prepare_page(html.render(outline)), outline)
    if program := chromium.find_program():
        return chromium.print_page(page, outline, program)
    if weasy.is_there():
        return weasy.print_page(page)
    raise LibraryMissingError(
        "the report as a PDF needs Chromium or Chrome, or WeasyPrint: none of them is installed",
        hint="install Chromium, or WeasyPrint: pip install 'interviewkit[pdf]' (it needs the "
        "system's Pango); or print the page in HTML from any browser",
    )


def prepare_page(page: str) -> str:
    """The page without its script, and without links to files that a PDF may not lie beside.

    The words of such a link stay. A text from outside holds neither: it is escaped.
    """
    return _LINK_AWAY.sub("", _SCRIPT.sub("", page))


def sign_page(page: str, outline: Outline) -> str:
    """The page with its authors and the time of the report, which become properties of the file."""
    made = write_stamp(outline).decode()
    names = {"author": join_words(outline.authors), "dcterms.created": made}
    names["dcterms.modified"] = made
    meta = Markup("").join(
        Markup('<meta name="{}" content="{}">').format(name, clean_text(value))
        for name, value in names.items()
        if value
    )
    return page.replace("<title>", f"{meta}<title>", 1)
