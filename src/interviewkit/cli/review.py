"""``interviewkit review``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from interviewkit.cli.options import (
    F,
    NounGroup,
    add_step_options,
    choice_option,
    code_option,
    coders_agreed,
    limit_option,
    names_option,
    new_coder_option,
    open_study,
    parse_share,
    table_options,
)
from interviewkit.cli.show import show_outcome, show_table
from interviewkit.cli.terminal import say
from interviewkit.model import QUEUES
from interviewkit.tables.findings.disagreements import build_to_settle
from interviewkit.tables.material.codings import build_log, build_outdated


def _coder_option(help_: str, *, required: bool = False) -> Callable[[F], F]:
    return click.option(
        "--coder",
        default="",
        required=required,
        envvar="INTERVIEWKIT_CODER",
        metavar="NAME",
        help=f"{help_} (INTERVIEWKIT_CODER in the environment says it for good.)",
    )


class _ReviewGroup(NounGroup):
    """Without a verb one starts to review."""

    default = "start"


@click.group(cls=_ReviewGroup)
def review() -> None:
    """Judge what machines propose, and keep account of who judged what.

    "interviewkit review --coder NAME" starts (or goes on) at once; "review start --help" tells
    the queues and keys. The other verbs serve several people on one study.
    """


@review.command("start")
@_coder_option("Who judges.")
@choice_option(
    "--queue",
    of=QUEUES,
    help="Which turns come first. Default: assigned, if you were given turns, else teach.",
)
@code_option
@click.option("--blind", is_flag=True, help="Show no proposals, so that you judge for yourself.")
@limit_option("Turns to read; 0 for no end.")
@click.option(
    "--random-share",
    callback=parse_share,
    default="25%",
    show_default=True,
    help="Share of turns drawn at random among the chosen ones.",
)
@new_coder_option
@add_step_options
def start_review(
    coder: str,
    queue: str | None,
    new_coder: bool,
    path: str,
    shape: str,
    quiet: bool,
    **how: Any,
) -> None:
    """Start to judge, or go on where you were.

    You see a turn, the question before it and, one after the other, the passages for which a
    code is proposed: y accepts, n rejects, ? shows all keys. Then you say what else is in the
    turn, and d ends it: the codes that you did not find are then known to be absent. Every key
    is saved at once; u takes it back, q leaves, and the same command goes on where you were.

    \b
    --queue teach         first turns likely to hold a code that is still to be found, until
                          each was found in ten; then those of which the machine is least sure
            rare          turns likely to hold codes that people have seldom found
            uncertain     turns of which the machine is least sure
            disagreement  turns of which its coders say different things
            random        turns drawn at random, blind: these tell how good the machine is
            all           every turn, in order
            remainder     what "code --selective" left to people, all of it, in order
            assigned      what "review assign" gave you, blind

    Blind means: without proposals. One turn in four is random (--random-share) in the first
    four, and always blind: shares that allow for the machine's errors rest on these ("coding
    prevalence"). How each turn was drawn is stored.

    Where there is no terminal, commands are read from standard input, one a line: y, n, p,
    "code isolation", "quote I hardly talk", "memo …", done.
    """
    if not coder.strip():
        raise click.UsageError('say who judges: --coder NAME (for instance "--coder ana")')
    from interviewkit.cli.review_face import sit_down

    study = open_study(path)
    for each in study.outdated():
        if shape == "table" and not quiet:
            say(
                f"note: the code {each['code']} is {each['what']} since {each['coder']} judged by "
                "it: interviewkit review outdated",
                err=True,
            )
    lapsed = study.lapsed() if queue == "remainder" else None
    if lapsed is not None and not quiet:
        say(f"note: {'; '.join(lapsed.says)}", err=True)
    session = coders_agreed(
        lambda new: study.review(coder, queue=queue or "", **how, new_coder=new), new_coder
    )
    if session.note and not quiet:
        say(f"note: {session.note}", err=True)
    show_outcome(sit_down(session, shape), shape, quiet=quiet)


@review.command("assign")
@names_option("--coders", "A,B", "Who reads, with commas between.", envvar="INTERVIEWKIT_CODER")
@click.option(
    "--overlap",
    callback=parse_share,
    default=None,
    help="Share of the turns that everyone reads. Default: 20%, with one coder none.",
)
@click.option(
    "--turns", type=click.IntRange(1), default=None, help="How many turns altogether. Default: 100."
)
@click.option(
    "--participants",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="Instead: so many people, drawn at random, with all that they said.",
)
@code_option
@new_coder_option
@add_step_options
def assign_turns(
    coders: tuple[str, ...],
    overlap: float | None,
    turns: int | None,
    participants: int | None,
    codes: tuple[str, ...],
    new_coder: bool,
    path: str,
    shape: str,
    quiet: bool,
) -> None:
    """Deal out random turns to be read without proposals, some of them by everyone.

    What everyone reads tells how well people agree; the rest is not read twice. Nobody sees
    what a machine or another person says. Each reads with: interviewkit review --coder NAME

    Single turns tell in how many turns a code is. In how many people it is takes people of whom
    all was read: with --participants some are drawn with all of their turns, and the overlap is
    of people. How likely each was to be drawn is stored, for "coding prevalence".
    """
    if not coders:
        raise click.UsageError("say who reads: --coders NAME or --coders A,B")
    if turns and participants:
        raise click.UsageError("--turns or --participants: draw the one first, then the other")
    share = (0.2 if len(coders) > 1 else 0.0) if overlap is None else overlap
    study = open_study(path)
    outcome = coders_agreed(
        lambda new: study.assign(
            coders,
            turns=0 if participants else turns or 100,
            overlap=share,
            codes=codes,
            participants=participants or 0,
            new_coder=new,
        ),
        new_coder,
    )
    show_outcome(outcome, shape, quiet=quiet)


@review.command("disagreements")
@names_option("--coders", "A,B", "Only these people.")
@code_option
@table_options
def show_differences(
    coders: tuple[str, ...], codes: tuple[str, ...], path: str, shape: str
) -> None:
    """List where people who read the same turn differ, to be talked over.

    A row for each turn and code: what each of them says (a polarity, or that it is not there),
    the passages and memos, and whether it has been settled. How far they agree, and where any
    coders differ, machines included: interviewkit coding agreement and coding disagreements.
    """
    found = open_study(path).differences(coders=coders, codes=codes)
    show_table(build_to_settle(found), shape)


@review.command("consensus")
@names_option("--coders", "A,B", "Only these people.")
@code_option
@add_step_options
def settle_differences(
    coders: tuple[str, ...], codes: tuple[str, ...], path: str, shape: str, quiet: bool
) -> None:
    """Settle together where people differ, as the coder "consensus".

    The turns of "review disagreements", one after the other, with what each person found; the
    keys are those of review. What all agree on goes to the coder "consensus" by itself.
    """
    from interviewkit.cli.review_face import sit_down

    session = open_study(path).consensus(coders=coders, codes=codes)
    show_outcome(sit_down(session, shape), shape, quiet=quiet)


@review.command("log")
@_coder_option("Only what this person did.")
@table_options
def show_log(coder: str, path: str, shape: str) -> None:
    """List what people did, oldest first: verdicts, readings, memos, undoings."""
    show_table(build_log(open_study(path).judgements(coder=coder)), shape)


@review.command("undo")
@click.argument("entry", type=int, required=False)
@_coder_option("Whose newest entry, where no ENTRY is named.")
@add_step_options
def undo_entry(entry: int | None, coder: str, path: str, shape: str, quiet: bool) -> None:
    """Undo an ENTRY of the log, or a coder's newest.

    Nothing is deleted: the undoing is an entry of its own, and undoing that has the first one
    back. What later entries rest on cannot be undone before them.
    """
    from interviewkit.model import Outcome

    done = open_study(path).undo(coder="" if entry is not None else coder, entry=entry)
    facts: dict[str, object] = {"id": done.id, "undoes": done.undoes, "coder": done.coder}
    said = f"entry {done.undoes} by {done.coder} is undone; entry {done.id} says so"
    if done.memo:
        said = f"{said}; {done.memo}"
    show_outcome(Outcome("undo", True, (said,), facts), shape, quiet=quiet)


@review.command("redo")
@_coder_option("Who does it again.", required=True)
@add_step_options
def redo_entry(coder: str, path: str, shape: str, quiet: bool) -> None:
    """Do again what a coder undid last, if they have done nothing else since."""
    from interviewkit.model import Outcome

    done = open_study(path).redo(coder=coder)
    facts: dict[str, object] = {"id": done.id, "undoes": done.undoes, "coder": done.coder}
    said = f"what entry {done.undoes} had undone is done again; entry {done.id} says so"
    if done.memo:
        said = f"{said}; {done.memo}"
    show_outcome(Outcome("redo", True, (said,), facts), shape, quiet=quiet)


@review.command("outdated")
@table_options
def show_outdated(path: str, shape: str) -> None:
    """List what people judged by codes that have changed since, or are gone.

    Codings keep the version of the code that they were made by. Those of a code whose meaning
    has stayed can stand; where it has not, withdraw or undo them and read the turns again.
    """
    show_table(build_outdated(open_study(path).outdated()), shape)
