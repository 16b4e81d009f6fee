"""What came in as a project leaves as it came, with what people did since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builders_leaving import AT
from builders_projects import TALK, nurses
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.project import build_project
from interviewkit.exchange.projects.descriptions import read_description
from interviewkit.exchange.projects.laying import lay_turns
from interviewkit.model import (
    ACCEPTED,
    Code,
    Codebook,
    Coder,
    Coding,
    Memo,
    Participant,
    Passage,
    Speaker,
    Theme,
    Transcript,
)
from interviewkit.model.kept_project import KeptProject, ProjectPlaces
from interviewkit.model.memo import Subject
from interviewkit.model.project import Project
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Source
from interviewkit.readers.finish import finish_transcripts
from interviewkit.readers.speech import read_speech

USERS = {"u1": "Kim", "u2": "Lee"}


def read_talk() -> Transcript:
    settings, source = TranscriptSettings(), Source("nurses.txt", "nurses", b"", TALK)
    return finish_transcripts(read_speech(source, settings)[0], source, settings)[0][0]


def codings_of(project: Project, talk: Transcript) -> Iterator[Coding]:
    """What an import makes of the selections: a coding a passage, one group a selection."""
    laying = lay_turns(TALK, talk.turns)
    for each in project.sources[0].selections:
        for passage in laying.lay(each.start or 0, each.end or 0):
            for coding in each.codings:
                yield Coding(
                    passage, coding.code, USERS[coding.user], status=ACCEPTED, selection=each.guid
                )


def imported(project: Project | None = None) -> LeavingStudy:
    """The study that has taken the project in, and nothing else."""
    project, talk = project or nurses(), read_talk()
    codes = tuple(
        Code(each.guid, each.name, said.definition, said.include, said.exclude, parent=each.parent)
        for each in project.codes
        for said in [read_description(each.description)]
    )
    kept = KeptProject(
        project, "handmade", "nurses.qdpx", "0" * 64, AT,
        places=ProjectPlaces(
            codes={each.guid: each.guid for each in project.codes}, users=USERS,
            sources={"s1": "nurses"}, cases={"c1": "Ana"}, variables={"v-age": "Age"},
            sets={"set1": "bonds"},
        ),
    )  # fmt: skip
    notes = [
        ("Is it chosen?", "code:alone"),
        ("A calm talk.", "transcript:nurses"),
        ("Strong words.", "turn:nurses#5"),
        ("Plan\n\nAsk about nights.", "study:"),
    ]
    return LeavingStudy(
        name="Nurses here",
        at=AT,
        codebook=Codebook(
            "Nurses", codes, (Theme("bonds", "Bonds", "Who they are with.", ("alone", "ties")),)
        ),
        coders=(Coder("Kim"), Coder("Lee")),
        codings=list(codings_of(project, talk)),
        transcripts=(talk,),
        speakers=tuple(Speaker("nurses", each, each, "label") for each in talk.speakers),
        people=tuple(
            Participant(each, attributes={"Age": 41.0} if each == "Ana" else {})
            for each in talk.speakers
        ),
        memos=tuple(
            Memo(n, Subject.read(about), text, "Kim", AT) for n, (text, about) in enumerate(notes)
        ),
        kept=(kept,),
    )


def test_what_came_in_leaves_as_it_came() -> None:
    assert build_project(imported()) == nurses()


def test_people_of_whom_more_is_known_are_cases_now() -> None:
    study = imported()
    people = [
        replace(each, attributes={"shift": "night"}) if each.name == "Ben" else each
        for each in study.people
    ]
    project = build_project(replace(study, people=people))
    assert [each.name for each in project.cases] == ["Ana", "Ben"]
    assert [each.name for each in project.variables] == ["Age", "Site", "speaker", "role", "shift"]


def test_a_coding_that_was_withdrawn_is_gone() -> None:
    study = imported()
    left = [each for each in study.codings if (each.coder, each.code) != ("Lee", "alone")]
    selections = build_project(replace(study, codings=left)).sources[0].selections
    assert [len(each.codings) for each in selections] == [1, 1, 1, 1]


def test_a_group_that_lost_a_passage_is_gone_and_the_rest_is_new() -> None:
    study = imported()
    left = [each for each in study.codings if each.passage.turn.speaker != "Ben"]
    selections = build_project(replace(study, codings=left)).sources[0].selections
    assert "x" not in {each.guid for each in selections}
    assert [TALK[e.start : e.end] for e in selections if e.guid not in ("sel-0-24",)][-1] == (
        "The coffee is good."
    )


def test_a_new_coding_stands_in_the_text_that_came() -> None:
    study = imported()
    turn = study.transcripts[0].turns[2]
    new = Coding(Passage.cut(turn, 3, 7), "tools", "Kim", status=ACCEPTED)
    project = build_project(replace(study, codings=[*study.codings, new]))
    added = project.sources[0].selections[-1]
    assert project.sources[0].text == TALK
    assert TALK[added.start : added.end] == turn.text[3:7] == "talk"
    assert (added.codings[0].code, added.user) == ("tools", "u1")


def test_a_code_that_was_named_anew_keeps_its_guid() -> None:
    study = imported()
    codes = tuple(
        replace(each, label="By oneself") if each.id == "alone" else each
        for each in study.codebook.codes
    )
    project = build_project(replace(study, codebook=replace(study.codebook, codes=codes)))
    assert [each.name for each in project.codes] == ["People", "By oneself", "Ties", "Tools"]
    assert (project.codes[1].guid, project.codes[1].notes) == ("alone", ("n-code",))


def test_a_note_whose_memo_was_removed_is_gone() -> None:
    study = imported()
    left = [each for each in study.memos if each.text != "Is it chosen?"]
    project = build_project(replace(study, memos=left))
    assert "n-code" not in {each.guid for each in project.notes}
    assert project.codes[1].notes == ()


def test_a_new_memo_stands_beside_the_notes_that_came() -> None:
    study = imported()
    memo = Memo(9, Subject("code", "ties"), "To whom?", "Lee", AT)
    project = build_project(replace(study, memos=[*study.memos, memo]))
    assert project.notes[:4] == nurses().notes
    assert (project.notes[4].text, project.codes[2].notes) == ("To whom?", (project.notes[4].guid,))


def test_an_attribute_that_changed_leaves_as_it_is_now() -> None:
    study = imported()
    people = [
        replace(each, attributes={"Age": 42.0}) if each.name == "Ana" else each
        for each in study.people
    ]
    project = build_project(replace(study, people=people))
    assert project.cases[0].values == {"v-age": "42", "v-site": "North"}


def test_a_transcript_that_was_taken_away_does_not_leave() -> None:
    study = replace(imported(), transcripts=(), codings=(), speakers=(), people=())
    assert [each.guid for each in build_project(study).sources] == ["s2"]


def test_a_mended_transcript_leaves_as_it_reads_now() -> None:
    study = imported()
    talk = study.transcripts[0]
    turns = list(talk.turns)
    turns[-1] = replace(turns[-1], text="Those never judge me.")
    mended = replace(talk, turns=tuple(turns), amended={"5": ["Ana", "They never judge me."]})
    codings = [
        replace(each, passage=Passage.whole(turns[-1])) if each.code == "tools" else each
        for each in study.codings
    ]
    project = build_project(replace(study, transcripts=(mended,), codings=codings))
    source = project.sources[0]
    assert source.guid == "s1"
    assert source.text != TALK
    assert {e.guid: source.text[e.start : e.end] for e in source.selections} == {
        "sel-62-31": "I hardly talk to my colleagues.",
        "x": "The coffee is good.\n\nBen: We talk more than ever.",
        "j": "Those never judge me.",
    }
    assert source.selections[2].notes == ("n-passage",)
