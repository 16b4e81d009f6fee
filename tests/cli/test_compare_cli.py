"""``compare``: waves, cohorts and segments beside each other, and what cannot be compared."""

from __future__ import annotations

import csv
import io
import json
import math
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from scipy.stats import norm

from builders import read_reports
from builders_waves import LOAD, NOTHING, REST, ROUNDS, TOML, waves_study
from interviewkit.cli import main


def call(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def compared(study: Path, *more: str) -> Any:
    result = call("compare", "--study", str(study), "--format", "json", *more)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(study: Path, *more: str) -> str:
    result = call("compare", "--study", str(study), *more)
    assert result.exit_code == 1, result.output
    assert "Hint:" in result.stderr
    return result.stderr


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return waves_study(tmp_path_factory.mktemp("panel"))


def test_a_panel_is_known_by_its_ids(panel: Path) -> None:
    [step] = compared(panel)["steps"]
    assert step["design"]["kind"] == "panel"
    assert step["design"]["both"] == 12
    rest = next(each for each in step["themes"] if each["of"] == "rest")
    assert (rest["kept"], rest["dropped"], rest["taken_up"], rest["neither"]) == (0, 9, 2, 1)
    assert rest["dropped_by"] == [f"P{i:02}" for i in range(9)]
    assert rest["test"] == "t test, people held against themselves"
    # McNemar's chi-squared of 9 against 2 is 4.45, p .035; its exact mid-p .039.
    assert rest["p"] == pytest.approx(0.039, abs=0.01)
    load, craft = step["themes"][1:]
    assert load["p"] < 0.002
    # Rest and load from wave to wave, and by age; nobody voiced craft, few are not tired: no test.
    assert (load["family"], load["family_tests"]) == ("all questions of the study", 4)
    assert load["p_adjusted"] == pytest.approx(4 * load["p"])
    assert load["simultaneous"]["low"] > 0
    assert (load["of"], craft["of"], craft["p"], craft["test"]) == ("load", "craft", None, "")
    assert craft["interval"]["high"] > 0.15


def test_the_survey_is_paired_too(panel: Path) -> None:
    [step] = compared(panel)["steps"]
    assert step["answers_design"]["kind"] == "panel"
    answers = {(each["of"], each["level"]): each for each in step["answers"]}
    assert set(answers) == {("tired", "yes"), ("hours", ""), ("mood", "low"), ("mood", "high")}
    assert answers["tired", "yes"]["after"]["value"] == pytest.approx(0.75)
    assert answers["hours", ""]["difference"] == pytest.approx(3.5)


def test_a_role_that_changes_is_said(panel: Path) -> None:
    assert any("another role in another wave (P03)" in n for n in compared(panel)["notes"])


@pytest.mark.parametrize(
    "show",
    ["themes", "who", "answers", "moves", "saturation", "pairs", "codebook", "topics", "matches"],
)
def test_every_table_has_a_csv(panel: Path, show: str) -> None:
    result = call("compare", "--study", str(panel), "--show", show, "--format", "csv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == {
        "themes": 3,
        "who": 21,
        "answers": 4,
        "moves": 3,
        "saturation": 24,
        "pairs": 1,
    }.get(show, 0)


def test_the_overview_reads(panel: Path) -> None:
    shown = call("compare", "--study", str(panel), "--waves", "2024,2025").stdout
    assert "2024 → 2025: a panel of 12 people, told by their ids" in shown
    assert "p by t test, people held against themselves; adjusted by Holm over 4 tests" in shown
    assert "Saturation (base 4, run 2, at most 5% new; Guest, Namey and Chen 2020) was" in shown


def test_other_people_are_a_repeated_cross_section(tmp_path: Path) -> None:
    rounds = {
        "2024": {f"A{i}": (REST,) for i in range(6)},
        "2025": {f"B{i}": (LOAD,) for i in range(6)},
    }
    [step] = compared(waves_study(tmp_path, rounds))["steps"]
    assert step["design"]["kind"] == "repeated cross-section"
    rest = next(each for each in step["themes"] if each["of"] == "rest")
    assert rest["p"] == pytest.approx(2 * norm.sf(math.sqrt(12 * 11 / 12)))  # chi-squared of 12
    assert rest["difference"] == -1.0
    assert rest["in_both"] if "in_both" in rest else rest["kept"] == 0


def test_what_is_mixed_is_said(tmp_path: Path) -> None:
    rounds = {
        "2024": {f"P{i}": (REST,) for i in range(6)},
        "2025": {f"P{i}": (LOAD,) for i in range(3, 9)},
    }
    study = waves_study(tmp_path, rounds)
    [step] = compared(study)["steps"]
    design = step["design"]
    assert (design["kind"], design["both"], design["only_before"], design["only_after"]) == (
        "mixed", 3, 3, 3,
    )  # fmt: skip
    assert "mixed, 3 people on both sides" in call("compare", "--study", str(study)).stdout


def test_three_waves_go_step_by_step_and_from_end_to_end(tmp_path: Path) -> None:
    rounds = {**ROUNDS, "2026": {f"P{i:02}": (NOTHING,) for i in range(12)}}
    found = compared(waves_study(tmp_path, rounds), "--waves", "2024,2025,2026")
    steps = [(step["before"], step["after"]) for step in found["steps"]]
    assert steps == [("2024", "2025"), ("2025", "2026"), ("2024", "2026")]
    assert any("the survey has nobody in 2026" in note for note in found["notes"])


def test_segments_are_two_sets_of_people(panel: Path) -> None:
    found = compared(panel, "--segments", "young,old")
    [step] = found["steps"]
    assert (step["design"]["only_before"], step["design"]["only_after"]) == (5, 7)
    alone = compared(panel, "--segments", "young")
    assert [side["name"] for side in alone["sides"]] == ["young", "everyone else"]
    assert alone["steps"][0]["themes"][0]["p"] == step["themes"][0]["p"]


def test_people_who_give_one_respondent_are_one_person(tmp_path: Path) -> None:
    rounds = {"2024": {f"P{i}": (REST,) for i in range(5)}, "2025": {"Q1": (LOAD,), "P0": (LOAD,)}}
    study = waves_study(tmp_path, rounds)
    people = study / "people.csv"
    people.write_text(people.read_text("utf-8").replace("Q1,Q1,r5", "Q1,Q1,r3"), "utf-8")
    call("ingest", "--study", str(study))
    found = compared(study)
    assert found["steps"][0]["design"]["both"] == 2
    assert any("Q1 and P3 give the same respondent" in note for note in found["notes"])


def test_ids_that_differ_in_case_are_said_and_not_joined(tmp_path: Path) -> None:
    rounds = {"2024": {"Pam": (REST,), "P2": (REST,)}, "2025": {"PAM": (LOAD,), "P2": (LOAD,)}}
    study = waves_study(tmp_path, rounds)
    people = study / "people.csv"
    people.write_text("speaker,participant\n", "utf-8")
    call("ingest", "--study", str(study))
    found = compared(study)
    assert found["steps"][0]["design"]["both"] == 1
    assert any("'PAM' and 'Pam' are compared as two people" in note for note in found["notes"])


def test_a_code_that_changed_after_people_coded_is_flagged(tmp_path: Path) -> None:
    study = waves_study(tmp_path)
    book = study / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("Being rested.", "Being well rested."), "utf-8")
    [shift] = compared(study)["codebook"]
    assert (shift["code"], shift["what"]) == ("rest", "changed since it was applied")
    assert "interviewkit review" in shift["hint"]
    assert "interviewkit codebook diff" in shift["hint"]
    (study / "more.csv").write_text(
        f"transcript,turn,quote,code,polarity,coder\n2025/P11,3,{REST},rest,+,ada\n", "utf-8"
    )
    call("coding", "import", str(study / "more.csv"), "--study", str(study))
    shown = call("compare", "--study", str(study)).stdout
    assert "Codes that are not one and the same" in shown


