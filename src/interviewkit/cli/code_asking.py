"""What ``interviewkit code`` takes and prints of a language model, beside letting it code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interviewkit.cli.show import show_json, show_outcomes
from interviewkit.cli.terminal import say

if TYPE_CHECKING:
    from interviewkit.model import Outcome
    from interviewkit.model.asking_plan import AskingPlan
    from interviewkit.study import Study

F = TypeVar("F", bound=Callable[..., Any])

EXCLUSIVE = ("dry_run", "llm_export", "llm_import", "llm_log", "llm_template", "llm_erase")
"""Each of these is done instead of coding."""

_OPTIONS = (
    click.option(
        "--dry-run", is_flag=True,
        help="Say what the language model would be asked, how much, at what cost; send nothing.",
    ),
    click.option(
        "--limit", type=click.IntRange(min=0), default=None, metavar="TURNS",
        help="Ask the language model about so many turns that it has not answered; 0: about none.",
    ),
    click.option(
        "--llm-export", metavar="FILE", default="",
        help="Write what the language model is to be asked as a batch file; send nothing.",
    ),
    click.option(
        "--llm-import", metavar="FILE", default="",
        help="Take in the answers of a batch file, and code with them.",
    ),
    click.option(
        "--llm-log", metavar="FILE", default="",
        help="Write all requests and answers that are kept to a file.",
    ),
    click.option(
        "--llm-template", is_flag=True,
        help="Lay the prompt's template into the study, to be edited.",
    ),
    click.option(
        "--llm-erase", is_flag=True,
        help="Erase the words of all requests and answers that are kept; codings stay.",
    ),
)  # fmt: skip


def add_llm_options(function: F) -> F:
    """What is said of a language model."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def do_beside_coding(study: Study, asked: dict[str, Any], shape: str, *, quiet: bool) -> bool:
    """Do the one thing that was asked for instead of coding; ``False`` where nothing was.

    Raises:
        click.UsageError: two were asked for.
    """
    given = [name for name in EXCLUSIVE if asked[name]]
    if not given:
        return False
    if len(given) > 1:
        first, second = (f"--{name.replace('_', '-')}" for name in given[:2])
        raise click.UsageError(f"{first} and {second} are two things: ask for one at a time")
    if given == ["dry_run"]:
        show_plan(study.plan_asking(limit=asked["limit"]), shape)
    else:
        show_outcomes(_do(study, given[0], asked), shape, quiet=quiet)
    return True


def _do(study: Study, name: str, asked: dict[str, Any]) -> Iterable[Outcome]:
    match name:
        case "llm_export":
            return [study.export_prompts(asked[name], limit=asked["limit"])]
        case "llm_import":
            return study.import_answers(asked[name])
        case "llm_log":
            return [study.write_asking_log(asked[name])]
        case "llm_template":
            return [study.write_template()]
        case _:
            return [study.erase_answers()]


def show_plan(plan: AskingPlan, shape: str) -> None:
    """The first prompt as it would be sent, then what all of them would come to."""
    from interviewkit.wording.asking import describe_plan

    if shape == "json":
        show_json(asdict(plan))
        return
    if plan.example:
        for part, text in (("system", plan.example.system), ("user", plan.example.user)):
            say(f"--- {part} ---")
            for line in text.split("\n"):
                say(line)
        say("---")
    for line in describe_plan(plan):
        say(line)
