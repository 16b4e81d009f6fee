"""``interviewkit status``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from interviewkit.cli.options import add_format_option, add_study_option, open_study
from interviewkit.cli.show import build_problem_row, show_json, show_problems
from interviewkit.cli.terminal import say
from interviewkit.errors import Problem
from interviewkit.model.checklist import find_next
from interviewkit.wording.numbers import count, fine_percent, percent

UNRESOLVED_SHOWN = 10


@click.command()
@add_study_option
@add_format_option("table", "json")
def status(path: str, shape: str) -> None:
    """Say what the study holds.

    Counts of transcripts, turns, people, passages, codings by coder, topics, respondents and
    segments. A coding that crosses turns counts once; that a code does not hold, as people said or
    machines weighed, is a rejection. Speakers whom nothing resolves, with their share of
    participants' speech. At the end stands what is to be done next, if anything is.
    """
    study = open_study(path)
    found: Mapping[str, Any] = study.status()
    step = find_next(study.checklist())
    problems: Sequence[Problem] = found["problems"]
    if shape == "json":
        told = step and {"step": step.key, "says": step.says, "command": step.command}
        show_json(
            {**found, "problems": [build_problem_row(each) for each in problems], "next": told}
        )
        return
    say(found["study"])
    for name in _COUNTS:
        say(f"  {name.replace('_', ' '):<22}{count(found[name]):>8}")
    for coder, n in found["codings"].items():
        say(f"  {f'codings by {coder}':<22}{count(n):>8}")
    for coder, n in found["rejections"].items():
        say(f"  {f'rejections by {coder}':<22}{count(n):>8}")
    for code, share in found["certified"].items():
        void = found["void_certificates"].get(code)
        why = f"  void: {void}" if void else ""
        say(f"  {f'left to machine: {code}':<40}{percent(share):>5}{why}")
    _say_unresolved(found)
    if step:
        say(f"  next: {step.command} ({step.says[-1]})")
    show_problems(problems)


_COUNTS = (
    "transcripts",
    "turns",
    "participant_turns",
    "passages",
    "participants",
    "unresolved_speakers",
    "topics",
    "respondents",
    "segments",
)


def _say_unresolved(found: Mapping[str, Any]) -> None:
    unresolved = found["unresolved"]
    if not unresolved:
        return
    share = found["unresolved_share_of_speech"]
    say(f"  not resolved to a person ({fine_percent(share)} of participants' words):")
    for each in unresolved[:UNRESOLVED_SHOWN]:
        say(f"    {each['speaker']} in {each['transcript']}: {each['words']} words")
    if len(unresolved) > UNRESOLVED_SHOWN:
        say(f"    … and {len(unresolved) - UNRESOLVED_SHOWN} more (--format json)")
