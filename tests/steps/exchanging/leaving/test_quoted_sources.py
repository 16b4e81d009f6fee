"""Coded quotes that came without their texts leave with the transcripts that they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.exchange.refi.reading import read

TALK = "Interviewer: How was it?\n\nAna: I waited five months. She was kind.\n"
TABLE = """Document group,Document name,Code,Segment,Comment,Author
Wave 1,talk,waiting,I waited five months.,Key quote,Mia
Wave 1,talk,kindness,She was kind.,,Noah
Wave 1,talk,kindness,Nobody said this.,,Noah
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    (study.root / "transcripts/talk.txt").write_text(TALK)
    study.ingest()
    (tmp_path / "segments.csv").write_text(TABLE)
    study.import_project(tmp_path / "segments.csv")
    return study


def test_quotes_leave_on_their_words_and_once(study: Study, tmp_path: Path) -> None:
    outcome = study.export(tmp_path / "out.qdpx")
    project = read(tmp_path / "out.qdpx").project
    assert [(each.name, bool(each.text)) for each in project.sources] == [("talk", True)]
    (source,) = project.sources
    codes = {each.guid: each.name for each in project.codes}
    users = {each.guid: each.name for each in project.users}
    assert [
        (source.text[each.start : each.end], codes[coding.code], users[coding.user])
        for each in source.selections
        for coding in each.codings
    ] == [("I waited five months.", "waiting", "Mia"), ("She was kind.", "kindness", "Noah")]
    assert (project.name, project.tool.split()[0]) == (study.settings.study.name, "interviewkit")
    assert [(each.name, each.sources) for each in project.sets] == [("Wave 1", (source.guid,))]
    told = [each.what for each in outcome.problems]
    assert any("1\u00a0quote of segments.csv not found" in each for each in told)


def test_memos_of_quotes_leave_with_them(study: Study, tmp_path: Path) -> None:
    study.export(tmp_path / "out.qdpx")
    project = read(tmp_path / "out.qdpx").project
    notes = {each.guid: each.text for each in project.notes}
    noted = [
        (source.text[each.start : each.end], guid)
        for source, each in project.each_selection()
        for guid in (*each.notes, *(note for coding in each.codings for note in coding.notes))
    ]
    assert [(said, notes[guid]) for said, guid in noted] == [("I waited five months.", "Key quote")]
    assert set(notes) == {guid for _, guid in noted}
