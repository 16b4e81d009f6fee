"""A real server that lies, stalls, cuts off and refuses: what is kept, tried again, given up."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from builders_endpoint import ask_all, ask_one, endpoint, prompt, prompts
from interviewkit.endpoints.asking import MOST_FAILED
from interviewkit.endpoints.shape import LONG, Shape
from interviewkit.errors import EndpointError
from scripted_endpoint import (
    Received,
    ScriptedEndpoint,
    Step,
    answer,
    bomb,
    drip,
    drip_head,
    fail,
    flood,
    hang_up,
    raw,
    redirect,
    refuse_fields,
    reply,
    stall,
)


def test_answers_come_with_their_keys() -> None:
    with ScriptedEndpoint(then=reply(lambda asked: asked.prompt.upper())) as server:
        found = ask_all(server.url, prompts(12), concurrent=4)
    assert {key: answers[0].text for key, answers in found.items()} == {
        f"k{i}": f"TURN {i}" for i in range(12)
    }


def test_the_request_is_as_it_should_be() -> None:
    with ScriptedEndpoint() as server:
        ask_one(server.url, model="m-1")
    [asked] = server.requests
    assert asked.path == "/v1/chat/completions"
    assert asked.body["model"] == "m-1"
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["Accept-Encoding"] == "identity"
    assert "Authorization" not in asked.headers


def test_no_more_are_under_way_than_allowed() -> None:
    with ScriptedEndpoint(then=drip(0.002, total=10)) as server:
        ask_all(server.url, prompts(7), concurrent=3, retries=0)
    assert 2 <= server.most_at_once <= 3


def test_prompts_are_taken_where_one_asks_and_when_they_are_sent() -> None:
    taken: list[int] = []

    def give() -> Any:
        for key, each in prompts(6):
            taken.append(threading.get_ident())
            yield key, each

    with ScriptedEndpoint() as server:
        given = endpoint(server.url, concurrent=2).ask(give())
        next(given)
        assert len(taken) <= 3
        given.close()
    assert set(taken) == {threading.get_ident()}


def test_each_prompt_is_ticked() -> None:
    ticks: list[int] = []
    with ScriptedEndpoint() as server:
        list(endpoint(server.url).ask(prompts(3), ticks.append))
    assert ticks == [1, 1, 1]


# -- what is tried again ---------------------------------------------------------------------------


BROKEN: dict[str, Step] = {
    "too much at once": fail(429, "slow down", retry_after=0),
    "its own fault": fail(500),
    "a bad gateway": raw(b"<html>502</html>", status=502, kind="text/html"),
    "not ready": fail(503, "Loading model"),
    "overloaded": fail(529, type="overloaded_error"),
    "no bytes": hang_up(),
    "half a body": hang_up(b'{"choices": [{"mess'),
    "no JSON": raw(b'{"choices": ['),
    "a page": raw(b"<html>Sign in</html>", kind="text/html"),
    "a stream": raw(b"data: {}\n\n", kind="text/event-stream"),
    "an empty body": raw(b""),
    "no object": raw(b"[]"),
    "no choices": raw(b'{"choices": []}'),
    "an error that is said to be none": raw(b'{"error": {"message": "busy"}}'),
    "wrong writing": raw('{"choices": "ü"}'.encode("latin-1")),
    "a bomb": bomb(8),
    "a flood": flood(8),
    "damaged packing": raw(b"{}", headers={"Content-Encoding": "gzip"}),
    "unknown packing": raw(b"{}", headers={"Content-Encoding": "br"}),
    "no HTTP": lambda visit: visit.write(b"220 mail.example.org ESMTP\r\n"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_request_that_failed_is_tried_again(name: str) -> None:
    with ScriptedEndpoint([BROKEN[name], answer("{}")]) as server:
        [found] = ask_one(server.url)
    assert (found.text, found.fault, len(server.requests)) == ("{}", "", 2)


@pytest.mark.parametrize("name", BROKEN)
def test_after_all_tries_it_is_told_and_the_next_goes_on(name: str) -> None:
    with ScriptedEndpoint([BROKEN[name]] * 2) as server:
        found = ask_all(server.url, prompts(2), retries=1)
    [failed], [came] = found["k0"], found["k1"]
    assert (failed.text, failed.finish) == ("", "error")
    assert len(failed.fault) > 10
    assert came.text == "{}"


@pytest.mark.parametrize("slow", [stall(), drip(0.01), drip_head(0.01)])
def test_who_is_too_slow_twice_is_not_asked_again(slow: Step) -> None:
    with ScriptedEndpoint([slow] * 2) as server:
        [found] = ask_one(server.url, timeout_s=0.3, retries=9)
    assert (found.finish, found.fault) == ("error", "no whole answer within 0.3 seconds")
    assert len(server.requests) == 2


def test_a_server_is_waited_for_as_long_as_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", note)
    with ScriptedEndpoint([fail(429, retry_after=7), fail(503, retry_after=90_000)]) as server:
        [found] = ask_one(server.url)
    assert found.text == "{}"
    assert waits == [7.0, 120.0]


# -- what the model does is not tried again --------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "finish"),
    [
        (answer('{"wh', finish="length"), "length"),
        (answer(None, message={"refusal": "No."}), "refusal"),
        (answer("", finish="content_filter"), "refusal"),
        (answer(None), "error"),
        (answer(None, message={"tool_calls": [{"id": 1}]}), "error"),
        (answer("not the schema"), "stop"),
    ],
)
def test_what_the_model_said_is_given_on(step: Step, finish: str) -> None:
    with ScriptedEndpoint([step]) as server:
        [found] = ask_one(server.url)
    assert (found.finish, len(server.requests)) == (finish, 1)


# -- what ends a run -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "said", "hint"),
    [
        (fail(401, "Incorrect API key"), "refuses the key: .* answered with 401", "key_env"),
        (fail(403), "refuses the key", "key_env"),
        (fail(404, "model 'x' not found"), "404: model 'x' not found", "endpoint, model"),
        (fail(405), "answered with 405", "endpoint"),
        (fail(402), "answered with 402", "account"),
        (fail(429, "You exceeded your quota", code="insufficient_quota"), "429", "account"),
        (redirect("https://elsewhere.example.org/v1/chat/completions"), "sends on", "not followed"),
    ],
)
def test_what_no_other_prompt_can_mend_ends_the_run(step: Step, said: str, hint: str) -> None:
    with ScriptedEndpoint([answer("{}"), step]) as server:
        given = endpoint(server.url).ask(prompts(20))
        assert next(given)[0] == "k0"
        with pytest.raises(EndpointError, match=said) as told:
            next(given)
    assert hint in told.value.hint
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with (
        ScriptedEndpoint() as other,
        ScriptedEndpoint([redirect(other.url, status)]) as server,
        pytest.raises(EndpointError, match="sends on to somebody else"),
    ):
        ask_one(server.url)
    assert other.requests == []


def test_many_failures_in_a_row_end_the_run_and_keep_what_came() -> None:
    script = [answer("{}"), fail(500), answer("{}"), *[fail(500)] * 100]
    kept: dict[str, str] = {}

    def keep(url: str) -> None:
        for key, [found] in endpoint(url, retries=0).ask(prompts(99)):
            kept[key] = found.finish

    said = f"failed {MOST_FAILED} times in a row.* 500"
    with ScriptedEndpoint(script) as server, pytest.raises(EndpointError, match=said):
        keep(server.url)
    assert list(kept.values()) == ["stop", "error", "stop", *["error"] * MOST_FAILED]


def test_prompts_that_are_too_long_do_not_end_it() -> None:
    long = fail(400, "This model's maximum context length is 8192 tokens", code="context_length")
    with ScriptedEndpoint(then=long) as server:
        found = ask_all(server.url, prompts(20))
    assert all("too long for the model" in each[0].fault for each in found.values())
    assert len(server.requests) == 20


@pytest.mark.parametrize("retries", [0, 9])
def test_nobody_there_is_told_at_once(retries: int) -> None:
    with ScriptedEndpoint() as gone:
        pass
    with pytest.raises(EndpointError, match=r"nothing answers at 127\.0\.0\.1:\d+") as told:
        ask_one(gone.url, retries=retries)
    assert "is the server running" in told.value.hint


def test_a_server_that_goes_away_meanwhile_is_a_failure() -> None:
    with ScriptedEndpoint() as server:
        given = endpoint(server.url, retries=0).ask(prompts(3))
        next(given)
        server.stop()
        assert "nothing answers" in next(given)[1][0].fault


# -- what an endpoint does not understand ----------------------------------------------------------


def fields(requests: list[Received]) -> list[str]:
    return [each.body.get("response_format", {}).get("type", "-") for each in requests]


def test_a_form_that_is_refused_is_asked_for_once() -> None:
    with ScriptedEndpoint(then=refuse_fields("response_format")) as server:
        found = ask_all(server.url, prompts(3))
    assert [each[0].text for each in found.values()] == ["{}"] * 3
    assert fields(server.requests) == ["json_schema", "json_object", "-", "-", "-"]
    assert '"holds"' in server.requests[-1].body["messages"][0]["content"]


def test_fields_that_are_refused_are_left_out_one_by_one() -> None:
    with ScriptedEndpoint(then=refuse_fields("logprobs", "seed", "temperature", "n")) as server:
        asked = endpoint(server.url)
        [(_, answers)] = asked.ask([("k", prompt(votes=2))])
    assert len(answers) == 2
    assert asked.shape.without == {"logprobs", "seed", "temperature", "n"}
    assert fields(server.requests)[-1] == "json_schema"


def test_newer_models_are_told_the_bound_by_its_other_name() -> None:
    said = "Use 'max_completion_tokens' instead of 'max_tokens'"
    with ScriptedEndpoint([fail(400, said)]) as server:
        asked = endpoint(server.url)
        list(asked.ask([("k", prompt())]))
    assert server.requests[1].body["max_completion_tokens"] == 60
    assert asked.shape == Shape(length=LONG)


def test_a_prompt_that_is_refused_changes_nothing_for_others() -> None:
    bad = fail(400, "I do not like this prompt")
    with ScriptedEndpoint([bad] * 3) as server:
        asked = endpoint(server.url)
        found = dict(asked.ask(prompts(2)))
    assert "I do not like this prompt" in found["k0"][0].fault
    assert (found["k1"][0].text, asked.shape) == ("{}", Shape())
    assert fields(server.requests)[-1] == "json_schema"


# -- votes -----------------------------------------------------------------------------------------


def test_votes_come_in_one_request_where_it_can_count() -> None:
    with ScriptedEndpoint([answer("a", "b", "c")]) as server:
        found = ask_one(server.url, prompt(votes=3))
    assert [each.text for each in found] == ["a", "b", "c"]
    assert sum(each.tokens_out for each in found) == 7
    assert [each.body["n"] for each in server.requests] == [3]


def test_votes_come_one_by_one_where_it_cannot() -> None:
    with ScriptedEndpoint(then=answer("a", ignores_n=True)) as server:
        found = ask_all(server.url, prompts(2, votes=3))
    assert [len(each) for each in found.values()] == [3, 3]
    assert [each.body["seed"] for each in server.requests] == [7, 8, 9] * 2
    assert [each.body.get("n") for each in server.requests] == [3, None, None, None, None, None]


def test_a_vote_that_fails_leaves_the_others() -> None:
    script = [answer("a", ignores_n=True), answer("b"), *[fail(500)] * 3]
    with ScriptedEndpoint(script) as server:
        found = ask_one(server.url, prompt(votes=4))
    assert [each.finish for each in found] == ["stop", "stop", "error", "error"]


def test_a_choice_that_is_repeated_is_no_vote() -> None:
    twice = answer("a", "b")

    def step(visit: Any) -> None:
        if visit.received.body.get("n") != 3:
            return twice(visit)
        body = {"choices": [{"index": 0, "message": {"content": "a"}}] * 3}
        return visit.send(json.dumps(body).encode())

    with ScriptedEndpoint(then=step) as server:
        found = ask_one(server.url, prompt(votes=3))
    assert [each.text for each in found] == ["a", "a", "a"]
    assert len(server.requests) == 3


# -- Anthropic -------------------------------------------------------------------------------------


def test_anthropic_is_asked_in_its_own_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "sk-ant-4hT9xQ2mZ7pLw8Rk")
    with ScriptedEndpoint() as server:
        found = ask_one(server.url, prompt(votes=2), provider="anthropic", key_env="MY_KEY")
    assert [each.text for each in found] == ["{}", "{}"]
    assert [each.path for each in server.requests] == ["/v1/messages"] * 2
    heads = {name.lower(): value for name, value in server.requests[0].headers.items()}
    assert heads["x-api-key"] == "sk-ant-4hT9xQ2mZ7pLw8Rk"
    assert heads["anthropic-version"] == "2023-06-01"


def test_a_model_without_structured_outputs_is_given_a_tool() -> None:
    used = [{"type": "tool_use", "name": "answer", "input": {"holds": True}}]
    gives = answer("", content=used, finish="tool_use")
    refuses = refuse_fields("output_config", "temperature", then=gives)
    with ScriptedEndpoint(then=refuses) as server:
        found = ask_all(server.url, prompts(2), provider="anthropic")
    assert [each[0].text for each in found.values()] == ['{"holds": true}'] * 2
    assert "temperature" not in server.requests[-1].body
    assert len(server.requests) == 4
