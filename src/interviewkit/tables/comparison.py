"""Waves, cohorts or segments side by side: shares of people and survey answers, as tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from interviewkit.model import Change, Interval, SideBySide, Step
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.sides import COHORT, CROSS_SECTION, KEPT, PANEL, SEGMENT, TOPIC, WAVE
from interviewkit.model.table import (
    COUNT,
    DIFFERENCE,
    EFFECTIVE,
    LIST,
    MEAN,
    POINTS,
    RATE,
    SHARE,
    TEXT,
    TRUTH,
    VOICES,
    WHOLE_SHARE,
    Column,
    Lead,
    P,
    ResultTable,
    Row,
)
from interviewkit.tables.fields import (
    Field,
    data_fields,
    figure_fields,
    interval_fields,
    list_columns,
    read_values,
)
from interviewkit.tables.inference import (
    ADJUSTED,
    ALLOWANCES,
    AS_CODED,
    P_VALUE,
    describe_tests,
    explain_difference,
    explain_simultaneous,
    list_remarks,
    name_untested,
)
from interviewkit.wording.numbers import MINUS, count

FROM_TO = (Column("from", TEXT, read=False), Column("to", TEXT, read=False))
BETWEEN = {WAVE: "from wave to wave", COHORT: "from cohort to cohort", SEGMENT: "on both sides"}
NAMED = 8
"""So many of those who changed are named."""


def build_themes(contrast: SideBySide, *, guarded: bool = False) -> ResultTable:
    """Shares of people who voiced each code and theme, a row a step and code.

    ``guarded`` is for readers who might know these people: sides of fewer than may be shown are
    left out.
    """
    found = [(step, change) for step in contrast.steps for change in step.themes]
    changes = [change for _, change in found]
    of = data_fields(TEXT, kind="kind")
    fields = (Field(Column("of", TEXT, head="theme"), "of"), *of, *_shares(contrast), *PEOPLE)
    rows = [_people(contrast, *each, fields, guarded=guarded) for each in found]
    used = {
        "coded_points": any(c.corrected for c in changes),
        "dropped": any(c.in_both for c in changes),
        "taken_up": any(c.in_both for c in changes),
        "p_panel": any(c.in_both and not c.in_both == c.before.n == c.after.n for c in changes),
    }
    table = _build(contrast, "themes", "Themes", fields, rows, changes)
    notes = (*table.notes, *_note_few(contrast, changes, guarded))
    return replace(table, notes=notes).without(*(key for key in used if not used[key]))


def build_same_people(contrast: SideBySide) -> ResultTable:
    """Those who spoke on both sides: who voiced it when; too few of them have no row."""
    steps = tuple(
        replace(s, themes=tuple(c for c in s.themes if c.in_both >= contrast.min_cell))
        for s in contrast.steps
    )
    keys = ("of", "kept", "taken_up", "dropped", "neither", "p_panel", "who")
    table = build_themes(replace(contrast, steps=steps)).reading(*keys)
    note = "Of the people who spoke on both sides: who voiced it when."
    return replace(table, title="The same people, before and after", notes=(note,)).unexplained()


def build_topics(contrast: SideBySide, *, guarded: bool = False) -> ResultTable:
    """Shares of people in the topics of the study's one fit."""
    fields = (
        Field(Column("topic", TEXT), "of"),
        Field(Column("title", TEXT), "label"),
        *_shares(contrast),
    )
    found = [(step, change) for step in contrast.steps for change in step.topics]
    rows = [_people(contrast, *each, fields, guarded=guarded) for each in found]
    table = _build(contrast, "topics", "Topics", fields, rows, [change for _, change in found])
    note = "Share of people with a turn in the topic; one fit over all sides."
    return replace(table, notes=(note, *table.notes))


