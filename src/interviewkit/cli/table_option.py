"""``--format`` of a look that is a described table: every renderer, guests' too."""

from __future__ import annotations

import click

from interviewkit.cli.options import F, study_option


class TableShape(click.ParamType[str]):
    """``table``, or the name of a renderer; guests are asked for only where it is neither."""

    name = "shape"
    usual = ("table", "json", "csv", "md", "html", "xlsx", "docx", "sav", "dta")

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        return f"[{'|'.join(self.usual)}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from interviewkit import parts
        from interviewkit.tables.drawing import FAMILY

        if value in self.usual or value in parts.list_names(FAMILY):
            return value
        known = dict.fromkeys((*self.usual, *parts.list_names(FAMILY)))
        raise click.BadParameter(f"{value!r} is no format: {', '.join(known)}", ctx, param)


def table_options(function: F) -> F:
    """What a look at a described table takes: the study, and any renderer's format."""
    option = click.option(
        "--format",
        "shape",
        type=TableShape(),
        default="table",
        show_default=True,
        help="How it is drawn; json and csv hold every figure.",
    )
    return study_option(option(function))
