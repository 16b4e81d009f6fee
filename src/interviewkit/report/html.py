"""The report as one HTML file: opens offline, asks no network, runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment
from markupsafe import Markup

from interviewkit.model.report_profile import APPENDIX, FULL, STEMS
from interviewkit.model.table import Lead, ResultTable
from interviewkit.report.charts import bubbles, dots, plots, slope, svg, tracks
from interviewkit.report.charts.palette import tint_segments, write_palette_css
from interviewkit.report.light_text import LightParagraph, read_light_text
from interviewkit.report.pages import JointDisplay, Outline
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.html import draw_piece, open_templates
from interviewkit.tables.drawing.safe_text import strip_unprintable
from interviewkit.wording import numbers, words

_ID = re.compile(r' id="([^"]*)"')
_LINK = re.compile(r'(?P<what>data-href|href)="#?(?P<anchor>(?<=#)[^"]+|(?<=data-href=")[^"#]+)"')
FILES = {FULL: "The report", APPENDIX: "Appendix: methods, tables, who said what"}


def render(outline: Outline) -> str:
    """The whole page as text; everything that came from outside is escaped."""
    script = _own("report.js")
    page = (
        _environment()
        .get_template("report.html.jinja")
        .render(
            outline=outline,
            others=_list_other_files(outline),
            css=_styles(),
            script=Markup(script),
            script_hash=_csp_hash(script),
        )
    )
    return strip_unprintable(lead_elsewhere(page, outline))


def lead_elsewhere(page: str, outline: Outline) -> str:
    """The page with links to what stands in the file of another profile.

    Templates write every link as an anchor; quotes in texts are escaped, so that only links match.
    """
    if not outline.profile:
        return page
    here = set(_ID.findall(page))
    others = [stem for stem, _ in _list_other_files(outline)]

    def lead(found: re.Match[str]) -> str:
        anchor = html.unescape(found["anchor"])
        if anchor in here or not others:
            return found[0]
        stem = outline.elsewhere.get(anchor, others[0])
        return f'{found["what"]}="{stem}.html#{found["anchor"]}"'

    return _LINK.sub(lead, page)


def _list_other_files(outline: Outline) -> list[tuple[str, str]]:
    """The files beside this one, with what they are called; none where the outline is whole."""
    return [(STEMS[each], name) for each, name in FILES.items() if each != outline.profile][
        : 2 if outline.profile else 0
    ]


def render_joint(display: JointDisplay) -> str:
    """A joint display as a page of its own; everything that came from outside is escaped."""
    page = _environment().get_template("joint.html.jinja")
    return strip_unprintable(page.render(display=display, css=_styles()))


def _styles() -> Markup:
    """The page's own style, that of its chapters and that of its charts."""
    own = _own("report.css") + _own("theme.css")
    return Markup(own + write_palette_css() + _own("charts.css"))


def _own(name: str) -> str:
    """A file of this package."""
    return (files("interviewkit.report") / "templates" / name).read_text(encoding="utf-8")


def _csp_hash(script: str) -> str:
    """The script's fingerprint, by which the page's own policy knows it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    environment = open_templates("report")
    for module in (bubbles, dots, plots, slope, svg, tracks, numbers, words):
        environment.globals.update(_public(module))
    environment.globals["result_table"] = _result_table
    environment.globals["joint_table"] = _joint_table
    environment.globals["read_light_text"] = read_light_text
    environment.filters["runs_of_items"] = _gather_items
    environment.tests["kind"] = lambda chart, name: type(chart).__name__ == name
    return environment


def _result_table(table: ResultTable, outline: Outline | None = None, anchor: str = "") -> Markup:
    """A table as a piece of the page; its numbers lead to their places in the report."""
    places = outline.places if outline else {}

    def link(lead: Lead) -> str:
        place = places.get((lead.to, lead.name), "")
        return f"#{place}" if place else ""

    tint = tint_segments(outline.segments if outline else ())
    return draw_piece(table, Drawing(link=link, tint=tint), anchor=anchor)


def _joint_table(table: ResultTable, segments: Sequence[str]) -> Markup:
    return draw_piece(table, Drawing(tint=tint_segments(segments)))


def _public(module: object) -> dict[str, object]:
    """A module's functions by name, for templates to call."""
    return {name: item for name, item in vars(module).items() if callable(item) and name.islower()}


def _gather_items(paragraphs: Iterable[LightParagraph]) -> list[list[LightParagraph]]:
    """Paragraphs and lists in their order: what stands together is one list."""
    return [list(each) for _, each in groupby(paragraphs, key=lambda each: each.is_item)]
