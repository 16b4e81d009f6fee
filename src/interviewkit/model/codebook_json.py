"""A codebook as plain values and back, with nothing lost but where its parts stood in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from interviewkit.model.codebook import POLARITIES, Code, Codebook, Example, Pattern, Theme
from interviewkit.model.project_json import to_plain

T = TypeVar("T")
Read = Callable[[object], Any]

_OF_FILES = ("line", "file", "path", "patterns_file")


def codebook_to_plain(codebook: Codebook) -> dict[str, Any]:
    """All that a codebook says; what is as usual is left out.

    >>> codebook_to_plain(Codebook("Work", (Code("a", "A", "Alone."),)))
    {'name': 'Work', 'codes': [{'id': 'a', 'label': 'A', 'definition': 'Alone.'}]}
    """
    found: dict[str, Any] = _drop_places(to_plain(codebook))
    return found


def codebook_from_plain(plain: object) -> Codebook:
    """The codebook again.

    Raises:
        ValueError: the values are not those of a codebook.
    """
    return _read_noun(Codebook, _CODEBOOK)(plain)


def _drop_places(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _drop_places(v) for k, v in value.items() if k not in _OF_FILES}
    return [_drop_places(each) for each in value] if isinstance(value, list) else value


def _read_noun(kind: Callable[..., T], fields: Mapping[str, Read]) -> Callable[[object], T]:
    def read(value: object) -> T:
        if not isinstance(value, Mapping):
            raise ValueError(f"{value!r} is no mapping")
        try:
            return kind(
                **{name: take(value[name]) for name, take in fields.items() if name in value}
            )
        except TypeError as error:
            raise ValueError(str(error)) from error

    return read


def _read_many(take: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{value!r} is no list")
        return tuple(map(take, value))

    return read


def _read_map(take: Callable[[object], T]) -> Callable[[object], dict[str, T]]:
    def read(value: object) -> dict[str, T]:
        if not isinstance(value, Mapping):
            raise ValueError(f"{value!r} is no mapping")
        return {_read_text(name): take(each) for name, each in value.items()}

    return read


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _read_sign(value: object) -> str:
    if value not in POLARITIES:
        raise ValueError(f"{value!r} is no polarity")
    return str(value)


def _read_truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _read_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def _read_share(value: object) -> float | None:
    return None if value is None else _read_number(value)


def _read_match(value: object) -> str | tuple[Mapping[str, object], ...]:
    return value if isinstance(value, str) else _read_many(_read_map(_read_any))(value)


def _read_any(value: object) -> object:
    return value


_EXAMPLE: Mapping[str, Read] = {"text": _read_text, "polarity": _read_sign}
_PATTERN: Mapping[str, Read] = {
    "match": _read_match,
    "polarity": _read_sign,
    "weight": _read_number,
    "name": _read_text,
    "options": _read_map(_read_any),
}
_read_texts = _read_many(_read_text)
_read_examples = _read_many(_read_noun(Example, _EXAMPLE))
_NAMED: Mapping[str, Read] = dict.fromkeys(("id", "label", "definition"), _read_text)
_CODE: Mapping[str, Read] = {
    **_NAMED,
    **dict.fromkeys(("parent", "theme", "origin"), _read_text),
    **dict.fromkeys(("include", "exclude"), _read_texts),
    **dict.fromkeys(("examples", "near_misses"), _read_examples),
    "patterns": _read_many(_read_noun(Pattern, _PATTERN)),
    "polarity": _read_many(_read_sign),
    "prevalence": _read_share,
}
_THEME: Mapping[str, Read] = {**_NAMED, "codes": _read_texts, "exclusive": _read_truth}
_CODEBOOK: Mapping[str, Read] = {
    **dict.fromkeys(("name", "declared", "language"), _read_text),
    "codes": _read_many(_read_noun(Code, _CODE)),
    "themes": _read_many(_read_noun(Theme, _THEME)),
    "lists": _read_map(_read_texts),
    "exclusive": _read_truth,
}
