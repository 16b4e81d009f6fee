"""Makes the sample survey: python surveys/make_survey.py [where to write it].

Illustrative and nobody's data: all 2,500 respondents are invented. Only some margins (means and
shares, listed in README.md) are set to figures that a study of AI at work has published, so that
the sample report has something to say. Same script, same bytes: the seed is fixed.

questions.py adds the questions on working beside AI. Two ideas carry both scripts. ``spread`` deals
shares from 0 to 1 to a set of rows evenly along their weights, so that "the lowest 88 %" is 88 % of
the people and of the weight alike. And the 40 people of the sample focus groups are respondents
too: their country and age come from transcripts/participants.csv, their gains and leanings from
CAST below.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from questions import ASKED, ask_more

SEED = 20250401
HERE = Path(__file__).parent
PARTICIPANTS = HERE.parent / "transcripts" / "participants.csv"
GOLDEN = (5**0.5 - 1) / 2

GROUPS = {"E": ("executive", 1250), "M": ("employee", 625), "F": ("freelancer", 625)}
COUNTRIES = {"US": 0.5, "UK": 0.2, "Australia": 0.15, "Canada": 0.15}
GENDERS = {"woman": 0.47, "man": 0.51, "other": 0.02}
INDUSTRIES = {"software": 0.22, "finance": 0.16, "health": 0.13, "retail": 0.13, "media": 0.12,
              "manufacturing": 0.12, "education": 0.07, "other": 0.05}  # fmt: skip
LEVELS = {
    "executive": {"c_suite": 0.3, "vp": 0.3, "director": 0.4},
    "employee": {"middle_manager": 0.48, "individual_contributor": 0.52},
    "freelancer": {"self_employed": 1.0},
}
AGREEMENT = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
EDGE = {
    "executive": (0.05, 0.11, 0.19, 0.37, 0.28),
    "employee": (0.06, 0.13, 0.20, 0.33, 0.28),
    "freelancer": (0.05, 0.09, 0.15, 0.37, 0.34),
}
CAREER = ("negative", "none", "positive")
CAREER_SHARES = {
    "executive": (0.07, 0.15, 0.78),
    "employee": (0.11, 0.20, 0.69),
    "freelancer": (0.05, 0.07, 0.88),
}
# Mean gain in per cent, share with a gain at all, share burned out. The 40.3 makes 40 overall.
BY_RANK = {
    "middle_manager": (42.0, 0.88, 0.76),
    "individual_contributor": (36.0, 0.82, 0.69),
    "executive": (40.3, 0.77, 0.72),
    "freelancer": (40.4, 0.90, 0.61),
}
# Shares of yes in the top quartile of ai_gain and below it.
BY_GAIN = {
    "intent_to_quit": (0.44, 0.22),
    "trust_ai_more": (0.67, 0.43),
    "ai_better_relationship": (0.64, 0.41),
    "polite_to_ai": (0.85, 0.66),
    "ai_coworker": (0.96, 0.88),
}
TOP_BURNED_OUT = 0.88
UNANSWERED = {"gender": 0.01, "industry": 0.02, "tenure_years": 0.03, "hours_ai_week": 0.04,
              "isolated": 0.02, "ideas_with_ai": 0.03}  # fmt: skip

# The people of the focus groups: gain in per cent, and how they lean.
CAST = {
    "P01": (55, "edge"), "P02": (20, "doubts"), "P03": (70, "tired trusts"),
    "P04": (30, "belongs craft"), "P05": (45, "lonely"), "P06": (80, "edge trusts"),
    "P07": (35, "craft"), "P08": (25, ""), "P09": (65, "lonely edge"),
    "P10": (85, "tired lonely trusts"), "P11": (15, "doubts"), "P12": (50, "craft"),
    "P13": (30, "belongs"), "P14": (60, "edge"), "P15": (25, "lonely"), "P16": (40, "belongs"),
    "P17": (60, "lonely trusts"), "P18": (65, "edge"), "P19": (15, "craft doubts"),
    "P20": (50, "trusts"), "P21": (5, "belongs doubts"), "P22": (40, "lonely"),
    "P23": (45, "edge"), "P24": (30, "craft"), "P25": (35, ""), "P26": (75, "lonely trusts"),
    "P27": (55, "edge"), "P28": (10, "belongs doubts"), "P29": (50, "edge"),
    "P30": (20, "craft lonely"), "P31": (45, "trusts"), "P32": (90, "tired edge lonely"),
    "P33": (35, "belongs doubts"), "P34": (25, ""), "P35": (70, "trusts lonely"),
    "P36": (55, "craft"), "P37": (40, "doubts"), "P38": (60, "edge lonely"),
    "P39": (10, "belongs"), "P40": (30, "craft"),
}  # fmt: skip
LEANINGS = {
    "trusts": {"trust_ai_more": True, "ai_better_relationship": True, "polite_to_ai": True,
               "prefers_ai": True, "ai_polite_to_me": True},
    "doubts": {"trust_ai_more": False, "ai_better_relationship": False, "ai_coworker": False,
               "prefers_ai": False, "ai_empathetic": False},
    "tired": {"burned_out": True},
    "belongs": {"ai_better_relationship": False, "prefers_ai": False},
}  # fmt: skip
COLUMNS = ("respondent", "weight", "group", "level", "country", "age", "gender", "industry",
           "tenure_years", "hours_ai_week", "ai_gain", "reports_gain", "ai_edge",
           "career_effect", "ai_coworker", "trust_ai_more", "ai_better_relationship",
           "polite_to_ai", "burnout", "burned_out", "intent_to_quit", "isolated",
           "capable_with_ai", "ai_neutral", "ideas_with_ai", *ASKED)  # fmt: skip


class Sample:
    """2,500 rows, one array a column, made column by column."""

    def __init__(self) -> None:
        # The legacy generator: numpy promises that its stream never changes.
        self.random = np.random.RandomState(SEED)
        self.columns: dict[str, np.ndarray] = {}
        self.silent: dict[str, np.ndarray] = {}
        ids = [
            f"{letter}{n:04d}" for letter, (_, size) in GROUPS.items() for n in range(1, size + 1)
        ]
        self.add("respondent", ids)
        self.add("group", [GROUPS[name[0]][0] for name in ids])
        self.cast = read_cast({name: row for row, name in enumerate(ids)})

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.columns["respondent"])

    def add(self, name: str, values: object) -> None:
        self.columns[name] = np.array(values)

    def leaning(self, row: int, word: str) -> bool:
        return row in self.cast and word in CAST[self.cast[row]["participant"]][1].split()

    def spread(self, rows: np.ndarray) -> np.ndarray:
        """For each of the rows a different share of (0, 1), evenly dealt along the weights.

        Multiples of the golden ratio fill every stretch of the rows evenly.
        """
        weights = self.columns.get("weight", np.ones(len(self)))
        order = np.lexsort((self.random.random_sample(len(rows)), weights[rows]))
        places = np.argsort(np.argsort(np.arange(len(rows)) * GOLDEN % 1))
        shares = np.empty(len(rows))
        shares[order] = (places + 0.5) / len(rows)
        return shares

    def deal(self, rows: np.ndarray, values: tuple[object, ...], shares: object) -> np.ndarray:
        """The values in those shares over the rows."""
        steps = np.cumsum(np.array(shares, dtype=float))
        places = np.searchsorted(steps / steps[-1], self.spread(rows))
        return np.array(values)[places]

    def flag(self, name: str, rows: np.ndarray, share: float) -> None:
        """Yes for that share of the rows, the leanings of the cast counted in."""
        column = self.columns.setdefault(name, np.zeros(len(self), dtype=bool))
        set_by = {
            row: answers[name]
            for row in rows
            for word, answers in LEANINGS.items()
            if name in answers and self.leaning(int(row), word)
        }
        free = np.array([row for row in rows if row not in set_by])
        column[free] = self.spread(free) < (share * len(rows) - sum(set_by.values())) / len(free)
        for row, value in set_by.items():
            column[row] = value


def read_cast(row_of: dict[str, int]) -> dict[int, dict[str, str]]:
    """The people of the sample focus groups who are respondents, by row."""
    with PARTICIPANTS.open(encoding="utf-8-sig", newline="") as file:
        people = [person for person in csv.DictReader(file) if person["respondent"]]
    return {row_of[person["respondent"]]: person for person in people}


def make() -> Sample:
    """The whole sample, in memory."""
    sample = Sample()
    who_they_are(sample)
    what_they_gain(sample)
    how_they_are(sample)
    what_they_think(sample)
    leave_unanswered(sample)
    # A stream of their own: what was dealt before stays as it is, whatever is asked later.
    sample.random = np.random.RandomState(SEED + 1)
    ask_more(sample, top_quartile(sample))
    return sample


def who_they_are(sample: Sample) -> None:
    everyone = np.arange(len(sample))
    sample.add("country", sample.deal(everyone, tuple(COUNTRIES), list(COUNTRIES.values())))
    sample.add("gender", sample.deal(everyone, tuple(GENDERS), list(GENDERS.values())))
    sample.add("age", np.zeros(len(sample), dtype=int))
    sample.add("level", np.zeros(len(sample), dtype="U30"))
    for group, (low, high) in {
        "executive": (27, 74),
        "employee": (18, 67),
        "freelancer": (18, 78),
    }.items():
        rows = np.flatnonzero(sample["group"] == group)
        shares = sample.spread(rows)
        # Few very young and very old, most in between: the sum of two dice.
        shares = (shares + sample.random.permutation(shares)) / 2
        sample["age"][rows] = np.round(low + (high - low) * shares)
        sample["level"][rows] = sample.deal(
            rows, tuple(LEVELS[group]), list(LEVELS[group].values())
        )
    freelancers = np.flatnonzero(sample["group"] == "freelancer")
    youngest, oldest = [row for row in freelancers if row not in sample.cast][:2]
    sample["age"][youngest], sample["age"][oldest] = 18, 78
    for row, person in sample.cast.items():
        sample["country"][row], sample["age"][row] = person["country"], int(person["age"])
        if person["role"] == "leader":
            sample["level"][row] = rank(person["occupation"])
    add_weights(sample)
    sample.add("industry", sample.deal(everyone, tuple(INDUSTRIES), list(INDUSTRIES.values())))
    longest = np.minimum(sample["age"] - 18, 30)
    sample.add("tenure_years", np.round(longest * sample.random.random_sample(len(sample)) ** 1.7))


def rank(occupation: str) -> str:
    if any(word in occupation for word in ("COO", "CTO", "CEO", "chief")):
        return "c_suite"
    return "vp" if "VP" in occupation else "director"


def add_weights(sample: Sample) -> None:
    """Mild weights with mean 1, as if some countries and women had answered less than planned."""
    by_country = {"US": 0.92, "UK": 1.04, "Australia": 1.12, "Canada": 1.16}
    by_gender = {"woman": 1.1, "man": 0.9, "other": 1.0}
    weights = np.array([by_country[c] for c in sample["country"]])
    weights = weights * np.array([by_gender[g] for g in sample["gender"]])
    sample.add("weight", np.round(weights / weights.mean(), 4))


def ranks(sample: Sample) -> dict[str, np.ndarray]:
    """The rows of each entry of BY_RANK."""
    level, group = sample["level"], sample["group"]
    return {name: np.flatnonzero((level == name) | (group == name)) for name in BY_RANK}


def what_they_gain(sample: Sample) -> None:
    """Whole per cents from 0 to 100, many of them round, with the mean of each rank."""
    sample.add("ai_gain", np.zeros(len(sample), dtype=int))
    for name, rows in ranks(sample).items():
        mean, gaining, _ = BY_RANK[name]
        cast = [row for row in rows if row in sample.cast]
        sample["ai_gain"][cast] = [CAST[sample.cast[row]["participant"]][0] for row in cast]
        free = np.array([row for row in rows if row not in sample.cast])
        without = round((1 - gaining) * len(rows)) / len(free)
        shares = sample.spread(free)
        gains = np.where(shares < without, 0.0, (shares - without) / (1 - without))
        total = mean * len(rows) - sample["ai_gain"][cast].sum()
        sample["ai_gain"][free] = with_total(gains, total, sample.spread(free) < 0.4)
    sample.add("reports_gain", sample["ai_gain"] > 0)


def with_total(gains: np.ndarray, total: float, is_round: np.ndarray) -> np.ndarray:
    """Shares bent into per cents from 2 to 100 that sum up to the total, or nearly."""
    low, high = 0.1, 10.0
    for _ in range(60):
        power = (low + high) / 2
        percents = 2 + 98 * (1 - (1 - gains**power) ** 0.45)
        percents = np.where(is_round, np.round(percents / 5) * 5, np.round(percents))
        percents = np.where(gains > 0, np.maximum(percents, 1), 0)
        low, high = (power, high) if percents.sum() > total else (low, power)
    return percents.astype(int)


def top_quartile(sample: Sample) -> np.ndarray:
    """ai_gain >= quantile(ai_gain, 0.75), weighted, as a mask."""
    order = np.argsort(sample["ai_gain"], kind="stable")
    shares = np.cumsum(sample["weight"][order]) / sample["weight"].sum()
    return sample["ai_gain"] >= sample["ai_gain"][order][np.argmax(shares >= 0.75 - 1e-12)]


def how_they_are(sample: Sample) -> None:
    """Burned out, about to quit, at ease with AI: by the top quartile of gains and by rank."""
    top = top_quartile(sample)
    for name, rows in ranks(sample).items():
        share = BY_RANK[name][2]
        high, rest = rows[top[rows]], rows[~top[rows]]
        sample.flag("burned_out", high, TOP_BURNED_OUT)
        sample.flag(
            "burned_out", rest, (share * len(rows) - TOP_BURNED_OUT * len(high)) / len(rest)
        )
    for name, (in_top, below) in BY_GAIN.items():
        sample.flag(name, np.flatnonzero(top), in_top)
        sample.flag(name, np.flatnonzero(~top), below)
    sample.add("burnout", np.zeros(len(sample), dtype=int))
    for burned, values, shares in ((True, (4, 5), (0.6, 0.4)), (False, (1, 2, 3), (0.2, 0.4, 0.4))):
        rows = np.flatnonzero(sample["burned_out"] == burned)
        sample["burnout"][rows] = sample.deal(rows, values, shares)


def what_they_think(sample: Sample) -> None:
    for name, levels, by_group in (
        ("ai_edge", AGREEMENT, EDGE), ("career_effect", CAREER, CAREER_SHARES),
    ):  # fmt: skip
        sample.add(name, np.zeros(len(sample), dtype="U20"))
        for group, shares in by_group.items():
            rows = np.flatnonzero(sample["group"] == group)
            sample[name][rows] = sample.deal(rows, levels, shares)
    gain, trust = sample["ai_gain"] / 100, sample["trust_ai_more"]
    remote = sample["group"] == "freelancer"
    likert(sample, "isolated", 2.1 + 0.8 * remote + 0.9 * sample["burned_out"], "lonely", "belongs")
    likert(sample, "capable_with_ai", 2.4 + 2.2 * gain, "edge", "craft")
    likert(sample, "ai_neutral", 2.6 + 0.9 * trust, "trusts", "doubts")
    likert(sample, "ideas_with_ai", 2.3 + 1.0 * gain + 0.6 * trust, "edge", "doubts")
    hours = 2 + 22 * gain + 8 * sample.random.random_sample(len(sample))
    sample.add("hours_ai_week", np.round(hours, 1))
    swap_edges(sample)


def likert(sample: Sample, name: str, middle: np.ndarray, high: str, low: str) -> None:
    """A 1 to 5 item around the middle; people of the cast who lean that way say so."""
    noise = sample.random.normal(0, 0.9, len(sample))
    values = np.clip(np.round(middle + noise), 1, 5).astype(int)
    for row in sample.cast:
        if sample.leaning(row, high):
            values[row] = max(values[row], 4)
        elif sample.leaning(row, low):
            values[row] = min(values[row], 2)
    sample.add(name, values)


def swap_edges(sample: Sample) -> None:
    """Gives the cast the answer on AI's edge that they voice, in exchange with a stranger's."""
    edge = sample["ai_edge"]
    for row in sample.cast:
        wanted = "agree" if sample.leaning(row, "edge") else "disagree"
        if sample.leaning(row, "edge") or sample.leaning(row, "craft"):
            same = (sample["group"] == sample["group"][row]) & (edge == wanted)
            others = [other for other in np.flatnonzero(same) if other not in sample.cast]
            edge[row], edge[others[0]] = edge[others[0]], edge[row]


def leave_unanswered(sample: Sample) -> None:
    """Some people give no answer to some questions; the cast answers all."""
    for name, share in UNANSWERED.items():
        silent = sample.random.random_sample(len(sample)) < share
        silent[list(sample.cast)] = False
        sample.silent[name] = silent


def cells(sample: Sample) -> list[list[str]]:
    """Texts as they stand in the file."""
    table = np.array([[text(value) for value in sample[name]] for name in COLUMNS], dtype=object)
    for name, silent in sample.silent.items():
        table[COLUMNS.index(name), silent] = ""
    return table.T.tolist()


def text(value: object) -> str:
    if isinstance(value, np.bool_):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, np.floating) else str(value)


def main(where: Path) -> None:
    with where.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(cells(make()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "survey.csv")
