"""What ``study.toml`` may say of a language model, in ``[coding.llm]``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from interviewkit.errors import StudyError

OPENAI, ANTHROPIC = "openai", "anthropic"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Which language model is asked where, and within which limits.

    ``provider`` is the form of requests: ``openai`` (``{endpoint}/chat/completions``, which nearly
    every server understands) or ``anthropic`` (``{endpoint}/messages``). ``key_env`` names the
    environment variable, or the entry of the keyring, that holds the key: the key itself never
    stands here. ``consent`` is why speech may leave this machine, in the researcher's words; it is
    needed for every endpoint that is not on this machine, and is recorded.

    ``votes`` answers are asked for each prompt, of ``codes_a_call`` codes at once, with
    ``context_turns`` turns before the one that is coded. ``concurrent`` requests are under way at
    once; each takes ``timeout_s`` seconds at most and is tried ``retries`` times more.
    ``most_tokens`` is how long one answer may be. ``price_in`` and ``price_out`` are for a million
    tokens, for the estimate alone. ``template`` is the prompt's file, below the study's folder.
    """

    endpoint: str = "http://127.0.0.1:11434/v1"
    provider: str = OPENAI
    model: str = ""
    key_env: str = ""
    consent: str = ""
    votes: int = 1
    codes_a_call: int = 5
    context_turns: int = 2
    concurrent: int = 4
    timeout_s: float = 300.0
    retries: int = 4
    most_tokens: int = 1500
    temperature: float = 0.0
    price_in: float = 0.0
    price_out: float = 0.0
    template: str = ""


LLM_RANGES = {
    "coding.llm.votes": (1, 20),
    "coding.llm.codes_a_call": (1, 100),
    "coding.llm.context_turns": (0, 50),
    "coding.llm.concurrent": (1, 64),
    "coding.llm.timeout_s": (1, 3600),
    "coding.llm.retries": (0, 20),
    "coding.llm.most_tokens": (16, 100_000),
    "coding.llm.temperature": (0, 2),
    "coding.llm.price_in": (0, 1_000_000),
    "coding.llm.price_out": (0, 1_000_000),
}
LLM_CHOICES = {"coding.llm.provider": (OPENAI, ANTHROPIC)}

KEEP_OUT = "keys are never written down: put it into an environment variable, and name that one: "
KEEP_OUT += 'key_env = "MY_KEY"'

_KEY_NAME = re.compile(
    r"(?i)^(api|auth|access|secret|bearer)?_?-?(key|token|secret|password|auth)$"
)
_KEY = re.compile(
    r"\b(?:(?:sk|pk|rk|gsk|hf|xai|r8|nvapi|csk|pplx)[-_]|AIza)(?=[\w-]*\d)[\w-]{16,}|\bBearer\s+\S"
)
"""How the keys of well-known services begin."""
_VARIABLE = re.compile(r"[A-Za-z_]\w{0,99}")
_ADDRESS = re.compile(r"https?://[^/@?#\s]+(/[^@?#\s]*)?")


def refuse_keys(table: Any, path: str) -> None:
    """Refuse a table ``[coding.llm]`` in which a key stands; the error does not repeat it.

    Raises:
        StudyError: a setting is named like a key, or holds what looks like one.
    """
    known = {each.name for each in fields(LlmSettings)}
    for name, value in table.items() if isinstance(table, Mapping) else ():
        if _KEY.search(name):
            raise StudyError(f"{path}: [coding.llm] names a key as a setting", hint=KEEP_OUT)
        is_named = name not in known and _KEY_NAME.search(name)
        if is_named or any(_KEY.search(each) for each in _list_texts(value)):
            raise StudyError(f"{path}: coding.llm.{name} holds a key", hint=KEEP_OUT)
        if name == "key_env" and isinstance(value, str) and not _VARIABLE.fullmatch(value or "_"):
            raise StudyError(
                f"{path}: coding.llm.key_env is not the name of a variable", hint=KEEP_OUT
            )


def refuse_address(address: str, path: str) -> None:
    """Refuse an endpoint that is no plain address of a server.

    Raises:
        StudyError: it is none, or holds a name and password, a question or a fragment.
    """
    if _ADDRESS.fullmatch(address):
        return
    if "@" in address or "?" in address or "#" in address:  # not repeated: a key may stand there
        raise StudyError(
            f"{path}: coding.llm.endpoint holds more than an address ('@', '?' or '#')",
            hint=KEEP_OUT,
        )
    raise StudyError(
        f"{path}: coding.llm.endpoint must be an address, not {address!r}",
        hint='as in endpoint = "http://127.0.0.1:11434/v1"',
    )


def _list_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _list_texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _list_texts(each)
