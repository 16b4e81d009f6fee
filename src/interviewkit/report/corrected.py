"""Shares that allow for the machine's errors, beside those that count its codings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from interviewkit.model import Corrected
from interviewkit.model.table import ResultTable
from interviewkit.report.figures import Sentence, make_sentence
from interviewkit.report.inputs import ReportInputs
from interviewkit.tables.findings.prevalence import build_prevalence
from interviewkit.wording.numbers import counted, fine_percent, fine_range
from interviewkit.wording.words import lower_first_letter

TURN, PERSON = "turn", "participant"


def find_corrected_of_everyone(inputs: ReportInputs, of: str) -> Mapping[str, Corrected]:
    """Unit → the row of a code or theme for everyone in all waves."""
    return {
        row.unit: row
        for row in inputs.corrected
        if row.of == of and not row.segment and not row.wave
    }


def is_known(row: Corrected | None) -> bool:
    """Whether a corrected share can be given."""
    return row is not None and not math.isnan(row.share)


def write_with_interval(row: Corrected) -> str:
    """``11%, 95% CI 7.9–15%``."""
    return f"{fine_percent(row.share)}, {_level(row)} CI {fine_range(row.interval)}"


def _level(row: Corrected) -> str:
    return fine_percent(row.interval.level)


def describe_corrected(inputs: ReportInputs, of: str, label: str) -> list[Sentence]:
    """What the audit says of a code or theme, people first; nothing where there is no audit."""
    rows = find_corrected_of_everyone(inputs, of)
    said = []
    for unit, noun in ((PERSON, "participants"), (TURN, "turns")):
        row = rows.get(unit)
        if row is not None and is_known(row):
            where = "voiced by" if unit == PERSON else "in"
            said.append(
                f"{where} {fine_percent(row.share)} of the {noun} ({_level(row)} CI "
                f"{fine_range(row.interval)}; counting the machine's codings says "
                f"{fine_percent(row.naive)})"
            )
    if not said:
        return []
    judged = max(rows.values(), key=lambda row: row.audited)
    return [
        make_sentence(
            f"Corrected for what the machine gets wrong, {lower_first_letter(label)} is "
            f"{' and '.join(said)}, by {_judged(judged)} that people judged by chance."
        )
    ]


def _judged(row: Corrected) -> str:
    noun = ("turn", "turns") if row.unit == TURN else ("participant", "participants")
    return counted(row.audited, *noun)


def build_share_table(inputs: ReportInputs, of: str) -> ResultTable | None:
    """Corrected shares by segment and wave beside the naive ones; ``None`` without a second row."""
    rows = [row for row in inputs.corrected if row.of == of and row.audited]
    units = {row.unit for row in rows}
    if len(rows) <= len(units):
        return None
    keys = ("unit", "segment", "wave", "naive", "corrected", "judged")
    table = build_prevalence(rows).reading(*keys)
    titles = {segment.name: segment.title for segment in inputs.segments}
    title = "Corrected shares by segment and wave"
    return replace(table.labelled("segment", titles), title=title, notes=(), shown=12)
