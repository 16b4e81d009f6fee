"""A study leaves as a project and comes back as the same study."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from click.testing import CliRunner

from builders_tiers import textgrid
from interviewkit import Study
from interviewkit.cli.main import main
from study.example import example_study

PEOPLE = ("kim", "lee", "Kim", "Lee")


def list_said(study: Study) -> list[tuple[object, ...]]:
    labels = {code.id: code.label for code in study.codebook()[0].codes}
    return sorted(
        (c.coder, labels[c.code], c.polarity, *c.passage.place)
        for c in study.codings()
        if c.holds and c.coder in PEOPLE
    )


def leave(study: Study, path: Path) -> Path:
    done = CliRunner().invoke(main, ["export", str(path), "--study", str(study.root)])
    assert done.exit_code == 0, done.output
    return path


def test_own_project_comes_back_the_same(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    study = example_study(tmp_path / "one")
    turn = study.transcript("April/leaders").turns[2]
    study.marking("kim").code(turn.id or 0, (8, 31), "isolation", polarity="-")
    study.write_memo("code:isolation", "Is it chosen?", coder="kim")
    study.write_memo("April/leaders#2", "Strong.", coder="lee", quote="hardly talk")
    study.write_memo("person:Ana", "Quiet.", coder="kim")
    Study.init(tmp_path / "two")
    back = Study.open(tmp_path / "two")
    back.import_project(leave(study, tmp_path / "one.qdpx"))
    assert list_said(back) == list_said(study)
    assert any(polarity == "-" for _, _, polarity, *_ in list_said(back))
    meant = [
        [(c.label, c.definition, c.include, c.exclude, c.polarity) for c in s.codebook()[0].codes]
        for s in (study, back)
    ]
    assert meant[0] == meant[1]
    themes = [[(t.label, t.definition) for t in s.codebook()[0].themes] for s in (study, back)]
    assert themes[0] == themes[1]
    said = [sorted((m.coder, m.text, m.quote, m.kind) for m in s.memos()) for s in (study, back)]
    assert said[0] == said[1]
    people = [
        sorted((row["participant"], row["role"]) for row in s.participants()) for s in (study, back)
    ]
    assert people[0] == people[1]
    places = [
        [(t["transcript"], t["wave"], t["group"]) for t in s.transcripts()] for s in (study, back)
    ]
    assert places[0] == places[1]


def test_own_project_changes_nothing_at_home(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    study = example_study(tmp_path / "one")
    before = list_said(study)
    files = {p: p.read_bytes() for p in study.root.rglob("*.yaml")}
    outcome = study.import_project(leave(study, tmp_path / "one.qdpx"))
    assert outcome.facts["codings"] == 0
    assert outcome.facts["transcripts"] == []
    assert outcome.facts["codes"] == []
    assert list_said(study) == before
    assert {p: p.read_bytes() for p in files} == files


def test_group_over_turns_leaves_as_one_and_comes_back(tmp_path: Path) -> None:
    import handmade_reader
    from builders_projects import as_file, nurses

    Study.init(tmp_path / "one")
    study = Study.open(tmp_path / "one")
    with handmade_reader.plugged():
        study.import_project(handmade_reader.write(tmp_path / "n.hm", as_file(nurses())))
    Study.init(tmp_path / "two")
    back = Study.open(tmp_path / "two")
    outcome = back.import_project(leave(study, tmp_path / "n.qdpx"))
    assert list_said(back) == list_said(study)
    assert (outcome.facts["codings"], outcome.facts["passages"]) == (4, 5)


def test_a_talk_of_single_words_is_known_again(tmp_path: Path) -> None:
    Study.init(tmp_path / "one")
    study = Study.open(tmp_path / "one")
    ana, ben = ("Ana", [(0, 1.23456, "yes"), (1.23456, 4, "")]), ("Ben", [(2.34567, 4, "no")])
    (study.root / "transcripts" / "words.TextGrid").write_text(textgrid(ana, ben), "utf-8")
    study.ingest()
    study.import_project(leave(study, tmp_path / "one.qdpx"))
    assert [each["transcript"] for each in study.transcripts()] == ["words"]


def test_a_code_renamed_elsewhere_is_known_by_its_guid(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    study = example_study(tmp_path / "one")
    text = leave(study, tmp_path / "one.qdc").read_text("utf-8").partition("<?interviewkit")[0]
    (tmp_path / "again.qdc").write_text(text.replace('"Isolation"', '"Loneliness"'), "utf-8")
    outcome = study.import_project(tmp_path / "again.qdc")
    assert outcome.facts["codes"] == []
    assert study.codebook()[0].code_ids == ("isolation", "neutrality")


def test_several_themes_come_into_a_study_without_codebook(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    study = example_study(tmp_path / "one")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "study.toml").write_text("", "utf-8")
    back = Study.open(tmp_path / "two")
    back.import_project(leave(study, tmp_path / "one.qdc"))
    assert [theme.id for theme in back.codebook()[0].themes] == ["bonds", "tools"]


def test_a_memo_on_a_coding_comes_back_to_it(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    study = example_study(tmp_path / "one")
    turn = "April/leaders#2"
    whole = study.transcript("April/leaders").turns[1].text
    kept = [
        ("His own.", {"quote": whole, "code": "isolation", "coder": "lee"}),
        ("Another's.", {"quote": whole, "code": "isolation", "coder": "mia", "new_coder": True}),
        ("Nobody coded that.", {"quote": "hardly talk", "code": "neutrality", "coder": "kim"}),
        ("Of the turn.", {"coder": "kim"}),
        ("Of a code in the turn.", {"code": "isolation", "coder": "kim"}),
        ("Of all its words.", {"quote": whole, "coder": "kim"}),
    ]
    for text, how in kept:
        study.write_memo(turn, text, **how)  # type: ignore[arg-type]
    file = leave(study, tmp_path / "one.qdpx")
    with zipfile.ZipFile(file) as archive:
        xml = archive.read("project.qde").decode()
    assert len(re.findall(r"<CodeRef [^>]*/>\s*<NoteRef", xml)) == 2
    Study.init(tmp_path / "two")
    back = Study.open(tmp_path / "two")
    back.import_project(file)
    said = [
        {(m.text, m.coder, m.at, m.kind, m.code, m.span, m.about) for m in s.memos()}
        for s in (study, back)
    ]
    assert said[0] == said[1]
    assert list_said(back) == list_said(study)
