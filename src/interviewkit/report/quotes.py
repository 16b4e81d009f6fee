"""Choosing quotes: clear ones, from different people and places, and who says otherwise.

What people chose to be quoted comes first, then what people settled or reviewed, then what is
understood best. Nobody is quoted twice on a page. Those who contradict the pattern stand apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from interviewkit.model import DeviantCase, Evidence
from interviewkit.model.passage_time import find_passage_time
from interviewkit.model.person_row import ONE_SIDE
from interviewkit.model.review import CONSENSUS
from interviewkit.report.clarity import is_back_channel
from interviewkit.report.excerpts import Excerpt
from interviewkit.report.otherwise import describe_contradiction, list_contradictions
from interviewkit.report.pages import Quote
from interviewkit.report.strands import Strand
from interviewkit.report.voices import Cast, Voice, describe_decider, group_by_speaker
from interviewkit.wording.numbers import decimal
from interviewkit.wording.words import clip_left, clip_text, write_clock

POOR = 0.4
"""A quote less clear than this is shown only where there is no other."""
OTHERWISE = 2
"""So many places are kept for those who contradict the pattern."""
RELEVANCE = 2.5
"""How much the words of its code weigh in a quote beside its clarity."""
CONTEXT = 180


@dataclass(frozen=True, slots=True)
class QuotableVoice:
    """Something that may be quoted; ``why`` says what pattern it contradicts."""

    voice: Voice
    excerpt: Excerpt
    relevance: float = 0.0
    why: str = ""

    @property
    def weight(self) -> float:
        """What speaks for it by itself: people's wishes, then their judgement, then what it says
        of the matter, clearly."""
        voice = self.voice
        settled = voice.verdict is not None and voice.verdict.coder == CONSENSUS
        judged = 1.2 if settled else 1.0 if voice.is_reviewed else 0.0
        said = self.excerpt.clarity * (1 + RELEVANCE * self.relevance)
        return 5.0 * voice.is_chosen + judged + said + 0.05 * (voice.score or 0.0)

    @property
    def is_good(self) -> bool:
        """Whether it says something that a stranger understands, or somebody wants it shown."""
        clear = self.excerpt.clarity >= POOR and not is_back_channel(self.excerpt.text)
        return clear or self.voice.is_chosen


def choose_theme_quotes(
    strand: Strand, voices: Sequence[Voice], limit: int, cast: Cast
) -> tuple[list[QuotableVoice], list[QuotableVoice]]:
    """At most ``limit`` quotes of different people: for the pattern, and against it."""
    cases = [case for case in list_contradictions(strand, cast) if case.voiced]
    kept = min(OTHERWISE, limit // 2)
    other = choose_quotes(_list_contradicting(voices, cases, cast), kept, cast)
    common = {case.where for case in cases if case.pattern == ONE_SIDE}
    rest = [
        voice
        for voice in voices
        if voice.speaker not in {each.voice.speaker for each in other}
        and (not common or voice.polarity in common)
    ]
    return choose_quotes(_prepare(rest, cast), limit - len(other), cast), other


def choose_quotes(found: Iterable[QuotableVoice], limit: int, cast: Cast) -> list[QuotableVoice]:
    """At most ``limit`` of different people, spread over conversations, waves, segments, codes."""
    rest = sorted(found, key=lambda each: (-each.weight, each.voice.order))
    if any(each.is_good for each in rest):
        rest = [each for each in rest if each.is_good]
    chosen: list[QuotableVoice] = []
    while rest and len(chosen) < limit:
        following = max(rest, key=lambda each: each.weight - _crowded(each, chosen, cast))
        chosen.append(following)
        rest = [each for each in rest if not _repeats(each, following)]
    return chosen


def prepare_quotes(voices: Iterable[Voice], cast: Cast) -> list[QuotableVoice]:
    """Every voice with the words that it would be quoted with."""
    return list(_prepare(voices, cast))


def _prepare(voices: Iterable[Voice], cast: Cast, why: str = "") -> Iterable[QuotableVoice]:
    for voice in voices:
        excerpt = cast.excerpt(voice)
        about = cast.relevance.rate(excerpt.text, voice.coding.code, voice.polarity)
        yield QuotableVoice(voice, excerpt, about, why)


def _list_contradicting(
    voices: Sequence[Voice], cases: Sequence[DeviantCase], cast: Cast
) -> list[QuotableVoice]:
    said = group_by_speaker(voices)
    return [
        candidate
        for case in cases
        for candidate in _prepare(
            (v for v in said.get(case.participant, ()) if case.polarity in ("", v.polarity)),
            cast,
            describe_contradiction(case, cast),
        )
    ]


def _repeats(each: QuotableVoice, other: QuotableVoice) -> bool:
    """Whether it is the same person, or the very same words."""
    return each.voice.speaker == other.voice.speaker or each.excerpt.text == other.excerpt.text


def _crowded(each: QuotableVoice, chosen: Sequence[QuotableVoice], cast: Cast) -> float:
    """How much of where it comes from has been quoted already, against its clarity."""
    return sum(_overlap(each.voice, other.voice, cast) for other in chosen)


def _overlap(voice: Voice, other: Voice, cast: Cast) -> float:
    segments = set(cast.segments_of.get(voice.speaker, ()))
    shared = len(segments & set(cast.segments_of.get(other.speaker, ()))) / max(1, len(segments))
    return (
        0.15 * (voice.turn.transcript == other.turn.transcript)
        + 0.1 * (voice.coding.code == other.coding.code)
        + 0.05 * (voice.wave == other.wave)
        + 0.1 * shared
    )


def build_quote(
    chosen: QuotableVoice,
    anchor: str,
    label: str,
    cast: Cast,
    people: Mapping[str, str] = MappingProxyType({}),
) -> Quote:
    """A chosen voice as the page shows it; ``people`` are the anchors of those who are listed."""
    voice, excerpt = chosen.voice, chosen.excerpt
    passage, turn = voice.coding.passage, voice.turn
    hide = cast.names.hide
    coded = " ".join(passage.quote.split())
    return Quote(
        id=anchor,
        before=_left(hide(turn.text[: excerpt.start])),
        text=hide(excerpt.text),
        after=_right(hide(turn.text[excerpt.end :])),
        speaker=voice.speaker,
        about=cast.about(voice.speaker),
        transcript=turn.transcript,
        turn=turn.position,
        time=write_clock(find_passage_time(turn, excerpt.start, excerpt.end).start),
        code=label,
        polarity=voice.polarity,
        score="" if voice.score is None else decimal(voice.score),
        decided=describe_decider(voice) + (", chosen to be quoted" if voice.is_chosen else ""),
        evidence=tuple(map(_evidence, _reasons(voice))),
        deviant=chosen.why,
        segments=cast.segments_of.get(voice.speaker, ()),
        wave=cast.waves.index(voice.wave) if voice.wave in cast.waves else -1,
        person=people.get(voice.speaker, ""),
        signature=cast.signatures.sign(voice.speaker, voice.wave),
        coded="" if coded == excerpt.text else hide(coded),
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
