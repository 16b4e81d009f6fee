"""``coding agreement``, ``disagreements`` and ``confusion``, as typed."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders import SMALL_TOML, small_study
from interviewkit.cli import main

TALKS = {
    f"talk{n}": (
        "Moderator: How is it?\n"
        f"Ana{n}: I hardly talk to my colleagues any more.\n"
        f"Ben{n}: The coffee is good.\n"
    )
    for n in range(1, 7)
}
CODED = {
    "ana": {(n, 2): "isolation" for n in range(1, 6)},
    "ben": {(n, 2): "isolation" for n in range(2, 7)},
    "cleo": {(1, 2): "isolation", (1, 3): "coffee"},
}


def call(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = small_study(tmp_path_factory.mktemp("study"), **TALKS)
    assert call("ingest", "--study", str(folder)).exit_code == 0
    for coder, found in CODED.items():
        lines = ["transcript,turn,code,coder"]
        for n in range(1, 7):
            for position in (2, 3):
                lines.append(f"talk{n},{position},{found.get((n, position), '')},{coder}")
        file = folder / f"{coder}.csv"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        result = call("coding", "import", str(file), "--study", str(folder))
        assert result.exit_code == 0, result.stderr
    return str(folder)


def rows(study: str, *words: str) -> list[dict[str, Any]]:
    result = call("coding", *words, "--study", study, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_agreement_has_every_measure_with_an_interval(study: str) -> None:
    isolation, *_ = rows(study, "agreement", "--coders", "ana,ben")
    assert (isolation["n"], isolation["both"], isolation["found"]) == (12, 4, 6)
    assert isolation["kappa"] == pytest.approx(0.6571, abs=1e-4)
    for name in ("kappa", "alpha", "gwet", "fleiss", "brennan_prediger", "positive"):
        assert isolation[f"{name}_low"] <= isolation[name] <= isolation[f"{name}_high"]


def test_the_same_seed_gives_the_same_intervals(study: str) -> None:
    once, again = (rows(study, "agreement", "--coders", "ana,ben") for _ in range(2))
    assert once == again


def test_three_coders_in_a_table_that_explains_itself(study: str) -> None:
    result = call("coding", "agreement", "--coders", "ana,ben,cleo", "--study", study)
    assert result.exit_code == 0, result.stderr
    assert "on the rest they agree that there is nothing" in result.stdout
    assert "isolation" in result.stdout


def test_each_row_says_what_both_have_read(study: str) -> None:
    for row in rows(study, "agreement", "--coders", "ana,ben"):
        assert (row["coders"], row["between"]) == (["ana", "ben"], "people")
        assert row["pairs"] == [
            {"coders": ["ana", "ben"], "turns_read": [12, 12], "turns_both": 12, "units": 12}
        ]


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Ana and ben share no turn, cleo one with each, and the machine has read everything."""
    toml = SMALL_TOML + '[coding]\ncoders = ["rules"]\n'
    folder = small_study(tmp_path_factory.mktemp("apart"), toml, **TALKS)
    for step in ("ingest", "code"):
        assert call(step, "--study", str(folder)).exit_code == 0
    read = {"ana": (1, 2, 3), "ben": (4, 5, 6), "cleo": (3, 4)}
    lines = ["transcript,turn,code,coder"]
    for coder, talks in read.items():
        for n in talks:
            code = "isolation" if (n, 2) in CODED.get(coder, {}) or n == 4 else ""
            lines += [f"talk{n},2,{code},{coder}", f"talk{n},3,,{coder}"]
    file = folder / "said.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    assert call("coding", "import", str(file), "--study", str(folder)).exit_code == 0
    return str(folder)


