"""``interviewkit code``."""

from __future__ import annotations

from typing import Any

import click

from interviewkit.cli.code_asking import add_llm_options, do_beside_coding
from interviewkit.cli.options import (
    add_force_option,
    add_step_options,
    choice_option,
    keep_given,
    open_study,
    parse_share,
)
from interviewkit.cli.show import show_outcome, show_outcomes


def _error(ctx: click.Context, option: click.Parameter, text: str | None) -> float | None:
    found = parse_share(ctx, option, text)
    if found is not None and not 0 < found < 0.5:
        raise click.BadParameter(f"{text} is not above 0% and below 50%", param=option)
    return found


def _confidence(ctx: click.Context, option: click.Parameter, text: str | None) -> float | None:
    found = parse_share(ctx, option, text)
    if found is not None and not 0.5 <= found < 1:
        raise click.BadParameter(f"{text} is not 50% or more and below 100%", param=option)
    return found


@click.command()
@click.option(
    "--selective/--no-selective",
    default=None,
    help="Certify what the machine may decide alone. Default: what study.toml says.",
)
@click.option(
    "--error",
    callback=_error,
    default=None,
    metavar="SHARE",
    help="At most so much of what it decides may be wrong: 10% or 0.10 (the default).",
)
@click.option(
    "--confidence",
    callback=_confidence,
    default=None,
    metavar="SHARE",
    help="How sure that must be, over all codes together: 95% or 0.95 (the default).",
)
@choice_option(
    "--promise",
    of=["decisions", "classes"],
    help="Of what the error is a share: of what it marks (the default), or of each class.",
)
@click.option("--code", "codes", multiple=True, help="Certify only this code; may be repeated.")
@add_llm_options
@add_force_option
@add_step_options
def code(
    selective: bool | None,
    codes: tuple[str, ...],
    path: str,
    shape: str,
    quiet: bool,
    force: bool,
    limit: int | None,
    error: float | None,
    confidence: float | None,
    promise: str | None,
    **asked: Any,
) -> None:
    """Let the coders propose codings, and certify what the machine may decide alone.

    Speech is cut into passages, the coders of study.toml ("rules", "examples", those of other
    packages) propose, and what they decide together is the coder "machine". Proposals stay
    proposals until a person says otherwise. Once people have judged enough turns with a code
    ("review start"), the coder "learned" learns from them and decides it, each participant by
    what others taught; a line a code says how well ("coding calibration" shows more).

    With --selective it is found out, code by code, from which score up the machine may mark a
    turn as having the code, and from which score down as not having it, so that of what it
    marks at most --error is wrong. That rests on the turns that people judged at random
    ("review start --queue random"); people are counted, not turns. What it decides becomes
    codings by "machine (certified)"; what is left is for you: "review start --queue remainder".
    Where nothing can be promised it says how many more judged turns it takes. Codes named with
    --code are promised together, all of the codebook where none is: name few only if you chose
    them before you saw results. In study.toml, so that "run" repeats it:

    \b
    [coding]
    selective = true
    error = 0.10
    confidence = 0.95

    A language model codes as well where study.toml asks for it (coders = [..., "llm"], and which
    one under [coding.llm]). See with --dry-run what it would be asked, what leaves this machine
    and what it costs; try it on a few turns with --limit. What it answered is kept and never asked
    again. --llm-export and --llm-import ask it by way of files. It proposes; people decide.

    A certificate is void once scores, the code, the bound or the judged turns change; then it is
    made anew. See them with: interviewkit coding certificates
    """
    study = open_study(path, quiet=quiet, force=force)
    if do_beside_coding(study, {**asked, "limit": limit}, shape, quiet=quiet):
        return
    asks = selective if selective is not None else study.settings.coding.selective
    bounds = keep_given({"error": error, "confidence": confidence, "promise": promise})
    if not asks and (given := [*bounds, *(["code"] if codes else [])]):
        raise click.UsageError(f"--{given[0]} says how to certify: add --selective")
    outcomes = [study.code(limit=limit)]
    if asks:
        outcomes.append(study.certify(codes, **bounds))
    elif (lapsed := study.lapsed()) is not None:
        outcomes.append(lapsed)
    if len(outcomes) == 1:
        show_outcome(outcomes[0], shape, quiet=quiet)
    else:
        show_outcomes(outcomes, shape, quiet=quiet)
