"""Intervals hold the truth of a made population as often as they promise."""

from __future__ import annotations

import numpy as np
import pandas as pd

from interviewkit.model import Interval, Variable
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.estimation.contrasts import estimate_contrasts
from interviewkit.survey.estimation.design_columns import build_design

CLUSTERS, SIZE, DRAWN, ROUNDS = 600, 12, 40, 400
SETTINGS = SurveySettings(respondent="", weight="w", strata=("stratum",), clusters=("cluster",))


def population(rng: np.random.Generator) -> pd.DataFrame:
    """600 clusters in two strata; answers are alike within a cluster (ICC about 0.1)."""
    cluster = np.repeat(np.arange(CLUSTERS), SIZE)
    stratum = cluster % 2
    mood = rng.normal(0, 0.6, CLUSTERS)[cluster]
    age = rng.uniform(18, 80, len(cluster))
    chance = 1 / (1 + np.exp(-(mood + (age - 50) / 30 + stratum)))
    return pd.DataFrame(
        {
            "cluster": cluster,
            "stratum": stratum,
            "age": age,
            "hit": rng.random(len(cluster)) < chance,
        }
    )


def sample(people: pd.DataFrame, rng: np.random.Generator) -> Answers:
    """Thirty clusters of the first stratum, ten of the second, everyone in them."""
    drawn = [rng.choice(np.arange(s, CLUSTERS, 2), n, replace=False) for s, n in ((0, 30), (1, 10))]
    table = people[people["cluster"].isin(np.concatenate(drawn))].reset_index(drop=True)
    table["w"] = np.where(table["stratum"] == 0, 300 / 30, 300 / 10)
    table["hit"] = table["hit"].astype("boolean")
    kinds = {"hit": "flag", "age": "number", "w": "number"}
    variables = tuple(
        Variable(name, kinds.get(name, "category"), levels=("yes",) if name == "hit" else ())
        for name in table.columns
    )
    return Answers(table, variables, weight="w", names=tuple(map(str, range(len(table)))))


def holds(interval: Interval | None, truth: float) -> bool:
    return interval is not None and interval.low <= truth <= interval.high


def test_intervals_of_overlapping_segments_hold_the_truth() -> None:
    """95 % intervals under strata, clusters and weights: 92 to 97.5 % of 400 samples."""
    rng = np.random.default_rng(20250401)
    people = population(rng)
    old, middle = people["age"] > 40, people["age"] < 60
    share = [float(people["hit"][mask].mean()) for mask in (old, middle)]
    truth = {"share": share[0], "difference": share[0] - share[1], "ratio": share[0] / share[1]}
    held = dict.fromkeys(truth, 0)
    for _ in range(ROUNDS):
        answers = sample(people, rng)
        age = answers.table["age"].to_numpy(dtype=float)
        pair = {"old": age > 40, "middle": age < 60}
        (found,) = estimate_contrasts(answers, build_design(answers, SETTINGS), "hit", pair)
        assert found.shared > 50
        held["share"] += holds(found.first.interval, truth["share"])
        held["difference"] += holds(found.difference_interval, truth["difference"])
        held["ratio"] += holds(found.ratio_interval, truth["ratio"])
    assert {name: 0.92 <= count / ROUNDS <= 0.975 for name, count in held.items()} == dict.fromkeys(
        truth, True
    ), held