def test_people_without_overlap_and_the_machine_give_no_single_kappa(apart: str) -> None:
    found = rows(apart, "agreement", "--coders", "ana,ben,machine")
    assert [(row["coders"], row["between"], row["code"]) for row in found] == [
        (["ana", "ben"], "people", "all codes"),
        (["ana", "machine"], "person and machine", "isolation"),
        (["ana", "machine"], "person and machine", "all codes"),
        (["ben", "machine"], "person and machine", "isolation"),
        (["ben", "machine"], "person and machine", "all codes"),
    ]
    people, _, ana, *_ = found
    assert (people["n"], people["kappa"]) == (0, None)
    assert people["note"] == "ana and ben have read no turn in common"
    assert "review assign --coders ana,ben --turns 50 --overlap 100%" in people["advice"]
    assert people["pairs"][0]["turns_read"] == [6, 6]
    assert "agreement with the machine, which is no intercoder reliability" in ana["note"]
    assert ana["pairs"][0]["turns_both"] == 6


def test_the_table_names_pairs_and_who_they_are(apart: str) -> None:
    told = call("coding", "agreement", "--coders", "ana,ben,machine", "--study", apart).stdout
    assert told.startswith("how far people agree is unknown")
    assert re.search(r"ana and ben +people +0 of 6 and 6 +0 +0 +–", told)
    assert re.search(r"ana and machine +person and machine +6 of 6 and \d+", told)
    assert "agreement with the machine, code by code" in told
    assert "Let them read some of the same turns: interviewkit review assign" in told


def test_a_pool_of_people_says_which_pairs_it_rests_on(apart: str) -> None:
    found = rows(apart, "agreement", "--coders", "ana,ben,cleo,machine")
    isolation, pooled = found[:2]
    assert {*map(tuple, (isolation["coders"], pooled["coders"]))} == {("ana", "ben", "cleo")}
    units = {tuple(each["coders"]): each["units"] for each in pooled["pairs"]}
    assert units == {("ana", "ben"): 0, ("ana", "cleo"): 2, ("ben", "cleo"): 2}
    assert (isolation["n"], pooled["between"]) == (4, "people")
    words = ("coding", "agreement", "--coders", "ana,ben,cleo", "--study", apart)
    told = call(*words).stdout
    assert "agreement between people: ana, ben and cleo" in told
    assert "come from ana and cleo 2, ben and cleo 2" in told
    told = call(*words, "--format", "csv").stdout
    assert "ana and ben: 0 turns read by both, of 6 and 6" in told


def test_a_pool_with_the_machine_is_asked_for_and_named(apart: str) -> None:
    first, *_ = rows(apart, "agreement", "--coders", "ana,ben,machine", "--pool", "all")
    assert (first["between"], first["coders"]) == ("mixed", ["ana", "ben", "machine"])
    words = ("--coders", "ana,ben,machine", "--pool", "all", "--study", apart)
    told = call("coding", "agreement", *words).stdout
    assert "people and machines pooled: ana, ben and machine" in told
    assert "as was asked: this is no intercoder reliability" in told


def test_two_without_overlap_are_told_what_to_do(apart: str) -> None:
    result = call("coding", "agreement", "--coders", "ana,ben", "--study", apart)
    assert result.exit_code == 1
    assert "ana and ben have read no turn in common (turns read: ana 6, ben 6)" in result.stderr
    assert "review assign --coders ana,ben --turns 50 --overlap 100%" in result.stderr


def test_a_reference_keeps_those_who_share_turns_with_it(apart: str) -> None:
    found = rows(apart, "agreement", "--coders", "ana,ben,cleo", "--reference", "ana")
    assert [(row["coder"], row["n"]) for row in found] == [("cleo", 2), ("cleo", 2), ("ben", 0)]
    assert found[-1]["note"].startswith("ben and ana have read no turn in common")


@pytest.mark.parametrize("unit", ["passage", "participant", "character"])
def test_every_unit_over_pairs(apart: str, unit: str) -> None:
    found = rows(apart, "agreement", "--coders", "ana,ben,cleo,machine", "--unit", unit)
    by = {(tuple(row["coders"]), row["kind"]): row for row in found}
    assert by[("ana", "ben"), "pooled"]["n"] == 0
    assert by[("ana", "cleo"), "pooled"]["n"] > 0
    assert {row["unit"] for row in found} == {unit}


