"""A comparison as rows: everything, for CSV and single tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from interviewkit.cli.associations_shown import errors_and_words
from interviewkit.cli.compare_figures import (
    as_share,
    corrected_share,
    rounded,
    rounded_p,
)
from interviewkit.model import Change, Interval, SideBySide, Step

Row = Mapping[str, object]


def themes(contrast: SideBySide) -> list[Row]:
    return [
        {
            **_between(step),
            "of": change.of,
            "kind": change.kind,
            **_shares(change),
            "effective_n_before": rounded(change.before.effective_n, 2),
            "effective_n_after": rounded(change.after.effective_n, 2),
            "per_1000_before": rounded(change.before.rate, 2),
            "per_1000_after": rounded(change.after.rate, 2),
            "kept": change.kept,
            "dropped": change.dropped,
            "taken_up": change.taken_up,
            "neither": change.neither,
            "p_panel": rounded_p(change.panel_p),
            "test": change.test,
            "small": change.small,
            "corrected_before": corrected_share(change.corrected_before),
            "corrected_after": corrected_share(change.corrected_after),
            "corrected_points": as_share(change.corrected.value) if change.corrected else None,
            "corrected_low": as_share(change.corrected.interval.low) if change.corrected else None,
            "corrected_high": as_share(change.corrected.interval.high)
            if change.corrected
            else None,
            "coded_points": as_share(change.coded),
            **errors_and_words(change),
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
        **_tested(change),
    }


def _tested(change: Change) -> dict[str, object]:
    wide = change.simultaneous
    return {
        "p": rounded_p(change.p),
        "p_adjusted": rounded_p(change.p_adjusted),
        "simultaneous_low": rounded(wide.low, 4) if wide else None,
        "simultaneous_high": rounded(wide.high, 4) if wide else None,
        "family": change.family,
        "family_tests": change.family_tests,
        "why": change.why,
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
            **_tested(change),
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
            "phi_interval": _interval(pair.phi_interval),
            "jaccard": rounded(pair.jaccard, 3),
            "jaccard_interval": _interval(pair.jaccard_interval),
            "odds_ratio": rounded(pair.odds, 2),
            "odds_interval": _interval(pair.odds_interval),
            "odds_simultaneous": _interval(pair.odds_simultaneous),
            "p": rounded_p(pair.p),
            "p_adjusted": rounded_p(pair.p_adjusted),
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


def _between(step: Step) -> dict[str, object]:
    return {"from": step.before, "to": step.after}


def _interval(ends: Interval | None) -> str:
    """An interval in one cell, for machines as for people: in no style."""
    return "–" if ends is None else f"{ends.low:.3g} to {ends.high:.3g}"
