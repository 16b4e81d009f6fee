"""The sample survey is what surveys/README.md says it is."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from described import describe_variable

from interviewkit.model import Participant, Segment
from interviewkit.survey.answers import Answers
from interviewkit.survey.people.link import link_people

ROOT = Path(__file__).parents[2]
TOP, OTHERS = "ai_gain >= quantile(ai_gain, 0.75)", "ai_gain < quantile(ai_gain, 0.75)"
MANAGERS, CONTRIBUTORS = "level == 'middle_manager'", "level == 'individual_contributor'"
EXECUTIVES, EMPLOYEES = "group == 'executive'", "group == 'employee'"
FREE, FULL_TIME = "group == 'freelancer'", "group in ['executive', 'employee']"

MARGINS = [
    ("ai_gain", "", "true", 40),
    ("ai_gain", "", MANAGERS, 42),
    ("ai_gain", "", CONTRIBUTORS, 36),
    ("burned_out", "yes", TOP, 88),
    ("trust_ai_more", "yes", TOP, 67),
    ("ai_better_relationship", "yes", TOP, 64),
    ("polite_to_ai", "yes", TOP, 85),
    ("burned_out", "yes", MANAGERS, 76),
    ("burned_out", "yes", CONTRIBUTORS, 69),
    ("career_effect", "positive", FREE, 88),
    ("ai_edge", "strongly agree", FREE, 34),
    ("ai_edge", "strongly agree", FULL_TIME, 28),
    ("ai_edge", "strongly agree", "group == 'executive'", 28),
    ("ai_edge", "strongly agree", "group == 'employee'", 28),
    ("reports_gain", "yes", "group == 'executive'", 77),
    ("ai_coworker", "yes", "true", 90),
    ("training_and_tools", "yes", TOP, 48),
    ("training_and_tools", "yes", OTHERS, 22),
    ("ai_polite_to_me", "yes", TOP, 79),
    ("ai_empathetic", "yes", TOP, 54),
    ("prefers_ai", "yes", MANAGERS, 50),
    ("prefers_ai", "yes", CONTRIBUTORS, 39),
    ("gain_from [more time to experiment]", "yes", EMPLOYEES, 30),
    ("gain_from [better tools]", "yes", EMPLOYEES, 25),
    ("gain_from [own upskilling]", "yes", EMPLOYEES, 22),
    ("gain_from [training and incentives]", "yes", EMPLOYEES, 22),
    ("asks_too_much", "yes", EMPLOYEES, 48),
    ("new_projects", "yes", EMPLOYEES, 30),
    ("learns_faster", "yes", FREE, 90),
    ("helps_specialise", "yes", FREE, 42),
    ("agents_in_use", "in operation", EXECUTIVES, 31),
    ("ai_tools", "yes", EXECUTIVES, 86),
]


@pytest.fixture(params=["weighted", "plain"])
def survey(request: pytest.FixtureRequest, sample: Answers) -> Answers:
    return sample if request.param == "weighted" else replace(sample, weight="")


def value(survey: Answers, variable: str, level: str, rule: str) -> float:
    figures = describe_variable(survey, variable, [Segment("s", rule)])
    (found,) = [f.value for f in figures if f.segment == "s" and f.level == level]
    return found


@pytest.mark.parametrize(("variable", "level", "rule", "published"), MARGINS)
def test_margins_hold(
    survey: Answers, variable: str, level: str, rule: str, published: int
) -> None:
    found = value(survey, variable, level, rule) * (100 if level else 1)
    assert round(found) == published


def test_nearly_half_say_please_with_every_request(survey: Answers) -> None:
    assert round(100 * value(survey, "says_please", "with every request", "true")) == 48


def test_most_phrase_requests_as_to_coworkers(survey: Answers) -> None:
    often = ("sometimes", "often", "with every request")
    total = sum(value(survey, "asks_as_coworker", level, "true") for level in often)
    assert round(100 * total) == 87


@pytest.mark.parametrize("group", [EXECUTIVES, EMPLOYEES, FREE])
def test_three_quarters_of_each_group_expect_agents(survey: Answers, group: str) -> None:
    levels = ("a great deal", "completely")
    assert sum(value(survey, "agents_reinvent", level, group) for level in levels) > 0.75


def test_strategy_is_loosest_in_the_top_quartile(survey: Answers) -> None:
    cuts = [f"quantile(ai_gain, {share})" for share in (0.25, 0.5, 0.75)]
    quarters = [
        f"ai_gain < {cuts[0]}",
        f"{cuts[0]} <= ai_gain < {cuts[1]}",
        f"{cuts[1]} <= ai_gain < {cuts[2]}",
        f"ai_gain >= {cuts[2]}",
    ]
    tied = ("closely", "very closely")
    close = [
        sum(value(survey, "strategy_connection", level, rule) for level in tied)
        for rule in quarters
    ]
    assert min(close) == close[-1]
    assert close[-1] < min(close[:-1]) - 0.1


def test_questions_are_asked_of_those_named(sample: Answers) -> None:
    asked = {
        "gain_from [better tools]": {"employee"},
        "asks_too_much": {"employee"},
        "new_projects": {"employee", "freelancer"},
        "learns_faster": {"employee", "freelancer"},
        "helps_specialise": {"employee", "freelancer"},
        "ai_tools": {"executive"},
        "agents_in_use": {"executive"},
    }
    for name, groups in asked.items():
        assert set(sample.table["group"][sample.table[name].notna()]) == groups, name
        inside = sample.table["group"].isin(groups)
        assert sample.table.loc[inside, name].notna().all(), name


def test_everyone_who_gains_says_how(sample: Answers) -> None:
    employees = sample.table[sample.table["group"] == "employee"]
    none = employees["gain_from [no gain so far]"].astype(bool)
    assert (none == ~employees["reports_gain"].astype(bool)).all()
    options = [v.name for v in sample.variables if v.part_of == "gain_from"]
    assert len(options) == 6
    assert (employees[options].sum(axis=1) > 1).any()


def test_earlier_columns_stay_as_they_were() -> None:
    """Figures of the documentation rest on them; new questions have random streams of their own."""
    with (ROOT / "surveys" / "survey.csv").open(encoding="utf-8", newline="") as file:
        rows = [row[:25] for row in csv.reader(file)]
    digest = hashlib.sha256("\n".join(map(",".join, rows)).encode()).hexdigest()
    assert (rows[0][-1], digest[:16]) == ("ideas_with_ai", "6dd14b7d023d1342")


def test_those_who_gain_most_mean_to_quit_twice_as_often(survey: Answers) -> None:
    ratio = value(survey, "intent_to_quit", "yes", TOP) / value(
        survey, "intent_to_quit", "yes", OTHERS
    )
    assert round(ratio, 1) == 2.0


def test_people_ages_and_countries(sample: Answers) -> None:
    groups = sample.table["group"].value_counts()
    assert groups.to_dict() == {"executive": 1250, "employee": 625, "freelancer": 625}
    assert (sample.table["age"].min(), sample.table["age"].max()) == (18, 78)
    assert sample.variable("country").levels == ("Australia", "Canada", "UK", "US")
    for letter, group in (("E", "executive"), ("M", "employee"), ("F", "freelancer")):
        ids = [
            name for name, g in zip(sample.names, sample.table["group"], strict=True) if g == group
        ]
        assert ids == [f"{letter}{n:04d}" for n in range(1, len(ids) + 1)]


def test_flags_agree_with_what_they_come_from(sample: Answers) -> None:
    table = sample.table
    assert (table["reports_gain"] == (table["ai_gain"] > 0)).all()
    assert (table["burned_out"] == (table["burnout"] >= 4)).all()


def test_weights_are_mild_with_mean_one(sample: Answers) -> None:
    assert sample.weights.mean() == pytest.approx(1, abs=1e-4)
    assert sample.weights.min() > 0.8
    assert sample.weights.max() < 1.3


def test_some_answers_are_missing_as_in_real_surveys(sample: Answers) -> None:
    gaps = {v.name: v.missing / len(sample) for v in sample.variables if v.missing}
    asked_of_all = {name: gap for name, gap in gaps.items() if gap < 0.5}
    assert len(asked_of_all) == 6
    assert all(0.005 < gap < 0.045 for gap in asked_of_all.values())


def test_the_people_of_the_focus_groups_are_respondents(sample: Answers) -> None:
    with (ROOT / "transcripts" / "participants.csv").open(encoding="utf-8-sig", newline="") as file:
        people = [row for row in csv.DictReader(file) if row["respondent"]]
    participants = [Participant(p["participant"], p["role"], p["respondent"]) for p in people]
    found = link_people(participants, sample)
    assert found.summary == "40 of 40 participants are among 2,500 respondents"
    rows = dict(zip(sample.names, sample.table.to_dict("records"), strict=True))
    for person in people:
        row = rows[person["respondent"]]
        assert (row["country"], row["age"]) == (person["country"], float(person["age"]))
        group = {"leader": "executive", "freelancer": "freelancer"}[person["role"]]
        assert row["group"] == group
    # Oliver Stanton (P10) is tired and gains much; Eilidh (P21) hardly uses AI.
    assert (rows["E0029"]["ai_gain"], rows["E0029"]["burned_out"]) == (85, True)
    assert (rows["F0077"]["ai_gain"], rows["F0077"]["trust_ai_more"]) == (5, False)


def test_the_script_makes_the_same_bytes_again(tmp_path: Path) -> None:
    made = tmp_path / "survey.csv"
    script = ROOT / "surveys" / "make_survey.py"
    subprocess.run([sys.executable, str(script), str(made)], check=True, timeout=60)
    assert made.read_bytes() == (ROOT / "surveys" / "survey.csv").read_bytes()
