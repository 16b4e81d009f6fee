"""What tables of tests have in common: p, what is adjusted, and how that is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interviewkit.model import table as kinds
from interviewkit.model.association import BENJAMINI_HOCHBERG, BY_CONSTRUCTION, HOLM
from interviewkit.model.finding import Interval
from interviewkit.model.table import Column
from interviewkit.tables.fields import Field, list_data_fields, list_figure_fields
from interviewkit.wording.numbers import count, interval_named, short

WAYS = {HOLM: "Holm", BENJAMINI_HOCHBERG: "Benjamini and Hochberg"}
TOGETHER = {
    HOLM: "the interval that holds together with all others of its family",
    BENJAMINI_HOCHBERG: "the interval that allows for the choice among its family",
}

P_VALUE = Column("p", kinds.P)
ADJUSTED = Column(
    "p_adjusted", kinds.P, head="adjusted", note="p allowing for how many tests there are"
)
AS_CODED = (
    "before any correction; difference and p allow for what the machine gets wrong, by an audit"
)

_EQUAL_WORDS = Column("equal_words_difference", kinds.POINTS, read=False)
ALLOWANCES: tuple[Field, ...] = (
    *list_data_fields(
        kinds.RATE,
        false_finds_leave_chance="sensitivity.chance",
        false_finds_leave_nothing="sensitivity.gone",
        false_finds_on_one_side="sensitivity.unequal",
    ),
    *list_data_fields(kinds.RATIO, times_the_words="equal_words.ratio"),
    *list_data_fields(kinds.SHARE, equal_words_inside="equal_words.inside"),
    *list_data_fields(kinds.SHARE, equal_words_outside="equal_words.outside"),
    *list_figure_fields(
        _EQUAL_WORDS, "equal_words.difference", "equal_words.interval", "equal_words_"
    ),
    *list_data_fields(kinds.P, equal_words_p="equal_words.p"),
)
"""What false finds a turn would explain a difference, and the shares at equal words."""


def explain_difference(what: str, ends: Iterable[Interval | None]) -> str:
    """``later less earlier, in points, with its 95% interval, …``."""
    known = [each for each in ends if each is not None]
    alpha = short(known[0].alpha if known else 0.05)
    named = interval_named(known)
    return f"{what}, with its {named}, which leaves out 0 exactly if p is below {alpha}"


def explain_simultaneous(adjust: str) -> str:
    return TOGETHER.get(adjust, "the interval once more, since nothing is adjusted")


def describe_tests(
    names: Iterable[str], adjust: str, families: Iterable[tuple[str, int]]
) -> Iterator[str]:
    """``p by … ; adjusted by Holm over 16 tests (all questions of the study)``, if any was made."""
    by = " or ".join(dict.fromkeys(filter(None, names)))
    over = dict.fromkeys(f"{count(n)} test{'s' * (n != 1)} ({name})" for name, n in families)
    how = f"adjusted by {WAYS[adjust]}" if adjust in WAYS else "not adjusted"
    yield f"p by {by}; {how} over {' and '.join(over)}" if by and over else "nothing was tested"


def name_untested(why: str) -> dict[str, str]:
    """What stands for a p that there is not, where there is more to say than nothing."""
    return {"p": "by construction"} if why.startswith(BY_CONSTRUCTION) else {}


def list_remarks(said: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each remark once, with what it is about: ``trust and 2 more: few conversations tell it``."""
    about: dict[str, list[str]] = {}
    for of, text in said:
        about.setdefault(text, []).append(of)
    for text, rows in about.items():
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        yield f"{rows[0]}{more}: {text}"
