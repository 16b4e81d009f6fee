"""``interviewkit text``."""

from __future__ import annotations

import sys

import click

from interviewkit.cli.options import (
    NounGroup,
    add_format_option,
    add_step_options,
    add_study_option,
    open_study,
    table_options,
)
from interviewkit.cli.show import show_json, show_outcome, show_table
from interviewkit.cli.terminal import say
from interviewkit.errors import StudyError
from interviewkit.tables.material.report_texts import build_report_texts


@click.group(cls=NounGroup)
def text() -> None:
    """Write the texts of the report: its headline, takeaways, and a paragraph for each theme.

    They are drafted from the figures. Write one, and your words stand in its place, in the file
    report/KEY.md of the study, which you may edit as you like: paragraphs, lists, *emphasis*. The
    file remembers the figures for which it was written; where they change, "report" says so.
    """


@text.command("list")
@table_options
def show_texts(path: str, shape: str) -> None:
    """List the texts of the report, page one first, and whose words they are.

    Takeaways marked "beside" are drafted, and page one leaves them out: write one, or name it in
    study.toml ([report] takeaways), and it is there.
    """
    show_table(build_report_texts(open_study(path).report_texts()), shape)


@text.command("show")
@click.argument("key")
@add_study_option
@add_format_option("table", "json")
def show_text(key: str, path: str, shape: str) -> None:
    """Show one text whole, with the figures behind it."""
    found = next((each for each in open_study(path).report_texts() if each.key == key), None)
    if found is None:
        raise StudyError(f"the report has no text {key!r}", hint="see them with: interviewkit text")
    if shape == "json":
        table = build_report_texts([found])
        show_json({each.key: table.rows[0].values[each.key] for each in table.data_columns})
        return
    say(f"{found.key}  {found.state}  {found.file}\n\n{found.text}")
    if found.drafted and found.drafted != found.text:
        say(f"\ndraft: {found.drafted}")
    if found.figures:
        say(f"\nfigures: {found.figures}")
    if found.then:
        say(f"\nwritten for: {found.then}")


@text.command("write")
@click.argument("key")
@click.argument("words", default="")
@click.option("--memo", type=int, default=0, help="Take the words of this memo.")
@add_step_options
def write_text(key: str, words: str, memo: int, path: str, shape: str, quiet: bool) -> None:
    """Write the text KEY. Without WORDS they are read from standard input.

    For instance: interviewkit text write headline "Those who gain most are tired."
    """
    said = words or ("" if memo else sys.stdin.read())
    done = open_study(path, quiet=quiet).write_report_text(key, said, memo=memo)
    show_outcome(done, shape, quiet=quiet)


@text.command("draft")
@add_step_options
def draft_texts(path: str, shape: str, quiet: bool) -> None:
    """Write a file for every text of the page that has none, to be edited there.

    A file that still says its draft follows the figures by itself.
    """
    show_outcome(open_study(path, quiet=quiet).draft_report_texts(), shape, quiet=quiet)


@text.command("keep")
@click.argument("key")
@add_step_options
def keep_text(key: str, path: str, shape: str, quiet: bool) -> None:
    """Say that the text KEY holds with the figures of today."""
    show_outcome(open_study(path, quiet=quiet).keep_report_text(key), shape, quiet=quiet)


@text.command("remove")
@click.argument("key")
@add_step_options
def remove_text(key: str, path: str, shape: str, quiet: bool) -> None:
    """Bring the draft of KEY back. Your words are kept in report/earlier."""
    show_outcome(open_study(path, quiet=quiet).remove_report_text(key), shape, quiet=quiet)
