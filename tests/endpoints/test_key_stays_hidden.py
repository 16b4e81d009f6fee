"""A key is sent to the endpoint and to nobody else, whatever goes wrong, whatever comes back."""

from __future__ import annotations

import base64
import json
import logging
import traceback
from typing import Any

import pytest

from builders_endpoint import endpoint, prompts
from interviewkit.errors import EndpointError
from scripted_endpoint import (
    ScriptedEndpoint,
    Step,
    answer,
    bomb,
    drip,
    fail,
    hang_up,
    raw,
    redirect,
    stall,
)

KEY = "sk-proj-4hT9xQ2mZ7pLw8Rk1nVb5cD3fG6hJ9kL"
SAID = f"your key is {KEY}"
ESCAPED = "".join(f"\\u{ord(letter):04x}" for letter in KEY)
ECHO = {
    "content": [{"token": KEY, "logprob": -0.1}, {"token": f" {KEY}", "logprob": -0.2}],
}

KINDS: dict[str, Step] = {
    "well": answer("{}"),
    "in the text": answer(SAID, model=KEY, logprobs=ECHO),
    "in a refusal": answer(None, message={"refusal": SAID}),
    "escaped": raw(f'{{"choices": [{{"message": {{"content": "{ESCAPED}"}}}}]}}'.encode()),
    "in a complaint": fail(400, SAID, code=KEY, param=KEY),
    "at the end of a complaint": fail(500, "x" * 280 + KEY),
    "in a field of a complaint": raw(
        json.dumps({"detail": [{"loc": [KEY], "msg": KEY}]}).encode(), status=422
    ),
    "in an error that is none": raw(json.dumps({"error": SAID}).encode()),
    "in headers": raw(
        b"{}", kind=f"text/{KEY}", headers={"Content-Encoding": KEY, "Retry-After": KEY}
    ),
    "in a page": raw(f"<html>{KEY}</html>".encode(), status=502, kind="text/html"),
    "in no JSON": raw(f'{{"{KEY}'.encode()),
    "in a redirect": redirect(f"https://elsewhere.example.org/{KEY}"),
    "in no HTTP": lambda visit: visit.write(f"{KEY}\r\n\r\n".encode()),
    "in a status": lambda visit: visit.write(f"HTTP/1.1 2{KEY} {KEY}\r\n\r\n".encode()),
    "refused": fail(401, f"Incorrect API key provided: {KEY}"),
    "forbidden": fail(403, SAID),
    "unknown": fail(404, SAID),
    "spent": fail(429, SAID, code="insufficient_quota"),
    "too long": fail(400, f"maximum context length: {KEY}"),
    "cut off": hang_up(KEY.encode()),
    "hung up": hang_up(),
    "a bomb": bomb(4),
    "a stall": stall(),
    "a drip": drip(0.01),
}


def run(url: str, provider: str) -> str:
    """All that can be seen of a run: answers, errors with every variable, the objects."""
    asked = endpoint(url, provider=provider, key_env="MY_KEY", timeout_s=0.2, retries=1)
    shown: list[Any] = [asked]
    try:
        shown += asked.ask(prompts(2))
    except EndpointError as fault:
        shown += [fault.hint, vars(fault)]
        told = traceback.TracebackException.from_exception(fault, capture_locals=True)
        shown += told.format(chain=True)
    return f"{shown} {asked!r} {asked.connection}"


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_key_is_never_shown(
    kind: str,
    provider: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MY_KEY", KEY)
    with ScriptedEndpoint(then=KINDS[kind]) as server, caplog.at_level(logging.INFO):
        shown = run(server.url, provider)
    sent = {value for each in server.requests for value in each.headers.values()}
    assert sent & {KEY, f"Bearer {KEY}"}  # it was sent, where it belongs
    assert all(KEY not in json.dumps(each.body) for each in server.requests)
    printed = "".join(capfd.readouterr())
    for text in (shown, caplog.text, printed):
        for part in (KEY, KEY[:20], KEY[-20:], base64.b64encode(KEY.encode()).decode()[:20]):
            assert part not in text


def test_what_is_sent_is_not_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MY_KEY", KEY)
    with ScriptedEndpoint() as server, caplog.at_level(logging.DEBUG):
        run(server.url, "openai")
    assert "send_request_headers" in caplog.text  # the library says what it does, and not with what
    assert KEY[:20] not in caplog.text
    assert "turn 0" not in caplog.text
