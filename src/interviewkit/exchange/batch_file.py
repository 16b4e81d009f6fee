"""Files of many requests to a language model, and of their answers, as batch services take them.

One JSON object a line: OpenAI's form (https://platform.openai.com/docs/guides/batch), which vLLM
and others take as well, and that of Anthropic's message batches.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CHAT_URL = "/v1/chat/completions"
LONGEST_LINE = 20_000_000
"""Characters of a line that are read; no answer of a language model is so long."""


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """One line of a file of answers.

    ``body`` is what the endpoint answered, ``None`` where it did not or the line cannot be used;
    then ``fault`` says why. ``is_message`` tells Anthropic's form from OpenAI's.
    """

    line: int
    custom_id: str
    body: Mapping[str, Any] | None
    fault: str = ""
    is_message: bool = False


def write_batch_requests(
    requests: Iterable[tuple[str, Mapping[str, Any]]], *, as_messages: bool = False
) -> str:
    """Lines of (id, body), in OpenAI's form or that of Anthropic's messages."""
    lines = []
    for custom_id, body in requests:
        line: dict[str, Any] = {"custom_id": custom_id}
        if as_messages:
            line["params"] = body
        else:
            line |= {"method": "POST", "url": CHAT_URL, "body": body}
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines)


def read_batch_answers(lines: Iterable[str]) -> Iterator[BatchAnswer]:
    """What each line says; blank lines are passed over.

    >>> [each.fault for each in read_batch_answers(["{", "", '{"custom_id": "a"}'])]
    ['is no JSON object', 'holds neither an answer nor an error']
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_line(number, line)


def _read_line(number: int, line: str) -> BatchAnswer:
    try:
        found = json.loads(line) if len(line) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, Mapping):
        return BatchAnswer(number, "", None, "is no JSON object")
    custom_id = found.get("custom_id")
    if not isinstance(custom_id, str) or not custom_id:
        return BatchAnswer(number, "", None, "has no custom_id")
    if isinstance(found.get("result"), Mapping):
        return _read_message(number, custom_id, found["result"])
    return _read_response(number, custom_id, found)


def _read_response(number: int, custom_id: str, found: Mapping[str, Any]) -> BatchAnswer:
    """OpenAI's form: a response with status and body, or an error."""
    response, error = found.get("response"), found.get("error")
    if error:
        return BatchAnswer(number, custom_id, None, f"failed: {_say_error(error)}")
    if not isinstance(response, Mapping):
        return BatchAnswer(number, custom_id, None, "holds neither an answer nor an error")
    status, body = response.get("status_code", 200), response.get("body")
    if status != 200 or not isinstance(body, Mapping):
        told = _say_error(body.get("error")) if isinstance(body, Mapping) else "no body"
        return BatchAnswer(number, custom_id, None, f"failed with status {status}: {told}")
    return BatchAnswer(number, custom_id, body)


def _read_message(number: int, custom_id: str, result: Mapping[str, Any]) -> BatchAnswer:
    """Anthropic's form: a result of some type, with a message where it succeeded."""
    message = result.get("message")
    if result.get("type") != "succeeded" or not isinstance(message, Mapping):
        told = _say_error(result.get("error") or result.get("type"))
        return BatchAnswer(number, custom_id, None, f"failed: {told}", is_message=True)
    return BatchAnswer(number, custom_id, message, is_message=True)


def _say_error(error: object) -> str:
    """An error in its own words, short."""
    if isinstance(error, Mapping):
        inner = error.get("error")
        error = error.get("message") or (_say_error(inner) if inner else error.get("code"))
    text = " ".join(str(error or "no reason given").split())
    return text if len(text) <= 200 else f"{text[:199]}…"
