"""The sample survey's questions on working beside AI, with the published margins that they meet.

make_survey.py asks them last, from a random stream of their own, so that all else in the file stays
as it is. A comment says which numbers the study printed; the others are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from make_survey import Sample

EMPLOYEES, EXECUTIVES, FREELANCERS = "employee", "executive", "freelancer"

# How the gains came about, of all employees; several could be ticked. All four are printed.
GAIN_FROM = {
    "more time to experiment": 0.30,
    "better tools": 0.25,
    "own upskilling": 0.22,
    "training and incentives": 0.22,
}
OTHERWISE, NO_GAIN = "something else", "no gain so far"

# In the top quartile of ai_gain and below it. Printed: both of training_and_tools, and the top
# quartile's of the others.
BY_GAIN = {
    "training_and_tools": (0.48, 0.22),
    "ai_polite_to_me": (0.79, 0.58),
    "ai_empathetic": (0.54, 0.33),
}
# Printed: managers and contributors.
PREFERS_AI = {
    "middle_manager": 0.50,
    "individual_contributor": 0.39,
    "executive": 0.44,
    "freelancer": 0.31,
}

# Yes by group; who is not named was not asked. Printed: the employees' first two, the freelancers'
# last two, and the executives'.
BY_GROUP = {
    "asks_too_much": {EMPLOYEES: 0.48},
    "new_projects": {EMPLOYEES: 0.30, FREELANCERS: 0.46},
    "learns_faster": {EMPLOYEES: 0.71, FREELANCERS: 0.90},
    "helps_specialise": {EMPLOYEES: 0.26, FREELANCERS: 0.42},
    "ai_tools": {EXECUTIVES: 0.86},
}

HOW_CLOSELY = ("not at all", "slightly", "somewhat", "closely", "very closely")
# By quartile of ai_gain, lowest first. Nothing is printed but that it is lowest in the top one.
STRATEGY = (
    (0.08, 0.18, 0.28, 0.30, 0.16),
    (0.06, 0.15, 0.27, 0.34, 0.18),
    (0.07, 0.16, 0.27, 0.33, 0.17),
    (0.19, 0.27, 0.25, 0.20, 0.09),
)
HOW_OFTEN = ("never", "rarely", "sometimes", "often", "with every request")
# Printed: nearly half of all with every request; 87 % of all at least sometimes.
OFTEN = {
    "says_please": {
        EXECUTIVES: (0.06, 0.09, 0.16, 0.23, 0.46),
        EMPLOYEES: (0.05, 0.08, 0.16, 0.23, 0.48),
        FREELANCERS: (0.04, 0.07, 0.14, 0.23, 0.52),
    },
    "asks_as_coworker": {
        EXECUTIVES: (0.04, 0.08, 0.26, 0.37, 0.25),
        EMPLOYEES: (0.05, 0.09, 0.30, 0.33, 0.23),
        FREELANCERS: (0.05, 0.09, 0.24, 0.34, 0.28),
    },
}
AGENTS = ("not planned", "planned", "being tried", "in operation")
# Printed: 31 % of executives, in operation.
AGENTS_IN_USE = {EXECUTIVES: (0.13, 0.24, 0.32, 0.31)}
HOW_MUCH = ("not at all", "a little", "in part", "a great deal", "completely")
# Printed: the last two together are more than three quarters of each group.
AGENTS_REINVENT = {
    EXECUTIVES: (0.02, 0.04, 0.11, 0.49, 0.34),
    EMPLOYEES: (0.03, 0.06, 0.14, 0.50, 0.27),
    FREELANCERS: (0.03, 0.05, 0.13, 0.47, 0.32),
}

ASKED = (
    "gain_from", *BY_GAIN, "prefers_ai", *BY_GROUP, "strategy_connection", *OFTEN, "agents_in_use",
    "agents_reinvent",
)  # fmt: skip
"""The columns of these questions, in their order in the file."""


def ask_more(sample: Sample, top: np.ndarray) -> None:
    """Adds all of them; ``top`` is the top quartile of gains, as a mask."""
    how_gains_came(sample)
    for name, (in_top, below) in BY_GAIN.items():
        sample.flag(name, np.flatnonzero(top), in_top)
        sample.flag(name, np.flatnonzero(~top), below)
    for level, share in PREFERS_AI.items():
        rows = np.flatnonzero((sample["level"] == level) | (sample["group"] == level))
        sample.flag("prefers_ai", rows, share)
    for name, by_group in BY_GROUP.items():
        yes_by_group(sample, name, by_group)
    sample.add("strategy_connection", empty(sample))
    for quartile, shares in zip(quartiles(sample), STRATEGY, strict=True):
        sample["strategy_connection"][quartile] = sample.deal(quartile, HOW_CLOSELY, shares)
    for name, asked in OFTEN.items():
        scale_by_group(sample, name, HOW_OFTEN, asked)
    scale_by_group(sample, "agents_in_use", AGENTS, AGENTS_IN_USE)
    scale_by_group(sample, "agents_reinvent", HOW_MUCH, AGENTS_REINVENT)


def how_gains_came(sample: Sample) -> None:
    """Options joined by semicolons, as Microsoft Forms and Google Sheets write several answers."""
    rows = np.flatnonzero(sample["group"] == EMPLOYEES)
    gaining = rows[sample["reports_gain"][rows]]
    ticked: dict[int, list[str]] = {int(row): [] for row in rows}
    for option, share in GAIN_FROM.items():
        for row in gaining[sample.spread(gaining) < share * len(rows) / len(gaining)]:
            ticked[int(row)].append(option)
    sample.add("gain_from", empty(sample))
    for row, options in ticked.items():
        without = [OTHERWISE if sample["reports_gain"][row] else NO_GAIN]
        sample["gain_from"][row] = "; ".join(options or without)


def quartiles(sample: Sample) -> list[np.ndarray]:
    """The rows of each quarter of gains, lowest first, cut where quantile(ai_gain, …) cuts."""
    order = np.argsort(sample["ai_gain"], kind="stable")
    shares = np.cumsum(sample["weight"][order]) / sample["weight"].sum()
    at = [sample["ai_gain"][order][np.argmax(shares >= q - 1e-12)] for q in (0.25, 0.5, 0.75)]
    quarter = np.searchsorted(at, sample["ai_gain"], side="right")
    return [np.flatnonzero(quarter == each) for each in range(4)]


def yes_by_group(sample: Sample, name: str, by_group: dict[str, float]) -> None:
    """Yes and no as texts, empty for who was not asked."""
    sample.add(name, empty(sample))
    for group, share in by_group.items():
        rows = np.flatnonzero(sample["group"] == group)
        sample[name][rows] = sample.deal(rows, ("yes", "no"), (share, 1 - share))


def scale_by_group(
    sample: Sample, name: str, levels: tuple[str, ...], by_group: dict[str, tuple[float, ...]]
) -> None:
    """An answer scale, empty for who was not asked."""
    sample.add(name, empty(sample))
    for group, shares in by_group.items():
        rows = np.flatnonzero(sample["group"] == group)
        sample[name][rows] = sample.deal(rows, levels, shares)


def empty(sample: Sample) -> np.ndarray:
    return np.zeros(len(sample), dtype="U120")
