"""How agreement is printed: figures, what they rest on, and what must be said beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from interviewkit.cli.show import show_rows
from interviewkit.cli.terminal import say
from interviewkit.model import Agreement, CoderPair, CodersCompared, Matched, Measured
from interviewkit.model.agreement import BETWEEN_PEOPLE, CAUTIONS, HEADINGS, POOLED
from interviewkit.wording.numbers import add_interval, decimal, decimal_range

OF_SPANS = ("u_alpha", "bar_u_alpha", "cu_alpha", "alpha_u_2004")
MEASURES = (
    "percent", "kappa", "fleiss", "alpha", "gwet", "brennan_prediger", "positive", "alpha_sets",
    *OF_SPANS,
)  # fmt: skip
WITHOUT_INTERVAL = ("percent", "alpha_u_2004")
SOME = 3
"""So many measures find room beside the names of two coders."""


def show_compared(found: Sequence[CodersCompared], measures: Sequence[str], shape: str) -> None:
    """Print who agrees how far: all rows as JSON or CSV, as tables people first and machines apart.

    One figure over several coders stands beside the pairs that it comes from.
    """
    if shape != "table":
        show_rows([_whole(row, shape) for each in found for row in each.figures], shape)
        return
    if len(found) == 1:
        _show_alone(found[0], measures)
        return
    whole = [each for each in found if len(each.coders) > 2]
    people = [each for each in found if each.between == BETWEEN_PEOPLE]
    if people and not any(each.has_overlap for each in people):
        say("how far people agree is unknown: no two of them have read the same turns\n")
    for each in whole or people:
        if each.has_overlap:
            _show_alone(each, measures)
            say()
    two = [each for each in found if len(each.coders) == 2]
    _show_pairs(two, [name for name in measures if name != "percent"][:1])
    for between in dict.fromkeys(each.between for each in two if each.between != BETWEEN_PEOPLE):
        apart = [each for each in two if each.between == between and each.has_overlap]
        _show_by_code(between, apart, measures[:SOME])


def _show_alone(compared: CodersCompared, measures: Sequence[str]) -> None:
    say(f"{_heading(compared)}\n")
    show_rows([_short(row, measures) for row in compared.figures], "table")
    for line in _remarks(compared):
        say(line)


def _show_pairs(found: Sequence[CodersCompared], measures: Sequence[str]) -> None:
    """Every two over all codes, and what to do where they have read nothing in common."""
    say("every two, over all codes\n")
    rows = [(each, each.pooled) for each in found]
    show_rows([_pair_row(each, row, measures) for each, row in rows if row], "table")
    say()
    say("both read: turns, of those that each has read; n: judgements on these, one a code.")
    for each, row in rows:
        if row and not each.has_overlap and row.advice:
            say(f"{row.notes[0]}. {_sentence(row.advice)}")
        elif row and row.notes and each.between == BETWEEN_PEOPLE:
            say(f"{_named(each.coders)}: {'; '.join(row.notes)}")
        for line in _by_code(each):
            say(line)


def _show_by_code(between: str, found: Sequence[CodersCompared], measures: Sequence[str]) -> None:
    rows = [(each, row) for each in found for row in each.figures]
    if not rows:
        return
    say(f"\n{HEADINGS[between]}, code by code\n")
    shown = [{"coders": _named(each.coders), **_short(row, measures)} for each, row in rows]
    show_rows(shown, "table")
    say(f"\n{CAUTIONS[between]}")
    for each, row in rows:
        notes = row.notes if row.kind == POOLED else [row.why_undefined]
        if told := [note for note in notes if note and note != CAUTIONS[between]]:
            say(f"{_named(each.coders)}, {row.code}: {'; '.join(told)}")


def _heading(compared: CodersCompared) -> str:
    return f"{HEADINGS[compared.between]}: {_named(compared.coders)}"


def _named(coders: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(coders[:-1]), coders[-1])))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _pair_row(
    compared: CodersCompared, row: Agreement, measures: Sequence[str]
) -> dict[str, object]:
    [pair] = row.pairs
    return {
        "coders": _named(compared.coders),
        "who": compared.between,
        "both read": f"{pair.both} of {pair.first_read} and {pair.second_read}",
        "people": row.people,
        "n": row.n,
        **{name: _told(row.measure(name)) for name in measures},
    }


def _by_code(compared: CodersCompared) -> Iterator[str]:
    """How much two read in common code by code, where that is not the same for all."""
    shared = {row.code: row.pairs[0].both for row in compared.figures if row.kind == "code"}
    if compared.has_overlap and len({*shared.values()}) > 1:
        told = ", ".join(f"{code} {n}" for code, n in shared.items())
        yield f"{_named(compared.coders)}, turns both read by code: {told}"


def _short(row: Agreement, shown: Iterable[str]) -> dict[str, object]:
    """What fits a terminal."""
    return {
        "code": f"theme {row.code}" if row.kind == "theme" else row.code,
        "n": row.n,
        **({"found": row.found} if row.values == "presence" else {}),
        **{name: _told(row.measure(name)) for name in shown},
    }


def _whole(row: Agreement, shape: str) -> dict[str, object]:
    """Everything, in plain columns."""
    plain: dict[str, object] = {
        "code": row.code,
        "kind": row.kind,
        "coders": list(row.coders),
        "between": row.between,
        "unit": row.unit,
        "n": row.n,
        "people": row.people,
        "found": row.found,
        "both": row.both,
        "only_a": row.only_a,
        "only_b": row.only_b,
        "neither": row.neither,
    }
    for name in MEASURES if row.unit == "character" else MEASURES[: -len(OF_SPANS)]:
        plain |= _numbers(row.measure(name))
    pairs = [_pair(each) if shape == "json" else _pair_in_words(each) for each in row.pairs]
    return {**plain, "pairs": pairs, "note": "; ".join(row.notes), "advice": row.advice}


def _pair(pair: CoderPair) -> dict[str, object]:
    return {
        "coders": list(pair.coders),
        "turns_read": [pair.first_read, pair.second_read],
        "turns_both": pair.both,
        "units": pair.units,
    }


def _pair_in_words(pair: CoderPair) -> str:
    return (
        f"{_named(pair.coders)}: {pair.both} turns read by both, of {pair.first_read} and "
        f"{pair.second_read}"
    )


def _numbers(found: Measured) -> dict[str, object]:
    numbers: dict[str, object] = {found.name: round(found.value, 4)}
    if found.name != "alpha_u_2004":
        low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
        numbers[f"{found.name}_low"] = None if low is None else round(low, 4)
        numbers[f"{found.name}_high"] = None if high is None else round(high, 4)
    return numbers


def _told(found: Measured) -> str:
    if math.isnan(found.value):
        return "–"
    if not found.interval or found.name in WITHOUT_INTERVAL:
        return decimal(found.value)
    return add_interval(decimal(found.value), decimal_range(found.interval))


def _matched_row(row: Matched, shape: str) -> dict[str, object]:
    figures = (row.precision, row.recall, row.f1)
    plain: dict[str, object] = {"coder": row.coder, "code": row.code, "n": row.n}
    if shape == "table":
        plain |= {each.name: _told(each) for each in figures}
    else:
        plain |= {"kind": row.kind, "unit": row.unit}
        for each in figures:
            plain |= _numbers(each)
    plain |= {"right": row.right, "invented": row.invented, "missed": row.missed}
    return plain if shape == "table" else {**plain, "note": row.note}


def show_matched(found: Sequence[Matched], shape: str) -> None:
    """Print coders held against the reference, and of whom nothing can be told."""
    show_rows([_matched_row(each, shape) for each in found], shape)
    for each in found:
        if each.note and shape == "table":
            say(f"{each.note}")


def _remarks(compared: CodersCompared) -> Iterator[str]:
    """Under the table: what must be known to read it, and what would make it firmer."""
    head = compared.figures[0]
    yield ""
    if head.values == "presence":
        yield f"n: {head.unit}s of {head.people} people that two coders or more have read."
        yield "found: where any of them found it; on the rest they agree that there is nothing."
    else:
        yield f"n: {head.unit}s in which two coders or more found it; the others have no polarity."
    pooled = compared.pooled
    for pair in pooled.pairs if pooled else ():
        yield _pair_in_words(pair)
    if len(compared.coders) == 2:
        yield from _by_code(compared)
    elif pooled:
        yield _where_from(pooled)
    for row in compared.figures:
        advice = [row.advice] if row.advice and row.kind != POOLED else []
        if told := [*row.notes, *advice]:
            yield f"{row.code}: {'; '.join(told)}"


def _where_from(pooled: Agreement) -> str:
    """Which pairs the judgements of a pooled row come from."""
    pairs = [f"{_named(each.coders)} {each.units}" for each in pooled.pairs if each.units]
    return (
        f"the {pooled.n} judgements of the last row come from {', '.join(pairs)} (one that three "
        "read counts for each two)"
    )
