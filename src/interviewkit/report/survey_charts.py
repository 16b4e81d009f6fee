"""The survey's figures as charts: bars of shares and means, and answer scales as stacks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interviewkit.model import Estimate
from interviewkit.model.small_cells import is_few, is_shown
from interviewkit.model.survey_figure import MEANS, STACKED, SurveyFigure
from interviewkit.report.answer_findings import BY_CONSTRUCTION
from interviewkit.report.figures import (
    DIVERGING,
    GROWING,
    UNORDERED,
    BarChart,
    BarRow,
    StackChart,
    StackRow,
)
from interviewkit.report.plain_words import begin, name_everyone
from interviewkit.report.voices import Cast
from interviewkit.wording.words import join_words

_POLES = re.compile(
    r"\b(dis(agree|satisf)|un(satisf|likely|happy|important)|negative|worse|neither|neutral)",
    re.IGNORECASE,
)
"""Answers of scales that go from one pole over a middle to the other."""


@dataclass(frozen=True)
class Shown:
    """The estimates of a figure that may be shown, and the segments that are left out.

    ``empty`` are segments in which nobody answered, ``small`` those of so few people that they
    might be known.
    """

    estimates: tuple[Estimate, ...]
    empty: tuple[str, ...] = ()
    small: tuple[str, ...] = ()


def withhold_few(found: Sequence[Estimate], cast: Cast) -> Shown:
    """What is left where nobody's figures, and those of fewer than ``min_cell`` people, are not."""
    least = cast.inputs.min_cell
    return Shown(
        tuple(each for each in found if is_shown(each.n, least)),
        tuple(dict.fromkeys(each.segment for each in found if not each.n)),
        tuple(dict.fromkeys(each.segment for each in found if is_few(each.n, least))),
    )


def build_survey_chart(
    figure: SurveyFigure, found: Sequence[Estimate], cast: Cast
) -> BarChart | StackChart:
    """The chart of a figure; ``found`` are its estimates that may be shown, in their order."""
    if figure.kind == STACKED:
        return _build_stack(figure, found, cast)
    rows = _build_bars(figure, found, cast)
    low, high = choose_axis(rows) if figure.kind == MEANS else (0.0, 1.0)
    is_scale = len(figure.variables) == 1 and len({each.level for each in found}) > 1
    return BarChart(rows, low, high, figure.kind != MEANS, keeps_order=is_scale)


def name_segment(name: str, cast: Cast, variables: Iterable[str] = ()) -> str:
    """What readers know a segment of a figure by; everyone, by whom its variables were put to."""
    if title := cast.titles.get(name, name):
        return title
    who = {name_everyone(each, cast) for each in variables}
    return begin(who.pop()) if len(who) == 1 else "Respondents"


def find_position(name: str, cast: Cast) -> int:
    """Where a segment stands in the outline; -1 for everyone."""
    names = [segment.name for segment in cast.inputs.segments]
    return names.index(name) if name in names else -1


def _build_bars(figure: SurveyFigure, found: Sequence[Estimate], cast: Cast) -> tuple[BarRow, ...]:
    """A bar a question (or answer) and segment, under the question where there are several."""
    several = len({(each.variable, each.level) for each in found}) > 1
    segments = len({each.segment for each in found}) > 1
    rows = []
    for each in found:
        what, who = _name_bar(figure, each), name_side(each, cast)
        label, group = (who, what) if segments else (what, "")
        rows.append(
            BarRow(
                label if several or segments else who,
                each.value,
                each.n,
                each.weighted_n,
                each.interval,
                group if several else "",
                find_position(each.segment, cast),
            )
        )
    return tuple(rows)


def _name_bar(figure: SurveyFigure, each: Estimate) -> str:
    """``Burned out``; ``Effect on the career: positive``; of one question alone ``positive``."""
    label = figure.variables[each.variable]
    if not each.answer:
        return label
    return each.answer if len(figure.variables) == 1 else f"{label}: {each.answer}"


