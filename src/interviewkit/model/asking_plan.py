"""What asking a language model would come to, told before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from interviewkit.model.prompt import Prompt


@dataclass(frozen=True, slots=True)
class AskingPlan:
    """How many calls, about how many tokens, what leaves this machine and to whom.

    ``known`` calls are answered already, of which nothing is sent again. Tokens are estimated at
    four characters each, and the answers at a fixed length, so that ``cost`` (``None`` without
    prices) is no more than an order of magnitude. ``sends`` says in words what a call holds.
    ``example`` is the first prompt that would be sent, ``None`` where there is none.
    """

    model: str
    host: str
    is_here: bool
    consent: str
    turns: int
    calls: int
    known: int
    votes: int
    tokens_in: int
    tokens_out: int
    cost: float | None
    sends: tuple[str, ...]
    example: Prompt | None = field(default=None, repr=False)