def build_answers(contrast: SideBySide) -> ResultTable:
    """What respondents answered: means of numbers, shares of levels, weighted."""
    found = [(step, change) for step in contrast.steps for change in step.answers]
    changes = [change for _, change in found]
    said = explain_difference(f"{_way(contrast)}, of shares in points", _intervals(changes))
    fields = (
        *data_fields(TEXT, variable="of", level="level"),
        Field(Column("answer", TEXT, data=False), lambda c: name_answer(c, c.of)),
        *data_fields(COUNT, n_before="before.n", n_after="after.n"),
        Field(Column("before", MEAN, like="size"), "before.value"),
        Field(Column("after", MEAN, like="size"), "after.value"),
        *figure_fields(
            Column("difference", DIFFERENCE, like="size", note=said),
            "difference",
            "interval",
            ("low", "high"),
        ),
        *_tested(contrast, DIFFERENCE),
        *data_fields(TEXT, test="test"),
        Field(Column("size", MEAN, read=False, data=False), _size),
    )
    shares = {"before": WHOLE_SHARE, "after": WHOLE_SHARE, "difference": POINTS}
    shares |= {"simultaneous": POINTS}
    rows = [
        replace(_row(contrast, step, fields, change), kinds=shares if change.level else {})
        for step, change in found
    ]
    table = _build(contrast, "answers", "The survey", fields, rows, changes)
    same = [step.answers_design.both for step in contrast.steps if step.answers_design]
    notes = ["Weighted where the survey has weights."]
    notes += [f"Respondents who answered on both sides: {', '.join(map(count, same))}."]
    return replace(table, notes=(*notes, *table.notes))


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


def sort_largest_first(contrast: SideBySide) -> SideBySide:
    """The topics of each step, the largest change first, and what is kept behind what is not."""

    def sort(step: Step) -> Step:
        topics = sorted(step.topics, key=lambda change: -abs(change.difference))
        matches = sorted(step.matches, key=lambda case: case.kind == KEPT)
        return replace(step, topics=tuple(topics), matches=tuple(matches))

    return replace(contrast, steps=tuple(map(sort, contrast.steps)))


def list_step_remarks(step: Step) -> Iterator[str]:
    """What to be careful of with themes and answers, each once."""
    return list_remarks(
        (change.of, text)
        for change in (*step.themes, *step.answers)
        for text in ([change.why] if change.why.startswith(BY_CONSTRUCTION) else change.notes)
        if text not in step.design.notes
    )


# -- columns -------------------------------------------------------------------------------------


def _shares(contrast: SideBySide) -> tuple[Field, ...]:
    """Shares of people before and after, and what lies between them."""
    changes = [c for step in contrast.steps for c in (*step.themes, *step.topics)]
    said = explain_difference(f"{_way(contrast)}, in points", _intervals(changes))
    points = Column("points", POINTS, head="difference", note=said)
    return (
        *data_fields(COUNT, n_before="before.n", n_after="after.n"),
        *(field for side in ("before", "after") for field in _side(side)),
        *figure_fields(points, "difference", "interval", ("low", "high")),
        *_tested(contrast, POINTS),
    )


def _side(side: str) -> Iterator[Field]:
    voiced = Column(
        f"voiced_{side}", COUNT, head="people", out_of=f"n_{side}", spanner=side, data=False
    )
    yield Field(voiced, f"{side}.voiced")
    yield Field(Column(side, WHOLE_SHARE, head="share", spanner=side), f"{side}.value")


def _tested(contrast: SideBySide, kind: str) -> tuple[Field, ...]:
    wide = Column(
        "simultaneous",
        kind,
        note=explain_simultaneous(contrast.adjustment),
        spare=4,
        like="size" if kind == DIFFERENCE else "",
    )
    return (
        Field(P_VALUE, "p"),
        Field(ADJUSTED, "p_adjusted"),
        *interval_fields(wide, "simultaneous"),
        *data_fields(TEXT, family="family"),
        *data_fields(COUNT, family_tests="family_tests"),
        *data_fields(TEXT, why="why"),
    )


PEOPLE = (
    *data_fields(
        EFFECTIVE, effective_n_before="before.effective_n", effective_n_after="after.effective_n"
    ),
    *data_fields(RATE, per_1000_before="before.rate", per_1000_after="after.rate"),
    Field(Column("kept", COUNT, head="both", read=False), "kept"),
    Field(Column("dropped", COUNT, spare=2), "dropped"),
    Field(
        Column("taken_up", COUNT, out_of="in_both", note="of those on both sides", spare=3),
        "taken_up",
    ),
    *data_fields(COUNT, neither="neither"),
    Field(Column("p_panel", P, head="p of these", spare=1), "panel_p"),
    *data_fields(TEXT, test="test"),
    *data_fields(TRUTH, small="small"),
    *data_fields(
        SHARE, corrected_before="corrected_before.share", corrected_after="corrected_after.share"
    ),
    *figure_fields(
        Column("corrected_points", POINTS, read=False),
        "corrected.value",
        "corrected.interval",
        ("corrected_low", "corrected_high"),
    ),
    Field(Column("coded_points", POINTS, head="as coded", note=AS_CODED), "coded"),
    *ALLOWANCES,
    Field(Column("in_both", COUNT, read=False, data=False), "in_both"),
    Field(Column("who", LIST, head="who changed", read=False, data=False), lambda c: _who(c)),
)


