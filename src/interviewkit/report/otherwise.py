"""Who said otherwise: those who contradict the pattern of a theme, or that nobody does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import DeviantCase
from interviewkit.model.person_row import ONE_SIDE
from interviewkit.report.strands import Strand
from interviewkit.report.theme_figures import build_split_row
from interviewkit.report.voices import Cast, Voice, group_by_speaker
from interviewkit.tables.findings.deviant_cases import describe_act, describe_pattern
from interviewkit.wording.numbers import count, counted
from interviewkit.wording.words import name_polarity


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
    return " ".join(said) or _tell_none(voices)


def _tell_sides(strand: Strand, voices: Sequence[Voice], cast: Cast) -> Iterator[str]:
    row = build_split_row("", voices)
    against = [case for case in list_contradictions(strand, cast) if case.pattern == ONE_SIDE]
    both = f", and {count(row.both)} more took both sides" if row.both else ""
    if against:
        common, rare = name_polarity(against[0].where), name_polarity(against[0].polarity)
        verb = "was" if len(against) == 1 else "were"
        yield (
            f"{counted(len(against), 'person', 'people')} of the {count(row.n)} who voiced it "
            f"{verb} {rare} only, where most were {common}{both}."
        )
    elif row.plus == row.minus and row.plus:
        yield f"They are evenly divided: {count(row.plus)} affirming, {count(row.minus)} opposing."
    elif row.both:
        both = counted(row.both, "person", "people")
        yield f"Nobody took the other side alone; {both} took both."


def _tell_groups(strand: Strand, cast: Cast) -> Iterator[str]:
    groups: dict[tuple[str, str, bool], list[DeviantCase]] = {}
    for case in list_contradictions(strand, cast):
        if case.pattern != ONE_SIDE:
            groups.setdefault((case.pattern, case.where, case.voiced), []).append(case)
    for cases in groups.values():
        who = counted(len(cases), "person", "people")
        yield f"{who} {describe_act(cases[0])}, though {describe_pattern(cases[0], cast.titles)}."


def _tell_none(voices: Sequence[Voice]) -> str:
    people = len(group_by_speaker(voices))
    if people == 1:
        return "One person voiced it; there is no pattern that anybody could contradict."
    return f"Nobody said otherwise: all {count(people)} who voiced it took the same side."
