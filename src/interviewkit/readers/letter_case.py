"""What is written small: a question only for scripts that write names with a large letter."""

from __future__ import annotations

import re

_GEORGIAN = re.compile("[\u10d0-\u10ff]")
"""Unicode calls these letters small; the large ones are for headlines, and no name begins so."""


def is_small(text: str) -> bool:
    """Whether letters are small where a name would have a large one.

    >>> is_small("ana"), is_small("Ana"), is_small("ანა"), is_small("王明")
    (True, False, False, False)
    """
    return text.islower() and not _GEORGIAN.search(text)
