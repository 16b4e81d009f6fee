"""Figures as pictures of their own: well-formed, safe, the same each time, nothing on another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from builders_charts import HOSTILE, SIXTY, charts, figure
from interviewkit.report.charts import raster
from interviewkit.report.charts.fitting import measure_text
from interviewkit.report.charts.raster import draw_png
from interviewkit.report.charts.standalone import WIDTH, draw_svg
from interviewkit.report.figure_findings import finish_figure

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = charts()
KNOWN = {
    "svg", "title", "desc", "rect", "g", "circle", "line", "text",
}  # fmt: skip


def draw(name: str) -> str:
    return draw_svg(finish_figure(figure(CHARTS[name])))


def texts(svg: str) -> Iterator[tuple[str, float, float, float, float]]:
    """Every text with the edges of its box: left, top, right, bottom, as they come to lie."""
    yield from _texts(ElementTree.fromstring(svg), 1.0, 0.0, 0.0, 16.0)


def _texts(
    element: ElementTree.Element, scale: float, x: float, y: float, size: float
) -> Iterator[tuple[str, float, float, float, float]]:
    size = float(element.get("font-size", size))
    moved = re.fullmatch(
        r"translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)", element.get("transform", "")
    )
    if moved:
        x, y, scale = (float(moved[i]) for i in (1, 2, 3))
    if element.tag == f"{SVG}text" and element.text:
        left, foot = x + scale * float(element.get("x", 0)), y + scale * float(element.get("y", 0))
        wide = measure_text(element.text, size) / 1.08 * scale
        anchor = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
        left -= anchor * wide
        yield element.text, left, foot - 0.72 * size * scale, left + wide, foot
    for child in element:
        yield from _texts(child, scale, x, y, size)


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_well_formed_and_needs_nothing_else(name: str) -> None:
    svg = draw(name)
    root = ElementTree.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= KNOWN
    assert root.get("width") == str(WIDTH)
    assert not re.search(r'"nan|"None|href|url\(|<style|%"', svg)
    assert root.findtext(f"{SVG}desc")


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_figure_gives_the_same_picture(name: str) -> None:
    assert draw(name) == draw(name)


@pytest.mark.parametrize("name", CHARTS)
def test_no_text_lies_on_another_or_leaves_the_sheet(name: str) -> None:
    svg = draw(name)
    height = float(ElementTree.fromstring(svg).get("height", 0))
    boxes = list(texts(svg))
    assert len(boxes) > 1
    for words, left, top, right, bottom in boxes:
        assert min(left, top, WIDTH - right, height - bottom) >= 0, words
    for (one, l1, t1, r1, b1), (two, l2, t2, r2, b2) in combinations(boxes, 2):
        apart = r1 <= l2 or r2 <= l1 or b1 <= t2 or b2 <= t1
        assert apart, f"{one!r} lies on {two!r}"


def test_what_people_wrote_is_text_and_nothing_more() -> None:
    svg = draw("heat")
    assert "&lt;b&gt;" in svg
    assert "<b>" not in svg
    assert "\x1b" not in svg
    assert any("'y'</b>" in words for words, *_ in texts(svg))


def test_the_finding_is_the_title_and_the_caption_stands_below() -> None:
    told = replace(figure(CHARTS["pair"], title="Caption", note="Note."), finding="It is so")
    svg = draw_svg(told)
    words = [text for text, *_ in texts(svg)]
    assert words[:2] == ["It is so", "Figure 3. Caption"]
    assert words[-1] == "Note."
    assert ElementTree.fromstring(svg).findtext(f"{SVG}title") == "Figure 3. Caption"


def test_a_long_label_takes_lines_and_loses_no_word() -> None:
    words = " ".join(text for text, *_ in texts(draw("thin stack")))
    assert all(word in words for word in SIXTY.split())


def test_a_picture_is_drawn_in_pixels_where_a_library_can() -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not installed")
    png = draw_png(draw("stack"))
    assert png is not None
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 2 * WIDTH


def test_without_a_library_there_are_no_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_svg: str) -> bytes:
        raise ImportError

    monkeypatch.setattr(raster, "_RASTERISERS", (fail, fail))
    assert draw_png("<svg/>") is None


def test_hostile_captions_stay_captions() -> None:
    root = ElementTree.fromstring(draw_svg(figure(CHARTS["bars"])))
    assert HOSTILE[:5] in str(root.findtext(f"{SVG}title"))
