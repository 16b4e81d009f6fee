"""How long to wait before the next try.

Written here and not taken from a library (tenacity, httpx-retries were looked at): the waits must
follow from the study's seed, a server's Retry-After must be bounded, and what is tried again is not
a response alone but a body that broke off, timed out or was no JSON. That leaves a library with
these lines to configure and nothing to do.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MOST_ASKED_S = 120.0
"""How long a server may have us wait; beyond that it is tried again all the same."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that double from ``first_s`` to ``most_s``, each somewhere in its upper half."""

    seed: int = 0
    first_s: float = 1.0
    most_s: float = 60.0

    def compute_wait(self, key: str, attempt: int, asked_s: float = 0.0) -> float:
        """Seconds before try ``attempt`` (1 is the first repetition) of the prompt ``key``.

        The same for the same seed, key and try, whatever else is under way.
        """
        digest = hashlib.sha256(f"{self.seed}|{key}|{attempt}".encode()).digest()
        share = int.from_bytes(digest[:8], "big") / 2**64
        longest: float = min(self.first_s * 2 ** min(attempt - 1, 30), self.most_s)
        return max(longest * (1 + share) / 2, min(asked_s, MOST_ASKED_S))


def read_retry_after(value: str, now: datetime | None = None) -> float:
    """The seconds that a Retry-After header asks for: a number or a date, else 0."""
    try:
        seconds = float(value)
    except ValueError:
        try:
            when = parsedate_to_datetime(value)
        except ValueError:
            return 0.0
        if when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        seconds = (when - (now or datetime.now(UTC))).total_seconds()
    return seconds if 0 < seconds < math.inf else 0.0
