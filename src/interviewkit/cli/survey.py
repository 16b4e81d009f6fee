"""``interviewkit survey``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup
from interviewkit.cli.survey_show import show


class _Survey(NounGroup):
    default = "show"


@click.group(cls=_Survey)
def survey() -> None:
    """Look at the survey: what its variables are and what people answered.

    Without a verb, every variable is shown.
    """


survey.add_command(show)
