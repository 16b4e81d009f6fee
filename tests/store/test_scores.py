"""The shelf of scores: what a coder thinks of every turn is kept whole, and replaced whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import transcript
from interviewkit.model import Coder, Run
from interviewkit.store.database import Store


def test_scores_are_kept_by_coder_and_code_and_replaced_together(tmp_path: Path) -> None:
    store = Store(tmp_path / "study.db")
    with store.writing() as shelves:
        shelves.transcripts.add(transcript(("Ana", "I work alone."), ("Ben", "So do I.")))
        run = shelves.runs.add(Run("code", "f"))
        coder = shelves.codings.add_coder(Coder("machine", "machine"))
        shelves.scores.replace(coder, {"isolation": {1: 0.9, 2: 0.25}, "trust": {}}, run)
    with store.reading() as shelves:
        found = shelves.scores.get("machine")
        assert found["isolation"] == pytest.approx({1: 0.9, 2: 0.25})
        assert found["trust"] == {}
        assert shelves.scores.get("machine", ["trust"]) == {"trust": {}}
        assert shelves.scores.get("learned") == {}
    with store.writing() as shelves:
        shelves.scores.replace(coder, {"isolation": {2: 0.5}}, run)
    with store.reading() as shelves:
        assert shelves.scores.get("machine") == {"isolation": {2: 0.5}}
