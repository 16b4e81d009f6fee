"""Pairs put together by their first part."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def group_lists(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Key → its values, keys and values in the order in which they come.

    >>> group_lists([("a", 1), ("b", 2), ("a", 3)])
    {'a': [1, 3], 'b': [2]}
    """
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def group_sets(pairs: Iterable[tuple[K, V]]) -> dict[K, set[V]]:
    """Key → its different values, keys in the order in which they come."""
    return {key: set(values) for key, values in group_lists(pairs).items()}
