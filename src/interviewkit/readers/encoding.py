"""Bytes to text, with every doubt told and no byte dropped."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewkit.model.text_marks import find_text_mark

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

SAMPLE_BYTES = 64_000
"""How much of a file the guess of its encoding looks at: lines that are not plain ASCII only."""

_PIECE = 4096

_CONTROL = re.compile(r"[\x00-\x08\r\x0e-\x1a\x1c-\x1f]")
"""Signs that no text holds; tabs, ends of lines and pages, and escape signs it may."""

_DECLARED = re.compile(
    rb"""(?:\A\s*<\?xml\s[^>]{0,200}encoding|<meta\s[^>]{0,200}charset)\s*=\s*["']?"""
    rb"""((?:iso-?8859|windows-|cp|koi8|gb|big5|euc|shift_jis|mac|latin)[\w-]{0,16})""",
    re.IGNORECASE,
)
"""What XML and HTML say of their own encoding, in their first kilobyte."""

_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a Rich Text document"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office document"),
    (b"ID3", "an MP3 recording"),
    (b"RIFF", "a WAV recording"),
    (b"OggS", "an Ogg recording"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with ``\\n`` line ends and without byte order mark.

    ``guessed`` tells that nothing in the file says its encoding. ``bad_lines`` are the 1-based
    lines of a UTF-8 file that are not UTF-8 and were read as Windows-1252.
    ``binary`` says what the bytes are where they are not text; then ``text`` is empty.
    """

    text: str = field(repr=False)
    encoding: str
    guessed: bool = False
    bad_lines: tuple[int, ...] = ()
    binary: str = ""


def decode_text(raw: bytes) -> Decoded:
    """The text in these bytes: by byte order mark, else UTF-8, else mostly UTF-8, else a guess."""
    mark, encoding = find_text_mark(raw)
    if mark:
        return _marked(raw[len(mark) :], encoding)
    if kind := name_binary_kind(raw):
        return Decoded("", "", binary=kind)
    if b"\x00" in raw:
        return _decode_wide(raw)
    try:
        return _refuse_accidental(Decoded(_lines(raw.decode("utf-8")), "utf-8"))
    except UnicodeDecodeError:
        decoded = _decode_declared(raw) or _decode_mixed(raw) or _guessed(raw)
        return _refuse_accidental(decoded)


def _decode_declared(raw: bytes) -> Decoded | None:
    """By what XML or HTML declares, if all of it is that."""
    found = _DECLARED.search(raw[:1024])
    if not found:
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
        if encoding == "iso8859-1":  # as browsers do: Windows writes its own signs under that name
            return Decoded(_lines(_windows(raw)), encoding)
        return Decoded(_lines(raw.decode(encoding)), encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def name_binary_kind(raw: bytes) -> str:
    """What a file is by its first bytes where it is certainly not text; empty otherwise."""
    if raw[4:8] == b"ftyp":
        return "an MP4 recording"
    return next((kind for start, kind in _KINDS if raw.startswith(start)), "")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refuse_accidental(decoded: Decoded) -> Decoded:
    """Refuse what decodes by accident: more than one control character in twenty."""
    head = decoded.text[:SAMPLE_BYTES]
    if len(_CONTROL.findall(head)) * 20 > len(head):
        return Decoded("", "", binary="something with control characters")
    return decoded


def _marked(raw: bytes, encoding: str) -> Decoded:
    """The mark says what it is; a byte that breaks its promise shows as a replacement sign."""
    if encoding == "utf-8":
        rest = decode_text(raw) if raw else Decoded("", "utf-8")
        return rest if rest.bad_lines or rest.encoding != "utf-8" else Decoded(rest.text, "utf-8")
    text = _lines(raw.decode(encoding, errors="replace"))
    bad = tuple(n for n, line in enumerate(text.split("\n"), 1) if "\ufffd" in line)
    return Decoded(text, encoding, bad_lines=bad)


def _decode_wide(raw: bytes) -> Decoded:
    """UTF-16 without a mark has its NUL bytes on one side; anything else with them is binary."""
    head = raw[:SAMPLE_BYTES]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if len(raw) % 2 == 0 and max(even, odd) * 4 > len(head) and min(even, odd) * 20 < len(head):
        try:
            text = _lines(raw.decode(encoding))
        except UnicodeDecodeError:
            text = "\x00"
        if "\x00" not in text:
            return Decoded(text, encoding, guessed=True)
    return Decoded("", "", binary="something with NUL bytes")


def _decode_mixed(raw: bytes) -> Decoded | None:
    """A UTF-8 file into which pieces of another encoding were pasted; ``None`` if it is not one.

    Two-byte encodings look like UTF-8 by accident in a tenth of their characters. Hence the
    demands that a third of what is not ASCII be UTF-8, and that bad bytes come in ones and twos.
    """
    read: list[str] = []
    bad_lines: list[int] = []
    good = bad = runs = 0
    for number, line in enumerate(raw.split(b"\n"), 1):
        text, wrong, places = _piecewise(line)
        runs += places
        read.append(text)
        bad += wrong
        if wrong:
            bad_lines.append(number)
        if not line.isascii():
            good += sum(1 for character in text if character > "\x7f") - wrong
    if not good or good * 2 < bad or bad > 2 * runs:
        return None
    return Decoded(_lines("\n".join(read)), "utf-8", bad_lines=tuple(bad_lines))


def _piecewise(line: bytes) -> tuple[str, int, int]:
    """What is UTF-8 as UTF-8, every other byte as Windows-1252; how many such bytes there are, and
    in how many places.

    The pieces are joined once and cut by offset, so that a line of bad bytes takes linear time.
    """
    pieces: list[str] = []
    wrong = places = at = 0
    stop = -1
    while at < len(line):
        piece = line[at : at + _PIECE]
        try:
            pieces.append(piece.decode("utf-8"))
            at += len(piece)
        except UnicodeDecodeError as fault:
            pieces.append(piece[: fault.start].decode("utf-8"))
            at += fault.start
            if fault.reason == "unexpected end of data" and fault.start:
                continue  # the cut went through a character
            places += at != stop
            stop = at + fault.end - fault.start
            pieces.append(_windows(line[at:stop]))
            wrong += stop - at
            at = stop
    return "".join(pieces), wrong, places


def _windows(raw: bytes) -> str:
    """Windows-1252, and Latin-1 for the five bytes that it leaves undefined."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _guessed(raw: bytes) -> Decoded:
    """By charset-normalizer; Windows-1252, the most frequent by far, if it is nearly as likely."""
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in raw.split(b"\n") if not line.isascii())
    matches = list(from_bytes(telling[:SAMPLE_BYTES]))
    best = matches[0] if matches else None
    western = next((m for m in matches if "cp1252" in m.could_be_from_charset), None)
    if best and not (western and _as_likely(western, best)):
        try:
            return Decoded(_lines(raw.decode(best.encoding)), best.encoding, guessed=True)
        except (UnicodeDecodeError, LookupError):
            pass  # what holds for the sample does not hold for the whole
    return Decoded(_lines(_windows(raw)), "cp1252", guessed=True)


def _as_likely(match: CharsetMatch, best: CharsetMatch) -> bool:
    """Whether one match is about as free of mess and about as much of a language as the best."""
    return match.chaos <= best.chaos + 0.15 and match.coherence >= best.coherence - 0.05
