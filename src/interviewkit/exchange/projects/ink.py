"""The signs by which two writings of one text are compared: no blanks, one case, plain marks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

_PLAIN = {
    **dict.fromkeys("‘’‚‛′‵`´ʹʼ", "'"),
    **dict.fromkeys("“”„‟″«»‹›", '"'),
}


@dataclass(frozen=True, slots=True)
class Ink:
    """The signs of a text, and for each the offset in the text at which it stands.

    Blanks, line ends and signs that no eye sees are left out; letters are in small, taken apart
    from their accents; ligatures are their letters; quotation marks and dashes are plain ones.
    """

    signs: str
    at: tuple[int, ...] = field(repr=False)


def read_ink(text: str) -> Ink:
    """The ink of a text.

    >>> read_ink("A  „ﬁne“ day")
    Ink(signs='a"fine"day')
    """
    signs: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        plain = _fold(sign)
        if len(plain) == 1:
            signs.append(plain)
            at.append(place)
        elif plain:
            signs += plain
            at += [place] * len(plain)
    return Ink("".join(signs), tuple(at))


@lru_cache(maxsize=4096)
def _fold(sign: str) -> str:
    if sign.isspace():
        return ""
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Cc"):
        return ""
    if kind == "Pd":
        return "-"
    if sign in _PLAIN:
        return '"' if _PLAIN[sign] == '"' else "'"
    plain = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(each for each in plain if not each.isspace())
