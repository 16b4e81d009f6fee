"""``interviewkit query``."""

from __future__ import annotations

import click

from interviewkit.cli.options import (
    NounGroup,
    coders_agreed,
    limit_option,
    new_coder_option,
    open_study,
    own_name_option,
    table_options,
)
from interviewkit.cli.show import show_table
from interviewkit.cli.terminal import say
from interviewkit.model.query_text import parse_query
from interviewkit.tables.material.retrieval import build_passages, build_queries
from interviewkit.wording.query_words import describe_query


@click.group(cls=NounGroup)
def query() -> None:
    """Questions to the material that have a name.

    "interviewkit coding list --query QUESTION" asks without giving a name. The report cites
    those that study.toml lists under [report] queries.
    """


@query.command("list")
@table_options
def show_queries(path: str, shape: str) -> None:
    """List the questions that have a name."""
    show_table(build_queries(open_study(path).queries()), shape)


@query.command("show")
@click.argument("name")
@table_options
def show_query(name: str, path: str, shape: str) -> None:
    """Show the question NAME as it is written, and in words."""
    found = open_study(path).query(name)
    if shape != "table":
        show_table(build_queries([found]), shape)
        return
    say(f"{found.text}\n{describe_query(parse_query(found.text))}")
    if found.note:
        say(found.note)


@query.command("run")
@click.argument("name")
@limit_option("How many passages; 0 for all.")
@table_options
def run_query(name: str, limit: int, path: str, shape: str) -> None:
    """Ask the question NAME: people first, then their passages."""
    study = open_study(path)
    found = study.retrieve(study.query(name).text)
    show_table(build_passages(found, limit, f"{name}: passages"), shape)


@query.command("save")
@click.argument("name")
@click.argument("question")
@click.option("--note", default="", help="What it is for.")
@own_name_option("Who does it.")
@new_coder_option
@table_options
def save_query(
    name: str, question: str, note: str, coder: str, new_coder: bool, path: str, shape: str
) -> None:
    """Keep QUESTION under NAME; one of that name is replaced."""
    study = open_study(path)
    found = coders_agreed(
        lambda new: study.save_query(name, question, by=coder, note=note, new_coder=new), new_coder
    )
    show_table(build_queries([found]), shape)


@query.command("forget")
@click.argument("name")
@own_name_option("Who does it.")
@new_coder_option
@table_options
def forget_query(name: str, coder: str, new_coder: bool, path: str, shape: str) -> None:
    """Offer the question NAME no longer; "review undo" has it back."""
    study = open_study(path)
    coders_agreed(lambda new: study.forget_query(name, by=coder, new_coder=new), new_coder)
    show_table(build_queries(study.queries()), shape)
