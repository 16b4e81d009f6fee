"""Marked sections of a web page that Python's parser cannot pass over."""

from __future__ import annotations

import re

_UNKNOWN = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-_.\w]))", re.IGNORECASE
)


def escape_unknown_sections(text: str) -> str:
    """The page with ``<![`` as words where no known section begins.

    ``html.parser`` ends such a page with an AssertionError.

    >>> escape_unknown_sections("<![if IE]> <![[a]]")
    '<![if IE]> &lt;![[a]]'
    """
    return _UNKNOWN.sub("&lt;![", text)
