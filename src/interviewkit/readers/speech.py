"""Plain text and Markdown in which names stand before what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewkit.errors import Problem
from interviewkit.model.html_pages import unescape
from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.timing import TimedStretch
from interviewkit.readers import file_edges, labels, layouts
from interviewkit.readers.contract import REMARKS, Aside, Conversation, Heard, Source, SpeechPiece
from interviewkit.readers.counted_times import write_counts_as_clocks
from interviewkit.readers.depositions import name_asking
from interviewkit.readers.doubts import MOST_TOLD, SETTLE
from interviewkit.readers.front_matter import take_front
from interviewkit.readers.invisible_signs import strip_unseen
from interviewkit.readers.join import join_speech, keep_worded
from interviewkit.readers.layouts import Mark, find_declared_marks
from interviewkit.readers.line_fields import untangle_fields
from interviewkit.readers.margins import take_margins
from interviewkit.readers.meet_notes import take_meet_notes
from interviewkit.readers.speaker_labels import REGULAR, Candidate, LabelVerdict, decide_speakers
from interviewkit.readers.steady_layout import ALL, find_steady_marks
from interviewkit.readers.text_lines import TextLines
from interviewkit.readers.times import STAMP, Stamp, StampedLine, mark_times, settle_times
from interviewkit.wording.words import list_some

_HEADING = re.compile(r"#{1,6}\s")

OFTEN = 2
"""A label beside the declared ones is told if it comes back."""


def read_speech(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from a text; what stands before the first speaker is no speech."""
    sheet = TextLines.of(source)
    untangle_fields(sheet)
    file_edges.take_legend(sheet)
    take_front(sheet, labels.list_declared_keys(settings))
    take_meet_notes(sheet)
    file_edges.take_remarks(sheet)
    file_edges.take_foot(sheet)
    file_edges.take_meeting(sheet)
    take_margins(sheet)
    name_asking(sheet)
    if source.suffix in (".md", ".markdown"):
        sheet.lines = [unescape(line) for line in sheet.lines]
    heard = _listen(_timed(sheet.lines), settings)
    if heard.opening:
        first = min(heard.opening)
        spoken = frozenset(n for n, line in enumerate(heard.lines) if line.stamps)
        file_edges.take_head(sheet, first, spoken)
        _take_headings(sheet, heard)
        sheet.aside += _list_remarks(heard)
    pairs = zip(heard.lines, sheet.lines, strict=True)
    lines = [line if left else StampedLine(line.number, "") for line, left in pairs]
    said = keep_worded(split_at_marks(lines, heard.opening), source, sheet.problems)
    problems = [*sheet.problems, *tell_doubtful_speakers(heard.verdict, source)]
    turns = join_speech(said, "\n")
    return [Conversation(tuple(turns), facts=sheet.facts, aside=tuple(sheet.aside))], problems


def _list_remarks(heard: _Listened) -> Iterator[Aside]:
    """What stands in brackets beside the names of speakers: how they say it, to whom."""
    for index, mark in sorted(heard.opening.items()):
        line = heard.lines[index]
        written = line.text.removesuffix(mark.rest.text)
        for remark in labels.find_remarks(written, mark.label) if mark.label else ():
            yield Aside(line.number, remark, REMARKS)


def split_speech(
    text: str, settings: TranscriptSettings, *, trust: Iterable[str] = ()
) -> tuple[list[SpeechPiece], LabelVerdict]:
    """The pieces of speech in a text, in order and unjoined, and who was taken for a speaker."""
    lines = [strip_unseen(line).strip() for line in text.split("\n")]
    heard = _listen(_timed(lines), settings, trust)
    return split_at_marks(heard.lines, heard.opening), heard.verdict


def tell_doubtful_speakers(verdict: LabelVerdict, source: Source) -> list[Problem]:
    """What was taken as a speaker, or not, on thin evidence."""
    told = []
    for what, found in (
        ("taken as speakers, though they are written small", verdict.small),
        ("taken as speech, though they look like speakers", verdict.refused),
    ):
        if found:
            some = list_some([f"{c.label!r} (line {c.line})" for c in found], MOST_TOLD)
            told.append(source.problem(f"{what}: {some}", line=found[0].line, hint=SETTLE))
    return told


@dataclass(frozen=True, slots=True)
class _Listened:
    """The lines of a text, the marks at which turns open, and what was thought of the labels."""

    lines: list[StampedLine]
    opening: dict[int, Mark]
    verdict: LabelVerdict


def _timed(lines: Sequence[str]) -> list[StampedLine]:
    clocks = write_counts_as_clocks(lines)
    return settle_times([mark_times(number, line) for number, line in enumerate(clocks, 1)])


