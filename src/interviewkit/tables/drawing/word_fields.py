"""What python-docx has no words for: bookmarks, fields, links and alt texts.

Only names and switches of the house stand in a field. A text from outside is only ever text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from interviewkit.tables.drawing.safe_text import clean_text
from interviewkit.tables.drawing.word_styles import ACCENT, SOFT

LONGEST_NAME = 40
"""Word takes so many letters in the name of a bookmark."""


def add_words(paragraph: Any, text: str) -> Any:
    """A run of plain text; one that reads from right to left makes its paragraph do so."""
    text = clean_text(text)
    run = paragraph.add_run(text)
    if reads_leftward(text):
        run.font.rtl = True
        _turn(paragraph)
    return run


def reads_leftward(text: str) -> bool:
    """Whether the first letter that has a direction is Hebrew, Arabic or the like."""
    for sign in text:
        if (direction := unicodedata.bidirectional(sign)) in ("L", "R", "AL"):
            return direction != "L"
    return False


def link_words(paragraph: Any, text: str, bookmark: str) -> Any:
    """Words that lead to a bookmark of the document."""
    from docx.oxml import OxmlElement
    from docx.shared import RGBColor

    run = add_words(paragraph, text)
    run.font.color.rgb = RGBColor.from_string(ACCENT)
    link = OxmlElement("w:hyperlink")
    _set(link, anchor=bookmark, history="1")
    run._r.addprevious(link)
    link.append(run._r)
    return run


def add_field(paragraph: Any, instruction: str, result: str) -> list[Any]:
    """A field with what it shows until Word computes it anew; gives its runs."""
    from docx.oxml import OxmlElement

    runs = []
    for kind in ("begin", "", "separate", "result", "end"):
        run = add_words(paragraph, result if kind == "result" else "")
        if not kind:
            code = OxmlElement("w:instrText")
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            code.text = f" {instruction} "
            run._r.append(code)
        elif kind != "result":
            sign = OxmlElement("w:fldChar")
            _set(sign, fldCharType=kind)
            run._r.append(sign)
        runs.append(run)
    return runs


def add_bookmark(runs: Iterable[Any], name: str, number: int) -> None:
    """Name the stretch of a paragraph that these runs are."""
    from docx.oxml import OxmlElement

    first, *later = runs
    last = later[-1] if later else first
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    _set(start, id=str(number), name=name)
    _set(end, id=str(number))
    first._r.addprevious(start)
    last._r.addnext(end)


def name_bookmarks(anchors: Iterable[str]) -> dict[str, str]:
    """A name that Word takes for every anchor, each its own."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in anchors:
        stem = re.sub(r"[^A-Za-z0-9_]", "_", anchor)
        stem = stem if stem[:1].isalpha() else f"x_{stem}"
        name, number = stem[:LONGEST_NAME], 2
        while name.casefold() in taken:
            name, number = f"{stem[: LONGEST_NAME - 6]}_{number}", number + 1
        taken.add(name.casefold())
        named.setdefault(anchor, name)
    return named


def describe_picture(run: Any, title: str, words: str) -> None:
    """Say to those who do not see it what a picture shows; it stands at the margin of the text."""
    for inline in run._r.xpath(".//wp:inline"):
        for side in "TBLR":  # where nothing is said, LibreOffice keeps an eighth of an inch
            inline.set(f"dist{side}", "0")
    for properties in run._r.xpath(".//wp:docPr"):
        properties.set("name", clean_text(title))
        properties.set("descr", clean_text(words))


def soften(run: Any) -> None:
    """What stands beside the words that count."""
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(SOFT)


def leave_unproofed(run: Any) -> None:
    """Speech is not to be underlined for its spelling."""
    run.font.no_proof = True


def _turn(paragraph: Any) -> None:
    from docx.oxml import OxmlElement

    properties = paragraph._p.get_or_add_pPr()
    if not properties.xpath("w:bidi"):
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
            "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr",
        )  # fmt: skip


def _set(element: Any, **attributes: str) -> None:
    from docx.oxml.ns import qn

    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
