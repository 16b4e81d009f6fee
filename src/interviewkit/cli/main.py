"""The command ``interviewkit``, and the one place that turns faults into exit codes."""

from __future__ import annotations

import sys
from collections import UserDict
from collections.abc import Iterator
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from interviewkit.cli.options import OPENED
from interviewkit.cli.terminal import say
from interviewkit.errors import UNFIT, InterviewkitError, StudyError

VERBS = (
    "init", "import", "run", "ingest", "code", "review", "discover", "link", "compare", "report",
    "verify", "export", "serve", "status", "check", "restore",
)  # fmt: skip
NOUNS = (
    "project", "transcript", "participant", "codebook", "coding", "query", "memo", "text", "topic",
    "survey", "segment", "guideline", "plugin",
)  # fmt: skip


class _Commands(UserDict[str, click.Command]):
    """Each command is in the file of its name, which is loaded when it is asked for."""

    def __iter__(self) -> Iterator[str]:
        return iter((*VERBS, *NOUNS))

    def __len__(self) -> int:
        return len(VERBS) + len(NOUNS)

    def __contains__(self, name: object) -> bool:
        return name in VERBS or name in NOUNS

    def __getitem__(self, name: str) -> click.Command:
        if name not in self:
            raise KeyError(name)
        written = f"{name}_" if iskeyword(name) else name
        found: click.Command = getattr(import_module(f"interviewkit.cli.{written}"), written)
        return found


class StoppedError(Exception):
    """A Ctrl-C, which Click would call "Aborted!" and end as if something had gone wrong."""


class _Main(click.Group):
    """Commands in working order, not by alphabet; faults become words and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise StoppedError from stop
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
            from interviewkit.wording.system_faults import describe_os_fault

            _say(*describe_os_fault(fault))
        sys.exit(1)


@click.group(
    cls=_Main, commands=_Commands(), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="interviewkit")
def main() -> None:
    """From interview transcripts and a survey to a theme report.

    A study is a folder with a study.toml. Start one with "interviewkit init", put transcripts
    into it, and run everything with "interviewkit run".

    The verbs below stand in working order; each does only what is new or changed. The nouns
    after them look at what a study holds. Nothing leaves this
    machine, unless study.toml names a language model elsewhere, with consent.
    """


def _say(message: str, hint: str) -> None:
    say(f"Error: {message}", err=True)
    if hint:
        say(f"Hint: {hint}", err=True)


def find_damage(context: click.Context) -> StudyError | None:
    """What is broken in the study that a command opened, where its work ended in a riddle."""
    study = context.meta.get(OPENED)
    return None if study is None else study.damage()
