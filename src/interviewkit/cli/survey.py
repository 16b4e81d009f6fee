"""``interviewkit survey``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, open_study, table_options
from interviewkit.cli.show import show_csv, show_json, show_problems, show_table
from interviewkit.cli.survey_figures import COMMANDS
from interviewkit.cli.terminal import say
from interviewkit.model import VariableView
from interviewkit.tables.drawing.data import list_rows
from interviewkit.tables.survey.variables import (
    build_figures,
    build_scales,
    build_survey,
    build_values,
)


class _Survey(NounGroup):
    default = "show"


@click.group(cls=_Survey)
def survey() -> None:
    """Look at the survey by itself: variables, estimates, comparisons, models.

    Without a verb, every variable is shown. Every figure is weighted, and its error allows for
    the design that [survey] of study.toml declares: strata, clusters, finite populations,
    replicate weights, margins.
    """


@click.command()
@click.argument("variable", default="")
@table_options
def show(variable: str, path: str, shape: str) -> None:
    """Show every variable of the survey, or one VARIABLE in full.

    The file is read anew, so that what you change in study.toml shows at once. For every variable:
    its label, its type, its values with their labels in order, how many answered and how many did
    not, by kind where the file says why. Derived variables and scales come last, scales with
    Cronbach's alpha and McDonald's omega. VARIABLE may also be a question with several columns.
    """
    study = open_study(path)
    if variable:
        _show_one(study.survey_variable(variable), shape)
        return
    view = study.survey()
    show_table(build_survey(view), shape)
    if shape == "table" and view.scales:
        click.echo()
        show_table(build_scales(view), shape)
    show_problems(view.problems)


def _show_one(view: VariableView, shape: str) -> None:
    figures, values = build_figures(view), build_values(view)
    counted = list_rows(values)
    if shape == "json":
        show_json({"variable": view.name, "label": view.title, "type": view.type,
                   "part_of": view.part_of, "made_from": view.made_from,
                   "figures": dict(view.figures), "values": counted})  # fmt: skip
    elif shape == "csv":
        summed = [{"value": name, "n": value} for name, value in view.figures.items()]
        show_csv([column.key for column in values.columns], [*summed, *counted])
    elif shape != "table":
        show_table(values if values.rows else figures, shape)
    else:
        say(f"{view.name} ({view.type}): {view.title}")
        for name, words in (("part of", view.part_of), ("made from", view.made_from)):
            if words:
                say(f"{name} {words}")
        for table in (figures, values):
            if table.rows:
                show_table(table, shape)
    show_problems(view.problems)


for _command in (show, *COMMANDS):
    survey.add_command(_command)
