"""What ``interviewkit compare`` prints: one table after another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from interviewkit.cli.compare_rows import Row, matches
from interviewkit.cli.show import table_text
from interviewkit.model import Change, SideBySide, Step
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.sides import COHORT, CROSS_SECTION, PANEL, SEGMENT, Pair
from interviewkit.wording.numbers import (
    count,
    mean,
    mean_difference,
    mean_difference_range,
    p_value,
    percent,
    points_named,
    points_range,
    ratio,
    ratio_range,
)

MOST, FEW, ALL = 15, 5, 10**6
"""Rows of answers and pairs, of topics, and of what is shown whole."""


def overview(contrast: SideBySide) -> Iterator[str]:
    """The whole comparison for a terminal, the most telling first."""
    yield table_text([_side(contrast, i) for i in range(len(contrast.sides))])
    for note in contrast.notes:
        yield f"note: {note}"
    for step in contrast.steps:
        yield ""
        yield from _step(contrast, step)
    yield from _saturation(contrast)
    if contrast.codebook:
        yield ""
        yield "Codes that are not one and the same:"
        yield from (f"  {each.code}: {each.what}; {each.hint}" for each in contrast.codebook)
    together = [_pair(pair) for pair in contrast.pairs if not pair.side]
    if together:
        yield ""
        yield "Codes in the same people (all sides together):"
        yield _some(together, "pairs")


def _pair(pair: Pair) -> Row:
    return {
        "first": pair.first,
        "second": pair.second,
        "both": pair.both,
        "odds_ratio": ratio(pair.odds),
        "odds_interval": ratio_range(pair.odds_interval),
        "odds_simultaneous": ratio_range(pair.odds_simultaneous),
        "p": p_value(pair.p),
        "p_adjusted": p_value(pair.p_adjusted),
    }


def _side(contrast: SideBySide, i: int) -> Row:
    side = contrast.sides[i]
    return {
        contrast.by: side.label,
        "people": side.people,
        "groups": side.groups,
        "conversations": side.transcripts,
        "words": side.words,
        "respondents": side.respondents,
    }


def one_part(contrast: SideBySide, name: str) -> Iterator[str]:
    """One of ``PARTS`` of each step for a terminal, all its rows, written as in the whole."""
    found = [(step, [*PARTS[name](contrast, step, ALL)]) for step in contrast.steps]
    for step, rows in found:
        yield from (_heading(contrast, step), *rows, "") if rows else ()
    if not any(rows for _, rows in found):
        yield f"no {name} to compare"


def _step(contrast: SideBySide, step: Step) -> Iterator[str]:
    yield _heading(contrast, step)
    yield from (f"note: {note}" for note in step.design.notes)
    yield from _themes(contrast, step)
    for part, most in ((_answers, MOST), (_topics, FEW), (_matches, ALL)):
        rows = [*part(contrast, step, most)]
        yield from ("", *rows) if rows else ()


def _heading(contrast: SideBySide, step: Step) -> str:
    between = " against " if contrast.by == SEGMENT else " → "
    return f"{step.before}{between}{step.after}: {_design(contrast, step)}"


def _themes(contrast: SideBySide, step: Step, most: int = ALL) -> Iterator[str]:
    if step.themes:
        yield _some([_short(change, step) for change in step.themes], "themes", most)
        yield _tests(contrast, step.themes)
        yield from _about_themes(contrast, step)


def _answers(_: SideBySide, step: Step, most: int) -> Iterator[str]:
    if step.answers:
        same = step.answers_design.both if step.answers_design else 0
        yield f"The survey ({count(same)} respondents answered on both sides):"
        yield _some([_answer(change, step) for change in step.answers], "answers", most)


def _topics(_: SideBySide, step: Step, most: int) -> Iterator[str]:
    if step.topics:
        yield "Topics of the study's one fit, by the share of people in each, largest change first:"
        moved = sorted(step.topics, key=lambda change: -abs(change.difference))
        yield _some([_short(change, step, title=True) for change in moved], "topics", most)


def _matches(contrast: SideBySide, step: Step, most: int) -> Iterator[str]:
    if step.matches:
        yield "Topics fitted side by side:"
        keys = ("what", "topics_before", "topics_after", "near_before", "near_after", "likeness")
        rows = matches(SideBySide(contrast.by, contrast.sides, (step,)))
        yield _some([{key: row[key] for key in keys} for row in rows], "matches", most)


PARTS: Mapping[str, Callable[[SideBySide, Step, int], Iterator[str]]]
PARTS = {"themes": _themes, "answers": _answers, "topics": _topics}
"""What a step shows that can be shown alone."""


def _design(contrast: SideBySide, step: Step) -> str:
    """The design in words."""
    design = step.design
    if contrast.by == SEGMENT:
        return f"two sets of people, {design.only_before} and {design.only_after}"
    if design.kind == PANEL:
        return f"a panel of {design.both} people, told by their ids"
    if design.kind == CROSS_SECTION:
        name = "different people" if contrast.by == COHORT else "a repeated cross-section"
        return f"{name}, {design.only_before} and {design.only_after}, nobody on both sides"
    return (
        f"mixed, {design.both} people on both sides, {design.only_before} only before and "
        f"{design.only_after} only after"
    )


def _about_themes(contrast: SideBySide, step: Step) -> Iterator[str]:
    yield from _remarks(step)
    if any(change.small for change in step.themes):
        yield f"not tested: a side of fewer than {contrast.min_cell} people ([inference] min_cell)"
    if any(change.corrected for change in step.themes):
        yield (
            "difference and p allow for what the machine gets wrong, by an audit; "
            "as coded: before that"
        )


def _remarks(step: Step) -> Iterator[str]:
    """What to be careful of, each remark once with the rows that it is about."""
    about: dict[str, list[str]] = {}
    for change in (*step.themes, *step.answers):
        constructed = change.why if change.why.startswith(BY_CONSTRUCTION) else ""
        for text in (constructed,) if constructed else change.notes:
            if text not in step.design.notes:
                about.setdefault(text, []).append(change.of)
    for text, rows in about.items():
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        yield f"note: {rows[0]}{more}: {text}"


def _tests(contrast: SideBySide, found: Sequence[Change]) -> str:
    names = " or ".join(dict.fromkeys(change.test for change in found if change.test))
    return f"p by {names}; {_adjustment(contrast, found)}" if names else "nothing was tested"


def _adjustment(contrast: SideBySide, found: Sequence[Change]) -> str:
    ways = {"holm": "adjusted by Holm", "bh": "adjusted by Benjamini and Hochberg"}
    tested = [each for each in found if not math.isnan(each.p)]
    over = dict.fromkeys(f"{each.family_tests} tests ({each.family})" for each in tested)
    how = ways.get(contrast.adjustment, "not adjusted")
    return f"{how} over {' and '.join(over)}" if over else how


def _short(change: Change, step: Step, *, title: bool = False) -> Row:
    row: dict[str, object] = {
        "topic" if title else "of": f"{change.of} {change.label}" if title else change.of,
        step.before: _people(change, after=False),
        step.after: _people(change, after=True),
        "difference": points_named(change.difference),
        f"{percent(_level((*step.themes, *step.topics)))} interval": points_range(change.interval),
        "simultaneous": points_range(change.simultaneous),
        **_p_columns(change),
    }
    if any(each.corrected for each in step.themes) and not title:
        row["as coded"] = points_named(change.coded)
    if not title and change.in_both:
        row["dropped/taken up"] = f"{change.dropped}/{change.taken_up} of {change.in_both}"
        if not change.in_both == change.before.n == change.after.n:
            row["p of these"] = p_value(change.panel_p)
    return row


def _level(found: Sequence[Change]) -> float:
    return next((change.interval.level for change in found if change.interval), 0.95)


def _answer(change: Change, step: Step) -> Row:
    shown = _share_cells(change) if change.level else _mean_cells(change)
    before, after, difference, interval, wide = shown
    return {
        "variable": f"{change.of}: {change.level}" if change.level else change.of,
        step.before: before,
        step.after: after,
        "difference": difference,
        f"{percent(_level(step.answers))} interval": interval,
        "simultaneous": wide,
        **_p_columns(change),
    }


def _share_cells(change: Change) -> Sequence[str]:
    return (
        percent(change.before.value),
        percent(change.after.value),
        points_named(change.difference),
        points_range(change.interval),
        points_range(change.simultaneous),
    )


def _mean_cells(change: Change) -> Sequence[str]:
    like = max(abs(change.before.value), abs(change.after.value))
    return (
        mean(change.before.value, like),
        mean(change.after.value, like),
        mean_difference(change.difference, like),
        mean_difference_range(change.interval, like),
        mean_difference_range(change.simultaneous, like),
    )


def _p_columns(change: Change) -> Row:
    if change.why.startswith(BY_CONSTRUCTION):
        return {"p": "by construction", "adjusted": "–"}
    return {"p": p_value(change.p), "adjusted": p_value(change.p_adjusted)}


def _saturation(contrast: SideBySide) -> Iterator[str]:
    found = contrast.saturation
    if found is None:
        return
    yield ""
    if found.why:
        yield f"Saturation is not claimed: {found.why}"
        return
    said = ", ".join(f"{new} first in {side}" for side, new in found.by_side)
    yield (
        f"Saturation (base {found.base}, run {found.run}, at most {percent(found.threshold)} new): "
        f"{found.words}; {found.heard[-1].known if found.heard else 0} codes, {said}"
    )
    yield f"  of {found.grounds}"
    if found.usual:
        middle, low, high = found.usual
        yield (
            f"  in random orders of the conversations: {middle}+{found.run} as a rule, {low} to "
            f"{high} in nine of ten; {percent(found.usual_share)} of orders reach it"
        )


def _some(rows: Sequence[Row], name: str, most: int = MOST) -> str:
    more = f"\n… and {len(rows) - most} more: --show {name}" if len(rows) > most else ""
    return table_text(rows[:most]) + more


def _people(change: Change, *, after: bool) -> str:
    figure = change.after if after else change.before
    return f"{figure.voiced}/{figure.n} {percent(figure.value)}"
