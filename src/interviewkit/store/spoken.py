"""The shelf of what was said, for finding it: who speaks where, and in which turns words stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, text

from interviewkit.model import MACHINE, Turn
from interviewkit.model.query import STEM, WORD, TextWanted
from interviewkit.model.retrieval import Said
from interviewkit.model.span import Span
from interviewkit.model.words import UNSPACED
from interviewkit.store.rows import Shelf, split_in_pieces
from interviewkit.store.schema import coder, coverage, participant, speaker, transcript, turn
from interviewkit.store.search_index import STEMS, WORDS

OPENS, CLOSES = "\ufdd0", "\ufdd1"
"""Signs that stand in no text: FTS5 puts them round what it found."""

_SIGNS = re.compile(f"([{OPENS}{CLOSES}])")
_UNSPACED = re.compile(f"[{UNSPACED}]")

MARKED = 2000
"""So many turns are named in one statement that marks words."""

FEW = 400
"""Up to so many transcripts a query names them; beyond, it goes through all."""


class Speaking(NamedTuple):
    """A label of a current transcript and who is behind it."""

    transcript_id: int
    transcript: str
    wave: str
    group: str
    label: str
    participant: str
    role: str
    respondent: str


class SpokenTurns(Shelf):
    def speakers(self) -> Sequence[Speaking]:
        """Who speaks in the current transcripts, under which label."""
        wanted = (
            select(
                transcript.c.id,
                transcript.c.name,
                transcript.c.wave,
                transcript.c.group_name,
                speaker.c.label,
                participant.c.name,
                participant.c.role,
                participant.c.respondent,
            )
            .select_from(speaker)
            .join(transcript, speaker.c.transcript_id == transcript.c.id)
            .join(participant, speaker.c.participant_id == participant.c.id)
            .where(transcript.c.current)
            .order_by(participant.c.name)
        )
        return [Speaking(*row) for row in self._execute(wanted)]

    def read_labels(self, transcripts: Collection[int] = ()) -> set[tuple[int, str]]:
        """(transcript, label) of those of whose speech the machine or a person has read a turn.

        In all transcripts, older versions too, or in some.
        """
        readers = (coder.c.kind == "person") | (coder.c.name == MACHINE)
        names = self._execute(select(coder.c.id).where(readers)).scalars().all()
        # One inside the other: a join would be begun from the side of all that was ever read.
        covered = select(coverage.c.turn_id).where(
            coverage.c.turn_id == turn.c.id, coverage.c.coder_id.in_(names)
        )
        read = select(turn.c.id).where(
            turn.c.transcript_id == speaker.c.transcript_id,
            turn.c.speaker == speaker.c.label,
            func.trim(turn.c.text) != "",
            covered.exists(),
        )
        wanted = select(speaker.c.transcript_id, speaker.c.label).where(read.exists())
        if transcripts:
            wanted = wanted.where(speaker.c.transcript_id.in_(sorted(transcripts)))
        return set(self._execute(wanted).tuples().all())

    def said(self, transcripts: Collection[int] = ()) -> list[Said]:
        """Where every turn of the current transcripts stands, or of some of them."""
        return [Said(*row) for row in self._execute(_of_some(_said(), transcripts))]

    def texts(self, transcripts: Collection[int] = ()) -> Sequence[tuple[int, str]]:
        """(id, what was said) of the same turns."""
        wanted = select(turn.c.id, turn.c.text).join(transcript).where(transcript.c.current)
        return self._execute(_of_some(wanted, transcripts)).tuples().all()

    def places(self, ids: Collection[int]) -> list[Said]:
        """Where these turns stand."""
        return [Said._make(row) for row in self._among(_said(), turn.c.id, ids)]

    def turns(self, ids: Collection[int]) -> dict[int, Turn]:
        """These turns by id."""
        wanted = select(turn, transcript.c.name).join(transcript)
        return {
            row.id: Turn(row.name, row.position, row.speaker, row.text, row.start, row.end, row.id)
            for row in self._among(wanted, turn.c.id, ids)
        }

    def around(self, transcript_id: int, first: int, last: int) -> list[Turn]:
        """The turns of a transcript from one position to another."""
        wanted = (
            select(turn, transcript.c.name)
            .join(transcript)
            .where(turn.c.transcript_id == transcript_id, turn.c.position.between(first, last))
            .order_by(turn.c.position)
        )
        return [
            Turn(row.name, row.position, row.speaker, row.text, row.start, row.end, row.id)
            for row in self._execute(wanted)
        ]

    # -- words -----------------------------------------------------------------------------------

    def match(self, wanted: TextWanted) -> list[Said]:
        """The turns that hold these words, as the index knows them."""
        if _has_no_blanks(wanted.text):
            letters = wanted.text.removesuffix("*").lower()
            held = _said().where(func.instr(func.lower(turn.c.text), letters) > 0)
            return [Said(*row) for row in self._execute(held)]
        table = STEMS if wanted.kind == STEM else WORDS
        statement = text(
            "SELECT turn.id, turn.transcript_id, turn.position, turn.speaker "
            f"FROM {table} JOIN turn ON turn.id = {table}.rowid "
            "JOIN transcript ON transcript.id = turn.transcript_id "
            f"WHERE {table} MATCH :words AND transcript.current"
        )
        return [Said(*row) for row in self._execute(statement, {"words": _write_match(wanted)})]

    def spans(self, wanted: TextWanted, said: Mapping[int, str]) -> dict[int, list[Span]]:
        """Where in these turns (id → text) the words stand; turns without them are left out."""
        if _has_no_blanks(wanted.text):
            letters = re.compile(re.escape(wanted.text.removesuffix("*")), re.IGNORECASE)
            each = {key: [m.span() for m in letters.finditer(t)] for key, t in said.items()}
            return {key: spans for key, spans in each.items() if spans}
        table = STEMS if wanted.kind == STEM else WORDS
        where = f"SELECT rowid, highlight({table}, 0, :opens, :closes) FROM {table}"
        words = {"words": _write_match(wanted), "opens": OPENS, "closes": CLOSES}
        found: dict[int, list[Span]] = {}
        for piece in split_in_pieces(sorted(said), MARKED):
            among = text(f"{where} WHERE {table} MATCH :words AND rowid IN ({_list_ids(piece)})")
            for key, marked in self._execute(among, words):
                found[key] = _read_marks(marked, said[key])
        return found


def _said() -> Select[Any]:
    return (
        select(turn.c.id, turn.c.transcript_id, turn.c.position, turn.c.speaker)
        .join(transcript, turn.c.transcript_id == transcript.c.id)
        .where(transcript.c.current)
    )


def _of_some(wanted: Select[Any], transcripts: Collection[int]) -> Select[Any]:
    if 0 < len(transcripts) <= FEW:
        return wanted.where(turn.c.transcript_id.in_(sorted(transcripts)))
    return wanted


def _has_no_blanks(words: str) -> bool:
    """Whether it is of a script that the index cannot cut into words, or has no letter at all."""
    return bool(_UNSPACED.search(words)) or not any(sign.isalnum() for sign in words)


def _write_match(wanted: TextWanted) -> str:
    """Words in the language of FTS5: always between quotation marks, where nothing is a sign."""
    begins = wanted.kind == WORD and wanted.text.endswith("*")
    words = wanted.text.removesuffix("*") if begins else wanted.text
    escaped = words.replace('"', '""').replace("\0", " ")
    return f'"{escaped}"{"*" * begins}'


def _list_ids(ids: Iterable[int]) -> str:
    return ", ".join(str(int(key)) for key in ids)


def _read_marks(marked: str, said: str) -> list[Span]:
    """Where the signs stand, as places in the text without them."""
    spans, at, start = [], 0, 0
    for piece in _SIGNS.split(marked):
        if piece == OPENS:
            start = at
        elif piece == CLOSES:
            spans.append((start, _end_of_letter(said, at)))
        else:
            at += len(piece)
    return spans if at == len(said) else []


def _end_of_letter(said: str, at: int) -> int:
    """The index ends words before signs that belong to their last letter, as vowels of Hindi."""
    while at < len(said) and unicodedata.category(said[at]).startswith("M"):
        at += 1
    return at
