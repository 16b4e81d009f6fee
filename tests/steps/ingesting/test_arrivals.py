"""Files come, change, move and go: what people coded is never lost, and nobody is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import SMALL_TALK, small_study
from interviewkit import Study

TOML = """
[study]
name = "Small"
[topics]
enabled = false
"""
OTHER_TALK = "Moderator: And you?\nCora: I work from home on Mondays.\nCora: It is quiet.\n"
CODINGS = (
    "transcript,turn,quote,code,polarity,coder\n"
    "talk,2,hardly talk,isolation,+,eva\n"
    "talk,3,,isolation,-,eva\n"
    "talk,5,,,,eva\n"
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two transcripts, talk and other; eva coded two turns of talk and read a third."""
    folder = small_study(tmp_path / "study", TOML, talk=SMALL_TALK, other=OTHER_TALK)
    (tmp_path / "codings.csv").write_text(CODINGS, "utf-8")
    made = Study.open(folder)
    made.ingest()
    made.import_codings(tmp_path / "codings.csv")
    return made


def place(study: Study, name: str) -> Path:
    return study.root / "transcripts" / name


def names(study: Study) -> list[object]:
    return [row["transcript"] for row in study.transcripts()]


def coded(study: Study) -> list[tuple[str, int, str]]:
    return [
        (each.passage.turn.transcript, each.passage.turn.position, each.passage.quote)
        for each in study.codings()
    ]


EVAS = [("talk", 2, "hardly talk"), ("talk", 3, "Really? We talk more than ever.")]


def test_a_file_that_comes_back_has_its_codings(study: Study) -> None:
    place(study, "talk.txt").rename(study.root / "aside.txt")
    assert "no longer in the study" in " ".join(study.ingest().says)
    assert names(study) == ["other"]
    (study.root / "aside.txt").rename(place(study, "talk.txt"))
    assert "its codings stand again" in " ".join(study.ingest().says)
    assert coded(study) == EVAS


def test_a_file_that_comes_back_changed_keeps_what_still_fits(study: Study) -> None:
    place(study, "talk.txt").unlink()
    study.ingest()
    place(study, "talk.txt").write_text(SMALL_TALK.replace("Really? ", ""), "utf-8")
    says = " ".join(study.ingest().says)
    assert "talk is back as version 2" in says
    assert "1 of people's codings went with it, 1 stay with version 1" in says
    assert coded(study) == EVAS[:1]


def test_a_change_undone_brings_every_coding_back_once(study: Study) -> None:
    place(study, "talk.txt").write_text(SMALL_TALK.replace("Really? ", ""), "utf-8")
    study.ingest()
    assert coded(study) == EVAS[:1]
    place(study, "talk.txt").write_text(SMALL_TALK, "utf-8")
    study.ingest()
    assert coded(study) == EVAS


def test_a_renamed_file_takes_its_codings_along(study: Study) -> None:
    place(study, "talk.txt").rename(place(study, "zulu.txt"))
    outcome = study.ingest()
    assert names(study) == ["other", "zulu"]
    assert "zulu says the same as talk, which is no longer there; 2 of people's" in outcome.says[1]
    assert coded(study) == [("zulu", *rest) for _, *rest in EVAS]


def test_a_copy_is_left_out_until_the_first_is_gone(study: Study) -> None:
    place(study, "copy.txt").write_text(SMALL_TALK, "utf-8")
    assert any("same content as talk" in each.what for each in study.ingest().problems)
    assert names(study) == ["other", "talk"]
    place(study, "talk.txt").unlink()
    assert not any("same content" in each.what for each in study.ingest().problems)
    assert names(study) == ["copy", "other"]
    assert len(coded(study)) == 2


def test_the_first_to_come_keeps_its_place_before_a_copy(study: Study) -> None:
    place(study, "copy.txt").write_text(SMALL_TALK, "utf-8")
    study.ingest()
    toml = study.root / "study.toml"
    toml.write_text(f'{TOML}[transcripts]\nmoderators = ["moderator", "cora"]\n', "utf-8")
    again = Study.open(study.root)
    again.ingest()  # other settings: every file is read anew, the copy before the first
    assert names(again) == ["other", "talk"]
    assert coded(again) == EVAS


def test_a_rival_for_a_name_comes_in_when_the_first_is_gone(study: Study) -> None:
    place(study, "talk.md").write_text("Dora: I came later.\n", "utf-8")
    assert any("talk has a name that" in each.what for each in study.ingest().problems)
    place(study, "talk.txt").unlink()
    study.ingest()
    assert study.transcript("talk").speakers == ("Dora",)


def test_a_row_that_leaves_its_table_leaves_the_study(study: Study) -> None:
    table = place(study, "all.csv")
    table.write_text("transcript,speaker,text\na,Ann,Hello there\nb,Bob,Good day\n", "utf-8")
    study.ingest()
    table.write_text("transcript,speaker,text\na,Ann,Hello there\n", "utf-8")
    assert "b in transcripts/all.csv is no longer in the study" in " ".join(study.ingest().says)
    assert names(study) == ["a", "other", "talk"]


def test_people_who_say_the_same_in_one_table_are_two_people(study: Study) -> None:
    rows = "transcript,speaker,text\na,Ann,The same answer\nb,Ann,The same answer\n"
    place(study, "all.csv").write_text(rows, "utf-8")
    study.ingest()
    assert names(study) == ["a", "b", "other", "talk"]


def test_a_file_that_cannot_be_read_any_more_keeps_what_it_said(study: Study) -> None:
    place(study, "talk.txt").write_text("", "utf-8")
    assert "what it said before stays" in " ".join(study.ingest().says)
    assert coded(study) == EVAS


def test_the_participants_file_is_no_transcript_that_went(study: Study) -> None:
    people = "transcript,speaker,participant\ntalk,Ana,p1\n"
    place(study, "participants.csv").write_text(people, "utf-8")
    named = '[transcripts]\nparticipants = "./transcripts/participants.csv"\n'
    (study.root / "study.toml").write_text(TOML + named, "utf-8")
    again = Study.open(study.root)
    again.ingest()
    place(study, "participants.csv").write_text(people.replace("p1", "p2"), "utf-8")
    assert len(again.ingest().says) == 1


def test_a_participants_file_may_lie_elsewhere_where_that_is_allowed(
    study: Study, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text("transcript,speaker,participant\ntalk,Ana,p1\n", "utf-8")
    (study.root / "study.toml").write_text(
        TOML.replace("[study]", "[study]\nallow_outside = true")
        + '[transcripts]\nparticipants = "../people.csv"\n',
        "utf-8",
    )
    outcome = Study.open(study.root).ingest()
    assert outcome.did
    assert not [each for each in outcome.problems if each.fatal]
