"""What stands beside a comparison of waves, cohorts or segments: who, topics, codes, saturation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from interviewkit.model import Saturation, SideBySide, Step
from interviewkit.model.sides import CodeShift
from interviewkit.model.table import (
    COUNT,
    NUMBER,
    PROSE,
    RATIO,
    SHARE,
    TEXT,
    Column,
    ResultTable,
    Row,
)
from interviewkit.tables.comparison import (
    FROM_TO,
    build_answers,
    build_step_row,
    build_themes,
    build_topics,
    none_of,
)
from interviewkit.tables.fields import (
    Field,
    figure_fields,
    interval_fields,
    list_columns,
    read_values,
)
from interviewkit.tables.inference import ADJUSTED, P_VALUE
from interviewkit.wording.numbers import NOTHING, count, interval_named, percent


def build_sides(contrast: SideBySide) -> ResultTable:
    """What is compared: how many people, conversations, words and respondents each side has."""
    fields = (
        Field(Column(contrast.by, TEXT), "label"),
        *_plain(COUNT, "people"),
        Field(Column("groups", COUNT, note="sets of people who talked with each other"), "groups"),
        Field(Column("conversations", COUNT), "transcripts"),
        *_plain(COUNT, "words", "respondents"),
    )
    return _whole("sides", "What is compared", fields, contrast.sides)


def build_turnover(contrast: SideBySide) -> ResultTable:
    """Who took a code up and who dropped it, of those on both sides."""
    found = [
        (step, (change.of, who, what))
        for step in contrast.steps
        for change in step.themes
        for what, people in (("took up", change.taken_up_by), ("dropped", change.dropped_by))
        for who in people
    ]
    fields = tuple(
        Field(Column(k, TEXT), itemgetter(i)) for i, k in enumerate(("of", "who", "what"))
    )
    return _stepped(contrast, "who", "Who changed", fields, found)


def build_moves(contrast: SideBySide, *, changed_only: bool = False) -> ResultTable:
    """From which answer to which respondents of both sides went."""
    fields = (
        *_plain(TEXT, "variable", "before", "after"),
        Field(Column("respondents", COUNT), "n"),
    )
    found = [
        (step, move)
        for step in contrast.steps
        for move in step.moves
        if not changed_only or move.before != move.after
    ]
    note = "Respondents who answered on both sides; unweighted counts."
    return _stepped(contrast, "moves", "Who answered differently", fields, found, [note])


def build_matches(contrast: SideBySide) -> ResultTable:
    """What became of topics that were fitted to each side by itself."""
    near = "share of that side's turns that lie where the topics lie"
    fields = (
        Field(Column("what", TEXT), "kind"),
        Field(Column("topics_before", TEXT), lambda case: " | ".join(case.before)),
        Field(Column("topics_after", TEXT), lambda case: " | ".join(case.after)),
        Field(Column("turns_before", COUNT, spare=1), "size_before"),
        Field(Column("turns_after", COUNT, spare=2), "size_after"),
        Field(Column("near_before", SHARE, note=near), "near_before"),
        Field(Column("near_after", SHARE), "near_after"),
        Field(Column("likeness", NUMBER, note="of the topics' vectors, -1 to 1"), "likeness"),
    )
    note = "Each side fitted by itself; topics matched by the vectors of their turns."
    found = [(step, case) for step in contrast.steps for case in step.matches]
    return _stepped(contrast, "matches", "What became of topics", fields, found, [note])


def build_code_shifts(contrast: SideBySide) -> ResultTable:
    """Codes that are not one and the same on all sides, and what to do."""
    fields = (
        *_plain(TEXT, "code", "what"),
        Field(Column("versions", TEXT), _name_versions),
        Field(Column("hint", PROSE, head="what to do"), "hint"),
    )
    return _whole("codebook", "Codes that are not one and the same", fields, contrast.codebook)


def build_saturation(contrast: SideBySide) -> ResultTable:
    """New codes by conversation, in the order of fieldwork."""
    found = contrast.saturation
    heard = enumerate(found.heard if found else (), 1)
    fields = (
        *_plain(TEXT, "transcript"),
        Field(Column(contrast.by, TEXT), "side"),
        *_plain(COUNT, "codes", "new"),
        Field(Column("all", COUNT, note="codes known after this conversation"), "known"),
        Field(Column("new_in_run", COUNT), "run_new"),
        Field(Column("ratio", SHARE, note="new codes of this run, of those of the base"), "ratio"),
    )
    rows = tuple(Row({"number": i, **read_values(fields, each)}) for i, each in heard)
    columns = (Column("number", COUNT), *list_columns(fields))
    notes = describe_saturation(found) if found else ()
    title = "When new codes stopped coming"
    return ResultTable("saturation", columns, rows, title, tuple(notes), none_of("saturation"))


def describe_saturation(found: Saturation) -> Iterator[str]:
    """Whether codes stopped coming, of which codes that holds, and what other orders give."""
    if found.why:
        yield f"Saturation is not claimed: {found.why}."
        return
    first = ", ".join(f"{count(new)} first in {side}" for side, new in found.by_side)
    reached = "not reached" if found.reached is None else f"reached at conversation {found.words}"
    yield (
        f"Saturation (base {count(found.base)}, run {count(found.run)}, at most "
        f"{percent(found.threshold)} new; Guest, Namey and Chen 2020) was {reached}: "
        f"{count(found.heard[-1].known if found.heard else 0)} codes, {first}. It speaks of "
        f"{found.grounds}, not of what there is no code for."
    )
    if found.usual:
        middle, low, high = map(count, found.usual)
        yield (
            f"In random orders of the conversations: {middle}+{count(found.run)} as a rule, {low} "
            f"to {high} in nine of ten; {percent(found.usual_share)} of orders reach it."
        )


def build_pairs(contrast: SideBySide, *, whole_only: bool = False) -> ResultTable:
    """Codes that go together in the same people, of each side and (``whole_only``: only) of all."""
    pairs = [pair for pair in contrast.pairs if not pair.side or not whole_only]
    named = interval_named(pair.odds_interval for pair in pairs)
    odds = "how many times higher the odds of the one are with the other"
    fields = (
        Field(Column(contrast.by, TEXT, read=not whole_only), lambda pair: pair.side or "all"),
        *_plain(TEXT, "first", "second"),
        Field(Column("both", COUNT, out_of="n", note="people with both, of all"), "both"),
        *(
            Field(Column(key, COUNT, read=False), key)
            for key in ("only_first", "only_second", "neither")
        ),
        *figure_fields(Column("phi", NUMBER, spare=2), "phi", "phi_interval"),
        *figure_fields(
            Column("jaccard", NUMBER, read=not whole_only, spare=1), "jaccard", "jaccard_interval"
        ),
        *figure_fields(
            Column("odds_ratio", RATIO, note=f"{odds}, with its {named}"), "odds", "odds_interval"
        ),
        *interval_fields(
            Column(
                "odds_simultaneous",
                RATIO,
                head="simultaneous",
                note="the interval of the odds ratio that holds together with those of all pairs",
                spare=3,
            ),
            "odds_simultaneous",
        ),
        Field(P_VALUE, "p"),
        Field(ADJUSTED, "p_adjusted"),
        Field(Column("n", COUNT, read=False, data=False), "n"),
    )
    note = "People as units; codes voiced by at least five people."
    return _whole("pairs", "Codes in the same people", fields, pairs, [note])


def _name_versions(shift: CodeShift) -> str:
    return "; ".join(f"{side}: {', '.join(used) or NOTHING}" for side, used in shift.versions)


BUILDERS: Mapping[str, Callable[[SideBySide], ResultTable]] = {
    "themes": build_themes,
    "who": build_turnover,
    "answers": build_answers,
    "moves": build_moves,
    "topics": build_topics,
    "matches": build_matches,
    "codebook": build_code_shifts,
    "saturation": build_saturation,
    "pairs": build_pairs,
}
"""Every table of a comparison that can be shown alone, by its name."""


# -- how they are made ---------------------------------------------------------------------------


def _plain(kind: str, *keys: str) -> tuple[Field, ...]:
    return tuple(Field(Column(key, kind), key) for key in keys)


def _whole(
    name: str,
    title: str,
    fields: Sequence[Field],
    things: Iterable[object],
    notes: Iterable[str] = (),
) -> ResultTable:
    rows = tuple(Row(read_values(fields, each)) for each in things)
    return ResultTable(name, list_columns(fields), rows, title, tuple(notes), none_of(name))


def _stepped(
    contrast: SideBySide,
    name: str,
    title: str,
    fields: Sequence[Field],
    found: Iterable[tuple[Step, object]],
    notes: Iterable[str] = (),
) -> ResultTable:
    rows = tuple(build_step_row(contrast, step, fields, each) for step, each in found)
    columns = (*FROM_TO, *list_columns(fields))
    return ResultTable(name, columns, rows, title, tuple(notes), none_of(name))