def _listen(
    lines: list[StampedLine], settings: TranscriptSettings, trust: Iterable[str] = ()
) -> _Listened:
    names = labels.list_declared_names(settings)
    if names:
        marks = find_declared_marks(lines, names)
        verdict = _declared_verdict(lines, marks, labels.list_declared_keys(settings))
    else:
        marks, verdict = _judged(lines, labels.list_trusted_keys(settings) | frozenset(trust))
    marks = [mark for mark in marks if labels.fold_label(mark.label) in verdict.speakers]
    opening = {mark.index: mark for mark in layouts.move_marks_to_times(marks)}
    for index in _silent(lines, opening):
        del opening[index]
    return _Listened(lines, opening or _unnamed(lines), verdict)


def _declared_verdict(
    lines: Sequence[StampedLine], marks: Sequence[Mark], closed: frozenset[str]
) -> LabelVerdict:
    """The declared labels alone speak; others that come back are told."""
    found = layouts.find_layout_marks(layouts.LineHeads.of(lines), "colon")
    others = [mark for mark in found if labels.looks_like_name(mark.label)]
    count = Counter(labels.fold_label(mark.label) for mark in others)
    refused = {
        labels.fold_label(m.label): Candidate(m.label, lines[m.index].number)
        for m in reversed(others)
        if count[labels.fold_label(m.label)] >= OFTEN and labels.fold_label(m.label) not in closed
    }
    in_order = sorted(refused.values(), key=lambda each: each.line)
    speakers = frozenset(labels.fold_label(mark.label) for mark in marks) & closed
    return LabelVerdict(speakers, refused=tuple(in_order))


def _judged(lines: Sequence[StampedLine], trust: frozenset[str]) -> tuple[list[Mark], LabelVerdict]:
    """The labels of the layout that fits best, and which of them are speakers."""
    marks = _drop_headings(layouts.find_marks(lines))
    telling = layouts.weigh_marks(marks)[0]
    firsts = _paragraphs(lines)
    opened = sum(mark.index in firsts for mark in marks)
    steady = find_steady_marks(lines, above=telling, learn=opened < ALL * len(firsts))
    if len(steady) > telling:
        marks, units = steady, frozenset(mark.index for mark in steady)
    else:
        units = _units(lines, marks, firsts)
    verdict = decide_speakers(
        [
            Candidate(m.label, lines[m.index].number, m.index in units, m.start is not None)
            for m in marks
        ],
        len(units),
        lambda: labels.find_ordinary_words("\n".join(line.text for line in lines)),
        trust,
        top=next((line.number for line in lines if not line.is_blank), 1),
    )
    return marks, verdict


def _drop_headings(marks: list[Mark]) -> list[Mark]:
    """Without ``## Part A: school``, where most labels are no headings."""
    plain = [mark for mark in marks if not _HEADING.match(mark.label)]
    return plain if len(plain) * 2 > len(marks) else marks


def _units(
    lines: Sequence[StampedLine], marks: Sequence[Mark], paragraphs: frozenset[int]
) -> frozenset[int]:
    """Where a turn would open: at names with a time on lines of their own; else at the first lines
    of ``paragraphs``; else, where labels stand within paragraphs, at any line."""
    names = [mark.index for mark in layouts.choose_telling_marks(marks)]
    if names and sum(mark.sure for mark in marks) * 2 > len(marks):
        return frozenset(mark.index for mark in marks)
    placed = sum(1 for index in names if index in paragraphs)
    if len(paragraphs) > 1 and placed >= REGULAR * len(names):
        return paragraphs
    return frozenset(n for n, line in enumerate(lines) if not (line.is_blank or line.is_time))


def _paragraphs(lines: Sequence[StampedLine]) -> frozenset[int]:
    """The first line of each paragraph; blank lines and times alone on a line part them."""
    parts = [line.is_blank or line.is_time for line in lines]
    return frozenset(n for n, gap in enumerate(parts) if not gap and (n == 0 or parts[n - 1]))


def _silent(lines: Sequence[StampedLine], opening: Mapping[int, Mark]) -> list[int]:
    """Labels without a time that occur once and say nothing: a bold word, a heading, no turn."""
    count = Counter(labels.fold_label(mark.label) for mark in opening.values())
    filled = [index for index, line in enumerate(lines) if not line.is_blank]
    after = dict(pairwise([*filled, -1]))
    return [
        index
        for index, mark in opening.items()
        if not mark.text and mark.start is None and count[labels.fold_label(mark.label)] == 1
        if after[index] in opening or after[index] == -1
    ]


def _unnamed(lines: Sequence[StampedLine]) -> dict[int, Mark]:
    """Marks of nobody: at every line that begins with a time, else at every paragraph."""
    filled = sum(1 for line in lines if not line.is_blank)
    timed = layouts.find_timed_marks(lines)
    if len(timed) > 1 and len(timed) * 3 >= filled:
        return {mark.index: mark for mark in timed}
    return {n: Mark(n, "", None, lines[n].spoken(), rest=lines[n]) for n in _paragraphs(lines)}


