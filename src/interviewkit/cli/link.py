"""``interviewkit link``: the verb alone links; its subcommands look at and write what is linked."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any

import click

from interviewkit.cli.link_check import show_links
from interviewkit.cli.link_themes import show_themes
from interviewkit.cli.options import (
    F,
    add_force_option,
    add_step_options,
    choice_option,
    keep_given,
    open_study,
    repeated_option,
    table_options,
)
from interviewkit.cli.show import show_outcome, show_table
from interviewkit.cli.terminal import say
from interviewkit.model import FITS
from interviewkit.tables.material.link import build_inferences


@click.group(invoke_without_command=True)
@add_step_options
@click.pass_context
def link(context: click.Context, path: str, shape: str, quiet: bool) -> None:
    """Read the survey and link people to their answers.

    Segments of study.toml are evaluated over survey and participants, participants are linked
    to respondents by id, and survey figures are set out by segment. The commands below look at
    what that gives.
    """
    if context.invoked_subcommand is None:
        show_outcome(open_study(path, quiet=quiet).link(), shape, quiet=quiet)


def kind_option(*kinds: str) -> Callable[[F], F]:
    said = "How to write it. Default: by the end of the file's name."
    return choice_option("--as", "kind", of=kinds, help=said)


@click.command("export")
@click.argument("file")
@kind_option("csv", "xlsx", "sav", "dta")
@choice_option(
    "--values",
    of=["presence", "count", "rate", "all"],
    default="presence",
    help="0/1, number of passages, passages per 1,000 words, or all three.",
)
@repeated_option("--with", "variables", metavar="VARIABLE", help="Survey variable; '*' for all.")
@click.option("--by-wave", is_flag=True, help="One row a person and wave.")
@add_force_option
@add_step_options
def export(file: str, force: bool, path: str, shape: str, quiet: bool, **how: Any) -> None:
    """Write people × codes to FILE (.csv, .xlsx, .sav or .dta).

    One row a participant, with role, attributes, segments, and for every code and theme whether
    they voiced it. Labels and value labels stand in .sav and .dta, and on a second sheet of .xlsx.
    A person of whom nobody has read a word has empty cells, not zeros.
    """
    study = open_study(path, quiet=quiet, force=force)
    show_outcome(study.export_matrix(file, **keep_given(how)), shape, quiet=quiet)


@click.command("display")
@click.argument("file")
@kind_option("html", "docx", "xlsx", "svg", "png")
@add_force_option
@add_step_options
def display(file: str, kind: str | None, force: bool, path: str, shape: str, quiet: bool) -> None:
    """Write the joint display to FILE (.html, .docx, .xlsx; .svg or .png for the matrix).

    Survey figures, shares of people in the conversations, quotes and the researcher's own line
    stand side by side, and below them themes by segment. What lies beside what is said in
    study.toml:

    \b
        [joint.beside]
        isolation = "trust_ai_more, burned_out"
    """
    outcome = open_study(path, quiet=quiet, force=force).joint_display(file, kind=kind or "")
    show_outcome(outcome, shape, quiet=quiet)


@click.command("infer")
@click.argument("of", metavar="THEME")
@click.option("--beside", default="", metavar="VARIABLE", help="The survey variable beside it.")
@click.option("--fit", type=click.Choice(list(FITS)), required=True, help="How the strands fit.")
@click.option("--text", required=True, help="Your line; empty takes an earlier one back.")
@click.option("--by", "author", default="", help="Who concludes it. Default: your login.")
@table_options
def infer(of: str, beside: str, fit: str, text: str, author: str, path: str, shape: str) -> None:
    """Write a meta-inference: what the two strands show together about THEME.

    The line is kept with the study and stands in the joint display and the report. A later line
    on the same theme and variable takes its place; the earlier one stays in the log.
    """
    line = open_study(path).infer(
        of, about=beside, fit=fit, text=text, author=author or getpass.getuser()
    )
    if shape == "table":
        say(f"{line.of}{f' beside {line.about}' if line.about else ''}: {line.fit}")
    else:
        show_table(build_inferences([line]), shape)


@click.command("inferences")
@click.option("--log", "everything", is_flag=True, help="Earlier lines too.")
@table_options
def inferences(everything: bool, path: str, shape: str) -> None:
    """List the meta-inferences that stand."""
    show_table(build_inferences(open_study(path).inferences(everything=everything)), shape)


for _command in (show_links, show_themes, export, display, infer, inferences):
    link.add_command(_command)
