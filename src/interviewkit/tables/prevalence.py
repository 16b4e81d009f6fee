"""How common codes are, corrected for what a machine gets wrong, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import Corrected, CorrectedDifference
from interviewkit.model.table import (
    COUNT,
    ESTIMATE,
    NUMBER,
    POINTS,
    PROSE,
    SHARE,
    TEXT,
    VOICES,
    Column,
    Lead,
    ResultTable,
    Row,
)
from interviewkit.wording.numbers import fine_range

COLUMNS = (
    Column("code", TEXT),
    Column("unit", TEXT, labels={"turn": "turns", "participant": "people"}, read=False),
    Column("segment", TEXT, labels={"": "everyone"}),
    Column("wave", TEXT, labels={"": "all"}),
    Column("naive", SHARE, note="what counting the machine's codings says"),
    Column(
        "corrected",
        SHARE,
        ends=("low", "high"),
        note="the share that stays right although the machine errs, with its interval",
    ),
    Column("low", SHARE, read=False),
    Column("high", SHARE, read=False),
    Column(
        "alone",
        SHARE,
        ends=("alone_low", "alone_high"),
        note="what the judged turns (or people) say without the machine",
    ),
    Column("alone_low", SHARE, read=False),
    Column("alone_high", SHARE, read=False),
    Column("units", COUNT, read=False),
    Column("judged", COUNT, out_of="units", note="how many people judged by chance, of how many"),
    Column("people", COUNT, read=False),
    Column("trust", NUMBER, read=False),
    Column("to_halve", COUNT, note="about how many more to judge for half the interval"),
    Column("at_least", SHARE, read=False),
    Column("at_most", SHARE, read=False),
    Column("about", TEXT, read=False),
    Column("method", TEXT, read=False),
    Column("note", TEXT, read=False),
)

DIFFERENCES = (
    Column("code", TEXT),
    Column("unit", TEXT, read=False),
    Column("from", TEXT, data=False),
    Column("from_segment", TEXT, read=False),
    Column("from_wave", TEXT, read=False),
    Column("to", TEXT, data=False),
    Column("to_segment", TEXT, read=False),
    Column("to_wave", TEXT, read=False),
    Column("naive", POINTS, note="what counting the machine's codings says, in points"),
    Column(
        "corrected",
        POINTS,
        ends=("low", "high"),
        note="to less from, in points, allowing for what the machine gets wrong",
    ),
    Column("low", POINTS, read=False),
    Column("high", POINTS, read=False),
    Column("method", TEXT, read=False),
    Column("note", PROSE),
)


def build_prevalence(
    rows: Sequence[Corrected], *, segments: bool = True, waves: bool = True
) -> ResultTable:
    """Naive and corrected shares, a row a code (or theme), segment and wave.

    Segments and waves have a column for readers where they are asked for; as data they always do.
    """
    table = ResultTable(
        "prevalence",
        COLUMNS,
        tuple(_row(row) for row in rows),
        title="How common codes are, corrected for what the machine gets wrong",
        notes=tuple(_remarks(rows)),
    )
    return table.without(*(() if segments else ["segment"]), *(() if waves else ["wave"]))


def build_differences(rows: Sequence[CorrectedDifference]) -> ResultTable:
    """How much corrected shares differ from place to place, a row a code and two places."""
    return ResultTable(
        "prevalence_differences",
        DIFFERENCES,
        tuple(_difference(row) for row in rows),
        title="How much corrected shares differ",
        empty="there is one wave at most and no segment with people in it",
    )


def _row(row: Corrected) -> Row:
    bounds = row.bounds
    values = {
        "code": row.of,
        "unit": row.unit,
        "segment": row.segment,
        "wave": row.wave,
        "naive": row.naive,
        "corrected": row.share,
        "low": row.interval.low,
        "high": row.interval.high,
        "alone": row.alone,
        "alone_low": row.alone_interval.low,
        "alone_high": row.alone_interval.high,
        "units": row.units,
        "judged": row.audited,
        "people": row.people,
        "trust": row.trust,
        "to_halve": row.to_halve,
        "at_least": bounds.low if bounds else None,
        "at_most": bounds.high if bounds else None,
        "about": row.about,
        "method": row.method,
        "note": row.why,
    }
    voices = Lead(VOICES, row.of, row.segment, row.wave)
    estimate = Lead(ESTIMATE, row.of, row.segment, row.wave)
    return Row(values, leads={"naive": voices, "corrected": estimate, "judged": estimate})


def _difference(row: CorrectedDifference) -> Row:
    (from_segment, from_wave), (to_segment, to_wave) = row.start, row.to
    return Row(
        {
            "code": row.of,
            "unit": row.unit,
            "from": _name_place(row.start),
            "from_segment": from_segment,
            "from_wave": from_wave,
            "to": _name_place(row.to),
            "to_segment": to_segment,
            "to_wave": to_wave,
            "naive": row.naive,
            "corrected": row.value,
            "low": row.interval.low,
            "high": row.interval.high,
            "method": row.method,
            "note": row.why,
        },
        leads={"corrected": Lead(ESTIMATE, row.of, to_segment, to_wave)},
    )


def _remarks(rows: Sequence[Corrected]) -> Iterator[str]:
    """What must be known to read the rows, each once, with whom it is about."""
    about: dict[str, list[str]] = {}
    parts = [row for row in rows if row.segment or row.wave]
    for row in rows:
        for note in () if row in parts else filter(None, (row.why, _bounds(row))):
            about.setdefault(note, []).append(row.of)
    for note, codes in about.items():
        yield f"{', '.join(codes)}: {note}"
    if careful := sum(bool(row.why) for row in parts):
        yield (
            f"{careful} of {len(parts)} rows of segments and waves rest on few judgements or "
            "few people, or on none: in JSON and CSV the column note says which."
        )


def _bounds(row: Corrected) -> str:
    if row.bounds is None or (not row.bounds.low > 0 and not row.bounds.high < 1):
        return ""
    return f"of the participants here, {fine_range(row.bounds)} can have voiced it"


def _name_place(place: tuple[str, str]) -> str:
    return " ".join(filter(None, place)) or "everyone"
