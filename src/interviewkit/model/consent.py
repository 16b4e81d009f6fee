"""Asking a person before something of theirs is written over, without knowing who is asked."""

from __future__ import annotations

from collections.abc import Callable

Consent = Callable[[str], bool]
"""Called with what would be lost; says whether it may be."""


def refuse_question(_question: str) -> bool:
    """The answer of a library: nobody was asked."""
    return False