def test_a_code_that_the_codebook_no_longer_has_is_named(study: str, tmp_path: Path) -> None:
    copy = tmp_path / "study"
    shutil.copytree(study, copy)
    book = copy / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("id: isolation", "id: solitude"), "utf-8")
    isolation, pooled = rows(str(copy), "agreement", "--coders", "ana,ben")
    assert isolation["note"].startswith("the codebook lacks this code")
    assert isolation["found"] == 6
    assert "ana does not read for solitude, so that is not compared" in pooled["note"]


def test_a_new_code_leaves_the_agreement_on_the_others(study: str, tmp_path: Path) -> None:
    copy = tmp_path / "study"
    shutil.copytree(study, copy)
    book = copy / "codebook.yaml"
    more = "  - id: coffee_break\n    label: Break\n    definition: A break.\n"
    text = book.read_text("utf-8")
    book.write_text(text.replace("codes:\n", f"codes:\n{more}", 1), "utf-8")
    before = rows(study, "agreement", "--coders", "ana,ben")
    after = rows(str(copy), "agreement", "--coders", "ana,ben")
    assert [row["code"] for row in after] == [row["code"] for row in before]
    assert [row["kappa"] for row in after] == [row["kappa"] for row in before]


def test_codings_from_before_a_code_was_changed_are_told(study: str) -> None:
    with sqlite3.connect(Path(study) / "study.db") as database:
        database.execute("update coding set code_version = 'older'")
    isolation, *_ = rows(study, "agreement", "--coders", "ana,ben")
    told = "10 codings were made before the code was changed (ana 5, ben 5)"
    assert told in isolation["note"]


@pytest.mark.parametrize("unit", ["turn", "passage", "participant", "character"])
def test_every_unit(study: str, unit: str) -> None:
    found = rows(study, "agreement", "--coders", "ana,ben", "--unit", unit)
    assert found[0]["unit"] == unit
    assert ("u_alpha" in found[0]) == (unit == "character")


def test_against_a_reference(study: str) -> None:
    [isolation, pooled] = rows(study, "agreement", "--coders", "ana,ben", "--reference", "ana")
    assert isolation["coder"] == "ben"
    assert (isolation["precision"], isolation["recall"]) == (0.8, 0.8)
    assert pooled["right"] == 4


def test_disagreements_with_quotes(study: str) -> None:
    found = rows(study, "disagreements", "--coders", "ana,ben")
    assert [(row["transcript"], row["ana"], row["ben"]) for row in found] == [
        ("talk1", "+", "no"),
        ("talk6", "no", "+"),
    ]
    assert found[0]["marked"] == "ana: I hardly talk to my colleagues any more."
    result = call(
        "coding", "disagreements", "--coders", "ana,ben", "--code", "isolate", "--study", study
    )
    assert result.exit_code == 1
    assert "there is no code 'isolate'" in result.stderr


def test_confusion_is_a_table_of_codes(study: str) -> None:
    isolation, nothing = rows(study, "confusion", "--coders", "ana,ben")
    assert isolation == {"ana \\ ben": "isolation", "isolation": 4, "(nothing)": 1}
    assert nothing["(nothing)"] == 6


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["agreement", "--coders", "ana"], "different names"),
        (["agreement", "--coders", "ana,ana"], "different names"),
        (["agreement", "--coders", "ana,ben", "--measures", "kapa"], "no measure 'kapa'"),
        (["agreement", "--coders", "ana,ben", "--reference", "ana", "--measures", "kappa"], "F1"),
        (["confusion", "--coders", "ana,ben,cleo"], "two names"),
    ],
)
def test_typed_wrong(study: str, words: list[str], said: str) -> None:
    result = call("coding", *words, "--study", study)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_coder_whom_nobody_knows(study: str) -> None:
    result = call("coding", "agreement", "--coders", "ana,bem", "--study", study)
    assert result.exit_code == 1
    assert "there is no coder 'bem'" in result.stderr
    assert "did you mean 'ben'" in result.stderr
