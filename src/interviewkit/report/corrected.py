"""Shares that allow for the machine's errors, beside those that count its codings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeGuard

from interviewkit.model import Corrected
from interviewkit.model.small_cells import is_shown
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


def is_correction(row: Corrected | None) -> TypeGuard[Corrected]:
    """Whether the share tells more than counting does: where people judged everything, counting
    is right, and its share and interval are the ones to tell."""
    return row is not None and is_known(row) and row.audited < row.units


def write_with_interval(row: Corrected) -> str:
    """``11%, 95% CI 7.9–15%``."""
    return f"{fine_percent(row.share)}, {_level(row)} CI {fine_range(row.interval)}"


def _level(row: Corrected) -> str:
    return fine_percent(row.interval.level)


def describe_corrected(inputs: ReportInputs, of: str, label: str) -> list[Sentence]:
    """What the audit says of a code or theme, people first; nothing where there is no audit."""
    rows = find_corrected_of_everyone(inputs, of)
    people, turns = (rows.get(unit) for unit in (PERSON, TURN))
    name = lower_first_letter(label)
    said = []
    if is_correction(people):
        said.append(
            f"Corrected for what the machine gets wrong, {name} is voiced by "
            f"{_write_corrected(people, 'participants')}, as people judged all that "
            f"{counted(people.audited, 'participant')} said."
        )
    if is_correction(turns):
        begins = "It is in" if said else f"Corrected for what the machine gets wrong, {name} is in"
        said.append(
            f"{begins} {_write_corrected(turns, 'turns')}, as people judged "
            f"{counted(turns.audited, 'turn')} drawn by chance."
        )
    return [make_sentence(text) for text in said]


def _write_corrected(row: Corrected, of: str) -> str:
    """``4.3% of the turns (95% CI 2.1–9.2%)``."""
    ends = f"{_level(row)} CI {fine_range(row.interval)}"
    return f"{fine_percent(row.share)} of the {of} ({ends})"


def build_share_table(inputs: ReportInputs, of: str) -> ResultTable | None:
    """Corrected shares by segment and wave beside the naive ones; ``None`` without a second row."""
    every = [row for row in inputs.corrected if row.of == of and row.audited]
    rows = [row for row in every if _may_be_shown(row, inputs)]
    units = {row.unit for row in rows}
    if len(rows) <= len(units):
        return None
    keys = ("unit", "segment", "wave", "naive", "corrected", "judged")
    table = build_prevalence(rows).reading(*keys)
    titles = {segment.name: segment.title for segment in inputs.segments}
    title = "Corrected shares by segment and wave"
    left = len(every) - len(rows)
    notes = (f"Left out, as of too few people: {counted(left, 'row')}.",) if left else ()
    return replace(table.labelled("segment", titles), title=title, notes=notes, shown=12)


def _may_be_shown(row: Corrected, inputs: ReportInputs) -> bool:
    """Not a segment or wave of so few people that they might be recognised."""
    if inputs.withheld.hides(row.segment, row.wave):
        return False
    return not (row.segment or row.wave) or is_shown(row.people, inputs.min_cell)
