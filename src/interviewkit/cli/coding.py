"""``interviewkit coding``."""

from __future__ import annotations

from typing import Any

import click

from interviewkit.cli.agreement import show_agreement, show_confusion, show_disagreements
from interviewkit.cli.coding_acts import add_coding, change_coding, withdraw_coding
from interviewkit.cli.framework import show_framework, summarise_cell
from interviewkit.cli.options import (
    NounGroup,
    add_force_option,
    add_step_options,
    choice_option,
    code_option,
    coder_option,
    coders_agreed,
    limit_option,
    new_coder_option,
    open_study,
    table_options,
)
from interviewkit.cli.prevalence import show_prevalence
from interviewkit.cli.query_options import author_option, build_query, query_filters, require_author
from interviewkit.cli.show import show_left_out, show_outcome, show_table
from interviewkit.tables.findings.calibration import (
    build_calibration,
    build_certificates,
    build_reliability_table,
)
from interviewkit.tables.material.codings import build_codings, list_left_out
from interviewkit.tables.material.retrieval import build_passages, build_people_found

KNOWN = ("coders", "codes")
"""Filters that a plain list of codings takes; with any other a question is asked."""


@click.group(cls=NounGroup)
def coding() -> None:
    """Look at codings, take them in and out, compare coders."""


@coding.command("list")
@query_filters
@choice_option("--by", of=["passage", "person"], default="passage", help="What a row is.")
@click.option("--save", default="", metavar="NAME", help="Keep the question under this name.")
@author_option
@new_coder_option
@limit_option("How many; 0 for all.")
@table_options
def show_codings(
    by: str,
    save: str,
    author: str,
    new_coder: bool,
    limit: int,
    path: str,
    shape: str,
    **asked: Any,
) -> None:
    """List codings with their quote, score and evidence, or the passages that answer a question.

    \b
    interviewkit coding list --query "isolation and not neutrality" --segment tired
    interviewkit coding list --code isolation --wave April --by person

    With a question, or filters beyond --coder and --code, passages stand by person, those whose
    word stands: --status any lists whatever was coded. docs/retrieve.md has the language.
    """
    study = open_study(path)
    coders, codes = asked["coders"], asked["codes"]
    beyond = any(said not in ((), None, "") for name, said in asked.items() if name not in KNOWN)
    if not (beyond or save or by == "person"):
        codings = study.codings(coders=coders, codes=codes)
        empty = "no coding fits" if coders or codes else "no codings yet"
        show_table(build_codings(codings, limit, empty), shape)
        show_left_out(list_left_out(codings, limit), shape)
        return
    query = build_query(**asked)
    found = study.retrieve(query)
    if save:
        who = require_author(author)
        coders_agreed(lambda new: study.save_query(save, query, by=who, new_coder=new), new_coder)
    passages = build_passages(found, limit)
    show_table(build_people_found(found) if by == "person" else passages, shape)
    show_left_out(passages.notes, shape)


@coding.command("export")
@click.argument("file")
@coder_option
@add_force_option
@add_step_options
def export_to_csv(
    file: str, coders: tuple[str, ...], force: bool, path: str, shape: str, quiet: bool
) -> None:
    """Write codings to the CSV FILE.

    Columns: transcript, turn (1-based over all speakers), start, end, quote, code, polarity,
    coder, status, score, read_for, selection. A row without a code says that its coder read the
    turn and found nothing. read_for names the codes that the turn was read for, semicolons
    between; "-": not read to its end. Of "machine (certified)" these are the codes that it
    decided. A coding that crosses turns has a row a turn, and one name in selection.
    """
    outcome = open_study(path, force=force).export_codings(file, coders=coders)
    show_outcome(outcome, shape, quiet=quiet)


@coding.command("import")
@click.argument("file", default="")
@click.option("--coder", default="", help="Whose codings these are where no column says so.")
@click.option(
    "--chance",
    default="",
    metavar="P|COLUMN",
    help="The turns were drawn at random, each with this chance: 0.1, 10%, 30/300, or a column.",
)
@choice_option(
    "--drawn",
    of=["turns", "participants"],
    default="turns",
    help="With --chance: single turns, or participants of whom every turn was read.",
)
@new_coder_option
@add_step_options
def import_from_csv(
    file: str, new_coder: bool, path: str, shape: str, quiet: bool, **how: str
) -> None:
    """Take in people's codings from the CSV FILE, or from those that study.toml names.

    Without FILE: those of [coding] import that are new or changed, as "run" does.

    The columns are those of "coding export". Quote or start and end may be left out: then the
    whole turn is meant. Rows that do not fit are listed with their line; the others go in.

    A sample that was drawn by chance and coded elsewhere is an audit of the machine: say with
    --chance how likely each turn was to be drawn, and shares are corrected by it ("coding
    prevalence"). Turns that were picked because they looked interesting have no chance: take
    them in without. The same file may be taken in again to say so later.
    """
    study = open_study(path)
    if not file:
        if new_coder or how["coder"] or how["chance"] or how["drawn"] != "turns":
            raise click.UsageError("these options need a FILE")
        show_outcome(study.import_named(), shape, quiet=quiet)
        return
    outcome = coders_agreed(lambda new: study.import_codings(file, **how, new_coder=new), new_coder)
    show_outcome(outcome, shape, quiet=quiet)


@click.command("calibration")
@click.argument("code", default="")
@click.option("--coder", default="", help="Of this machine coder alone, e.g. one of a package.")
@table_options
def calibration(code: str, coder: str, path: str, shape: str) -> None:
    """Show how far the machine's scores can be trusted, as people judged.

    One row a code: whether it is learnt from people, how many turns were judged and have the
    code, the machine's agreement with people (kappa, 95% interval by participants), the mean
    probability promised against the share that held, and the Brier score (0 is perfect). With a
    CODE: its reliability curve, how often the code held where so much was promised.

    Nothing is learnt anew: run "interviewkit code" after judging more.
    """
    found = open_study(path).calibration(codes=[code] if code else (), coder=coder)
    if code and found and shape != "json":
        show_table(build_reliability_table(found[0]), shape)
    else:
        show_table(build_calibration(found, coder), shape)


@click.command("certificates")
@click.option("--history", is_flag=True, help="Also those that others have replaced.")
@code_option
@table_options
def certificates(history: bool, codes: tuple[str, ...], path: str, shape: str) -> None:
    """List what the machine may decide alone, and what was promised of it.

    Two rows a code: from which score up the machine marks a turn as having it ("present"), and
    from which score down as not having it ("absent"). Under the table stands what its columns
    say. Make certificates with: interviewkit code --selective
    """
    found = open_study(path).certificates(history=history)
    show_table(build_certificates(found, codes, history=history), shape)


for _command in (
    add_coding,
    change_coding,
    withdraw_coding,
    show_agreement,
    calibration,
    show_disagreements,
    show_confusion,
    show_prevalence,
    certificates,
    show_framework,
    summarise_cell,
):
    coding.add_command(_command)
