"""Texts of the report that the analyst may replace: what a file holds, and whose words stand.

A file ``KEY.md`` begins with comments that say for which draft and which figures it was written:

    <!-- drafted: Half of them are alone. -->
    <!-- figures: 20 of 40 people (50%, 95% CI 35–65%) -->

    In half of the talks somebody says that they are *alone*.

A file that still says its draft is no text of the analyst's: today's draft takes its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from interviewkit.report.inputs import AnalystText
from interviewkit.report.pages import Block

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_NOTED = re.compile(r"(?s)\s*(drafted|figures):(.*)")


def make_key(*pieces: str) -> str:
    """The key of a text, which is also the name of its file: ``compared-leaders-others``."""
    written = unicodedata.normalize("NFC", "-".join(filter(None, pieces)))
    return re.sub(r"[^\w-]+", "-", written).strip("-")


def read_text_file(key: str, content: str) -> AnalystText:
    """What an analyst's file says; comments are no part of the text."""
    noted = {"drafted": "", "figures": ""}
    for comment in _COMMENT.findall(content):
        if found := _NOTED.fullmatch(comment):
            noted[found[1]] = _one_line(found[2])
    lines = _COMMENT.sub("", content).strip().splitlines()
    return AnalystText(key, "\n".join(line.rstrip() for line in lines), **noted)


def write_text_file(text: str, drafted: str = "", figures: str = "") -> str:
    """The content of a file that says for what it was written."""
    noted = (("drafted", drafted), ("figures", figures))
    head = "".join(f"<!-- {name}: {_guard(said)} -->\n" for name, said in noted if said)
    return f"{head}\n{text.strip()}\n" if head else f"{text.strip()}\n"


def make_block(
    texts: Mapping[str, AnalystText], key: str, drafted: str = "", figures: str = ""
) -> Block:
    """The analyst's text where there is one, else the draft.

    An empty text leaves out what it would say. ``figures`` are those that the draft tells.
    """
    drafted, figures = _one_line(drafted), _one_line(figures)
    own = texts.get(key)
    if own is None or (own.drafted and _guard(_one_line(own.text)) == own.drafted):
        return Block(key, drafted, drafted, figures=figures)
    stale = bool(own.figures) and own.figures != _guard(figures)
    then = own.figures if stale else ""
    return Block(key, own.text, drafted, True, stale, figures, then)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _guard(text: str) -> str:
    """A text that cannot end a comment before its end."""
    return re.sub(r"--+(?=>|!>|$)", "–", text.replace("<!--", "<!–"))
