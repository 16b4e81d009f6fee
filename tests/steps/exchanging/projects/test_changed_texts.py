"""The same project once more, after people mended the transcripts that it brought."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import handmade_reader
from builders_projects import as_file, nurses, with_new_guids
from interviewkit import Study
from interviewkit.model import Outcome
from interviewkit.model.project import Project

TALK = "transcripts/Nurses one.txt"


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with handmade_reader.plugged():
        yield


@pytest.fixture
def study(tmp_path: Path) -> Study:
    Study.init(tmp_path / "study")
    bring(Study.open(tmp_path / "study"), nurses())
    return Study.open(tmp_path / "study")


def bring(study: Study, project: Project) -> Outcome:
    file = handmade_reader.write(study.root.parent / "nurses.hm", as_file(project))
    return study.import_project(file)


def mend(study: Study, *changes: tuple[str, str]) -> None:
    path = study.root / TALK
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def list_said(study: Study) -> list[tuple[str, str, int, str]]:
    return [(c.coder, c.code, c.passage.turn.position, c.passage.quote) for c in study.codings()]


@pytest.mark.parametrize("anew", [lambda p: p, with_new_guids], ids=["same", "new guids"])
def test_a_mended_transcript_is_not_there_twice(study: Study, anew: object) -> None:
    before = list_said(study)
    mend(study, ("How is it at work?", "So how is it at your work?"))
    study.ingest()
    outcome = bring(study, anew(nurses()))  # type: ignore[operator]
    assert outcome.facts["transcripts"] == []
    assert [path.name for path in (study.root / "transcripts").iterdir()] == ["Nurses one.txt"]
    assert list_said(study) == before
    assert (outcome.facts["repeated"], outcome.facts["absent"]) == (len(before), 0)


def test_codings_of_mended_words_come_again(study: Study) -> None:
    """Reading them anew has left them with the older version."""
    mend(study, ("I hardly talk to", "I hardly talked to"))
    study.ingest()
    assert len(study.codings()) < 5
    outcome = bring(study, nurses())
    assert outcome.facts["absent"] == 0
    assert ("Kim", "alone", 2, "I hardly talked to my colleagues.") in list_said(study)
    assert len(study.codings()) == 5


def test_a_file_that_was_changed_is_read_first_and_that_is_told(study: Study) -> None:
    mend(study, ("I hardly talk to", "I hardly talked to"))
    outcome = bring(study, nurses())
    assert any("stay with version 1" in line for line in outcome.says)
    assert len(study.codings()) == 5


def test_status_counts_what_stands_on_the_current_version(study: Study) -> None:
    """A selection over two turns of which one was mended stands on both versions."""
    mend(study, ("We talk more than ever.", "We talk more than ever before."))
    study.ingest()
    made = {(each.coder, each.code, each.selection) for each in study.codings()}
    held = study.status()["codings"]
    assert isinstance(held, dict)
    assert sum(held.values()) == len(made) == 4
