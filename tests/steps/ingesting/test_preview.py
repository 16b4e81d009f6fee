"""How a file is read, before anything is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import SMALL_TALK, SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.study import preview


def test_nothing_is_written(tmp_path: Path) -> None:
    folder = small_study(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    Study.open(folder).preview(folder / "transcripts" / "talk.txt")
    assert sorted(tmp_path.rglob("*")) == before


def test_speakers_turns_and_reader(tmp_path: Path) -> None:
    found = Study.open(small_study(tmp_path)).preview(tmp_path / "transcripts" / "talk.txt")
    (only,) = found.transcripts
    assert (found.reader, found.encoding, only.transcript.name) == ("speech", "utf-8", "talk")
    assert [(s.label, s.role, s.turns, s.asks) for s in only.speakers] == [
        ("Moderator", "moderator", 2, 2),
        ("Ana", "participant", 2, 0),
        ("Ben", "participant", 1, 1),
    ]
    assert [turn.text for turn in only.transcript.turns][1].startswith("I hardly talk")


def test_it_is_read_as_ingest_reads_it(tmp_path: Path) -> None:
    toml = SMALL_TOML + '[transcripts]\npattern = "transcripts/{wave}_{group}.*"\n'
    study = Study.open(small_study(tmp_path, toml, w1_nurses=SMALL_TALK))
    (shown,) = study.preview(tmp_path / "transcripts" / "w1_nurses.txt").transcripts
    study.ingest()
    stored = study.transcript("w1_nurses")
    assert (shown.transcript.wave, shown.transcript.group) == ("w1", "nurses")
    assert [t.text for t in shown.transcript.turns] == [t.text for t in stored.turns]
    assert shown.transcript.content_hash == stored.content_hash


def test_a_file_outside_of_any_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "talk.txt"
    file.write_text("S1: How is it?\nS2: Fine, all is well.\nS1: And now?\nS2: Good, too.\n")
    found = preview(file)
    assert found.study == ""
    assert [s.seems != "" for s in found.transcripts[0].speakers] == [True, False]
    assert "is this the moderator?" in found.notes[0]


def test_a_file_that_ingest_would_not_take_is_told(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path / "study"))
    inside, outside = tmp_path / "study" / "notes.txt", tmp_path / "far.txt"
    for path in (inside, outside):
        path.write_text(SMALL_TALK, "utf-8")
    assert "does not fit [transcripts] files" in str(study.preview(inside).problems[-1])
    assert "outside of the study" in str(study.preview(outside).problems[-1])


def test_what_cannot_be_read_is_told_and_stored_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    found = preview(file)
    assert found.transcripts == ()
    assert any(each.fatal for each in found.problems)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="is not there"):
        preview(tmp_path / "none.txt")
    with pytest.raises(StudyError, match="is a folder"):
        preview(tmp_path)


def test_how_words_are_counted_is_noted(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("访谈者：怎么样？\n受访者：我觉得压力很大，晚上睡不好。\n", "utf-8")
    assert "words are counted from characters (to a word: Chinese 1.6)" in preview(file).notes
