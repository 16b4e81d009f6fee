"""What a study of ours says of its codebook beside the standard, in a file of the standard.

The standard has no place for ids of codes, patterns or what makes a codebook exclusive. They stand
in a processing instruction behind the root element: schemas do not ask for those, and programs
pass over the ones that are not theirs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_TARGET = "interviewkit-codebook"
_LAST = re.compile(rb"<\?" + _TARGET.encode() + rb"\s+([^<>]*)\?>\s*\Z")


def write_own_words(own: Mapping[str, Any]) -> str:
    """The instruction; empty where there is nothing to say.

    >>> write_own_words({"codes": {"g1": "alone"}})
    '<?interviewkit-codebook {"codes":{"g1":"alone"}}?>\\n'
    """
    if not own:
        return ""
    text = json.dumps(own, separators=(",", ":"))
    plain = text.replace("<", "\\u003c").replace(">", "\\u003e")  # nothing in it ends it
    return f"<?{_TARGET} {plain}?>\n"


def read_own_words(raw: bytes) -> Mapping[str, Any]:
    """What the instruction at the end of a file says; nothing where there is none, or no whole one.

    >>> read_own_words(b'<Project/><?interviewkit-codebook {"codes":{}}?>')
    {'codes': {}}
    """
    at = raw.rfind(b"<?" + _TARGET.encode())
    found = _LAST.match(raw, at) if at >= 0 else None
    try:
        said = json.loads(found.group(1)) if found else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
