"""The matrix people × codes: what was said, quantitised for other software."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from interviewkit.findings.prevalence import counting
from interviewkit.findings.units import turn_of
from interviewkit.model import Code, Coding, PersonRow, Theme

Key = tuple[str, str]
"""A participant and a wave."""


def quantitised(
    codings: Sequence[Coding],
    codes: Sequence[Code],
    themes: Sequence[Theme] = (),
    *,
    words_of: Mapping[int, int],
    speaker_of: Mapping[int, str],
    people: Collection[str] = (),
    wave_of: Mapping[int, str] | None = None,
    everyone: Collection[str] = (),
) -> list[PersonRow]:
    """One row a participant, or with ``wave_of`` one a participant and wave they spoke in.

    ``words_of`` maps the id of every turn that was read to its number of words, ``speaker_of``
    turns to participants. ``people`` are the coders who are persons; whose word counts is said in
    :func:`interviewkit.findings.prevalence.counting`. ``everyone`` are participants who get a row
    although nothing of theirs was read. A passage counts once for a theme, whichever of its codes
    it holds. Rows come by participant, then wave.

    Raises:
        ValueError: a coding stands in a turn that has no id.
    """
    waves = wave_of or {}
    turns: dict[Key, list[int]] = {(name, ""): [] for name in (() if wave_of else everyone)}
    for turn in words_of:
        if turn in speaker_of:
            turns.setdefault((speaker_of[turn], waves.get(turn, "")), []).append(turn)
    kept = [c for c in counting(codings, people) if turn_of(c) in words_of]
    found = _found(kept, _bundles(codes, themes))
    of = [*(code.id for code in codes), *(theme.id for theme in themes)]
    return [
        PersonRow(
            participant=name,
            wave=wave,
            turns=len(theirs),
            words=sum(words_of[turn] for turn in theirs),
            passages={each: sum(found.get((each, turn), 0) for turn in theirs) for each in of},
        )
        for (name, wave), theirs in sorted(turns.items())
    ]


def _bundles(codes: Iterable[Code], themes: Iterable[Theme]) -> dict[str, list[str]]:
    """Code → itself and the themes it belongs to."""
    bundles = {code.id: [code.id] for code in codes}
    for theme in themes:
        for code in theme.codes:
            if code in bundles and theme.id not in bundles[code]:
                bundles[code].append(theme.id)
    return bundles


def _found(
    codings: Iterable[Coding], bundles: Mapping[str, Sequence[str]]
) -> dict[tuple[str, int], int]:
    """(code or theme, turn) → number of different passages."""
    places: dict[tuple[str, int], set[tuple[int, int]]] = {}
    for coding in codings:
        for name in bundles.get(coding.code, ()):
            span = (coding.passage.start, coding.passage.end)
            places.setdefault((name, turn_of(coding)), set()).add(span)
    return {key: len(spans) for key, spans in places.items()}
