"""A whole study as JSON for other programs to bind to, as ``study.schema.json`` describes it.

``SCHEMA_VERSION`` grows when what is there changes its meaning or goes; programs pass over what
they do not know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.model import (
    Codebook,
    Coding,
    Memo,
    Participant,
    Passage,
    Transcript,
    Turn,
    Variable,
)
from interviewkit.model.codebook import Example
from interviewkit.version import __version__

FORMAT, SCHEMA_VERSION = "interviewkit-study", 1

Plain = dict[str, Any]


def read_schema() -> Plain:
    """The JSON Schema (2020-12) of what :func:`write_study_json` writes."""
    text = (files("interviewkit.exchange.leaving") / "study.schema.json").read_text("utf-8")
    found: Plain = json.loads(text)
    return found


def write_study_json(study: LeavingStudy) -> bytes:
    """The study as JSON in UTF-8; the same study gives the same bytes."""
    text = json.dumps(build_document(study), ensure_ascii=False, indent=1, allow_nan=False)
    # Halves of characters, which some transcripts hold, cannot be written as UTF-8.
    return (text + "\n").encode("utf-8", "backslashreplace")


def build_document(study: LeavingStudy) -> Plain:
    """The study as texts, numbers, lists and objects."""
    passages = {each.passage.place: each.passage for each in study.codings}
    ids = {place: number for number, place in enumerate(sorted(passages), 1)}
    return {
        "format": FORMAT,
        "version": SCHEMA_VERSION,
        "written_by": f"interviewkit {__version__}",
        "study": {"name": study.name, "note": study.note, "last_change": study.at},
        "codebook": _tell_codebook(study.codebook),
        "coders": [{"name": c.name, "kind": c.kind, "version": c.version} for c in study.coders],
        "transcripts": [_tell_transcript(study, each) for each in study.transcripts],
        "participants": [_tell_person(study, each) for each in study.people],
        "passages": [_tell_passage(key, passages[place]) for place, key in ids.items()],
        "codings": [_tell_coding(study, each, ids[each.passage.place]) for each in study.codings],
        "read": [
            {
                "coder": each.coder,
                "transcript": each.transcript,
                "turn": each.turn,
                "codes": None if each.codes is None else list(each.codes),
            }
            for each in study.reads
        ],
        "memos": [_tell_memo(each) for each in study.memos],
        "segments": [
            {
                "name": each.name,
                "label": each.label,
                "rule": each.rule,
                "participants": list(members) if study.answers else None,
            }
            for each, members in study.segments
        ],
        "variables": [_tell_variable(each) for each in study.variables],
    }


def _tell_codebook(codebook: Codebook) -> Plain:
    return {
        "name": codebook.name,
        "version": codebook.version if codebook.codes else "",
        "declared": codebook.declared,
        "language": codebook.language,
        "themes": [
            {
                "id": each.id,
                "label": each.label,
                "definition": each.definition,
                "codes": list(each.codes),
            }
            for each in codebook.themes
        ],
        "codes": [
            {
                "id": each.id,
                "label": each.label,
                "definition": each.definition,
                "include": list(each.include),
                "exclude": list(each.exclude),
                "examples": _tell_examples(each.examples),
                "near_misses": _tell_examples(each.near_misses),
                "patterns": [pattern.written for pattern in each.patterns],
                "polarity": list(each.polarity),
                "parent": each.parent,
                "theme": each.theme,
                "origin": each.origin,
                "prevalence": each.prevalence,
                "version": each.version,
            }
            for each in codebook.codes
        ],
    }


def _tell_examples(examples: Iterable[Example]) -> list[Plain]:
    return [{"text": each.text, "polarity": each.polarity} for each in examples]


def _tell_transcript(study: LeavingStudy, transcript: Transcript) -> Plain:
    return {
        "name": transcript.name,
        "version": transcript.version,
        "hash": transcript.content_hash,
        "wave": transcript.wave,
        "group": transcript.group,
        "date": transcript.date,
        "attributes": dict(transcript.attributes),
        "speakers": [
            {"label": each.label, "participant": each.participant, "rule": each.rule}
            for each in study.speakers
            if each.transcript == transcript.name
        ],
        "turns": [_tell_turn(study, transcript, each) for each in transcript.turns],
    }


def _tell_turn(study: LeavingStudy, transcript: Transcript, turn: Turn) -> Plain:
    said: Plain = {
        "turn": turn.position,
        "speaker": turn.speaker,
        "participant": study.find_participant(transcript.name, turn.speaker),
        "start": turn.start,
        "end": turn.end,
        "text": turn.text,
    }
    if before := _find_amended(transcript.amended).get(turn.position):
        said["as_read"] = {"speaker": before[0], "text": before[1]}
    return said


def _find_amended(amended: Mapping[Any, Any]) -> dict[int, tuple[str, str]]:
    return {int(position): (said[0], said[1]) for position, said in amended.items()}


def _tell_person(study: LeavingStudy, person: Participant) -> Plain:
    told: Plain = {
        "name": person.name,
        "role": person.role,
        "respondent": person.respondent,
        "attributes": dict(person.attributes),
    }
    if row := study.answers.get(person.name):
        told["answers"] = dict(row.answers)
        told["weight"] = row.weight
        told["answered_in"] = row.wave
    return told


def _tell_passage(key: int, passage: Passage) -> Plain:
    return {
        "id": key,
        "transcript": passage.turn.transcript,
        "turn": passage.turn.position,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _tell_coding(study: LeavingStudy, coding: Coding, passage: int) -> Plain:
    return {
        "passage": passage,
        "code": coding.code,
        "coder": coding.coder,
        "polarity": coding.polarity,
        "status": coding.status,
        "score": coding.score,
        "at": study.find_time(coding),
        "code_version": coding.code_version,
        "selection": coding.selection,
        "evidence": [
            {"kind": each.kind, "what": each.what, "strength": each.strength}
            for each in coding.evidence
        ],
    }


def _tell_memo(memo: Memo) -> Plain:
    return {
        "id": memo.id,
        "about": str(memo.about),
        "text": memo.text,
        "coder": memo.coder,
        "at": memo.at,
        "changed": memo.changed,
        "code": memo.code,
        "start": memo.span[0] if memo.span else None,
        "end": memo.span[1] if memo.span else None,
        "gone": memo.gone,
    }


def _tell_variable(variable: Variable) -> Plain:
    return {
        "name": variable.name,
        "label": variable.label,
        "type": variable.type,
        "levels": list(variable.levels),
    }
