"""What is to be seen in a figure of the survey, in the words that study.toml has for it."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Contrast, Estimate
from interviewkit.model.estimate import FEWEST, find_phrase
from interviewkit.model.survey_figure import SHARES, STACKED, SurveyFigure
from interviewkit.report.plain_words import name_everyone, name_people
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import percent
from interviewkit.wording.words import join_words

MOST_NAMED = 4
"""So many segments are told in one sentence."""


def write_finding(figure: SurveyFigure, found: Sequence[Estimate], cast: Cast) -> str:
    """One sentence on a figure; empty where one is drafted from the chart alone."""
    if figure.kind == SHARES:
        return _write_shares(figure, found, cast)
    return _write_stack(figure, found, cast) if figure.kind == STACKED and figure.levels else ""


def _write_shares(figure: SurveyFigure, found: Sequence[Estimate], cast: Cast) -> str:
    """The largest share, where all are of the same people."""
    if not found or len({each.segment for each in found}) > 1:
        return ""
    most, *others = sorted(found, key=lambda each: -each.value)
    share, label = percent(most.value), figure.variables[most.variable]
    who = _name_people(most.segment, most.variable, cast)
    if phrase := find_phrase(cast.inputs.phrases, most.variable, most.level):
        return f"{share} of {who} {phrase}"
    answer = most.answer or label
    if (figure.several or len(figure.variables) == 1) and others:
        then = others[0].answer or figure.variables[others[0].variable]
        told = f"most often “{answer}” ({share}), then “{then}” ({percent(others[0].value)})"
        return f"{figure.title}: {told}"
    return f"{label if answer == label else f'{label}, {answer}'}: {share} of {who}"


def _write_stack(figure: SurveyFigure, found: Sequence[Estimate], cast: Cast) -> str:
    """How many give one of the answers that study.toml names, by segment or by question."""
    sums: dict[tuple[str, str], float] = {}
    for each in found:
        if each.level in figure.levels and each.n >= FEWEST:
            key = (each.variable, each.segment)
            sums[key] = sums.get(key, 0.0) + each.value
    if not sums:
        return ""
    answers = join_words([f"“{level}”" for level in figure.levels], "or")
    ranked = sorted(sums.items(), key=lambda pair: -pair[1])
    (variable, _), most = ranked[0]
    if len({name for name, _ in sums}) > 1:
        return f"{figure.variables[variable]}: {percent(most)} answer {answers}"
    who = [
        f"{percent(share)} of {_name_people(segment, variable, cast)}"
        for (_, segment), share in ranked[:MOST_NAMED]
    ]
    return f"{figure.title}: {join_words(who)} answer {answers}"


def write_pair_finding(family: Sequence[Contrast], cast: Cast) -> str:
    """The first comparison, in the order of study.toml, that more than chance sets apart.

    Empty where none is, or none has a phrase: it is drafted from the chart.
    """
    for each in family:
        told = each.naming
        if each.is_sure and told.phrase and not each.is_constructed:
            first, second = percent(each.first.value), percent(each.second.value)
            return (
                f"{first} of {name_people(each.first.segment, cast)} {told.phrase}, "
                f"against {second} of {name_people(each.second.segment, cast)}"
            )
    return ""


def _name_people(segment: str, variable: str, cast: Cast) -> str:
    return name_people(segment, cast) if segment else name_everyone(variable, cast)
