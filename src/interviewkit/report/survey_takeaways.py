"""What the survey has for page one: two segments side by side, or what everyone says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import Contrast, Estimate
from interviewkit.model.estimate import Naming, find_phrase
from interviewkit.model.small_cells import is_shown
from interviewkit.report.figures import BarChart, BarRow, Figure, Sentence, Span, make_sentence
from interviewkit.report.plain_words import begin, name_everyone, name_people, share_of, write_deed
from interviewkit.report.survey_pairs import build_pairs
from interviewkit.report.takeaways import COMPARED, EVERYONE, TakeawayCandidate, compute_least
from interviewkit.report.text_blocks import make_key
from interviewkit.report.voices import Cast
from interviewkit.tables.survey.contrasts import name_answer
from interviewkit.wording.fractions import fraction, fractions
from interviewkit.wording.numbers import (
    HARD_SPACE,
    confidence,
    count,
    interval_named,
    mean,
    mean_range,
    percent,
    points_named,
    points_range,
)

TOLD = 2
"""So many comparisons of the same two segments are told in words; one more is drawn."""
AMONG_ALL = 0.1
"""What a share of everyone counts beside a difference."""


def find_comparisons(cast: Cast) -> Iterator[TakeawayCandidate]:
    """Two segments that differ by more than chance: one candidate for each two of them."""
    families: dict[tuple[str, str], list[Contrast]] = {}
    for each in cast.inputs.contrasts:
        if is_sure(each, cast):
            families.setdefault((each.first.segment, each.second.segment), []).append(each)
    for family in families.values():
        family.sort(key=lambda each: -_weigh(each))
        yield _compare(family, cast)


def is_sure(each: Contrast, cast: Cast) -> bool:
    """Whether a difference is more than chance among all that is compared, of enough people."""
    sides = (each.first, each.second)
    if each.is_constructed or any(
        s.is_thin or not is_shown(s.n, cast.inputs.min_cell) for s in sides
    ):
        return False
    return compute_least(each.difference_interval) > 0 and each.is_sure is not False


def _weigh(each: Contrast) -> float:
    """The least difference; of means, beside the larger of both."""
    least = compute_least(each.difference_interval)
    if each.first.kind == "share":
        return least
    return least / max(abs(each.first.value), abs(each.second.value), 1e-9)


def _compare(family: Sequence[Contrast], cast: Cast) -> TakeawayCandidate:
    shares = [each for each in family if each.first.kind == "share"]
    told = (shares or family[:1])[: TOLD + 1]
    first, after = told[0], told[1:]
    return TakeawayCandidate(
        make_key(COMPARED, first.first.segment, first.second.segment),
        COMPARED,
        _write(told[:TOLD], cast),
        _write_exactly(told[:TOLD]),
        _weigh(first),
        _draw(told, cast),
        "survey",
        _write(told[:1], cast),
        _write_exactly(told[:1]),
        _write(after, cast) if after else "",
        _write_exactly(after) if after else None,
    )


def _write(told: Sequence[Contrast], cast: Cast) -> str:
    first = told[0]
    one, other = (name_people(each.segment, cast) for each in (first.first, first.second))
    if first.first.kind != "share":
        return _write_means(first, one, other)
    these, those = share_of(_share(first, 0), one), share_of(_share(first, 1), other)
    said = [f"{these} {_do(first)}, against {those}"]
    said += [f"{_share(each, 0)} {_do(each)}, against {_share(each, 1)}" for each in told[1:]]
    return f"{begin('; '.join(said))}."


def _share(each: Contrast, side: int) -> str:
    return fractions(each.first.value, each.second.value)[side]


def _do(each: Contrast) -> str:
    return write_deed(each.naming, each.first.level)


def _write_means(each: Contrast, one: str, other: str) -> str:
    way = "higher" if each.difference > 0 else "lower"
    like = max(abs(each.first.value), abs(each.second.value))
    return (
        f"{begin(one)} are {way} on “{each.naming.label}” than {other}: "
        f"{mean(each.first.value, like)} on average, against {mean(each.second.value, like)}."
    )


def _write_exactly(told: Sequence[Contrast]) -> Sentence:
    pieces: list[str | Span] = []
    for each in told:
        pieces += ["; " if pieces else "", Span(name_answer(each.first, each.naming), "survey")]
        pieces.append(f": {_figures(each)}")
    return make_sentence(*pieces, ".")


def _figures(each: Contrast) -> str:
    """``88% (95% CI 85–91%, n = 682) against 62% (…), +26 points (+22 to +29)``."""
    sides = f"{_side(each.first)} against {_side(each.second)}"
    around = each.difference_interval
    if each.first.kind != "share" or around is None:
        return sides
    return f"{sides}, {points_named(each.difference)} ({points_range(around)})"


def _side(each: Estimate) -> str:
    n = f"n{HARD_SPACE}={HARD_SPACE}{count(each.n)}"
    if each.kind != "share":
        around = each.interval
        named = f"{percent(around.level)} CI {mean_range(around)}, " if around else ""
        return f"{mean(each.value)} ({named}{n})"
    named = f"{confidence(each.interval)}, " if each.interval else ""
    return f"{percent(each.value)} ({named}{n})"


def _draw(family: Sequence[Contrast], cast: Cast) -> Figure:
    first = family[0]
    note = f"Survey. Whiskers: {interval_named(e.first.interval for e in family)}s."
    title = f"{first.naming.first} and {first.naming.second}"
    key = make_key("front", first.first.segment, first.second.segment)
    return Figure(key, title, note, build_pairs(family, cast))


# -- what everyone says ----------------------------------------------------------------------------


def find_shares_of_everyone(cast: Cast) -> Iterator[TakeawayCandidate]:
    """The commonest answer to each question, where a share of everyone is all there is to tell."""
    best: dict[str, Estimate] = {}
    for each in cast.inputs.estimates:
        if (
            each.segment
            or each.kind != "share"
            or each.is_thin
            or not is_shown(each.n, cast.inputs.min_cell)
        ):
            continue
        if each.variable not in best or best[each.variable].value < each.value:
            best[each.variable] = each
    yield from (_tell_everyone(each, cast) for each in best.values())


def _tell_everyone(each: Estimate, cast: Cast) -> TakeawayCandidate:
    phrase = find_phrase(cast.inputs.phrases, each.variable, each.level)
    naming = Naming("", "", cast.variable(each.variable), phrase)
    what, who = name_answer(each, naming), name_everyone(each.variable, cast)
    exact = make_sentence(Span(what, "survey"), f": {_side(each)}.")
    chart = BarChart(
        (BarRow(begin(who), each.value, each.n, each.weighted_n, each.interval),),
        0.0,
        1.0,
        percent=True,
    )
    note = f"Survey. Whiskers: {interval_named([each.interval])}s."
    return TakeawayCandidate(
        make_key(EVERYONE, each.variable),
        EVERYONE,
        f"{begin(fraction(each.value))} of {who} {write_deed(naming, each.level)}.",
        exact,
        AMONG_ALL * (each.interval.low if each.interval else each.value),
        Figure(make_key("front", each.variable), what, note, chart),
        "survey",
    )
