"""Two segments of the survey set against each other, in figures and words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewkit.errors import Problem, SurveyError
from interviewkit.model.contrast import Contrast, Naming
from interviewkit.steps.linking.prepared_survey import PreparedSurvey


def compare_survey_segments(
    known: PreparedSurvey,
    between: Sequence[str],
    variable: str,
    *,
    statistic: str = "",
    levels: Sequence[str] = (),
    title: str = "",
) -> list[Contrast]:
    """One variable in two segments (names or rules), with the words to tell it in.

    Raises:
        SurveyError: a segment is empty or unknown, both are the same people, the variable is
            unknown or has no such figure.
    """
    from interviewkit.survey.estimation.contrasts import estimate_contrasts

    first, second = between
    if first == second:
        raise SurveyError(f"{first!r} is compared with itself")
    pair = {first: known.mask(first), second: known.mask(second)}
    one, two = (known.title(name) for name in between)
    found = estimate_contrasts(
        known.answers, known.design, variable, pair, statistic=statistic, levels=levels
    )
    found = _untested_if_constructed(known, between, variable, found)
    label, title = known.label(variable), title or f"{one} against {two}"
    return [
        replace(
            each,
            title=title,
            told_as=Naming(one, two, label, known.phrase(variable, each.first.level)),
        )
        for each in found
    ]


def _untested_if_constructed(
    known: PreparedSurvey, between: Sequence[str], variable: str, found: list[Contrast]
) -> list[Contrast]:
    """Figures without a test where a segment's rule uses the variable itself."""
    from interviewkit.survey.rules.derived import explain_construction, is_defining

    settings = known.site.settings
    rule = {name: each.rule for name, each in settings.segments.items()}
    by = [each for each in between if is_defining(rule.get(each, each), variable, settings.survey)]
    if not by:
        return found
    why = explain_construction([known.title(each) for each in by], known.label(variable))
    return [replace(each, p=math.nan, method=why) for each in found]


def make_declared_comparisons(known: PreparedSurvey) -> tuple[list[Contrast], list[Problem]]:
    """All that ``[[survey.compare]]`` asks for; p adjusted over each of them, as one family.

    What cannot be compared is a problem of study.toml, and the others stand.
    """
    from interviewkit.survey.estimation.contrasts import adjust_contrasts

    found: list[Contrast] = []
    problems: list[Problem] = []
    settings = known.site.settings.survey
    for asked in settings.compare:
        family: list[Contrast] = []
        for variable in _with_figures(known, asked.of or settings.show):
            try:
                if len(asked.between) != 2:
                    raise SurveyError(f"between names {len(asked.between)} segments, not two")
                family += compare_survey_segments(
                    known, asked.between, variable, levels=asked.levels, title=asked.title
                )
            except SurveyError as fault:
                what = f"[[survey.compare]] {fault.message}"
                problems.append(Problem("study.toml", 0, what, fault.hint))
        found += adjust_contrasts(family)
    return found, list(dict.fromkeys(problems))


def _with_figures(known: PreparedSurvey, variables: Sequence[str]) -> Iterator[str]:
    """The variables that have figures to compare; texts and dates of ``show`` have none."""
    texts = {each.name for each in known.answers.variables if each.type in ("text", "date")}
    return (name for name in variables if name not in texts)
