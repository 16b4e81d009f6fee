"""Sides compared where a machine coded: corrected differences, and sides of few people."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import read_reports
from builders_audit import TOML, audit_study, holds, judge, speech
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.findings.comparing.allowances import BY_PEOPLE, BY_TURNS
from interviewkit.model import ComparisonRequest, Inquiry
from interviewkit.model.association import CORRECTED
from interviewkit.store.database import Store
from interviewkit.wording.sentences import describe_false_finds


def true_difference(study: Study, before: set[str], after: set[str]) -> float:
    """Share of people who truly voiced trust: after minus before."""
    with Store(study.root / "study.db").reading() as shelves:
        speaker_of = shelves.people.speaker_of()
        voiced = {speaker_of[turn.id or 0] for turn in speech(shelves) if holds(turn, "trust")}
    return len(voiced & after) / len(after) - len(voiced & before) / len(before)


EVEN = {f"P{i:02}" for i in range(0, 24, 2)}
ODD = {f"P{i:02}" for i in range(1, 24, 2)}


def test_where_everyone_was_judged_the_change_is_the_true_one(tmp_path: Path) -> None:
    study = audit_study(tmp_path, turns=3)
    [step] = study.compare(ComparisonRequest(names=("2024", "2025"))).steps
    assert all(change.corrected is None for change in step.themes)
    study.assign(["ana"], participants=24, overlap=0)
    judge(study, "ana")
    [step] = study.compare(ComparisonRequest(names=("2024", "2025"))).steps
    trust = next(change for change in step.themes if change.of == "trust")
    assert trust.difference == pytest.approx(true_difference(study, EVEN, ODD))
    assert trust.corrected is None  # people have read it all: there is nothing to correct
    assert trust.sensitivity is None


def test_an_audit_of_some_people_corrects_what_is_tested(tmp_path: Path) -> None:
    study = audit_study(tmp_path, turns=3)
    study.assign(["ana"], participants=16, overlap=0)
    judge(study, "ana")
    asked = ["compare", "--segments", "north,south", "--study", str(tmp_path)]
    shown = CliRunner().invoke(main, asked)
    assert shown.exit_code == 0, shown.output
    assert "difference and p allow for what the machine gets wrong" in shown.output
    [step] = study.compare(ComparisonRequest("segment", ("north", "south"))).steps
    north, south = ({f"P{i:02}" for i in half} for half in (range(12), range(12, 24)))
    trust = next(change for change in step.themes if change.of == "trust")
    gap = trust.corrected
    assert gap is not None
    assert trust.test == BY_PEOPLE
    assert (gap.value, gap.interval, gap.p) == (trust.difference, trust.interval, trust.p)
    assert gap.interval.low <= true_difference(study, north, south) <= gap.interval.high
    study.report()
    page = read_reports(tmp_path, "html")
    assert "As coded" in page


def test_an_audit_of_turns_corrects_both_commands_alike(tmp_path: Path) -> None:
    study = audit_study(tmp_path)
    plain = study.associations(Inquiry(segments=("north",))).segments
    for row in plain:  # nothing explains a difference that is none
        assert (row.sensitivity is not None) == (row.tested.done and row.difference.value != 0)
        said = row.sensitivity is not None and describe_false_finds(row.sensitivity) in row.notes
        assert said == (row.sensitivity is not None and abs(row.difference.value) >= 0.05)
    assert judge(study, "ana", queue="random", limit=100) == 100
    [row] = study.associations(Inquiry(of=("trust",), segments=("north",))).segments
    [step] = study.compare(ComparisonRequest("segment", ("north", "south"))).steps
    change = next(each for each in step.themes if each.of == "trust")
    assert row.tested.name == change.test == BY_TURNS
    assert (row.difference.value, row.tested.p) == (change.difference, change.p)
    assert row.rests_on == CORRECTED
    assert row.sensitivity is None
    assert row.coded is not None
    assert any("100 judged turns" in note for note in row.notes)
    assert (row.tested.p < 0.05) == (
        not row.difference.interval.low <= 0 <= row.difference.interval.high
    )


def test_a_side_of_few_people_is_neither_tested_nor_shown_in_the_report(tmp_path: Path) -> None:
    study = audit_study(tmp_path, people=9, turns=3)  # 5 in the first wave, 4 in the second
    [step] = study.compare().steps
    assert all(change.small and change.p != change.p for change in step.themes)
    assert (
        "a side of fewer than 5 people is not tested"
        in CliRunner().invoke(main, ["compare", "--study", str(tmp_path)]).output
    )
    study.report()
    page = read_reports(tmp_path, "html")
    assert "fewer than 5 people" in page
    (tmp_path / "study.toml").write_text(TOML + "[inference]\nmin_cell = 4\n", "utf-8")
    study = Study.open(tmp_path)
    assert not any(change.small for change in study.compare().steps[0].themes)
    study.report()
    page = read_reports(tmp_path, "html")
    assert "fewer than 5 people" not in page
