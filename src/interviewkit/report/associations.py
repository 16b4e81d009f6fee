"""Themes by segment: who voiced what inside and outside, tested, in words that claim no more."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from interviewkit.model import Association, Associations, Corrected, Side, Trend
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.table import ResultTable
from interviewkit.report.figures import Sentence, Span, make_sentence
from interviewkit.report.pages import Section
from interviewkit.report.plain_tables import make_table_plain
from interviewkit.report.voices import Cast
from interviewkit.tables.findings.association import (
    build_associations,
    build_trends,
    name_segment,
    name_theme,
)
from interviewkit.tables.findings.inference import WAYS
from interviewkit.wording.numbers import (
    HARD_SPACE,
    MINUS,
    confidence,
    count,
    counted,
    of_people,
    p_named,
    p_value,
    percent,
    percent_range,
    points_range,
    points_size,
    ratio,
)
from interviewkit.wording.plain import leave_out_commands
from interviewkit.wording.words import join_words, lower_first_letter

SHOWN = 25
IN_SHORT = 3
"""Differences that the first page tells."""

TITLE = "Themes by segment: differences between people"
NAMED = 10
"""So many findings are set out in sentences; the table has them all."""
CAUSE = (
    "A difference says that people of the one kind raised something more often than others here; "
    "it does not say why."
)


def build_associations_section(cast: Cast) -> Section:
    """The comparisons; empty where there are none."""
    found = cast.inputs.associations
    if not (found.segments or found.variables):
        return Section("differences", TITLE)
    text = (
        *_lead(found),
        *_told(found, cast),
        *_power(found),
        *_rests_on(found),
        *_constructed(found, cast),
        *_left_out(found),
        *_notes(found),
    )
    return Section("differences", TITLE, text, (), tuple(_tables(found, cast)))


def _tables(found: Associations, cast: Cast) -> Iterator[ResultTable]:
    """Every comparison that may be shown, the surest segment first."""
    segments = [row for row in found.segments if not row.small]
    segments.sort(key=lambda r: (math.isnan(r.tested.adjusted), r.tested.adjusted, r.tested.p))
    variables = [row for row in found.variables if not row.small]
    titles = {
        name_segment(row): name_segment(row, cast.titles.get(row.segment, row.segment))
        for row in segments
    }
    labels = {row.variable: cast.variable(row.variable) for row in variables}
    yield from _labelled(build_associations(segments, full=True), segments, titles, cast)
    yield from _labelled(build_trends(variables), variables, labels, cast)


def _labelled(
    table: ResultTable,
    rows: Sequence[Association | Trend],
    against: Mapping[str, str],
    cast: Cast,
) -> Iterator[ResultTable]:
    """The table under the names that readers know, if it has rows."""
    if rows:
        themes = {name_theme(row): _name_theme(cast, row) for row in rows}
        named = table.labelled("theme", themes).labelled("held_against", against)
        notes = (*table.notes, f"Method: {rows[0].method}.")
        yield make_table_plain(replace(named, notes=notes, shown=SHOWN))


def _notes(found: Associations) -> Iterator[Sentence]:
    for note in filter(None, map(leave_out_commands, found.notes)):
        yield make_sentence(f"{note[:1].upper()}{note[1:]}.")


def _name_theme(cast: Cast, row: Association | Trend) -> str:
    """The code or theme as readers know it, with its sign where only one polarity counts."""
    name = cast.labels.get(row.of, row.of)
    return f"{name} ({row.polarity.replace('-', MINUS)})" if row.polarity else name


def summarise_associations(cast: Cast) -> tuple[Sentence, ...]:
    """What tells segments apart, for the first page; empty where nothing was tested."""
    found = cast.inputs.associations
    every: tuple[Association | Trend, ...] = (*found.segments, *found.variables)
    tested = [row for row in every if row.tested.done and not row.small]
    link = Span("Themes by segment", "differences")
    if not tested:
        return ()
    if all(not row.is_sure for row in tested):
        nothing = "No theme differs between segments by more than chance gives among so many "
        hint = "comparisons. Some may: what could have been seen stands under "
        return (make_sentence(nothing, hint, link, "."),)
    told = list(_told(found, cast))[:IN_SHORT]
    return (*told, make_sentence("All comparisons stand under ", link, "."))


def _lead(found: Associations) -> Iterator[Sentence]:
    if not found.segments:
        return
    tested = [row for row in found.segments if row.tested.done]
    segments, things = (
        {getattr(row, name) for row in found.segments} for name in ("segment", "of")
    )
    yield make_sentence(
        f"Each of {counted(len(things), 'code or theme', 'codes and themes')} was set against "
        f"{counted(len(segments), 'segment')}: those inside against everyone else of whom "
        "it is known that they do not belong to it. People are counted, not passages, and people "
        "who talked in one group are not taken for independent. ",
        _families(tested),
        f" {CAUSE}",
    )


def _families(tested: Sequence[Association]) -> str:
    if not tested:
        return "No comparison could be tested."
    sizes = {row.tested.family: row.tested.tests for row in tested}
    how = WAYS.get(tested[0].tested.adjust, "nothing")
    if len(sizes) == 1:
        n = next(iter(sizes.values()))
        if n == 1:
            return "One test was made."
        return (
            f"p is adjusted ({how}) for all {counted(n, 'test')} that this report makes of themes: "
            "of segments, of waves and of the variables that study.toml names."
        )
    named = join_words([f"{name} ({count(n)})" for name, n in sizes.items()])
    return f"p is adjusted ({how}) within families of tests: {named}."


def _told(found: Associations, cast: Cast) -> Iterator[Sentence]:
    """The differences that stand after adjustment, the surest first; or that none does."""
    tested = [row for row in found.segments if row.tested.done and not row.small]
    stands = [row for row in tested if row.is_sure]
    for row in sorted(stands, key=lambda each: (each.tested.adjusted, each.tested.p))[:NAMED]:
        yield make_sentence(
            describe_difference(
                row, _name_theme(cast, row), cast.titles.get(row.segment, row.segment)
            )
        )
    if len(stands) > NAMED:
        yield make_sentence(
            f"{counted(len(stands) - NAMED, 'further difference')} are in the table."
        )
    if tested and not stands:
        yield make_sentence(
            "No difference between segments is larger than chance gives among so many comparisons. "
            "That is not to say that there is none: see what could have been seen."
        )
    trends = [row for row in found.variables if row.tested.done and not row.small]
    trends = [row for row in trends if row.is_sure]
    for each in sorted(trends, key=lambda one: one.tested.adjusted)[:NAMED]:
        yield make_sentence(
            describe_trend(each, _name_theme(cast, each), cast.variable(each.variable))
        )


def _tested(row: Association | Trend) -> str:
    return f"{p_named(row.tested.p)}, adjusted {p_value(row.tested.adjusted)}."


def describe_difference(row: Association, theme: str, segment: str) -> str:
    """One comparison: both shares, the difference and the ratio, each named for what it is."""
    more = "more" if row.difference.value >= 0 else "fewer"
    ends = row.difference.interval
    others = f"“{row.against}”" if row.against else "the others"
    text = (
        f"{theme} was voiced by {_share(row.inside, row.corrected_inside)} of “{segment}” and "
        f"by {_share(row.outside, row.corrected_outside)} "
        f"of {others}: {points_size(row.difference.value)}{HARD_SPACE}percentage "
        f"points {more} ({percent(ends.level)} CI {points_range(ends)}{_together(row)})"
    )
    if math.isfinite(row.risk_ratio.value) and row.risk_ratio.value > 0:
        text += f", {ratio(row.risk_ratio.value)} times the share"
    model = row.modelled
    if model and not model.why:
        held = join_words(model.covariates)
        text += f"; with {held} held fixed the odds are {ratio(model.odds_ratio.value)} times"
    mind = f" Mind that {'; '.join(row.notes)}." if row.notes else ""
    return f"{text}; {_tested(row)}{mind}"


def describe_trend(row: Trend, theme: str, variable: str) -> str:
    """One variable: which way it goes with a theme."""
    way = "higher" if row.correlation.value > 0 else "lower"
    return (
        f"Those who voiced {lower_first_letter(theme)} ({of_people(row.voiced, row.people)}) "
        f"tend to be {way} on “{variable}” than those who did not: of two, one from each, theirs "
        f"is the higher value in {percent(row.superiority.value)} of pairs "
        f"({confidence(row.superiority.interval)}, {percent(0.5)} if nothing goes with anything); "
        f"{_tested(row)}"
    )


def _together(row: Association) -> str:
    """The interval that holds with all others of its family, in brackets beside that alone."""
    wide = row.tested.simultaneous
    if wide is None or row.modelled or math.isnan(wide.low):
        return ""
    return f"; simultaneous {points_range(wide)}"


def _share(side: Side, corrected: Corrected | None) -> str:
    if corrected:
        return (
            f"{percent(corrected.share)} ({percent_range(corrected.interval)}; as coded "
            f"{of_people(side.voiced, side.people)})"
        )
    return (
        f"{percent(side.share.value)} ({of_people(side.voiced, side.people)}; "
        f"{percent_range(side.share.interval)})"
    )


def _power(found: Associations) -> Iterator[Sentence]:
    """What the sample could have shown: the smallest and the largest of smallest differences."""
    rows = [row for row in found.segments if row.tested.done and not row.small]
    seen = [row.detectable for row in rows if row.detectable]
    gaps = [each.smallest for each in seen if not math.isnan(each.smallest)]
    if not gaps:
        return
    low, high = points_size(min(gaps)), points_size(max(gaps))
    span = low if low == high else f"{low} to {high}"
    yield make_sentence(
        f"With so many people, each single test had a chance of {percent(seen[0].power)} to show a "
        f"difference of {span} percentage points, depending on segment and theme; after the "
        "adjustment larger ones are needed. Smaller differences may be there unseen."
    )


def _rests_on(found: Associations) -> Iterator[Sentence]:
    said = [row.rests_on for row in found.segments] + [row.rests_on for row in found.variables]
    said = list(dict.fromkeys(said))
    corrected = any(row.corrected for row in found.segments)
    text = f"These figures rest on {join_words(said)}."
    if any(each.startswith("machine codings, not corrected") for each in said):
        text += (
            " A machine errs by the turn: whoever says more is coded falsely more often. Its "
            "errors can hide a difference, and where segments differ in talk or in words they can "
            "make one."
        )
    if corrected:
        text += (
            " Where an audit tells of its errors, differences and p allow for them, and the table "
            "shows beside what was coded."
        )
    yield make_sentence(text)


def _constructed(found: Associations, cast: Cast) -> Iterator[Sentence]:
    """Differences that were sure before anybody was asked: told, and not tested."""
    every: tuple[Association | Trend, ...] = (*found.segments, *found.variables)
    rows = [row for row in every if row.why.startswith(BY_CONSTRUCTION) and not row.small]
    if rows:
        named = [
            f"{_name_theme(cast, row)} × "
            + (
                cast.titles.get(row.segment, row.segment)
                if isinstance(row, Association)
                else cast.variable(row.variable)
            )
            for row in rows
        ]
        yield make_sentence(
            f"True by construction, and so neither tested nor counted among the tests: "
            f"{join_words(named)}."
        )


def _left_out(found: Associations) -> Iterator[Sentence]:
    small = [row for row in found.segments if row.small]
    few = [row for row in small if not row.tested.done]
    if few:
        segments = len({row.segment for row in few})
        yield make_sentence(
            f"{counted(len(few), 'comparison')} in {counted(segments, 'segment')} with too few "
            "people on one side are neither tested nor shown: they might be recognised."
        )
    if beside := len(small) - len(few):
        yield make_sentence(
            f"{counted(beside, 'comparison')} from which the figures of few people could be "
            "computed are not shown."
        )
