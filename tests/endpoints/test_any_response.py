"""Whatever a server sends, a prompt has its answers or a fault in words, and nothing is raised."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders_endpoint import ask_one, prompt
from interviewkit.errors import EndpointError
from scripted_endpoint import ScriptedEndpoint, Visit

GOOD = json.dumps(
    {
        "model": "m",
        "choices": [{"index": 0, "message": {"content": "{}"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 3, "completion_tokens": 4},
    }
).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
WHOLE = HEAD % len(GOOD) + GOOD

statuses = st.integers(100, 999).map(
    lambda status: b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n" % (status, len(GOOD)) + GOOD
)
damaged = st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=12)).map(
    lambda cut: WHOLE[: cut[0]] + cut[2] + WHOLE[cut[0] + cut[1] :]
)
heads = st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=4).map(
    lambda found: (
        b"HTTP/1.1 200 OK\r\n"
        + b"".join(f"{name}: {value}\r\n".encode() for name, value in found)
        + b"\r\n"
        + GOOD
    )
)


class Anything:
    """A server that sends the bytes which it was last given, and hangs up."""

    def __init__(self) -> None:
        self.said = b""
        self.server = ScriptedEndpoint(then=self._send)

    def _send(self, visit: Visit) -> None:
        visit.write(self.said)
        visit.handler.close_connection = True


@pytest.fixture(scope="module")
def anything() -> Iterator[Anything]:
    found = Anything()
    with found.server:
        yield found


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(said=damaged | statuses | heads | st.binary(max_size=80), votes=st.integers(1, 2))
@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_any_bytes_are_an_answer_or_a_fault(
    anything: Anything, provider: str, said: bytes, votes: int
) -> None:
    anything.said = said
    try:
        given_back = ask_one(
            anything.server.url, prompt(votes=votes), provider=provider, retries=0, timeout_s=5
        )
    except EndpointError as fault:
        given_back = ()
        hint = fault.hint
        assert hint
    assert len(given_back) in (0, votes)
    for each in given_back:
        assert bool(each.fault) == (each.finish in ("error", "refusal"))
        each.text.encode()
