"""Survey answers compared by wave under the survey's design, against the formulas by hand."""

from __future__ import annotations

import math
import random
from collections import defaultdict

import pytest

from builders_linked import TOML, linked_study
from interviewkit.model import Change, ComparisonRequest
from interviewkit.study import Study

Row = tuple[str, str, int, int, float, float]


def rows() -> list[Row]:
    """Three hundred people in five strata of six clusters; two in three answer again in May."""
    chance, found = random.Random(4), []
    for i in range(300):
        stratum, cluster = i % 5, i % 5 * 10 + i // 5 % 6
        usual = chance.gauss(stratum, 1) + random.Random(cluster).gauss(0, 1)
        for wave in ("April", "May")[: 1 if i % 3 == 0 else 2]:
            score = round(usual + chance.gauss(0, 0.5) + 0.4 * (wave == "May"), 3)
            weight = round(chance.uniform(0.5, 2), 3)
            found.append((f"R{i:02}", wave, stratum, cluster, weight, score))
    return found


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("designed")
    linked_study(folder)
    text = "id,wave,role_now,burnout,gender,edge,age,stratum,cluster,w,score\n"
    for who, wave, *rest in rows():
        text += f"{who},{wave},leader,3,man,low,30,{','.join(map(str, rest))}\n"
    (folder / "survey.csv").write_text(text, "utf-8")
    design = 'weight = "w"\nstrata = "stratum"\nclusters = "cluster"\nshow = ["score"]'
    toml = TOML.replace('wave = "wave"', f'wave = "wave"\n{design}')
    (folder / "study.toml").write_text(toml, "utf-8")
    return Study.open(folder)


def by_hand() -> tuple[float, float]:
    """The difference of two domains' means, and its linearised error with clusters in strata."""
    whole, total = defaultdict(float), defaultdict(float)
    for _, wave, _, _, weight, score in rows():
        whole[wave] += weight
        total[wave] += weight * score
    mean = {wave: total[wave] / whole[wave] for wave in whole}
    sums: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for _, wave, stratum, cluster, weight, score in rows():
        sign = 1 if wave == "May" else -1
        sums[stratum][cluster] += sign * weight * (score - mean[wave]) / whole[wave]
    variance = 0.0
    for clusters in sums.values():
        n, middle = len(clusters), sum(clusters.values()) / len(clusters)
        variance += n / (n - 1) * sum((each - middle) ** 2 for each in clusters.values())
    return mean["May"] - mean["April"], math.sqrt(variance)


def test_waves_are_compared_under_the_design(study: Study) -> None:
    found: list[Change] = list(study.compare(ComparisonRequest()).steps[0].answers)
    (score,) = found
    difference, error = by_hand()
    assert score.difference == pytest.approx(difference)
    assert score.interval is not None
    # qt(0.975, 24): thirty clusters less five strata less one
    half = 2.0638986 * error
    assert score.interval.low == pytest.approx(difference - half)
    assert score.interval.high == pytest.approx(difference + half)
    assert "5 strata" in score.test
    assert (score.before.n, score.after.n) == (300, 200)
