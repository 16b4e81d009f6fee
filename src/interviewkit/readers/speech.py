"""Plain text and Markdown in which names stand before what they say."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import front, labels, layouts
from interviewkit.readers.join import join, with_words
from interviewkit.readers.reading import Conversation, Heard, Said, Source


def read(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from a text; a front matter block gives its facts."""
    facts, body, above, problems = front.cut_front(source.text, source)
    signed, body = front.cut_footer(body)
    met, body = front.cut_meeting(body)
    if source.suffix == ".md":
        body = html.unescape(body)
    said, verdict = hear(body, settings, above=above)
    turns = join(with_words(said, source, problems), "\n")
    problems += doubts(verdict, source)
    return [Conversation(tuple(turns), facts=met | facts | signed)], problems


def hear(
    text: str, settings: TranscriptSettings, *, trust: Iterable[str] = (), above: int = 0
) -> tuple[list[Said], labels.Verdict]:
    """The pieces of speech in a text, in order and unjoined, and who was taken for a speaker.

    ``above`` is the number of lines cut off before the text, for line numbers.
    """
    lines = [line.strip() for line in text.split("\n")]
    marks = layouts.marks(lines)
    units = _units(lines, marks)
    verdict = labels.decide(
        [
            labels.Candidate(m.label, m.index + 1 + above, m.index in units, m.start is not None)
            for m in marks
        ],
        len(units),
        lambda: labels.ordinary_words(text),
        labels.trusted(settings) | frozenset(trust),
        labels.declared(settings),
        next((n for n, line in enumerate(lines, 1 + above) if line), 1),
    )
    opening = {mark.index: mark for mark in marks if labels.key(mark.label) in verdict.speakers}
    for index in _silent(lines, opening):
        del opening[index]
    return _pieces(lines, opening or _unnamed(lines), above), verdict


def doubts(verdict: labels.Verdict, source: Source) -> list[Problem]:
    """What was taken as a speaker, or not, on thin evidence."""
    hint = "to settle it, list the labels in study.toml: [transcripts.columns] speakers"
    told = []
    if verdict.once:
        what = f"taken as speakers, though they speak once: {_some(verdict.once)}"
        told.append(source.problem(what, hint=hint))
    if verdict.refused:
        what = f"taken as speech, though they look like speakers: {_some(verdict.refused)}"
        told.append(source.problem(what, hint=hint))
    return told


def _some(found: Sequence[labels.Candidate], most: int = 10) -> str:
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(f"{each.label!r} (line {each.line})" for each in found[:most]) + more


def _units(lines: Sequence[str], marks: Sequence[layouts.Mark]) -> frozenset[int]:
    """Where a turn would open: at names with a time on lines of their own; else at the first lines
    of paragraphs; else, where labels stand within paragraphs, at any line."""
    paragraphs = _paragraphs(lines)
    names = [mark.index for mark in marks if labels.looks_like_name(mark.label)]
    if names and sum(mark.sure for mark in marks) * 2 > len(marks):
        return frozenset(mark.index for mark in marks)
    placed = sum(1 for index in names if index in paragraphs)
    if len(paragraphs) > 1 and placed >= labels.REGULAR * len(names):
        return paragraphs
    return frozenset(n for n, line in enumerate(lines) if line)


def _paragraphs(lines: Sequence[str]) -> frozenset[int]:
    """The first line of each paragraph; blank lines part them."""
    return frozenset(n for n, line in enumerate(lines) if line and (n == 0 or not lines[n - 1]))


def _silent(lines: Sequence[str], opening: Mapping[int, layouts.Mark]) -> list[int]:
    """Labels without a time that occur once and say nothing: a bold word, a heading, no turn."""
    count = Counter(labels.key(mark.label) for mark in opening.values())
    filled = [index for index, line in enumerate(lines) if line]
    after = dict(pairwise([*filled, -1]))
    return [
        index
        for index, mark in opening.items()
        if not mark.text and mark.start is None and count[labels.key(mark.label)] == 1
        if after[index] in opening or after[index] == -1
    ]


def _unnamed(lines: Sequence[str]) -> dict[int, layouts.Mark]:
    """Marks of nobody: at every line that begins with a time, else at every paragraph."""
    filled = sum(1 for line in lines if line)
    timed = layouts.timed_marks(lines)
    if len(timed) > 1 and len(timed) * 3 >= filled:
        return {mark.index: mark for mark in timed}
    return {n: layouts.Mark(n, "", None, lines[n]) for n in _paragraphs(lines)}


def _pieces(lines: Sequence[str], opening: dict[int, layouts.Mark], above: int) -> list[Said]:
    """From mark to mark; what stands before the first one belongs to nobody."""
    starts = sorted(opening)
    said: list[Said] = []
    if before := _text(lines[: starts[0]] if starts else []):
        said.append(Said("", before, line=above + 1))
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=False):
        mark = opening[start]
        text = _text([mark.text, *lines[start + 1 : stop]])
        said.append(Said(mark.label, text, mark.start, line=start + 1 + above))
    return said


def _text(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)
