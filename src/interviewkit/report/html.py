"""The report as one HTML file: opens offline, asks no network, runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from interviewkit.model.table import VOICES, Lead
from interviewkit.report import figures, formats
from interviewkit.report.charts import bars, bubbles, dots, heat, shares, slope
from interviewkit.report.figures import AnyTable, BarRow, DotRow, describe
from interviewkit.report.pages import JointDisplay, Outline
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.html import draw_piece
from interviewkit.tables.safe_text import printable
from interviewkit.wording import numbers


def render(outline: Outline) -> str:
    """The whole page as text; everything that came from outside is escaped."""
    script = _own("report.js")
    page = (
        _environment()
        .get_template("report.html.jinja")
        .render(
            outline=outline,
            css=Markup(_own("report.css")),
            script=Markup(script),
            script_hash=_csp_hash(script),
        )
    )
    return printable(page)


def render_joint(display: JointDisplay) -> str:
    """A joint display as a page of its own; everything that came from outside is escaped."""
    page = _environment().get_template("joint.html.jinja")
    return printable(page.render(display=display, css=Markup(_own("report.css"))))


def _own(name: str) -> str:
    """A file of this package."""
    return (files("interviewkit.report") / "templates" / name).read_text(encoding="utf-8")


def _csp_hash(script: str) -> str:
    """The script's fingerprint, by which the page's own policy knows it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("interviewkit.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for module in (bars, bubbles, dots, heat, shares, slope, formats, figures, numbers):
        environment.globals.update(_public(module))
    environment.globals["result_table"] = _result_table
    environment.filters["groups"] = _groups
    environment.tests["kind"] = lambda chart, name: type(chart).__name__ == name
    return environment


def _result_table(table: AnyTable, anchor: str = "", who: str = "") -> Markup:
    """A table as a piece of the page; who is counted stands in the list of voices ``who``."""

    def link(lead: Lead) -> str:
        return f"#{who}" if who and lead.to == VOICES else ""

    return draw_piece(describe(table), Drawing(link=link), anchor=anchor)


def _public(module: object) -> dict[str, object]:
    """A module's functions by name, for templates to call."""
    return {name: item for name, item in vars(module).items() if callable(item) and name.islower()}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    heading: str
    rows: tuple[DotRow | BarRow, ...]


def _groups(rows: tuple[DotRow | BarRow, ...]) -> list[Group]:
    """Rows by their group, groups in the order in which they first stand."""
    headings = dict.fromkeys(row.group for row in rows)
    return [Group(name, tuple(row for row in rows if row.group == name)) for name in headings]
