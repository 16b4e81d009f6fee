"""``interviewkit coding add``, ``change`` and ``withdraw``: a person's codings, one at a time."""

from __future__ import annotations

from collections.abc import Callable

import click

from interviewkit.cli.options import (
    F,
    add_step_options,
    choice_option,
    coders_agreed,
    new_coder_option,
    open_study,
)
from interviewkit.cli.show import show_outcome
from interviewkit.model import Act, Coding, Outcome
from interviewkit.model.codebook import POLARITIES

ADD, CHANGE, WITHDRAW = "add", "change", "withdraw"


def _who_option(function: F) -> F:
    return click.option(
        "--coder",
        required=True,
        envvar="INTERVIEWKIT_CODER",
        metavar="NAME",
        help="Whose coding it is. (INTERVIEWKIT_CODER in the environment says it for good.)",
    )(function)


def _place_options(function: F) -> F:
    quote = click.option("--quote", default="", help="The words; case and blanks aside.")
    start = click.option("--start", type=click.IntRange(0), help="First character, from 0.")
    end = click.option("--end", type=click.IntRange(1), help="The character after the last.")
    return quote(start(end(function)))


def _polarity_option(default: str | None) -> Callable[[F], F]:
    said = "Whether the passage affirms the code or opposes it."
    return choice_option("--polarity", of=POLARITIES, default=default, help=said)


@click.command("add")
@click.argument("transcript")
@click.argument("turn", type=int)
@click.argument("code")
@_place_options
@_polarity_option("+")
@click.option("--memo", default="", help="A note beside it.")
@_who_option
@new_coder_option
@add_step_options
def add_coding(
    transcript: str,
    turn: int,
    code: str,
    quote: str,
    start: int | None,
    end: int | None,
    polarity: str,
    memo: str,
    coder: str,
    new_coder: bool,
    path: str,
    shape: str,
    quiet: bool,
) -> None:
    """Code a passage of a TRANSCRIPT: in the TURN of that number, with this CODE.

    The passage is what --quote says, or what stands from --start to --end; else the whole turn.
    """
    _refuse_both(quote, start, end)
    study = open_study(path)
    at = study.passage(
        transcript,
        turn,
        quote=quote,
        start=-1 if start is None else start,
        end=-1 if end is None else end,
    )
    marking = coders_agreed(lambda new: study.marking(coder, new_coder=new), new_coder)
    act = marking.code(at.turn.id or 0, (at.start, at.end), code, polarity, memo, quote=at.quote)
    show_outcome(_tell_act(ADD, act, marking.note), shape, quiet=quiet)


@click.command("change")
@click.argument("coding_id", type=int, metavar="ID")
@_place_options
@click.option("--code", default=None, help="Another code.")
@_polarity_option(None)
@_who_option
@add_step_options
def change_coding(
    coding_id: int,
    quote: str,
    start: int | None,
    end: int | None,
    code: str | None,
    polarity: str | None,
    coder: str,
    path: str,
    shape: str,
    quiet: bool,
) -> None:
    """Move the ends of one's own coding, or give it another code or polarity.

    Its ID is in "coding list --format csv". The old coding stays in the log: "review undo" has it
    back.
    """
    _refuse_both(quote, start, end)
    study = open_study(path)
    marking = study.marking(coder)
    span = None
    if quote or start is not None or end is not None:
        old = marking.find(coding_id).passage
        at = study.passage(
            *old.turn.place,
            quote=quote,
            start=old.start if start is None else start,
            end=old.end if end is None else end,
        )
        span = (at.start, at.end)
    act = marking.change(coding_id, span, code, polarity)
    show_outcome(_tell_act(CHANGE, act, marking.note), shape, quiet=quiet)


@click.command("withdraw")
@click.argument("coding_id", type=int, metavar="ID")
@_who_option
@add_step_options
def withdraw_coding(coding_id: int, coder: str, path: str, shape: str, quiet: bool) -> None:
    """Take back one's own coding; it stays in the log.

    Its ID is in "coding list --format csv". "review undo" has it back.
    """
    marking = open_study(path).marking(coder)
    act = marking.withdraw(coding_id)
    show_outcome(_tell_act(WITHDRAW, act, marking.note), shape, quiet=quiet)


def _refuse_both(quote: str, start: int | None, end: int | None) -> None:
    if quote and (start is not None or end is not None):
        raise click.UsageError("--quote, or --start and --end: one way to say which words")


def _tell_act(verb: str, act: Act, note: str) -> Outcome:
    """What an act did, in a line for each coding; the verb stands before the first."""
    entry = act.judgement
    says = [_describe_coding(each) for each in act.added]
    says = says or [f"coding {key} stands no longer" for key in act.retired]
    if entry.id is None:
        says = [f"{said} (as before: nothing was written)" for said in says]
    facts: dict[str, object] = {
        "entry": entry.id,
        "coder": entry.coder,
        "added": [each.id for each in act.added],
        "retired": list(act.retired),
    }
    noted = (f"note: {note}",) if note else ()
    return Outcome(verb, entry.id is not None, (*says, *noted), facts)


def _describe_coding(each: Coding) -> str:
    at = each.passage
    place = f"{at.turn.transcript}:{at.turn.position}"
    return f"{each.code} {each.polarity} in {place}: {at.quote} (coding {each.id})"
