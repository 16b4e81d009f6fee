"""Both strands side by side: themes beside survey figures, and themes by segment."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from interviewkit.model import Estimate, MetaInference, Prevalence
from interviewkit.model import table as kinds
from interviewkit.model.small_cells import is_few
from interviewkit.model.table import ESTIMATE, VOICES, Column, Lead, ResultTable, Row, Value
from interviewkit.wording.numbers import (
    HARD_SPACE,
    confidence,
    count,
    mean,
    mean_range,
    of_people,
    percent,
    percent_range,
)

TO_WRITE = "not yet written"
TOO_FEW = "too few people to show"
PARTS = ("n", "low", "high")

SIDES = (
    Column("theme", kinds.TEXT),
    Column("beside", kinds.TEXT, head="survey variable"),
    Column("survey", kinds.LINES),
    Column("conversations", kinds.LINES),
    Column("quotes", kinds.LINES, head="in their words"),
    Column("meta_inference", kinds.TEXT, head="meta-inference"),
)


@dataclass(frozen=True, slots=True)
class JointRow:
    """One theme beside one survey variable, or none; every line is a finished text.

    ``theme`` and ``variable`` are the labels of what is named ``of`` and ``about``.
    """

    of: str
    theme: str
    about: str
    variable: str
    survey: tuple[str, ...]
    talk: tuple[str, ...]
    quotes: tuple[str, ...]
    said: MetaInference | None = None


@dataclass(frozen=True, slots=True)
class ThemeShare:
    """The people of one segment who voiced one theme, and what some of them said.

    ``is_withheld`` where nothing of them may be told.
    """

    share: Prevalence | None
    quotes: tuple[str, ...] = ()
    is_withheld: bool = False


def build_sides(rows: Sequence[JointRow]) -> ResultTable:
    """A row a theme and what it is laid beside, with what somebody concluded."""
    lines = (
        Row(
            {
                "theme": each.theme,
                "beside": each.variable or None,
                "survey": each.survey,
                "conversations": each.talk,
                "quotes": each.quotes,
                "meta_inference": _conclude(each.said),
            },
            leads={"theme": Lead(VOICES, each.of), "beside": Lead(ESTIMATE, each.about)},
            instead={"meta_inference": TO_WRITE},
        )
        for each in rows
    )
    title = "survey and conversations side by side"
    return ResultTable("joint display", SIDES, tuple(lines), title)


def build_themes_by_segment(
    themes: Sequence[str],
    segments: Sequence[tuple[str, str]],
    find: Callable[[int, str], ThemeShare],
    min_cell: int,
) -> ResultTable:
    """A row a theme: everyone, and each segment (name, title), as ``find`` has them.

    ``find`` takes the place of a theme and the name of a segment, empty for everyone. Segments of
    fewer than ``min_cell`` people are not shown.
    """
    named = [("", "Everyone"), *segments]
    keys = list(_name_keys([segment for segment, _ in named]))
    columns = [Column("theme", kinds.TEXT)]
    for key, (_, title) in zip(keys, named, strict=True):
        columns += _list_segment_columns(key, title)
    rows = []
    for row, theme in enumerate(themes):
        values: dict[str, Value] = {"theme": theme}
        opens: dict[str, tuple[str, ...]] = {}
        instead: dict[str, str] = {}
        leads: dict[str, Lead] = {}
        for key, (segment, _) in zip(keys, named, strict=True):
            found = find(row, segment)
            few = bool(segment) and _is_withheld(found, min_cell)
            values |= _take_share(key, None if few else found.share)
            instead |= {key: TOO_FEW} if few else {}
            opens |= {key: found.quotes} if found.quotes and not few else {}
            if found.share:
                leads[key] = Lead(VOICES, found.share.of, segment)
        rows.append(Row(values, leads=leads, instead=instead, opens=opens))
    return ResultTable("themes by segment", tuple(columns), tuple(rows), "themes by segment")


def _is_withheld(found: ThemeShare, min_cell: int) -> bool:
    return found.is_withheld or (found.share is not None and is_few(found.share.n, min_cell))


def describe_estimate(found: Estimate, label: str) -> str:
    """``Top quartile: 42% (95% CI 38–46%, n = 625)``."""
    share = found.kind == "share"
    value = percent(found.value) if share else mean(found.value)
    around = ""
    if found.interval is not None:
        ends = found.interval
        span = percent_range(ends) if share else mean_range(ends, found.value)
        around = f"{percent(ends.level)} CI {span}, "
    few = ", an indication only" if found.is_thin else ""
    return f"{label}: {value} ({around}n{HARD_SPACE}={HARD_SPACE}{count(found.n)}{few})"


def describe_share(found: Prevalence, label: str) -> str:
    """``Leaders: 9 of 16 people, 56% (95% CI 33–77%)``."""
    if not found.n:
        return f"{label}: nobody spoke"
    people = of_people(found.voiced, found.n)
    return f"{label}: {people}, {percent(found.share)} ({confidence(found.interval)})"


def _conclude(said: MetaInference | None) -> str | None:
    """The researcher's line with its kind; none where nobody has written one."""
    if said is None or not said.text:
        return None
    kind = f"{said.fit.capitalize()}: " if said.fit else ""
    return f"{kind}{said.text}" + (f" ({said.author})" if said.author else "")


def _name_keys(segments: Sequence[str]) -> Iterator[str]:
    """A key for each segment's columns: its name, or its place where that is another's."""
    taken = {"theme"}
    for place, name in enumerate(segments):
        key = name or "everyone"
        if taken & {key, *(f"{key}_{part}" for part in PARTS)}:
            key = f"segment:{place}"
        taken |= {key, *(f"{key}_{part}" for part in PARTS)}
        yield key


def _list_segment_columns(key: str, title: str) -> tuple[Column, ...]:
    n, low, high = (f"{key}_{part}" for part in PARTS)
    return (
        Column(key, kinds.PEOPLE, title, out_of=n, ends=(low, high), verbatim=True, shaded=True),
        Column(n, kinds.COUNT, f"{title}: n", read=False),
        Column(low, kinds.WHOLE_SHARE, f"{title}: low", read=False),
        Column(high, kinds.WHOLE_SHARE, f"{title}: high", read=False),
    )


def _take_share(key: str, found: Prevalence | None) -> dict[str, Value]:
    known = found if found and found.n else None
    return {
        key: known.voiced if known else None,
        f"{key}_n": known.n if known else None,
        f"{key}_low": known.interval.low if known else math.nan,
        f"{key}_high": known.interval.high if known else math.nan,
    }
