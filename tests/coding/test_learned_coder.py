"""The learned coder, on made-up speech of which the truth is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from cross_validation import compare_masks, cross_validate

from interviewkit.coding.contract import Material
from interviewkit.coding.learned_coder import LearnedCoder
from interviewkit.coding.learning.decision import find_best_threshold
from interviewkit.coding.learning.people import assign_folds
from interviewkit.coding.learning.ridge import INTERCEPT, Ridge
from interviewkit.coding.machine import combine_proposals
from interviewkit.errors import CodebookError
from interviewkit.model import Code, Codebook, Coding, Evidence, Passage, Turn
from interviewkit.model.calibration import build_reliability_curve

BOOK = Codebook("b", (Code("c", "C", "", polarity=("+", "-")), Code("d", "D", "")))


class World:
    """Forty people with six turns of two sentences; a hidden direction makes the code."""

    def __init__(self, seed: int = 0, strength: float = 2.5) -> None:
        rng = np.random.default_rng(seed)
        self.turns = [
            Turn(f"t{i // 6}", i % 6 + 1, "Ann", f"first {i} here. second {i} there.")
            for i in range(240)
        ]
        self.passages = []
        for turn in self.turns:
            middle = turn.text.index(".") + 1
            self.passages += [Passage.cut(turn, 0, middle)]
            self.passages += [Passage.cut(turn, middle + 1, len(turn.text))]
        self.truth = rng.random(480) < 0.12
        vectors = rng.normal(size=(480, 16))
        vectors[:, 0] += strength * 2 * self.truth
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        self.vectors = vectors.astype(np.float32)
        self.material = Material(self.passages, lambda: self.vectors, lambda _: [])

    def codings(self, whole: bool = False) -> list[Coding]:
        """What a person says who sees the truth, of sentences or of whole turns."""
        found = [p for p, holds in zip(self.passages, self.truth, strict=True) if holds]
        return [Coding(Passage.whole(p.turn) if whole else p, "c", "eva") for p in found]

    def by_turn(self) -> Any:
        return self.truth.reshape(-1, 2).any(axis=1)

    def read(self) -> dict[str, Sequence[Turn]]:
        return {"eva": self.turns}

    def rules(self, right: float) -> list[Coding]:
        """Rules that speak where the code holds, in this share of cases, and elsewhere else."""
        rng = np.random.default_rng(1)
        wrong = rng.random(480) < 0.02
        says = (self.truth & (rng.random(480) < right)) | (~self.truth & wrong)
        why = (Evidence("pattern", "a pattern", 0.9),)
        return [
            Coding(self.passages[i], "c", "rules", "-", 0.9, evidence=why)
            for i in np.flatnonzero(says)
        ]


def kappa(world: World, proposals: Sequence[Coding] = (), whole: bool = False) -> float:
    coder = LearnedCoder(proposals)
    (found,) = cross_validate(coder, world.material, BOOK, world.codings(whole), world.read())
    assert found.n == 240
    return found.kappa


def test_what_people_coded_is_learnt_and_carries_over_to_other_people() -> None:
    assert kappa(World()) > 0.6
    assert abs(kappa(World(strength=0))) < 0.2


def test_rules_and_judgements_together_beat_each_alone() -> None:
    world = World(strength=1.2)
    rules = world.rules(0.6)
    spoken = {(c.passage.turn.transcript, c.passage.turn.position) for c in rules}
    alone = np.array([(t.transcript, t.position) in spoken for t in world.turns])
    held = world.by_turn()
    chance = alone.mean() * held.mean() + (1 - alone.mean()) * (1 - held.mean())
    by_rules = ((alone == held).mean() - chance) / (1 - chance)
    together = kappa(world, rules)
    assert together > by_rules
    assert together > kappa(world)


def test_useless_judgements_do_not_harm_good_rules() -> None:
    world = World(strength=0)
    assert kappa(world, world.rules(0.9)) > 0.75


def by_guest(world: World, *, right: float, wrong: float, name: str = "guest") -> list[Coding]:
    """Another package's coder, sure of itself: right in this share of cases, and wrong in this."""
    draw = np.random.default_rng(7).random(480)
    says = np.where(world.truth, draw < right, draw < wrong)
    return [Coding(world.passages[i], "c", name, score=0.9) for i in np.flatnonzero(says)]


def test_a_good_guest_is_made_use_of() -> None:
    world = World(strength=1.0)
    rules = world.rules(0.5)
    good = by_guest(world, right=0.9, wrong=0.01)
    assert kappa(world, [*rules, *good]) > kappa(world, rules) + 0.15