def _who(change: Change) -> tuple[str, ...]:
    named = [f"+{name}" for name in change.taken_up_by]
    named += [f"{MINUS}{name}" for name in change.dropped_by]
    more = [f"and {len(named) - NAMED} more"] if len(named) > NAMED else []
    return (*named[:NAMED], *more)


def _size(change: Change) -> float:
    """The larger of the two figures: all of a row are as round as that."""
    return max(abs(change.before.value), abs(change.after.value))


# -- rows and notes ------------------------------------------------------------------------------


def _build(
    contrast: SideBySide,
    name: str,
    what: str,
    fields: Sequence[Field],
    rows: Sequence[Row],
    changes: Sequence[Change],
) -> ResultTable:
    """The table of one step has its sides for heads, of several each step has its own heading."""
    columns = list_columns(fields)
    if len(contrast.steps) == 1:
        [step] = contrast.steps
        side = {"before": step.before, "after": step.after}
        columns = tuple(
            replace(c, head=side[c.title], verbatim=True)
            if c.title in side
            else replace(c, spanner=side.get(c.spanner, ""))
            for c in columns
        )
    tested = [c for c in changes if not math.isnan(c.p)]
    families = [(c.family, c.family_tests) for c in tested]
    notes = describe_tests((c.test for c in changes), contrast.adjustment, families)
    title = f"{what} {BETWEEN[contrast.by]}"
    columns = (*FROM_TO, *columns)
    return ResultTable(name, columns, tuple(rows), title, tuple(notes), none_of(name))


def build_step_row(contrast: SideBySide, step: Step, fields: Sequence[Field], thing: object) -> Row:
    """The row of a thing of that step; of several steps each has its own heading."""
    values = {"from": step.before, "to": step.after, **read_values(fields, thing)}
    return Row(values, "" if len(contrast.steps) == 1 else f"{step.before} → {step.after}")


def none_of(name: str) -> str:
    return f"no {name} to compare"


def _row(contrast: SideBySide, step: Step, fields: Sequence[Field], change: Change) -> Row:
    row = build_step_row(contrast, step, fields, change)
    return replace(row, instead=name_untested(change.why))


def _people(
    contrast: SideBySide, step: Step, change: Change, fields: Sequence[Field], *, guarded: bool
) -> Row:
    """A row of shares of people; ``guarded`` without what is of so few that one may know them."""
    row = _row(contrast, step, fields, change)
    waves = (step.before, step.after) if contrast.by == WAVE else ("", "")
    places = zip(("voiced_before", "voiced_after"), waves, strict=True)
    if change.kind != TOPIC:
        row = replace(row, leads={key: Lead(VOICES, change.of, wave=wave) for key, wave in places})
    return _without_few(row, change, contrast.min_cell) if guarded else row


def _without_few(row: Row, change: Change, least: int) -> Row:
    hidden = {"points", "low", "high", "simultaneous_low", "simultaneous_high", "coded_points"}
    hidden = hidden & row.values.keys() if change.small else set()
    instead = dict(row.instead)
    for side, figure in (("before", change.before), ("after", change.after)):
        if 0 < figure.n < least:
            hidden |= {side, f"voiced_{side}"}
            instead[f"voiced_{side}"] = f"fewer than {least}"
    return replace(row, values={**row.values, **dict.fromkeys(hidden)}, instead=instead)


def _note_few(contrast: SideBySide, changes: Iterable[Change], guarded: bool) -> Iterator[str]:
    least = contrast.min_cell
    if any(change.small for change in changes):
        yield (
            f"Fewer than {least} people on a side are neither tested nor shown, since they might "
            "be known."
            if guarded
            else f"not tested: a side of fewer than {least} people ([inference] min_cell)"
        )


def _way(contrast: SideBySide) -> str:
    return "inside less outside" if contrast.by == SEGMENT else "later less earlier"


def _intervals(changes: Iterable[Change]) -> list[Interval | None]:
    return [change.interval for change in changes]
