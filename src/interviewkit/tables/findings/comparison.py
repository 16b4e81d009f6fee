"""Waves, cohorts or segments side by side: shares of people and survey answers, as tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewkit.model import Change, SideBySide, Step
from interviewkit.model import table as kinds
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.sides import CODE, COHORT, CROSS_SECTION, PANEL, SEGMENT, THEME, WAVE
from interviewkit.model.small_cells import is_few
from interviewkit.model.table import TEXT, VOICES, Column, Lead, ResultTable, Row, Value
from interviewkit.tables.fields import (
    Field,
    list_columns,
    list_data_fields,
    list_figure_fields,
    list_interval_fields,
    read_values,
)
from interviewkit.tables.findings import inference as tests
from interviewkit.wording.numbers import MINUS, count

FROM_TO = (Column("from", TEXT, read=False), Column("to", TEXT, read=False))
BETWEEN = {WAVE: "from wave to wave", COHORT: "from cohort to cohort", SEGMENT: "on both sides"}
SHARES = {
    "before": kinds.WHOLE_SHARE,
    "after": kinds.WHOLE_SHARE,
    "difference": kinds.POINTS,
    "simultaneous": kinds.POINTS,
}
"""What the figures of an answer are where a level of it is counted; else they are means."""
OF_BOTH = "of people on both sides"
NAMED = 8
"""So many of those who changed are named."""


def build_themes(contrast: SideBySide, *, guarded: bool = False) -> ResultTable:
    """Shares of people who voiced each code and theme, a row a step and code.

    ``guarded`` is for readers who might know these people: sides of fewer than may be shown are
    left out, and those on both sides stand in :func:`build_same_people`.
    """
    changes = [change for step in contrast.steps for change in step.themes]
    fields = (
        Field.of("of", TEXT, head="theme"),
        *list_data_fields(TEXT, "kind"),
        *_shares(contrast),
        *PEOPLE,
    )
    used = {
        "coded_points": any(c.corrected for c in changes),
        "dropped": any(c.in_both for c in changes) and not guarded,
        "taken_up": any(c.in_both for c in changes) and not guarded,
        "p_panel": any(0 < c.in_both < max(c.before.n, c.after.n) for c in changes) and not guarded,
    }
    few = f"a side of fewer than {contrast.min_cell} people is not tested"
    few += " and not shown, since they might be known" if guarded else " ([inference] min_cell)"
    notes = [few] if any(change.small for change in changes) else []
    table = _build(contrast, "themes", "Themes", fields, notes, guarded=guarded)
    return table.without(*(key for key in used if not used[key]))


def build_same_people(contrast: SideBySide) -> ResultTable:
    """Those who spoke on both sides: who voiced it when; too few of them have no row."""
    least = contrast.min_cell
    steps = tuple(
        replace(step, themes=tuple(change for change in step.themes if change.in_both >= least))
        for step in contrast.steps
    )
    keys = ("of", "kept", "taken_up", "dropped", "neither", "p_panel", "who")
    table = build_themes(replace(contrast, steps=steps)).reading(*keys).unexplained()
    note = "Of the people who spoke on both sides: who voiced it when."
    return replace(table, title="The same people, before and after", notes=(note,))


def build_topics(contrast: SideBySide, *, guarded: bool = False) -> ResultTable:
    """Shares of people in the topics of the study's one fit."""
    of = (Field.of("topic", TEXT, "of"), Field.of("title", TEXT, "label"))
    note = "Share of people with a turn in the topic; one fit over all sides."
    fields = (*of, *_shares(contrast))
    return _build(contrast, "topics", "Topics", fields, [note], guarded=guarded)


def build_answers(contrast: SideBySide, *, guarded: bool = False) -> ResultTable:
    """What respondents answered: means of numbers, shares of levels, weighted."""
    changes = [change for step in contrast.steps for change in step.answers]
    apart = Column("difference", kinds.DIFFERENCE, like="size")
    fields = (
        *list_data_fields(TEXT, variable="of", level="level"),
        Field.of("answer", TEXT, lambda change: name_answer(change, change.of), data=False),
        *list_data_fields(kinds.COUNT, n_before="before.n", n_after="after.n"),
        Field.of("before", kinds.MEAN, "before.value", like="size"),
        Field.of("after", kinds.MEAN, "after.value", like="size"),
        *_tested(contrast, apart, changes, ", of shares in points"),
        *list_data_fields(TEXT, "test"),
        Field.of("size", kinds.MEAN, _size, read=False, data=False),
    )
    same = [step.answers_design.both for step in contrast.steps if step.answers_design]
    notes = ["Weighted where the survey has weights."]
    notes += [f"Respondents who answered on both sides: {', '.join(map(count, same))}."]
    return _build(contrast, "answers", "The survey", fields, notes, guarded=guarded)


