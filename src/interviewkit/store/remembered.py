"""What was worked out from the database, kept for as long as nobody has done anything since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from interviewkit.store.revision import Newest, Revision

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

    def recall(
        self,
        revision: Revision,
        name: object,
        work_out: Callable[[], T],
        renew: Callable[[T, frozenset[int]], T],
    ) -> T:
        """What is kept under a name, or what is worked out now.

        Where people did nothing since but code and read, ``renew`` makes it new from what it was
        and the turns that they touched. What is seen from within a transaction is not kept.
        """
        now = revision.newest()
        with self._lock:
            kept = self._kept.get(name)
        if kept is not None and kept[0] == now:
            known: T = self.keep(now, name, kept[1])
            return known
        touched = revision.turns_marked(kept[0], now) if kept else None
        what: T
        if kept is None or touched is None:
            what = work_out()
        else:
            what = renew(kept[1], touched) if touched else kept[1]
        return what if revision.is_writing else self.keep(now, name, what)
