"""Survey figures as rows of a table, and back; what is not known (``nan``) is NULL."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from interviewkit.model import Contrast, Estimate, Interval, Unanswered
from interviewkit.model.contrast import Naming

Row = Mapping[str, Any]


def estimate_row(each: Estimate) -> dict[str, object]:
    return {
        "variable": each.variable,
        "segment": each.segment,
        "level": each.level,
        "kind": each.kind,
        "value": _known(each.value),
        "n": each.n,
        "weighted_n": each.weighted_n,
        "low": each.interval.low if each.interval else None,
        "high": each.interval.high if each.interval else None,
        "method": each.method,
        "se": _known(each.se),
        "df": _known(each.df),
        "deff": _known(each.deff),
        "effective_n": _known(each.effective_n),
        "exact_low": each.korn_graubard.low if each.korn_graubard else None,
        "exact_high": each.korn_graubard.high if each.korn_graubard else None,
        **_unanswered_row(each.unanswered),
    }


def _unanswered_row(who: Unanswered | None) -> dict[str, object]:
    if who is None:
        return dict.fromkeys(("silent", "silence", "least", "most"))
    return {
        "silent": who.n,
        "silence": who.share,
        "least": _known(who.low),
        "most": _known(who.high),
    }


def estimate_from(row: Row) -> Estimate:
    return Estimate(
        variable=row["variable"],
        segment=row["segment"],
        value=_number(row["value"]),
        n=row["n"],
        weighted_n=row["weighted_n"],
        interval=_interval(row["low"], row["high"]),
        kind=row["kind"],
        level=row["level"],
        method=row["method"],
        se=_number(row["se"]),
        df=_number(row["df"]),
        deff=_number(row["deff"]),
        effective_n=_number(row.get("effective_n")),
        korn_graubard=_interval(row.get("exact_low"), row.get("exact_high")),
        unanswered=_unanswered(row),
    )


def _unanswered(row: Row) -> Unanswered | None:
    if not row.get("silent"):
        return None
    low, high = _number(row["least"]), _number(row["most"])
    return Unanswered(int(row["silent"]), row["silence"], low, high)


def contrast_row(each: Contrast) -> dict[str, object]:
    difference, ratio = each.difference_interval, each.ratio_interval
    return {
        "title": each.title,
        "first": estimate_row(each.first),
        "second": estimate_row(each.second),
        "difference": _known(each.difference),
        "difference_low": difference.low if difference else None,
        "difference_high": difference.high if difference else None,
        "ratio": _known(each.ratio),
        "ratio_low": ratio.low if ratio else None,
        "ratio_high": ratio.high if ratio else None,
        "se": _known(each.se),
        "df": _known(each.df),
        "p": _known(each.p),
        "adjusted": _known(each.adjusted),
        "shared": each.shared,
        "method": each.method,
        "told_as": asdict(each.told_as) if each.told_as else None,
    }


def contrast_from(row: Row) -> Contrast:
    return Contrast(
        estimate_from(row["first"]),
        estimate_from(row["second"]),
        _number(row["difference"]),
        _interval(row["difference_low"], row["difference_high"]),
        _number(row["ratio"]),
        _interval(row["ratio_low"], row["ratio_high"]),
        _number(row["se"]),
        _number(row["df"]),
        _number(row["p"]),
        _number(row["adjusted"]),
        row["shared"],
        row["method"],
        Naming(**row["told_as"]) if row["told_as"] else None,
        row["title"],
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _interval(low: float | None, high: float | None) -> Interval | None:
    return None if low is None or high is None else Interval(low, high)