def test_a_useless_guest_is_no_longer_heard() -> None:
    world = World(strength=1.0)
    rules = world.rules(0.8)
    noise = by_guest(world, right=0.2, wrong=0.2)
    said = {"guest": noise}
    cold = [*rules, *noise]
    (case, _) = combine_proposals(world.material, BOOK, rules, [], guests=said)
    found = {(c.passage.turn.transcript, c.passage.turn.position) for c in case.decided()}
    given = np.array([(t.transcript, t.position) in found for t in world.turns])
    assert kappa(world, cold) > compare_masks(world.by_turn(), given) + 0.15
    assert kappa(world, cold) > kappa(world, rules) - 0.1


def test_whole_turns_teach_nearly_as_much_as_sentences() -> None:
    world = World()
    assert kappa(world, whole=True) > kappa(world) - 0.15


def test_proposals_are_decided_and_say_why() -> None:
    world = World()
    coder = LearnedCoder(world.rules(0.7)).fit(world.material, BOOK, world.codings(), world.read())
    assert coder.unlearnt == {"d": "none of 240 judged turns has it"}
    codings = coder.propose(world.material, BOOK)
    right = [world.truth[world.passages.index(coding.passage)] for coding in codings]
    assert np.mean(right) > 0.7
    assert {coding.coder for coding in codings} == {"learned"}
    assert all(0 < (coding.score or 0) <= 1 for coding in codings)
    kinds = {e.kind for coding in codings for e in coding.evidence}
    assert kinds == {"pattern", "example"}
    assert any(e.what.startswith("like eva's coding “") for c in codings for e in c.evidence)
    # an own coding is no evidence for itself
    assert not any(f"“{c.passage.quote}”" in e.what for c in codings for e in c.evidence)
    spoken = {coding.passage for coding in world.rules(0.7)}
    assert {c.polarity for c in codings if c.passage in spoken} == {"-"}
    scores = coder.probabilities(world.material, BOOK)["c"]
    assert scores.shape == (480,)
    lowest = min(coding.score or 0 for coding in codings)
    assert (scores >= lowest - 1e-4).sum() == len(codings)


def test_the_same_codings_teach_the_same() -> None:
    world = World()
    once, again = (
        LearnedCoder()
        .fit(world.material, BOOK, codings, world.read())
        .propose(world.material, BOOK)
        for codings in (world.codings(), world.codings())
    )
    assert once == again


def test_probabilities_keep_their_promise() -> None:
    world = World(3, strength=1.5)
    (found,) = cross_validate(LearnedCoder(), world.material, BOOK, world.codings(), world.read())
    assert sum(bar.n for bar in found.curve) == 240
    assert found.brier < 0.2
    assert abs(found.probabilities.mean() - found.held.mean()) < 0.06
    inside = sum(b.interval.low <= b.predicted <= b.interval.high for b in found.curve)
    assert inside >= len(found.curve) - 2


@pytest.mark.parametrize(
    ("turns", "codings", "why"),
    [
        (0, False, "nobody has judged it"),
        (6, True, "only 6 judged turns, it takes 10"),
        (50, False, "none of 50 judged turns has it"),
    ],
)
def test_too_little_to_learn_from_is_said(turns: int, codings: bool, why: str) -> None:
    world = World()
    read = world.turns[:turns]
    world.truth[0], world.truth[2:4] = True, False
    given = [c for c in world.codings() if codings and c.passage.turn in read]
    coder = LearnedCoder().fit(world.material, BOOK, given, {"eva": read})
    assert coder.unlearnt["c"] == why
    assert coder.propose(world.material, BOOK) == []


