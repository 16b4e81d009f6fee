"""Who is let in, and who is not."""

from __future__ import annotations

import json
from urllib.error import HTTPError

import pytest

from builders_web import Client, Served

pytestmark = pytest.mark.browser


def test_a_token_lets_in_once(served: Served) -> None:
    assert "Six people" in Client(served).get("/")
    with pytest.raises(HTTPError) as refused:
        Client(served)
    assert refused.value.code == 403


def test_an_act_needs_the_pages_own_token(served: Served) -> None:
    visitor = Client(served)
    assert json.loads(visitor.post("/api/coder", b'{"coder": "Lee"}')) == {"coder": "lee"}
    for forged in ({"X_CSRF": ""}, {"Origin": "http://127.0.0.1:1"}, {"Host": "evil.example"}):
        with pytest.raises(HTTPError) as refused:
            visitor.post("/api/coder", b'{"coder": "Lee"}', **forged)
        assert refused.value.code in (403, 421)
