"""The signs by which two writings of one text are compared: no blanks, one case, plain marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress

_PLAIN = {
    **dict.fromkeys("‘’‚‛′‵`´ʹʼ", "'"),
    **dict.fromkeys("“”„‟″«»‹›", '"'),
}


@dataclass(frozen=True)
class Ink:
    """The signs of a text, and for each the offset in the text at which it stands.

    Blanks, line ends and signs that no eye sees are left out; letters are in small, taken apart
    from their accents; ligatures are their letters; quotation marks and dashes are plain ones.
    """

    text: str = field(repr=False)
    signs: str

    @cached_property
    def at(self) -> Sequence[int]:
        """The offsets; found out where they are asked for, as of most turns nobody does."""
        return _find_offsets(self.text, len(self.signs))


def read_ink(text: str) -> Ink:
    """The ink of a text.

    >>> read_ink("A  „ﬁne“ day")
    Ink(signs='a"fine"day')
    """
    return Ink(text, read_signs(text))


def _find_offsets(text: str, signs: int) -> list[int]:
    """The offset of each of so many signs."""
    plain = list(map(_FOLDED.__getitem__, text))
    at = list(compress(range(len(plain)), plain))
    if len(at) < signs:  # a sign that is several: a ligature, an accented letter
        several = {sign for sign in set(text) if len(_FOLDED[sign]) > 1}
        places = compress(range(len(text)), map(several.__contains__, text))
        at += [place for place in places for _ in plain[place][1:]]
        at.sort()
    return at


def read_signs(text: str) -> str:
    """The signs of a text alone."""
    if text.isascii():
        return text.translate(_PLAIN_SIGNS)
    return "".join(map(_FOLDED.__getitem__, text))


class _Folded(dict[str, str]):
    """Sign → what it is compared as; each is looked up once."""

    def __missing__(self, sign: str) -> str:
        found = self[sign] = _fold(sign)
        return found


_FOLDED = _Folded()


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


_PLAIN_SIGNS = {sign: _fold(chr(sign)) for sign in range(128)}
"""For plain Latin, which is translated at once."""
