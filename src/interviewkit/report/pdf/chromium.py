"""Printing by a Chromium or Chrome that is installed, cut off from every network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from interviewkit.errors import StudyError
from interviewkit.report.office import write_stamp
from interviewkit.report.pages import Outline

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
            "msedge", "microsoft-edge")  # fmt: skip
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
PLACES = tuple(MAC.format(name) for name in ("Google Chrome", "Chromium", "Microsoft Edge"))

LONGEST = 120
"""So many seconds it may take; a report takes about two."""

OPTIONS = (
    "--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--incognito",
    "--disable-background-networking", "--disable-sync", "--disable-component-update",
    "--proxy-server=127.0.0.1:9",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
    "--generate-pdf-document-outline", "--export-tagged-pdf",
)  # fmt: skip

_NODES = re.compile(rb"node\d{8}")
_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)")


def find_program() -> str:
    """Where a Chromium is installed; empty where there is none."""
    found = filter(None, map(shutil.which, PROGRAMS))
    return next(found, "") or next((place for place in PLACES if Path(place).is_file()), "")


def print_page(page: str, outline: Outline, program: str) -> bytes:
    """The page as a PDF with bookmarks and tags.

    Raises:
        StudyError: the program fails.
    """
    with TemporaryDirectory(prefix="interviewkit-") as folder:
        source, printed = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(page, "utf-8")
        # Without rights to give away, root cannot be boxed in; the page holds no script anyway.
        boxed = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        own = (f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={printed}")
        words = [program, *OPTIONS, *boxed, *own, source.as_uri()]
        try:
            subprocess.run(words, capture_output=True, timeout=LONGEST, check=True)
            return _number_nodes(_date(printed.read_bytes(), write_stamp(outline)))
        except (OSError, subprocess.SubprocessError) as fault:
            raise StudyError(
                f"{program} could not print the report: {type(fault).__name__}",
                hint="pip install 'interviewkit[pdf]' prints without a browser; "
                "or open the page in HTML and print it there",
            ) from fault


def _number_nodes(content: bytes) -> bytes:
    """The file with its tags named in their order: Chromium names them by a count of its own."""
    names = sorted(set(_NODES.findall(content)))
    ranks = {name: b"node%08d" % rank for rank, name in enumerate(names)}
    return _NODES.sub(lambda found: ranks[found[0]], content)


def _date(content: bytes, stamp: bytes) -> bytes:
    """The file with the time of the report, which takes as many bytes as that of the clock."""
    digits = b"".join(re.findall(rb"\d+", stamp))
    return _DATES.sub(lambda found: b"/%s (D:%s+00'00')" % (found[1], digits), content)
