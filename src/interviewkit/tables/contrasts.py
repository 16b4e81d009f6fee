"""Two segments of the survey side by side: both figures, how far apart, how many times as much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import Contrast, Estimate
from interviewkit.model.contrast import Naming
from interviewkit.model.table import (
    COUNT,
    DIFFERENCE,
    EFFECTIVE,
    ESTIMATE,
    LIST,
    MEAN,
    NUMBER,
    POINTS,
    RATIO,
    SHARE,
    TEXT,
    WHOLE_SHARE,
    Column,
    Lead,
    P,
    ResultTable,
    Row,
    Value,
)
from interviewkit.tables.estimates import (
    MANY,
    list_cautions,
    list_ends,
    list_worth,
    warn_of_many,
)
from interviewkit.wording.contrasts import describe_contrast

CONSTRUCTED = "by construction"
FOR_REPORT = (
    "what",
    "first",
    "second",
    "n_first",
    "n_second",
    "difference",
    "ratio",
    "p",
    "p_holm",
)


def build_contrasts(found: Sequence[Contrast]) -> ResultTable:
    """A row a variable, or answer, that two segments are compared in; comparisons are groups."""
    several = len({each.title for each in found}) > 1
    return ResultTable(
        "survey_contrasts",
        tuple(_list_columns(found)),
        tuple(_row(each, each.title if several else "") for each in found),
        title=found[0].title if found and not several else "segments of the survey compared",
        notes=tuple(_list_notes(found)),
    )


def list_sides(found: Sequence[Contrast]) -> list[Estimate]:
    """The figures that are compared, each once."""
    return list(dict.fromkeys(side for each in found for side in (each.first, each.second)))


def name_answer(side: Estimate, naming: Naming) -> str:
    """``Burned out``; ``Effect of AI: positive`` where an answer is meant."""
    return f"{naming.label}: {side.level}" if side.level not in ("", "yes") else naming.label


def _list_notes(found: Sequence[Contrast]) -> Iterator[str]:
    yield from map(describe_contrast, found[:MANY])
    if len(found) > MANY:
        yield f"… and {len(found) - MANY} more sentences; JSON and CSV have all of them"
    yield from list_cautions(list_sides(found))
    yield from warn_of_many(len(found), "will differ", "p (Holm) is adjusted for all of them")


def _list_columns(found: Sequence[Contrast]) -> Iterator[Column]:
    one, two = _heads(found)
    shared = any(each.shared for each in found)
    yield Column("size", MEAN, read=False, data=False)
    yield Column("what", TEXT, head="", read=False, data=False)
    yield Column("variable", TEXT)
    yield Column("level", TEXT, read=any(each.first.level for each in found))
    for side, head in (("first", one), ("second", two)):
        ends = (f"{side}_low", f"{side}_high")
        yield Column(side, MEAN, head, ends=ends, like="size", verbatim=True)
    yield Column("difference", DIFFERENCE, ends=("low", "high"), like="size",
                 note="of shares in percentage points")  # fmt: skip
    yield from (Column(key, DIFFERENCE, like="size", read=False) for key in ("low", "high"))
    yield Column("ratio", RATIO, ends=("ratio_low", "ratio_high"), spare=4,
                 note="how many times as much the first is as the second")  # fmt: skip
    yield from (Column(f"ratio_{end}", RATIO, read=False) for end in ("low", "high"))
    yield Column("p", P, spare=3)
    yield Column("p_holm", P, "p (Holm)", note="adjusted for all that is compared at once")
    yield from (Column(key, COUNT, spare=i) for i, key in enumerate(("n_first", "n_second"), 1))
    yield Column("shared", COUNT, read=shared, note="people in both; the intervals allow for them")
    texts = ("compared", "first_segment", "second_segment", "statistic")
    yield from (Column(key, TEXT, read=False) for key in texts)
    yield from (Column(key, NUMBER, read=False) for key in ("se", "df"))
    for side in ("first", "second"):
        yield from (Column(f"{side}_{end}", MEAN, read=False) for end in ("low", "high"))
    for side in ("first", "second"):
        yield from (Column(f"{side}_{key}", kind, read=False) for key, kind in _WORTH.items())
    yield from (Column(key, TEXT, read=False) for key in ("method", "words"))


_WORTH = {
    "effective_n": EFFECTIVE,
    "korn_graubard_low": SHARE,
    "korn_graubard_high": SHARE,
    "no_answer": COUNT,
    "no_answer_share": SHARE,
    "bound_low": MEAN,
    "bound_high": MEAN,
    "cautions": LIST,
}


def _heads(found: Sequence[Contrast]) -> tuple[str, str]:
    """Both segments' titles, where all rows have the same two."""
    titles = {(each.naming.first, each.naming.second) for each in found}
    return titles.pop() if len(titles) == 1 else ("first", "second")


def _row(each: Contrast, group: str) -> Row:
    first, second = each.first, each.second
    values: dict[str, Value] = {
        "size": max(abs(first.value), abs(second.value)),
        "what": name_answer(first, each.naming),
        "variable": first.variable,
        "level": first.level,
        "first": first.value,
        "second": second.value,
        "difference": each.difference,
        **list_ends(each.difference_interval),
        "ratio": each.ratio,
        **list_ends(each.ratio_interval, "ratio_"),
        "p": each.p,
        "p_holm": each.adjusted,
        "n_first": first.n,
        "n_second": second.n,
        "shared": each.shared,
        "compared": each.title,
        "first_segment": first.segment,
        "second_segment": second.segment,
        "statistic": first.kind,
        "se": each.se,
        "df": each.df,
        **list_ends(first.interval, "first_"),
        **list_ends(second.interval, "second_"),
        **_worth("first_", first),
        **_worth("second_", second),
        "method": each.method,
        "words": describe_contrast(each),
    }
    shares = {"first": WHOLE_SHARE, "second": WHOLE_SHARE, "difference": POINTS}
    return Row(
        values,
        group,
        leads={
            "first": Lead(ESTIMATE, first.variable, first.segment),
            "second": Lead(ESTIMATE, second.variable, second.segment),
        },
        kinds=shares if first.kind == "share" else {},
        instead=dict.fromkeys(("p", "p_holm"), CONSTRUCTED) if each.is_constructed else {},
    )


def _worth(prefix: str, each: Estimate) -> dict[str, Value]:
    told = {"effective_n": each.effective_n, **list_worth(each)}
    return {f"{prefix}{key}": value for key, value in told.items()}
