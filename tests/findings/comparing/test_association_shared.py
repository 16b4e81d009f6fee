"""On data of others the known results come out, through a whole study."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from interviewkit.model import Inquiry


@pytest.fixture
def elsewhere(root: Path):
    sys.path.insert(0, str(root / "benchmarks"))
    try:
        import association_elsewhere

        yield association_elsewhere
    finally:
        sys.path.pop(0)


@pytest.mark.shared
def test_those_who_worried_speak_of_crime_and_welfare(
    elsewhere, shared: Path, tmp_path: Path
) -> None:
    """The model's own means of topic 2 are .196 without and .468 with the treatment."""
    study = elsewhere.gadarian(shared, tmp_path / "study")
    rows = {row.of: row for row in study.associations().segments}
    topic = rows["topic2"]
    assert (topic.inside.people, topic.outside.people) == (171, 170)
    assert (topic.inside.voiced, topic.outside.voiced) == (96, 22)
    assert topic.difference.interval.low > 0.3
    assert topic.tested.name == "score test of two shares"
    assert max(topic.tested.adjusted, rows["fear"].tested.adjusted) < 1e-4
    assert rows["topic1"].difference.interval.high < -0.2
    assert rows["topic3"].tested.p < 0.05
    held = study.associations(Inquiry(of=("topic2",), covariates=("republican",))).segments[0]
    assert held.modelled is not None
    assert held.modelled.odds_ratio.interval.low > 4
    share = study.associations(Inquiry(variables=("republican",), of=("topic2",))).variables[0]
    assert share.people == 341


@pytest.mark.shared
def test_small_talk_goes_with_liking_and_appeals_to_fairness_do_not(
    elsewhere, shared: Path, tmp_path: Path
) -> None:
    study = elsewhere.casino(shared, tmp_path / "study")
    reference = elsewhere.pearson(shared)
    rows = {row.of: row for row in study.associations(Inquiry(variables=("likes",))).variables}
    assert (rows["small-talk"].people, rows["small-talk"].groups) == (792, 396)
    standing = {name for name, row in rows.items() if row.tested.adjusted < 0.05}
    assert standing == {"small-talk", "vouch-fair"}
    assert rows["small-talk"].correlation.value > 0 > rows["vouch-fair"].correlation.value
    surest = [name for name, r in reference.items() if abs(r) > 0.1]
    assert all(reference[name] * rows[name].correlation.value > 0 for name in surest)
    segments = {(row.of, row.segment): row for row in study.associations().segments}
    assert segments["vouch-fair", "liked"].difference.interval.high < 0
    assert segments["vouch-fair", "liked"].tested.name == "t test, people of one conversation tied"
