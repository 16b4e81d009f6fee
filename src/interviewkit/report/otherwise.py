"""Who said otherwise: those who contradict the pattern of a theme, or that nobody does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import DeviantCase
from interviewkit.model.person_row import ONE_SIDE
from interviewkit.report.strands import Strand
from interviewkit.report.theme_figures import build_split_row
from interviewkit.report.voices import Cast, Voice, group_by_speaker
from interviewkit.tables.findings.deviant_cases import describe_act, describe_pattern
from interviewkit.wording.numbers import in_words
from interviewkit.wording.words import name_polarity

DIVIDED = 0.4
"""From this share of those who voiced it on, the other side is told as one of two."""


def list_contradictions(strand: Strand, cast: Cast) -> list[DeviantCase]:
    """Those who contradict the pattern of a theme, clearest first."""
    return [case for case in cast.inputs.deviant if case.of == strand.id]


def describe_contradiction(case: DeviantCase, cast: Cast) -> str:
    """``opposing; 7 of 8 people who voiced it were affirming``."""
    return f"{describe_act(case)}; {describe_pattern(case, cast.titles)}"


def describe_otherwise(strand: Strand, voices: Sequence[Voice], cast: Cast) -> str:
    """How many contradict which pattern, in words; that nobody does is told, too."""
    if not voices:
        return ""
    said = [*_tell_sides(strand, voices, cast), *_tell_groups(strand, cast)]
    return " ".join(said) or _tell_none(strand, voices)


def _tell_sides(strand: Strand, voices: Sequence[Voice], cast: Cast) -> Iterator[str]:
    row = build_split_row("", voices)
    against = [case for case in list_contradictions(strand, cast) if case.pattern == ONE_SIDE]
    both = f", and {in_words(row.both)} more took both sides" if row.both else ""
    if against:
        common, rare = name_polarity(against[0].where), name_polarity(against[0].polarity)
        verb = "was" if len(against) == 1 else "were"
        some = in_words(len(against))
        if len(against) >= DIVIDED * row.n and len(against) > 1:
            follow = in_words(against[0].follow)
            yield f"People are divided: {follow} {common} only, {some} {rare} only{both}."
            return
        yield (
            f"{some[:1].upper()}{some[1:]} of the {in_words(row.n)} who voiced it {verb} {rare} "
            f"only, where most were {common}{both}."
        )
    elif row.plus == row.minus and row.plus:
        plus, minus = in_words(row.plus), in_words(row.minus)
        yield f"They are evenly divided: {plus} affirming, {minus} opposing."
    elif row.both:
        yield f"Nobody took the other side alone; {in_words(row.both)} took both."


def _tell_groups(strand: Strand, cast: Cast) -> Iterator[str]:
    groups: dict[tuple[str, str, bool], list[DeviantCase]] = {}
    for case in list_contradictions(strand, cast):
        if case.pattern != ONE_SIDE:
            groups.setdefault((case.pattern, case.where, case.voiced), []).append(case)
    for cases in groups.values():
        some, noun = in_words(len(cases)), "person" if len(cases) == 1 else "people"
        who = f"{some[:1].upper()}{some[1:]} {noun}"
        yield f"{who} {describe_act(cases[0])}, though {describe_pattern(cases[0], cast.titles)}."


def _tell_none(strand: Strand, voices: Sequence[Voice]) -> str:
    """That nobody contradicts; a code of one side cannot tell who would have."""
    people = len(group_by_speaker(voices))
    if people == 1:
        return "One person voiced it; there is no pattern that anybody could contradict."
    two_sided = {code.id for code in strand.codes if len(code.polarity) > 1}
    sided = len(group_by_speaker([each for each in voices if each.coding.code in two_sided]))
    if sided < 2:
        return "It was coded without sides, so who would say otherwise cannot be told from it."
    everyone = "both" if sided == 2 else f"all {in_words(sided)}"
    who = "who voiced it" if sided == people else "for whom a side was coded"
    return f"Nobody said otherwise: {everyone} {who} took the same side."
