"""An endpoint as ``[coding.llm]`` wants it, if it may be asked."""

from __future__ import annotations

from interviewkit.endpoints.addresses import pin_address
from interviewkit.endpoints.asking import HttpEndpoint
from interviewkit.endpoints.backoff import Backoff
from interviewkit.endpoints.chat_form import CHAT
from interviewkit.endpoints.connection import Connection, require_httpx
from interviewkit.endpoints.form import Form
from interviewkit.endpoints.keys import find_key
from interviewkit.endpoints.messages_form import MESSAGES
from interviewkit.endpoints.transfer import refuse_unasked
from interviewkit.errors import EndpointError
from interviewkit.model.llm_settings import ANTHROPIC, OPENAI, LlmSettings
from interviewkit.model.prompt import Endpoint

FORMS: dict[str, Form] = {OPENAI: CHAT, ANTHROPIC: MESSAGES}


def open_endpoint(
    settings: LlmSettings, *, seed: int = 0, backoff: Backoff | None = None
) -> Endpoint:
    """The endpoint that the settings name; nothing is sent before it is asked.

    ``seed`` (the study's) decides how long it waits between tries, unless a ``backoff`` does.

    Raises:
        EndpointError: no model is named, speech would leave this machine without consent or
            encryption, the key is not there, or the extra ``llm`` is not installed.
    """
    if not settings.model:
        raise EndpointError(
            "no language model is named", hint='in study.toml: [coding.llm] model = "…"'
        )
    address = refuse_unasked(settings)
    require_httpx()
    key = find_key(settings.key_env)
    connection = Connection(pin_address(address), FORMS[settings.provider], key, settings.timeout_s)
    return HttpEndpoint(
        connection, settings.model, settings.retries, settings.concurrent, backoff or Backoff(seed)
    )
