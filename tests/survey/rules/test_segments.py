from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewkit.errors import RuleError
from interviewkit.model import Participant, Segment
from interviewkit.survey.answers import Answers
from interviewkit.survey.people.link import link_people
from interviewkit.survey.rules.segments import (
    Members,
    build_segment_table,
    find_members,
    find_participants,
    find_segment_base,
)

SURVEY = """\
respondent,w,group,age,gain
E1,1,exec,50,10
E2,3,exec,60,20
F1,1,free,30,30
F2,1,free,40,90
F3,,free,,95
"""
PEOPLE = (
    Participant("P1", "leader", "E1", {"job": "COO", "age": "51"}),
    Participant("P2", "freelancer", "F2", {"job": "editor", "age": None}),
    Participant("P3", "freelancer", "", {"job": "potter", "age": "29"}),
    Participant("Mia", "moderator", ""),
)


@pytest.fixture
def answers(read: Callable[..., tuple[Answers, object]]) -> Answers:
    return read(SURVEY, weight="w")[0]


def over(rule: str, answers: Answers | None) -> str:
    return find_segment_base(Segment("s", rule), answers, ("participant", "role", "job", "age"))


def among_people(rule: str, answers: Answers | None) -> Members:
    table = build_segment_table(PEOPLE, answers, link_people(PEOPLE, answers) if answers else None)
    return find_participants(Segment("s", rule), table, answers)


def test_a_segment_is_asked_where_its_columns_are(answers: Answers) -> None:
    assert over("gain > 20", answers) == "survey"
    assert over("role == 'leader'", answers) == "participants"
    assert over("role == 'leader' and gain > 20", answers) == "participants"
    assert over("age > 20", answers) == "both"
    assert over("true", answers) == "both"
    assert over("age > 20", None) == "participants"
    with pytest.raises(RuleError, match="segment 's': there is no column 'gian'") as caught:
        over("gian > 20", answers)
    assert caught.value.hint == "did you mean 'gain'?"


def test_members_count_people_and_weight(answers: Answers) -> None:
    found = find_members(Segment("exec", "group == 'exec'"), answers)
    assert (found.names, found.n, found.weighted_n, found.note) == (("E1", "E2"), 2, 4.0, "")
    # F3 has no weight: in the segment, but of no weight.
    found = find_members(Segment("free", "group == 'free'"), answers)
    assert (found.n, found.weighted_n) == (3, 2.0)


def test_quantiles_in_rules_are_weighted(answers: Answers) -> None:
    assert find_members(Segment("s", "gain >= median(gain)"), answers).names == (
        "E2",
        "F1",
        "F2",
        "F3",
    )


def test_an_empty_segment_says_why(answers: Answers) -> None:
    found = find_members(Segment("s", "group == 'execs'"), answers)
    assert found.n == 0
    assert found.note == ("segment 's' is empty: nobody has group 'execs'; did you mean 'exec'?")
    found = find_members(Segment("s", "gain > 99"), answers)
    assert found.note == "segment 's' is empty: nobody fits gain > 99"
    found = find_members(Segment("s", "isin(group, 'boss')"), answers)
    assert "nobody has group 'boss'" in found.note


def test_a_faulty_rule_names_its_segment(answers: Answers) -> None:
    for rule in ("gain >", "gain > 'much'", "gian > 3"):
        with pytest.raises(RuleError, match="segment 'odd': "):
            find_members(Segment("odd", rule), answers)


def test_people_carry_their_survey_answers(answers: Answers) -> None:
    table = build_segment_table(PEOPLE, answers, link_people(PEOPLE, answers))
    assert list(table.columns) == [
        "participant", "role", "respondent", "job", "age", "w", "group", "gain",
    ]  # fmt: skip
    assert table["participant"].tolist() == ["P1", "P2", "P3"]
    # The participants file is believed (51, not 50); the survey fills its gap (40).
    assert table["age"].tolist() == [51, 40, 29]
    assert table["gain"].tolist()[:2] == [10, 90]


def test_people_are_found_by_either_side(answers: Answers) -> None:
    assert among_people("group == 'free'", answers).names == ("P2",)
    assert among_people("age < 45", answers).names == ("P2", "P3")
    assert among_people("role == 'freelancer' and gain > 50", answers).names == ("P2",)
    assert among_people("role == 'moderator'", answers).n == 0
    assert among_people("missing(gain)", answers).names == ("P3",)


def test_a_top_quartile_of_people_is_the_surveys(answers: Answers) -> None:
    """Of P1 (10) and P2 (90) P2 alone is above the survey's weighted median of 20."""
    assert among_people("gain >= median(gain)", answers).names == ("P2",)
    assert among_people("gain >= quantile(gain, 0.95)", answers).names == ("P2",)
    assert find_members(Segment("s", "gain > quantile(gain, 1)"), answers).names == ("F3",)


def test_summaries_of_what_only_participants_have_are_theirs(answers: Answers) -> None:
    people = [
        Participant(f"P{n}", respondent="E1", attributes={"years": str(n)}) for n in (1, 2, 9)
    ]
    table = build_segment_table(people, answers, link_people(people, answers))
    found = find_participants(Segment("s", "years > mean(years)"), table, answers)
    assert found.names == ("P9",)


def test_people_without_a_survey(answers: Answers) -> None:
    assert among_people("age > 28 and contains(job, 'pot')", None).names == ("P3",)
    found = among_people("role == 'leeder'", None)
    assert "did you mean 'leader'?" in found.note


def test_the_last_wave_of_a_respondent_counts(read: Callable[..., tuple[Answers, object]]) -> None:
    answers, _ = read("respondent,wave,gain\nE1,1,10\nF2,1,20\nE1,2,70\n", wave="wave")
    assert among_people("gain > 50", answers).names == ("P1",)


def test_nobody_at_all(answers: Answers) -> None:
    table = build_segment_table((), answers, link_people((), answers))
    assert find_participants(Segment("s", "gain > 3"), table, answers).n == 0


def test_a_role_that_only_the_survey_knows_is_its_own(
    read: Callable[..., tuple[Answers, object]],
) -> None:
    answers = read("respondent,role\nE1,leader\nF1,freelancer\n")[0]
    people = [
        Participant("P1", "participant", "E1"),
        Participant("P2", "participant", "F1"),
        Participant("P3", "leader", "F1"),
        Participant("P4", "participant", ""),
    ]
    table = build_segment_table(people, answers, link_people(people, answers))
    inside = find_participants(Segment("s", "role == 'leader'"), table, answers)
    outside = find_participants(Segment("s", "not (role == 'leader')"), table, answers)
    assert inside.names == ("P1", "P3")
    assert outside.names == ("P2",)
