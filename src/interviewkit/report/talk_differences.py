"""Themes that people of one kind, or of one wave, spoke of more often than others."""

from __future__ import annotations

import math
from collections.abc import Iterator

from interviewkit.model import Association, Change, Corrected, Interval, Side, Step
from interviewkit.report.figures import (
    Figure,
    PairChart,
    PairRow,
    PairSide,
    Sentence,
    make_sentence,
)
from interviewkit.report.pages import ThemePage
from interviewkit.report.plain_words import begin, lower_label, name_people, write_shares
from interviewkit.report.takeaways import (
    CHANGED,
    DIFFERS,
    UNREVIEWED,
    TakeawayCandidate,
    compute_least,
)
from interviewkit.report.talk import Talk
from interviewkit.report.text_blocks import make_key
from interviewkit.wording.fractions import fractions
from interviewkit.wording.numbers import (
    confidence,
    count,
    of_people,
    percent,
    percent_range,
    points_range,
    points_size,
)

OTHERS = "the others"


def find_differences(talk: Talk) -> Iterator[TakeawayCandidate]:
    """Differences between segments that stand among all that were tested, each once."""
    told: set[tuple[str, str]] = set()
    for row in talk.cast.inputs.associations.segments:
        page = talk.page_of.get(row.of)
        if page is None or row.small or row.polarity or not (row.tested.done and row.is_sure):
            continue
        if (page.id, row.segment) not in told:  # a theme of one code is tested as that code
            told.add((page.id, row.segment))
            yield _differ(row, page, talk)


def _differ(row: Association, page: ThemePage, talk: Talk) -> TakeawayCandidate:
    doubt = "" if row.corrected else talk.doubt(row.of)
    least = compute_least(row.tested.simultaneous) or compute_least(row.difference.interval)
    return TakeawayCandidate(
        make_key(DIFFERS, row.of, row.segment),
        DIFFERS,
        f"{_tell_difference(row, talk)}{doubt}.",
        _write_difference(row, page, talk),
        least * (UNREVIEWED if doubt else 1),
        _draw_difference(row, talk),
        page.id,
    )


def _tell_difference(row: Association, talk: Talk) -> str:
    label = lower_label(talk.cast.labels.get(row.of, row.of))
    others = name_people(row.against, talk.cast) if row.against else OTHERS
    way = "more" if row.difference.value > 0 else "less"
    if row.corrected_inside and row.corrected_outside:
        one, other = fractions(row.corrected_inside.share, row.corrected_outside.share)
    else:
        one, other = write_shares(_count(row.inside), _count(row.outside))
    return (
        f"{begin(name_people(row.segment, talk.cast))} spoke of {label} {way} often than {others}: "
        f"{one} did, against {other}"
    )


def _write_difference(row: Association, page: ThemePage, talk: Talk) -> Sentence:
    ends = row.difference.interval
    more = "more" if row.difference.value > 0 else "fewer"
    titles = talk.cast.titles
    return make_sentence(
        f"{titles.get(row.segment, row.segment)}: ",
        talk.lead(_write_side(row.inside, row.corrected_inside), page),
        f"; {titles.get(row.against, row.against) or OTHERS}: "
        f"{_write_side(row.outside, row.corrected_outside)}; "
        f"{points_size(row.difference.value)} percentage points {more} "
        f"({percent(ends.level)} CI {points_range(ends)}{_together(row.tested.simultaneous)}).",
    )


def _draw_difference(row: Association, talk: Talk) -> Figure:
    cast = talk.cast
    titles, names = cast.titles, [segment.name for segment in cast.inputs.segments]
    label, title = cast.labels.get(row.of, row.of), titles.get(row.segment, row.segment)
    pair = PairRow(
        label,
        _draw_side(row.inside, row.corrected_inside),
        _draw_side(row.outside, row.corrected_outside),
        row.difference.value,
        row.difference.interval,
        is_sure=True,
    )
    places = (
        names.index(row.segment) if row.segment in names else -1,
        names.index(row.against) if row.against in names else -1,
    )
    chart = PairChart(title, titles.get(row.against, row.against) or begin(OTHERS), (pair,), places)
    level = percent(row.inside.share.interval.level)
    note = f"Share of people in the conversations who voiced it. Whiskers: {level} intervals."
    return Figure(make_key("front", row.of, row.segment), f"{label}: {title}", note, chart)


def _count(side: Side) -> tuple[float, int, int]:
    return side.share.value, side.voiced, side.people


def _write_side(side: Side, corrected: Corrected | None) -> str:
    voiced = of_people(side.voiced, side.people)
    if corrected:
        around = percent_range(corrected.interval)
        return f"{percent(corrected.share)} ({around}; as coded {voiced})"
    return f"{voiced} ({percent(side.share.value)}, {confidence(side.share.interval)})"


def _draw_side(side: Side, corrected: Corrected | None) -> PairSide:
    if corrected:
        return PairSide(corrected.share, side.people, side.people, corrected.interval)
    return PairSide(side.share.value, side.people, side.people, side.share.interval)


def _together(wide: Interval | None) -> str:
    """The interval that holds with all others of its family, where there is one."""
    if wide is None or math.isnan(wide.low):
        return ""
    return f"; simultaneous {points_range(wide)}"


# -- from wave to wave -----------------------------------------------------------------------------


def find_changes(talk: Talk) -> Iterator[TakeawayCandidate]:
    """Themes that more or fewer people spoke of in a later wave."""
    contrast = talk.cast.inputs.side_by_side
    for step in contrast.steps if contrast else ():
        for change in step.themes:
            page = talk.page_of.get(change.of)
            if page and change.is_sure and not change.small:
                yield _change(step, change, page, talk)


def _change(step: Step, change: Change, page: ThemePage, talk: Talk) -> TakeawayCandidate:
    doubt = "" if change.corrected else talk.doubt(change.of)
    more = "More" if change.difference > 0 else "Fewer"
    before, after = change.before, change.after
    one, other = write_shares(
        (after.value, after.voiced, after.n), (before.value, before.voiced, before.n)
    )
    others = "" if step.design.both else "; other people were heard in each"
    return TakeawayCandidate(
        make_key(CHANGED, change.of, step.before, step.after),
        CHANGED,
        f"{more} people spoke of {lower_label(change.label)} in {step.after} than in "
        f"{step.before}: {one}, after {other}{others}{doubt}.",
        _write_change(step, change, page, talk),
        compute_least(change.interval) * (UNREVIEWED if doubt else 1),
        None,
        "compare",
    )


def _write_change(step: Step, change: Change, page: ThemePage, talk: Talk) -> Sentence:
    before, after = change.before, change.after
    more = "more" if change.difference > 0 else "fewer"
    level = percent(change.interval.level if change.interval else 0.95)
    return make_sentence(
        f"{step.after}: ",
        talk.lead(f"{percent(after.value)} of {count(after.n)}", page),
        f"; {step.before}: {percent(before.value)} of {count(before.n)}; "
        f"{points_size(change.difference)} percentage points {more} "
        f"({level} CI {points_range(change.interval)}{_together(change.simultaneous)}).",
    )
