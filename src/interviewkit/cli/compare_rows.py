"""What ``interviewkit compare`` prints: one table after another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from interviewkit.cli.compare_figures import (
    as_share,
    corrected_share,
    interval_words,
    p_value,
    p_words,
    points,
    points_range,
    rounded,
    value_words,
    with_range,
)
from interviewkit.cli.show import table_text
from interviewkit.model import Change, SideBySide, Step
from interviewkit.model.sides import COHORT, CROSS_SECTION, PANEL, SEGMENT

Row = Mapping[str, object]

MOST, FEW = 15, 5
"""Rows of answers and pairs, and of topics, in the overview."""


def themes(contrast: SideBySide) -> list[Row]:
    return [
        {
            **_between(step),
            "of": change.of,
            "kind": change.kind,
            **_shares(change),
            "per_1000_before": rounded(change.before.rate, 2),
            "per_1000_after": rounded(change.after.rate, 2),
            "kept": change.kept,
            "dropped": change.dropped,
            "taken_up": change.taken_up,
            "neither": change.neither,
            "p_panel": p_value(change.panel_p),
            "test": change.test,
            "small": change.small,
            "corrected_before": corrected_share(change.corrected_before),
            "corrected_after": corrected_share(change.corrected_after),
            "corrected_points": as_share(change.corrected.value) if change.corrected else None,
            "corrected_low": as_share(change.corrected.interval.low) if change.corrected else None,
            "corrected_high": as_share(change.corrected.interval.high)
            if change.corrected
            else None,
        }
        for step in contrast.steps
        for change in step.themes
    ]


def _shares(change: Change) -> dict[str, object]:
    """Shares of people before and after, and what lies between them, in per cent."""
    return {
        "n_before": change.before.n,
        "n_after": change.after.n,
        "before": as_share(change.before.value),
        "after": as_share(change.after.value),
        "points": as_share(change.difference),
        "low": as_share(change.interval.low) if change.interval else None,
        "high": as_share(change.interval.high) if change.interval else None,
        "p": p_value(change.p),
        "p_adjusted": p_value(change.p_adjusted),
    }


def who(contrast: SideBySide) -> list[Row]:
    return [
        {**_between(step), "of": change.of, "who": person, "what": what}
        for step in contrast.steps
        for change in step.themes
        for what, people in (("took up", change.taken_up_by), ("dropped", change.dropped_by))
        for person in people
    ]


def answers(contrast: SideBySide) -> list[Row]:
    return [
        {
            **_between(step),
            "variable": change.of,
            "level": change.level,
            "n_before": change.before.n,
            "n_after": change.after.n,
            "before": rounded(change.before.value, 4),
            "after": rounded(change.after.value, 4),
            "difference": rounded(change.difference, 4),
            "low": rounded(change.interval.low, 4) if change.interval else None,
            "high": rounded(change.interval.high, 4) if change.interval else None,
            "p": p_value(change.p),
            "p_adjusted": p_value(change.p_adjusted),
            "test": change.test,
        }
        for step in contrast.steps
        for change in step.answers
    ]


def topics(contrast: SideBySide) -> list[Row]:
    return [
        {
            **_between(step),
            "topic": change.of,
            "title": change.label,
            **_shares(change),
        }
        for step in contrast.steps
        for change in step.topics
    ]


def matches(contrast: SideBySide) -> list[Row]:
    return [
        {
            **_between(step),
            "what": case.kind,
            "topics_before": " | ".join(case.before),
            "topics_after": " | ".join(case.after),
            "turns_before": case.size_before,
            "turns_after": case.size_after,
            "near_before": rounded(case.near_before, 4),
            "near_after": rounded(case.near_after, 4),
            "likeness": rounded(case.likeness, 2),
        }
        for step in contrast.steps
        for case in step.matches
    ]


def codebook(contrast: SideBySide) -> list[Row]:
    return [
        {
            "code": shift.code,
            "what": shift.what,
            "versions": "; ".join(f"{side}: {', '.join(v) or '–'}" for side, v in shift.versions),
            "hint": shift.hint,
        }
        for shift in contrast.codebook
    ]


def saturation(contrast: SideBySide) -> list[Row]:
    found = contrast.saturation
    return [
        {
            "number": number,
            "transcript": each.transcript,
            contrast.by: each.side,
            "codes": each.codes,
            "new": each.new,
            "all": each.known,
            "new_in_run": each.run_new,
            "ratio": rounded(each.ratio, 3),
        }
        for number, each in enumerate(found.heard if found else (), start=1)
    ]


def pairs(contrast: SideBySide) -> list[Row]:
    return [
        {
            contrast.by: pair.side or "all",
            "first": pair.first,
            "second": pair.second,
            "both": pair.both,
            "only_first": pair.only_first,
            "only_second": pair.only_second,
            "neither": pair.neither,
            "phi": rounded(pair.phi, 3),
            "phi_interval": interval_words(pair.phi_interval),
            "jaccard": rounded(pair.jaccard, 3),
            "jaccard_interval": interval_words(pair.jaccard_interval),
            "odds_ratio": rounded(pair.odds, 2),
            "odds_interval": interval_words(pair.odds_interval),
            "p": p_value(pair.p),
            "p_adjusted": p_value(pair.p_adjusted),
        }
        for pair in contrast.pairs
    ]


def moves(contrast: SideBySide) -> list[Row]:
    return [
        {
            **_between(step),
            "variable": move.variable,
            "before": move.before,
            "after": move.after,
            "respondents": move.n,
        }
        for step in contrast.steps
        for move in step.moves
    ]


TABLES: Mapping[str, Callable[[SideBySide], list[Row]]] = {
    "themes": themes,
    "who": who,
    "answers": answers,
    "moves": moves,
    "topics": topics,
    "matches": matches,
    "codebook": codebook,
    "saturation": saturation,
    "pairs": pairs,
}


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
    together = [row for row in pairs(contrast) if row[contrast.by] == "all"]
    if together:
        yield ""
        yield "Codes in the same people (all sides together):"
        keys = ("first", "second", "both", "phi", "phi_interval", "odds_ratio", "p_adjusted")
        yield _some([{key: row[key] for key in keys} for row in together], "pairs")


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


def _step(contrast: SideBySide, step: Step) -> Iterator[str]:
    between = " against " if contrast.by == SEGMENT else " → "
    yield f"{step.before}{between}{step.after}: {_design(contrast, step)}"
    yield from (f"note: {note}" for note in step.design.notes)
    if step.themes:
        yield table_text([_short(change, step) for change in step.themes])
        yield f"p by {_tests(step.themes)}; {_adjustment(contrast)}"
        yield from _about_themes(contrast, step)
    if step.answers:
        yield ""
        same = step.answers_design.both if step.answers_design else 0
        yield f"The survey ({same:,} respondents answered on both sides):"
        yield _some([_answer(change, step) for change in step.answers], "answers")
    if step.topics:
        yield ""
        yield "Topics of the study's one fit, by the share of people in each, largest change first:"
        moved = sorted(step.topics, key=lambda change: -abs(change.difference))
        yield _some([_short(change, step, title=True) for change in moved], "topics", FEW)
    if step.matches:
        yield ""
        yield "Topics fitted side by side:"
        keys = ("what", "topics_before", "topics_after", "near_before", "near_after", "likeness")
        rows = matches(SideBySide(contrast.by, contrast.sides, (step,)))
        yield table_text([{key: row[key] for key in keys} for row in rows])


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
    if any(change.small for change in step.themes):
        yield f"not tested: a side of fewer than {contrast.min_cell} people ([inference] min_cell)"
    if any(change.corrected for change in step.themes):
        yield "corrected: the difference that allows for what the machine gets wrong, by an audit"


def _tests(found: Sequence[Change]) -> str:
    return " or ".join(dict.fromkeys(change.test for change in found if change.test)) or "no test"


def _adjustment(contrast: SideBySide) -> str:
    ways = {"holm": "adjusted by Holm", "bh": "adjusted by Benjamini and Hochberg"}
    count = sum(not math.isnan(change.p) for step in contrast.steps for change in step.themes)
    return f"{ways.get(contrast.adjustment, 'not adjusted')} over {count} figures"


def _short(change: Change, step: Step, *, title: bool = False) -> Row:
    row: dict[str, object] = {
        "topic" if title else "of": f"{change.of} {change.label}" if title else change.of,
        step.before: _people(change, after=False),
        step.after: _people(change, after=True),
        "difference": points(change.difference),
        f"{_level(step):.0f} % interval": points_range(change.interval),
        "p": p_words(change.p),
        "adjusted": p_words(change.p_adjusted),
    }
    if any(each.corrected for each in step.themes) and not title:
        gap = change.corrected
        found = gap is not None and not math.isnan(gap.value)
        row["corrected"] = with_range(gap.value, gap.interval) if gap and found else "–"
    if not title and change.in_both:
        row["dropped/taken up"] = f"{change.dropped}/{change.taken_up} of {change.in_both}"
        if not change.in_both == change.before.n == change.after.n:
            row["p of these"] = p_words(change.panel_p)
    return row


def _level(step: Step) -> float:
    ends = (change.interval for change in (*step.themes, *step.topics) if change.interval)
    return 100 * next((each.level for each in ends), 0.95)


def _answer(change: Change, step: Step) -> Row:
    share = bool(change.level)
    return {
        "variable": f"{change.of}: {change.level}" if share else change.of,
        step.before: value_words(change.before.value, share),
        step.after: value_words(change.after.value, share),
        "difference": points(change.difference) if share else rounded(change.difference, 3),
        "95 % interval": points_range(change.interval)
        if share
        else interval_words(change.interval),
        "p": p_words(change.p),
        "adjusted": p_words(change.p_adjusted),
    }


def _saturation(contrast: SideBySide) -> Iterator[str]:
    found = contrast.saturation
    if found is None:
        return
    yield ""
    said = ", ".join(f"{new} first in {side}" for side, new in found.by_side)
    yield (
        f"Saturation (base {found.base}, run {found.run}, at most {found.threshold:.0%} new): "
        f"{found.words}; {found.heard[-1].known if found.heard else 0} codes, {said}"
    )
    if found.usual:
        middle, low, high = found.usual
        yield (
            f"  in random orders of the conversations: {middle}+{found.run} as a rule, {low} to "
            f"{high} in nine of ten; {found.usual_share:.0%} of orders reach it"
        )


def _some(rows: Sequence[Row], name: str, most: int = MOST) -> str:
    more = f"\n… and {len(rows) - most} more: --show {name}" if len(rows) > most else ""
    return table_text(rows[:most]) + more


def _between(step: Step) -> dict[str, object]:
    return {"from": step.before, "to": step.after}


def _people(change: Change, *, after: bool) -> str:
    figure = change.after if after else change.before
    return f"{figure.voiced}/{figure.n} {value_words(figure.value, True)}"
