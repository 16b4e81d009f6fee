"""A study as a project of the exchange standard: what each thing of it becomes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from builders_leaving import AT, CODEBOOK, GROUP, INTERVIEW, code, leaving_study
from interviewkit.exchange.leaving.project import build_project
from interviewkit.exchange.projects.descriptions import CodeDescription, read_description
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model import Coder, Memo, Respondent, Variable
from interviewkit.model.memo import Subject
from interviewkit.model.project import Project, ProjectSelection, ProjectSource


def source(project: Project, name: str = "April/group") -> ProjectSource:
    return next(each for each in project.sources if each.name == name)


def words(project: Project, each: ProjectSelection) -> str:
    text = source(project).text
    return text[each.start : each.end]


def test_the_text_says_who_speaks_turn_by_turn() -> None:
    text = source(build_project(leaving_study())).text
    assert text.split("\n\n")[:2] == [
        "Moderator: How is it at work?",
        "Ana: I hardly talk to my colleagues. The coffee is good.",
    ]


def test_each_coder_has_a_selection_of_their_own() -> None:
    project = build_project(leaving_study())
    users = {each.guid: each.name for each in project.users}
    found = [
        users[each.user]
        for each in source(project).selections
        if words(project, each) == "I hardly talk to my colleagues." and each.codings
    ]
    assert found == ["kim", "lee"]
    assert all(c.user == each.user for _, each in project.each_selection() for c in each.codings)


def test_a_machine_is_called_one() -> None:
    project = build_project(leaving_study())
    assert [each.name for each in project.users] == ["kim", "lee", "rules (machine)"]
    certified = leaving_study(coders=(Coder("machine (certified)", "machine"),), codings=())
    assert build_project(certified).users[0].name == "machine (certified)"


def test_a_group_over_turns_leaves_as_one_selection() -> None:
    project = build_project(leaving_study())
    [crossing] = [e for e in source(project).selections if "\n\n" in words(project, e)]
    assert words(project, crossing) == "colleagues. The coffee is good.\n\nBen: We talk"
    assert len(crossing.codings) == 1


def test_a_rejection_does_not_leave_as_a_coding() -> None:
    project = build_project(leaving_study())
    lee = next(each.guid for each in project.users if each.name == "lee")
    tools = next(each.guid for each in project.codes if each.name == "Tools")
    given = [c for e in source(project).selections for c in e.codings if c.user == lee]
    assert tools not in {each.code for each in given}


def test_what_opposes_a_code_is_a_code_below_it() -> None:
    project = build_project(leaving_study())
    by_name = {each.name: each for each in project.codes}
    opposed = by_name["Alone & apart (-)"]
    assert opposed.parent == by_name["Alone & apart"].guid
    [coding] = [c for e in source(project).selections for c in e.codings if c.code == opposed.guid]
    assert coding.user == project.users[0].guid
    assert "Tools (-)" not in by_name


def test_definitions_come_back_whole_from_descriptions() -> None:
    project = build_project(leaving_study())
    assert read_description(project.codes[0].description) == CodeDescription.of(CODEBOOK.codes[0])


def test_a_theme_is_a_set_of_its_codes() -> None:
    project = build_project(leaving_study())
    [bonds] = [each for each in project.sets if each.name == "Bonds"]
    assert (bonds.description, bonds.codes) == ("Who they are with.", (project.codes[0].guid,))


def test_an_interview_is_its_persons_and_a_group_nobodys() -> None:
    project = build_project(leaving_study())
    cases = {each.name: each for each in project.cases}
    assert cases["P3"].sources == (source(project, "cleo").guid,)
    assert (cases["P1"].sources, cases["Moderator"].sources) == ((), ())
    own = {each.guid: each for each in source(project).selections}
    starts = {words(project, own[guid])[:7] for guid in cases["P1"].selections}
    assert starts == {"I hardl", "The cof", "colleag"}


def test_attributes_are_typed_variables_of_cases() -> None:
    project = build_project(leaving_study())
    types = {each.name: each.type for each in project.variables}
    names = {each.guid: each.name for each in project.variables}
    [ana] = [each for each in project.cases if each.name == "P1"]
    said = {names[guid]: value for guid, value in ana.values.items()}
    assert types["age"] == "Integer"
    assert said == {"speaker": "Ana", "role": "participant", "age": "41", "city": "Leeds"}


def test_no_two_variables_are_called_the_same() -> None:
    answers = {"P1": Respondent("E1", "", 1.0, {"age": 3.0, "trust": 4.0})}
    talks = (replace(GROUP, attributes={"trust": "high"}), INTERVIEW)
    asked = (Variable("age", "number"), Variable("trust", "number"))
    study = leaving_study(answers=answers, variables=asked, transcripts=talks)
    names = [each.name for each in build_project(study).variables]
    assert len(set(names)) == len(names)
    assert {"age", "age (survey)", "trust", "trust (conversation)"} <= {*names}


def test_memos_are_notes_where_they_belong() -> None:
    project = build_project(leaving_study())
    text = {each.guid: each.text for each in project.notes}
    assert [text[guid] for guid in project.codes[0].notes] == ["Is it chosen?"]
    assert [text[guid] for guid in project.about] == ["Ask about nights."]
    assert [text[guid] for guid in source(project, "cleo").notes] == ["A calm talk."]
    users = {each.guid: each.name for each in project.users}
    assert [
        (words(project, each), users[coding.user], text[note])
        for each in source(project).selections
        for coding in each.codings
        for note in coding.notes
    ] == [("I hardly talk to my colleagues.", "lee", "Strong.")]
    assert not [each for each in source(project).selections if each.notes]


def test_no_two_notes_are_called_the_same() -> None:
    subject = Subject("code", "alone")
    memos = [Memo(nth, subject, f"Thought {nth}.", "kim", AT) for nth in range(3)]
    project = build_project(leaving_study(memos=memos))
    names = [each.name for each in project.notes]
    assert len(set(names)) == 3
    assert {Subject.read(each) for each in names} == {subject}
    assert len(project.codes[0].notes) == 3


def test_what_one_person_wrote_of_the_same_words_is_beside_one_selection() -> None:
    subject = Subject("turn", "April/group", 2)
    memos = [Memo(1, subject, "One.", "kim", AT), Memo(2, subject, "Two.", "kim", AT),
             Memo(3, subject, "Three.", "lee", AT)]  # fmt: skip
    project = build_project(leaving_study(memos=memos))
    text = {each.guid: each.text for each in project.notes}
    noted = [each for each in source(project).selections if each.notes and not each.codings]
    assert [[text[guid] for guid in each.notes] for each in noted] == [["One.", "Two."], ["Three."]]


def test_a_code_that_left_the_codebook_still_leaves() -> None:
    gone = code(GROUP, 2, "coffee", "old")
    project = build_project(leaving_study(codings=(gone,)))
    assert "old" in {each.name for each in project.codes}


def test_the_same_study_makes_the_same_bytes() -> None:
    first, second = BytesIO(), BytesIO()
    write_project(build_project(leaving_study()), first)
    write_project(build_project(leaving_study()), second)
    assert first.getvalue() == second.getvalue()


def test_two_studies_share_no_guid() -> None:
    one, two = (build_project(leaving_study(name=name)) for name in ("one", "two"))
    assert {each.guid for each in one.codes}.isdisjoint(each.guid for each in two.codes)


def test_an_empty_study_is_an_empty_project() -> None:
    empty = replace(
        leaving_study(), codings=(), transcripts=(), speakers=(), people=(), memos=(), coders=()
    )
    project = build_project(empty)
    assert (project.sources, project.users, project.cases) == ((), (), ())
    write_project(project, BytesIO())
