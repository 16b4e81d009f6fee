"""What a person says of a code, as the fields of a codebook hold it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from interviewkit.coding.codebook_yaml import SHARE_HINT, parse_share
from interviewkit.coding.editing.scalars import refuse_unwritable
from interviewkit.errors import CodebookError
from interviewkit.model import Example
from interviewkit.model.codebook import DEDUCTIVE, INDUCTIVE, POLARITIES

TEXTS = ("label", "definition", "origin")
LISTS = ("include", "exclude")
FIELDS = (*TEXTS, *LISTS, "examples", "near_misses", "patterns", "polarity", "prevalence")
"""What can be edited of a code; ids, themes and parents have verbs of their own."""


def clean_field(name: str, value: Any) -> Any:
    """A value of a field as a codebook holds it.

    Raises:
        CodebookError: there is no such field, or it cannot hold the value.
    """
    if name not in FIELDS:
        raise CodebookError(f"a code has no field {name!r} that is changed so")
    if name in TEXTS:
        text = refuse_unwritable(str(value))
        if name == "label":
            text = " ".join(text.split())
        if name == "origin" and text not in ("", INDUCTIVE, DEDUCTIVE):
            raise CodebookError(
                f"the origin of a code is not {text!r}", hint="inductive, deductive"
            )
        return text
    if name == "polarity":
        signs = tuple(sign for sign in POLARITIES if sign in value)
        if not signs or not set(value) <= set(POLARITIES):
            raise CodebookError("a code has the polarity + or - or both")
        return signs
    if name in LISTS:
        return tuple(text for each in value if (text := refuse_unwritable(str(each))))
    if name == "patterns":
        return tuple(value)
    if name == "prevalence":
        return _clean_share(value)
    return _clean_examples(value)


def _clean_share(value: object) -> float | None:
    if value is None or value == "":
        return None
    share = parse_share(str(value))
    if share is None:
        raise CodebookError(f"the prevalence of a code is not {str(value)[:40]!r}", hint=SHARE_HINT)
    return share


def _clean_examples(value: Iterable[Any]) -> tuple[Example, ...]:
    found = []
    for each in value:
        one = each if isinstance(each, Example) else Example(str(each))
        text = " ".join(refuse_unwritable(one.text).split())
        if one.polarity not in POLARITIES:
            raise CodebookError(f"an example shows + or -, not {one.polarity!r}")
        if text:
            found.append(Example(text, one.polarity))
    return tuple(found)
