"""Who is behind a label, by which rule, and what in the participants file fits nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.transcript import Transcript, Turn
from interviewkit.readers.people import Mapped, PeopleFile, PeopleFileRow, map_speakers, read_people

Write = Callable[[str], PeopleFile]


@pytest.fixture
def people(tmp_path: Path) -> Write:
    def _write(text: str, name: str = "participants.csv") -> PeopleFile:
        (tmp_path / name).write_text(text, encoding="utf-8")
        file, problems = read_people(tmp_path / name, root=tmp_path)
        assert problems == []
        return file

    return _write


def talk(name: str, *labels: str, wave: str = "") -> Transcript:
    turns = tuple(Turn(name, n, label, "two words") for n, label in enumerate(labels, 1))
    return Transcript(name, f"{name}.txt", "0", turns, wave=wave)


def who(mapped: Mapped) -> dict[tuple[str, str], tuple[str, str]]:
    return {(s.transcript, s.label): (s.participant, s.rule) for s in mapped.speakers}


def test_every_rule_in_its_order(people: Write) -> None:
    file = people(
        "transcript,speaker,participant,role,respondent,age\n"
        "w1/a,ana,P01,leader,E1,33\nw1/*,Ben,P02,,,41\n,Joel,Joel Mensah,moderator,,\n"
    )
    settings = TranscriptSettings(aliases={"Benny": "Ben", "JM": "Moderator"})
    transcripts = [
        talk("w1/a", "Moderator", "Ana", "Ben", "Gus"),
        talk("w1/b", "Benny", "Ana (she/her)", "JM"),
        talk("w2/c", "Joel", "Zoe", "Zoe"),
        talk("w2/d", "Dana (Moderator)", "Unknown speaker", "Ben"),
        talk("w1/a2", "INTERVIEWER"),
    ]
    mapped = map_speakers(transcripts, file, settings)
    assert who(mapped) == {
        ("w1/a", "Moderator"): ("Moderator", "moderator label"),
        ("w1/a", "Ana"): ("P01", "participants file"),
        ("w1/a", "Ben"): ("P02", "participants file"),
        ("w1/a", "Gus"): ("w1/a/Gus", "unresolved"),
        ("w1/b", "Benny"): ("P02", "alias"),
        ("w1/b", "Ana (she/her)"): ("w1/b/Ana (she/her)", "unresolved"),
        ("w1/b", "JM"): ("Moderator", "alias"),
        ("w2/c", "Joel"): ("Joel Mensah", "participants file"),
        ("w2/c", "Zoe"): ("w2/c", "one to one"),
        ("w2/d", "Dana (Moderator)"): ("Dana (Moderator)", "moderator label"),
        ("w2/d", "Unknown speaker"): ("w2/d/Unknown speaker", "unresolved"),
        ("w2/d", "Ben"): ("w2/d", "one to one"),
        ("w1/a2", "INTERVIEWER"): ("INTERVIEWER", "moderator label"),
    }
    known = {person.name: person for person in mapped.participants}
    assert known["P01"].role == "leader"
    assert known["P01"].attributes == {"age": 33.0}
    assert known["Joel Mensah"].is_moderator
    assert known["Joel Mensah"].attributes == {"age": None}
    assert [s.words for s in mapped.speakers if s.label == "Zoe"] == [4]
    assert len({s.participant for s in mapped.speakers}) == len(mapped.participants)


def test_a_suffix_is_stripped_only_if_nothing_fits_and_it_is_told(people: Write) -> None:
    file = people("speaker,participant\nAna,P1\nBen (Guest),P2\n")
    mapped = map_speakers([talk("t", "Ana (she/her)", "Ben (Guest)")], file, TranscriptSettings())
    assert set(who(mapped).values()) == {("P1", "participants file"), ("P2", "participants file")}
    (problem,) = mapped.problems
    assert "'Ana (she/her)' as 'Ana' in t" in problem.what
    assert not problem.fatal


def test_a_row_without_speaker_is_the_one_who_speaks(people: Write) -> None:
    file = people("transcript,participant,respondent\nwork_1,W1,R1\nwork_2.csv,W2,R2\n")
    talks = [talk("work_1", "AI", "User"), talk("work_2", "AI", "User")]
    mapped = map_speakers(talks, file, TranscriptSettings())
    assert [(p.name, p.respondent) for p in mapped.participants if not p.is_moderator] == [
        ("W1", "R1"),
        ("W2", "R2"),
    ]


def test_moderators_in_two_spellings_are_one(people: Write) -> None:
    talks = [talk("a", "MODERATOR", "Ana"), talk("b", "Moderator", "Ben")]
    mapped = map_speakers(talks, PeopleFile.empty(), TranscriptSettings())
    assert [person.name for person in mapped.participants if person.is_moderator] == ["MODERATOR"]


def test_rows_tell_wave_group_and_date_where_the_transcript_lacks_them(people: Write) -> None:
    file = people(
        "transcript,speaker,participant,wave,group,date\n"
        "a,Ana,P1,w1,leaders,9 April 2025\na,Ben,P2,w2,leaders,\nb,Ana,P3,w1,,\n"
    )
    talks = [talk("a", "Ana", "Ben"), talk("b", "Ana", "X", wave="w9")]
    mapped = map_speakers(talks, file, TranscriptSettings())
    assert [(t.wave, t.group, t.date) for t in mapped.transcripts] == [
        ("w1", "leaders", "2025-04-09"),
        ("w9", "", ""),
    ]
    told = [str(problem) for problem in mapped.problems]
    assert any("wave of a is 'w2' and 'w1'" in text and "'w1' was taken" in text for text in told)
    assert who(mapped)["b", "Ana"][1] == "unresolved"  # the row is for another wave


def test_who_fits_nobody_is_told_with_the_nearest_spelling(people: Write) -> None:
    file = people(
        "transcript,speaker,participant\nw1/a,Anna,P1\nw1/aa,Ben,P2\nw1/a,Ben,P3\nw1/a,Ben,P4\n"
        ",Xyz,P5\n"
    )
    mapped = map_speakers([talk("w1/a", "Ana", "Ben")], file, TranscriptSettings())
    told = [str(problem) for problem in mapped.problems]
    assert told == [
        "participants.csv:2: 'Anna' does not speak in 'w1/a'; left out (did you mean 'Ana'?)",
        "participants.csv:3: there is no transcript 'w1/aa'; left out (did you mean 'w1/a'?)",
        "participants.csv:5: 'Ben' is settled by another row, or of another wave or group; "
        "left out",
        "participants.csv:6: 'Xyz' speaks in no transcript that fits; left out",
    ]
    assert not any(problem.fatal for problem in mapped.problems)
    assert {p.name for p in mapped.participants} == {"P3", "w1/a/Ana"}


def test_a_file_name_says_which_transcript_where_only_one_has_it(people: Write) -> None:
    file = people("transcript,speaker,participant\na,Ana,P01\nb.txt,Ben,P02\nc,Cleo,P03\n")
    talks = [talk("w1/a", "Ana"), talk("w1/b", "Ben"), talk("w1/c", "Cleo"), talk("w2/c", "Cleo")]
    mapped = map_speakers(talks, file, TranscriptSettings())
    assert [each.participant for each in mapped.speakers] == [
        "P01",
        "P02",
        "w1/c",
        "w2/c",
    ]
    [problem] = mapped.problems
    assert str(problem).startswith("participants.csv:4: there is no transcript 'c'; left out")


def test_contradictions_about_one_person_are_told(people: Write) -> None:
    file = people(
        "transcript,speaker,participant,role,age\na,Ana,P1,leader,33\nb,Ana,P1,worker,34\n"
    )
    mapped = map_speakers(
        [talk("a", "Ana", "B"), talk("b", "Ana", "B")], file, TranscriptSettings()
    )
    assert [p.what for p in mapped.problems] == [
        "role of P1 is 'leader' above and 'worker' here",
        "age of P1 is 33 above and 34 here",
    ]
    assert [p.attributes for p in mapped.participants if p.name == "P1"] == [{"age": 33.0}]


def test_columns_of_numbers_are_numbers_and_codes_stay_texts(people: Write) -> None:
    file = people("speaker,age,plz,score\nAna,33,01067,1.5\nBen,,99084,-2\n")
    assert [dict(person.attributes) for person in file.people] == [
        {"age": 33.0, "plz": "01067", "score": 1.5},
        {"age": None, "plz": "99084", "score": -2.0},
    ]


def test_initials_at_the_head_are_no_archive(people: Write) -> None:
    file = people("PK,speaker,participant\n1,Ana,P01\n")
    assert [person.name for person in file.people] == ["P01"]


def test_bad_files_of_people(tmp_path: Path) -> None:
    for content, what in [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary"),
        (b"a,b\n1,2\n", "no column is called"),
    ]:
        (tmp_path / "p.csv").write_bytes(content)
        file, (problem,) = read_people(tmp_path / "p.csv", root=tmp_path)
        assert file.people == ()
        assert problem.fatal
        assert what in problem.what
    _, (problem,) = read_people(tmp_path / "none.csv", root=tmp_path)
    assert "cannot be opened" in problem.what
    (tmp_path / "p.csv").write_bytes("speaker,participant\nRenée,P1\n,\nBen,\n".encode("cp1252"))
    file, problems = read_people(tmp_path / "p.csv", root=tmp_path)
    assert [person.name for person in file.people] == ["P1", "Ben"]
    assert any("cp1252" in problem.what for problem in problems)


def test_thousands_of_people_take_no_time() -> None:
    talks = [talk(f"t{n}", "AI", "User") for n in range(5_000)]
    rows = [PeopleFileRow(n, f"t{n}", "User", f"P{n}") for n in range(5_000)]
    rows += [PeopleFileRow(n, f"x{n}", "User", f"Q{n}") for n in range(5_000, 10_000)]
    began = process_time()
    mapped = map_speakers(talks, PeopleFile("p.csv", tuple(rows)), TranscriptSettings())
    assert process_time() - began < 5
    assert len(mapped.participants) == 5_001
    assert len(mapped.problems) == 26


def test_the_path_names_a_person_who_comes_back(tmp_path: Path) -> None:
    from interviewkit.readers.files import read_file

    settings = TranscriptSettings(pattern="transcripts/{participant}R{wave}.txt")
    (tmp_path / "transcripts").mkdir()
    transcripts = []
    for name, text in (("P1R1", "I read it top to bottom."), ("P1R2", "Moderator: So?\nAna: Yes.")):
        path = tmp_path / "transcripts" / f"{name}.txt"
        path.write_text(text, "utf-8")
        transcripts += read_file(path, root=tmp_path, settings=settings).transcripts
    assert [each.wave for each in transcripts] == ["1", "2"]
    mapped = map_speakers(transcripts, PeopleFile.empty(), settings)
    assert {who for _, who in who(mapped).items() if who[1] == "one to one"} == {
        ("P1", "one to one")
    }


@pytest.mark.parametrize("header", ["participant,age\n", "participant,transcript,speaker\n"])
def test_rows_that_could_each_be_everyone_are_nobody(tmp_path: Path, header: str) -> None:
    path = tmp_path / "participants.csv"
    rest = "," * (header.count(",") - 1)
    path.write_text(f"{header}P01,{rest}\nP02,{rest}\nP03,{rest}\n", "utf-8")
    file, [problem] = read_people(path, root=tmp_path)
    assert problem.fatal
    assert problem.line == 2
    assert "3 rows name no speaker and could each be everyone: P01, P02, P03" in problem.what
    assert "label in the transcript" in problem.hint
    mapped = map_speakers([talk("a", "Moderator", "Ana")], file, TranscriptSettings())
    assert who(mapped)["a", "Ana"] == ("a", "one to one")


def test_one_row_without_a_speaker_may_be_whoever_speaks(people: Write) -> None:
    file = people("participant,transcript,wave\nP01,,w1\nP02,,w2\nP03,x,\nP04,y,\n")
    talks = [talk("a", "Ana", wave="w1"), talk("b", "Ana", wave="w2"), talk("x", "Ana")]
    mapped = map_speakers(talks, file, TranscriptSettings())
    assert [each.participant for each in mapped.speakers] == ["P01", "P02", "P03"]
