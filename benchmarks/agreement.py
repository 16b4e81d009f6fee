"""Agreement at the size of a large study: 15,000 turns, 4 codes, two and three coders.

    python benchmarks/agreement.py [--coverage]

Prints JSON: seconds for all measures without intervals, and with 1,000 resamples of 1,250 people
and of 15,000. ``--coverage`` instead simulates how often nominal 95 % intervals of kappa cover
the true value, for people whose turns resemble each other.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time

import numpy as np
from rating_tables import build_ratings_of_table

from interviewkit.findings.agreeing.agreement import measure_agreement
from interviewkit.findings.agreeing.measures.chance import kappa
from interviewkit.findings.agreeing.measures.ratings import Floats
from interviewkit.findings.agreeing.measures.resampling import Resampling
from interviewkit.model import Coding, Comparison, Passage, Turn

TURNS, CODES = 15_000, ("a", "b", "c", "d")

SETTINGS = (  # people, turns each, prevalence, correlation within people, error rate
    (10, 20, 0.2, 0.1, 0.2),
    (24, 20, 0.2, 0.1, 0.2),
    (24, 20, 0.05, 0.1, 0.2),
    (24, 30, 0.2, 0.3, 0.05),
    (50, 20, 0.05, 0.1, 0.2),
    (100, 5, 0.1, 0.3, 0.2),
)


def made_up(coders: int) -> dict[str, list[Coding]]:
    """Coders who find what is there in 85 of 100 cases, and in 5 of 100 what is not."""
    chance = random.Random(7)
    turns = [Turn("t", n + 1, "p", "I am stuck.", id=n) for n in range(TURNS)]
    there = {(n, code) for n in range(TURNS) for code in CODES if chance.random() < 0.2}
    return {
        f"coder{number}": [
            Coding(Passage.whole(turns[n]), code, f"coder{number}")
            for n in range(TURNS)
            for code in CODES
            if chance.random() < (0.85 if (n, code) in there else 0.05)
        ]
        for number in range(coders)
    }


def seconds(coders: int, resamples: int, people: int) -> float:
    codings = made_up(coders)
    read = dict.fromkeys(codings, range(TURNS))
    speaker_of = {n: f"p{n % people}" for n in range(TURNS)}
    how = Comparison(resamples=resamples)
    began = time.perf_counter()
    measure_agreement(codings, read, codes=CODES, speaker_of=speaker_of, how=how)
    return round(time.perf_counter() - began, 3)


def tables(
    chance: np.random.Generator, people: int, turns: int, share: float, icc: float, error: float
) -> Floats:
    """(people, 4): each person's units by what two coders found; more errors on some people."""
    of_person = chance.beta(share * (1 - icc) / icc, (1 - share) * (1 - icc) / icc, people)
    who = np.repeat(np.arange(people), chance.poisson(turns - 1, people) + 1)
    there = chance.random(len(who)) < of_person[who]
    wrong = chance.beta(error * 4, (1 - error) * 4, (people, 2))[who]
    slip = np.where(there[:, None], wrong, wrong * share / (1 - share))
    found = there[:, None] ^ (chance.random(slip.shape) < slip)
    cells = who * 4 + found[:, 0] * 2 + found[:, 1]
    return np.bincount(cells, minlength=people * 4).reshape(people, 4).astype(np.float64)


def coverage(studies: int = 1000) -> list[dict[str, float]]:
    rows = []
    for people, *rest in SETTINGS:
        chance = np.random.default_rng(1)
        whole = tables(chance, 200_000, *rest).sum(axis=0)
        true = float(kappa(build_ratings_of_table(whole.reshape(2, 2).tolist())).value)
        hit, width, n = 0, 0.0, 0
        for study in range(studies):
            of_people = tables(chance, people, *rest)
            resampling = Resampling.of(people, study)
            ratings = build_ratings_of_table(of_people.sum(axis=0).reshape(2, 2).tolist())
            found = resampling.interval(
                kappa(ratings.with_counts(resampling.counts(of_people))).value
            )
            if found is None:
                continue
            n, hit = n + 1, hit + (found.low <= true <= found.high)
            width += found.high - found.low
        names = ("turns_each", "prevalence", "icc", "error")
        rows.append(
            {
                "people": people,
                **dict(zip(names, rest, strict=True)),
                "true_kappa": round(true, 3),
                "covered": round(hit / n, 3),
                "mean_width": round(width / n, 3),
            }
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--coverage", action="store_true")
    if parser.parse_args().coverage:
        print(json.dumps(coverage(), indent=2))
        return
    seconds(2, 10, 10)  # imports
    found = {
        f"{coders} coders": {
            "no_intervals": seconds(coders, 0, 1250),
            "resampling_1250_people": seconds(coders, 1000, 1250),
            "resampling_15000_people": seconds(coders, 1000, 15_000),
        }
        for coders in (2, 3)
    }
    print(json.dumps({"cores": os.cpu_count(), **found}, indent=2))


if __name__ == "__main__":
    main()
