"""What can go wrong between here and an answer: what is tried again, and what ends it all."""

from __future__ import annotations

from interviewkit.errors import EndpointError
from interviewkit.model.prompt import ERROR, Answer

RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses after which a later try may well succeed; 529 is Anthropic's "overloaded"."""

REFUSED = frozenset({400, 422})
"""Statuses that say that a request is not understood as it stands."""

SPENT = ("insufficient_quota", "billing_hard_limit_reached", "credit balance is too low")
"""With 429 or 400: it is not too much at once, there is nothing left to pay with."""

TOO_LONG = ("context length", "context window", "context size", "context_length", "too long",
            "too many tokens", "maximum context")  # fmt: skip


class RequestFault(Exception):
    """One request failed, for now: a later try may succeed.

    ``wait_s`` is how long the server asks to wait; ``is_timeout`` that it took too long,
    ``is_absent`` that nothing listens there at all.
    """

    def __init__(
        self, words: str, *, wait_s: float = 0.0, is_timeout: bool = False, is_absent: bool = False
    ) -> None:
        super().__init__(words)
        self.words, self.wait_s = words, wait_s
        self.is_timeout, self.is_absent = is_timeout, is_absent


class UnfitRequestError(Exception):
    """The server does not understand the request as it stands: it may with fewer fields."""

    def __init__(self, words: str, complaint: str) -> None:
        super().__init__(words)
        self.words, self.complaint = words, complaint


class UnfitPromptError(Exception):
    """This prompt cannot be answered; the others can."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def explain_status(status: int, host: str, complaint: str, wait_s: float) -> Exception:
    """What a status other than 200 means for this prompt and for the others."""
    said = f": {complaint}" if complaint else ""
    words = f"{host} answered with {status}{said}"
    is_spent = status in (400, 429) and any(each in complaint for each in SPENT)
    if is_spent or status == 402:
        return EndpointError(words, hint="see to your account there; what came is kept")
    if status in RETRIED:
        return RequestFault(words, wait_s=wait_s)
    if status == 413 or (status in REFUSED and _is_too_long(complaint)):
        return UnfitPromptError(f"the prompt is too long for the model ({words})")
    if status in REFUSED or (status == 403 and "logprobs" in complaint):
        return UnfitRequestError(words, complaint)
    return explain_end(status, host, words)


def explain_end(status: int, host: str, words: str) -> Exception:
    """Why nothing more can be asked after such a status, and what to do."""
    if status in (401, 403):
        hint = "is the key right, and may it use this model? name it by key_env = …"
        return EndpointError(f"{host} refuses the key: {words}", hint=hint)
    if status in (404, 405, 410):
        hint = "is endpoint right (it often ends in /v1), and does it know this model?"
        return EndpointError(words, hint=f"{hint} [coding.llm] endpoint, model")
    if 300 <= status < 400:
        hint = "it is not followed: name the machine itself as endpoint, if you trust it"
        return EndpointError(f"{host} sends on to somebody else ({status})", hint=hint)
    if status < 400 or status >= 500:
        return RequestFault(words)
    return UnfitPromptError(words)


def build_failed(words: str, votes: int) -> tuple[Answer, ...]:
    """The answers where none came."""
    return (Answer("", ERROR, 0, 0, fault=words),) * votes


def _is_too_long(complaint: str) -> bool:
    small = complaint.lower()
    return any(each in small for each in TOO_LONG)
