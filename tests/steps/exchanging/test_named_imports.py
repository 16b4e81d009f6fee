"""Files of codings that study.toml names: in once, anew where they changed, out where undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import review_study, standing
from interviewkit import Study
from interviewkit.errors import InterviewkitError
from interviewkit.model import ChecklistStep
from interviewkit.store.database import Store

HEAD = "transcript,turn,quote,code,coder\n"
EVA = HEAD + "talk,2,hardly talk,isolation,eva\ntalk,4,,,eva\n"
DAN = HEAD + "talk,2,hardly talk,isolation,dan\ntalk,6,,trust,dan\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    root = review_study(tmp_path / "study").root
    with (root / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[coding]\nimport = ["codings/*.csv"]\n')
    write(root, "eva", EVA)
    write(root, "dan", DAN)
    return Study.open(root)


def write(root: Path, name: str, text: str) -> None:
    (root / "codings").mkdir(exist_ok=True)
    (root / "codings" / f"{name}.csv").write_text(text, "utf-8")


def read(study: Study, name: str) -> list[int]:
    """The positions of the turns that somebody has read."""
    with Store(study.root / "study.db").reading() as shelves:
        ids = shelves.coverage.of(name)
        return sorted(t.position for t in shelves.transcripts.turns() if t.id in ids)


def step(study: Study) -> ChecklistStep:
    return next(each for each in study.checklist() if each.key == "codings")


def test_named_files_come_in_once(study: Study) -> None:
    done = study.import_named()
    assert [line.replace("\xa0", " ") for line in done.says[:5]] == [
        "2 files of codings",
        "codings/dan.csv: 2 codings by dan in 2 turns read",
        "to take all of it back: interviewkit review undo 1",
        "codings/eva.csv: 1 codings by eva in 2 turns read",
        "to take all of it back: interviewkit review undo 2",
    ]
    assert done.problems == ()
    before = (standing(study, "eva"), standing(study, "dan"), study.mark())
    assert not (again := study.import_named()).did
    assert again.says == ("nothing new: 2\xa0files of codings",)
    assert (standing(study, "eva"), standing(study, "dan"), study.mark()) == before


def test_run_takes_them_in_before_it_codes(study: Study) -> None:
    text = (
        (study.root / "study.toml").read_text("utf-8").replace("[coding]", "[coding]\ncoders = []")
    )
    (study.root / "study.toml").write_text(text, "utf-8")
    study = Study.open(study.root)
    assert [each.verb for each in study.run()] == ["ingest", "import", "code", "report"]
    assert [(each.verb, each.did) for each in study.run()] == [
        (verb, False) for verb in ("ingest", "import", "code", "report")
    ]


def test_a_changed_file_takes_the_place_of_what_it_was(study: Study) -> None:
    study.import_named()
    write(
        study.root,
        "dan",
        HEAD + "talk,2,hardly talk,isolation,dan\ntalk,8,Nobody calls,isolation,dan\n",
    )
    said = study.import_named().says[1].replace("\xa0", " ")
    assert said == (
        "codings/dan.csv has changed: 1 codings by dan in 2 turns read; "
        "1 that it says no more are withdrawn"
    )
    assert [row[0] for row in standing(study, "dan")] == [2, 8]
    assert read(study, "dan") == [2, 8]
    write(study.root, "dan", DAN)
    study.import_named()
    assert [row[:2] for row in standing(study, "dan")] == [(2, "isolation"), (6, "trust")]
    assert read(study, "dan") == [2, 6]


def test_what_a_person_took_back_is_not_brought_again(study: Study) -> None:
    study.import_named()
    desk = study.marking("dan")
    [gone, _] = study.codings(coders=["dan"])
    desk.withdraw(gone.id or 0)
    desk.unread([turn.id or 0 for turn in study.transcript("talk").turns if turn.position == 6])
    study.marking("eva").code(gone.passage.turn.id or 0, (0, 6), "trust")
    write(study.root, "dan", DAN + "talk,8,Nobody calls,isolation,dan\n")
    write(study.root, "eva", EVA + "talk,8,Nobody calls,isolation,eva\n")
    study.import_named()
    assert [row[:2] for row in standing(study, "dan")] == [(6, "trust"), (8, "isolation")]
    assert read(study, "dan") == [2, 8]
    assert sorted(row[:2] for row in standing(study, "eva")) == [
        (2, "isolation"), (2, "trust"), (8, "isolation"),
    ]  # fmt: skip


def test_an_import_that_was_undone_stays_out(study: Study) -> None:
    study.import_named()
    study.undo(entry=1)
    says = [line.replace("\xa0", " ") for line in study.import_named().says]
    assert says == [
        "nothing new: 2 files of codings",
        "codings/dan.csv was taken back and stays out until it changes",
    ]
    assert standing(study, "dan") == []
    assert (step(study).state, step(study).says[-1]) == ("may", "codings/dan.csv: taken back")
    write(study.root, "dan", DAN + "talk,8,,,dan\n")
    study.import_named()
    assert [row[0] for row in standing(study, "dan")] == [2, 6]


def test_a_newer_version_of_a_file_is_undone_whole(study: Study) -> None:
    study.import_named()
    before = (standing(study, "dan"), read(study, "dan"))
    write(study.root, "dan", HEAD + "talk,8,Nobody calls,isolation,dan\n")
    entry = study.import_named().facts["files"]["codings/dan.csv"]["entry"]  # type: ignore[index]
    after = (standing(study, "dan"), read(study, "dan"))
    with pytest.raises(InterviewkitError, match="rests on codings of that import"):
        study.undo(entry=1)
    undone = study.undo(entry=entry)
    assert (standing(study, "dan"), read(study, "dan")) == before
    study.undo(entry=undone.id)
    assert (standing(study, "dan"), read(study, "dan")) == after
    study.undo(entry=entry)
    study.undo(entry=1)
    assert (standing(study, "dan"), read(study, "dan")) == ([], [])


def test_faults_are_told_and_the_good_part_is_kept(study: Study) -> None:
    write(study.root, "dan", DAN + "talk,4,,tust,dan\nlater,2,,trust,dan\n")
    write(study.root, "eva", "quote\nhardly talk\n")
    done = study.import_named()
    told = {(each.path, each.line): each for each in done.problems}
    assert "the codebook has no code 'tust'" in told["codings/dan.csv", 4].what
    assert "there is no transcript 'later'" in told["codings/dan.csv", 5].what
    assert told["codings/eva.csv", 0].fatal
    assert len(standing(study, "dan")) == 2
    assert "codings/eva.csv: new" in step(study).says
    write(study.root, "eva", EVA)
    study.import_named()
    assert study.import_named().says[1].replace("\xa0", " ") == (
        "codings/dan.csv: 2 rows left out, as before"
    )


def test_rows_left_out_come_in_once_they_fit(study: Study) -> None:
    write(study.root, "dan", DAN + "later,2,,trust,dan\n")
    study.import_named()
    later = "Moderator: And now?\nAna: I rely on it.\n"
    (study.root / "transcripts/later.txt").write_text(later, "utf-8")
    assert not study.import_named().did
    study.ingest()
    assert step(study).state == "next"
    study.import_named()
    assert len(standing(study, "dan")) == 3
    assert step(study).state == "done"


def test_a_column_of_chances_makes_an_audit(study: Study) -> None:
    rows = "transcript,turn,code,coder,chance\ntalk,2,isolation,dan,0.25\ntalk,4,,dan,0.25\n"
    write(study.root, "dan", rows)
    done = study.import_named()
    assert "an audit of 2 turns" in done.says[1]
    assert set(study.audited("isolation").values()) == {0.25}


def test_a_pattern_without_files_is_told(study: Study) -> None:
    for file in (study.root / "codings").iterdir():
        file.unlink()
    [problem] = study.import_named().problems
    assert problem.what == "[coding] import: no file fits 'codings/*.csv'"


def test_what_leads_out_of_the_study_is_refused(study: Study) -> None:
    path = study.root / "study.toml"
    path.write_text(path.read_text("utf-8").replace("codings/", "../codings/"), "utf-8")
    with pytest.raises(InterviewkitError, match=r"\[coding\] import: .* is not below the study"):
        Study.open(study.root).import_named()


def test_named_files_are_never_written_over(study: Study) -> None:
    study.import_named()
    with pytest.raises(InterviewkitError, match="codings of this study and is never written over"):
        study.export_codings(study.root / "codings/dan.csv")
    with pytest.raises(InterviewkitError, match=r"would be read as codings, by \[coding\] import"):
        study.export_codings(study.root / "codings/new.csv")
    assert (study.root / "codings/dan.csv").read_text("utf-8") == DAN
