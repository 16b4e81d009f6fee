"""Every chart as the page has it: escaped, with its words, and no place off its track."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from builders_charts import charts, figure
from interviewkit.report.charts.fitting import measure_text
from interviewkit.report.charts.stacks import NAME_SIZE, place_names, plan_stacks
from interviewkit.report.figure_findings import finish_figure
from interviewkit.report.figures import DIVERGING, StackChart, StackRow
from interviewkit.report.html import _environment

CHARTS = charts()


class Tags(HTMLParser):
    """The names of all elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


def page(name: str) -> str:
    macros = _environment().get_template("figure.html.jinja").module
    return str(macros.figure(finish_figure(figure(CHARTS[name]))))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_and_what_people_wrote_is_text(name: str) -> None:
    drawn = page(name)
    assert "b" not in Tags(drawn).found
    assert not re.search(r'"(nan|None)"|width="-', drawn)
    places = [float(x) for x in re.findall(r'(?:x|x1|x2|cx)="([-\d.]+)%"', drawn)]
    assert all(0 <= place <= 100 for place in places)


@pytest.mark.parametrize("shares", [(0.2, 0.3, 0.5), (0.05, 0.9, 0.05), (0.01, 0.01, 0.98)])
def test_names_over_a_stack_do_not_touch_or_give_way_to_a_key(shares: tuple[float, ...]) -> None:
    levels = ("strongly disagree", "neither", "strongly agree")
    plot = plan_stacks(StackChart(levels, (StackRow("All", shares, 9, 9.0),), DIVERGING))
    names = place_names(plot, 390.0)
    assert bool(names) == (min(shares) > 0.1)
    edges = [(x * 390, measure_text(name, NAME_SIZE) / 2) for x, name in names]
    for (one, half), (other, other_half) in pairwise(edges):
        assert one + half <= other - other_half


def test_a_part_that_is_not_there_makes_a_key() -> None:
    plot = plan_stacks(StackChart(("no", "yes"), (StackRow("All", (0.0, 1.0), 9, 9.0),)))
    assert place_names(plot, 390.0) == ()
    assert [name for _, name in plot.key] == ["no", "yes"]
