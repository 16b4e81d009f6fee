"""What was worked out from the database, kept for as long as nobody has done anything since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from interviewkit.store.revision import Newest

T = TypeVar("T")

MOST = 256


@dataclass
class Remembered:
    """Results by name, each with how far the study had come; many threads may ask at once.

    What is kept is shared: whoever is given it must leave it as it is.
    """

    _kept: OrderedDict[object, tuple[Newest, Any]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, newest: Newest, name: object) -> Any:
        """What is kept under a name and still holds; ``None`` where there is nothing."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is None or kept[0] != newest:
                return None
            self._kept.move_to_end(name)
            return kept[1]

    def keep(self, newest: Newest, name: object, what: T) -> T:
        """Keep it; what was asked for longest ago goes."""
        with self._lock:
            self._kept[name] = (newest, what)
            self._kept.move_to_end(name)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return what

    def get(self, newest: Newest, name: object, work_out: Callable[[], T]) -> T:
        """What is kept under a name, or what is worked out now."""
        found: T | None = self.find(newest, name)
        return self.keep(newest, name, work_out()) if found is None else found
