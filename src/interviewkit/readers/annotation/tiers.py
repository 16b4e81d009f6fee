"""From tiers of timed annotations to turns: which of them are speech, whose, and in which order.

ELAN, Praat and EXMARaLDA write down a recording in parallel tiers. Some hold what a person says;
others translate it, cut it into words, or note gestures. What is not taken as speech is set aside
and told by tier, and of two tiers that hold the same words one only is speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.model.grouping import group_lists
from interviewkit.model.timing import TimedStretch
from interviewkit.readers import labels
from interviewkit.readers.annotation.tier_kinds import SOUNDS, SPEECH, WORDS, read_tier_name
from interviewkit.readers.contract import Aside, SpeechPiece
from interviewkit.readers.join import has_words, join_by_pause

MOSTLY = 0.8
"""This share of the annotations of a tier must be of a kind."""

NEAR = 0.05
"""Seconds; boundaries nearer than this are the same."""

NAMES = 8
"""No tier has a name of more words."""

MOST_SIGNS = 3
"""A label of so many signs without a letter is none: ``#``, ``...``."""

SIGNS = 2.5
"""Words of speech have more letters than this, on average."""

MOST_TIERS = 200
"""Of more tiers than people write, none is taken for the copy of another."""

_REFERENCE = re.compile(r"(?:[^\s\d]{0,40}[_.:#-]?)?\d[\w.:#-]{0,20}")
_SILENCE = re.compile(
    r"<(?:sil|p|p:|pause|silence|eps|s|/s)>|\(?\b(?:sil|sp|silence|pause)\b\)?|_sil_|<p:?>",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class TierSpan:
    """An annotation: its words, its seconds, its line; ``order`` is a time that sorts it where it
    has none of its own."""

    text: str
    start: float | None
    end: float | None
    line: int = 0
    order: float = 0.0


@dataclass(frozen=True, slots=True)
class AnnotationTier:
    """A tier: its name, who speaks if the file says so, and the tier that it annotates.

    ``why`` says why it is no speech, if the format tells; ``kind`` is what its name or its type
    tells.
    """

    name: str
    spans: tuple[TierSpan, ...] = field(repr=False)
    speaker: str = ""
    parent: str = ""
    kind: str = ""
    why: str = ""

    @property
    def texts(self) -> list[str]:
        return [span.text for span in self.spans if has_words(span.text)]


def name_tier(tier: AnnotationTier, people: Collection[str] = ()) -> AnnotationTier:
    """The tier with what its name tells of speaker and kind, where the file does not.

    A name that the study declares as a label, or that is the one of who speaks, is a person's,
    whatever it means (``Tone``). Whatever it is called, a tier that nothing stands above and that
    holds sentences holds no single sounds.
    """
    key = labels.fold_label(tier.name)
    if key in people or (tier.speaker and key == labels.fold_label(tier.speaker)):
        return replace(tier, speaker=tier.speaker or tier.name, kind=SPEECH)
    speaker, kind = read_tier_name(tier.name)
    kind = tier.kind or kind
    if kind == SOUNDS and not tier.parent and _holds_sentences(tier):
        kind = SPEECH
    return replace(tier, speaker=tier.speaker or speaker, kind=kind)


def _holds_sentences(tier: AnnotationTier) -> bool:
    """Whether most annotations have several words, longer than signs of sounds between blanks."""
    words = [text.split() for text in tier.texts]
    long = sum(len(of) > 2 and sum(map(len, of)) > SIGNS * len(of) for of in words)
    return long * 2 > len(words)


def hear_tiers(
    tiers: Sequence[AnnotationTier], people: Collection[str] = ()
) -> tuple[list[SpeechPiece], list[Aside]]:
    """Who says what, by the time at which each annotation begins, and what is no speech.

    An annotation is a piece; pieces of one person that overlap those of another keep their times.
    ``people`` are keys of labels that the study declares.
    """
    filled = [name_tier(tier, people) for tier in tiers if tier.texts]
    chosen = {id(tier) for tier in _choose_spoken(filled)}
    spoken = [tier for tier in filled if id(tier) in chosen]
    others = [tier for tier in filled if id(tier) not in chosen]
    said: list[tuple[float, SpeechPiece]] = []
    aside = [
        Aside(0, tier.name, "a sentence in the place of a tier's name")
        for tier in tiers
        if not tier.texts and len(tier.name.split()) > NAMES
    ]
    used: set[int] = set()
    for tier in spoken:
        silences = _find_silences(tier)
        spans = [s for s in tier.spans if s.text.strip() and s.text.strip() not in silences]
        clocks = [WordClock(each.spans) for each in others if _may_time(each, tier)]
        said += [(span.order, _make_piece(tier.speaker, span, clocks, used)) for span in spans]
        aside += _list_silences(tier, silences)
    for tier in others:
        aside += _set_aside(tier, used)
    said.sort(key=lambda each: each[0])
    pieces = [piece for _, piece in said]
    return _join_single_words(pieces, spoken), aside


# -- which tiers are speech ------------------------------------------------------------------------


def _choose_spoken(tiers: Sequence[AnnotationTier]) -> list[AnnotationTier]:
    """The tiers that hold what people say; where nothing looks like it, all that could."""
    names = {tier.name for tier in tiers} - {""}
    tops = [_find_speech_below(tier, tiers) for tier in tiers if tier.parent not in names]
    likely = [tier for tier in tops if tier.kind in ("", SPEECH) and not tier.why]
    found = _without_copies(likely)
    words = [tier for tier in tops if tier.kind == WORDS and not tier.why]
    heard = {labels.fold_label(tier.speaker) for tier in found}
    named = [t for t in words if t.speaker and labels.fold_label(t.speaker) not in heard]
    found += named if found else words
    if found:
        return found
    sounds = [tier for tier in tops if tier.kind == SOUNDS and not tier.why]
    return sounds or [tier for tier in tops if not tier.why] or [t for t in tiers if not t.why]


def _find_speech_below(tier: AnnotationTier, tiers: Sequence[AnnotationTier]) -> AnnotationTier:
    """The tier itself; or, where it only numbers utterances, the one below it that holds them."""
    if not _is_reference(tier):
        return tier
    below = [each for each in tiers if each.parent == tier.name and not _is_reference(each)]
    fits = [each for each in below if each.kind == SPEECH]
    fits += [each for each in below if each.kind == ""] + [e for e in below if e.kind == WORDS]
    return fits[0] if fits else tier


def _is_reference(tier: AnnotationTier) -> bool:
    """Whether it holds numbers of utterances, as Toolbox and FLEx write them, and no words."""
    texts = tier.texts
    numbers = sum(bool(_REFERENCE.fullmatch(text.strip())) for text in texts)
    return numbers >= MOSTLY * len(texts) and len(set(texts)) >= MOSTLY * len(texts)


def _without_copies(tiers: Sequence[AnnotationTier]) -> list[AnnotationTier]:
    """Without tiers that say something of another one of the same person: their annotations begin
    and end with those of that tier."""
    if len(tiers) > MOST_TIERS:
        return list(tiers)
    kept: list[AnnotationTier] = []
    by_kind = sorted(tiers, key=lambda tier: tier.kind != SPEECH)
    for tier in by_kind:
        same = [k for k in kept if labels.fold_label(k.speaker) == labels.fold_label(tier.speaker)]
        if not any(_is_aligned(tier, each) for each in same):
            kept.append(tier)
    left = {id(tier) for tier in kept}
    return [tier for tier in tiers if id(tier) in left]


def _is_aligned(tier: AnnotationTier, other: AnnotationTier) -> bool:
    """Whether most annotations of a tier stand at the times of one of the other."""
    places = {_round(span) for span in other.spans if has_words(span.text)}
    found = [_round(span) for span in tier.spans if has_words(span.text)]
    timed = [place for place in found if place != (None, None)]
    return bool(timed) and sum(place in places for place in timed) >= MOSTLY * len(timed)


def _round(span: TierSpan) -> tuple[int | None, int | None]:
    """The place of an annotation in twentieths of a second."""
    start, end = (None if at is None else round(at / NEAR) for at in (span.start, span.end))
    return start, end


# -- pieces, and words with times of their own -----------------------------------------------------


class WordClock:
    """The annotations of a tier of single words, found by time."""

    def __init__(self, spans: Sequence[TierSpan]) -> None:
        timed = [span for span in spans if span.start is not None and has_words(span.text)]
        self.spans = sorted(timed, key=lambda span: span.start or 0.0)
        self.starts = [span.start or 0.0 for span in self.spans]

    def find_words(self, piece: SpeechPiece) -> list[TierSpan]:
        """The words that were said meanwhile, if they are those of the piece; else none."""
        if piece.start is None or piece.end is None:
            return []
        first = bisect_left(self.starts, piece.start - NEAR)
        last = bisect_right(self.starts, piece.end + NEAR)
        until = piece.end + NEAR
        inside = [s for s in self.spans[first:last] if s.end is not None and s.end <= until]
        apart = len({span.start for span in inside}) == len(inside)  # else they share one time
        same = apart and _letters("".join(span.text for span in inside)) == _letters(piece.text)
        return inside if same else []


def _may_time(tier: AnnotationTier, spoken: AnnotationTier) -> bool:
    """Whether a tier may hold the single words of another one."""
    same = labels.fold_label(tier.speaker) == labels.fold_label(spoken.speaker)
    if tier.parent:
        return tier.parent == spoken.name
    return tier.kind == WORDS and (same or not tier.speaker)


def _make_piece(
    speaker: str, span: TierSpan, clocks: Sequence[WordClock], used: set[int]
) -> SpeechPiece:
    """An annotation as a piece of speech, with the times of its words where a tier has them."""
    piece = SpeechPiece(speaker, span.text.strip(), span.start, span.end, span.line)
    words = next(filter(None, (clock.find_words(piece) for clock in clocks)), [])
    used.update(map(id, words))
    timed = words or ([span] if span.start is not None else [])
    return replace(piece, words=tuple(map(_time_stretch, timed)))


def _time_stretch(span: TierSpan) -> TimedStretch:
    """As it stands in a turn: lines of an annotation go on behind each other there."""
    return TimedStretch(" ".join(span.text.split()), span.start, span.end)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())


