"""Associations as rows: everything for JSON and CSV, what fits a line for a table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from interviewkit.model import (
    Association,
    Change,
    CorrectedDifference,
    Measure,
    Side,
    Tested,
    Trend,
)
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.wording.numbers import (
    add_interval,
    decimal,
    decimal_range,
    p_value,
    percent,
    points,
    points_range,
    points_size,
    rate,
    ratio,
    ratio_range,
    short,
)

Row = Mapping[str, object]


def association_row(row: Association) -> Row:
    """All of a row, flat; a figure that is not defined is null, an endless one too."""
    return {
        "of": row.of,
        "kind": row.kind,
        "polarity": row.polarity,
        "segment": row.segment,
        "against": row.against,
        "unit": row.unit,
        "wave": row.wave,
        **_side("inside", row.inside),
        **_side("outside", row.outside),
        **_measure("difference", row.difference),
        **_measure("risk_ratio", row.risk_ratio),
        **_measure("odds_ratio", row.odds_ratio),
        **_measure("rate_ratio", row.rate_ratio),
        **_tested(row.tested),
        "adjusted_odds_ratio": row.modelled.odds_ratio.value if row.modelled else None,
        "adjusted_odds_ratio_low": row.modelled.odds_ratio.interval.low if row.modelled else None,
        "adjusted_odds_ratio_high": row.modelled.odds_ratio.interval.high if row.modelled else None,
        "covariates": ", ".join(row.modelled.covariates) if row.modelled else "",
        "model_people": row.modelled.people if row.modelled else None,
        "groups": row.groups,
        "design": row.design,
        "could_see_above": row.detectable.above if row.detectable else None,
        "could_see_below": row.detectable.below if row.detectable else None,
        "could_see_difference": row.detectable.smallest if row.detectable else None,
        "power": row.detectable.power if row.detectable else None,
        "rests_on": row.rests_on,
        "corrected_inside": row.corrected_inside.share if row.corrected_inside else None,
        "corrected_outside": row.corrected_outside.share if row.corrected_outside else None,
        "corrected_difference": row.corrected.value if row.corrected else None,
        "corrected_difference_low": row.corrected.interval.low if row.corrected else None,
        "corrected_difference_high": row.corrected.interval.high if row.corrected else None,
        "coded_difference": row.coded.value if row.coded else None,
        "coded_difference_low": row.coded.interval.low if row.coded else None,
        "coded_difference_high": row.coded.interval.high if row.coded else None,
        **errors_and_words(row),
        "small": row.small,
        "why": row.why,
        "notes": "; ".join(row.notes),
        "method": row.method,
    }


def trend_row(row: Trend) -> Row:
    """All of a row, flat; ``levels`` as text."""
    return {
        "of": row.of,
        "kind": row.kind,
        "polarity": row.polarity,
        "variable": row.variable,
        "unit": row.unit,
        "wave": row.wave,
        "people": row.people,
        "voiced": row.voiced,
        **_measure("correlation", row.correlation),
        **_measure("superiority", row.superiority),
        "amount_correlation": row.amount,
        "voiced_median": row.voiced_median,
        "silent_median": row.silent_median,
        **_tested(row.tested),
        "groups": row.groups,
        "levels": "; ".join(f"{e.level}: {e.voiced} of {e.people}" for e in row.levels),
        "rests_on": row.rests_on,
        "small": row.small,
        "why": row.why,
        "notes": "; ".join(row.notes),
        "method": row.method,
    }


def errors_and_words(row: Association | Change) -> Row:
    """What false finds a turn would explain a difference, and the shares at equal words."""
    errors, beside = row.sensitivity, row.equal_words
    return {
        "false_finds_leave_chance": errors.chance if errors else None,
        "false_finds_leave_nothing": errors.gone if errors else None,
        "false_finds_on_one_side": errors.unequal if errors else None,
        "times_the_words": beside.ratio if beside else None,
        "equal_words_inside": beside.inside if beside else None,
        "equal_words_outside": beside.outside if beside else None,
        "equal_words_difference": beside.difference if beside else None,
        "equal_words_low": beside.interval.low if beside else None,
        "equal_words_high": beside.interval.high if beside else None,
        "equal_words_p": beside.p if beside else None,
    }


def association_line(row: Association, *, corrected: bool = False) -> Row:
    """What fits a line; ``corrected`` says that some row's difference is corrected."""
    shown: dict[str, object] = {
        "theme": f"{row.of} {row.polarity}".strip(),
        "segment": f"{row.segment} : {row.against}" if row.against else row.segment,
        "inside": _people(row.inside),
        "outside": _people(row.outside),
        "difference": _points(row.difference),
        "simultaneous": _simultaneous(row),
        "per 1,000 words": _ratio_of_rates(row),
        **_p_columns(row),
        "could see": _could_see(row),
    }
    if corrected:
        shown["as coded"] = _points(row.coded) if row.coded else "–"
    if row.modelled:
        shown["odds ratio"] = add_interval(
            ratio(row.modelled.odds_ratio.value), ratio_range(row.modelled.odds_ratio.interval)
        )
    return shown


