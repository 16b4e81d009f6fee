"""The command ``interviewkit``, and the one place that turns faults into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from interviewkit.cli.check import check
from interviewkit.cli.code import code
from interviewkit.cli.codebook import codebook
from interviewkit.cli.coding import coding
from interviewkit.cli.compare import compare
from interviewkit.cli.discover import discover
from interviewkit.cli.faults import describe_os_fault, find_damage
from interviewkit.cli.ingest import ingest
from interviewkit.cli.init import init
from interviewkit.cli.link import link
from interviewkit.cli.participant import participant
from interviewkit.cli.plugin import plugin
from interviewkit.cli.report import report
from interviewkit.cli.restore import restore
from interviewkit.cli.review import review
from interviewkit.cli.run import run
from interviewkit.cli.segment import segment
from interviewkit.cli.status import status
from interviewkit.cli.survey import survey
from interviewkit.cli.terminal import say
from interviewkit.cli.topic import topic
from interviewkit.cli.transcript import transcript
from interviewkit.errors import UNFIT, InterviewkitError


class _Commands(click.Group):
    """Commands in working order, not by alphabet; faults become words and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UNFIT as fault:
            damage = find_damage(ctx)
            if damage is None:  # no broken cell has set it off: a mistake of ours, told as it is
                raise
            raise damage from fault

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except InterviewkitError as fault:
            _say(fault.message, fault.hint)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of a pipe has gone: nobody is left to tell
        except OSError as fault:
            _say(*describe_os_fault(fault))
        sys.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="interviewkit")
def main() -> None:
    """From interview transcripts and a survey to a theme report.

    A study is a folder with a study.toml. Start one with "interviewkit init", put transcripts
    into it, and run everything with "interviewkit run".

    The verbs below stand in working order; each does only what is new or changed. The nouns
    after them look at what a study holds. Nothing leaves this machine.
    """


def _say(message: str, hint: str) -> None:
    say(f"Error: {message}", err=True)
    if hint:
        say(f"Hint: {hint}", err=True)


_VERBS: Sequence[click.Command] = (
    init, run, ingest, code, review, discover, link, compare, report, status, check,
    restore,
)  # fmt: skip
_NOUNS: Sequence[click.Command] = (
    transcript, participant, codebook, coding, topic, survey, segment, plugin,
)  # fmt: skip
for _command in (*_VERBS, *_NOUNS):
    main.add_command(_command)
