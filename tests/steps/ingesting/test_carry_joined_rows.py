"""Rows that were turns of their own become one turn: codings and readings go with the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import CODEBOOK
from interviewkit import Study
from interviewkit.model import ACCEPTED, Coder, Coding, Passage
from interviewkit.readers import table
from interviewkit.steps.ingesting import ingest
from interviewkit.store.database import Store

TOML = """
[study]
name = "Rows"
[transcripts]
files = ["transcripts/*.csv"]
[codebook]
file = "codebook.yaml"
[topics]
enabled = false
"""
ROWS = """speaker,text
Moderator,How is it at work these days?
Ana,I hardly talk to my colleagues any more.
Ana,The coffee is good though.
Moderator,And the tools?
Ana,I trust it with the numbers.
Ben,They are fine I suppose.
Ben,Nobody calls.
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Read as rows were once read, one by one, and coded so."""
    folder = tmp_path / "study"
    (folder / "transcripts").mkdir(parents=True)
    (folder / "study.toml").write_text(TOML, "utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    (folder / "transcripts" / "talk.csv").write_text(ROWS, "utf-8")
    made = Study.open(folder)
    monkeypatch.setattr(table, "join_rows", list)
    monkeypatch.setattr(ingest, "READER_VERSION", "2")
    made.ingest()
    monkeypatch.undo()
    return made


def code(study: Study, *quotes: str) -> None:
    """Ana's coder reads rows 2, 3 and 6 to the end and codes some of their words."""
    with Store(study.root / "study.db").writing() as shelves:
        turns = {turn.position: turn for turn in shelves.transcripts.turns()}
        shelves.codings.add_coder(Coder("eva"))
        found = []
        for quote in quotes:
            turn = next(turn for turn in turns.values() if quote in turn.text)
            start = turn.text.index(quote)
            passage = Passage.cut(turn, start, start + len(quote))
            found.append(Coding(passage, "isolation", "eva", status=ACCEPTED))
        shelves.codings.add(found, {"isolation": "v1"}, None)
        shelves.coverage.note_read("eva", [turns[n].id or 0 for n in (2, 3, 6)], None)


def places(study: Study) -> list[tuple[int, str]]:
    return [(c.passage.turn.position, c.passage.quote) for c in study.codings(coders=["eva"])]


def read(study: Study) -> list[int]:
    with Store(study.root / "study.db").reading() as shelves:
        turns = {turn.id: turn.position for turn in shelves.transcripts.turns()}
        return sorted(turns[key] for key in shelves.coverage.read_by("eva") if key in turns)


def test_codings_move_into_the_joined_turn(study: Study) -> None:
    quotes = ("hardly talk", "The coffee is good though.", "Nobody calls.")
    code(study, *quotes)
    assert places(study) == [(2, quotes[0]), (3, quotes[1]), (7, quotes[2])]
    outcome = study.ingest()
    assert places(study) == [(2, quotes[0]), (2, quotes[1]), (5, quotes[2])]
    assert "3 of people's codings went with it" in "\n".join(outcome.says)
    # Both rows of the second turn were read, of the fifth only the first.
    assert read(study) == [2]
    assert "turns with other words are to be read again (eva 1)" in "\n".join(outcome.says)
    assert list((study.root / "backups").iterdir())
