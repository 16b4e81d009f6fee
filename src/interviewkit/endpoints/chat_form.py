"""The form of OpenAI's chat completions, which nearly every server of language models speaks.

https://platform.openai.com/docs/api-reference/chat; what llama.cpp, vLLM, Ollama and LM Studio do
otherwise stands where it is dealt with.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeGuard

from interviewkit.endpoints.faults import RequestFault
from interviewkit.endpoints.form import (
    TOOL_INSTEAD,
    Form,
    build_answer,
    name_ending,
    read_count,
    read_table,
)
from interviewkit.endpoints.shape import OBJECT, SCHEMA, Shape, add_schema
from interviewkit.model.prompt import REFUSAL, Answer, Prompt

AROUND = 40
"""How many bytes of tokens may stand around a text and belong to it: its fence, its end."""


def _build_headers(key: str) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {key}"} if key else {}


def _build_body(prompt: Prompt, model: str, shape: Shape) -> Mapping[str, Any]:
    body: dict[str, Any] = {
        "model": model,
        "messages": [
            {"role": "system", "content": add_schema(prompt.system, prompt.schema, shape.rung)},
            {"role": "user", "content": prompt.user},
        ],
        shape.length: prompt.most_tokens,
        "stream": False,
    }
    optional: dict[str, Any] = {"temperature": prompt.temperature, "logprobs": True}
    optional |= {"seed": prompt.seed} if prompt.seed is not None else {}
    optional |= {"n": prompt.votes} if prompt.votes > 1 else {}
    body |= {name: value for name, value in optional.items() if shape.has(name)}
    if "logprobs" in body:
        body["top_logprobs"] = 1  # llama.cpp gives 20 a token where it is not said
    if shape.rung == SCHEMA:
        named = {"name": "answer", "strict": True, "schema": prompt.schema}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    elif shape.rung == OBJECT:
        body["response_format"] = {"type": "json_object"}
    return body


def _read_answers(found: Mapping[str, Any], most: int) -> Sequence[Answer]:
    choices = found.get("choices")
    if not isinstance(choices, list) or not choices:
        raise RequestFault("the endpoint gave no choices")
    usage = read_table(found.get("usage"))
    tokens = read_count(usage.get("prompt_tokens")), read_count(usage.get("completion_tokens"))
    answers: list[Answer] = []
    for choice in _take_once(choices, most):
        answers.append(_read_choice(choice, tokens, found.get("model")))
        tokens = 0, 0  # told once for all
    return answers


def _take_once(choices: Sequence[object], most: int) -> Iterator[Mapping[str, Any]]:
    """At most so many choices, each index once."""
    seen = set[object]()
    for place, each in enumerate(choices):
        choice = read_table(each)
        index = choice.get("index")
        index = index if isinstance(index, int) else f"no. {place}"
        if index not in seen and len(seen) < most:
            seen.add(index)
            yield choice


def _read_choice(choice: Mapping[str, Any], tokens: tuple[int, int], model: object) -> Answer:
    message = read_table(choice.get("message"))
    content, refusal = message.get("content"), message.get("refusal")
    if isinstance(content, list):  # parts, as some servers send them
        parts = [read_table(part).get("text") for part in content]
        content = "".join(part for part in parts if isinstance(part, str))
    ended = name_ending(choice.get("finish_reason"), ("length",), ("content_filter",))
    if isinstance(refusal, str) and refusal and not content:
        ended = REFUSAL
    reason = refusal if isinstance(refusal, str) else ""
    if message.get("tool_calls") or message.get("function_call"):
        reason = reason or TOOL_INSTEAD
    elif message.get("reasoning_content") or message.get("reasoning"):
        reason = reason or "the model thought, and gave no answer: raise most_tokens"
    answer = build_answer(content, ended, reason=reason, tokens=tokens, model=model)
    return _add_logprobs(answer, read_table(choice.get("logprobs")).get("content"))


def _add_logprobs(answer: Answer, found: object) -> Answer:
    """The answer with its tokens' probabilities, where they are numbers and spell the text.

    A mark of the text's end may follow, and llama.cpp gives the tokens of a fence (three backticks)
    that it took off the text: what lies outside of the text is left out. Tokens that spell
    something else belong to another answer.
    """
    if not isinstance(found, list) or not answer.text.strip():
        return answer
    tokens, ends, spelt = list[tuple[str, float]](), list[int](), b""
    for each in map(read_table, found):
        token, logprob = each.get("token"), each.get("logprob")
        if not isinstance(token, str) or not _is_logprob(logprob):
            return answer
        tokens.append((token, min(float(logprob), 0.0)))
        spelt += _read_bytes(each.get("bytes"), token)
        ends.append(len(spelt))
    text = answer.text.strip().encode()
    start = spelt.find(text)
    if start < 0 or len(spelt.strip()) - len(text) > AROUND:
        return answer
    starts = [0, *ends]
    kept = [
        token
        for token, first, end in zip(tokens, starts, ends, strict=False)
        if first < start + len(text) and end > start
    ]
    return replace(answer, logprobs=tuple(kept))


def _is_logprob(found: object) -> TypeGuard[int | float]:
    if isinstance(found, bool) or not isinstance(found, int | float):
        return False
    return math.isfinite(found) and found <= 1e-6


def _read_bytes(found: object, token: str) -> bytes:
    """The bytes of a token, which may be a part of a character."""
    if isinstance(found, list) and all(type(each) is int and 0 <= each < 256 for each in found):
        return bytes(found)
    return token.encode(errors="replace")


CHAT = Form("/chat/completions", True, _build_headers, _build_body, _read_answers)
