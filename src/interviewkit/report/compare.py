"""The waves side by side: what changed, for whom, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from interviewkit.model import Change, Interval, SideBySide, Step
from interviewkit.model.sides import CROSS_SECTION, KEPT, PANEL
from interviewkit.model.small_cells import is_shown
from interviewkit.model.table import ResultTable
from interviewkit.report.figures import (
    SMALL_BASE,
    Figure,
    Sentence,
    SlopeChart,
    SlopeLine,
    make_sentence,
)
from interviewkit.report.pages import Section
from interviewkit.report.plain_tables import make_table_plain
from interviewkit.report.sentences import CAUTION
from interviewkit.tables.findings import comparison, waves
from interviewkit.wording.numbers import (
    count,
    counted,
    p_named,
    p_value,
    percent,
    points,
    points_range,
)
from interviewkit.wording.plain import leave_out_commands
from interviewkit.wording.words import join_words, lower_first_letter

SHOWN = 12
LINES = 16
"""A slope chart with more lines than this is a thicket: those that changed most are drawn."""


def build_compare_section(contrast: SideBySide | None) -> Section:
    """Waves side by side; empty where there is only one."""
    if contrast is None or len(contrast.sides) < 2:
        return Section("compare", "Waves")
    contrast = _labelled(contrast)
    text = (
        *(_design(step) for step in contrast.steps[: len(contrast.sides) - 1]),
        *_moved(contrast),
        *_topics(contrast),
        *_saturation(contrast),
        *(make_sentence(note, kind=CAUTION) for note in _cautions(contrast)),
    )
    figure = _slopes(contrast)
    title = "Waves: what changed and what did not"
    return Section("compare", title, text, (figure,) if figure else (), tuple(_tables(contrast)))


def _tables(contrast: SideBySide) -> Iterator[ResultTable]:
    """Every figure that the sentences rest on, under the names that readers know."""
    things = {c.of: c.label for step in contrast.steps for c in step.themes}
    answers = {
        comparison.name_answer(c, c.of): comparison.name_answer(c, c.label)
        for step in contrast.steps
        for c in step.answers
    }
    asked = {move.variable: move.label for step in contrast.steps for move in step.moves}
    contrast, pairs = (
        waves.sort_largest_first(contrast),
        waves.build_pairs(contrast, whole_only=True),
    )
    for table in (
        comparison.build_themes(contrast, guarded=True).labelled("of", things),
        comparison.build_same_people(contrast).labelled("of", things),
        comparison.build_answers(contrast, guarded=True).labelled("answer", answers).unexplained(),
        waves.build_moves(contrast, changed_only=True).labelled("variable", asked),
        comparison.build_topics(contrast, guarded=True).unexplained(),
        waves.build_matches(contrast),
        waves.build_code_shifts(contrast),
        pairs.labelled("first", things).labelled("second", things),
    ):
        if table.rows:
            yield make_table_plain(replace(table, shown=SHOWN))


def _labelled(contrast: SideBySide) -> SideBySide:
    """Sides under the names to show for them: ``wave 2`` where a wave is a bare number."""
    label = {side.name: side.label for side in contrast.sides}
    return replace(
        contrast,
        sides=tuple(replace(side, name=side.label) for side in contrast.sides),
        withheld=frozenset(label[name] for name in contrast.withheld),
        steps=tuple(
            replace(step, before=label[step.before], after=label[step.after])
            for step in contrast.steps
        ),
        saturation=contrast.saturation
        and replace(
            contrast.saturation,
            by_side=tuple((label[name], new) for name, new in contrast.saturation.by_side),
        ),
    )


def _design(step: Step) -> Sentence:
    """Whether the same people were heard, in words."""
    design = step.design
    between = f"{step.before} to {step.after}"
    if design.kind == PANEL:
        said = f"the same {counted(design.both, 'person', 'people')} spoke, so each is compared "
        return make_sentence(f"From {between}, {said}with themselves.")
    if design.kind == CROSS_SECTION:
        return make_sentence(
            f"From {between}, different people spoke "
            f"({count(design.only_before)} and {count(design.only_after)}, told by their ids): "
            "what changed may be the people or their views."
        )
    return make_sentence(
        f"From {between}, {counted(design.both, 'person', 'people')} spoke in both, "
        f"{count(design.only_before)} only before and {count(design.only_after)} only after; the "
        "comparison holds each of the former against themselves."
    )


def _moved(contrast: SideBySide) -> Iterator[Sentence]:
    """What changed by more than chance, and what the rest leaves open."""
    shown = [(s, change) for s in contrast.steps for change in s.themes if not change.small]
    rows = [(step, change) for step, change in shown if not math.isnan(change.p)]
    if shown and not rows:
        yield make_sentence("No change of a theme could be tested: see the notes.")
    if not rows:
        return
    sure = [(step, change) for step, change in rows if change.is_sure]
    for step, change in sorted(sure, key=lambda row: -abs(row[1].difference)):
        yield _change(step, change, contrast.min_cell)
    if not sure:
        widest = max((c.interval for _, c in rows if c.interval), key=_width, default=None)
        yield make_sentence(
            f"None of {counted(len(rows), 'figure')} on themes changed by more than chance could "
            "explain, allowing for how many there are. That is not to say that nothing changed: "
            f"the widest interval goes from {points_range(widest)} points."
        )


def _change(step: Step, change: Change, min_cell: int) -> Sentence:
    verb = "More" if change.difference > 0 else "Fewer"
    voiced = f"{verb} people voiced {lower_first_letter(change.label)} in {step.after}"
    figures = (
        f"{percent(change.after.value)} of {count(change.after.n)}, after "
        f"{percent(change.before.value)} of {count(change.before.n)} in {step.before}"
    )
    level = percent(change.interval.level if change.interval else 0.95)
    by = f"{points(change.difference)} points ({level} CI {points_range(change.interval)}, "
    by += f"simultaneous {points_range(change.simultaneous)}"
    chance = f"{p_named(change.p)}, adjusted {p_value(change.p_adjusted)})"
    moves = ""
    if is_shown(change.in_both, min_cell):
        moves = (
            f" Of the {counted(change.in_both, 'person', 'people')} heard in both, "
            f"{count(change.taken_up)} took it up and {count(change.dropped)} dropped it."
        )
    return make_sentence(f"{voiced}: {figures}, {by}; {chance}.{moves}")


def _topics(contrast: SideBySide) -> Iterator[Sentence]:
    """What became of topics that were fitted wave by wave."""
    for step in contrast.steps[: len(contrast.sides) - 1]:
        counts: dict[str, int] = {}
        for case in step.matches:
            counts[case.kind] = counts.get(case.kind, 0) + 1
        if counts:
            told = [f"{count(n)} {kind}" for kind, n in counts.items() if kind != KEPT]
            kept = counted(counts.get(KEPT, 0), "topic")
            rest = f"; {join_words(told)}" if told else ""
            yield make_sentence(
                f"Topics found in each wave by itself: from {step.before} to {step.after} {kept} "
                f"{'was' if counts.get(KEPT, 0) == 1 else 'were'} kept{rest}."
            )


def _saturation(contrast: SideBySide) -> Iterator[Sentence]:
    found = contrast.saturation
    if found is None or not found.base_codes:
        return
    kind = CAUTION if found.why else ""
    said = map(leave_out_commands, waves.describe_saturation(found))
    yield make_sentence(" ".join(f"{each.rstrip('.')}." for each in said), kind=kind)


def _cautions(contrast: SideBySide) -> Iterator[str]:
    # That codings are a machine's stands on the first page of the report already.
    for step in contrast.steps[: len(contrast.sides) - 1]:
        for note in step.design.notes:
            yield f"{step.before} to {step.after}: {leave_out_commands(note)}."
    if contrast.codebook:
        codes = join_words([shift.code for shift in contrast.codebook])
        yield f"Not one and the same code on all sides, or changed since: {codes}."


def _slopes(contrast: SideBySide) -> Figure | None:
    """Codes and themes from wave to wave, in one chart."""
    lines = _lines(contrast)
    if not lines:
        return None
    shown = sorted(lines, key=lambda line: -_spread(line))[:LINES]
    kept = [line for line in lines if line in shown]
    values = [v for line in kept for v in line.values if not math.isnan(v)]
    high = next(top for top in (0.25, 0.5, 0.75, 1.0) if top >= max(values, default=1.0))
    chart = SlopeChart(
        tuple(side.label for side in contrast.sides),
        tuple(side.people for side in contrast.sides),
        tuple(kept),
        high,
    )
    more = f" The {LINES} that changed most of {count(len(lines))}." if len(lines) > LINES else ""
    note = (
        f"Share of people, on a scale from 0 to {percent(high)}. Thick lines rise or fall by more "
        f"than chance from the first wave to the last, allowing for how many figures there are; "
        f"thin grey ones do not. Hollow dots stand for fewer than {SMALL_BASE} people.{more}"
    )
    return Figure("compare-slopes", "Share of people who voiced each theme, by wave", note, chart)


def _lines(contrast: SideBySide) -> list[SlopeLine]:
    names = [side.name for side in contrast.sides]
    ends = next(
        (step for step in contrast.steps if (step.before, step.after) == (names[0], names[-1])),
        contrast.steps[0],
    )
    found = []
    for i, change in enumerate(ends.themes):
        figures = [contrast.steps[0].themes[i].before]
        figures += [step.themes[i].after for step in contrast.steps[: len(names) - 1]]
        shown = [
            (figure, is_shown(figure.n, contrast.min_cell) and name not in contrast.withheld)
            for name, figure in zip(names, figures, strict=True)
        ]
        moved = (change.difference > 0) - (change.difference < 0)
        found.append(
            SlopeLine(
                change.label,
                tuple(figure.value if told else math.nan for figure, told in shown),
                tuple(figure.n if told else 0 for figure, told in shown),
                moved if change.is_sure else 0,
            )
        )
    return found


def _spread(line: SlopeLine) -> float:
    known = [value for value in line.values if not math.isnan(value)]
    return max(known) - min(known) if known else 0.0


def _width(interval: Interval) -> float:
    return 0.0 if math.isnan(interval.low) else interval.high - interval.low
