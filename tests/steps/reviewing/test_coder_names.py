"""Whom a typed name means: the known coder, somebody new, or a slip that is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import review_study
from interviewkit import Study
from interviewkit.errors import NewCoderError, StudyError
from interviewkit.steps.reviewing.coder_names import find_nearest_name, match_known_name


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = review_study(tmp_path / "study")
    study.assign(["ana", "Jürgen Öz"], turns=2, overlap=0)
    return study


def given(study: Study, *names: str, **more: bool) -> dict[str, int]:
    return study.assign(list(names), turns=1, overlap=0, **more).facts["given"]  # type: ignore[return-value]


@pytest.mark.parametrize(
    "typed", ["Ana", " ANA ", "ａｎａ", "a na", "JÜRGEN ÖZ", "Ju\u0308rgen  O\u0308z", "jürgenöz"]
)
def test_names_that_differ_by_case_or_blanks_are_one(study: Study, typed: str) -> None:
    (name,) = given(study, typed)
    assert name in ("ana", "Jürgen Öz")


@pytest.mark.parametrize(
    ("typed", "like"), [("anna", "ana"), ("aan", "ana"), ("Jürgen Özz", "Jürgen Öz")]
)
def test_a_name_much_like_a_known_one_is_refused(study: Study, typed: str, like: str) -> None:
    with pytest.raises(NewCoderError) as fault:
        given(study, typed)
    assert fault.value.like == like
    assert "--new-coder" in fault.value.hint
    assert given(study, typed, new_coder=True) == {typed: 1}
    assert given(study, typed) == {typed: 1}  # known now, and asked about no more


def test_a_name_like_none_is_simply_told(study: Study) -> None:
    outcome = study.assign(["ben"], turns=1, overlap=0)
    assert "'ben' is a new coder here (known: ana, Jürgen Öz)" in outcome.says


def test_the_first_coders_of_a_study_are_asked_nothing(tmp_path: Path) -> None:
    study = review_study(tmp_path / "study")
    outcome = study.assign(["ana", "anna", "Ana"], turns=2, overlap=0)
    assert list(outcome.facts["given"]) == ["ana", "anna"]  # type: ignore[call-overload]
    assert not any("new coder" in each for each in outcome.says)


@pytest.mark.parametrize("name", ["Rules", "MACHINE", "Consensus", "", "a,b", "a\nb\x1b"])
def test_no_person_goes_by_a_machine_name(study: Study, name: str) -> None:
    with pytest.raises(StudyError):
        given(study, name)


def test_coders_told_apart_by_figures_are_no_slips() -> None:
    assert find_nearest_name("coder2", ["coder1"]) == ""
    assert find_nearest_name("b", ["a"]) == find_nearest_name("bo", ["jo"]) == ""
    assert find_nearest_name("codre1", ["coder1"]) == "coder1"
    assert find_nearest_name("bne", ["ana", "ben"]) == "ben"
    assert match_known_name("BEN", ["ana", "ben"]) == "ben"


def test_imported_coders_go_by_the_names_they_have_here(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text(
        "transcript,turn,code,coder\ntalk,2,isolation,ANA\ntalk,2,isolation,ana\ntalk,4,,Cleo\n",
        "utf-8",
    )
    outcome = study.import_codings(file)
    assert outcome.facts["coders"] == {"ana": 1}
    told = " ".join(each.what for each in outcome.problems)
    assert "'ANA' is taken for the coder 'ana'" in told
    assert "'Cleo' is a new coder" in told
    file.write_text("transcript,turn,code\ntalk,2,isolation\n", "utf-8")
    with pytest.raises(NewCoderError):
        study.import_codings(file, coder="anna")
