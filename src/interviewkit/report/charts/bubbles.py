"""The map of topics: circles whose area is the number of turns."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from interviewkit.report.charts.fitting import measure_text
from interviewkit.report.charts.palette import ACCENT, INK, SOFT
from interviewkit.report.charts.svg import draw_element, write_coordinate
from interviewkit.report.figures import Bubble, BubbleMap
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import clip_text

WIDTH, HEIGHT, MARGIN = 760, 470, 62
LARGEST = 46
NUMBER, NAME, LINE = 12, 12.5, 15
LABEL = 34
NAMED = {"font_size": NAME, "fill": INK}
LOOKS = {"fill": ACCENT, "fill_opacity": 0.32, "stroke": ACCENT, "stroke_width": 1.2}

Place = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @property
    def fits(self) -> bool:
        return (
            self.left >= 2 and self.right <= WIDTH - 2 and self.top >= 2 and self.bottom <= HEIGHT
        )


def draw_bubble_map(chart: BubbleMap, title: str) -> Markup:
    """The drawing, with a title and a text on every circle, which lead to their topics."""
    return draw_element(
        "svg",
        draw_element("title", title),
        draw_element("desc", f"{counted(len(chart.bubbles), 'topic')}; the table has the numbers."),
        *draw_bubbles(chart),
        class_="bubbles",
        role="img",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
    )


def draw_bubbles(chart: BubbleMap, *, linked: bool = True) -> list[Markup]:
    """Points, circles and names; their looks are attributes, which a page's style may change."""
    if not chart.bubbles:
        return []
    place = _place(chart)
    points = Markup("").join(
        draw_element("circle", cx=write_coordinate(x), cy=write_coordinate(y), r=1.4)
        for x, y in (place(*point) for point in chart.points)
    )
    return [
        draw_element("g", points, class_="points", fill=SOFT, fill_opacity=0.22),
        *_circles(chart, place, linked=linked),
        *_labels(chart, place),
    ]


def _place(chart: BubbleMap) -> Place:
    """From the fit's scale to the drawing's; y grows upward there and downward here."""
    everywhere = [(bubble.x, bubble.y) for bubble in chart.bubbles]
    xs, ys = zip(*(everywhere + _middle(chart.points)), strict=True)
    wide, high = (max(max(v) - min(v), 1e-9) for v in (xs, ys))

    def place(x: float, y: float) -> tuple[float, float]:
        across, up = (x - min(xs)) / wide, (y - min(ys)) / high
        return (
            MARGIN + min(1.08, max(-0.08, across)) * (WIDTH - 2 * MARGIN),
            HEIGHT - MARGIN - min(1.08, max(-0.08, up)) * (HEIGHT - 2 * MARGIN),
        )

    return place


def _middle(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners that hold 96% of the points, so that a few far ones do not shrink the map."""
    if len(points) < 10:
        return list(points)
    xs, ys = (sorted(values) for values in zip(*points, strict=True))
    low, high = int(0.02 * len(points)), int(0.98 * len(points)) - 1
    return [(xs[low], ys[low]), (xs[high], ys[high])]


def _radius(bubble: Bubble, chart: BubbleMap) -> float:
    largest = max(other.size for other in chart.bubbles)
    crowd = min(1.0, math.sqrt(16 / len(chart.bubbles)))
    return max(5.0, LARGEST * crowd * math.sqrt(bubble.size / max(1, largest)))


def _circles(chart: BubbleMap, place: Place, *, linked: bool) -> list[Markup]:
    """Large ones first, so that none hides a smaller one."""
    numbers = _number_boxes(chart, place)
    return [
        _circle(
            bubble,
            _radius(bubble, chart),
            *place(bubble.x, bubble.y),
            linked=linked,
            numbered=bubble.number in numbers,
        )
        for bubble in chart.bubbles
    ]


def _number_boxes(chart: BubbleMap, place: Place) -> dict[int, Box]:
    """Where the numbers stand: in circles that have room for one, and not on another's."""
    boxes: dict[int, Box] = {}
    for bubble in chart.bubbles:
        (x, y), half = place(bubble.x, bubble.y), measure_text(str(bubble.number), NUMBER) / 2
        box = Box(x - half, y - 6, x + half, y + 6)
        roomy = _radius(bubble, chart) > max(9.0, half)
        if roomy and not any(box.meets(other) for other in boxes.values()):
            boxes[bubble.number] = box
    return boxes


def _circle(
    bubble: Bubble, radius: float, x: float, y: float, *, linked: bool, numbered: bool
) -> Markup:
    words = (
        f"{bubble.number}: {bubble.title}. {counted(bubble.size, 'turn')}, "
        f"{counted(bubble.people, 'person', 'people')}"
    )
    place = {"cx": write_coordinate(x), "cy": write_coordinate(y), "r": write_coordinate(radius)}
    title = draw_element("title", words)
    marks = [draw_element("circle", title, class_="bubble", **place, **LOOKS)]
    if numbered:
        looks = {"font_size": NUMBER, "fill": INK, "text_anchor": "middle"}
        spot = {"x": write_coordinate(x), "y": write_coordinate(y + 4)}
        marks.append(draw_element("text", str(bubble.number), class_="in", **spot, **looks))
    if not linked:
        return draw_element("g", *marks)
    return draw_element("a", *marks, href=f"#{bubble.href}", data_tip=words)


def _labels(chart: BubbleMap, place: Place) -> list[Markup]:
    """Names beside the largest circles, where there is room; they may cover small circles."""
    taken = list(_number_boxes(chart, place).values())
    named = [bubble for bubble in chart.bubbles if bubble.labelled]
    for bubble in named:
        (x, y), radius = place(bubble.x, bubble.y), _radius(bubble, chart) * 0.85
        taken.append(Box(x - radius, y - radius, x + radius, y + radius))
    drawn = []
    for bubble in named:
        text = clip_text(bubble.title, LABEL)
        found = _room(text, bubble, _radius(bubble, chart), place, taken)
        if found:
            anchor, x, y, box = found
            taken.append(box)
            spot = {"x": write_coordinate(x), "y": write_coordinate(y), "text_anchor": anchor}
            drawn.append(draw_element("text", text, class_="name", **NAMED, **spot))
    return drawn


def _room(
    text: str, bubble: Bubble, radius: float, place: Place, taken: Sequence[Box]
) -> tuple[str, float, float, Box] | None:
    """The first free place for a name: below, above, to the right, to the left."""
    x, y = place(bubble.x, bubble.y)
    wide = measure_text(text, NAME)
    choices = (
        ("middle", x, y + radius + LINE, x - wide / 2),
        ("middle", x, y - radius - 5, x - wide / 2),
        ("start", x + radius + 5, y + 4, x + radius + 5),
        ("end", x - radius - 5, y + 4, x - radius - 5 - wide),
    )
    for anchor, left, base, edge in choices:
        box = Box(edge, base - LINE + 4, edge + wide, base + 4)
        if box.fits and not any(box.meets(other) for other in taken):
            return anchor, left, base, box
    return None
