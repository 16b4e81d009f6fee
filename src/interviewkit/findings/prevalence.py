"""How many *people* voiced a code or theme: never how many fragments."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from interviewkit.findings.people_share import share_of_people
from interviewkit.findings.ties import Ties
from interviewkit.findings.units import turn_of
from interviewkit.model import Code, Coding, Interval, Prevalence, Theme
from interviewkit.model.waves import order_waves

Place = tuple[int, int, int]
"""A passage: turn id, start, end."""

Voices = dict[str, set[Place]]
"""Participant → the passages in which they voice it."""

EVERYONE = ""
ALL_WAVES = ""
ANY_POLARITY = ""


class Named(NamedTuple):
    """What a row is about."""

    of: str
    polarity: str
    segment: str
    wave: str


@dataclass(frozen=True, slots=True)
class _Bundle:
    """What is counted: a code alone, or the codes of a theme."""

    name: str
    codes: Sequence[Code]

    @property
    def polarities(self) -> tuple[str, ...]:
        signs = {sign for code in self.codes for sign in code.polarity}
        return (ANY_POLARITY, "+", "-") if len(signs) > 1 else (ANY_POLARITY,)


def prevalence(
    codings: Sequence[Coding],
    codes: Sequence[Code],
    themes: Sequence[Theme] = (),
    *,
    speaker_of: Mapping[int, str],
    wave_of: Mapping[int, str] | None = None,
    segments: Mapping[str, Collection[str]] | None = None,
    people: Collection[str] = (),
    conversation_of: Mapping[int, str] | None = None,
    level: float = 0.95,
) -> list[Prevalence]:
    """The share of participants who voiced each code and theme, by segment and wave.

    A participant has voiced a code if at least one coding of it that counts (:func:`counting`)
    stands in a turn of theirs, and a theme if they have voiced one of its codes. The share is of
    those who *spoke*: who have at least one turn in that wave and belong to that segment.

    ``speaker_of`` maps the id of every turn that can be coded to its participant; codings in
    other turns, a moderator's for instance, do not count. ``wave_of`` maps turn ids to waves.
    ``segments`` maps names to participants, who may be in several. ``people`` are the names of
    the coders who are persons. ``conversation_of`` maps turn ids to conversations: people who
    talked with each other vary together; without it nobody did.

    Rows come by code, then by theme; within these by polarity (either first; ``+`` and ``-``
    apart only where a code has both), by segment (everyone first) and by wave (all first).
    Where nobody spoke, ``n`` is 0 and share and interval are ``nan``: there is no number.
    The interval is that of :func:`~interviewkit.findings.people_share.share_of_people`.

    Raises:
        ValueError: a coding stands in a turn that has no id.
    """
    wave_of = wave_of or {}
    by_id = {code.id: code for code in codes}
    bundles = [
        *(_Bundle(code.id, [code]) for code in codes),
        *(_Bundle(theme.id, [by_id[i] for i in theme.codes if i in by_id]) for theme in themes),
    ]
    kept = [coding for coding in counting(codings, people) if turn_of(coding) in speaker_of]
    voiced = _voiced(kept, bundles, speaker_of, wave_of)
    spoke = _spoke(speaker_of, wave_of)
    groups: dict[str, Collection[str]] = {EVERYONE: spoke[ALL_WAVES], **(segments or {})}
    columns = [(bundle.name, sign) for bundle in bundles for sign in bundle.polarities]
    met = _met(speaker_of, wave_of, conversation_of or {})
    rows = {
        (segment, wave): _rows(
            [voiced.get((*column, wave), {}) for column in columns],
            sorted(spoke[wave].intersection(members)),
            [Named(*column, segment, wave) for column in columns],
            met[wave],
            level,
        )
        for segment, members in groups.items()
        for wave in spoke
    }
    return [
        rows[segment, wave][k] for k in range(len(columns)) for segment in groups for wave in spoke
    ]


def counting(codings: Iterable[Coding], people: Collection[str]) -> Iterator[Coding]:
    """The codings that hold, a person's word before a machine's.

    Where a person has accepted or rejected a code, what machines propose for that code in that
    place (:meth:`Coding.is_about`) no longer counts; the person's own coding counts if it holds.
    """
    codings = list(codings)
    verdicts = _verdicts(codings, people)
    for each in codings:
        judged = () if each.coder in people else verdicts.get((turn_of(each), each.code), ())
        if each.holds and not any(verdict.is_about(each) for verdict in judged):
            yield each


def _verdicts(
    codings: Iterable[Coding], people: Collection[str]
) -> dict[tuple[int, str], list[Coding]]:
    """What people said, by turn and code."""
    verdicts: dict[tuple[int, str], list[Coding]] = {}
    for each in codings:
        if each.coder in people:
            verdicts.setdefault((turn_of(each), each.code), []).append(each)
    return verdicts


def _spoke(speaker_of: Mapping[int, str], wave_of: Mapping[int, str]) -> dict[str, set[str]]:
    """Wave → who spoke in it: all waves first, then each in order."""
    waves = order_waves(wave_of.get(turn, "") for turn in speaker_of).names
    spoke: dict[str, set[str]] = {wave: set() for wave in (ALL_WAVES, *waves)}
    for turn, participant in speaker_of.items():
        for wave in {ALL_WAVES, wave_of.get(turn, ALL_WAVES)}:
            spoke[wave].add(participant)
    return spoke


def _voiced(
    codings: Iterable[Coding],
    bundles: Iterable[_Bundle],
    speaker_of: Mapping[int, str],
    wave_of: Mapping[int, str],
) -> dict[tuple[str, str, str], Voices]:
    """(code or theme, polarity, wave) → who voiced it, and where; one pass over the codings."""
    names_of: dict[str, list[str]] = {}
    for bundle in bundles:
        for code in bundle.codes:
            names_of.setdefault(code.id, []).append(bundle.name)
    voiced: dict[tuple[str, str, str], Voices] = {}
    for coding in codings:
        turn = turn_of(coding)
        signs, waves = {ANY_POLARITY, coding.polarity}, {ALL_WAVES, wave_of.get(turn, ALL_WAVES)}
        for key in product(names_of.get(coding.code, ()), signs, waves):
            voiced.setdefault(key, {}).setdefault(speaker_of[turn], set()).add(_place(coding))
    return voiced


def _met(
    speaker_of: Mapping[int, str], wave_of: Mapping[int, str], conversation_of: Mapping[int, str]
) -> dict[str, dict[str, set[str]]]:
    """Wave → participant → the conversations in which they spoke."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for turn, participant in speaker_of.items():
        for wave in {ALL_WAVES, wave_of.get(turn, ALL_WAVES)} if turn in conversation_of else ():
            found[wave][participant].add(conversation_of[turn])
    return found


