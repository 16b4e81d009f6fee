"""What people judged, as arrays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

import builders
from interviewkit.coding.learning.labels import LearningLabels, identify_speaker
from interviewkit.model import REJECTED, Passage, Turn

SAID = (("Ana", "I hardly talk. It is fine."), ("Ben", "We talk. More than ever."))
ANA, BEN = builders.turns(*SAID)


def sentences(*turns: Turn) -> list[Passage]:
    passages = []
    for turn in turns:
        middle = turn.text.index(". ") + 1
        passages += [Passage.cut(turn, 0, middle)]
        passages += [Passage.cut(turn, middle + 1, len(turn.text))]
    return passages


def test_read_without_code_does_not_hold() -> None:
    codings = [builders.coding(ANA, "hardly talk")]
    judged = LearningLabels(sentences(ANA, BEN), codings, {"ana": [ANA, BEN]}, identify_speaker)
    found = judged.of("isolation")
    assert found.held.tolist() == [1, 0, 0, 0]
    assert found.turn_held.tolist() == [1, 0]
    assert found.person.tolist() == [0, 1]
    assert not found.vague.any()
    assert (found.positives, found.negatives) == (1, 1)


def test_unread_turns_are_unknown_and_a_coding_makes_its_turn_known() -> None:
    found = LearningLabels(
        sentences(ANA, BEN), [builders.coding(ANA, "fine")], {}, identify_speaker
    ).of("isolation")
    assert found.rows.tolist() == [0, 1]
    assert found.held.tolist() == [0, 1]
    assert not len(LearningLabels(sentences(ANA), [], {}, identify_speaker).of("isolation").rows)


def test_a_rejection_alone_speaks_of_its_passage_only() -> None:
    no = replace(builders.coding(ANA, "I hardly talk."), status=REJECTED)
    found = LearningLabels(sentences(ANA, BEN), [no], {}, identify_speaker).of("isolation")
    assert found.rows.tolist() == [0]
    assert found.held.tolist() == [0]
    assert np.isnan(found.turn_held).tolist() == [True]


def test_judges_who_differ_count_by_share() -> None:
    codings = [builders.coding(ANA, "hardly talk")]
    read = {"ana": [ANA], "ben": [ANA]}
    found = LearningLabels(sentences(ANA, BEN), codings, read, identify_speaker).of("isolation")
    assert found.held.tolist() == [0.5, 0]
    assert found.turn_held.tolist() == [0.5]


def test_a_turn_coded_whole_does_not_say_which_sentence() -> None:
    codings = [builders.coding(ANA, ANA.text)]
    found = LearningLabels(sentences(ANA, BEN), codings, {"ana": [ANA, BEN]}, identify_speaker).of(
        "isolation"
    )
    assert found.vague.tolist() == [True, True, False, False]
    kept = found.only(np.array([False, True]))
    assert kept.rows.tolist() == [2, 3]
    assert kept.turn.tolist() == [0, 0]