def _join_single_words(
    pieces: Sequence[SpeechPiece], spoken: Sequence[AnnotationTier]
) -> list[SpeechPiece]:
    """The pieces; where tiers hold single words, words of one person with no pause between them
    are one piece."""
    if not any(tier.kind in (WORDS, SOUNDS) for tier in spoken):
        return list(pieces)
    by_speaker = group_lists((piece.speaker, piece) for piece in pieces)
    joined = [turn for said in by_speaker.values() for turn in join_by_pause(said, " ")]
    return sorted(joined, key=lambda piece: -1.0 if piece.start is None else piece.start)


# -- silences, and what is set aside ---------------------------------------------------------------


def _find_silences(tier: AnnotationTier) -> frozenset[str]:
    """The labels that say that nothing is said: a sign, or such a word again and again."""
    count = Counter(span.text.strip() for span in tier.spans)
    return frozenset(
        text
        for text, n in count.items()
        if (not has_words(text) and len(text) <= MOST_SIGNS)
        or (_SILENCE.fullmatch(text) and (n > 1 or text.startswith("<")))
    )


def _list_silences(tier: AnnotationTier, silences: frozenset[str]) -> list[Aside]:
    found = [(span, span.text.strip()) for span in tier.spans if has_words(span.text)]
    return [Aside(s.line, text, "labels of silence") for s, text in found if text in silences]


def _set_aside(tier: AnnotationTier, used: set[int]) -> list[Aside]:
    why = tier.why or _explain(tier)
    left = [span for span in tier.spans if id(span) not in used and span.text.strip()]
    return [Aside(span.line, span.text.strip(), why) for span in left]


def _explain(tier: AnnotationTier) -> str:
    if tier.parent:
        return f"tier {tier.name!r}, which annotates {tier.parent!r}"
    what = {WORDS: "which holds single words", SOUNDS: "which holds single sounds"}
    reason = what.get(tier.kind, "which is no speech by its name")
    if tier.kind in ("", SPEECH):
        reason = "which annotates another tier of the same speaker"
    return f"tier {tier.name!r}, {reason}"