def _take_headings(sheet: TextLines, heard: _Listened) -> None:
    """In Markdown, a heading that names no speaker is the heading of a part."""
    if sheet.source.suffix in (".md", ".markdown"):
        parts = [n for n in sheet.filled if sheet.lines[n].startswith("#")]
        headings = [n for n in parts if sheet.lines[n].lstrip("#")[:1].isspace()]
        places = (n for n in headings if n not in heard.opening)
        sheet.set_aside(places, "headings")


# -- from the marks at which turns open to pieces of speech with their times -----------------------


def split_at_marks(lines: Sequence[StampedLine], opening: Mapping[int, Mark]) -> list[SpeechPiece]:
    """From mark to mark; what stands before the first one belongs to nobody.

    A piece begins at the time beside its label, or at the one alone on the line above or below it.
    It ends at the time that closes its last line. Times within it are no part of the words.
    """
    starts = sorted(opening)
    said = _before(lines[: starts[0]] if starts else lines)
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=False):
        said.append(_piece(opening[start], lines, start, stop, last=stop == len(lines)))
    return said


def _before(lines: Sequence[StampedLine]) -> list[SpeechPiece]:
    """What is said before anyone is named, in one piece."""
    said = [line for line in lines if not (line.is_blank or line.is_time)]
    if not said:
        return []
    first = said[0]
    leading = first.stamps[0] if first.text.startswith(STAMP) else None
    start = leading.start if leading and leading.kind == "firm" else None
    text = "\n".join(filter(None, (line.spoken() for line in said)))
    closing = _end(said)
    end = closing.start if closing else None
    stretches = _time_stretches(said, start, None)
    return [SpeechPiece("", text, start, end, first.number, words=stretches)]


def _piece(
    mark: Mark, lines: Sequence[StampedLine], start: int, stop: int, *, last: bool
) -> SpeechPiece:
    body = [mark.rest, *lines[start + 1 : stop]]
    own = _alone(mark, lines, stop) if mark.start is None else None
    begin = mark.start if own is None else own.start
    until = mark.end if mark.end is not None else (own.end if own else None)
    is_timed = any(line.stamps for line in body)
    stretches = _time_stretches(body, begin, until) if is_timed else ()
    until = stretches[-1].end if stretches else until
    closing = _closing(body, last=last) if is_timed else None
    text = "\n".join(filter(None, (line.spoken() for line in body))) or _said_time(body)
    end = closing.start if closing else until
    if closing and closing.end is not None:
        begin, end = closing.start if begin is None else begin, closing.end
    return SpeechPiece(mark.label, text, begin, end, lines[start].number, words=stretches)


def _time_stretches(
    body: Sequence[StampedLine], begin: float | None, until: float | None
) -> tuple[TimedStretch, ...]:
    """What is said from one time at the head of a line to the next; empty where it is all one."""
    parts: list[tuple[float | None, float | None, list[str]]] = [(begin, until, [])]
    for line in body:
        if line.text.startswith(STAMP) and line.stamps[0].kind == "firm":
            stamp = line.stamps[0]
            parts.append((stamp.start, stamp.end, []))
        if not line.is_time and (said := line.spoken()):
            parts[-1][2].append(said)
    said_parts = [(start, end, "\n".join(said)) for start, end, said in parts if said]
    if len(said_parts) < 2:
        return ()
    return tuple(TimedStretch(text, start, end) for start, end, text in said_parts)


def _said_time(body: Sequence[StampedLine]) -> str:
    """A time that is all that is said: the answer to *when?*"""
    written = [stamp.written for line in body if line.is_time for stamp in line.stamps]
    return written[0] if len(written) == 1 and written[0].replace(":", "").isdigit() else ""


def _alone(mark: Mark, lines: Sequence[StampedLine], stop: int) -> Stamp | None:
    """The time on the line above a label, or on the one below it; at the head of its words too.

    What a label has beside it was said before the time below it.
    """
    above = next((n for n in range(mark.index - 1, -1, -1) if lines[n].text), None)
    if above is not None and lines[above].is_time:
        return lines[above].stamps[0]
    body = [line for line in lines[mark.index + 1 : stop] if line.text]
    if not (body and body[0].stamps) or mark.rest.spoken():
        return None
    has_words = any(not line.is_time for line in body)
    leads = body[0].text.startswith(STAMP) and body[0].stamps[0].kind == "firm"
    return body[0].stamps[0] if has_words and leads else None


def _closing(body: Sequence[StampedLine], *, last: bool) -> Stamp | None:
    """The time that closes a turn; below the last one it may stand on a line of its own."""
    alone = body[-1] if last and len(body) > 1 and body[-1].is_time else None
    return _end(body) or (alone.stamps[-1] if alone else None)


def _end(body: Sequence[StampedLine]) -> Stamp | None:
    """The time that closes the last line of words."""
    if not any(line.stamps for line in body):
        return None
    spoken = [line for line in body if not (line.is_blank or line.is_time)]
    return spoken[-1].closing if spoken else None