@pytest.mark.parametrize(
    ("asked", "said", "hint"),
    [
        (("--waves", "2024,2052"), "no wave '2052'", "did you mean '2025'"),
        (("--waves", "2024"), "two waves are needed", "2024, 2025"),
        (("--waves", "2024,2024"), "named twice", "two that differ"),
        (("--segments", "young,odl"), "no segment 'odl'", "did you mean 'old'"),
        (("--segments", "young,nobody"), "'nobody' has nobody", "segment list"),
        (
            ("--segments", "young,tired"),
            "overlap: 5 people are in both (P00",
            "--overlap leave-out",
        ),
        (("--cohorts", "a,b"), "no cohort 'a'", "transcript list"),
        (("--waves", "2024,2025", "--segments", "old"), "cannot be compared at once", "one of"),
    ],
)
def test_what_cannot_be_compared_is_told(
    panel: Path, asked: tuple[str, ...], said: str, hint: str
) -> None:
    told = refused(panel, *asked)
    assert said in told
    assert hint in told


def test_those_in_both_segments_are_left_out_when_told(panel: Path) -> None:
    found = compared(panel, "--segments", "old,tired", "--overlap", "leave-out")
    [step] = found["steps"]
    assert step["design"]["both"] == 0
    assert step["answers_design"]["both"] == 0
    told = refused(panel, "--segments", "young,tired", "--overlap", "leave-out")
    assert "all its people are in the other segment too" in told


