"""What is to be seen in a figure of the survey, in the words that study.toml has for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.model import Contrast, Estimate
from interviewkit.model.survey_figure import SHARES, SurveyFigure
from interviewkit.report.survey_charts import name_segment
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import percent
from interviewkit.wording.words import lower_first_letter


def write_share_finding(figure: SurveyFigure, found: Sequence[Estimate], cast: Cast) -> str:
    """The largest share, where all are of the same people; empty: it is drafted from the chart."""
    if figure.kind != SHARES or not found or len({each.segment for each in found}) > 1:
        return ""
    most, *others = sorted(found, key=lambda each: -each.value)
    share, label = percent(most.value), figure.variables[most.variable]
    who = name_segment(most.segment, cast)
    if phrase := find_phrase(most, cast.inputs.phrases):
        return f"{share} of “{who}” {phrase}"
    answer = most.level if most.level not in ("", "yes") else label
    if (figure.several or len(figure.variables) == 1) and others:
        second = others[0]
        then = (
            second.level if second.level not in ("", "yes") else figure.variables[second.variable]
        )
        told = f"most often “{answer}” ({share}), then “{then}” ({percent(second.value)})"
        return f"{figure.title}: {told}"
    what = label if answer == label else f"{label}, {answer}"
    return f"{what}: {share} of {lower_first_letter(who)}"


def write_pair_finding(family: Sequence[Contrast]) -> str:
    """The first comparison, in the order of study.toml, that more than chance sets apart.

    Empty where none is, or none has a phrase: it is drafted from the chart.
    """
    for each in family:
        interval = each.difference_interval
        told = each.naming
        sure = interval is not None and each.adjusted < 1 - interval.level
        if sure and told.phrase and not each.is_constructed:
            first, second = percent(each.first.value), percent(each.second.value)
            return f"{first} of “{told.first}” {told.phrase}, against {second} of “{told.second}”"
    return ""


def find_phrase(each: Estimate, phrases: Mapping[str, str]) -> str:
    """The words of study.toml for those who give an answer: ``are burned out``."""
    plain = phrases.get(each.variable, "") if each.level == "yes" else ""
    return phrases.get(f"{each.variable}={each.level}", plain)
