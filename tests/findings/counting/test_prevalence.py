from __future__ import annotations

import math
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import reading_of
from interviewkit.findings.counting import prevalence as counted
from interviewkit.model import ACCEPTED, REJECTED, Code, Coding, Passage, Prevalence, Theme, Turn

STUCK = Code("stuck", "Stuck", "", polarity=("+", "-"))
ALONE = Code("alone", "Alone", "")
BOTH = Theme("hard", "Hard times", codes=("stuck", "alone"))
SPEAKERS = {1: "Ann", 2: "Ann", 3: "Ben", 4: "Cleo", 5: "Dan"}
WAVES = {1: "spring", 2: "autumn", 3: "spring", 4: "autumn", 5: "autumn"}


def coded(
    turn: int,
    code: str = "stuck",
    polarity: str = "+",
    *,
    by: str = "machine",
    status: str = "proposed",
    span: tuple[int, int] = (0, 10),
) -> Coding:
    where = Turn("talk", turn, "someone", "I am stuck, alone here.", id=turn)
    return Coding(Passage.cut(where, *span), code, by, polarity, status=status)


def prevalence(
    codings: Sequence[Coding],
    codes: Sequence[Code],
    themes: Sequence[Theme] = (),
    *,
    segments: Mapping[str, Collection[str]] | None = None,
    **how: Any,
) -> list[Prevalence]:
    """Shares of the people of a reading that is made of these codings."""
    reading = reading_of(codings, codes, themes, **how)
    return counted.estimate_prevalence(reading, segments=segments)


def row(rows: list[Prevalence], of: str, **place: str) -> Prevalence:
    wanted = {"segment": "", "wave": "", "polarity": "", **place}
    found = [r for r in rows if r.of == of and all(getattr(r, k) == v for k, v in wanted.items())]
    assert len(found) == 1
    return found[0]


def test_a_talkative_person_counts_once() -> None:
    codings = [coded(1), coded(1, span=(5, 10)), coded(2), coded(3)]
    found = row(prevalence(codings, [STUCK], speaker_of=SPEAKERS), "stuck")
    assert (found.voiced, found.n, found.share, found.passages) == (2, 4, 0.5, 4)
    # Wilson's interval: nobody talked with another.
    assert (found.interval.low, found.interval.high) == pytest.approx((0.150, 0.850), abs=1e-3)


def test_the_same_passage_coded_twice_is_one_passage() -> None:
    codings = [coded(1), coded(1, by="rules"), coded(1, "alone")]
    rows = prevalence(codings, [STUCK, ALONE], [BOTH], speaker_of=SPEAKERS)
    assert row(rows, "stuck").passages == 1
    assert row(rows, "hard").passages == 1


def test_segments_and_waves_count_those_who_spoke_there() -> None:
    codings = [coded(1), coded(4), coded(5, "alone")]
    rows = prevalence(
        codings,
        [STUCK, ALONE],
        [BOTH],
        speaker_of=SPEAKERS,
        wave_of=WAVES,
        segments={"team": {"Ann", "Dan", "Zoe"}, "absent": {"Zoe"}},
    )
    assert [(r.voiced, r.n) for r in rows if (r.of, r.polarity) == ("stuck", "")] == [
        (2, 4), (1, 3), (1, 2),  # everyone: all waves, autumn, spring
        (1, 2), (0, 2), (1, 1),  # the team: Zoe never spoke
        (0, 0), (0, 0), (0, 0),
    ]  # fmt: skip
    theme = row(rows, "hard", wave="autumn")
    assert (theme.voiced, theme.n) == (2, 3)


def test_where_nobody_spoke_there_is_no_number() -> None:
    rows = prevalence([], [ALONE], speaker_of=SPEAKERS, segments={"absent": ()})
    found = row(rows, "alone", segment="absent")
    assert (found.voiced, found.n) == (0, 0)
    assert math.isnan(found.share)
    assert math.isnan(found.interval.low)
    assert math.isnan(found.interval.high)


