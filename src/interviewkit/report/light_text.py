"""Markdown-light: paragraphs, lists and emphasis of what an analyst writes, and nothing else.

What means more in Markdown (links, pictures, headings, HTML) is shown as it was typed. A renderer
draws the paragraphs; it needs no parser of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewkit.report.pages import Block

EMPHASIS, STRONG = "emphasis", "strong"

_MARKED = re.compile(
    r"\\(?P<sign>[\\*_`-])"
    r"|\*\*(?P<strong>\S(?:[^*]*[^*\s])?)\*\*"
    r"|\*(?P<stars>[^*\s](?:[^*]*[^*\s])?)\*"
    r"|(?<!\w)_(?P<lines>[^_\s](?:[^_]*[^_\s])?)_(?!\w)"
)
_ITEM = re.compile(r"\s{0,3}[-*+]\s+(.*)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text in one style: plain, ``emphasis`` or ``strong``."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class LightParagraph:
    """A paragraph, or an item of a list."""

    runs: tuple[Stretch, ...]
    is_item: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def read_light_text(text: str) -> tuple[LightParagraph, ...]:
    """The paragraphs of a text; what is no mark stands as it is."""
    return tuple(
        LightParagraph(tuple(_read_runs(said)), is_item) for said, is_item in _split(text) if said
    )


def read_block(block: Block) -> tuple[LightParagraph, ...]:
    """The paragraphs of a block; what a rule drafted has no marks, whatever signs are in it."""
    if block.edited:
        return read_light_text(block.text)
    return (LightParagraph((Stretch(block.text),)),) if block.text else ()


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """Paragraphs and items in one line each, and whether they are items."""
    for block in re.split(r"\n\s*\n", text.strip()):
        said, is_item = "", False
        for line in block.splitlines():
            if found := _ITEM.fullmatch(line):
                yield said, is_item
                said, is_item = found[1].strip(), True
            else:
                said = f"{said} {line.strip()}".strip()
        yield said, is_item


def _read_runs(text: str) -> Iterator[Stretch]:
    plain, end = "", 0
    for found in _MARKED.finditer(text):
        plain += text[end : found.start()]
        end = found.end()
        if found["sign"]:
            plain += found["sign"]
            continue
        if plain:
            yield Stretch(plain)
        plain = ""
        strong = found["strong"]
        said = strong or found["stars"] or found["lines"]
        yield Stretch(said, STRONG if strong else EMPHASIS)
    if plain + text[end:]:
        yield Stretch(plain + text[end:])
