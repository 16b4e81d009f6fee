"""``interviewkit project``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, open_study, table_options
from interviewkit.cli.show import show_table


@click.group(cls=NounGroup)
def project() -> None:
    """Look at the projects of other tools that were taken in."""


@project.command("list")
@table_options
def show_projects(path: str, shape: str) -> None:
    """List the projects that were taken in: from which tool, when, and how much.

    "aside" counts what came in changed, is only kept with the project, or did not come in.
    """
    from interviewkit.tables.material.projects import build_projects

    show_table(build_projects(open_study(path).projects()), shape)


@project.command("show")
@click.argument("key", metavar="ID|NAME|FILE")
@table_options
def show_project(key: str, path: str, shape: str) -> None:
    """Show what became of everything that a project held.

    Say its number, its name or that of its file. A project that was taken in several times is the
    newest of its name. What did not come in as
    it was is named: some of it here, all of it with --format csv and json.
    """
    from interviewkit.tables.material.projects import build_losses

    kept = open_study(path).project(key)
    show_table(build_losses(kept.losses, f"{kept.name}: what became of it"), shape, titled=True)


def show_losses(told: object, shape: str) -> None:
    """Print what became of a file's things, as an outcome tells it."""
    from interviewkit.model.project_json import losses_from_plain
    from interviewkit.tables.material.projects import build_losses

    show_table(build_losses(losses_from_plain(told)), shape)
