"""Tables for other software: what is written is read back, labels and gaps included."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from interviewkit.errors import StudyError
from interviewkit.exchange.labelled_table import LabelledColumn, shorten_names, write_table

COLUMNS = [
    LabelledColumn("participant", "Participant", ["Ana", "=1+1", None]),
    LabelledColumn("theme-1", "Thème isolé", [1.0, 0.0, math.nan], {0.0: "not voiced", 1.0: "yes"}),
    LabelledColumn("words", "Words", [120, 30, 0]),
    LabelledColumn("rate", "Passages per 1,000 words", [8.25, 0.0, None]),
]


@pytest.mark.parametrize("shape", ["sav", "dta"])
def test_labels_and_gaps_survive_in_spss_and_stata(tmp_path: Path, shape: str) -> None:
    path = tmp_path / f"people.{shape}"
    write_table(path, COLUMNS, shape)
    read = pyreadstat.read_sav if shape == "sav" else pyreadstat.read_dta
    people, meta = read(str(path))
    assert list(people.columns) == ["participant", "theme_1", "words", "rate"]
    assert meta.column_names_to_labels["theme_1"] == "Thème isolé"
    assert meta.variable_value_labels["theme_1"] == {0: "not voiced", 1: "yes"}
    assert people["theme_1"].tolist()[:2] == [1, 0]
    assert math.isnan(people["theme_1"][2])
    assert people["rate"][0] == 8.25
    assert people["participant"][1] == "=1+1"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_text_is_no_formula_in_csv_and_excel(tmp_path: Path) -> None:
    write_table(tmp_path / "p.csv", COLUMNS, "csv")
    write_table(tmp_path / "p.xlsx", COLUMNS, "xlsx")
    assert (tmp_path / "p.csv").read_text("utf-8").splitlines()[2] == "'=1+1,0.0,30,0.0"
    book = pd.read_excel(tmp_path / "p.xlsx", sheet_name=None)
    assert book["people"]["participant"].tolist()[1] == "'=1+1"
    assert book["people"]["words"].tolist() == [120, 30, 0]
    assert book["columns"]["values"].tolist()[1] == "0 = not voiced; 1 = yes"


def test_names_are_made_to_fit_and_stay_different() -> None:
    names = ["1st", "BY", "a-b", "A_B", "x" * 40, "x" * 41, "…"]
    found = shorten_names([LabelledColumn(name, "", []) for name in names], 32)
    assert found[:4] == ["v_1st", "v_BY", "a_b", "A_B_2"]
    assert len({name.lower() for name in found}) == len(names)
    assert max(map(len, found)) <= 32


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_table(tmp_path, COLUMNS, "csv")
    with pytest.raises(StudyError, match=r"the \.sav file cannot be written"):
        write_table(tmp_path, COLUMNS, "sav")
    with pytest.raises(StudyError, match="as 'ods'"):
        write_table(tmp_path / "p.ods", COLUMNS, "ods")


@pytest.mark.parametrize("shape", ["sav", "dta"])
def test_a_long_name_keeps_its_value_labels(tmp_path: Path, shape: str) -> None:
    column = LabelledColumn("satisfied_" * 9, "Satisfied", [1.0, 2.0], {1: "no", 2: "yes"})
    path = tmp_path / f"p.{shape}"
    write_table(path, [column], shape)
    read = pyreadstat.read_sav if shape == "sav" else pyreadstat.read_dta
    _, meta = read(str(path))
    assert list(meta.variable_value_labels.values()) == [{1: "no", 2: "yes"}]
