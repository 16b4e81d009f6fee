"""Survey answers on two sides under the survey's declared design."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from interviewkit.model import Change, Estimate, SideFigure, Variable
from interviewkit.model.settings import SurveySettings
from interviewkit.model.sides import ANSWER

if TYPE_CHECKING:
    from interviewkit.survey.answers import Answers
    from interviewkit.survey.estimation.design import Mask, SurveyDesign


def is_designed(settings: SurveySettings) -> bool:
    """Whether study.toml says more of how people were drawn than their weights."""
    return bool(
        settings.strata
        or settings.clusters
        or settings.fpc
        or settings.margins
        or settings.replicates.columns
    )


def compare_designed_answers(
    answers: Answers,
    design: SurveyDesign,
    about: Variable,
    before: Mask,
    after: Mask,
    level: float = 0.95,
) -> Iterator[Change]:
    """One variable's change, level by level, from rows before (n,) to rows after (n,).

    Both sides are domains of one sample, so that strata, clusters and people on both sides are
    allowed for: the t test of R's ``svyttest``. Nothing where a side weighs nothing, or both are
    the same rows.
    """
    from interviewkit.survey.estimation.contrasts import estimate_contrasts

    weighing = design.weights > 0
    one, two = before & weighing, after & weighing
    if not (one.any() and two.any()) or (one == two).all():
        return
    pair = {"after": after, "before": before}
    for found in estimate_contrasts(answers, design, about.name, pair, level=level):
        yield Change(
            of=about.name,
            kind=ANSWER,
            label=about.title,
            level=found.first.level,
            before=_side(found.second),
            after=_side(found.first),
            difference=found.difference,
            interval=found.difference_interval,
            p=found.p,
            test=f"t test under the survey's design ({design.words})",
        )


def _side(figure: Estimate) -> SideFigure:
    return SideFigure(figure.value, figure.n, figure.interval)
