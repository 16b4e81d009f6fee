"""A study as tables of data: codings, turns, people, codes, what was read, memos."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from interviewkit.exchange.codings_csv import SELECTION, list_coding_rows
from interviewkit.exchange.coverage import READ_FOR, TurnRead, write_codes_cell
from interviewkit.exchange.leaving.cases import write_value
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.model import Participant
from interviewkit.model import table as kinds
from interviewkit.model.table import Column, ResultTable, Row, Value

DOCUMENT = "doc_id"
"""The column that ties tables: a transcript and the number of a turn, as quanteda calls it."""

TEXT, PROSE, ORDINAL, COUNT = kinds.TEXT, kinds.PROSE, kinds.ORDINAL, kinds.COUNT
NUMBER, TRUTH = kinds.NUMBER, kinds.TRUTH

Kinds = Mapping[str, str]
"""Column → its kind."""

CODINGS: Kinds = {
    "transcript": TEXT, "turn": ORDINAL, "start": ORDINAL, "end": ORDINAL, "quote": PROSE,
    "code": TEXT, "polarity": TEXT, "coder": TEXT, "status": TEXT, "score": NUMBER,
    READ_FOR: TEXT, SELECTION: TEXT, "label": TEXT, "speaker": TEXT, "participant": TEXT,
    "wave": TEXT, "group": TEXT, DOCUMENT: TEXT,
}  # fmt: skip
TURNS: Kinds = {
    DOCUMENT: TEXT, "text": PROSE, "transcript": TEXT, "turn": ORDINAL, "speaker": TEXT,
    "participant": TEXT, "role": TEXT, "wave": TEXT, "group": TEXT, "date": TEXT,
    "start": NUMBER, "end": NUMBER, "words": COUNT,
}  # fmt: skip
CODES: Kinds = {
    "code": TEXT, "label": TEXT, "definition": PROSE, "parent": TEXT, "themes": TEXT,
}  # fmt: skip
READ: Kinds = {DOCUMENT: TEXT, "coder": TEXT, "transcript": TEXT, "turn": ORDINAL, READ_FOR: TEXT}
MEMOS: Kinds = {
    "memo": ORDINAL, "about": TEXT, "code": TEXT, "quote": PROSE, "text": PROSE, "coder": TEXT,
    "at": TEXT,
}  # fmt: skip


def name_document(transcript: str, turn: int) -> str:
    """What a turn is called among all turns of a study."""
    return f"{transcript}#{turn}"


def build_study_tables(study: LeavingStudy) -> dict[str, ResultTable]:
    """All of them by name."""
    tables = (
        build_turns_table(study),
        build_codings_table(study),
        _build("codes", CODES, _list_codes(study)),
        _build_people(study),
        _build("read", READ, map(_tell_read, study.reads)),
        _build("memos", MEMOS, _list_memos(study)),
    )
    return {each.name: each for each in tables}


def build_codings_table(study: LeavingStudy) -> ResultTable:
    """A row a coding, and a row a turn in which its coder found nothing, as the CSV has them.

    Beside them stand who said it, and in which wave and group.
    """
    known = {name_document(*turn.place): turn for each in study.transcripts for turn in each.turns}
    of = {each.name: each for each in study.transcripts}

    def complete(row: Mapping[str, Any]) -> dict[str, Any]:
        document, place = name_document(row["transcript"], row["turn"]), of[row["transcript"]]
        speaker = known[document].speaker
        return {
            **{key: None if cell == "" else cell for key, cell in row.items()},
            "score": float(row["score"]) if row["score"] else None,
            READ_FOR: row[READ_FOR] or "all",
            "label": study.label_of.get(row["code"]),
            "speaker": speaker,
            "participant": study.find_participant(place.name, speaker),
            "wave": place.wave,
            "group": place.group,
            DOCUMENT: document,
        }

    rows = list_coding_rows(study.codings, study.reads)
    return _build("codings", CODINGS, map(complete, rows))


def build_turns_table(study: LeavingStudy) -> ResultTable:
    """A row a turn, with who speaks, when and where."""
    roles = {each.name: each.role for each in study.people}
    rows = []
    for place in study.transcripts:
        for turn in place.turns:
            who = study.find_participant(place.name, turn.speaker)
            rows.append(
                {
                    DOCUMENT: name_document(*turn.place),
                    "text": turn.text,
                    "transcript": place.name,
                    "turn": turn.position,
                    "speaker": turn.speaker,
                    "participant": who,
                    "role": roles.get(who, ""),
                    "wave": place.wave,
                    "group": place.group,
                    "date": place.date,
                    "start": turn.start,
                    "end": turn.end,
                    "words": turn.words,
                }
            )
    return _build("turns", TURNS, rows)


def _list_codes(study: LeavingStudy) -> Iterator[dict[str, Value]]:
    known = {each.id: each for each in study.codebook.codes}
    for code, label in study.label_of.items():
        own = known.get(code)
        themes = [each.id for each in study.codebook.themes if code in each.codes]
        yield {
            "code": code,
            "label": label,
            "definition": own.definition if own else "",
            "parent": own.parent if own else "",
            "themes": "; ".join(themes),
        }


def _build_people(study: LeavingStudy) -> ResultTable:
    """A row a person: role, attributes and, where they were asked for, answers and segments."""
    facts = [_list_facts(study, each) for each in study.people]
    names = dict.fromkeys(name for each in facts for name in each)
    columns = {name: _choose_kind(each.get(name) for each in facts) for name in names}
    rows = [{name: _fit(each.get(name), kind) for name, kind in columns.items()} for each in facts]
    return _build("people", columns, rows)


def _list_facts(study: LeavingStudy, person: Participant) -> dict[str, Value]:
    own = {"participant": person.name, "role": person.role, "respondent": person.respondent}
    taken = {key: value for key, value in person.attributes.items() if key not in own}
    if not study.answers:
        return {**own, **taken}
    row = study.answers.get(person.name)
    said = {f"survey_{v.name}": row.answers.get(v.name) if row else None for v in study.variables}
    inside = {f"segment_{each.name}": person.name in members for each, members in study.segments}
    return {**own, **taken, **said, **inside}


def _choose_kind(values: Iterable[Value]) -> str:
    given = [each for each in values if each is not None]
    if given and all(isinstance(each, bool) for each in given):
        return TRUTH
    is_number = all(isinstance(e, int | float) and not isinstance(e, bool) for e in given)
    return NUMBER if given and is_number else TEXT


def _fit(value: Value, kind: str) -> Value:
    if kind != TEXT or value is None or isinstance(value, str):
        return value
    return write_value(value, TEXT)


def _tell_read(read: TurnRead) -> dict[str, Value]:
    return {
        DOCUMENT: name_document(read.transcript, read.turn),
        "coder": read.coder,
        "transcript": read.transcript,
        "turn": read.turn,
        READ_FOR: write_codes_cell(read.codes) or "all",
    }


def _list_memos(study: LeavingStudy) -> Iterator[dict[str, Value]]:
    for each in study.memos:
        yield {
            "memo": each.id,
            "about": str(each.about),
            "code": each.code,
            "quote": each.quote,
            "text": each.text,
            "coder": each.coder,
            "at": each.at,
        }


def _build(name: str, columns: Kinds, rows: Iterable[Mapping[str, Value]]) -> ResultTable:
    """A table of data only: no column is for readers."""
    heads = tuple(Column(key, kind, read=False) for key, kind in columns.items())
    return ResultTable(name, heads, tuple(map(Row, rows)))