def name_side(each: Estimate, cast: Cast) -> str:
    """The segment of a figure, and whether its own rule uses the question."""
    title = name_segment(each.segment, cast, [each.variable])
    made = each.segment in cast.inputs.constructed.get(each.variable, ())
    return f"{title} {BY_CONSTRUCTION}" if made else title


# -- answer scales ---------------------------------------------------------------------------------


def _build_stack(figure: SurveyFigure, found: Sequence[Estimate], cast: Cast) -> StackChart:
    """A bar a segment; a bar a question where it is all of the same people."""
    levels = tuple(dict.fromkeys(each.level for each in found))
    sides = dict.fromkeys((each.variable, each.segment) for each in found)
    questions = len({variable for variable, _ in sides}) > 1
    segments = len({segment for _, segment in sides}) > 1
    rows = []
    for variable, segment in sides:
        of = {e.level: e for e in found if (e.variable, e.segment) == (variable, segment)}
        label, who = figure.variables[variable], name_segment(segment, cast, [variable])
        rows.append(_stack_row(of, levels, label if questions and not segments else who,
                               label if questions and segments else "",
                               find_position(segment, cast)))  # fmt: skip
    kinds = {cast.inputs.variable_types.get(variable, "") for variable, _ in sides}
    return StackChart(levels, tuple(rows), choose_scale(levels, ordered=kinds <= {"ordinal"}))


def _stack_row(
    of: Mapping[str, Estimate], levels: Sequence[str], label: str, group: str, position: int
) -> StackRow:
    first = next(iter(of.values()))
    known = [of.get(level) for level in levels]
    return StackRow(
        label,
        tuple(each.value if each else 0.0 for each in known),
        first.n,
        first.weighted_n,
        tuple(each.interval if each else None for each in known),
        group,
        position,
    )


def choose_scale(levels: Sequence[str], *, ordered: bool) -> str:
    """How the answers stand to each other: from pole to pole, from none to most, or in no order."""
    if not ordered:
        return UNORDERED
    return DIVERGING if any(map(_POLES.search, levels)) else GROWING


# -- the axis of means -----------------------------------------------------------------------------


def choose_axis(rows: Sequence[BarRow]) -> tuple[float, float]:
    """An axis for means in four round steps: from 0, or below it where a figure is."""
    ends = [row.value for row in rows]
    ends += [end for row in rows if row.interval for end in (row.interval.low, row.interval.high)]
    known = [0.0, *(end for end in ends if math.isfinite(end))]
    low, high = min(known), max(known)
    step = _round_step((high - low) / 4 or 0.25)
    while (start := math.floor(low / step) * step) + 4 * step < high - 1e-9 * step:
        step = _round_step(step * 1.01)
    return start, start + 4 * step


def _round_step(least: float) -> float:
    """The next step that an axis may take: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= least * (1 - 1e-9))


# -- notes -----------------------------------------------------------------------------------------


def name_those_left_out(shown: Sequence[Shown], cast: Cast) -> tuple[str, ...]:
    """Segments that no figure can show, named once for all."""
    empty = dict.fromkeys(name for each in shown for name in each.empty)
    withheld = cast.inputs.withheld
    small = {name for each in shown for name in each.small}
    small |= {segment for _, segment in withheld.answers - withheld.beside}
    told = []
    if empty:
        told.append(f"Left out where nobody of them answered: {_name_all(empty, cast)}.")
    if small:
        few = f"fewer than {cast.inputs.min_cell} people of them answered"
        told.append(f"Withheld, since {few}: {_name_all(small, cast)}.")
    if beside := {segment for _, segment in withheld.beside}:
        few = f"answers of fewer than {cast.inputs.min_cell} people could be computed from them"
        told.append(f"Withheld, since {few}: {_name_all(beside, cast)}.")
    return tuple(told)


def _name_all(segments: Iterable[str], cast: Cast) -> str:
    known = sorted(segments, key=lambda name: (find_position(name, cast), name))
    return join_words([name_segment(name, cast) for name in known])