def build_step_rows(
    contrast: SideBySide, step: Step, fields: Sequence[Field], things: Sequence[object]
) -> Iterator[Row]:
    """Rows of things of one step; where there are several each has its own heading."""
    between: dict[str, Value] = {"from": step.before, "to": step.after}
    heading = "" if len(contrast.steps) == 1 else f"{step.before} → {step.after}"
    return (Row({**between, **read_values(fields, thing)}, heading) for thing in things)


def describe_step(contrast: SideBySide, step: Step) -> str:
    """What is compared, and whether it is the same people."""
    design, between = step.design, " against " if contrast.by == SEGMENT else " → "
    who = (
        f"mixed, {design.both} people on both sides, {design.only_before} only before and "
        f"{design.only_after} only after"
    )
    if contrast.by == SEGMENT:
        who = f"two sets of people, {design.only_before} and {design.only_after}"
    elif design.kind == PANEL:
        who = f"a panel of {design.both} people, told by their ids"
    elif design.kind == CROSS_SECTION:
        name = "different people" if contrast.by == COHORT else "a repeated cross-section"
        who = f"{name}, {design.only_before} and {design.only_after}, nobody on both sides"
    return f"{step.before}{between}{step.after}: {who}"


def name_answer(change: Change, variable: str) -> str:
    """What was answered: the variable, with the level whose share it is."""
    return f"{variable}: {change.level}" if change.level else variable


def list_step_remarks(step: Step) -> Iterator[str]:
    """What to be careful of with themes and answers, each once."""
    return tests.list_remarks(
        (change.of, text)
        for change in (*step.themes, *step.answers)
        for text in ([change.why] if change.why.startswith(BY_CONSTRUCTION) else change.notes)
        if text not in step.design.notes
    )


# -- columns -------------------------------------------------------------------------------------


def _shares(contrast: SideBySide) -> Iterator[Field]:
    """Shares of people before and after, and what lies between them."""
    yield from list_data_fields(kinds.COUNT, n_before="before.n", n_after="after.n")
    for side in ("before", "after"):
        voiced = Column(f"voiced_{side}", kinds.COUNT, head="people", data=False)
        yield Field(replace(voiced, out_of=f"n_{side}", spanner=side), f"{side}.voiced")
        share = Column(side, kinds.WHOLE_SHARE, head="share", spanner=side)
        yield Field(share, f"{side}.value")
    changes = [c for step in contrast.steps for c in (*step.themes, *step.topics)]
    points = Column("points", kinds.POINTS, head="difference")
    yield from _tested(contrast, points, changes, ", in points")


def _tested(
    contrast: SideBySide, apart: Column, changes: Sequence[Change], unit: str
) -> Iterator[Field]:
    """What lies between both sides, and how sure that is."""
    way = "inside less outside" if contrast.by == SEGMENT else "later less earlier"
    said = tests.explain_difference(f"{way}{unit}", [change.interval for change in changes])
    yield from list_figure_fields(replace(apart, note=said), "difference", "interval", "")
    yield from (Field(tests.P_VALUE), Field(tests.ADJUSTED))
    together = tests.explain_simultaneous(contrast.adjustment)
    wide = Column("simultaneous", apart.kind, like=apart.like, note=together, spare=4)
    yield from list_interval_fields(wide, "simultaneous")
    yield from list_data_fields(TEXT, "family")
    yield from list_data_fields(kinds.COUNT, "family_tests")
    yield from list_data_fields(TEXT, "why")


def _who(change: Change) -> tuple[str, ...]:
    named = [f"+{name}" for name in change.taken_up_by]
    named += [f"{MINUS}{name}" for name in change.dropped_by]
    more = [f"and {len(named) - NAMED} more"] if len(named) > NAMED else []
    return (*named[:NAMED], *more)


