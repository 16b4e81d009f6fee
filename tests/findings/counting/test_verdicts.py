"""One verdict a turn, and who talked with whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hypothesis import given
from hypothesis import strategies as st

from builders import coding, turns
from interviewkit.findings.comparing.ties import group_by_talk
from interviewkit.findings.counting.standing import Verdicts, judge_together, judge_turns
from interviewkit.model import CONSENSUS, REJECTED, Coding, Turn

SAID = [
    Turn(each.transcript, each.position, each.speaker, each.text, id=each.position)
    for each in turns(*(("Ana", f"Sentence {i}.") for i in range(1, 7)))
]


def by(coder: str, *positions: int, status: str = "accepted", code: str = "a") -> list[Coding]:
    found = [coding(SAID[p - 1], "Sentence", code, coder) for p in positions]
    return [Coding(each.passage, each.code, each.coder, status=status, id=None) for each in found]


def verdicts(
    said: list[Coding], read: Mapping[str, Collection[int]], codes: Collection[str]
) -> Verdicts:
    """What people say together of any of the codes, having read these turns for all of them."""
    coverage = {name: dict.fromkeys(turns, ("",)) for name, turns in read.items()}
    return judge_together(judge_turns(said, coverage, list(read), codes), codes)


def test_what_people_settled_stands() -> None:
    said = [*by("ana", 1, 2), *by(CONSENSUS, 2)]
    found = verdicts(said, {"ana": [1, 2], "ben": [1, 2], CONSENSUS: [1, 2]}, ["a"])
    assert found.holds == {1: False, 2: True}
    assert found.note == ""


def test_the_majority_is_right_and_of_two_halves_who_came_first() -> None:
    said = [*by("ana", 1, 2), *by("ben", 1)]
    found = verdicts(said, {"ana": [1, 2], "ben": [1, 2, 3], "cem": [1]}, ["a"])
    assert found.holds == {1: True, 2: True, 3: False}
    assert found.split == {"by majority": 1, "by who joined first": 1}
    assert "people differ on 2 turns, counted 1 by majority, 1 by who joined first" in found.note
    other = verdicts(said, {"ben": [1, 2, 3], "ana": [1, 2], "cem": [1]}, ["a"])
    assert other.holds[2] is False


def test_a_rejection_is_no_finding_and_other_codes_are_not_asked() -> None:
    said = [*by("ana", 1, status=REJECTED), *by("ana", 2, code="b"), *by("ana", 3)]
    assert verdicts(said, {"ana": [1, 2, 3]}, ["a"]).holds == {1: False, 2: False, 3: True}
    assert verdicts(said, {"ana": [1, 2, 3]}, ["a", "b"]).holds[2] is True


def test_what_nobody_read_has_no_verdict() -> None:
    assert verdicts(by("ana", 1), {}, ["a"]).holds == {}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), min_size=1, max_size=30))
def test_people_who_ever_talked_together_are_of_one_group(pairs: list[tuple[int, int]]) -> None:
    speaker_of = {i: f"P{who}" for i, (who, _) in enumerate(pairs)}
    transcript_of = {i: f"T{where}" for i, (_, where) in enumerate(pairs)}
    group = group_by_talk(speaker_of, transcript_of)
    for i, who in speaker_of.items():
        for j, other in speaker_of.items():
            if transcript_of[i] == transcript_of[j] and who != other:
                assert group[who] == group[other]
    alone = set(speaker_of.values()) - group.keys()
    for name in alone:
        mine = {transcript_of[i] for i, who in speaker_of.items() if who == name}
        assert {speaker_of[i] for i, where in transcript_of.items() if where in mine} == {name}


def test_groups_do_not_join_people_who_share_nobody() -> None:
    speaker_of = {1: "A", 2: "B", 3: "B", 4: "C", 5: "D", 6: "E", 7: "F"}
    transcript_of = {1: "x", 2: "x", 3: "y", 4: "y", 5: "z", 6: "z", 7: "w"}
    assert group_by_talk(speaker_of, transcript_of) == {
        "A": "A", "B": "A", "C": "A", "D": "D", "E": "D",
    }  # fmt: skip
