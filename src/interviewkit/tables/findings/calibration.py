"""How far a machine can be trusted, as people judged, and what it may decide alone, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from interviewkit.model import Calibration, Issued
from interviewkit.model import table as kinds
from interviewkit.model.calibration import CalibrationBin
from interviewkit.model.table import VOICES, Column, Detail, Lead, ResultTable
from interviewkit.tables.fields import (
    Field,
    build_table,
    list_data_fields,
    list_figure_fields,
    read_fields,
)  # fmt: skip
from interviewkit.wording.numbers import counted, decimal, fine_percent, percent
from interviewkit.wording.words import write_moment

PROMISED = Column("promised", kinds.SHARE, note="the mean probability that the machine gave")
CALIBRATION = (
    *read_fields(kinds.TEXT, "code"),
    Field.of("learnt", kinds.TRUTH, note="whether the machine learnt it from what people judged"),
    Field.of("judged", kinds.COUNT, note="turns that people judged and the machine scored"),
    Field.of("found", kinds.COUNT, note="of these, with the code as people say"),
    Field.of("given", kinds.COUNT, note="of these, with the code as the machine says"),
    Field.of("people", kinds.COUNT, spare=1),
    *list_figure_fields(
        Column(
            "kappa",
            kinds.NUMBER,
            note="how far machine and people agree beyond chance: 1 is always, 0 as by chance; "
            "its interval allows for turns of one person being alike",
        ),
        "kappa",
        "interval",
        "",
    ),
    Field(PROMISED),
    Field.of("held", kinds.SHARE, note="how often people found the code; as promised, if it holds"),
    Field.of(
        "brier",
        kinds.NUMBER,
        places=3,
        spare=2,
        note="the mean squared distance from what was promised to what held; 0 is perfect",
    ),
    *list_data_fields(kinds.DETAILS, curve=lambda each: tuple(map(_bin, each.curve))),
    *list_data_fields(kinds.TEXT, "why"),
    Field.of(
        "judgements",
        kinds.SHARE,
        "by_judgements",
        spare=3,
        note="how much of its decisions rests on them; the rest on what the codebook's words find",
    ),
)
CURVE = (
    Field.of("score from", kinds.NUMBER, "low", places=1),
    Field.of("to", kinds.NUMBER, "high", places=1),
    Field.of("turns", kinds.COUNT, "n"),
    Field(PROMISED, "predicted"),
    *list_figure_fields(
        Column("held", kinds.SHARE, note="how often the code held there"),
        "observed",
        "interval",
        "",
    ),
)
OF_JUDGED = "all figures are of turns that people judged"
FROM_OTHERS = (
    f"{OF_JUDGED}; each participant was judged by what was learnt from others. Where promised and "
    "held differ much, do not read scores as shares."
)
OF_CODER = f"{OF_JUDGED}; silence in a turn that the coder read counts as a score of 0"


def build_calibration(found: Sequence[Calibration], coder: str = "") -> ResultTable:
    """A row a code, with its reliability curve as data; ``coder``: of this one's own scores."""
    notes = (OF_CODER if coder else FROM_OTHERS,) * bool(found)
    title, empty = "How far the machine's scores can be trusted", "nothing judged yet"
    return build_table("calibration", CALIBRATION, found, title, _lead, notes=notes, empty=empty)


def build_reliability_table(found: Calibration) -> ResultTable:
    """How often a code held where so much was promised, a row a bin of scores."""
    title = f"How often {found.code} held where so much was promised"
    empty = "nobody has judged a turn that the machine scored"
    return build_table("reliability_curve", CURVE, found.curve, title, empty=empty)


def _lead(each: Calibration) -> dict[str, Lead]:
    return {"found": Lead(VOICES, each.code)}


def _bin(each: CalibrationBin) -> Detail:
    ends = f"{decimal(each.low, 1)} to {decimal(each.high, 1)}"
    return Detail(f"{ends}: {fine_percent(each.observed)} of {each.n}", asdict(each))


CERTIFICATES = (
    *list_data_fields(kinds.ORDINAL, "id"),
    *list_data_fields(kinds.TEXT, "at"),
    Field.of("state", kinds.TEXT, note="void where what it rested on has changed since"),
    *read_fields(kinds.TEXT, "code", "decision"),
    *list_data_fields(kinds.TRUTH, "granted"),
    Field.of(
        "threshold", kinds.NUMBER, head="score", note="present is decided from it up, absent down"
    ),
    Field.of("share", kinds.SHARE, note="how many of all turns are decided so"),
    Field.of("missed", kinds.SHARE, note="of the turns with the code, how many are marked absent"),
    Field.of("judged", kinds.COUNT, note="turns decided so that people judged by chance"),
    *read_fields(kinds.COUNT, "people"),
    Field.of("wrong", kinds.SHARE, note="how many of the judged turns the machine got wrong"),
    Field.of("bound", kinds.SHARE, head="at most", note="what that share is below, as promised"),
    *list_data_fields(kinds.SHARE, "error", "confidence"),
    *list_data_fields(kinds.TEXT, "promise"),
    *list_data_fields(kinds.COUNT, "needs"),
    *read_fields(kinds.PROSE, "why"),
    *list_data_fields(kinds.TEXT, "assumption", "void", "ended", "coder"),
    *read_fields(kinds.ORDINAL, "run"),
    *list_data_fields(kinds.ORDINAL, "coded_in_run"),
    *list_data_fields(kinds.TEXT, "code_version", "codebook_version"),
    *list_data_fields(kinds.LIST, "codes_together"),
)


def build_certificates(
    found: Sequence[Issued], codes: Sequence[str] = (), *, history: bool = False
) -> ResultTable:
    """Two rows a code, one a decision; with ``history`` readers see in which run it was given."""
    rows = [row for each in found for row in each.rows() if not codes or row["code"] in codes]
    notes, title = tuple(_list_notes(rows)), "What the machine may decide alone"
    empty = "nothing was certified yet: interviewkit code --selective"
    table = build_table("certificates", CERTIFICATES, rows, title, notes=notes, empty=empty)
    return table if history else table.without("run")


def _list_notes(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from dict.fromkeys(map(_describe_terms, rows))
    for void in dict.fromkeys(row["void"] for row in rows if row["void"]):
        yield f"void: {void}; make it anew with: interviewkit code --selective"


def _describe_terms(row: Mapping[str, Any]) -> str:
    """What was asked for, by whom and when."""
    return (
        f"run {row['run']}, {write_moment(row['at'])}: at most {percent(row['error'])} wrong was "
        f"asked for, {percent(row['confidence'])} sure for "
        f"{counted(len(row['codes_together']), 'code')} together, by {row['promise']}"
    )
