"""Nothing leaves this machine before somebody has said why it may, and what leaves is recorded."""

from __future__ import annotations

import json

import pytest

from interviewkit.endpoints.opening import open_endpoint
from interviewkit.endpoints.transfer import SENT, describe_transfer
from interviewkit.errors import EndpointError
from interviewkit.model.llm_settings import LlmSettings
from interviewkit.wording.transfers import describe_sent, list_doubts_of_sending

AWAY = LlmSettings(endpoint="https://api.example.org/v1", model="m-1")
AGREED = "The ethics board agreed on 3 May 2025 (no. 12)."


def agreed(**settings: str) -> LlmSettings:
    return LlmSettings(
        endpoint=settings.get("endpoint", AWAY.endpoint), model="m-1", consent=AGREED
    )


def test_on_this_machine_nothing_leaves() -> None:
    found = describe_transfer(LlmSettings(model="m", consent="not needed"))
    assert (found.stays_here, found.leaves, found.consent) == (True, (), "")
    open_endpoint(LlmSettings(model="m"))


@pytest.mark.parametrize("consent", ["", "  \n "])
@pytest.mark.parametrize(
    "url",
    ["https://api.example.org/v1", "http://192.168.1.5:8000/v1", "https://10.0.0.2/v1"],
)
def test_elsewhere_somebody_must_have_agreed(url: str, consent: str) -> None:
    with pytest.raises(EndpointError) as told:
        open_endpoint(LlmSettings(endpoint=url, model="m", consent=consent))
    host = url.split("/")[2]
    assert told.value.message == (
        f"{host} is another machine: what participants said, what was asked and said before and "
        "the codebook would leave this one"
    )
    assert "consent =" in told.value.hint
    assert "http://127.0.0.1:11434/v1" in told.value.hint


def test_with_consent_it_is_opened_and_told() -> None:
    open_endpoint(agreed())
    found = describe_transfer(agreed())
    assert found.to_facts() == {
        "provider": "openai",
        "model": "m-1",
        "host": "api.example.org",
        "leaves": list(SENT),
        "consent": AGREED,
        "is_encrypted": True,
    }
    assert json.loads(json.dumps(found.to_facts())) == found.to_facts()


def test_consent_does_not_make_up_for_encryption() -> None:
    with pytest.raises(EndpointError, match="is not encrypted"):
        open_endpoint(agreed(endpoint="http://8.8.8.8/v1"))
    near = agreed(endpoint="http://192.168.1.5/v1")
    open_endpoint(near)
    [doubt] = list_doubts_of_sending(describe_transfer(near))
    assert "192.168.1.5 is not encrypted" in doubt
    assert list_doubts_of_sending(describe_transfer(agreed())) == ()


def test_the_methods_tell_what_was_sent() -> None:
    assert describe_sent(describe_transfer(agreed())) == (
        "Passages were also read by the language model m-1: what participants said, what was asked "
        "and said before and the codebook were sent to api.example.org. On whose consent: "
        "The ethics board agreed on 3 May 2025 (no. 12)."
    )
    assert ", unencrypted within a private network." in describe_sent(
        describe_transfer(agreed(endpoint="http://192.168.1.5/v1"))
    )
    assert describe_sent(describe_transfer(LlmSettings(model="m"))) == (
        "Passages were also read by the language model m on this machine; nothing was sent "
        "elsewhere."
    )


def test_a_model_must_be_named() -> None:
    with pytest.raises(EndpointError, match="no language model is named"):
        open_endpoint(LlmSettings())
