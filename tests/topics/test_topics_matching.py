"""Topics matched over two fits: every case, on directions that are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from interviewkit.model import TopicMatch
from interviewkit.topics.matching import Fitted, match_topics

RNG = np.random.default_rng(7)
DIMENSIONS = 24


def side(
    topics: Mapping[str, Mapping[int, int]],
    *,
    people: int = 20,
    also: Mapping[int, int] | None = None,
) -> Fitted:
    """Topics as bundles of directions: title → direction → turns; ``also`` are outliers."""
    rows: list[np.ndarray] = []
    assignment: list[int] = []
    bundles = [*topics.values(), also or {}]
    for number, directions in enumerate(bundles):
        for direction, n in directions.items():
            middle = np.zeros(DIMENSIONS)
            middle[direction], middle[-1] = 1.0, 2.0  # every turn is also about the same subject
            rows.append(middle + RNG.normal(0, 0.12, (n, DIMENSIONS)))
            assignment += [number if number < len(topics) else -1] * n
    vectors = np.vstack(rows).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    names = [f"p{i % people}" for i in range(len(vectors))]
    return Fitted(dict(enumerate(topics)), assignment, vectors, names)


def kinds(found: Sequence[TopicMatch]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {case.kind: (case.before, case.after) for case in found}


def test_kept_new_and_lost() -> None:
    before = side({"tea": {0: 60}, "rain": {1: 60}})
    after = side({"tea again": {0: 60}, "snow": {2: 60}})
    found = match_topics(before, after)
    assert kinds(found) == {
        "kept": (("tea",), ("tea again",)),
        "lost": (("rain",), ()),
        "new": ((), ("snow",)),
    }
    kept = next(case for case in found if case.kind == "kept")
    assert (kept.size_before, kept.size_after) == (60, 60)
    assert kept.likeness > 0.9
    lost = next(case for case in found if case.kind == "lost")
    assert lost.near_before > 0.4
    assert lost.near_after == 0.0


def test_split_and_merged() -> None:
    before = side({"drinks": {0: 50, 1: 50}, "sun": {3: 40}, "moon": {4: 40}})
    after = side({"tea": {0: 50}, "coffee": {1: 50}, "sky": {3: 40, 4: 40}})
    assert kinds(match_topics(before, after)) == {
        "split": (("drinks",), ("tea", "coffee")),
        "merged": (("sun", "moon"), ("sky",)),
    }


def test_what_is_spoken_of_but_was_not_made_a_topic_is_blurred() -> None:
    before = side({"tea": {0: 60}, "rain": {1: 60}})
    after = side({"tea": {0: 60}}, also={1: 60})
    assert kinds(match_topics(before, after))["blurred"] == (("rain",), ())


def test_what_few_people_carry_is_thin() -> None:
    before = side({"tea": {0: 60}, "rain": {1: 4}}, people=30)
    after = side({"tea": {0: 60}}, people=30)
    assert kinds(match_topics(before, after))["thin"] == (("rain",), ())


def test_a_side_without_topics() -> None:
    before = side({"tea": {0: 60}})
    after = side({}, also={1: 60})
    assert kinds(match_topics(before, after)) == {"lost": (("tea",), ())}


def test_an_order_of_turns_changes_nothing() -> None:
    before, after = side({"tea": {0: 60}, "rain": {1: 60}}), side({"rain": {1: 60}, "tea": {0: 60}})
    order = RNG.permutation(len(after.assignment))
    shuffled = Fitted(
        after.titles,
        [after.assignment[i] for i in order],
        after.vectors[order],
        [after.people[i] for i in order],
    )
    one, two = (match_topics(before, each) for each in (after, shuffled))
    assert [(c.kind, c.before, c.after) for c in one] == [(c.kind, c.before, c.after) for c in two]
