"""Timed cues of WebVTT and SubRip, tolerant of everything that real files get wrong.

webvtt-py drops text that has no time above it, and srt folds it into the cue before without a
word. Here both are told, by line, and kept: hence a parser of our own. The tests hold it against
those two packages on well-formed files.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels, layouts, speech
from interviewkit.readers.join import join, join_by_pause, with_words
from interviewkit.readers.reading import Said, Source
from interviewkit.readers.times import seconds

ARROW = "-->"
LABELLED = 0.8
"""If this share of the cues names a speaker, one that does not is nobody's; below it, names mark
changes only, and a cue without one goes on with the speaker before."""

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>\s][^<>]*)>")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>", re.IGNORECASE
)
_POSITION = re.compile(r"\{\\[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines of speech and their time in seconds; ``line`` is that of the first line of speech."""

    start: float | None
    end: float | None
    line: int
    lines: tuple[str, ...] = field(default=())


Block = list[tuple[int, str]]
"""Numbered lines between blank ones."""


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a file with the numbers of their lines."""
    block: Block = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            yield block
            block = []
    if block:
        yield block


def parse(found: Sequence[Block], source: Source) -> tuple[list[Cue], list[Problem]]:
    """The cues in these blocks. Text without a time stays, as a cue of its own without times."""
    cues: list[Cue] = []
    problems: list[Problem] = []
    for block in found:
        timings = [n for n, (_, line) in enumerate(block) if ARROW in line]
        head = block[: timings[0]] if timings else block
        if loose := _without_identifier(head, source, bool(timings)):
            what = "text without a time; it was kept"
            problems.append(source.problem(what, line=loose[0][0], hint="give its cue a time line"))
            cues.append(Cue(None, None, loose[0][0], tuple(line for _, line in loose)))
        for start, stop in zip(timings, [*timings[1:], len(block)], strict=False):
            body = block[start + 1 : stop]
            if stop < len(block) and body and body[-1][1].isdigit():
                body = body[:-1]  # the number of the next cue, which no blank line sets apart
            cues.append(_cue(block[start], body, source, problems))
    return cues, problems


def _without_identifier(head: Block, source: Source, timed: bool) -> Block:
    """The lines above a time but for the cue's own name: any text in WebVTT, a number in SubRip."""
    if not head:
        return head
    last = head[-1][1]
    named = timed and (last.isdigit() or (source.text.startswith("WEBVTT") and len(head) == 1))
    alone = not timed and len(head) == 1 and last.isdigit()
    return head[:-1] if named or alone else head


def _cue(timing: tuple[int, str], body: Block, source: Source, problems: list[Problem]) -> Cue:
    number, line = timing
    before, _, after = line.partition(ARROW)
    start, end = seconds(before), seconds(after.split(maxsplit=1)[0] if after.strip() else "")
    if start is None or end is None:
        what = f"{line[:60]!r} is not a valid time; the text below it was kept"
        problems.append(source.problem(what, line=number, hint="write it as 00:01:02.500"))
    elif end < start:
        problems.append(source.problem("the cue ends before it starts", line=number))
    return Cue(start, end, number + 1, tuple(line for _, line in body))


def turns(
    cues: Sequence[Cue], source: Source, settings: TranscriptSettings, problems: list[Problem]
) -> list[Said]:
    """The cues as turns: speakers from voice tags or ``Name:``, successive cues of one joined."""
    pieces = [piece for cue in cues for piece in _voices(cue)]
    said, verdict = _named(pieces, settings)
    problems += speech.doubts(verdict, source)
    said = with_words(said, source, problems)
    if not any(piece.speaker for piece in said):
        return join_by_pause(said, " ")
    return join(_carried(said, source, problems), " ")


def _voices(cue: Cue) -> Iterator[Said]:
    """A cue cut at its voice tags, other tags removed and entities resolved."""
    text = _POSITION.sub("", "\n".join(cue.lines))
    parts = _VOICE.split(text)
    for voice, part in zip(["", *parts[1::2]], parts[::2], strict=True):
        plain = html.unescape(_TAG.sub("", part)).strip()
        if plain or voice or len(parts) == 1:
            yield Said(labels.tidy(html.unescape(voice)), plain, cue.start, cue.end, cue.line)


def _named(
    pieces: Sequence[Said], settings: TranscriptSettings
) -> tuple[list[Said], labels.Verdict]:
    """Where no tag names a speaker, the words before a colon may."""
    marks = {
        n: layouts.colon_marks(p.text.split("\n")) for n, p in enumerate(pieces) if not p.speaker
    }
    candidates = [
        labels.Candidate(mark.label, pieces[n].line + mark.index, mark.index == 0)
        for n, found in marks.items()
        for mark in found
    ]
    verdict = labels.decide(
        candidates,
        len(marks),
        lambda: labels.ordinary_words("\n".join(piece.text for piece in pieces)),
        labels.trusted(settings),
        labels.declared(settings),
        pieces[0].line if pieces else 1,
    )
    said: list[Said] = []
    for n, piece in enumerate(pieces):
        said += _split(
            piece, [m for m in marks.get(n, ()) if labels.key(m.label) in verdict.speakers]
        )
    return said, verdict


def _split(piece: Said, marks: Sequence[layouts.Mark]) -> Iterator[Said]:
    """One cue in which several may speak, each from a label to the next."""
    lines = piece.text.split("\n")
    first = marks[0].index if marks else len(lines)
    if first:
        yield replace(piece, text=" ".join(lines[:first]))
    for mark, stop in zip(marks, [*(m.index for m in marks[1:]), len(lines)], strict=False):
        text = " ".join(filter(None, [mark.text, *lines[mark.index + 1 : stop]]))
        yield replace(piece, speaker=mark.label, text=text)


def _carried(said: Sequence[Said], source: Source, problems: list[Problem]) -> list[Said]:
    """Give cues without a name to the speaker before, unless nearly all other cues have one."""
    nameless = [piece for piece in said if not piece.speaker]
    if not nameless:
        return list(said)
    every = len(said) - len(nameless) >= LABELLED * len(said)
    fate = "they stay nobody's" if every else "they go on with the speaker before"
    what = f"{len(nameless)} of {len(said)} cues name no speaker; {fate}"
    problems.append(source.problem(what, line=nameless[0].line))
    if every:
        return list(said)
    carried: list[Said] = []
    for piece in said:
        before = carried[-1].speaker if carried else ""
        carried.append(piece if piece.speaker else replace(piece, speaker=before))
    return carried
