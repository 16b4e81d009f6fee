"""Printing by WeasyPrint, a library that needs no browser."""

from __future__ import annotations

import logging
from functools import cache
from hashlib import sha256

from interviewkit.report.pdf.drawings import style_drawings

PRINT = """
h1 { font-size: 26pt !important; }
summary { display: none; }
.takeaway { display: block !important; }
.voices { display: block !important; columns: 2; column-gap: 1.6rem; }
.voices > :not(.quote) { column-span: all; }
.takeaway-chart .chart { table-layout: auto; }
.takeaway-chart .chart thead, .takeaway-chart .chart thead td { display: none !important; }
.takeaway-chart .chart tbody tr { display: table-row !important; }
.takeaway-chart .chart th[scope=row] { width: 32% !important; padding: 2px 8px 2px 0 !important; }
.takeaway-chart .chart td.plot { width: 46%; }
@page { @bottom-right { content: counter(page) " of " counter(pages); font: 8pt sans-serif; } }
"""
"""What WeasyPrint does not take from the page: sizes that depend on the window, closed
details, grids within tables."""


@cache
def is_there() -> bool:
    """Whether WeasyPrint is installed and finds the libraries of the system that it draws with."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):  # the latter where Pango is missing
        return False
    return True


def print_page(page: str) -> bytes:
    """The page as a PDF that is tagged for screen readers; it may load nothing but ``data:``."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells what CSS it passes over
    fetcher = URLFetcher(allowed_protocols=("data",))
    drawn: bytes = HTML(string=style_drawings(page), url_fetcher=fetcher).write_pdf(
        stylesheets=[CSS(string=PRINT, url_fetcher=fetcher)],
        pdf_identifier=sha256(page.encode()).digest()[:16],
        pdf_tags=True,
    )
    return drawn
