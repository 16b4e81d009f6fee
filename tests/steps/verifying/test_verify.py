"""Documents held against a small study of six people: report, drafts, and faults by chance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from document_mutations import mutate, open_document
from verify_mutations import list_words, load_evidence, write_text

from builders_languages import CHINESE, talk_study
from interviewkit import Study
from interviewkit.checking.documents.reading import read_document
from interviewkit.checking.verifying import verify_document
from interviewkit.errors import SourceError, StudyError
from interviewkit.model.verification import Verification
from study.example import example_study

FORMATS = ("md", "html", "docx", "txt")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    made = example_study(tmp_path_factory.mktemp("example"))
    made.report(formats=("html", "md", "docx"))
    write_text(made.root / "reports")
    return made


def draft(study: Study, text: str, name: str = "draft.md") -> Verification:
    path = study.root / name
    path.write_text(text, encoding="utf-8")
    return study.verify(path)[0]


def faults(found: Verification) -> Sequence[str]:
    return [each.what for each in found.wrong]


def test_an_untouched_report_has_nothing_wrong(study: Study) -> None:
    written = sorted((study.root / "reports").glob("report*.*"))
    assert len(written) >= len(FORMATS)
    for found in study.verify(*written):
        assert faults(found) == []
        assert found.numbers["bound"] > 50
        assert found.quotes["exact"] >= 4
        assert found.holds


@pytest.mark.parametrize("name", FORMATS)
def test_faults_by_chance_are_caught(name: str, study: Study, tmp_path: Path) -> None:
    evidence = load_evidence(study)
    words, missed = list_words(study, evidence), []
    for seed in range(24):
        document = open_document(study.root / "reports" / f"report.{name}")
        done = mutate(document, words, seed)
        path = document.save(tmp_path / f"report.{name}")
        if verify_document(path.name, read_document(path), evidence).holds:
            missed.append(done)
    assert missed == []


def test_a_report_from_before_recoding_is_stale(study: Study, tmp_path: Path) -> None:
    other = example_study(tmp_path)
    other.report()
    report = other.root / "reports" / "report.md"
    before = report.read_text(encoding="utf-8")
    more = "transcript,turn,code,coder\nMay/freelancers,4,isolation,kim\n"
    (other.root / "more.csv").write_text(more, encoding="utf-8")
    other.import_codings(other.root / "more.csv")
    assert report.read_text(encoding="utf-8") == before
    [found] = other.verify(report)
    assert not found.holds
    assert found.numbers["drifted"] >= 5


def test_a_quote_is_held_against_who_said_it(study: Study) -> None:
    right = draft(study, "“I hardly talk to my colleagues any more.” — Ana")
    wrong = draft(study, "“I hardly talk to my colleagues any more” (Dan).")
    assert right.holds
    assert faults(wrong) == ["a wrong speaker: Dan"]
    assert wrong.wrong[0].study == "Ana said it (April/leaders, turn 2)"


def test_a_speaker_is_of_the_segments_named(study: Study) -> None:
    assert draft(study, "“I hardly talk to my colleagues any more.” — one of the tired").holds
    wrong = draft(study, "“I hardly talk to my colleagues any more.” — one of the fresh")
    assert faults(wrong) == ["the speaker is no part of “fresh”"]


def test_what_nobody_said_is_missing(study: Study) -> None:
    found = draft(study, "Ben said: “The machine has eaten all of my lunch.”")
    assert faults(found) == ["nobody said this"]
    assert found.quotes == {"missing": 1}


def test_words_of_the_study_itself_are_no_quotes(study: Study) -> None:
    found = draft(study, "It means “weaker ties to people at work”. “So be it.”")
    assert found.quotes == {"known": 1, "unchecked": 1}
    assert found.wrong == ()


def test_the_analysts_own_text_is_checked_by_the_findings(study: Study) -> None:
    right = draft(study, "Isolation was voiced by 3 of 6 people, that is 50%.")
    wrong = draft(study, "Isolation was voiced by 80% of all. “It never judges me.”")
    assert right.holds
    assert not wrong.numbers.get("bound")


def test_nothing_checked_is_no_success(study: Study) -> None:
    found = draft(study, "The weather was fine.", "empty.txt")
    assert (found.checked, found.holds, found.wrong) == (0, False, ())


def test_other_scripts_are_checked(tmp_path: Path) -> None:
    study = talk_study(tmp_path, CHINESE)
    assert draft(study, "有人说：「比起老板，我更相信它。」").holds
    changed = draft(study, "有人说：「比起老师，我更相信它。」")
    assert faults(changed) == ["other words than were said: “师” for “板”"]


def test_a_study_without_material_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text('[study]\nname = "S"\n', encoding="utf-8")
    with pytest.raises(StudyError, match="nothing to hold a document against"):
        draft(Study.open(tmp_path), "8 of 10")


def test_a_document_that_is_not_there_is_told(study: Study) -> None:
    with pytest.raises(SourceError, match="there is no file"):
        study.verify(study.root / "gone.md")


def test_what_researchers_wrote_into_the_report_is_read_for_sense(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    wrong = "Because of AI, 67% of the tired voiced bonds."
    study.infer("bonds", fit="confirms", text=wrong, author="kim")
    study.report()
    found = study.verify(*sorted((tmp_path / "reports").glob("*.md")))
    assert "a cause claimed for an association" in {what for each in found for what in faults(each)}
