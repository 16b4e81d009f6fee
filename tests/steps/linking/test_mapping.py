"""Who is who is written into the participants file, which stays as people wrote it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.exchange.people_lines import PeopleLines, find_hunks, split_lines, take_back_hunks
from study.example import example_study

PEOPLE = """speaker;participant;role;respondent;city;?note
Ana;Ana;participant;1;"Bonn; Rhein";sure
Ben;Ben;participant;2;Ulm;
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ana and Ben are known, Cleo, Dan, Eve and Finn are not."""
    made = example_study(tmp_path)
    (made.root / "people.csv").write_bytes(b"\xef\xbb\xbf" + PEOPLE.replace("\n", "\r\n").encode())
    made.ingest()
    return made


def people(study: Study) -> dict[tuple[str, str], str]:
    return {
        (each.speaker.transcript, each.speaker.label): each.speaker.participant
        for each in study.check_link().speakers
    }


def read(study: Study) -> str:
    return (study.root / "people.csv").read_bytes().decode("utf-8")


def test_a_label_gets_a_row_of_its_own(study: Study) -> None:
    study.map_speaker("April/leaders", "Cleo", participant="Cleo K.", respondent="3", coder="kim")
    assert people(study)["April/leaders", "Cleo"] == "Cleo K."
    header, ana, ben, cleo = read(study).split("\r\n")[:4]
    assert header == "\ufeff" + PEOPLE.splitlines()[0] + ";transcript"
    assert [ana, ben] == PEOPLE.splitlines()[1:]
    assert cleo == "Cleo;Cleo K.;;3;;;April/leaders"
    linked = {each.speaker.label: each.respondent for each in study.check_link().speakers}
    assert linked["Cleo"] == "3"


def test_a_row_of_this_label_alone_is_changed_in_place(study: Study) -> None:
    study.map_speaker("April/leaders", "Cleo", participant="Cloe", coder="kim")
    study.map_speaker("April/leaders", "Cleo", participant="Cleo", role="guest", coder="kim")
    assert read(study).count("\r\nCleo;") == 1
    assert people(study)["April/leaders", "Cleo"] == "Cleo"


def test_one_transcript_is_told_apart_from_a_row_for_all(study: Study) -> None:
    study.map_speaker("April/leaders", "Ana", participant="Anna", coder="kim")
    assert people(study)["April/leaders", "Ana"] == "Anna"
    assert PEOPLE.splitlines()[1] in read(study)


def test_what_is_known_of_a_person_goes_along(study: Study) -> None:
    study.map_speaker("May/freelancers", "Dan", participant="Ana", coder="kim")
    [row] = list(csv.DictReader(read(study).lstrip("\ufeff").splitlines(), delimiter=";"))[2:]
    assert (row["participant"], row["respondent"], row["city"]) == ("Ana", "1", "Bonn; Rhein")
    assert not row["?note"]
    assert not [p for p in study.ingest().problems if "Ana" in p.what]


def test_a_person_is_given_a_row_of_the_survey(study: Study) -> None:
    study.map_person("Ben", "5", coder="kim")
    assert "Ben;Ben;participant;5;Ulm;\r\n" in read(study)
    unresolved = people(study)["May/freelancers", "Eve"]
    study.map_person(unresolved, "4", coder="kim")
    linked = {each.speaker.label: each.respondent for each in study.check_link().speakers}
    assert (linked["Ben"], linked["Eve"]) == ("5", "4")


def test_a_mapping_is_undone_and_done_again(study: Study) -> None:
    before, who = read(study), people(study)
    entry = study.map_speaker("April/leaders", "Cleo", participant="C", coder="kim")
    after = read(study)
    undone = study.undo(entry=entry.id)
    assert people(study) == who
    assert read(study).splitlines()[1:] == before.splitlines()[1:]
    study.undo(entry=undone.id)
    assert read(study) == after


def test_an_earlier_mapping_is_undone_below_a_later_one(study: Study) -> None:
    first = study.map_speaker("April/leaders", "Cleo", participant="C", coder="kim")
    study.map_speaker("May/freelancers", "Dan", participant="D", coder="kim")
    study.undo(entry=first.id)
    assert people(study)["May/freelancers", "Dan"] == "D"
    assert people(study)["April/leaders", "Cleo"] == "April/leaders/Cleo"


def test_what_was_changed_by_hand_is_not_undone(study: Study) -> None:
    entry = study.map_speaker("April/leaders", "Cleo", participant="C", coder="kim")
    path = study.root / "people.csv"
    path.write_bytes(path.read_bytes().replace(b"Cleo;C;", b"Cleo;Cleopatra;"))
    with pytest.raises(StudyError, match="changed by hand since"):
        study.undo(entry=entry.id)


def test_a_study_without_a_file_gets_one(tmp_path: Path) -> None:
    example_study(tmp_path)
    (tmp_path / "people.csv").unlink()
    settings = tmp_path / "study.toml"
    text = settings.read_text("utf-8").replace('participants = "people.csv"', "# who is who")
    settings.write_text(text, "utf-8")
    study = Study.open(tmp_path)
    study.ingest()
    study.map_speaker("April/leaders", "Ana", participant="P01", respondent="1", coder="kim")
    assert (tmp_path / "participants.csv").read_text("utf-8") == (
        "transcript,speaker,participant,role,respondent\nApril/leaders,Ana,P01,,1\n"
    )
    now = settings.read_text("utf-8")
    assert 'participants = "participants.csv"' in now
    assert "# who is who" in now
    study = Study.open(tmp_path)
    assert people(study)["April/leaders", "Ana"] == "P01"
    study.ingest()
    assert people(study)["April/leaders", "Ana"] == "P01"


@pytest.mark.parametrize(
    ("transcript", "label", "how", "told"),
    [
        ("April/leader", "Ana", {"participant": "P"}, "there is no transcript 'April/leader'"),
        ("April/leaders", "Anna", {"participant": "P"}, "nobody speaks as 'Anna'"),
        ("April/leaders", "Ana", {"respondent": "99"}, "the survey has no respondent '99'"),
        ("April/leaders", "Ana", {"participant": "=1+1"}, "begins as a formula does"),
    ],
)
def test_what_does_not_fit_is_refused(
    study: Study, transcript: str, label: str, how: dict[str, str], told: str
) -> None:
    before = read(study)
    with pytest.raises(StudyError, match=told.replace("+", r"\+")):
        study.map_speaker(transcript, label, coder="kim", **how)
    assert read(study) == before


def test_a_workbook_is_left_to_its_program(study: Study) -> None:
    settings = study.root / "study.toml"
    settings.write_text(settings.read_text("utf-8").replace("people.csv", "people.xlsx"), "utf-8")
    with pytest.raises(StudyError, match="is no text file"):
        Study.open(study.root).map_speaker("April/leaders", "Ana", participant="P", coder="kim")


CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=8)
NAMES = CELLS.map(lambda text: " ".join(text.split()))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5), NAMES, st.integers(0, 4))
def test_other_rows_stay_and_changes_can_be_taken_back(
    rows: list[list[str]], value: str, which: int
) -> None:
    from io import StringIO

    rows = [[f"x{row[0]}", *row[1:]] for row in rows]
    stream = StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([["speaker", "participant", "city"], *rows])
    lines = PeopleLines(stream.getvalue())
    filled = lines.records[1:]
    changed = lines.add_row({"speaker": "s", "participant": value, "respondent": "7"})
    if filled:
        line = filled[which % len(filled)][0]
        changed = changed.change_row(line, {"participant": value})
        after = {first: cells for first, _, cells in changed.records}
        assert after[line][1] == value
        assert [cells[:1] for cells in after.values()][1:-1] == [c[:1] for _, _, c in filled]
    back = take_back_hunks(changed.text, find_hunks(lines.text, changed.text))
    assert back is not None
    assert split_lines(back)[1:] == split_lines(lines.text)[1:]


def test_who_is_known_again_is_in_their_segments_again(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    before = study.participant("Finn")["segments"]
    entry = study.map_speaker("May/freelancers", "Finn", participant="Eve", coder="kim")
    study.undo(entry=entry.id)
    [step] = [each for each in study.checklist() if each.key == "survey"]
    assert (step.state, step.verb) == ("next", "link")
    study.link()
    assert study.participant("Finn")["segments"] == before == ["fresh"]
    [step] = [each for each in study.checklist() if each.key == "survey"]
    assert step.state == "done"
