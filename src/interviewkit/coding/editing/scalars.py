"""How a text is written as a YAML value that is read as the same text again."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

from interviewkit.errors import CodebookError

LONG = 96
"""A line that would be longer is folded, where it may be."""

_HALF = re.compile("[\ud800-\udfff]")
_OTHERS_WORDS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null", "~"})
"""Texts that older readers of YAML take for something else."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def refuse_unwritable(text: str) -> str:
    """The text without white space around it, as a codebook holds texts.

    Raises:
        CodebookError: half a character stands in it, or a NUL.
    """
    if _HALF.search(text) or "\0" in text:
        raise CodebookError(
            f"{text[:40]!r} holds what no text file can hold", hint="write the character itself"
        )
    return text.strip()


def write_scalar(text: str, style: str = "", *, flow: bool = False) -> str:
    """A text on one line, plain where that is read as the same text, else in quotes.

    ``style`` is the quote that is wanted (``'`` or ``"``); in ``flow`` it stands within brackets.
    """
    if not style and _is_plain(text, flow=flow):
        return text
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escape(sign) for sign in text) + '"'


def write_folded(text: str, indent: str, newline: str, width: int = LONG) -> str:
    """A long text as a block below its key, folded between words.

    A text of several lines keeps them. ``indent`` stands before each line.
    """
    if "\n" in text:
        return write_literal(text, indent, newline)
    return newline.join([">-", *(indent + line for line in _wrap(text, width - len(indent)))])


def write_literal(text: str, indent: str, newline: str) -> str:
    """A text as a block below its key, line by line as it is."""
    body = [indent + line if line.strip() else "" for line in text.split("\n")]
    return newline.join(["|-", *body])


def can_fold(text: str) -> bool:
    """Whether a text comes back the same from a block: no odd signs, no edges within."""
    lines = text.split("\n")
    plain = all(line.isprintable() and line == line.strip() for line in lines)
    return plain and bool(lines[0]) and not any("\ufeff" in line for line in lines)


def _wrap(text: str, width: int) -> list[str]:
    """Lines cut at single blanks only: where more than one stand together, all are kept."""
    lines, line = [], ""
    for word in re.split(r"(?<! ) (?! )", text):
        if line and len(line) + 1 + len(word) > max(width, 40):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


@lru_cache(maxsize=10_000)  # ids stand in many places, and each asks a whole parser
def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text without quotes is read as itself and as nothing but a text."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import ScalarNode

    if not text or not text.isprintable() or "\ufeff" in text or text[:3] in ("---", "..."):
        return False
    if text.lower() in _OTHERS_WORDS:
        return False
    framed = f"[{text}, x]" if flow else f"- {text}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            root = YAML(typ="safe", pure=True).compose(framed)
    except (YAMLError, ValueError, RecursionError):
        return False
    items = getattr(root, "value", None)
    if not isinstance(items, list) or len(items) != (2 if flow else 1):
        return False
    item = items[0]
    same = isinstance(item, ScalarNode) and item.value == text and not item.style
    return same and str(item.tag).endswith(":str")


def _escape(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign.isprintable() and sign != "\ufeff":
        return sign
    code = ord(sign)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )
