"""Codings that were drawn by chance elsewhere and taken in as an audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import review_study
from interviewkit import Study
from interviewkit.errors import SourceError, StudyError

HEAD = "transcript,turn,code,coder"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def gold(study: Study, *rows: str, head: str = HEAD) -> Path:
    file = study.root / "gold.csv"
    file.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return file


def test_without_a_chance_codings_are_no_audit_and_that_is_said(study: Study) -> None:
    file = gold(study, "talk,2,isolation,gold", "talk,4,,gold")
    said = study.import_codings(file).says
    assert "no audit" in said[1]
    assert "--chance" in said[1]
    assert study.audited("isolation") == {}


@pytest.mark.parametrize("chance", ["0.25", "25%", "2/8", "0,25"])
def test_a_chance_makes_an_audit_for_every_code(study: Study, chance: str) -> None:
    file = gold(study, "talk,2,isolation,gold", "talk,4,,gold")
    outcome = study.import_codings(file, chance=chance)
    assert outcome.facts["audit"] == 2
    assert "2 turns that were drawn by chance" in outcome.says[1]
    for code in ("isolation", "trust"):
        assert list(study.audited(code).values()) == pytest.approx([0.25, 0.25])


def test_saying_so_twice_changes_nothing_and_another_chance_takes_its_place(study: Study) -> None:
    file = gold(study, "talk,2,isolation,gold", "talk,4,,gold")
    study.import_codings(file)
    for _ in range(2):
        study.import_codings(file, chance="0.25")
    assert list(study.audited("trust").values()) == pytest.approx([0.25, 0.25])
    [told] = study.import_codings(file, chance="0.5").problems
    assert "2 turns had another chance (0.25 before, 0.5 now)" in told.what
    assert list(study.audited("trust").values()) == pytest.approx([0.5, 0.5])


def test_chances_of_a_column_and_faulty_ones_are_told(study: Study) -> None:
    file = gold(
        study,
        "talk,2,isolation,gold,0.5",
        "talk,2,trust,gold,0.5",
        "talk,4,,gold,20%",
        "talk,6,,gold,nan",
        "talk,8,,gold,1.5",
        "talk,10,isolation,gold,0.3",
        "talk,10,trust,gold,0.4",
        "talk,12,,gold,",
        head=f"{HEAD},Drawn With",
    )
    outcome = study.import_codings(file, chance="drawn with")
    assert list(study.audited("isolation").values()) == pytest.approx([0.5, 0.2])
    told = [(each.line, each.what) for each in outcome.problems]
    assert [line for line, _ in told] == [5, 6, 8, 9]
    assert "'nan' is no chance" in told[0][1]
    assert "had the chance 0.3 and now has 0.4" in told[2][1]
    assert outcome.facts["turns_read"] == 6


@pytest.mark.parametrize("chance", ["0", "-0.1", "1.5", "150%", "3/0"])
def test_what_cannot_be_a_chance_is_refused(study: Study, chance: str) -> None:
    with pytest.raises(StudyError, match="is no chance of being drawn"):
        study.import_codings(gold(study, "talk,2,isolation,gold"), chance=chance)


def test_a_column_that_is_not_there_is_named(study: Study) -> None:
    with pytest.raises(SourceError, match="'weight'"):
        study.import_codings(gold(study, "talk,2,isolation,gold"), chance="weight")
    assert study.codings(coders=["machine"])


def test_participants_drawn_whole_must_have_been_read_whole(study: Study) -> None:
    part = gold(study, "talk,2,isolation,gold", "talk,4,,gold")
    outcome = study.import_codings(part, chance="0.5", drawn="participants")
    assert study.audited("isolation") == {}
    assert "not every turn of theirs" in outcome.problems[-1].what
    whole = gold(study, *(f"talk,{2 * n},,gold" for n in range(1, 9)))
    outcome = study.import_codings(whole, chance="0.5", drawn="participants")
    assert "1 participants, 8 turns" in outcome.says[1]
    assert len(study.audited("isolation")) == 8


def test_participants_without_a_chance_are_asked_for_it(study: Study) -> None:
    with pytest.raises(StudyError, match="how many participants were drawn"):
        study.import_codings(gold(study, "talk,2,,gold"), drawn="participants")
