"""A project of another tool comes into a study, whole, once, and can be taken back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import handmade_reader
from builders_projects import TALK, as_file, nurses, select, with_new_guids
from interviewkit import Study
from interviewkit.errors import SourceError, StudyError
from interviewkit.model.project import Loss, Project
from interviewkit.model.project_json import losses_from_plain
from interviewkit.tables.material.projects import build_losses


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with handmade_reader.plugged():
        yield


@pytest.fixture
def study(tmp_path: Path) -> Study:
    Study.init(tmp_path / "study")
    return Study.open(tmp_path / "study")


def save(study: Study, project: Project, name: str = "nurses.hm", *losses: Loss) -> Path:
    return handmade_reader.write(study.root.parent / name, as_file(project, *losses))


def list_said(study: Study) -> list[tuple[str, str, int, str]]:
    return [(c.coder, c.code, c.passage.turn.position, c.passage.quote) for c in study.codings()]


SAID = [
    ("Kim", "alone", 2, "I hardly talk to my colleagues."),
    ("Lee", "alone", 2, "I hardly talk to my colleagues."),
    ("Kim", "ties", 2, "The coffee is good."),
    ("Kim", "ties", 3, "We talk more than ever."),
    ("Lee", "tools", 5, "They never judge me."),
]


def test_codings_stand_on_their_words_by_their_coders(study: Study) -> None:
    outcome = study.import_project(save(study, nurses()))
    assert list_said(study) == SAID
    assert outcome.facts["codings"] == 4  # one of them stands on two turns
    assert outcome.facts["passages"] == 5
    ties = study.codings(codes=["ties"])
    assert {each.selection for each in ties} == {"x"}


def test_codebook_has_codes_themes_and_meanings(study: Study) -> None:
    study.import_project(save(study, nurses()))
    codebook = study.codebook()[0]
    assert codebook.code_ids == ("people", "alone", "ties", "tools")
    assert [code.parent for code in codebook.codes] == ["", "people", "people", ""]
    tools = codebook.code("tools")
    assert (tools.definition, tools.exclude) == ("What AI is to them.", ("coffee",))
    [theme] = codebook.themes
    assert (theme.label, theme.definition, theme.codes) == (
        "Bonds", "Who they are with.", ("alone", "ties"),
    )  # fmt: skip


def test_people_have_what_is_known_of_them(study: Study) -> None:
    study.import_project(save(study, nurses()))
    rows = (study.root / "participants.csv").read_text().splitlines()
    assert rows[0] == "transcript,speaker,participant,role,respondent,age,site"
    assert rows[1] == "Nurses one,Ana,Ana,,,41,North"
    ana = next(row for row in study.participants() if row["participant"] == "Ana")
    assert ana["role"] == "participant"
    assert study.settings.transcripts.participants == "participants.csv"


def test_notes_are_memos_where_they_belong(study: Study) -> None:
    study.import_project(save(study, nurses()))
    memos = {(m.place, m.coder, m.text, m.quote) for m in study.memos()}
    assert memos == {
        ("code:alone", "Kim", "On alone\n\nIs it chosen?", ""),
        ("transcript:Nurses one", "Lee", "A calm talk.", ""),
        ("turn:Nurses one#5", "Lee", "Strong words.", "They never judge me."),
        ("study", "Kim", "Plan\n\nAsk about nights.", ""),
    }
    assert min(m.at for m in study.memos()) == "2024-05-02T09:00:00+00:00"


def test_all_that_is_kept_aside_is_named(study: Study) -> None:
    quotes = [select(TALK, "Ben: We talk", ("ties", "u1"), guid=f"q{nth}") for nth in range(8)]
    aside = [replace(e, start=None, end=None, quote=f"gone {e.guid}") for e in quotes]
    project = nurses()
    source = replace(project.sources[0], selections=tuple(aside))
    outcome = study.import_project(save(study, replace(project, sources=(source,))))
    losses = losses_from_plain(outcome.facts["losses"])
    [selections] = [each for each in losses if each.kind == "selections"]
    assert [each.rsplit(" ", 1)[1] for each in selections.names] == [f"q{n}" for n in range(8)]
    [row] = [e for e in build_losses(losses).rows if e.values["kind"] == "selections"]
    assert row.values["which"] == "; ".join(selections.names[:5]) + " and 3 more"


def test_a_project_is_found_by_its_file_too(study: Study) -> None:
    study.import_project(save(study, nurses(), "From Kim.hm"))
    assert {study.project(key).id for key in ("1", "nurses", "From Kim.hm", "From Kim")} == {1}
    with pytest.raises(StudyError, match="there is no project"):
        study.project("Kim")


def test_an_unsure_way_of_counting_says_what_to_do(study: Study) -> None:
    project = nurses()
    source = replace(project.sources[0], offsets="characters", evidence="unsure: 1 of 4 places")
    says = study.import_project(save(study, replace(project, sources=(source,)))).says
    assert any("unsure: 1 of 4 places" in each and "--offsets" in each for each in says)


def test_a_comment_longer_than_memos_are_is_told(study: Study) -> None:
    outcome = study.import_project(save(study, replace(nurses(), description="a" * 100_001)))
    [comments] = [e for e in losses_from_plain(outcome.facts["losses"]) if e.kind == "comments"]
    assert (comments.kept, comments.changed) == (0, 1)
    assert "the rest is kept aside" in comments.why


def test_losses_add_up_to_what_the_file_holds(study: Study) -> None:
    graphs = Loss("graphs", 2, dropped=2, why="nothing reads them")
    outcome = study.import_project(save(study, nurses(), "nurses.hm", graphs))
    losses = {each.kind: each for each in losses_from_plain(outcome.facts["losses"])}
    project = nurses()
    held = {kind: each.held for kind, each in losses.items()}
    assert held["users"] == len(project.users)
    assert held["codes"] == len(project.codes)
    assert held["texts"] + held["pictures"] == len(project.sources)
    assert held["selections"] == sum(len(each.selections) for each in project.sources)
    assert held["codings"] == sum(len(s.codings) for _, s in project.each_selection())
    assert held["memos"] == len(project.notes)
    assert held["links"] == len(project.links)
    assert losses["graphs"] == graphs
    assert (losses["selections"].changed, losses["codings"].changed) == (1, 1)
    [kept] = study.projects()
    assert kept.losses == losses_from_plain(outcome.facts["losses"])
    assert kept.project == project


def test_one_talk_under_two_names_brings_all_codings(study: Study) -> None:
    project = nurses()
    talk = project.sources[0]
    kim = replace(talk, selections=talk.selections[1:2])
    lee = replace(talk, guid="s3", name="Nurses one (Lee)", selections=talk.selections[2:3])
    lee = replace(lee, text=TALK + "\n\n")  # the same talk, though not to the byte
    outcome = study.import_project(save(study, replace(project, sources=(kim, lee))))
    assert study.status()["transcripts"] == 1
    assert {(each.coder, each.code) for each in study.codings()} == {
        ("Kim", "ties"), ("Lee", "tools"),
    }  # fmt: skip
    assert not any(each.fatal for each in outcome.problems)


def test_what_is_said_twice_is_counted_once(study: Study) -> None:
    project = nurses()
    talk = project.sources[0]
    again = select(TALK, "Ana: They never judge me.", ("tools", "u2"), guid="again")
    talk = replace(talk, selections=(*talk.selections, again))
    outcome = study.import_project(save(study, replace(project, sources=(talk,))))
    [codings] = [each for each in losses_from_plain(outcome.facts["losses"])
                 if each.kind == "codings"]  # fmt: skip
    assert (codings.held, codings.kept) == (6, outcome.facts["codings"])
    assert "say the same of the same words" in codings.why


def test_codes_of_one_name_beside_each_other_are_told(study: Study) -> None:
    project = nurses()
    twin = replace(project.codes[-1], guid="twin")
    outcome = study.import_project(save(study, replace(project, codes=(*project.codes, twin))))
    [codes] = [each for each in losses_from_plain(outcome.facts["losses"]) if each.kind == "codes"]
    assert codes.kept == len(study.codebook()[0].code_ids)
    assert (codes.held, codes.changed) == (codes.kept + 1, 1)


def test_users_of_one_name_are_told(study: Study) -> None:
    project = nurses()
    twins = tuple(replace(each, name="Kim") for each in project.users)
    outcome = study.import_project(save(study, replace(project, users=twins)))
    assert [each.what for each in outcome.problems if "users are called" in each.what] == [
        "2 users are called 'Kim': here they are one coder"
    ]
    assert {each.coder for each in study.codings()} == {"Kim"}


def test_a_case_is_the_person_whom_the_study_calls_otherwise(study: Study) -> None:
    folder = study.root / "transcripts"
    (folder / "Nurses one.txt").write_text(TALK, "utf-8")
    (folder / "participants.csv").write_text(
        "transcript,speaker,participant\nNurses one,Ana,Annabel\n", "utf-8"
    )
    toml = study.root / "study.toml"
    named = '[transcripts]\nparticipants = "transcripts/participants.csv"\n'
    toml.write_text(toml.read_text("utf-8").replace("[transcripts]\n", named), "utf-8")
    study = Study.open(study.root)
    study.ingest()
    study.import_project(save(study, nurses()))
    assert study.project("Nurses").places.cases == {"c1": "Annabel"}
    assert study.status()["participants"] == 2


def test_dry_run_writes_nothing(study: Study) -> None:
    study.transcripts()  # the database is there
    before = sorted(p for p in study.root.rglob("*") if p.is_file())
    outcome = study.import_project(save(study, nurses()), dry_run=True)
    assert sorted(p for p in study.root.rglob("*") if p.is_file()) == before
    assert not outcome.did
    assert not study.codings()
    assert not study.projects()
    taken = study.import_project(save(study, nurses()))
    assert outcome.facts["losses"] == taken.facts["losses"]


def test_undo_takes_codings_and_memos_back_and_again(study: Study) -> None:
    entry = study.import_project(save(study, nurses())).facts["entry"]
    undone = study.undo(entry=entry)
    assert not study.codings()
    assert not study.memos()
    assert (study.root / "transcripts/Nurses one.txt").is_file()
    study.undo(entry=undone.id)
    assert list_said(study) == SAID
    assert len(study.memos()) == 4


def test_reimport_with_new_guids_adds_nothing_twice(study: Study) -> None:
    study.import_project(save(study, nurses()))
    codebook = (study.root / "codebooks/codebook.yaml").read_text()
    people = (study.root / "participants.csv").read_text()
    outcome = study.import_project(save(study, with_new_guids(nurses()), "again.hm"))
    assert (outcome.facts["codings"], outcome.facts["repeated"]) == (0, 5)
    assert outcome.facts["entry"] == 0
    assert list_said(study) == SAID
    assert len(study.memos()) == 4
    assert (study.root / "codebooks/codebook.yaml").read_text() == codebook
    assert (study.root / "participants.csv").read_text() == people
    assert len(study.transcripts()) == 1


def test_newer_export_brings_what_is_new(study: Study) -> None:
    study.import_project(save(study, nurses()))
    project = with_new_guids(nurses())
    guids = {code.name: code.guid for code in project.codes}
    [kim, _] = project.users
    more = select(TALK, "How is it at work?", (guids["Tools"], kim.guid), guid="more")
    source = replace(project.sources[0], selections=(*project.sources[0].selections[1:], more))
    newer = replace(project, sources=(source, *project.sources[1:]))
    outcome = study.import_project(save(study, newer, "newer.hm"))
    assert outcome.facts["codings"] == 1
    assert outcome.facts["absent"] == 2
    assert ("Kim", "tools", 1, "How is it at work?") in list_said(study)
    assert len(study.codings()) == 6


def test_what_was_taken_back_here_is_not_brought_again(study: Study) -> None:
    study.import_project(save(study, nurses()))
    [first] = study.codings(coders=["Lee"], codes=["tools"])
    study.marking("Lee").withdraw(first.id)
    outcome = study.import_project(save(study, with_new_guids(nurses()), "again.hm"))
    assert outcome.facts["withdrawn"] == 1
    assert not study.codings(coders=["Lee"], codes=["tools"])


def test_coders_have_read_the_texts_they_coded(study: Study) -> None:
    study.import_project(save(study, nurses()))
    [row] = [each for each in study.agreement("Kim", "Lee") if each.code == "alone"]
    assert (row.n, row.both, row.neither) == (3, 1, 2)  # three turns are participants'
    other = Study.init(study.root.parent / "other") and Study.open(study.root.parent / "other")
    other.import_project(save(study, nurses()), read="passages")
    assert [each.n for each in other.agreement("Kim", "Lee") if each.code == "alone"] == [1]


def test_codings_without_a_user_need_a_name(study: Study) -> None:
    selection = select(TALK, "They never judge me.", ("tools", ""))
    source = replace(nurses().sources[0], selections=(selection,))
    path = save(study, replace(nurses(), users=(), sources=(source,)))
    with pytest.raises(StudyError, match="whose its codings are"):
        study.import_project(path)
    assert not (study.root / "imported").exists()
    [told] = [e for e in study.import_project(path, dry_run=True).problems if "whose" in e.what]
    assert "--as-coder" in told.hint
    study.import_project(path, as_coder="Noa")
    assert list_said(study) == [("Noa", "tools", 5, "They never judge me.")]


def test_quotes_without_a_place_are_found_or_told(study: Study) -> None:
    source = replace(nurses().sources[0], selections=())
    quoted = [
        ("They  never judge\nme.", "tools"), ("talk", "ties"), ("Nobody said this.", "ties"),
        ("The coffee is good.\nBen: We talk", "alone"),
    ]  # fmt: skip
    selections = tuple(
        replace(select("x", "x", (code, "u1"), guid=f"q{n}"), start=None, end=None, quote=quote)
        for n, (quote, code) in enumerate(quoted)
    )
    extracts = replace(source, guid="e", text="", selections=selections)
    project = replace(nurses(), sources=(source, extracts))
    outcome = study.import_project(save(study, project))
    assert list_said(study) == [
        ("Kim", "alone", 2, "The coffee is good."),
        ("Kim", "alone", 3, "We talk"),
        ("Kim", "tools", 5, "They never judge me."),
    ]
    losses = {each.kind: each for each in losses_from_plain(outcome.facts["losses"])}
    assert (losses["selections"].kept, losses["selections"].changed) == (2, 2)
    assert "stand in no transcript" in losses["selections"].why


def test_nothing_half_done_stays_after_a_failure(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from interviewkit.steps.exchanging.projects import bring

    before = {p: p.read_bytes() for p in study.root.rglob("*") if p.is_file()}

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bring, "save_memos", fail)
    with pytest.raises(KeyboardInterrupt):
        study.import_project(save(study, nurses()))
    after = {p: p.read_bytes() for p in study.root.rglob("*") if p.is_file()}
    own = {p: content for p, content in after.items() if not p.name.startswith((".", "study.db"))}
    own = {p: content for p, content in own.items() if ".interviewkit" not in p.parts}
    assert own == before
    assert not study.codings()
    monkeypatch.undo()
    study.import_project(save(study, nurses()))
    assert list_said(study) == SAID


def test_unknown_file_says_which_command_takes_it(study: Study, tmp_path: Path) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n")
    codings = tmp_path / "cod.csv"
    codings.write_text("transcript,turn,code,coder\nx,1,a,b\n")
    for path, hint in ((talk, "interviewkit ingest"), (codings, "interviewkit coding import")):
        with pytest.raises(SourceError, match="no tool that is known") as fault:
            study.import_project(path)
        assert hint in fault.value.hint
    with pytest.raises(SourceError, match="there is no file"):
        study.import_project(tmp_path / "absent.qdpx")


def test_half_a_file_is_called_damaged(study: Study, tmp_path: Path) -> None:
    whole = tmp_path / "whole.qdpx"
    study.import_project(save(study, nurses()))
    study.export(whole)
    content = whole.read_bytes()
    parts = {"half.qdpx": content[:400], "half.docx": content[:400], "words.qdpx": b"Hello"}
    for name, part in {**parts, "nothing.mx22": b"SQLite format 3\0"}.items():
        (tmp_path / name).write_bytes(part)
        with pytest.raises(SourceError, match="damaged or cut off") as fault:
            study.import_project(tmp_path / name)
        assert "export it again" in fault.value.hint


def test_what_is_no_project_says_what_to_do_instead(study: Study, tmp_path: Path) -> None:
    (tmp_path / "empty.qdpx").write_bytes(b"")
    with pytest.raises(SourceError, match="is empty"):
        study.import_project(tmp_path / "empty.qdpx")
    people = tmp_path / "people.csv"
    people.write_text("transcript,speaker,participant\nx,Ana,P1\n")
    sheet = tmp_path / "codings.xlsx"
    study.import_project(save(study, nurses()))
    study.export(sheet)
    (tmp_path / "talks").mkdir()
    hints = {
        people: "[transcripts] participants",
        sheet: "coding import",
        tmp_path / "talks": "interviewkit ingest",
        study.root: "interviewkit export study.qdpx",
        study.root / "study.db": "interviewkit export study.qdpx",
    }
    for path, hint in hints.items():
        with pytest.raises(SourceError, match="no tool that is known") as fault:
            study.import_project(path)
        assert hint in fault.value.hint
        assert "codings-table" not in fault.value.hint


def test_a_codebook_alone_offers_only_its_codes_back(study: Study, tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text("code,definition\nwaiting,Lost time.\n")
    says = study.import_project(tmp_path / "codes.csv").says
    assert "1\u00a0code, no codings" in says[0]
    assert [each for each in says if "review undo" in each] == [
        "to take its codes back: interviewkit review undo 1"
    ]


def test_own_codebook_stays_and_differences_are_told(study: Study) -> None:
    (study.root / "codebooks/codebook.yaml").write_text(
        "name: Mine\ncodes:\n  # mine\n  - id: lonely\n    label: ALONE\n    definition: Mine.\n"
    )
    outcome = study.import_project(save(study, nurses()))
    text = (study.root / "codebooks/codebook.yaml").read_text()
    assert "# mine" in text
    codebook = study.codebook()[0]
    assert codebook.code("lonely").definition == "Mine."
    assert codebook.code_ids == ("lonely", "people", "ties", "tools")
    assert any("defined otherwise" in each.what for each in outcome.problems)
    assert {c.code for c in study.codings(coders=["Lee"])} == {"lonely", "tools"}


def test_transcript_that_is_here_is_not_brought_twice(study: Study) -> None:
    (study.root / "transcripts/talk.txt").write_text(
        TALK.split("\n\n", 1)[1].replace("Ana: ", "Ana:\t")
    )
    study.ingest()
    outcome = study.import_project(save(study, nurses()))
    assert outcome.facts["transcripts"] == []
    assert [row["transcript"] for row in study.transcripts()] == ["talk"]
    assert len(study.codings()) == 5


def test_other_text_of_that_name_gets_another(study: Study) -> None:
    (study.root / "transcripts/Nurses one.txt").write_text("Ana: Quite another talk than that.\n")
    outcome = study.import_project(save(study, nurses()))
    assert outcome.facts["transcripts"] == ["Nurses one (2)"]
    assert (study.root / "transcripts/Nurses one.txt").read_text().startswith("Ana: Quite")


def test_private_copy_is_the_file_itself(study: Study) -> None:
    path = save(study, nurses())
    study.import_project(path)
    copy = study.root / "imported/nurses.hm"
    assert copy.read_bytes() == path.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert study.project("nurses").copy == "imported/nurses.hm"


def test_killed_import_is_settled_by_the_next(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from interviewkit.steps.exchanging.projects import bring

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    before = {p: p.read_bytes() for p in study.root.rglob("*.yaml")}
    monkeypatch.setattr(bring, "save_memos", die)
    monkeypatch.setattr(bring, "put_back_edited", lambda _site: None)  # nobody is left to do it
    with pytest.raises(KeyboardInterrupt):
        study.import_project(save(study, nurses()))
    assert (study.root / "transcripts/Nurses one.txt").is_file()
    monkeypatch.undo()
    study.add_theme("Later", by="Kim")
    assert not (study.root / "transcripts/Nurses one.txt").exists()
    assert not (study.root / "participants.csv").exists()
    assert "alone" not in (study.root / "codebooks/codebook.yaml").read_text()
    assert list(before) == list(study.root.rglob("*.yaml"))
    Study.open(study.root).import_project(save(study, nurses()))
    assert list_said(Study.open(study.root)) == SAID


def test_codes_that_came_are_taken_back_after_codings(study: Study) -> None:
    before = (study.root / "codebooks/codebook.yaml").read_text()
    facts = study.import_project(save(study, nurses())).facts
    with pytest.raises(StudyError, match="people coded by it since"):
        study.undo(entry=facts["codebook_entry"])
    study.undo(entry=facts["entry"])
    study.undo(entry=facts["codebook_entry"])
    assert (study.root / "codebooks/codebook.yaml").read_text() == before


def test_import_is_refused_where_a_memo_was_written_anew(study: Study) -> None:
    entry = study.import_project(save(study, nurses())).facts["entry"]
    [memo] = [each for each in study.memos() if each.coder == "Kim" and each.kind == "code"]
    study.edit_memo(memo.id, "It was chosen.", coder="Kim")
    with pytest.raises(StudyError, match="written anew"):
        study.undo(entry=entry)
    assert list_said(study) == SAID


def test_groups_go_along_when_a_transcript_changes(study: Study) -> None:
    study.import_project(save(study, nurses()))
    talk = study.root / "transcripts/Nurses one.txt"
    talk.write_text(talk.read_text().replace("The coffee is good.", "Well, the coffee is good."))
    outcome = study.ingest()
    assert any("5 of people's codings went with it" in each for each in outcome.says)
    ties = study.codings(codes=["ties"])
    assert [(c.selection, c.passage.quote) for c in ties] == [
        ("x", "the coffee is good."), ("x", "We talk more than ever."),
    ]  # fmt: skip


def test_import_leaves_the_study_in_health(study: Study, tmp_path: Path) -> None:
    study.import_project(save(study, nurses()))
    assert {found.state for found in study.check()} <= {"well", "to do"}
    assert study.damage() is None
    assert study.status()["codings"] == {"Kim": 3, "Lee": 2}
    assert all(step.state for step in study.checklist())
    settled = study.consensus(coders=["Kim", "Lee"])
    assert settled.card().turn.position in (2, 3, 5)


def test_masked_copy_holds_nothing_of_the_project(study: Study, tmp_path: Path) -> None:
    import sqlite3

    from interviewkit.store.masking import mask_database

    study.import_project(save(study, nurses()))
    study.close()
    copy = tmp_path / "copy.db"
    with sqlite3.connect(study.root / "study.db") as source, sqlite3.connect(copy) as target:
        source.backup(target)
    mask_database(copy, [])
    with sqlite3.connect(copy) as masked:
        assert masked.execute("select count(*) from project").fetchone() == (0,)
        assert masked.execute("select distinct selection from coding").fetchall()
    assert b"colleagues" not in copy.read_bytes()


def test_users_of_one_name_are_one_coder_and_known_ones_are_known(study: Study) -> None:
    project = nurses()
    users = (*project.users[:1], replace(project.users[1], name="kim "))
    study.import_project(save(study, replace(project, users=users)))
    assert {coder for coder, *_ in list_said(study)} == {"Kim"}


def test_codings_of_a_machine_stay_out(study: Study) -> None:
    project = nurses()
    users = (*project.users[:1], replace(project.users[1], name="rules (machine)"))
    outcome = study.import_project(save(study, replace(project, users=users)))
    losses = {each.kind: each for each in losses_from_plain(outcome.facts["losses"])}
    assert losses["codings"].dropped == 2
    assert {coder for coder, *_ in list_said(study)} == {"Kim"}


def test_own_people_file_is_only_added_to(study: Study) -> None:
    (study.root / "transcripts/talk.txt").write_text(TALK.split("\n\n", 1)[1])
    text = "transcript,speaker,participant,Age,note\ntalk,Ana,Nurse A,39,calm\n"
    (study.root / "people.csv").write_text(text)
    settings = study.root / "study.toml"
    settings.write_text(
        settings.read_text().replace("[transcripts]", '[transcripts]\nparticipants = "people.csv"')
    )
    study = Study.open(study.root)
    study.ingest()
    outcome = study.import_project(save(study, nurses()))
    rows = (study.root / "people.csv").read_text().splitlines()
    assert rows[0] == "transcript,speaker,participant,Age,note,site"
    assert rows[1] == "talk,Ana,Nurse A,39,calm,North"
    told = [each.what for each in outcome.problems if each.path == "people.csv"]
    assert any("age of Nurse A is '39' here and '41' in the project" in each for each in told)


def test_coding_of_a_whole_text_is_on_all_that_is_said(study: Study) -> None:
    from interviewkit.model.project import ProjectCoding

    source = replace(
        nurses().sources[0], selections=(), codings=(ProjectCoding("w", "ties", "u2"),)
    )
    outcome = study.import_project(save(study, replace(nurses(), sources=(source,))))
    assert [position for _, _, position, _ in list_said(study)] == [1, 2, 3, 4, 5]
    assert (outcome.facts["codings"], outcome.facts["passages"]) == (1, 5)
    losses = {each.kind: each for each in losses_from_plain(outcome.facts["losses"])}
    assert losses["codings of whole sources"].changed == 1
    assert "codings" not in losses


def test_file_without_text_brings_its_codebook(study: Study) -> None:
    project = replace(nurses(), sources=(), cases=(), notes=(), links=(), variables=())
    outcome = study.import_project(save(study, project))
    assert study.codebook()[0].code_ids == ("people", "alone", "ties", "tools")
    undone = study.undo(entry=outcome.facts["codebook_entry"])
    assert undone.act == "undo"


def test_survey_rows_of_that_name_are_told(study: Study) -> None:
    (study.root / "surveys").mkdir(exist_ok=True)
    (study.root / "surveys/s.csv").write_text("id,mood\nAna,3\nZoe,4\n")
    settings = study.root / "study.toml"
    told = '[survey]\nfile = "surveys/s.csv"\nrespondent = "id"'
    settings.write_text(settings.read_text().replace("[survey]", told))
    study = Study.open(study.root)
    outcome = study.import_project(save(study, nurses()))
    assert any("called as a row of the survey is: Ana" in each.what for each in outcome.problems)


def test_quotes_come_in_once_their_texts_are_here(study: Study) -> None:
    quoted = replace(
        select("x", "x", ("tools", "u2"), guid="q", notes=("n-passage",)),
        start=None, end=None, quote="They never judge me.",
    )  # fmt: skip
    extracts = replace(nurses().sources[0], text="", name="talk", selections=(quoted,))
    path = save(study, replace(nurses(), sources=(extracts,), cases=()))
    outcome = study.import_project(path)
    assert any("import the file again" in each.hint for each in outcome.problems)
    assert not list_said(study)
    (study.root / "transcripts/talk.txt").write_text(TALK)
    study.ingest()
    study.import_project(path)
    assert list_said(study) == [("Lee", "tools", 5, "They never judge me.")]
    assert [m.place for m in study.memos() if m.text == "Strong words."] == ["turn:talk#5"]
    assert len(study.projects()) == 2


def test_private_copy_is_never_read_as_a_transcript(study: Study) -> None:
    settings = study.root / "study.toml"
    text = settings.read_text().replace('files = ["transcripts/**/*"]', 'files = ["**/*.hm"]')
    settings.write_text(text)
    study = Study.open(study.root)
    study.import_project(save(study, nurses()))
    assert (study.root / "imported/nurses.hm").is_file()
    assert not any("imported" in each for each in study.waiting_files().new)


def test_what_is_known_of_a_text_reaches_those_who_speak_in_it(
    study: Study, tmp_path: Path
) -> None:
    (study.root / "transcripts/talk.txt").write_text(TALK)
    study.ingest()
    path = tmp_path / "dedoose.csv"
    path.write_text(
        "Media Title,Excerpt Creator,Excerpt Copy,Code: ties Applied,Descriptor: Site\n"
        "talk.docx,Kim,They never judge me.,True,North\n"
    )
    outcome = study.import_project(path)
    losses = {each.kind: each for each in losses_from_plain(outcome.facts["losses"])}
    assert losses["values of variables"].kept == 1
    assert losses["texts"].why == "quotes alone: its transcript is here"
    (table,) = study.root.rglob("participants.csv")
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert {row["speaker"]: row["site"] for row in rows} == {"Ana": "North", "Ben": "North"}
