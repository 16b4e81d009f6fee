"""How far a machine's scores can be trusted, as people judged, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from interviewkit.model import Foresight
from interviewkit.model.foresight import Bin
from interviewkit.model.table import (
    COUNT,
    DETAILS,
    NUMBER,
    SHARE,
    TEXT,
    TRUTH,
    VOICES,
    Column,
    Detail,
    Lead,
    ResultTable,
    Row,
    build_rows,
)
from interviewkit.wording.numbers import decimal, fine_percent

COLUMNS = (
    Column("code", TEXT),
    Column("learnt", TRUTH, note="whether the machine has learnt the code from what people judged"),
    Column("judged", COUNT, note="turns that people judged and the machine scored"),
    Column("found", COUNT, note="of these, with the code as people say"),
    Column("given", COUNT, note="of these, with the code as the machine says"),
    Column("people", COUNT, spare=1),
    Column(
        "kappa",
        NUMBER,
        ends=("low", "high"),
        note="how far machine and people agree beyond chance: 1 is always, 0 as by chance; its "
        "interval allows for turns of one person being alike",
    ),
    Column("low", NUMBER, read=False),
    Column("high", NUMBER, read=False),
    Column("promised", SHARE, note="the mean probability that the machine gave"),
    Column(
        "held", SHARE, note="how often people found the code there; as promised, if it is right"
    ),
    Column(
        "brier",
        NUMBER,
        places=3,
        spare=2,
        note="the mean squared distance from what was promised to what held; 0 is perfect",
    ),
    Column("curve", DETAILS, read=False),
    Column("why", TEXT, read=False),
)
CURVE = (
    Column("score from", NUMBER, places=1),
    Column("to", NUMBER, places=1),
    Column("turns", COUNT),
    Column("promised", SHARE, note="the mean probability that the machine gave"),
    Column("held", SHARE, ends=("low", "high"), note="how often the code held there"),
    Column("low", SHARE, read=False),
    Column("high", SHARE, read=False),
)
OF_JUDGED = "all figures are of turns that people judged"
FROM_OTHERS = (
    f"{OF_JUDGED}; each participant was judged by what was learnt from others. Where promised and "
    "held differ much, do not read scores as shares."
)
OF_CODER = f"{OF_JUDGED}; silence in a turn that the coder read counts as a score of 0"


def build_calibration(found: Sequence[Foresight], coder: str = "") -> ResultTable:
    """A row a code, with its reliability curve as data; ``coder``: of this one's own scores."""
    note = OF_CODER if coder else FROM_OTHERS
    return ResultTable(
        "calibration",
        COLUMNS,
        tuple(map(_row, found)),
        "How far the machine's scores can be trusted",
        (note,) if found else (),
        empty="nothing judged yet",
    )


def build_reliability_curve(found: Foresight) -> ResultTable:
    """How often a code held where so much was promised, a row a bin of scores."""
    rows = (
        (
            each.low,
            each.high,
            each.n,
            each.predicted,
            each.observed,
            each.interval.low,
            each.interval.high,
        )
        for each in found.curve
    )
    return ResultTable(
        "reliability_curve",
        CURVE,
        build_rows(CURVE, rows),
        f"How often {found.code} held where so much was promised",
        empty="nobody has judged a turn that the machine scored",
    )


def _row(each: Foresight) -> Row:
    interval = each.interval
    values = {
        "code": each.code,
        "learnt": each.learnt,
        "judged": each.judged,
        "found": each.found,
        "given": each.given,
        "people": each.people,
        "kappa": each.kappa,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "promised": each.promised,
        "held": each.held,
        "brier": each.brier,
        "curve": tuple(map(_bin, each.curve)),
        "why": each.why,
    }
    return Row(values, leads={"found": Lead(VOICES, each.code)})


def _bin(each: Bin) -> Detail:
    ends = f"{decimal(each.low, 1)} to {decimal(each.high, 1)}"
    return Detail(f"{ends}: {fine_percent(each.observed)} of {each.n}", asdict(each))
