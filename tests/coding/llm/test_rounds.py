"""Rounds of questions: kept answers first, each task a few times, votes made one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders_llm import HARDLY, RELY, SAID, Scripted, answer, found, manner, says, task
from interviewkit.coding.llm.asking import CodingTask
from interviewkit.coding.llm.rounds import AskedTurns, ask_tasks
from interviewkit.coding.llm.votes import Vote, tally_votes
from interviewkit.model.prompt import Answer, Prompt

LIE = found("isolation", "I am lonely")


def script(*rounds: Sequence[Answer]) -> Scripted:
    """These answers one call after the other, the last for all others."""
    return Scripted(lambda _prompt, n: rounds[min(n, len(rounds) - 1)])


def said(asked: AskedTurns) -> list[tuple[str, str, float | None]]:
    return [
        (each.code, SAID[each.start or 0 : each.end or 0], each.score)
        for each in asked.list_proposals()
    ]


def test_one_answer_without_probabilities_has_no_score() -> None:
    asked = ask_tasks([task()], manner(), script([answer(says(HARDLY, RELY))]))
    assert said(asked) == [
        ("isolation", "I hardly talk any more", None),
        ("trust", "I rely on it", None),
    ]


def test_the_same_turn_in_the_same_place_is_asked_once() -> None:
    asker = script([answer(says(RELY))])
    asked = ask_tasks([task(), task()], manner(), asker)
    assert len(asker.asked) == 1
    assert len(asked.list_proposals()) == 2


def test_good_codes_of_a_first_answer_stay_when_others_are_asked_again() -> None:
    asker = script([answer(says(LIE, RELY))], [answer(says(HARDLY))])
    asked = ask_tasks([task()], manner(), asker)
    assert [each[0] for each in said(asked)] == ["isolation", "trust"]
    assert len(asker.asked) == 2
    assert asker.asked[1].user.startswith(asker.asked[0].user)
    assert "has a quote that stands nowhere in the text" in asker.asked[1].user
    assert asker.asked[1].seed != asker.asked[0].seed


def test_after_three_tries_a_code_is_left_unread() -> None:
    asker = script([answer(says(LIE, RELY))])
    asked = ask_tasks([task()], manner(), asker)
    assert len(asker.asked) == 3
    assert [each.temperature for each in asker.asked] == [0.0, 0.0, 0.7]
    assert asked.read_for() == {"trust": {("talk", 3)}}
    assert asked.is_whole
    assert [str(each) for each in asked.list_problems()] == [
        "coder llm: left unread, as the answer has a quote that stands nowhere in the text: "
        "isolation in turn 3 of talk (read these turns yourself, or ask another model)"
    ]


def test_a_fault_of_the_endpoint_is_left_for_another_time() -> None:
    asker = script([answer("", "error", fault="HTTP 500")])
    asked = ask_tasks([task()], manner(), asker)
    assert len(asker.asked) == 1
    assert not asked.is_whole
    assert asked.read_for() == {}


def test_kept_answers_are_read_again_with_all_their_tries() -> None:
    asker = script([answer(says(LIE))], [answer(says(HARDLY))])
    once = ask_tasks([task()], manner(), asker)
    again = ask_tasks([task()], manner(), asker, limit=0)
    assert len(asker.asked) == 2
    assert said(again) == said(once)


def test_another_model_template_or_vote_is_another_question() -> None:
    prompt = task().make_prompt(manner())
    keys = {manner(**how).make_key(task().make_prompt(manner(**how))) for how in (
        {}, {"seed": 1}, {"votes": 2}, {"temperature": 0.1}, {"most_tokens": 99},
    )}  # fmt: skip
    assert len(keys) == 5
    assert manner().make_key(prompt) in keys
    assert manner().make_key(task(SAID + " ").make_prompt(manner())) not in keys


def test_a_limit_counts_turns_that_lack_an_answer() -> None:
    def other(position: int) -> CodingTask:
        from dataclasses import replace

        one = task(f"{SAID} {position}")
        turn = replace(one.at.turn, position=position, text=f"{SAID} {position}")
        return replace(one, at=replace(one.at, turn=turn))

    tasks = [other(n) for n in range(1, 6)]
    asker = script([answer(says(RELY))])
    first = ask_tasks(tasks, manner(), asker, limit=2)
    assert (len(asker.asked), len(first.unasked)) == (2, 3)
    second = ask_tasks(tasks, manner(), asker, limit=2)
    assert (len(asker.asked), len(second.unasked), second.is_whole) == (4, 1, False)


def test_votes_that_cannot_be_used_are_asked_for_again() -> None:
    asker = script([answer(says(RELY)), answer("no"), answer(says(RELY, HARDLY))], [answer(says())])
    asked = ask_tasks([task()], manner(votes=3), asker)
    assert [each.votes for each in asker.asked] == [3, 1]
    assert said(asked) == [
        ("isolation", "I hardly talk any more", 0.375),
        ("trust", "I rely on it", 0.625),
    ]


def test_half_of_the_votes_are_too_few() -> None:
    asker = script([answer(says(RELY)), answer("no")], [answer("no")])
    asked = ask_tasks([task()], manner(votes=2), asker)
    assert (asked.read_for(), said(asked)) == ({}, [])


def test_an_erased_answer_is_not_asked_again() -> None:
    asker = script([answer(says(RELY))])
    asker.erased = {manner().make_key(task().make_prompt(manner()))}
    asked = ask_tasks([task()], manner(), asker)
    assert (len(asker.asked), len(asked.erased), asked.is_whole) == (0, 1, True)


@pytest.mark.parametrize(
    ("k", "n", "score"),
    [(1, 1, 0.75), (3, 3, 0.875), (1, 3, 0.375), (5, 5, 0.9167), (2, 5, 0.4167)],
)
def test_the_score_is_the_share_after_jeffreys_prior(k: int, n: int, score: float) -> None:
    votes = [Vote("+", ((0, 4),))] * k
    assert tally_votes(votes, n, max(n, 2)).score == score


def test_the_place_is_the_one_that_votes_share() -> None:
    votes = [Vote("+", ((0, 3),), "a"), Vote("+", ((5, 9),), "b"), Vote("+", ((5, 9),), "c")]
    assert tally_votes(votes, 3, 3).spans == ((5, 9),)
    assert tally_votes(votes, 3, 3).rationale == "b"


def test_one_vote_has_the_probability_of_its_label() -> None:
    assert tally_votes([Vote("+", ((0, 3),), "", 0.91)], 1, 1).score == 0.91


def test_nobody_is_asked_without_a_tick_for_each_task() -> None:
    ticks: list[int] = []
    asker = script([answer(says(LIE))])
    ask_tasks([task(), task(SAID + "!")], manner(), asker, tick=ticks.append)
    assert sum(ticks) == 2


def test_prompts_are_plain_data() -> None:
    prompt: Prompt = task().make_prompt(manner(votes=2))
    assert (prompt.votes, prompt.temperature, prompt.most_tokens) == (2, 0.7, 1500)
    assert SAID.replace("Renée", "P05") in prompt.user
    assert "Renée" not in prompt.user + prompt.system
