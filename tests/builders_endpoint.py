"""Prompts and endpoints for tests, which wait no longer than they must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from interviewkit.endpoints.asking import HttpEndpoint
from interviewkit.endpoints.backoff import Backoff
from interviewkit.endpoints.opening import open_endpoint
from interviewkit.model.llm_settings import LlmSettings
from interviewkit.model.prompt import Answer, Prompt

SCHEMA = {
    "type": "object",
    "properties": {"why": {"type": "string", "maxLength": 60}, "holds": {"type": "boolean"}},
    "required": ["why", "holds"],
    "additionalProperties": False,
}
QUICK = Backoff(first_s=0.001, most_s=0.002)


def prompt(user: str = "I waited five months.", **fields: Any) -> Prompt:
    given: dict[str, Any] = {"most_tokens": 60, "seed": 7, **fields}
    return Prompt(system="You code interviews.", user=user, schema=SCHEMA, **given)


def prompts(number: int, **fields: Any) -> Iterator[tuple[str, Prompt]]:
    """Keys ``k0``, ``k1`` … with a prompt each."""
    return ((f"k{i}", prompt(f"turn {i}", **fields)) for i in range(number))


def endpoint(url: str, **settings: Any) -> HttpEndpoint:
    """An endpoint as the settings have it, one request at a time unless they say otherwise."""
    given = {"endpoint": url, "model": "scripted", "concurrent": 1, "retries": 2, **settings}
    opened = open_endpoint(LlmSettings(**given), backoff=QUICK)
    assert isinstance(opened, HttpEndpoint)
    return opened


def ask_one(url: str, given: Prompt | None = None, **settings: Any) -> tuple[Answer, ...]:
    """The answers to one prompt."""
    [(_, answers)] = endpoint(url, **settings).ask([("k", given or prompt())])
    return answers


def ask_all(url: str, given: Iterable[tuple[str, Prompt]], **settings: Any) -> dict[str, Any]:
    return dict(endpoint(url, **settings).ask(given))
