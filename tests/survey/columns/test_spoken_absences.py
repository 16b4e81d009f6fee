"""Value labels of SPSS and Stata that say "no answer" without being declared missing."""

from __future__ import annotations

from interviewkit.survey.columns.coded import label_cells
from interviewkit.survey.columns.spoken_absences import remove_absences
from interviewkit.survey.files.contract import ColumnFacts

AGREE = (("1", "Disagree"), ("2", "Neutral"), ("3", "Agree"))


def test_an_undeclared_dont_know_is_not_the_top_of_a_scale() -> None:
    about = ColumnFacts(labels=(*AGREE, ("8", "Don't know"), ("9", "Refused")))
    coded, told = remove_absences(label_cells(["1", "3", "8", "9", None], about), about)
    assert (coded.kind, coded.levels, coded.codes) == (
        "ordinal", ("Disagree", "Neutral", "Agree"), ("1", "2", "3"),
    )  # fmt: skip
    assert coded.cells == ["Disagree", "Agree", None, None, None]
    assert dict(told) == {"Don't know (8)": 1, "Refused (9)": 1}


def test_labelled_exceptions_among_numbers_are_missing() -> None:
    about = ColumnFacts(labels=(("98", "Refused"), ("99", "Don't know")))
    coded, told = remove_absences(label_cells(["31", "42", "98"], about), about)
    assert coded.cells == ["31", "42", None]
    assert dict(told) == {"Refused (98)": 1}


def test_a_nominal_variable_keeps_all_its_labels() -> None:
    about = ColumnFacts(labels=(("1", "Red"), ("2", "Blue"), ("9", "Don't know")))
    coded, told = remove_absences(label_cells(["1", "9"], about), about)
    assert coded.cells == ["Red", "Don't know"]
    assert not told
