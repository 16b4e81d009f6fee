"""The tables of the waves: every figure that the section's sentences rest on."""

from __future__ import annotations

import math

from interviewkit.model import Change, Interval, SideBySide, SideFigure
from interviewkit.model.sides import KEPT
from interviewkit.report.figures import Table
from interviewkit.wording.numbers import (
    MINUS,
    NOTHING,
    count,
    decimal,
    decimal_range,
    interval_named,
    mean,
    mean_difference,
    mean_difference_range,
    p_value,
    percent,
    points,
    points_range,
    ratio,
    ratio_range,
)

SHOWN = 12
NAMED = 8

CORRECTED = (
    " Changes and p allow for what the machine gets wrong where an audit tells it; as coded: "
    "before that."
)


def tables(contrast: SideBySide) -> tuple[Table, ...]:
    """What there is to show, in the order of reading."""
    found = (_themes(contrast), _moves(contrast), _answers(contrast), _answers_moved(contrast),
             _topics(contrast), _matches(contrast), _codes(contrast), _pairs(contrast))  # fmt: skip
    return tuple(table for table in found if table.rows)


def _themes(contrast: SideBySide) -> Table:
    corrected = any(change.corrected for step in contrast.steps for change in step.themes)
    rows = tuple(
        (
            _between(step.before, step.after),
            change.label,
            _of(change.before, contrast.min_cell),
            _of(change.after, contrast.min_cell),
            *(
                (NOTHING, NOTHING, NOTHING)
                if change.small
                else (
                    points(change.difference),
                    points_range(change.interval),
                    points_range(change.simultaneous),
                )
            ),
            p_value(change.p),
            p_value(change.p_adjusted),
            *((_coded(change),) if corrected else ()),
        )
        for step in contrast.steps
        for change in step.themes
    )
    head: tuple[str, ...]
    wide = f"{percent(_level(contrast))} interval"
    head = ("Waves", "Code or theme", "Before", "After", "Change", wide, "Simultaneous", "p",
            "Adjusted")  # fmt: skip
    head += ("As coded",) if corrected else ()
    tests = dict.fromkeys(c.test for step in contrast.steps for c in step.themes if c.test)
    note = (
        f"Points are percentage points. p by {' or '.join(tests) or 'no test'}; {_over(contrast)}. "
        "The interval holds what the test does not reject, the simultaneous one does so with all "
        "others of its family; people who talked in one conversation are not taken for independent."
        + _few(contrast)
        + (CORRECTED if corrected else "")
    )
    return Table("Themes from wave to wave", head, rows, (2, 3, 4, 5, 6, 7, 8, 9), note, SHOWN)


def _over(contrast: SideBySide) -> str:
    """How p is adjusted, and for how many tests."""
    tested = [c for step in contrast.steps for c in step.themes if not math.isnan(c.p)]
    over = dict.fromkeys(f"{count(c.family_tests)} tests ({c.family})" for c in tested)
    return f"adjusted for {' and '.join(over)}, {_way(contrast)}" if over else "nothing was tested"


def _level(contrast: SideBySide) -> float:
    ends = (c.interval for step in contrast.steps for c in step.themes if c.interval)
    return next((each.level for each in ends), 0.95)


def _few(contrast: SideBySide) -> str:
    if not any(change.small for step in contrast.steps for change in step.themes):
        return ""
    return (
        f" Fewer than {contrast.min_cell} people on a side are neither tested nor shown, since "
        "they might be known."
    )


def _of(figure: SideFigure, min_cell: int) -> str:
    """A share of people; not shown where they are so few that one might know them."""
    if 0 < figure.n < min_cell:
        return f"fewer than {min_cell} people"
    return f"{percent(figure.value)} of {count(figure.n)}"


def _coded(change: Change) -> str:
    return NOTHING if change.small or math.isnan(change.coded) else points(change.coded)


def _moves(contrast: SideBySide) -> Table:
    rows = tuple(
        (
            _between(step.before, step.after),
            change.label,
            count(change.kept),
            count(change.taken_up),
            count(change.dropped),
            count(change.neither),
            p_value(change.panel_p),
            _who(change),
        )
        for step in contrast.steps
        for change in step.themes
        if change.in_both >= contrast.min_cell
    )
    head: tuple[str, ...]
    head = ("Waves", "Code or theme", "Both", "Taken up", "Dropped", "Neither", "p", "Who changed")
    note = "Of the people who spoke in both waves: who voiced it when."
    return Table("The same people, before and after", head, rows, (2, 3, 4, 5, 6), note, SHOWN)


def _who(change: Change) -> str:
    named = [f"+{name}" for name in change.taken_up_by]
    named += [f"{MINUS}{name}" for name in change.dropped_by]
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return ", ".join(named[:NAMED]) + more or NOTHING


