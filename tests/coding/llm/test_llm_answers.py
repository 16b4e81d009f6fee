"""What of an answer is believed: codes with quotes that stand in the turn, none, or nothing."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_llm import HARDLY, ISOLATION, RELY, SAID, TRUST, answer, found, says, task
from interviewkit.coding.llm.answers import read_answer
from interviewkit.coding.llm.asking import build_coding_schema
from interviewkit.coding.llm.schema import list_schema_faults, parse_json_answer

BOTH = frozenset({"isolation", "trust"})


def quoted(spans: Any) -> list[str]:
    return [SAID[a:b] for a, b in spans]


def test_codes_are_found_where_their_quotes_stand() -> None:
    read = read_answer(task(), answer(says(HARDLY, RELY)))
    assert [(each.code, each.side, quoted(each.spans)) for each in read.found] == [
        ("isolation", "+", ["I hardly talk any more"]),
        ("trust", "+", ["I rely on it"]),
    ]
    assert read.answered == BOTH
    assert read.faults == {}


def test_none_is_a_full_answer() -> None:
    read = read_answer(task(), answer(says()))
    assert (read.found, read.answered) == ((), BOTH)


def test_a_pseudonym_in_a_quote_leads_to_the_true_words() -> None:
    read = read_answer(task(), answer(says(found("isolation", "P05 and I hardly talk"))))
    assert quoted(read.found[0].spans) == ["Renée and I hardly talk"]


def test_one_invented_quote_costs_its_code_and_no_other() -> None:
    invented = found("isolation", "I hardly talk any more", "I am so lonely")
    read = read_answer(task(), answer(says(invented, RELY)))
    assert [each.code for each in read.found] == ["trust"]
    assert read.answered == {"trust"}
    assert read.faults == {"isolation": "has a quote that stands nowhere in the text"}


def test_a_quote_of_the_question_or_the_turn_before_is_invented() -> None:
    for said in ("How is work?", "Fine."):
        read = read_answer(task(), answer(says(found("trust", said))))
        assert read.faults == {"trust": "has a quote that stands nowhere in the text"}


def test_a_code_named_twice_has_all_its_quotes() -> None:
    read = read_answer(
        task(), answer(says(HARDLY, found("isolation", "Renée and I".replace("Renée", "P05"))))
    )
    assert quoted(read.found[0].spans) == ["I hardly talk any more", "Renée and I"]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (answer(says(HARDLY)[:-9], "length"), "was cut off before its end"),
        (answer("", "refusal"), "refuses"),
        (answer("", "error", fault="HTTP 500"), "did not come: HTTP 500"),
        (answer("Sure! " + says(HARDLY)), "is no JSON"),
        (answer(says(HARDLY) + says(HARDLY)), "is no JSON"),
        (answer('{"findings": [], "none": true, "none": true}'), "is no JSON"),
        (answer('{"findings": [], "none": NaN}'), "is no JSON"),
        (answer("[" * 100_000), "is no JSON"),
        (answer("[]"), "does not keep the schema: it is no object"),
        (answer('{"findings": []}'), "does not keep the schema: it lacks 'none'"),
        (answer(says(found("joy", "I rely on it"))),
         "does not keep the schema: findings, item 1, code is none of those that were asked for"),
        (answer(says({**RELY, "sure": 1})),
         "does not keep the schema: findings, item 1 has fields that were not asked for"),
        (answer(says(RELY, none=True)), "says that there is none, and what there is, or neither"),
        (answer(says(none=False)), "says that there is none, and what there is, or neither"),
    ],
)  # fmt: skip
def test_what_is_no_whole_answer_is_set_aside_whole(given: Any, fault: str) -> None:
    read = read_answer(task(), given)
    assert (read.found, read.answered, read.faults) == ((), frozenset(), {"": fault})


@pytest.mark.parametrize(
    ("finding", "fault"),
    [
        (found("trust"), "has no quote"),
        (found("trust", *["I rely on it"] * 11), "has more than 10 quotes"),
        (found("trust", "I rely on it", side="-"), "gives a side that the code does not have"),
        (found("trust", "I"), "has a quote that stands in several places of the text"),
        (found("trust", " … "), "has a quote that has no words"),
    ],
)
def test_a_finding_without_good_evidence_is_none(finding: dict[str, Any], fault: str) -> None:
    read = read_answer(task(), answer(says(finding)))
    assert read.faults == {"trust": fault}
    assert read.answered == {"isolation"}


def test_codes_that_exclude_each_other_are_not_both_believed() -> None:
    read = read_answer(
        task(SAID, ISOLATION, TRUST, exclusive=[("isolation", "trust")]), answer(says(HARDLY, RELY))
    )
    assert read.found == ()
    assert set(read.faults) == BOTH


def test_fences_and_thoughts_around_an_answer_are_passed_over() -> None:
    for text in (f"```json\n{says()}\n```", f"<think>Hm {{}}</think>\n{says()}", f"\n {says()} \n"):
        assert read_answer(task(), answer(text)).answered == BOTH


def test_a_labels_probability_is_that_of_its_tokens() -> None:
    text = says(found("trust", "I rely on it", rationale='They say "code": "trust".'))
    at = text.index('"trust"', text.index('", "code"') + 4) + 1
    pieces = [text[:at], "tr", "ust", text[at + 5 :]]
    chances = [-0.5, math.log(0.8), math.log(0.5), -9.0]
    told = answer(text, logprobs=tuple(zip(pieces, chances, strict=True)))
    assert read_answer(task(), told).found[0].chance == pytest.approx(0.4)
    other = answer(text, logprobs=(("nothing", -1.0),))
    assert read_answer(task(), other).found[0].chance is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["findings", "none", "code", "quotes", "side"]), inner, max_size=4
    ),
    max_leaves=8,
)  # fmt: skip
QUOTES = st.lists(
    st.sampled_from(["I rely on it", "any more. I rely", "P05", "I am lonely", "it, though", "I"])
    | st.text(max_size=6), max_size=3,
)  # fmt: skip
FINDINGS = st.lists(
    st.fixed_dictionaries(
        {
            "rationale": st.text(max_size=5),
            "code": st.sampled_from(["isolation", "trust", "joy"]),
            "side": st.sampled_from(["+", "-"]),
            "quotes": QUOTES,
        }
    ),
    max_size=3,
)


@given(JSON.map(json.dumps) | st.text(max_size=40))
def test_no_answer_breaks_the_reading(text: str) -> None:
    read = read_answer(task(), answer(text))
    assert read.answered | read.faults.keys() >= BOTH or "" in read.faults


@given(FINDINGS)
def test_nothing_is_believed_that_does_not_stand_in_the_turn(
    findings: list[dict[str, Any]],
) -> None:
    read = read_answer(task(), answer(says(*findings)))
    given = [(each["code"], quote) for each in findings for quote in each["quotes"]]
    for each in read.found:
        assert each.code in read.answered
        for a, b in each.spans:
            said = task().at.sent.text
            assert SAID[a:b].strip()
            assert any(code == each.code for code, _ in given)
            assert SAID[a:b].replace("Renée", "P05") in said
    assert not read.answered & read.faults.keys()


@given(FINDINGS, st.booleans())
def test_the_schema_takes_what_was_asked_for(findings: list[dict[str, Any]], none: bool) -> None:
    schema = build_coding_schema((ISOLATION, TRUST))
    value = parse_json_answer(says(*findings, none=none))
    known = all(each["code"] != "joy" for each in findings)
    assert (list(list_schema_faults(value, schema)) == []) == known
