"""What took long to work out, kept for as long as the study says the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from interviewkit.study import Study

T = TypeVar("T")

MOST_KEPT = 32


@dataclass
class Kept:
    """Results by what was asked; one is worked out anew once the study's mark is another."""

    _results: OrderedDict[object, Any] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, study: Study, asked: object, work_out: Callable[[], T]) -> T:
        """What was asked, as it is now."""
        key = (study.mark(), asked)
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                found: T = self._results[key]
                return found
        made = work_out()
        with self._lock:
            self._results[key] = made
            while len(self._results) > MOST_KEPT:
                self._results.popitem(last=False)
        return made
