"""What is asked of a language model, and what comes back, whoever serves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from interviewkit.model.progress import Tick, ignore_tick

STOP = "stop"
LENGTH = "length"
REFUSAL = "refusal"
ERROR = "error"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request. ``schema`` is the JSON schema that the answer is to keep; an endpoint that
    knows no schemas is asked without, so the answer is checked by whoever asked.

    ``votes`` is how many answers are wanted: in one request where the endpoint can, else in
    several, each with a seed of its own (``seed``, ``seed`` + 1, …).
    """

    system: str
    user: str
    schema: Mapping[str, object]
    most_tokens: int
    temperature: float = 0.0
    seed: int | None = None
    votes: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one vote.

    ``text`` is what the model wrote, empty where nothing came: whole where ``finish`` is
    ``stop``, cut off where it is ``length``. With ``refusal`` (the model's, or a filter's) and
    ``error`` (the endpoint's), ``fault`` says why there is none, in words.

    ``tokens_in`` and ``tokens_out`` are what the endpoint counted, 0 where it does not; with
    several votes in one request the whole is told with the first. ``logprobs`` are tokens with the
    natural logarithm of their probability, where the endpoint gives them. ``model`` is what the
    endpoint calls itself.
    """

    text: str
    finish: str
    tokens_in: int
    tokens_out: int
    logprobs: tuple[tuple[str, float], ...] = ()
    model: str = ""
    fault: str = ""


class Endpoint(Protocol):
    """Whoever answers prompts."""

    def ask(
        self, prompts: Iterable[tuple[str, Prompt]], tick: Tick = ignore_tick
    ) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        """Keys with their answers, one a vote, in the order in which they come.

        A prompt that fails after all tries gives answers with ``finish`` ``error``, and the others
        go on. Prompts are taken from the iterable in the thread that asks, only as they are sent.
        Whoever stops early (Ctrl-C, ``break``) keeps what came before.

        Raises:
            EndpointError: it can answer nothing: the key or the model is refused, or so many
                prompts failed in a row; what came before was given out.
        """
        ...


@dataclass(frozen=True, slots=True)
class KeptPrompt:
    """A prompt as the study keeps it: for what ``purpose`` it was asked, when first, and whom.

    ``system`` and ``user`` are empty where they are not looked up, ``None`` where they were erased.
    """

    key: str
    purpose: str
    at: str
    model: str
    host: str
    system: str | None = ""
    user: str | None = ""
    erased: bool = False


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as the study keeps it; ``source`` is the endpoint's host or a batch file's name.

    ``text`` is ``None`` where it was erased.
    """

    at: str
    source: str
    finish: str
    model: str
    text: str | None
    tokens_in: int
    tokens_out: int
    fault: str = ""
