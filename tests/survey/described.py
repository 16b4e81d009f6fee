"""A simple random sample, and the figures of one variable, as tests of the survey want them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from interviewkit.model import Estimate, Segment
from interviewkit.survey.answers import Answers
from interviewkit.survey.estimation.design import SIMPLE, Floats, SurveyDesign, build_stage
from interviewkit.survey.estimation.estimates import Domains, estimate_domains
from interviewkit.survey.estimation.values import has_figures
from interviewkit.survey.rules.segments import find_members


def build_simple_design(weights: Floats, *, weighted: bool = False) -> SurveyDesign:
    """A simple random sample with these weights; rows of weight 0 are left out of it."""
    inside = weights > 0
    cluster = np.where(inside, np.arange(len(weights)), -1)
    stage = build_stage(cluster, np.zeros(len(weights), dtype=np.intp))
    words = "weights" if weighted else SIMPLE
    return SurveyDesign(weights, (stage,), words=words, weighted=weighted)


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
