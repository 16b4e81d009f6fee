"""What the report says of coders: how far people agree, and, apart from that, the machine."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from interviewkit.model import Agreement, Code, CoderPair, CodersCompared
from interviewkit.model.agreement import BETWEEN_PEOPLE, CODE, WITH_MACHINE
from interviewkit.model.table import ResultTable
from interviewkit.report.pages import Paragraph, Section
from interviewkit.report.voices import Cast
from interviewkit.tables.findings.agreement import build_agreement
from interviewkit.wording.numbers import count, counted, decimal, decimal_range, percent
from interviewkit.wording.words import join_words

SHAKY_KAPPA = 0.60
"""Below this agreement between coders is no more than moderate (Landis and Koch 1977)."""

NO_RELIABILITY = "That is agreement with a machine and no intercoder reliability."
UNKNOWN = "No two people have read the same turns, so intercoder reliability is unknown."


# -- methods -----------------------------------------------------------------------------------


def describe_agreement(cast: Cast) -> str:
    """How far people agree, on what that rests, and, named as such, the machine with them."""
    if not cast.inputs.codings:
        return ""
    return " ".join((*_between_people(cast), *_with_machine(cast)))


def _between_people(cast: Cast) -> Iterator[str]:
    people = [each for each in cast.inputs.agreement if each.between == BETWEEN_PEOPLE]
    together = [each for each in people if each.has_overlap]
    if not together:
        yield UNKNOWN
    for each in [e for e in together if len(e.coders) > 2] or together:
        pooled = each.pooled
        if pooled is not None:
            yield f"{join_words(each.coders)}: {_over_all_codes(pooled)}{_rests_on(pooled)}."
    for each in people:
        if not each.has_overlap and len(each.coders) == 2:
            yield f"{join_words(each.coders)} have read no turn in common{_own(each)}."


def _with_machine(cast: Cast) -> Iterator[str]:
    said = [
        f"{join_words(each.coders)}: {_over_all_codes(each.pooled)}{_rests_on(each.pooled)}"
        for each in cast.inputs.agreement
        if each.between == WITH_MACHINE and each.has_overlap and each.pooled is not None
    ]
    if said:
        yield f"{'; '.join(said)}. {NO_RELIABILITY}"


def _over_all_codes(pooled: Agreement) -> str:
    return f"{_kappa(pooled)} over all codes, {counted(pooled.n, 'judgement')}"


def _rests_on(pooled: Agreement) -> str:
    """Which pairs it comes from; those who have read nothing in common are told apart."""
    if len(pooled.pairs) == 1:
        [pair] = pooled.pairs
        return f" on {counted(pair.both, 'turn')} that both have read{_of(pair)}"
    pairs = (
        f"{join_words(each.coders)} {count(each.units)}" for each in pooled.pairs if each.units
    )
    told = ", ".join(pairs)
    return f" on what two or more have read ({told})" if told else ""


def _own(compared: CodersCompared) -> str:
    pairs = compared.pooled.pairs if compared.pooled else ()
    return _of(pairs[0]) if pairs else ""


def _of(pair: CoderPair) -> str:
    return f" (of {count(pair.first_read)} and {count(pair.second_read)} read)"


# -- a card ------------------------------------------------------------------------------------


def list_agreement_lines(code: Code, cast: Cast) -> Iterator[Paragraph]:
    """How far people, and how far people and the machine, agree on one code."""
    for between, term in ((BETWEEN_PEOPLE, "Agreement"), (WITH_MACHINE, "With the machine")):
        said = [
            f"{join_words(compared.coders)}: {_on_code(figure)}"
            for compared in cast.inputs.agreement
            if compared.between == between and compared.has_overlap
            for figure in compared.figures
            if figure.code == code.id and figure.kind == CODE
        ]
        if said:
            yield Paragraph(term, f"{'; '.join(said)}.")
        elif between == BETWEEN_PEOPLE:
            yield Paragraph(term, "No two people were compared.")


def _on_code(figure: Agreement) -> str:
    over = f"over {counted(figure.n, figure.unit)}"
    if figure.people:
        over += f" of {counted(figure.people, 'person', 'people')}"
    over += f", found in {count(figure.found)}"
    why = f" ({figure.why_undefined})" if math.isnan(figure.kappa) else ""
    return f"{_kappa(figure)} {over}{why}"


def _kappa(figure: Agreement) -> str:
    if math.isnan(figure.kappa):
        return "kappa not defined"
    interval = figure.measure("kappa").interval
    ends = ""
    if interval is not None:
        ends = f" ({percent(interval.level)} CI {decimal_range(interval)})"
    return f"kappa {decimal(figure.kappa)}{ends}"


# -- limits ------------------------------------------------------------------------------------


def list_agreement_limits(cast: Cast) -> Iterator[str]:
    """Where those on whose word the figures stand agree little, and what is not known."""
    together = [each for each in cast.inputs.agreement if each.has_overlap]
    by_machine = any(not voice.is_reviewed for voice in cast.voices)
    for compared in together:
        counts = compared.between != WITH_MACHINE or by_machine
        shaky = [f for f in compared.figures if f.kind == CODE and f.kappa < SHAKY_KAPPA]
        if shaky and counts:
            yield (
                f"{join_words(compared.coders)} agree no more than moderately (kappa below "
                f"{decimal(SHAKY_KAPPA)}) on "
                f"{join_words([cast.labels.get(each.code, each.code) for each in shaky])}."
            )
    if not cast.voices:
        return
    if not together:
        yield "No two coders have been compared, so how reliable the coding is remains unknown."
    elif not any(each.between == BETWEEN_PEOPLE for each in together):
        yield f"{UNKNOWN} Agreement with the machine does not stand in for it."


# -- appendix ----------------------------------------------------------------------------------


def build_agreement_section(cast: Cast) -> Section:
    """A table for all people together and one for every two, those with the machine named so."""
    tables = tuple(_table(each) for each in cast.inputs.agreement if each.has_overlap)
    return Section("agreement", "Agreement between coders", tables=tables)


def _table(compared: CodersCompared) -> ResultTable:
    sides = ("only_a", "only_b") if len(compared.coders) == 2 else ()
    table = build_agreement([compared]).reading(
        "of", "n", "found", "percent", "kappa", "both", *sides, "neither"
    )
    which = "Cohen's" if len(compared.coders) == 2 else "Conger's"
    more = [f"{which} kappa; not defined where nobody varies."]
    more += [NO_RELIABILITY] if compared.between == WITH_MACHINE else []
    return replace(table, notes=(*table.notes, *more))
