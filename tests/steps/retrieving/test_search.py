"""Searching what was said, in any script, and in its context."""

from __future__ import annotations

import pytest

from builders import small_study
from interviewkit import Study
from interviewkit.errors import QueryError
from interviewkit.findings.retrieving import expressions
from interviewkit.model.query import REGEX, STEM, Query, TextWanted
from interviewkit.model.retrieval import Concordance

TALK = """Moderator: How is it at work these days?
Ana: I talked to Zoë at the café. We were talking all day.
Ben: 最近压力很大, AI 压力 too.
Cleo: हिन्दी में बात करते हैं। 🙂 the café again
Moderator: "Quotes" AND signs* (OR) NEAR: what-ever?
Ana: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    found = Study.open(small_study(tmp_path_factory.mktemp("search"), talk=TALK))
    found.ingest()
    return found


def lines(found: Concordance) -> list[tuple[int, str]]:
    return [(line.turn.position, line.words) for line in found.lines]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zoe", [(2, "Zoë")]),
        ("CAFE", [(2, "café"), (4, "café")]),
        ("café zoë", [(2, "Zoë"), (2, "café")]),
        ('"the cafe"', [(2, "the café"), (4, "the café")]),
        ("talk", []),
        ("talk*", [(2, "talked"), (2, "talking")]),
        ("压力", [(3, "压力"), (3, "压力")]),
        ("हिन्दी", [(4, "हिन्दी")]),
        ("🙂", [(4, "🙂")]),
        ("AND", [(5, "AND")]),
        ('"quotes" near', [(5, "Quotes"), (5, "NEAR")]),
        ("what-ever", [(5, "what-ever")]),
        ("(or)", [(5, "OR")]),
        ("café nobody", []),
    ],
)
def test_words_are_found_in_any_script(
    study: Study, text: str, found: list[tuple[int, str]]
) -> None:
    assert lines(study.search(text)) == found


def test_stems_and_expressions(study: Study) -> None:
    stem = Query(texts=(TextWanted(STEM, "talk"),))
    assert lines(study.search(stem)) == [(2, "talked"), (2, "talking")]
    regex = Query(texts=(TextWanted(REGEX, r"talk\w+ (to|all)"),))
    assert lines(study.search(regex)) == [(2, "talked to"), (2, "talking all")]


def test_people_are_counted_and_moderators_found(study: Study) -> None:
    found = study.search("cafe")
    assert (found.voiced, found.heard, found.turns, found.found) == (2, 3, 2, 2)
    asked = study.search("how")
    assert [(line.person, line.role) for line in asked.lines] == [("Moderator", "moderator")]
    assert asked.voiced == 0


def test_lines_are_sorted_by_what_stands_beside(study: Study) -> None:
    right = study.search("the", sort="right")
    assert [line.right.split()[1:2] for line in right.lines] == [["again"], ["We"]]
    left = study.search("cafe", sort="left", limit=1)
    assert left.lines[0].left.endswith("at the ")
    assert left.found == 2
    with pytest.raises(QueryError, match="not sorted"):
        study.search("the", sort="up")


def test_places_are_characters_of_the_turn(study: Study) -> None:
    for line in study.search("again").lines:
        assert line.turn.text[slice(*line.span)] == "again"


def test_a_costly_expression_is_given_up_and_told(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expressions, "SECONDS", 0.0)
    search = expressions.ExpressionSearch(r"(a|aa)+$", seconds=0.05)
    found = search.find([(1, "a" * 60 + "!"), (2, "a")])
    assert found == {}
    assert search.gave_up
    assert search.tried == 0


@pytest.mark.parametrize("text", ["", "   ", '""'])
def test_nothing_is_no_search(study: Study, text: str) -> None:
    with pytest.raises(QueryError, match="no words"):
        study.search(text)


def test_only_what_was_said_is_searched(study: Study) -> None:
    with pytest.raises(QueryError, match="whoever coded it"):
        study.search(Query(texts=(TextWanted(STEM, "talk"),), coders=("kim",)))
