"""What a request tells: JSON from a page, in which nothing is taken for granted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request

from interviewkit.errors import InterviewkitError
from interviewkit.web.serving.guard import MOST_BYTES

MOST_NUMBER = 2**53 - 1
"""Beyond this JavaScript has no whole numbers."""


class RequestError(InterviewkitError):
    """A request that no page of ours would send. ``status`` is what HTTP calls it."""

    status = 400


@dataclass(frozen=True)
class Told:
    """The fields of a request, each asked for by the type that it must have."""

    fields: Mapping[str, Any]

    def __contains__(self, name: object) -> bool:
        return self.fields.get(str(name)) is not None

    def text(self, name: str, default: str | None = None, *, most: int = 100_000) -> str:
        """A text; without ``default`` it must be there."""
        value = self.fields.get(name, default)
        if not isinstance(value, str) or len(value) > most:
            raise RequestError(f"{name} must be a text of at most {most} characters")
        if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            raise RequestError(f"{name} holds signs that no text has")
        return value

    def number(self, name: str, default: int | None = None, *, most: int = MOST_NUMBER) -> int:
        """A whole number from 0 to ``most``; without ``default`` it must be there."""
        value = self.fields.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            up_to = f" of at most {most}" if most < MOST_NUMBER else ""
            raise RequestError(f"{name} must be a whole number{up_to}")
        return value

    def truth(self, name: str, default: bool = False) -> bool:
        value = self.fields.get(name, default)
        if not isinstance(value, bool):
            raise RequestError(f"{name} must be true or false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty where it is not there."""
        values = self._list(name)
        return tuple(Told({name: value}).text(name) for value in values)

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers, empty where it is not there."""
        values = self._list(name)
        return tuple(Told({name: value}).number(name) for value in values)

    def part(self, name: str) -> Told:
        """Fields within a field, none where it is not there."""
        fields = self.fields.get(name, {})
        if not isinstance(fields, dict):
            raise RequestError(f"{name} must be an object")
        return Told(fields)

    def span(self) -> tuple[int, int] | None:
        """``start`` and ``end`` in code points; ``None`` where neither is there."""
        if "start" not in self and "end" not in self:
            return None
        return self.number("start"), self.number("end")

    def _list(self, name: str) -> list[Any]:
        values = self.fields.get(name, [])
        if not isinstance(values, list) or len(values) > MOST_BYTES // 8:
            raise RequestError(f"{name} must be a list")
        return values


async def read_told(request: Request) -> Told:
    """The JSON object that a request carries, however it announced its length.

    Raises:
        RequestError: it is too large, or no JSON object.
    """
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BYTES:
                raise RequestError("the request is too large")
    except ClientDisconnect:
        raise RequestError("the request ended too early") from None
    try:
        fields = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise RequestError("the request is no JSON") from None
    if not isinstance(fields, dict):
        raise RequestError("the request is no JSON object")
    return Told(fields)
