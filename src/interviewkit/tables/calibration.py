"""How far a machine's scores can be trusted, as people judged, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from interviewkit.model import Calibration
from interviewkit.model import table as kinds
from interviewkit.model.calibration import CalibrationBin
from interviewkit.model.table import VOICES, Column, Detail, Lead, ResultTable
from interviewkit.tables.fields import (
    Field,
    build_table,
    data_fields,
    figure_fields,
    read_fields,
)  # fmt: skip
from interviewkit.wording.numbers import decimal, fine_percent

PROMISED = Column("promised", kinds.SHARE, note="the mean probability that the machine gave")
CALIBRATION = (
    *read_fields(kinds.TEXT, "code"),
    Field.of("learnt", kinds.TRUTH, note="whether the machine learnt it from what people judged"),
    Field.of("judged", kinds.COUNT, note="turns that people judged and the machine scored"),
    Field.of("found", kinds.COUNT, note="of these, with the code as people say"),
    Field.of("given", kinds.COUNT, note="of these, with the code as the machine says"),
    Field.of("people", kinds.COUNT, spare=1),
    *figure_fields(
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
    *data_fields(kinds.DETAILS, curve=lambda each: tuple(map(_bin, each.curve))),
    *data_fields(kinds.TEXT, "why"),
)
CURVE = (
    Field.of("score from", kinds.NUMBER, "low", places=1),
    Field.of("to", kinds.NUMBER, "high", places=1),
    Field.of("turns", kinds.COUNT, "n"),
    Field(PROMISED, "predicted"),
    *figure_fields(
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
