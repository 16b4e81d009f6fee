"""XML that is none by a few signs: programs that write it by hand forget what must be escaped.

A memo with ``R & D`` in it, or the mark of a new page within a quote from a PDF, makes a whole
project unreadable. Such signs are mended, and nothing else.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError

from interviewkit.errors import SourceError
from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.schema import PROJECT_SCHEMA
from interviewkit.exchange.refi.xml_text import escape, parse_xml
from interviewkit.model.limits import LimitSettings

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_WRITTEN = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_ODD = (
    "(?P<number>&\\#(?:[0-9]{{1,7}}|x[0-9A-Fa-f]{{1,6}});)|(?P<name>&(?P<word>[A-Za-z][A-Za-z0-9]*);)"
    "|(?P<and>&)|(?P<less><(?!{begin}))"
)
_FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = " \t\r\n"
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))


def parse_project(raw: bytes, what: str, limits: LimitSettings, ledger: LossLedger) -> Element:
    """The root of a project; a few signs that XML forbids are mended, and told.

    Raises:
        SourceError: it is no XML for other reasons.
    """
    try:
        return parse_xml(raw, what, limits)
    except SourceError as error:
        mending = _Mending()
        root = _parse_mended(mending, raw, what, limits) if _is_of_signs(error) else None
        if root is None:
            raise
    ledger.note(f"{mending.count:,} signs that may not stand in XML were mended")
    return root


def _is_of_signs(error: SourceError) -> bool:
    """Whether XML is none by what stands in it, and not too large, too deep or made to do harm."""
    return isinstance(error.__cause__, ParseError)


def _parse_mended(
    mending: _Mending, raw: bytes, what: str, limits: LimitSettings
) -> Element | None:
    """The root of what was mended; at the second try only names of the standard are elements."""
    for names in ("", "".join(f"|{each}" for each in PROJECT_SCHEMA)[1:]):
        mending.count = 0
        text = mending.mend(raw, names)
        try:
            return parse_xml(text, what, limits) if mending.count else None
        except SourceError:
            continue
    return None


def _build_odd(names: str) -> re.Pattern[str]:
    """What may not stand so; an element begins with any letter, or with one of these names."""
    begin = rf"[?!]|/?(?:[\w.-]+:)?(?i:{names})\b" if names else "[A-Za-z_/!?]"
    return re.compile(_ODD.format(begin=begin))


@dataclass
class _Mending:
    """``count`` is how many signs were mended."""

    count: int = 0

    def mend(self, raw: bytes, names: str) -> str:
        """The text as XML that says the same; its elements may have these ``names`` alone."""
        odd = _build_odd(names)
        text = _DECLARATION.sub("", self._decode(raw), count=1)
        parts = _AS_WRITTEN.split(text)
        parts[::2] = [odd.sub(self._escape, each) for each in parts[::2]]
        return _FORBIDDEN.sub(self._replace, "".join(parts))

    def _decode(self, raw: bytes) -> str:
        found = _ENCODING.search(raw[:200])
        said = found.group(1).decode("ascii") if found else "utf-8"
        encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), said)
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            self.count += 1
            text = raw.decode("cp1252", errors="replace")
        text = text.removeprefix("\ufeff")
        whole = text.strip(_BLANKS)
        self.count += len(text.rstrip(_BLANKS)) != len(whole)
        return whole

    def _escape(self, found: re.Match[str]) -> str:
        if found["number"]:
            digits = found["number"][2:-1]
            number = int(digits[1:], 16) if digits[0] == "x" else int(digits)
            sign = chr(number) if 0 < number < 0x110000 else "\ufffe"
            return sign if _FORBIDDEN.match(sign) else found["number"]
        if found["word"] in _XML_NAMES:
            return found[0]
        self.count += 1
        if found["name"] and (called := html5.get(f"{found['word']};")):
            return escape(called)
        return "&lt;" if found["less"] else "&amp;" + found[0][1:]

    def _replace(self, found: re.Match[str]) -> str:
        self.count += 1
        return " " if found[0].isspace() else "\ufffd"
