"""Reporting guidelines, answered by the study as it stands now."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model.guideline import GUIDELINES, AnsweredGuideline
from interviewkit.report.guidelines import answer_guideline, read_guideline
from interviewkit.report.small_groups import withhold_small_groups
from interviewkit.report.voices import Cast
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.reporting.report_inputs import gather_inputs
from interviewkit.steps.site import Site


def answer_guidelines(
    site: Site, names: Sequence[str] = GUIDELINES
) -> tuple[AnsweredGuideline, ...]:
    """The guidelines of these names, each item with its answer.

    Raises:
        StudyError: there is no guideline of a name.
    """
    for name in names:
        read_guideline(name)  # a wrong name is told before anything is counted
    codebook, _ = read_written(site.root, site.settings)
    with open_loaded(site, codebook) as loaded:
        cast = Cast(withhold_small_groups(gather_inputs(loaded)[0]))
    return tuple(answer_guideline(name, cast) for name in names)
