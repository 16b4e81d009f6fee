"""The figures of one variable, as most tests of the survey want them."""

from __future__ import annotations

from collections.abc import Iterable

from interviewkit.model import Estimate, Segment
from interviewkit.survey.answers import Answers
from interviewkit.survey.estimation.design import build_simple_design
from interviewkit.survey.estimation.estimates import Domains, estimate_domains
from interviewkit.survey.estimation.values import has_figures
from interviewkit.survey.rules.segments import find_members


def describe_variable(
    answers: Answers, variable: str, segments: Iterable[Segment]
) -> list[Estimate]:
    """The figures for everyone (segment ``""``), then for each segment, as of a simple random
    sample with the survey's weights. Text and date give nothing."""
    masks = {segment.name: find_members(segment, answers).mask for segment in segments}
    if not has_figures(answers, variable):
        return []
    design = build_simple_design(answers.weights, weighted=bool(answers.weight))
    domains = Domains.of(masks, rows=len(answers))
    return estimate_domains(answers, design, variable, domains)
