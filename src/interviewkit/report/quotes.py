"""Choosing quotes: different people, different places, and one who sees it otherwise.

What people chose to be quoted comes first; then reviewed passages come before unreviewed ones, then
higher scores, then a readable length. Nobody is quoted twice on a page. One place is kept for a
deviant case: the polarity that fewer people voiced, or else a voice from the segment that voices
the theme least.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.model import Evidence
from interviewkit.report.figures import SMALL_BASE
from interviewkit.report.pages import Quote
from interviewkit.report.voices import Cast, Voice, describe_decider, group_by_speaker
from interviewkit.wording.numbers import count, counted, decimal, of_people
from interviewkit.wording.words import clip_left, clip_text, name_polarity, write_clock

READABLE = (50, 420)
"""Characters: shorter quotes say little, longer ones are seldom read."""
CONTEXT = 180
LONGEST = 900


@dataclass(frozen=True, slots=True)
class Least:
    """The segment that voices a theme least: its position, and its figures in words."""

    segment: int
    words: str


def choose_quotes(
    voices: Sequence[Voice], limit: int, least: Least | None, cast: Cast
) -> list[tuple[Voice, str]]:
    """At most ``limit`` voices of different people, each with why it is a deviant case or ''."""
    best = [min(said, key=_rank) for said in group_by_speaker(voices).values()]
    best.sort(key=_rank)
    if limit < 1 or not best:
        return []
    deviant = None
    if limit > 1 and len(best) > 1:
        deviant = _other_side(voices) or _from_least(voices, least, cast)
    chosen: list[Voice] = []
    rest = [v for v in best if deviant is None or v.speaker != deviant[0].speaker]
    while rest and len(chosen) < limit - (deviant is not None):
        following = min(
            rest,
            key=lambda voice: (not voice.is_chosen, _crowded(voice, chosen, cast), _rank(voice)),
        )
        chosen.append(following)
        rest.remove(following)
    return [*((voice, "") for voice in chosen), *([deviant] if deviant else [])]


def _rank(voice: Voice) -> tuple[object, ...]:
    length = len(voice.coding.passage.quote)
    readable = READABLE[0] <= length <= READABLE[1]
    return (
        not voice.is_chosen,
        not voice.is_reviewed,
        not readable,
        -(voice.score or 0.0),
        voice.order,
    )


def _crowded(voice: Voice, chosen: Sequence[Voice], cast: Cast) -> int:
    """How much of where it comes from has been quoted already."""
    segments = set(cast.segments_of.get(voice.speaker, ()))
    return sum(
        4 * (other.coding.passage.quote == voice.coding.passage.quote)
        + 2 * (other.turn.transcript == voice.turn.transcript)
        + (other.wave == voice.wave)
        + (other.coding.code == voice.coding.code)
        + bool(segments & set(cast.segments_of.get(other.speaker, ())))
        for other in chosen
    )


def _other_side(voices: Sequence[Voice]) -> tuple[Voice, str] | None:
    """The best voice of the polarity that fewer people took."""
    sides = {sign: group_by_speaker(v for v in voices if v.polarity == sign) for sign in ("+", "-")}
    if not (sides["+"] and sides["-"]):
        return None
    rare, common = sorted(sides, key=lambda sign: (len(sides[sign]), sign == "+"))
    voice = min((v for said in sides[rare].values() for v in said), key=_rank)
    why = (
        f"an {name_polarity(rare)} voice; {counted(len(sides[rare]), 'person', 'people')} "
        f"spoke so, {count(len(sides[common]))} were {name_polarity(common)}"
    )
    return voice, why


def _from_least(
    voices: Sequence[Voice], least: Least | None, cast: Cast
) -> tuple[Voice, str] | None:
    if least is None:
        return None
    theirs = [v for v in voices if least.segment in cast.segments_of.get(v.speaker, ())]
    if not theirs:
        return None
    return min(theirs, key=_rank), f"from the segment that voices it least: {least.words}"


def find_least_segment(theme: str, cast: Cast) -> Least | None:
    """The segment with the lowest share of a theme, where at least two segments have one."""
    shares = {
        p.segment: p
        for p in cast.inputs.prevalence
        if p.of == theme and p.segment and not p.wave and not p.polarity and p.n
    }
    known = [(shares[s.name], i) for i, s in enumerate(cast.inputs.segments) if s.name in shares]
    voiced = [(p, i) for p, i in known if p.voiced]
    if len(known) < 2 or not voiced:
        return None
    lowest, position = min(voiced, key=lambda pair: (pair[0].share, pair[1]))
    if all(each.share <= lowest.share for each, _ in known):
        return None
    title = cast.inputs.segments[position].title
    return Least(
        position,
        f"{title}, {of_people(lowest.voiced, lowest.n)}"
        + (", a small base" if lowest.n < SMALL_BASE else ""),
    )


def build_quote(
    voice: Voice, why: str, anchor: str, label: str, cast: Cast, person: str = ""
) -> Quote:
    """A chosen voice as the page shows it."""
    passage, turn = voice.coding.passage, voice.turn
    return Quote(
        id=anchor,
        before=_left(turn.text[: passage.start]),
        text=clip_text(passage.quote, LONGEST),
        after=_right(turn.text[passage.end :]),
        speaker=voice.speaker,
        about=cast.about(voice.speaker),
        transcript=turn.transcript,
        turn=turn.position,
        time=write_clock(turn.start),
        code=label,
        polarity=voice.polarity,
        score="" if voice.score is None else decimal(voice.score),
        decided=describe_decider(voice) + (", chosen to be quoted" if voice.is_chosen else ""),
        evidence=tuple(map(_evidence, _reasons(voice))),
        deviant=why,
        segments=cast.segments_of.get(voice.speaker, ()),
        wave=cast.waves.index(voice.wave) if voice.wave in cast.waves else -1,
        person=person,
    )


def _left(text: str) -> str:
    """What was said just before, with the space that parts it from the quote."""
    return clip_left(text, CONTEXT) + (" " if text.strip() and text[-1:].isspace() else "")


def _right(text: str) -> str:
    """What was said just after, with the space that parts it from the quote."""
    return (" " if text.strip() and text[:1].isspace() else "") + clip_text(text, CONTEXT)


def _reasons(voice: Voice) -> tuple[Evidence, ...]:
    reasons = voice.proposal.evidence if voice.proposal else voice.coding.evidence
    return tuple(sorted(reasons, key=lambda evidence: -evidence.strength)[:3])


def _evidence(evidence: Evidence) -> str:
    what = clip_text(evidence.what, 120)
    shown = f"“{what}”" if evidence.kind == "example" else what
    return f"{evidence.kind} {shown} ({decimal(evidence.strength)})"