PEOPLE = (
    *list_data_fields(kinds.EFFECTIVE, effective_n_before="before.effective_n"),
    *list_data_fields(kinds.EFFECTIVE, effective_n_after="after.effective_n"),
    *list_data_fields(kinds.RATE, per_1000_before="before.rate", per_1000_after="after.rate"),
    Field.of("kept", kinds.COUNT, head="both", read=False),
    Field.of("dropped", kinds.COUNT, spare=2),
    Field.of("taken_up", kinds.COUNT, out_of="in_both", note=OF_BOTH, spare=2),
    *list_data_fields(kinds.COUNT, "neither"),
    Field.of("p_panel", kinds.P, "panel_p", head="p of these", spare=1),
    *list_data_fields(TEXT, "test"),
    *list_data_fields(kinds.TRUTH, "small"),
    *list_data_fields(kinds.SHARE, corrected_before="corrected_before.share"),
    *list_data_fields(kinds.SHARE, corrected_after="corrected_after.share"),
    *list_figure_fields(
        Column("corrected_points", kinds.POINTS, read=False),
        "corrected.value", "corrected.interval", "corrected_",
    ),
    Field.of("coded_points", kinds.POINTS, "coded", head="as coded", note=tests.AS_CODED),
    *tests.ALLOWANCES,
    Field.of("in_both", kinds.COUNT, read=False, data=False),
    Field.of("who", kinds.LIST, _who, head="who changed", read=False, data=False),
)  # fmt: skip


def _size(change: Change) -> float:
    """The larger of the two figures: all of a row are as round as that."""
    return max(abs(change.before.value), abs(change.after.value))


# -- rows ----------------------------------------------------------------------------------------


def _build(
    contrast: SideBySide,
    name: str,
    what: str,
    fields: Sequence[Field],
    notes: Sequence[str],
    *,
    guarded: bool = False,
) -> ResultTable:
    """A row a change; of one step with its sides for heads."""
    found: list[tuple[Step, Sequence[Change]]]
    found = [(step, getattr(step, name)) for step in contrast.steps]
    rows = [
        _finish(contrast, step, change, row, guarded=guarded)
        for step, changes in found
        for change, row in zip(
            changes, build_step_rows(contrast, step, fields, changes), strict=True
        )
    ]
    tested = [change for _, changes in found for change in changes if not math.isnan(change.p)]
    families = ((change.family, change.family_tests) for change in tested)
    how = tests.describe_tests((c.test for c in tested), contrast.adjustment, families)
    columns = (*FROM_TO, *_name_sides(contrast, list_columns(fields)))
    title = f"{what} {BETWEEN[contrast.by]}"
    return ResultTable(name, columns, tuple(rows), title, (*how, *notes), f"no {name} to compare")


def _name_sides(contrast: SideBySide, columns: Sequence[Column]) -> Iterator[Column]:
    if len(contrast.steps) != 1:
        yield from columns
        return
    [step] = contrast.steps
    sides = {"before": step.before, "after": step.after}
    for column in columns:
        if column.title in sides:
            yield replace(column, head=sides[column.title], verbatim=True)
        else:
            yield replace(column, spanner=sides.get(column.spanner, ""))


APART = (
    "points", "difference", "low", "high", "simultaneous_low", "simultaneous_high", "p",
    "p_adjusted", "coded_points", "corrected_points", "corrected_low", "corrected_high",
)  # fmt: skip
"""What lies between both sides, by which the one could be computed from the other."""
SAME_PEOPLE = ("kept", "dropped", "taken_up", "neither", "p_panel", "who")


def _is_withheld(contrast: SideBySide, side: str, people: int) -> bool:
    return side in contrast.withheld or is_few(people, contrast.min_cell)


def _finish(contrast: SideBySide, step: Step, change: Change, row: Row, *, guarded: bool) -> Row:
    """The row with what its numbers are and lead to; ``guarded`` without those of few people."""
    values, instead = dict(row.values), tests.name_untested(change.why)
    few = any(
        _is_withheld(contrast, getattr(step, side), getattr(change, side).n)
        for side in ("before", "after")
    )
    if guarded and (change.small or few):
        values |= {key: None for key in APART if key in values}
    if guarded and is_few(change.in_both, contrast.min_cell):
        values |= {key: None for key in SAME_PEOPLE if key in values}
    leads: dict[str, Lead] = {}
    for side, figure in (("before", change.before), ("after", change.after)):
        voiced = f"voiced_{side}"
        if guarded and _is_withheld(contrast, getattr(step, side), figure.n):
            values |= {key: None for key in values if key == side or key.endswith(f"_{side}")}
            small = is_few(figure.n, contrast.min_cell)
            mark = f"fewer than {contrast.min_cell}" if small else "withheld"
            instead[voiced if voiced in values else side] = mark
        elif change.kind in (CODE, THEME):
            wave = getattr(step, side) if contrast.by == WAVE else ""
            leads[voiced] = Lead(VOICES, change.of, wave=wave)
    shares = SHARES if change.level else {}
    return replace(row, values=values, leads=leads, instead=instead, kinds=shares)
