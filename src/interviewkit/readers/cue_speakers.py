"""Who speaks in timed cues: voice tags, names before a colon or in brackets, signs of a change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from interviewkit.errors import Problem
from interviewkit.model.html_pages import unescape
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels, layouts, rolling_captions, speech
from interviewkit.readers.contract import Aside, Source, SpeechPiece
from interviewkit.readers.cues import Cue
from interviewkit.readers.join import join_by_pause, join_speech, keep_worded
from interviewkit.readers.speaker_labels import Candidate, LabelVerdict, decide_speakers

LABELLED = 0.8
"""If this share of the cues names a speaker, one that does not is nobody's; below it, names mark
changes only, and a cue without one goes on with the speaker before."""

CHANGE = "\ue010"
"""Opens a piece before which the captions say that the speaker changes, without saying to whom."""

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>\s][^<>]*)>")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>", re.IGNORECASE
)
_POSITION = re.compile(r"\{\\[^{}]*\}")
_ARROWS = re.compile(r"(?<!\S)>{2,3}\s*")
_DASH = re.compile(r"^[-–—]\s*(?=[^\W\d_])")
_DASHED_LABEL = re.compile(r"^[-–—]\s*(?=[^\W\d_][^:：\n]{0,60}[:：])")
_BRACKETED = re.compile(r"[\[(]([^\W_](?:[^\[\]()\n]|\([^()\n]{1,40}\)){0,60})[\])]\s+(?=\S)")


def build_cue_turns(
    cues: Sequence[Cue], source: Source, settings: TranscriptSettings, problems: list[Problem]
) -> tuple[list[SpeechPiece], list[Aside]]:
    """The cues as turns, successive cues of one speaker joined; and words shown again.

    Speakers come from voice tags, else from ``Name:`` or, where most cues have it, ``[Name]``.
    """
    voices = [list(_voices(cue)) for cue in cues]
    shown, asides, doubts = rolling_captions.unroll_captions(voices, source)
    problems += doubts
    pieces = [part for piece in _from_brackets([*chain(*shown)]) for part in _at_changes(piece)]
    said, verdict = _name_before_colon(pieces, settings)
    problems += speech.tell_doubtful_speakers(verdict, source)
    said = keep_worded(said, source, problems)
    if not any(piece.speaker for piece in said):
        return _by_pause(said), asides
    return join_speech(_carried(said, source, problems), " "), asides


def _voices(cue: Cue) -> Iterator[SpeechPiece]:
    """A cue cut at its voice tags, other tags removed and entities resolved."""
    text = _POSITION.sub("", "\n".join(cue.lines))
    parts = _VOICE.split(text)
    for voice, part in zip(["", *parts[1::2]], parts[::2], strict=True):
        plain = unescape(_TAG.sub("", part)).strip()
        if plain or voice or len(parts) == 1:
            speaker = labels.tidy_label(unescape(voice))
            yield SpeechPiece(speaker, plain, cue.start, cue.end, cue.line)


def _from_brackets(pieces: Sequence[SpeechPiece]) -> list[SpeechPiece]:
    """``[Ana] text`` as ``Ana: text`` where most cues open so; else brackets hold sounds."""
    opened = {
        n: match[1]
        for n, piece in enumerate(pieces)
        if not piece.speaker and (match := _BRACKETED.match(piece.text.lstrip("->– ")))
        if labels.looks_like_label(match[1]) and labels.looks_like_name(match[1])
    }
    count = Counter(labels.fold_label(label) for label in opened.values())
    alone = {labels.fold_label(piece.text.strip("[]() ")) for piece in pieces}
    names = {name for name, n in count.items() if n > 1 and name not in alone}
    if sum(count[name] for name in names) * 2 < len(pieces) or len(names) < 2:
        return list(pieces)
    return [
        replace(piece, text=_BRACKETED.sub(r"\1: ", piece.text, count=1))
        if n in opened and labels.fold_label(opened[n]) in names
        else piece
        for n, piece in enumerate(pieces)
    ]


def _at_changes(piece: SpeechPiece) -> Iterator[SpeechPiece]:
    """One piece for each voice that ``>>`` or dashes in a cue set apart, marked as a change."""
    text = _ARROWS.sub(f"\n{CHANGE}", piece.text)
    lines = text.split("\n")
    if sum(1 for line in lines if _DASH.match(line)) > 1:
        lines = [_DASH.sub(CHANGE, line) for line in lines]
    lines = [_DASHED_LABEL.sub(CHANGE, line) for line in lines]
    parts: list[list[str]] = []
    for line in lines:
        if line or len(lines) == 1:
            if line.startswith(CHANGE) or not parts:
                parts.append([])
            parts[-1].append(line)
    yield from (replace(piece, text="\n".join(part)) for part in parts)


def _name_before_colon(
    pieces: Sequence[SpeechPiece], settings: TranscriptSettings
) -> tuple[list[SpeechPiece], LabelVerdict]:
    """Where no tag names a speaker, the words before a colon may."""
    found = {
        n: layouts.find_colon_marks(p.text.removeprefix(CHANGE).split("\n"))
        for n, p in enumerate(pieces)
        if not p.speaker
    }
    count = Counter(labels.fold_label(mark.label) for mark in chain(*found.values()))
    marks = {n: layouts.keep_likely_marks(each, count) for n, each in found.items()}
    candidates = [
        Candidate(mark.label, pieces[n].line + mark.index, mark.index == 0)
        for n, each in marks.items()
        for mark in each
    ]
    tagged = {labels.fold_label(piece.speaker) for piece in pieces if piece.speaker}
    verdict = decide_speakers(
        candidates,
        len(marks),
        lambda: labels.find_ordinary_words("\n".join(piece.text for piece in pieces)),
        labels.list_trusted_keys(settings) | tagged,
        labels.list_declared_keys(settings),
        pieces[0].line if pieces else 1,
    )
    said: list[SpeechPiece] = []
    for n, piece in enumerate(pieces):
        own = [m for m in marks.get(n, ()) if labels.fold_label(m.label) in verdict.speakers]
        said += _split(piece, own)
    return said, verdict


def _split(piece: SpeechPiece, marks: Sequence[layouts.Mark]) -> Iterator[SpeechPiece]:
    """One cue in which several may speak, each from a label to the next."""
    if piece.speaker:
        yield replace(piece, text=_without_name(piece))
        return
    change = CHANGE if piece.text.startswith(CHANGE) else ""
    lines = piece.text.removeprefix(CHANGE).split("\n")
    first = marks[0].index if marks else len(lines)
    if first:
        yield replace(piece, text=change + " ".join(lines[:first]))
    for mark, stop in zip(marks, [*(m.index for m in marks[1:]), len(lines)], strict=False):
        text = " ".join(filter(None, [mark.text, *lines[mark.index + 1 : stop]]))
        yield replace(piece, speaker=mark.label, text=text)


def _without_name(piece: SpeechPiece) -> str:
    """The words of a tagged voice, without its name where the text says it once more."""
    text = " ".join(piece.text.removeprefix(CHANGE).split("\n"))
    head, colon, rest = text.partition(":")
    is_name = colon and labels.fold_label(head) == labels.fold_label(piece.speaker)
    return rest.strip() if is_name else text


def _by_pause(said: Sequence[SpeechPiece]) -> list[SpeechPiece]:
    """Turns of nobody in particular: a silence or a sign of change ends them."""
    runs: list[list[SpeechPiece]] = [[]]
    for piece in said:
        if piece.text.startswith(CHANGE) and runs[-1]:
            runs.append([])
        runs[-1].append(replace(piece, text=piece.text.removeprefix(CHANGE)))
    return [turn for run in runs for turn in join_by_pause(run, " ")]


def _carried(
    said: Sequence[SpeechPiece], source: Source, problems: list[Problem]
) -> list[SpeechPiece]:
    """Give cues without a name to the speaker before, unless nearly all other cues have one."""
    nameless = [piece for piece in said if not piece.speaker]
    if not nameless:
        return list(said)
    every = len(said) - len(nameless) >= LABELLED * len(said)
    fate = "they stay nobody's" if every else "they go on with the speaker before"
    changed = [piece for piece in nameless if piece.text.startswith(CHANGE)]
    if changed and not every:
        fate += f", but for {len(changed)} where the captions say that the speaker changes"
    what = f"{len(nameless)} of {len(said)} cues name no speaker; {fate}"
    problems.append(source.problem(what, line=nameless[0].line))
    carried: list[SpeechPiece] = []
    for piece in said:
        stays = every or piece.speaker or piece.text.startswith(CHANGE)
        before = carried[-1].speaker if carried and not stays else piece.speaker
        carried.append(replace(piece, speaker=before, text=piece.text.removeprefix(CHANGE)))
    return carried
