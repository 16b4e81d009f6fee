"""Corrected shares of turns and people, by segment and wave, and what they say in words."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from interviewkit.errors import AuditError
from interviewkit.findings.correcting.audit import Audit
from interviewkit.findings.correcting.corrected import correct_differences, correct_shares
from interviewkit.model import THESE_CONVERSATIONS, AuditVerdict

PEOPLE = [f"P{number:02d}" for number in range(40)]
SPEAKER = {turn: PEOPLE[turn // 20] for turn in range(800)}
RNG = np.random.default_rng(11)
MOOD = RNG.beta(1, 4, 40)
HOLDS = {turn: bool(RNG.random() < MOOD[turn // 20]) for turn in SPEAKER}
SCORE = {
    turn: float(np.clip(0.25 + 0.5 * holds + RNG.normal(0, 0.15), 0, 1))
    for turn, holds in HOLDS.items()
}
CHOSEN = [int(turn) for turn in RNG.choice(800, 200, replace=False)]
AUDIT = Audit(
    "isolation",
    SCORE,
    {turn: AuditVerdict(HOLDS[turn], 0.25) for turn in CHOSEN},
    SPEAKER,
    wave_of={turn: "2024" if turn % 2 else "2025" for turn in SPEAKER},
    segments={"low": PEOPLE[:20], "high": PEOPLE[15:]},
)
WHOLE = replace(
    AUDIT,
    judged={turn: AuditVerdict(HOLDS[turn], 0.5) for turn in SPEAKER if turn // 20 % 2},
    drawn=dict.fromkeys(PEOPLE[1::2], 0.5),
)


def test_rows_come_by_segment_then_by_wave() -> None:
    rows = correct_shares(AUDIT)
    assert [(row.segment, row.wave) for row in rows] == [
        (segment, wave) for segment in ("", "low", "high") for wave in ("", "2024", "2025")
    ]
    assert [row.units for row in rows] == [800, 400, 400, 400, 200, 200, 500, 250, 250]
    assert {row.people for row in rows} == {40, 20, 25}


def test_a_row_stands_beside_the_naive_count_and_the_audit_alone() -> None:
    everyone = correct_shares(AUDIT)[0]
    assert everyone.naive == pytest.approx(sum(s >= 0.5 for s in SCORE.values()) / 800)
    assert everyone.alone == pytest.approx(sum(HOLDS[turn] for turn in CHOSEN) / 200)
    assert everyone.audited == 200
    assert everyone.interval.low < sum(HOLDS.values()) / 800 < everyone.interval.high
    assert 0.5 < everyone.trust < 3
    assert everyone.why == ""


def test_what_the_machine_decided_may_be_told() -> None:
    told = correct_shares(replace(AUDIT, decided=set(range(80))))[0]
    assert told.naive == pytest.approx(0.1)


def test_these_conversations_vary_less_than_people_like_these() -> None:
    wide = correct_shares(AUDIT)[0].interval
    narrow = correct_shares(replace(AUDIT, about=THESE_CONVERSATIONS))[0].interval
    assert narrow.high - narrow.low < 0.9 * (wide.high - wide.low)


def test_everything_judged_leaves_no_doubt_about_these_conversations() -> None:
    judged = {turn: AuditVerdict(holds, 1.0) for turn, holds in HOLDS.items()}
    row = correct_shares(replace(AUDIT, judged=judged, about=THESE_CONVERSATIONS))[0]
    truth = sum(HOLDS.values()) / 800
    assert (row.share, row.interval.low, row.interval.high) == pytest.approx((truth,) * 3)
    assert row.to_halve is None


def test_people_who_talked_in_groups_are_counted_by_group() -> None:
    groups = {name: f"group {number // 5}" for number, name in enumerate(PEOPLE)}
    alone, grouped = (correct_shares(each)[0] for each in (AUDIT, replace(AUDIT, group_of=groups)))
    assert grouped.interval != alone.interval
    assert grouped.alone == alone.alone
    pairs = {name: f"group {number // 20}" for number, name in enumerate(PEOPLE)}
    assert "only 2 people or groups" in correct_shares(replace(AUDIT, group_of=pairs))[0].why


def test_a_reunion_does_not_make_one_group_of_all() -> None:
    apart = {name: [f"group {number // 5}"] for number, name in enumerate(PEOPLE)}
    groups = replace(AUDIT, group_of={name: each[0] for name, each in apart.items()})
    again = {n: [*spoke, "again"] if n in PEOPLE[::5] else spoke for n, spoke in apart.items()}
    one, met, two = (
        correct_shares(audit)[0]
        for audit in (groups, *(replace(AUDIT, conversations=each) for each in (apart, again)))
    )
    assert met.interval == one.interval
    assert (two.share, two.alone) == (pytest.approx(one.share, abs=0.01), one.alone)
    width = two.interval.high - two.interval.low
    assert width < 1.4 * (one.interval.high - one.interval.low)  # as one group: no share at all


def test_half_the_interval_is_what_that_many_judgements_give() -> None:
    of_these = replace(AUDIT, about=THESE_CONVERSATIONS)
    row = correct_shares(of_these)[0]
    assert row.to_halve is not None
    more = 200 + row.to_halve
    judged = {int(t): AuditVerdict(HOLDS[int(t)], more / 800) for t in RNG.permutation(800)[:more]}
    after = correct_shares(replace(of_these, judged=judged))[0].interval
    half = (row.interval.high - row.interval.low) / 2
    assert after.high - after.low == pytest.approx(half, rel=0.2)


def test_no_judgement_makes_people_differ_less() -> None:
    few = PEOPLE[:8]
    turns = [turn for turn, name in SPEAKER.items() if name in few]
    holds = {turn: SPEAKER[turn] in few[:3] for turn in turns}
    judged = {turn: AuditVerdict(holds[turn], 0.5) for turn in turns[::2]}
    row = correct_shares(Audit("x", SCORE, judged, {turn: SPEAKER[turn] for turn in turns}))[0]
    assert row.to_halve is None


def test_differences_are_between_segments_and_from_wave_to_wave() -> None:
    rows = correct_differences(AUDIT)
    assert [(row.start, row.to) for row in rows] == [
        *((("low", wave), ("high", wave)) for wave in ("", "2024", "2025")),
        *(((segment, "2024"), (segment, "2025")) for segment in ("", "low", "high")),
    ]
    shares = {(row.segment, row.wave): row for row in correct_shares(AUDIT)}
    for row in rows:
        assert row.value == pytest.approx(shares[row.to].share - shares[row.start].share)
        assert row.naive == pytest.approx(shares[row.to].naive - shares[row.start].naive)
        assert row.interval.low < row.value < row.interval.high


def test_people_are_counted_where_all_their_turns_were_judged() -> None:
    row = correct_shares(WHOLE, "participant")[0]
    voiced = {SPEAKER[turn] for turn, holds in HOLDS.items() if holds}
    drawn = voiced.intersection(WHOLE.drawn)
    assert (row.unit, row.units, row.audited) == ("participant", 40, 20)
    assert row.alone == pytest.approx(len(drawn) / 20)
    assert row.interval.low < len(voiced) / 40 < row.interval.high
    assert row.naive == 1 or row.naive > row.share  # some turn of nearly everybody scores high
    waves = correct_differences(WHOLE, "participant")
    assert all(math.isfinite(each.value) for each in waves)


def test_single_turns_do_not_tell_who_never_voiced_it() -> None:
    row = correct_shares(AUDIT, "participant")[0]
    assert math.isnan(row.share)
    assert "judge all turns of some participants" in row.why
    assert row.bounds is not None
    seen = {SPEAKER[turn] for turn in CHOSEN if HOLDS[turn]}
    truth = {SPEAKER[turn] for turn, holds in HOLDS.items() if holds}
    assert len(seen) / 40 <= row.bounds.low <= len(truth) / 40 <= row.bounds.high <= 1


def test_people_of_whom_a_turn_is_left_are_named() -> None:
    silent = next(
        name
        for name in sorted(WHOLE.drawn)
        if not any(HOLDS[turn] for turn in SPEAKER if SPEAKER[turn] == name)
    )
    left = next(turn for turn in WHOLE.judged if SPEAKER[turn] == silent)
    judged = {turn: each for turn, each in WHOLE.judged.items() if turn != left}
    row = correct_shares(replace(WHOLE, judged=judged), "participant")[0]
    assert math.isnan(row.share)
    assert f"some turns of {silent} are not judged yet" in row.why


def test_judging_people_wholly_is_no_audit_of_independent_turns() -> None:
    def width(audit: Audit) -> float:
        interval = correct_shares(replace(audit, about=THESE_CONVERSATIONS))[0].interval
        return interval.high - interval.low

    assert width(WHOLE) > 1.3 * width(replace(WHOLE, drawn={}))


@pytest.mark.parametrize(
    ("judged", "why"),
    [
        ({}, "no turn was judged here"),
        (dict.fromkeys(CHOSEN[:5], AuditVerdict(False, 0.1)), "only 5 judged turns"),
        (dict.fromkeys(CHOSEN[:5], AuditVerdict(False, 0.1)), "only the upper end"),
        (dict.fromkeys(CHOSEN, AuditVerdict(True, 0.25)), "only the lower end"),
        (dict.fromkeys(range(20), AuditVerdict(True, 0.5)), "how people differ is not known"),
    ],
)
def test_what_a_small_audit_cannot_say_is_said(judged: dict[int, AuditVerdict], why: str) -> None:
    assert why in correct_shares(replace(AUDIT, judged=judged))[0].why


def test_a_segment_where_nobody_spoke_has_no_share() -> None:
    row = correct_shares(replace(AUDIT, segments={"absent": ["P99"]}))[-1]
    assert (row.why, row.units) == ("nobody spoke here", 0)
    assert math.isnan(row.share)
    assert math.isnan(row.naive)


def test_turns_of_a_moderator_do_not_count() -> None:
    judged = {**AUDIT.judged, 9999: AuditVerdict(True, 0.25)}
    assert correct_shares(replace(AUDIT, judged=judged)) == correct_shares(AUDIT)


@pytest.mark.parametrize(
    ("fault", "message", "hint"),
    [
        ({"scores": {**SCORE, 3: math.nan}}, "without a machine score for 'isolation': 3$", "code"),
        (
            {"scores": {}},
            r"score for 'isolation': 0, 1, 2, 3, 4 … \(800 in all\)",
            "code all turns",
        ),
        (
            {"judged": {3: AuditVerdict(True, 0.0)}},
            "without a sampling probability .*: 3",
            "by hand",
        ),
        (
            {"judged": {3: AuditVerdict(True, math.nan)}},
            "without a sampling probability",
            "by hand",
        ),
        ({"drawn": {"P01": 2.0}}, "drawn participants without .*: P01", "they were drawn"),
        ({"about": "everybody"}, "a share cannot be about 'everybody'", "people like these"),
    ],
)
def test_what_would_make_a_wrong_number_is_refused(
    fault: dict[str, object], message: str, hint: str
) -> None:
    with pytest.raises(AuditError, match=message) as raised:
        replace(AUDIT, **fault)  # type: ignore[arg-type]
    assert hint in raised.value.hint


def test_unknown_units_and_levels_are_refused() -> None:
    with pytest.raises(ValueError, match="'word' is no unit"):
        correct_shares(AUDIT, "word")
    with pytest.raises(ValueError, match="between 0 and 1"):
        correct_shares(AUDIT, level=95)
