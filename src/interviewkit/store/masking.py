"""A copy of the database without the voices: what people said keeps its shape and loses its words.

Lengths, words and places stay, so that everything that is counted comes out as it was. Every
column of text is either named here as masked or emptied, or as :data:`WORDLESS`; a test holds that
none was forgotten.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from interviewkit.model.review import MERGE_TOPICS, NAME_TOPIC
from interviewkit.store.search_index import SHADOWS, TABLES

EMPTIED = ("vector", "parse", "prompt", "prompt_text", "answer", "project")
"""Tables that hold words or what was computed from them, and that no finding needs."""

SCRIPTS = {"CJK": "某", "HIRAGANA": "の", "KATAKANA": "ノ", "HANGUL": "가", "THAI": "ก"}


def mask_words(text: str) -> str:
    """The text with every letter and digit made a stand-in of the same kind.

    >>> mask_words("I told Ana, 41: no!")
    'X xxxx Xxx, 00: xx!'
    """
    return "".join(map(_mask_character, text))


def _mask_character(character: str) -> str:
    if character.isdigit():
        return "0"
    if not character.isalpha():
        return character
    if character.isupper():
        return "X"
    if character.islower():
        return "x"
    return SCRIPTS.get(unicodedata.name(character, "").split(" ", 1)[0].split("-", 1)[0], "ـ")


def mask_texts(value: Any) -> Any:
    """The same for every text in a value of JSON; keys and numbers stay."""
    match value:
        case str():
            return mask_words(value)
        case list():
            return [mask_texts(each) for each in value]
        case dict():
            return {key: mask_texts(each) for key, each in value.items()}
    return value


def _mask_json(text: str) -> str:
    return json.dumps(mask_texts(json.loads(text)))


def _mask_key(key: str) -> Callable[[str], str]:
    """What masks one key of each thing in a list."""

    def mask(text: str) -> str:
        things = json.loads(text)
        for thing in things:
            thing[key] = mask_texts(thing.get(key, ""))
        return json.dumps(things)

    return mask


def _mask_losses(text: str) -> str:
    """What a run says of itself, where it names things of a project by the words they mark."""
    said = json.loads(text)
    for loss in said.get("losses", ()):
        loss["names"] = mask_texts(loss.get("names", []))
    return json.dumps(said)


MASKED: dict[str, Callable[[str], str]] = {
    "turn.text": mask_words,
    "judgement.memo": mask_words,
    "topic.keywords": _mask_json,
    "run.outcome": _mask_losses,
    "coding.evidence": _mask_key("what"),
    "source.problems": _mask_key("what"),
}

WORDLESS = frozenset(
    [
        "codebook_text.at",
        "codebook_text.hash",
        "codebook_text.path",
        "codebook_text.text",
        "codebook_text.version",
        "assignment.codes",
        "assignment.queue",
        "certificate.body",
        "certificate.code",
        "coder.kind",
        "coder.name",
        "coder.version",
        "coder_state.code",
        "coder_state.fingerprint",
        "coding.code",
        "coding.code_version",
        "coding.polarity",
        "coding.selection",
        "coding.status",
        "contrast.first",
        "contrast.method",
        "contrast.second",
        "contrast.title",
        "contrast.told_as",
        "coverage.code",
        "cutting.cut",
        "draw.at",
        "draw.codes",
        "draw.mode",
        "estimate.kind",
        "estimate.level",
        "estimate.method",
        "estimate.segment",
        "estimate.variable",
        "inference.about_theme",
        "inference.at",
        "inference.author",
        "inference.beside",
        "inference.fit",
        "inference.text",
        "judgement.about",
        "judgement.act",
        "judgement.at",
        "judgement.code",
        "judgement.polarity",
        "participant.attributes",
        "participant.name",
        "participant.respondent",
        "participant.role",
        "passage.cut",
        "respondent.name",
        "respondent.wave",
        "run.codebook_version",
        "run.ended",
        "run.fingerprint",
        "run.inputs",
        "run.model",
        "run.model_hash",
        "run.packages",
        "run.started",
        "run.verb",
        "score.code",
        "score.scores",
        "score.turns",
        "segment.label",
        "segment.name",
        "segment.over",
        "segment.rule",
        "segment_member.segment",
        "source.file_hash",
        "source.path",
        "source.settings_hash",
        "speaker.rule",
        "survey_sheet.about",
        "survey_sheet.settings",
        "topic.name",
        "topic.named_at",
        "topic.named_by",
        "topic.representatives",
        "topic_fit.measures",
        "topic_fit.settings",
        "transcript.attributes",
        "transcript.content_hash",
        "transcript.amended",
        "transcript.date",
        "transcript.group_name",
        "transcript.name",
        "transcript.source",
        "transcript.wave",
        "turn_timing.words",
        "variable.declared",
        "variable.label",
        "variable.levels",
        "variable.more",
        "variable.name",
        "variable.type",
    ]
)
"""Columns of text that tell nobody's words: names, codes, rules, dates, hashes, what researchers
concluded."""

TREATED = frozenset({"judgement.change", "respondent.answers", "speaker.label", "turn.speaker"})
"""Columns of which only some values, or not the words, are changed; see :func:`mask_database`."""


def mask_database(path: Path, keep: Iterable[str] = ()) -> None:
    """Take the voices out of a copy of a database, for good: nothing of them stays in the file.

    Open answers of the survey are masked, those of the variables ``keep`` (a respondent's own
    number) excepted. Labels of speakers become numbers.

    Raises:
        sqlite3.Error: it is no database of a study.
    """
    with closing(sqlite3.connect(path)) as database:
        for table in EMPTIED:
            database.execute(f"DELETE FROM {table}")
        _number_speakers(database)
        for place, mask in MASKED.items():
            table, _, column = place.partition(".")
            _rewrite(database, table, column, mask)
        _mask_answers(database, frozenset(keep))
        acts = (NAME_TOPIC, MERGE_TOPICS)
        database.execute("UPDATE judgement SET change = '{}' WHERE act NOT IN (?, ?)", acts)
        for index in TABLES:
            database.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
        database.commit()
        database.execute("VACUUM")


def list_unruled_columns(path: Path) -> set[str]:
    """Columns that may hold words and of which this file does not say what becomes of them."""
    ruled = WORDLESS | TREATED | MASKED.keys()
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute(_TABLES)]
        apart = {*EMPTIED, *TABLES, *SHADOWS, "alembic_version"}
        return {
            f"{table}.{column}"
            for table in tables
            if table not in apart
            for _, column, kind, *_ in database.execute(f"PRAGMA table_info('{table}')")
            if not kind.upper().startswith(("INT", "FLOAT", "BOOL", "REAL"))
        } - ruled


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def _rewrite(
    database: sqlite3.Connection, table: str, column: str, mask: Callable[[str], str]
) -> None:
    rows = database.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
    masked = [(mask(text), row) for row, text in rows if text]
    database.executemany(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", masked)


def _number_speakers(database: sqlite3.Connection) -> None:
    """Labels stand for people whom the participants' names tell apart: numbers do as well."""
    labels = database.execute("SELECT transcript_id, label FROM speaker ORDER BY 1, rowid")
    numbered: dict[int, int] = {}
    for transcript, label in labels.fetchall():
        numbered[transcript] = number = numbered.get(transcript, 0) + 1
        new = (f"Speaker {number}", transcript, label)
        database.execute("UPDATE speaker SET label = ? WHERE transcript_id = ? AND label = ?", new)
        database.execute("UPDATE turn SET speaker = ? WHERE transcript_id = ? AND speaker = ?", new)


def _mask_answers(database: sqlite3.Connection, keep: frozenset[str]) -> None:
    """Open answers: what respondents wrote in their own words."""
    texts = database.execute("SELECT name FROM variable WHERE type = 'text'").fetchall()
    open_ones = {name for (name,) in texts} - keep
    if not open_ones:
        return

    def mask(text: str) -> str:
        answers = json.loads(text)
        return json.dumps({k: mask_texts(v) if k in open_ones else v for k, v in answers.items()})

    _rewrite(database, "respondent", "answers", mask)
    for column in ("levels", "more"):
        rows = database.execute(f"SELECT rowid, name, {column} FROM variable").fetchall()
        for row, name, text in rows:
            if name in open_ones and text:
                database.execute(
                    f"UPDATE variable SET {column} = ? WHERE rowid = ?", (_mask_json(text), row)
                )
