"""``interviewkit survey``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup
from interviewkit.cli.survey_figures import COMMANDS
from interviewkit.cli.survey_show import show


class _Survey(NounGroup):
    default = "show"


@click.group(cls=_Survey)
def survey() -> None:
    """Look at the survey by itself: variables, estimates, comparisons, models.

    Without a verb, every variable is shown. Every figure is weighted, and its error allows for
    the design that [survey] of study.toml declares: strata, clusters, finite populations,
    replicate weights, margins.
    """


for _command in (show, *COMMANDS):
    survey.add_command(_command)
