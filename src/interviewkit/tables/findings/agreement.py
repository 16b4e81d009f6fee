"""How far coders agree, as tables: figures, what they rest on, what must be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import Agreement, CoderPair, CodersCompared, Matched
from interviewkit.model import table as kinds
from interviewkit.model.agreement import BETWEEN_PEOPLE, CAUTIONS, HEADINGS, POOLED, THEME
from interviewkit.model.table import Column, Detail, ResultTable, Row, Value
from interviewkit.tables.fields import (
    Field,
    build_table,
    list_columns,
    list_data_fields,
    measure_fields,
    read_fields,
    read_values,
)
from interviewkit.wording.words import join_words

OF_SPANS = ("u_alpha", "bar_u_alpha", "cu_alpha", "alpha_u_2004")
MEASURES = (
    "percent", "kappa", "fleiss", "alpha", "gwet", "brennan_prediger", "positive", "alpha_sets",
    *OF_SPANS,
)  # fmt: skip
OF_SETS = ("alpha_sets", *OF_SPANS)
"""They compare whole sets of codes, on turns that were read for all of these."""
USUAL = ("percent", "kappa", "alpha", "gwet")
WITHOUT_ENDS = "alpha_u_2004"
SOME = 3
"""So many measures find room beside the names of two coders."""


def list_agreement(
    found: Sequence[CodersCompared], measures: Sequence[str]
) -> Iterator[ResultTable]:
    """What readers get: people first, then every two, and machines apart code by code.

    One figure over several coders stands beside the pairs that it comes from.
    """
    if len(found) == 1:
        yield build_agreement(found, measures)
        return
    whole = [each for each in found if len(each.coders) > 2]
    people = [each for each in found if each.between == BETWEEN_PEOPLE]
    yield from (build_agreement([e], measures) for e in whole or people if e.has_overlap)
    two = [each for each in found if len(each.coders) == 2]
    yield build_pairs(two, [name for name in measures if name != "percent"][:1])
    for between in dict.fromkeys(each.between for each in two if each.between != BETWEEN_PEOPLE):
        apart = [each for each in two if each.between == between and each.has_overlap]
        if apart:
            yield build_agreement(apart, measures[:SOME])


def build_agreement(
    found: Sequence[CodersCompared], measures: Sequence[str] = USUAL
) -> ResultTable:
    """A row a code, theme and pool of each comparison, with every measure as data.

    Readers see the ``measures`` that are named; several comparisons are groups of rows.
    """
    alone = found[0] if len(found) == 1 else None
    fields = tuple(_list_fields([row for each in found for row in each.figures], measures, alone))
    rows = (
        Row(read_values(fields, row), "" if alone else join_words(each.coders))
        for each in found
        for row in each.figures
    )
    notes = tuple(_notes_on_one(alone, measures) if alone else _notes_on_several(found))
    return ResultTable("agreement", list_columns(fields), tuple(rows), _title(found), notes)


def build_pairs(found: Sequence[CodersCompared], measures: Sequence[str]) -> ResultTable:
    """Every two coders over all codes, and what to do where they have read nothing in common."""
    fields = (
        Field.of("coders", kinds.TEXT, lambda row: join_words(row.coders)),
        Field.of("who", kinds.TEXT, "between"),
        Field.of("both_read", kinds.FIGURE, _both_read, note="turns, of those that each has read"),
        *read_fields(kinds.COUNT, "people"),
        Field.of("n", kinds.COUNT, note="judgements on these, one a code"),
        *(field for name in measures for field in _measure_fields(name)),
    )
    people = [each for each in found if each.between == BETWEEN_PEOPLE]
    unknown = people and not any(each.has_overlap for each in people)
    why = "how far people agree is unknown: no two of them have read the same turns; "
    title = f"{why if unknown else ''}every two, over all codes"
    rows = [row for each in found if (row := each.pooled)]
    return build_table("agreement_pairs", fields, rows, title, notes=tuple(_notes_on_pairs(found)))


def build_matched(found: Sequence[Matched]) -> ResultTable:
    """Coders held against the reference, and of whom nothing can be told.

    Each coder's rows are a group; where there is little room the counts are left out first.
    """
    fields = (
        *list_data_fields(kinds.TEXT, "coder"),
        *read_fields(kinds.TEXT, "code"),
        *read_fields(kinds.COUNT, "n"),
        *list_data_fields(kinds.TEXT, "kind", "unit"),
        *(
            f
            for n in ("kappa", "precision", "recall", "f1")
            for f in measure_fields(Column(n, kinds.NUMBER), n)
        ),
        *(Field.of(key, kinds.COUNT, spare=1) for key in ("right", "invented", "missed")),
        *list_data_fields(kinds.TEXT, "note"),
    )
    notes = tuple(row.note for row in found if row.note)
    title = "agreement with a reference"
    return build_table("agreement_with", fields, found, title, rest=_by_coder, notes=notes)


def _by_coder(row: Matched) -> dict[str, str]:
    return {"group": row.coder}


# -- columns -------------------------------------------------------------------------------------


def _list_fields(
    rows: Sequence[Agreement], measures: Sequence[str], alone: CodersCompared | None
) -> Iterator[Field]:
    two = alone.coders if alone and len(alone.coders) == 2 else ("a", "b")
    presence = all(row.values == "presence" for row in rows)
    yield Field.of("of", kinds.TEXT, _name_code, head="code", data=False)
    yield from list_data_fields(kinds.TEXT, "code", "kind")
    yield from list_data_fields(kinds.LIST, "coders")
    yield from list_data_fields(kinds.TEXT, "between", "unit")
    yield from read_fields(kinds.COUNT, "n")
    yield from list_data_fields(kinds.COUNT, "people")
    yield Field.of("found", kinds.COUNT, read=presence)
    yield from list_data_fields(kinds.COUNT, "both")
    yield Field.of("only_a", kinds.COUNT, head=f"only {two[0]}", read=False)
    yield Field.of("only_b", kinds.COUNT, head=f"only {two[1]}", read=False)
    yield from list_data_fields(kinds.COUNT, "neither")
    spans = any(row.unit == "character" for row in rows)
    for name in MEASURES if spans else MEASURES[: -len(OF_SPANS)]:
        at = measures.index(name) if name in measures else -1
        yield from _measure_fields(name, len(measures) - at if at > 0 else 0, read=at >= 0)
    yield from list_data_fields(kinds.DETAILS, pairs=lambda row: tuple(map(_detail, row.pairs)))
    yield from list_data_fields(kinds.TEXT, note=lambda row: "; ".join(row.notes), advice="advice")


def _measure_fields(name: str, spare: int = 0, *, read: bool = True) -> Iterator[Field]:
    """A measure and the ends of its interval; what counts no chance has none for readers."""
    ends = None if name in ("percent", WITHOUT_ENDS) else (f"{name}_low", f"{name}_high")
    kind, places = (kinds.SHARE, 0) if name == "percent" else (kinds.NUMBER, 2)
    column = Column(name, kind, places=places, ends=ends, read=read, spare=spare)
    yield Field(column, name if name in USUAL[:2] else lambda row: row.measure(name).value)
    if name != WITHOUT_ENDS:
        yield from list_data_fields(
            kind,
            **{
                f"{name}_low": lambda row: _read_ends(row, name)[0],
                f"{name}_high": lambda row: _read_ends(row, name)[1],
            },
        )
    if name in OF_SETS:
        yield from list_data_fields(
            kinds.COUNT, **{f"{name}_turns": lambda row: row.measure(name).turns}
        )


def _read_ends(row: Agreement, name: str) -> tuple[Value, Value]:
    ends = row.measure(name).interval
    return (ends.low, ends.high) if ends else (None, None)


def _name_code(row: Agreement) -> str:
    return f"theme {row.code}" if row.kind == THEME else row.code


def _both_read(row: Agreement) -> str:
    [pair] = row.pairs
    return f"{pair.both} of {pair.first_read} and {pair.second_read}"


def _detail(pair: CoderPair) -> Detail:
    data = {
        "coders": list(pair.coders),
        "turns_read": [pair.first_read, pair.second_read],
        "turns_both": pair.both,
        "units": pair.units,
    }
    return Detail(_in_words(pair), data)


# -- notes ---------------------------------------------------------------------------------------


def _title(found: Sequence[CodersCompared]) -> str:
    if len(found) == 1:
        return f"{HEADINGS[found[0].between]}: {join_words(found[0].coders)}"
    between = {each.between for each in found}
    return f"{HEADINGS[between.pop()]}, code by code" if len(between) == 1 else "agreement"


def _notes_on_one(compared: CodersCompared, measures: Sequence[str]) -> Iterator[str]:
    """What must be known to read it, and what would make it firmer."""
    head, pooled = compared.figures[0], compared.pooled
    if head.values == "presence":
        yield f"n: {head.unit}s of {head.people} people that two coders or more have read."
        yield "found: where any of them found it; on the rest they agree that there is nothing."
    else:
        yield f"n: {head.unit}s in which two coders or more found it; the others have no polarity."
    yield from map(_in_words, pooled.pairs if pooled else ())
    if len(compared.coders) == 2:
        yield from _shared_by_code(compared)
        yield from _on_which_turns(compared, measures)
    elif pooled:
        yield _where_from(pooled)
    for row in compared.figures:
        advice = [row.advice] if row.advice and row.kind != POOLED else []
        if notes := [*row.notes, *advice]:
            yield f"{row.code}: {'; '.join(notes)}"


def _notes_on_several(found: Sequence[CodersCompared]) -> Iterator[str]:
    cautions = [CAUTIONS.get(between, "") for between in dict.fromkeys(e.between for e in found)]
    yield from filter(None, cautions)
    for each in found:
        for row in each.figures:
            notes = row.notes if row.kind == POOLED else [row.why_undefined]
            if kept := [note for note in notes if note and note not in cautions]:
                yield f"{join_words(each.coders)}, {row.code}: {'; '.join(kept)}"


def _notes_on_pairs(found: Sequence[CodersCompared]) -> Iterator[str]:
    for each in found:
        row = each.pooled
        if row and not each.has_overlap and row.advice:
            yield f"{row.notes[0]}. {row.advice[:1].upper()}{row.advice[1:]}"
        elif row and row.notes and each.between == BETWEEN_PEOPLE:
            yield f"{join_words(each.coders)}: {'; '.join(row.notes)}"
        yield from _shared_by_code(each)


def _shared_by_code(compared: CodersCompared) -> Iterator[str]:
    """How much two read in common code by code, where that is not the same for all.

    Each code is compared on its own turns; a theme on those that were read for all of its codes.
    """
    rows = [row for row in compared.figures if row.kind != POOLED and row.pairs]
    if compared.has_overlap and len({row.pairs[0].both for row in rows}) > 1:
        shared_by = ", ".join(f"{_name_code(row)} {row.pairs[0].both}" for row in rows)
        yield f"{join_words(compared.coders)}, turns both read by code: {shared_by}"


def _on_which_turns(compared: CodersCompared, measures: Sequence[str]) -> Iterator[str]:
    """On how many turns whole sets of codes are compared, where those are not all that count."""
    pooled = compared.pooled
    for name in measures if pooled and pooled.pairs else ():
        turns = pooled.measure(name).turns if pooled else None
        if pooled and turns is not None and turns < pooled.pairs[0].both:
            yield f"{name} compares whole sets of codes: {turns} turns were read for all of them"


def _in_words(pair: CoderPair) -> str:
    return (
        f"{join_words(pair.coders)}: {pair.both} turns read by both, of {pair.first_read} and "
        f"{pair.second_read}"
    )


def _where_from(pooled: Agreement) -> str:
    """Which pairs the judgements of a pooled row come from."""
    pairs = [f"{join_words(each.coders)} {each.units}" for each in pooled.pairs if each.units]
    return (
        f"the {pooled.n} judgements of the last row come from {', '.join(pairs)} (one that three "
        "read counts for each two)"
    )
