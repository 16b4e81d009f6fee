"""Corrected shares of a study, from draws to rows, against a truth that is known."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from builders_audit import audit_study, holds, judge, speech, truth
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.model import THESE_CONVERSATIONS, Corrected
from interviewkit.steps.comparing.correct import Auditing, CorrectionRequest
from interviewkit.steps.reading import Loaded
from interviewkit.store.database import Store


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return audit_study(tmp_path / "study")


def only(rows: list[Corrected] | tuple[Corrected, ...]) -> Corrected:
    [row] = rows
    return row


def test_without_an_audit_a_row_says_how_to_begin_one(study: Study) -> None:
    row = only(list(study.corrected("trust")))
    assert math.isnan(row.share)
    assert row.naive == pytest.approx(truth(study, "trust"), abs=0.1)
    assert row.why.startswith("no audit yet: judge 240 random turns: interviewkit review")
    people = only(list(study.corrected("trust", unit="participant")))
    assert "review assign --coders NAME --participants N" in people.why


def test_turns_that_were_chosen_are_no_audit_and_that_is_said(study: Study) -> None:
    review = study.review("ana", queue="rare", random_share=0, limit=5)
    while (card := review.card()) is not None:
        review.close(card)
    row = only(list(study.corrected("trust")))
    assert row.audited == 0
    assert "what people read was not drawn by chance" in row.why


def test_random_turns_give_the_share_of_turns(study: Study) -> None:
    judge(study, "ana", "random", limit=80)
    row = only(list(study.corrected("trust")))
    assert (row.audited, row.units) == (80, 240)
    assert row.interval.low < truth(study, "trust") < row.interval.high
    assert row.trust > 0
    every = [row.of for row in study.corrected()]
    assert every == ["trust", "doubt"]


def test_everything_judged_leaves_no_doubt_here(study: Study) -> None:
    judge(study, "ana", "all")
    for unit in ("turn", "participant"):
        row = only(list(study.corrected("trust", unit=unit, about=THESE_CONVERSATIONS)))
        assert row.share == pytest.approx(truth(study, "trust", unit=unit))
        assert row.interval.high - row.interval.low < 1e-6


def test_drawn_people_give_the_share_of_people(study: Study) -> None:
    study.assign(["ana"], participants=12, overlap=0)
    judge(study, "ana")
    row = only(list(study.corrected("trust", unit="participant")))
    assert (row.audited, row.units) == (12, 24)
    assert row.interval.low <= truth(study, "trust", unit="participant") <= row.interval.high


def test_a_theme_is_any_of_its_codes(study: Study) -> None:
    judge(study, "ana", "random", limit=100)
    row = only(list(study.corrected("bond")))
    alone = {each.of: each.alone for each in study.corrected()}
    assert row.alone == pytest.approx(alone["trust"] + alone["doubt"])
    assert row.interval.low < truth(study, "trust", "doubt") < row.interval.high


def test_rows_come_by_segment_and_wave_and_so_do_differences(study: Study) -> None:
    judge(study, "ana", "random", limit=120)
    rows = study.corrected("trust", segments=True, waves=True)
    assert [(row.segment, row.wave) for row in rows] == [
        (segment, wave) for segment in ("", "north", "south") for wave in ("", "2024", "2025")
    ]
    assert sum(row.audited for row in rows if row.segment and row.wave) == 120
    by_place = {(row.segment, row.wave): row for row in rows}
    found = study.corrected_differences("trust")
    [waves] = [row for row in found if row.start == ("", "2024")]
    assert waves.value == pytest.approx(by_place["", "2025"].share - by_place["", "2024"].share)
    assert waves.interval.low < 0 < waves.interval.high
    assert {(row.start, row.to) for row in found} >= {(("north", ""), ("south", ""))}


def test_plain_rows_for_whatever_groups_are_asked(study: Study) -> None:
    judge(study, "ana", "random", limit=60)
    wanted = CorrectionRequest(segments={"first": {"P00", "P01", "P02", "P03"}, "empty": ()})
    with study._site.store.reading() as shelves:
        auditing = Auditing.of(Loaded(study._site, shelves, study.codebook()[0]))
        rows = auditing.shares(["trust"], wanted)
        assert [(row.segment, row.units) for row in rows] == [("", 240), ("first", 40)]
        two = replace(wanted, segments={"a": {"P00", "P01"}, "b": {"P02", "P03"}})
        [difference] = auditing.differences(["trust"], two)
    assert (difference.start, difference.to) == (("a", ""), ("b", ""))


def test_scores_that_are_stored_are_taken_and_faulty_ones_count_as_silence(study: Study) -> None:
    judge(study, "ana", "random", limit=80)
    with Store(study.root / "study.db").writing() as shelves:
        turns = speech(shelves)
        scores = {turn.id or 0: 0.9 if holds(turn, "trust") else 0.1 for turn in turns}
        scores[turns[0].id or 0] = math.nan
        del scores[turns[1].id or 0]
        coder = next(i for i, c in enumerate(shelves.codings.coders(), 1) if c.name == "machine")
        shelves.scores.replace(coder, {"trust": scores}, None)  # type: ignore[arg-type]
    row = only(list(study.corrected("trust")))
    assert row.share == pytest.approx(truth(study, "trust"), abs=0.02)
    assert row.interval.high - row.interval.low < row.alone_interval.high - row.alone_interval.low
    with study._site.store.reading() as shelves:
        [found] = Auditing.of(Loaded(study._site, shelves, study.codebook()[0])).calibrations()
    assert (found.code, found.judged) == ("trust", 79)  # one of them has no score
    assert found.kappa == pytest.approx(0.5, abs=0.3)
    assert 0.1 < found.promised < 0.5


def test_drawn_and_unread_and_later_turns_are_told(study: Study) -> None:
    study.assign(["ana"], turns=30, overlap=0)
    judge(study, "ana", limit=20)
    new = study.root / "transcripts" / "2025_new.txt"
    new.write_text("Moderator: So?\nP99: yes 1.\n", "utf-8")
    study.ingest()
    row = only(list(study.corrected("trust")))
    assert "10 turns drawn and not read yet" in row.why
    assert "1 turn came after the last draw: no audit speaks for them" in row.why
    assert "the machine has not read 1 turn" in row.why


def test_who_differs_is_told_and_what_was_settled_counts(study: Study) -> None:
    study.assign(["ana", "ben"], turns=20, overlap=1.0)
    judge(study, "ana")
    review = study.review("ben")
    while (card := review.card()) is not None:
        review.close(card)
    row = only(list(study.corrected("trust")))
    assert "by who joined first" in row.why
    assert row.alone > 0
    session = study.consensus()
    while (card := session.card()) is not None:
        session.close(card)
    settled = only(list(study.corrected("trust")))
    assert settled.alone == 0
    assert "differ" not in settled.why


def test_what_is_not_known_is_named(study: Study) -> None:
    with pytest.raises(StudyError, match="no code or theme 'trsut'") as fault:
        study.corrected("trsut")
    assert "trust" in fault.value.hint


def test_before_the_machine_there_is_nothing_to_correct(tmp_path: Path) -> None:
    study = audit_study(tmp_path / "study")
    with Store(study.root / "study.db").writing() as shelves:
        shelves.coverage.set_read("machine", [], None)
    with pytest.raises(StudyError, match="machine has not coded yet"):
        study.corrected("trust")
