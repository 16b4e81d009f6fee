"""``interviewkit survey``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup


class _Survey(NounGroup):
    """Without a verb it tells how the survey was drawn."""

    default = "design"


@click.group(cls=_Survey)
def survey() -> None:
    """Look at the survey by itself: estimates, comparisons, crosstabs, models.

    Every figure is weighted and its error allows for the design that [survey] of study.toml
    declares: strata, clusters, finite populations, replicate weights, margins.
    """


def _add_figures() -> None:
    from interviewkit.cli import survey_figures

    for command in survey_figures.COMMANDS:
        survey.add_command(command)


_add_figures()
