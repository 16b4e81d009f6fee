"""What stands beside a comparison of waves, cohorts or segments: who, topics, codes, saturation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from interviewkit.model import Saturation, SideBySide, Step
from interviewkit.model import table as kinds
from interviewkit.model.sides import KEPT
from interviewkit.model.small_cells import is_few
from interviewkit.model.table import TEXT, Column, ResultTable
from interviewkit.tables.fields import (
    Field,
    build_table,
    list_columns,
    list_data_fields,
    list_figure_fields,
    list_interval_fields,
    read_fields,
)
from interviewkit.tables.findings.comparison import (
    FROM_TO,
    build_answers,
    build_step_rows,
    build_themes,
    build_topics,
)
from interviewkit.tables.findings.inference import ADJUSTED, P_VALUE
from interviewkit.wording.numbers import NOTHING, count, counted, interval_named, percent


def build_sides(contrast: SideBySide) -> ResultTable:
    """What is compared: how many people, conversations, words and respondents each side has."""
    fields = (
        Field.of(contrast.by, TEXT, "label"),
        *read_fields(kinds.COUNT, "people"),
        Field.of("groups", kinds.COUNT, note="sets of people who talked with each other"),
        Field.of("conversations", kinds.COUNT, "transcripts"),
        *read_fields(kinds.COUNT, "words", "respondents"),
    )
    return _build("sides", "What is compared", fields, contrast.sides)


def build_turnover(contrast: SideBySide) -> ResultTable:
    """Who took a code up and who dropped it, of those on both sides."""

    def list_people(step: Step) -> Iterator[tuple[str, str, str]]:
        for change in step.themes:
            yield from ((change.of, who, "took up") for who in change.taken_up_by)
            yield from ((change.of, who, "dropped") for who in change.dropped_by)

    keys = ("of", "who", "what")
    fields = [Field.of(key, TEXT, itemgetter(at)) for at, key in enumerate(keys)]
    return _build_steps(contrast, "who", "Who changed", fields, list_people)


def build_moves(contrast: SideBySide, *, changed_only: bool = False) -> ResultTable:
    """From which answer to which respondents of both sides went.

    ``changed_only`` is for readers who might know these people: without answers that stayed, and
    without the questions on which a way was gone by fewer than may be shown.
    """
    note = "Respondents who answered on both sides; unweighted counts."
    if changed_only:
        contrast, gone = _withhold_rare_moves(contrast)
        note += f" Withheld: {counted(gone, 'question')}, as of few people." if gone else ""
    respondents = Field.of("respondents", kinds.COUNT, "n")
    fields = (*read_fields(TEXT, "variable", "before", "after"), respondents)
    table = _build_steps(contrast, "moves", "Who answered differently", fields, lambda s: s.moves)
    rows = (r for r in table.rows if not changed_only or r.values["before"] != r.values["after"])
    return replace(table, rows=tuple(rows), notes=(note,))


def _withhold_rare_moves(contrast: SideBySide) -> tuple[SideBySide, int]:
    """Without questions on which few went one way, since the others would give those away."""
    steps, gone = [], 0
    for step in contrast.steps:
        few = {move.variable for move in step.moves if is_few(move.n, contrast.min_cell)}
        told = tuple(move for move in step.moves if move.variable not in few)
        steps.append(replace(step, moves=told))
        gone += len(few)
    return replace(contrast, steps=tuple(steps)), gone


def build_matches(contrast: SideBySide) -> ResultTable:
    """What became of topics that were fitted to each side by itself."""
    near = "share of that side's turns that lie where the topics lie"
    like = "of the topics' vectors, -1 to 1"
    fields = (
        Field.of("what", TEXT, "kind"),
        Field.of("topics_before", TEXT, lambda case: " | ".join(case.before)),
        Field.of("topics_after", TEXT, lambda case: " | ".join(case.after)),
        Field.of("turns_before", kinds.COUNT, "size_before", spare=1),
        Field.of("turns_after", kinds.COUNT, "size_after", spare=1),
        Field.of("near_before", kinds.SHARE, note=near),
        Field.of("near_after", kinds.SHARE),
        Field.of("likeness", kinds.NUMBER, note=like),
    )
    note = "Each side fitted by itself; topics matched by the vectors of their turns."
    title = "What became of topics"
    table = _build_steps(contrast, "matches", title, fields, lambda step: step.matches)
    return replace(table, notes=(note,))


def build_code_shifts(contrast: SideBySide) -> ResultTable:
    """Codes that are not one and the same on all sides, and what to do."""
    fields = (
        *read_fields(TEXT, "code", "what"),
        Field.of(
            "versions",
            TEXT,
            lambda shift: "; ".join(
                f"{side}: {', '.join(used) or NOTHING}" for side, used in shift.versions
            ),
        ),
        Field.of("hint", kinds.PROSE, head="what to do"),
    )
    return _build("codebook", "Codes that are not one and the same", fields, contrast.codebook)


def build_saturation(contrast: SideBySide) -> ResultTable:
    """New codes by conversation, in the order of fieldwork."""
    found = contrast.saturation
    heard = found.heard if found else ()
    numbers = {each.transcript: number for number, each in enumerate(heard, 1)}
    share = "new codes of this run, of those of the base"
    fields = (
        Field.of("number", kinds.COUNT, lambda each: numbers[each.transcript]),
        *read_fields(TEXT, "transcript"),
        Field.of(contrast.by, TEXT, "side"),
        *read_fields(kinds.COUNT, "codes", "new"),
        Field.of("all", kinds.COUNT, "known", note="codes known after this conversation"),
        Field.of("new_in_run", kinds.COUNT, "run_new"),
        Field.of("ratio", kinds.SHARE, note=share),
    )
    table = _build("saturation", "When new codes stopped coming", fields, heard)
    return replace(table, notes=tuple(describe_saturation(found) if found else ()))


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
    odds = f"how many times higher the odds of the one are with the other, with its {named}"
    wide = "the interval of the odds ratio that holds together with those of all pairs"
    jaccard = Column("jaccard", kinds.NUMBER, read=not whole_only, spare=1)
    simultaneous = Column("odds_simultaneous", kinds.RATIO, head="simultaneous", note=wide, spare=3)
    fields = (
        Field.of(contrast.by, TEXT, lambda pair: pair.side or "all", read=not whole_only),
        *read_fields(TEXT, "first", "second"),
        Field.of("both", kinds.COUNT, out_of="n", note="people with both, of all"),
        *list_data_fields(kinds.COUNT, "only_first", "only_second", "neither"),
        *list_figure_fields(Column("phi", kinds.NUMBER, spare=2), "phi", "phi_interval"),
        *list_figure_fields(jaccard, "jaccard", "jaccard_interval"),
        *list_figure_fields(Column("odds_ratio", kinds.RATIO, note=odds), "odds", "odds_interval"),
        *list_interval_fields(simultaneous, "odds_simultaneous"),
        Field(P_VALUE),
        Field(ADJUSTED),
        Field.of("n", kinds.COUNT, read=False, data=False),
    )
    table = _build("pairs", "Codes in the same people", fields, pairs)
    return replace(table, notes=("People as units; codes voiced by at least five people.",))


def sort_largest_first(contrast: SideBySide) -> SideBySide:
    """The topics of each step, the largest change first, and what is kept behind what is not."""

    def sort(step: Step) -> Step:
        topics = sorted(step.topics, key=lambda change: -abs(change.difference))
        matches = sorted(step.matches, key=lambda case: case.kind == KEPT)
        return replace(step, topics=tuple(topics), matches=tuple(matches))

    return replace(contrast, steps=tuple(map(sort, contrast.steps)))


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


def _build(name: str, title: str, fields: Sequence[Field], things: Iterable[object]) -> ResultTable:
    return build_table(name, fields, things, title, empty=f"no {name} to compare")


def _build_steps(
    contrast: SideBySide,
    name: str,
    title: str,
    fields: Sequence[Field],
    list_things: Callable[[Step], Iterable[object]],
) -> ResultTable:
    rows = (build_step_rows(contrast, s, fields, [*list_things(s)]) for s in contrast.steps)
    columns = (*FROM_TO, *list_columns(fields))
    return ResultTable(name, columns, tuple(chain(*rows)), title, empty=f"no {name} to compare")
