"""Write docs/commands.md from the help of every command; ``--check`` only compares."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from interviewkit.cli import main

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
HEAD = """# Commands

Made from `interviewkit --help` by `python scripts/write_command_docs.py`; do not edit.
"""


def commands(
    command: click.Command, name: str, parent: click.Context | None = None
) -> list[tuple[str, str]]:
    """(name, help) of a command and of all below it, as wide on every terminal."""
    context = click.Context(
        command, info_name=name.split()[-1], parent=parent, max_content_width=88, terminal_width=88
    )
    found = [(name, command.get_help(context))]
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found += commands(command.commands[child], f"{name} {child}", context)
    return found


def page() -> str:
    parts = [
        f"{'#' * min(len(name.split()) + 1, 4)} {name}\n\n```\n{text}\n```\n"
        for name, text in commands(main, "interviewkit")
    ]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    if "--check" in sys.argv:
        if PAGE.read_text("utf-8") != page():
            sys.exit("docs/commands.md is out of date: python scripts/write_command_docs.py")
    else:
        PAGE.write_text(page(), "utf-8")