def test_one_person_teaches_for_others_only() -> None:
    """Who was judged alone is coded by the machine (here: not at all), others are learnt for."""
    world = World()
    world.turns = [
        replace(turn, transcript="t0", position=place + 1) if place < 60 else turn
        for place, turn in enumerate(world.turns)
    ]
    world.passages = [
        replace(p, turn=world.turns[place // 2]) for place, p in enumerate(world.passages)
    ]
    world.material = Material(world.passages, lambda: world.vectors, lambda _: [])
    read = world.turns[:60]
    given = [c for c in world.codings() if c.passage.turn.transcript == "t0"]
    coder = LearnedCoder().fit(world.material, BOOK, given, {"eva": read})
    proposed = {c.passage for c in coder.propose(world.material, BOOK)}
    assert not any(passage.turn.transcript == "t0" for passage in proposed)
    right = [world.truth[world.passages.index(passage)] for passage in proposed]
    assert len(right) > 20
    assert np.mean(right) > 0.5
    assert coder.learnt["c"].untested == "all turns that teach it are one person's"


def test_patterns_that_people_contradict_lose_their_say() -> None:
    world = World(strength=1.5)
    wrong = [
        replace(coding, passage=world.passages[(world.passages.index(coding.passage) + 7) % 480])
        for coding in world.rules(0.9)
    ]
    assert kappa(world, wrong) > kappa(world) - 0.1


def test_of_codes_that_exclude_each_other_one_is_given() -> None:
    world = World()
    half = {p.turn.position % 2 for p in world.passages}
    assert half == {0, 1}
    given = [replace(c, code="d") if c.passage.turn.position % 2 else c for c in world.codings()]
    codings = given + [replace(c, code="c") for c in given[::3]]
    book = replace(BOOK, exclusive=True)
    together = []
    for codebook in (BOOK, book):
        coder = LearnedCoder().fit(world.material, codebook, codings, world.read())
        by_turn: dict[object, set[str]] = {}
        for each in coder.propose(world.material, codebook):
            by_turn.setdefault(each.passage.turn.place, set()).add(each.code)
        together.append(sum(len(codes) > 1 for codes in by_turn.values()))
    assert together[0] > 5
    assert together[1] == 0


def test_five_judged_turns_leave_the_machine_nearly_as_it_is() -> None:
    world = World(strength=0)
    rules = world.rules(0.9)
    coded = next(c.passage.turn for c in world.codings())
    turns = [coded, *(t for t in world.turns if t.transcript != coded.transcript)][:5]
    given = [c for c in world.codings() if c.passage.turn in turns]
    coder = LearnedCoder(rules).fit(world.material, BOOK, given, {"eva": turns})
    proposed = {c.passage for c in coder.propose(world.material, BOOK)}
    spoken = {c.passage for c in rules}
    assert len(proposed & spoken) / len(proposed | spoken) > 0.9


def test_a_code_that_the_codebook_lacks() -> None:
    world = World()
    strange = [replace(world.codings()[0], code="x")]
    with pytest.raises(CodebookError, match="codes that the codebook lacks: x"):
        LearnedCoder().fit(world.material, BOOK, strange, world.read())


def test_leaving_out_is_what_refitting_would_say() -> None:
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(30, 5)), rng.normal(size=30)
    groups = np.array([2, 0, 1, 5, 4, 3] * 5)
    said = Ridge.of(x @ x.T, 2.0).left_out(y, groups)
    for group in range(6):
        out = groups == group
        weights = Ridge.of(x[~out] @ x[~out].T, 2.0).weights(y[~out])
        refitted = (x[out] @ x[~out].T + INTERCEPT) @ weights
        np.testing.assert_allclose(said[out], refitted, rtol=1e-9)


def test_the_best_threshold_by_hand() -> None:
    """Of 0.9, 0.8 and ten times 0.05 the first two are worth giving; the cut lies midway."""
    cut = find_best_threshold(np.array([0.05] * 10 + [0.8, 0.9]))
    assert cut == pytest.approx(np.log(0.425 / 0.575))


def test_folds_keep_people_together() -> None:
    person = np.array([0, 0, 0, 1, 1, 2, 3, 4, 5])
    fold = assign_folds(person, 3)
    assert all(len(set(fold[person == who])) == 1 for who in range(6))
    assert sorted(np.bincount(fold)) == [3, 3, 3]


def test_a_reliability_curve_by_hand() -> None:
    curve = build_reliability_curve([0.02, 0.04, 0.55, 1.0], [0.0, 0, 1, 1])
    assert [(bar.low, bar.n, bar.observed) for bar in curve] == [
        (0, 2, 0),
        (0.5, 1, 1),
        (0.9, 1, 1),
    ]
    assert curve[0].predicted == pytest.approx(0.03)


def test_leaving_turns_out_for_speed_promises_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """All turns with the code are kept and few of the others, which then count for several."""
    monkeypatch.setattr("interviewkit.coding.learning.thinning.MOST_ROWS", 160)
    world = World(3, strength=1.5)
    (found,) = cross_validate(LearnedCoder(), world.material, BOOK, world.codings(), world.read())
    assert abs(found.probabilities.mean() - found.held.mean()) < 0.08