def test_a_survey_without_waves_is_said(tmp_path: Path) -> None:
    study = waves_study(tmp_path, toml=TOML.replace('wave = "wave"\n', ""))
    found = compared(study)
    assert found["steps"][0]["answers"] == []
    assert any("the survey has no wave" in note for note in found["notes"])


def test_a_survey_that_broke_is_told(tmp_path: Path) -> None:
    study = waves_study(tmp_path)
    (study / "survey.csv").write_text("id,wave\n1,2024\n", "utf-8")
    assert "the survey changed since it was linked" in call("compare", "--study", str(study)).stdout
    toml = study / "study.toml"  # read otherwise than it was linked, it has to be read again
    toml.write_text(toml.read_text("utf-8").replace("[survey]", '[survey]\nids = "alike"'), "utf-8")
    assert "the survey cannot be used" in refused(study)


def test_a_study_of_one_wave_has_nothing_to_compare(tmp_path: Path) -> None:
    study = waves_study(tmp_path, {"2024": ROUNDS["2024"]})
    assert "two waves are needed to compare" in refused(study)


def test_uncoded_speech_is_no_finding(tmp_path: Path) -> None:
    study = waves_study(tmp_path)
    for each in study.glob("study.db*"):
        each.unlink()
    call("ingest", "--study", str(study))
    found = compared(study)
    assert found["steps"][0]["themes"] == []
    assert found["steps"][0]["design"]["kind"] == "panel"
    assert any("nothing is coded yet" in note for note in found["notes"])


def test_what_nobody_has_read_is_said(tmp_path: Path) -> None:
    study = waves_study(tmp_path)
    for each in study.glob("study.db*"):
        each.unlink()
    call("ingest", "--study", str(study))
    rows = (study / "ada.csv").read_text("utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("2025/P00")]
    (study / "ada.csv").write_text("\n".join(kept) + "\n", "utf-8")
    call("coding", "import", str(study / "ada.csv"), "--study", str(study))
    found = compared(study)
    assert any("of the turns of 2025 were read by no coder" in note for note in found["notes"])
    assert found["sides"][1]["people"] == 11
    assert found["steps"][0]["design"]["kind"] == "mixed"


def test_topics_of_too_little_speech_are_refused(panel: Path) -> None:
    assert "needs at least 40 turns of enough words" in refused(panel, "--topics")


def test_the_report_has_the_waves(panel: Path) -> None:
    call("report", "--study", str(panel))
    page = read_reports(panel, "html")
    assert 'id="compare"' in page
    assert 'class="slope up"' in page
    markdown = read_reports(panel)
    assert "## Waves: what changed and what did not" in markdown
    assert "the same 12\u00a0people spoke, so each is compared with themselves" in markdown
    assert "More people voiced load in 2025" in markdown


def test_who_gave_no_answer_is_not_taken_for_everyone_else(tmp_path: Path) -> None:
    folder = waves_study(tmp_path)
    for name, age in (("people.csv", ",{}"), ("survey.csv", ",{},")):  # two without an age
        path = folder / name
        text = path.read_text("utf-8")
        for years in (30, 32):
            text = text.replace(age.format(years), age.format(""))
        path.write_text(text, "utf-8")
    for verb in ("ingest", "link"):
        assert CliRunner().invoke(main, [verb, "--study", str(folder)]).exit_code == 0
    shown = CliRunner().invoke(main, ["compare", "--segments", "old", "--study", str(folder)])
    assert shown.exit_code == 0, shown.output
    assert "of 2 of 12 who spoke it is not known whether they belong to old" in shown.output
    assert "two sets of people, 7 and 3" in shown.output


def test_a_part_alone_is_written_as_in_the_whole(panel: Path) -> None:
    study = str(panel)
    whole = call("compare", "--study", study).stdout.splitlines()
    for part, explained in (("themes", 0), ("answers", 1)):  # what a head means is said once
        alone = call("compare", "--study", study, "--show", part).stdout.splitlines()
        assert len(alone) > 3
        assert len({*alone} - {*whole}) == explained


def test_heads_name_the_level_of_the_study(panel: Path, tmp_path: Path) -> None:
    study = shutil.copytree(panel, tmp_path / "study")
    toml = study / "study.toml"
    toml.write_text(toml.read_text("utf-8") + "\n[inference]\nlevel = 0.9\n", "utf-8")
    said = call("compare", "--study", str(study)).stdout
    assert said.count("90% interval") == 2  # of themes, and of pairs of codes
    assert "95% interval" not in said
