"""How common codes are, corrected for what a machine gets wrong, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviewkit.model import Corrected, CorrectedDifference
from interviewkit.model import table as kinds
from interviewkit.model.table import ESTIMATE, VOICES, Column, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, list_figure_fields
from interviewkit.wording.numbers import fine_range

NAIVE = "what counting the machine's codings says"
CORRECTED = "the share that stays right although the machine errs, with its interval"
ALONE = "what the judged turns (or people) say without the machine"
JUDGED = "how many people judged by chance, of how many"
LESS = "to less from, in points, allowing for what the machine gets wrong"

SHARES = (
    Field.of("code", kinds.TEXT, "of"),
    Field.of("unit", kinds.TEXT, labels={"turn": "turns", "participant": "people"}, read=False),
    Field.of("segment", kinds.TEXT, labels={"": "everyone"}),
    Field.of("wave", kinds.TEXT, labels={"": "all"}),
    Field.of("naive", kinds.SHARE, note=NAIVE),
    *list_figure_fields(Column("corrected", kinds.SHARE, note=CORRECTED), "share", "interval", ""),
    *list_figure_fields(Column("alone", kinds.SHARE, note=ALONE), "alone", "alone_interval"),
    *list_data_fields(kinds.COUNT, "units"),
    Field.of("judged", kinds.COUNT, "audited", out_of="units", note=JUDGED),
    *list_data_fields(kinds.COUNT, "people"),
    *list_data_fields(kinds.NUMBER, "trust"),
    Field.of("to_halve", kinds.COUNT, note="about how many more to judge for half the interval"),
    *list_data_fields(kinds.SHARE, at_least="bounds.low", at_most="bounds.high"),
    *list_data_fields(kinds.TEXT, "about", "method", note="why"),
)

DIFFERENCES = (
    Field.of("code", kinds.TEXT, "of"),
    *list_data_fields(kinds.TEXT, "unit"),
    Field.of("from", kinds.TEXT, lambda row: _name_place(row.start), data=False),
    *list_data_fields(
        kinds.TEXT, from_segment=lambda row: row.start[0], from_wave=lambda row: row.start[1]
    ),
    Field.of("to", kinds.TEXT, lambda row: _name_place(row.to), data=False),
    *list_data_fields(kinds.TEXT, to_segment=lambda row: row.to[0], to_wave=lambda row: row.to[1]),
    Field.of("naive", kinds.POINTS, note=f"{NAIVE}, in points"),
    *list_figure_fields(Column("corrected", kinds.POINTS, note=LESS), "value", "interval", ""),
    *list_data_fields(kinds.TEXT, "method"),
    Field.of("note", kinds.PROSE, "why"),
)


def build_prevalence(
    rows: Sequence[Corrected], *, segments: bool = True, waves: bool = True
) -> ResultTable:
    """Naive and corrected shares, a row a code (or theme), segment and wave.

    Segments and waves have a column for readers where they are asked for; as data they always do.
    """
    title = "How common codes are, corrected for what the machine gets wrong"
    notes = tuple(_remarks(rows))
    table = build_table("prevalence", SHARES, rows, title, _leads, notes=notes)
    return table.without(*(() if segments else ["segment"]), *(() if waves else ["wave"]))


def build_differences(rows: Sequence[CorrectedDifference]) -> ResultTable:
    """How much corrected shares differ from place to place, a row a code and two places."""
    title = "How much corrected shares differ"
    empty = "there is one wave at most and no segment with people in it"
    name = "prevalence_differences"
    return build_table(name, DIFFERENCES, rows, title, _lead_of_difference, empty=empty)


def _leads(row: Corrected) -> Mapping[str, Lead]:
    voices, estimate = (Lead(to, row.of, row.segment, row.wave) for to in (VOICES, ESTIMATE))
    return {"naive": voices, "corrected": estimate, "judged": estimate}


def _lead_of_difference(row: CorrectedDifference) -> Mapping[str, Lead]:
    return {"corrected": Lead(ESTIMATE, row.of, *row.to)}


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