def trend_line(row: Trend) -> Row:
    """What fits a line."""
    return {
        "theme": f"{row.of} {row.polarity}".strip(),
        "variable": row.variable,
        "voiced": f"{row.voiced}/{row.people}",
        "medians": f"{short(row.voiced_median)} / {short(row.silent_median)}",
        "rank correlation": add_interval(
            decimal(row.correlation.value), decimal_range(row.correlation.interval)
        ),
        "simultaneous": decimal_range(row.tested.simultaneous),
        **_p_columns(row),
    }


def family_line(rows: Sequence[Association | Trend]) -> str:
    """How p is adjusted, and over what; empty where nothing was tested."""
    tested = [row.tested for row in rows if row.tested.done]
    over = dict.fromkeys(f"{each.tests} tests ({each.family})" for each in tested)
    ways = {"holm": "Holm", "bh": "Benjamini and Hochberg"}
    if not tested or tested[0].adjust not in ways:
        return ""
    how = ways[tested[0].adjust]
    kept = "holds with all others of its family" if how == "Holm" else "allows for the choice"
    return f"p adjusted by {how} over {' and '.join(over)}; a simultaneous interval {kept}"


def _p_columns(row: Association | Trend) -> dict[str, object]:
    if row.why.startswith(BY_CONSTRUCTION):
        return {"p": "by construction", row.tested.adjust: "–"}
    return {"p": p_value(row.tested.p), row.tested.adjust: p_value(row.tested.adjusted)}


def _simultaneous(row: Association) -> str:
    """The interval of what is tested: of points, or with a model of the odds ratio."""
    if row.modelled:
        return ratio_range(row.tested.simultaneous)
    return points_range(row.tested.simultaneous)


def _side(name: str, side: Side) -> dict[str, object]:
    return {
        f"{name}_people": side.people,
        f"{name}_voiced": side.voiced,
        f"{name}_asked": side.asked,
        f"{name}_silent_though_asked": len(side.silent),
        f"{name}_silent": ", ".join(side.silent),
        **_measure(f"{name}_share", side.share),
        f"{name}_effective_n": side.effective_n,
        f"{name}_passages": side.passages,
        f"{name}_words": side.words,
        **_measure(f"{name}_rate", side.rate),
    }


def _measure(name: str, measure: Measure) -> dict[str, object]:
    ends = measure.interval
    return {name: measure.value, f"{name}_low": ends.low, f"{name}_high": ends.high}


def _tested(tested: Tested) -> dict[str, object]:
    ends = tested.simultaneous
    return {
        "test": tested.name,
        "p": tested.p,
        "p_adjusted": tested.adjusted,
        "adjust": tested.adjust,
        "family": tested.family,
        "family_tests": tested.tests,
        "simultaneous_low": ends.low if ends else None,
        "simultaneous_high": ends.high if ends else None,
        "simultaneous_level": ends.level if ends else None,
    }


def _people(side: Side) -> str:
    if not side.people:
        return "–"
    return f"{side.voiced}/{side.people} {percent(side.share.value)}"


def _points(measure: Measure | CorrectedDifference) -> str:
    return add_interval(points(measure.value), points_range(measure.interval))


def _ratio_of_rates(row: Association) -> str:
    a, b = row.inside.rate.value, row.outside.rate.value
    return "–" if math.isnan(a) or math.isnan(b) else f"{rate(a)} / {rate(b)}"


def _could_see(row: Association) -> str:
    gap = row.detectable.smallest if row.detectable else math.nan
    return "–" if math.isnan(gap) else f"±{points_size(gap)}"
