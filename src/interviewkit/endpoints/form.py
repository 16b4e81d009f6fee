"""How a provider wants to be asked, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interviewkit.endpoints.body import SHOWN
from interviewkit.endpoints.shape import Shape
from interviewkit.model.prompt import ERROR, LENGTH, REFUSAL, STOP, Answer, Prompt
from interviewkit.model.surrogates import mend_surrogates

NO_TEXT = "the model answered without a text"
TOOL_INSTEAD = "the model called a tool instead of answering"


@dataclass(frozen=True, slots=True)
class Form:
    """One provider's: where to post below the endpoint, the header of the key, bodies and answers.

    ``can_count`` says whether one request may ask for several answers.
    """

    path: str
    can_count: bool
    build_headers: Callable[[str], Mapping[str, str]]
    build_body: Callable[[Prompt, str, Shape], Mapping[str, Any]]
    read_answers: Callable[[Mapping[str, Any], int], Sequence[Answer]]


def build_answer(
    text: object, ended: str, *, reason: str = "", tokens: tuple[int, int], model: object
) -> Answer:
    """One answer as it is given on: without a text it is a fault, whatever the server calls it.

    ``ended`` is one of the four ways to finish; ``reason`` says why there is no text, if somebody
    knows.
    """
    said = mend_surrogates(text) if isinstance(text, str) else ""
    fault = ""
    if ended == REFUSAL:
        fault = "the model refused" + (f": {_shorten(reason)}" if reason else "")
    elif not said.strip():
        cut = "the answer was cut off before it began: raise most_tokens"
        ended, fault = ERROR, cut if ended == LENGTH else reason or NO_TEXT
    named = mend_surrogates(model)[:200] if isinstance(model, str) else ""
    return Answer(said, ended, *tokens, model=named, fault=fault)


def name_ending(reason: object, lengths: Sequence[str], refusals: Sequence[str]) -> str:
    """The word of a provider for how an answer ended, as one of ours; an unknown one is a stop."""
    if reason in lengths:
        return LENGTH
    return REFUSAL if reason in refusals else STOP


def read_count(found: object) -> int:
    """A number of tokens; 0 where there is none, or none that can be."""
    is_whole = isinstance(found, int) and not isinstance(found, bool)
    return found if isinstance(found, int) and is_whole and 0 <= found < 10**9 else 0


def read_table(found: object) -> Mapping[str, Any]:
    """A table, empty where something else stands."""
    return found if isinstance(found, Mapping) else {}


def _shorten(text: str) -> str:
    return " ".join(mend_surrogates(text).split())[:SHOWN]