def _rows(
    voices: Sequence[Voices],
    spoke: Sequence[str],
    named: Sequence[Named],
    met: Mapping[str, Collection[str]],
    level: float,
) -> list[Prevalence]:
    """One row for each of what is counted, of the same people in a segment and wave."""
    said = [[who for who in spoke if who in each] for each in voices]
    n, nothing = len(spoke), Interval(math.nan, math.nan, level)
    shares, ends = [math.nan] * len(voices), [nothing] * len(voices)
    if n:
        hits = np.array([[float(who in each) for each in voices] for who in spoke])
        ties = Ties.of(spoke, [sorted(met.get(who, ())) for who in spoke])
        found = share_of_people(hits.reshape(n, len(voices)), ties, level)
        shares = found.value.tolist()
        limits = zip(found.low.tolist(), found.high.tolist(), strict=True)
        ends = [Interval(low, high, level) for low, high in limits]
    return [
        Prevalence(
            of=each.of,
            voiced=len(said[k]),
            n=n,
            share=shares[k],
            interval=ends[k],
            segment=each.segment,
            wave=each.wave,
            polarity=each.polarity,
            passages=sum(len(voices[k][who]) for who in said[k]),
        )
        for k, each in enumerate(named)
    ]


def _place(coding: Coding) -> Place:
    return turn_of(coding), coding.passage.start, coding.passage.end