def test_polarities_are_told_apart_where_a_code_has_two() -> None:
    codings = [coded(1), coded(2, polarity="-"), coded(3, polarity="-")]
    rows = prevalence(codings, [STUCK, ALONE], speaker_of=SPEAKERS)
    assert [(r.of, r.polarity, r.voiced) for r in rows] == [
        ("stuck", "", 2), ("stuck", "+", 1), ("stuck", "-", 2), ("alone", "", 0),
    ]  # fmt: skip


def test_a_persons_no_cancels_the_machines_yes_there_and_only_there() -> None:
    no = coded(1, by="Eva", status=REJECTED)
    elsewhere = coded(1, span=(12, 17))
    cancelled = prevalence([coded(1), no], [STUCK], speaker_of=SPEAKERS, people=["Eva"])
    assert row(cancelled, "stuck").voiced == 0
    kept = prevalence([coded(1), no, elsewhere], [STUCK], speaker_of=SPEAKERS, people=["Eva"])
    assert (row(kept, "stuck").voiced, row(kept, "stuck").passages) == (1, 1)
    other = prevalence([coded(1, "alone"), no], [ALONE], speaker_of=SPEAKERS, people=["Eva"])
    assert row(other, "alone").voiced == 1


def test_a_machines_no_cancels_nothing_and_one_persons_no_not_anothers_yes() -> None:
    doubt = coded(1, by="rules", status=REJECTED)
    assert row(prevalence([coded(1), doubt], [STUCK], speaker_of=SPEAKERS), "stuck").voiced == 1
    split = [coded(1, by="Eva", status=REJECTED), coded(1, by="Finn", status=ACCEPTED)]
    found = prevalence(split, [STUCK], speaker_of=SPEAKERS, people=["Eva", "Finn"])
    assert row(found, "stuck").voiced == 1


def test_a_person_who_turns_the_polarity_is_believed() -> None:
    turned = [coded(1), coded(1, polarity="-", by="Eva", status=ACCEPTED)]
    rows = prevalence(turned, [STUCK], speaker_of=SPEAKERS, people=["Eva"])
    assert row(rows, "stuck", polarity="+").voiced == 0
    assert row(rows, "stuck", polarity="-").voiced == 1


def test_a_moderators_turn_counts_for_nothing() -> None:
    rows = prevalence([coded(9)], [STUCK], speaker_of=SPEAKERS)
    assert (row(rows, "stuck").voiced, row(rows, "stuck").n) == (0, 4)


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["stuck", "alone"])), max_size=30))
def test_no_more_voice_than_speak_and_a_theme_is_no_rarer_than_its_codes(
    marks: list[tuple[int, str]],
) -> None:
    codings = [coded(turn, code) for turn, code in marks]
    rows = prevalence(codings, [STUCK, ALONE], [BOTH], speaker_of=SPEAKERS, wave_of=WAVES)
    assert all(0 <= r.voiced <= r.n for r in rows)
    for wave in ("", "spring", "autumn"):
        of = {name: row(rows, name, wave=wave).voiced for name in ("stuck", "alone", "hard")}
        assert max(of["stuck"], of["alone"]) <= of["hard"] <= of["stuck"] + of["alone"]


def test_it_takes_time_in_proportion_to_the_codings() -> None:
    turns = range(1, 15_001)
    speaker_of = {turn: f"p{turn % 1250}" for turn in turns}
    wave_of = {turn: f"w{turn % 3}" for turn in turns}
    segments = {f"s{i}": {f"p{p}" for p in range(i, 1250, 5)} for i in range(5)}
    codings = [coded(turn, code) for turn in turns for code in ("stuck", "alone")]
    began = time.process_time()
    rows = prevalence(
        codings, [STUCK, ALONE], [BOTH], speaker_of=speaker_of, wave_of=wave_of, segments=segments
    )
    took = time.process_time() - began
    assert row(rows, "hard").voiced == 1250
    assert took < 3  # about 0.3 s on an idle machine


def test_an_unsaved_turn_is_a_fault_of_the_call() -> None:
    passage = Passage.whole(Turn("talk", 3, "Ann", "Hello."))
    with pytest.raises(ValueError, match="turn 3 of talk has no id"):
        prevalence([Coding(passage, "stuck", "a")], [STUCK], speaker_of=SPEAKERS, people=["a"])