def _answers(contrast: SideBySide) -> Table:
    rows = tuple(
        (
            _between(step.before, step.after),
            f"{change.label}: {change.level}" if change.level else change.label,
            _figure(change.before.value, change),
            _figure(change.after.value, change),
            _moved(change),
            *(_moved_range(change, ends) for ends in (change.interval, change.simultaneous)),
            p_value(change.p),
            p_value(change.p_adjusted),
        )
        for step in contrast.steps
        for change in step.answers
    )
    wide = interval_named(c.interval for step in contrast.steps for c in step.answers)
    head = ("Waves", "Answer", "Before", "After", "Change", wide, "Simultaneous", "p",
            "Adjusted")  # fmt: skip
    note = f"Weighted where the survey has weights; adjusted over this table ({_way(contrast)})."
    return Table("The survey from wave to wave", head, rows, (2, 3, 4, 5, 6, 7, 8), note, SHOWN)


def _answers_moved(contrast: SideBySide) -> Table:
    rows = tuple(
        (_between(step.before, step.after), move.label, move.before, move.after, count(move.n))
        for step in contrast.steps
        for move in step.moves
        if move.before != move.after
    )
    head = ("Waves", "Question", "From", "To", "Respondents")
    note = "Respondents who answered in both waves and changed their answer; unweighted counts."
    return Table("Who answered differently", head, rows, (4,), note, SHOWN)


def _topics(contrast: SideBySide) -> Table:
    changes = [
        (step, change)
        for step in contrast.steps
        for change in sorted(step.topics, key=lambda each: -abs(each.difference))
    ]
    rows = tuple(
        (
            _between(step.before, step.after),
            f"{change.of} {change.label}",
            _of(change.before, contrast.min_cell),
            _of(change.after, contrast.min_cell),
            *(
                (NOTHING, NOTHING)
                if change.small
                else (points(change.difference), points_range(change.simultaneous))
            ),
            p_value(change.p_adjusted),
        )
        for step, change in changes
    )
    head = ("Waves", "Topic", "Before", "After", "Change", "Simultaneous", "Adjusted p")
    note = "Share of people with a turn in the topic; one fit over all waves."
    return Table("Topics from wave to wave", head, rows, (2, 3, 4, 5, 6), note, SHOWN)


def _matches(contrast: SideBySide) -> Table:
    rows = tuple(
        (
            _between(step.before, step.after),
            case.kind,
            "; ".join(case.before) or NOTHING,
            "; ".join(case.after) or NOTHING,
            count(case.size_before),
            count(case.size_after),
        )
        for step in contrast.steps
        for case in sorted(step.matches, key=lambda case: case.kind == KEPT)
    )
    head = ("Waves", "", "Topics before", "Topics after", "Turns before", "Turns after")
    note = "Each wave fitted by itself; topics matched by the vectors of their turns."
    return Table("What became of topics", head, rows, (4, 5), note, SHOWN)


def _codes(contrast: SideBySide) -> Table:
    rows = tuple(
        (
            shift.code,
            shift.what,
            "; ".join(f"{side}: {', '.join(v) or NOTHING}" for side, v in shift.versions),
            shift.hint,
        )
        for shift in contrast.codebook
    )
    return Table("Codes that changed", ("Code", "What", "Versions", "What to do"), rows)


def _pairs(contrast: SideBySide) -> Table:
    rows = tuple(
        (
            f"{pair.first}, {pair.second}",
            f"{count(pair.both)} of {count(pair.n)}",
            decimal(pair.phi),
            decimal_range(pair.phi_interval),
            ratio(pair.odds),
            ratio_range(pair.odds_interval),
            ratio_range(pair.odds_simultaneous),
            p_value(pair.p),
            p_value(pair.p_adjusted),
        )
        for pair in contrast.pairs
        if not pair.side
    )
    wide = interval_named(pair.odds_interval for pair in contrast.pairs)
    head = ("Codes", "People with both", "phi", wide, "Odds ratio", wide, "Simultaneous", "p",
            "Adjusted")  # fmt: skip
    note = "People as units, all waves together; codes voiced by at least five people."
    return Table("Codes in the same people", head, rows, (1, 2, 3, 4, 5, 6, 7, 8), note, SHOWN)


def _figure(value: float, change: Change) -> str:
    return percent(value) if change.level else mean(value, _size(change))


def _moved(change: Change) -> str:
    """A difference in points of shares, or in the unit of what was asked."""
    if change.level:
        return points(change.difference)
    return mean_difference(change.difference, _size(change))


def _moved_range(change: Change, ends: Interval | None) -> str:
    return points_range(ends) if change.level else mean_difference_range(ends, _size(change))


def _size(change: Change) -> float:
    """The larger of the two figures: all of a row are as round as that."""
    return max(abs(change.before.value), abs(change.after.value))


def _between(before: str, after: str) -> str:
    return f"{before} → {after}"


def _way(contrast: SideBySide) -> str:
    ways = {"holm": "Holm", "bh": "Benjamini and Hochberg"}
    return ways.get(contrast.adjustment, "not adjusted")
