"""Ways in which a report goes wrong on its way to print, made by chance in documents of any format.

A document is opened as its visible texts in order; a mutation changes one of them (or puts one in)
and says what it did. What is mutated is saved as a file of the same format.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

UNSEEN = re.compile(r"<(script|style|head|form|title|desc)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)


@dataclass
class OpenedDocument:
    """The texts of a document that a reader sees, to be changed in place."""

    path: Path
    texts: list[str]
    saving: Callable[[Sequence[str], Path], None] = field(repr=False)

    def save(self, path: Path) -> Path:
        self.saving(self.texts, path)
        return path


def open_document(path: Path) -> OpenedDocument:
    """A document as its texts, told by the end of its name."""
    return {".html": _open_html, ".docx": _open_word}.get(path.suffix, _open_lines)(path)


def _open_lines(path: Path) -> OpenedDocument:
    def save(texts: Sequence[str], to: Path) -> None:
        to.write_text("\n".join(texts), encoding="utf-8")

    return OpenedDocument(path, path.read_text(encoding="utf-8").split("\n"), save)


def _open_html(path: Path) -> OpenedDocument:
    source = path.read_text(encoding="utf-8")
    marks = [found.group() for found in UNSEEN.finditer(source)]
    texts = [html.unescape(text) for text in re.split(UNSEEN.pattern, source, flags=re.DOTALL)[::2]]

    def save(changed: Sequence[str], to: Path) -> None:
        told = [html.escape(text, quote=False) for text in changed]
        whole = told[0] + "".join(m + t for m, t in zip(marks, told[1:], strict=True))
        to.write_text(whole, encoding="utf-8")

    return OpenedDocument(path, texts, save)


def _open_word(path: Path) -> OpenedDocument:
    import docx

    document = docx.Document(str(path))
    found = list(_list_paragraphs(document))

    def save(texts: Sequence[str], to: Path) -> None:
        for paragraph, text in zip(found, texts, strict=True):
            if paragraph.text != text:
                paragraph.text = text
        document.save(str(to))

    return OpenedDocument(path, [each.text for each in found], save)


def _list_paragraphs(document: Any) -> Iterator[Any]:
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield item


# -- what goes wrong -----------------------------------------------------------------------------


@dataclass(frozen=True)
class MutationWords:
    """What a study's mutations are made of: segments' titles, people, and what they said."""

    segments: Sequence[str]
    people: Sequence[str]
    said: Sequence[str]


Mutation = Callable[[list[str], MutationWords, random.Random], str]


def change_digit(texts: list[str], _words: MutationWords, luck: random.Random) -> str:
    """One digit of one number becomes another."""
    places = [
        (n, found.start())
        for n, text in enumerate(texts)
        for found in re.finditer(r"(?<![\w/#.-])[\d.,]*\d", text)
        if (text.strip() and not re.fullmatch(r"\s*\d+\.?\s*", text)) or "%" in text
    ]
    n, start = luck.choice(places)
    digits = [m.start() for m in re.finditer(r"\d", texts[n]) if m.start() >= start]
    at = digits[0]
    other = luck.choice([d for d in "123456789" if d != texts[n][at]])
    before = texts[n]
    texts[n] = before[:at] + other + before[at + 1 :]
    return f"digit: {before[max(0, at - 30) : at + 20]!r} → {other}"


def change_quote(texts: list[str], words: MutationWords, luck: random.Random) -> str:
    """One word of what somebody said becomes another."""
    places = [
        (n, found.start(), found.end())
        for n, text in enumerate(texts)
        for said in words.said
        if len(said) > 24 and (at := text.find(said)) >= 0
        for found in re.compile(r"[^\W\d_]{4,}").finditer(text, at + 1, at + len(said) - 1)
    ]
    if not places:
        return ""
    n, start, end = luck.choice(places)
    other = luck.choice(["seldom", "purple", "mountain", "regardless", "eleven"])
    before = texts[n]
    texts[n] = before[:start] + other + before[end:]
    return f"quote: {before[max(0, start - 30) : end + 20]!r} → {other}"


def swap_segment(texts: list[str], words: MutationWords, luck: random.Random) -> str:
    """A figure is told of another segment."""
    places = [
        (n, found.start(), title)
        for n, text in enumerate(texts)
        for title in words.segments
        for found in re.finditer(rf"(?<!\w){re.escape(title)}(?!\w)", text)
        if re.search(r"\d", "".join(texts[n : n + 12])) and len(text) < 4000
    ]
    if not places or len(words.segments) < 2:
        return ""
    n, start, title = luck.choice(places)
    other = luck.choice([each for each in words.segments if each != title])
    before = texts[n]
    texts[n] = before[:start] + other + before[start + len(title) :]
    return f"segment: {before[max(0, start - 40) : start + 60]!r} → {other}"


def invent_quote(texts: list[str], words: MutationWords, luck: random.Random) -> str:
    """Somebody is quoted with what nobody said."""
    prose = [n for n, text in enumerate(texts) if len(text) > 60 and "|" not in text]
    n = luck.choice(prose)
    made = luck.choice(
        [
            "I would rather count sheep than ask my manager about the new budget.",
            "Nobody here has slept properly since the robots took over the canteen.",
            "My grandmother would have laughed at every single one of these screens.",
        ]
    )
    texts[n] = f"{texts[n]} “{made}” — {luck.choice(words.people)}."
    return f"invented: {made!r}"


def change_speaker(texts: list[str], words: MutationWords, luck: random.Random) -> str:
    """What one said is given to another."""
    places = [
        (n, found.start(), name)
        for n, text in enumerate(texts)
        for name in words.people
        for found in re.finditer(rf"(?<![\w/]){re.escape(name)}(?!\w)", text)
        if len(text) < 600
    ]
    if not places or len(words.people) < 2:
        return ""
    n, start, name = luck.choice(places)
    other = luck.choice([each for each in words.people if each != name])
    before = texts[n]
    texts[n] = before[:start] + other + before[start + len(name) :]
    return f"speaker: {before[max(0, start - 20) : start + 60]!r} → {other}"


def tell_as_risk(texts: list[str], _words: MutationWords, luck: random.Random) -> str:
    """``88% of “X” are burned out`` becomes ``“X” are 88% more likely to be burned out``."""
    pattern = re.compile(r"(\d+\s?%) of (“[^”]+”) (\w+)")
    places = [(n, found) for n, text in enumerate(texts) for found in pattern.finditer(text)]
    if not places:
        return ""
    n, found = luck.choice(places)
    risk = f"{found[2]} are {found[1]} more likely than others to be so: they {found[3]}"
    before = texts[n]
    texts[n] = before[: found.start()] + risk + before[found.end() :]
    return f"risk: {risk!r}"


MUTATIONS: dict[str, Mutation] = {
    "digit": change_digit,
    "quote": change_quote,
    "segment": swap_segment,
    "invented": invent_quote,
    "speaker": change_speaker,
    "risk": tell_as_risk,
}


def mutate(document: OpenedDocument, words: MutationWords, seed: int) -> tuple[str, str]:
    """Change one thing by chance: the kind, and what was done."""
    luck = random.Random(seed)
    names = list(MUTATIONS)
    names = names[seed % len(names) :] + names[: seed % len(names)]
    for name in names:
        if done := MUTATIONS[name](document.texts, words, luck):
            return name, done
    raise ValueError(f"{document.path} has nothing that could be changed")
