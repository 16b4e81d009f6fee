"""What CHAT writes among the words of a line: codes off, words as they were said.

After MacWhinney, Tools for Analyzing Talk, part 1: the CHAT transcription format. Retracings and
repetitions stay as they were said, shortened words are completed as written (``(be)cause``), and
what was corrected, explained or done is no speech and handed back apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

BULLET = re.compile(
    r"\x15(?:%\w+:)?(?:\"[^\"\x15]*\"_?|[^\x15\s\d_]+_)?(?:(\d{1,12})_(\d{1,12}))?(?P<rest>[^\x15\n]{0,200})\x15"
    r"|(?<!\S)[•·](?:%\w+:)?(?:\"[^\"•·]*\"_?)?(\d{1,12})_(\d{1,12})[•·]"
)
"""The times of a line in milliseconds, between invisible signs or, printed, between dots."""

_SQUARE = re.compile(r"\[[^\[\]]{0,400}\]")
_INTERPOSED = re.compile(r"(?<!\S)&\*([^\s:=]{1,20})[:=](\S+)")
_EVENT = re.compile(r"(?<![^\s<‹“])&(?:=|\{[ln]=|\}[ln]=)\S+")
_OMITTED = re.compile(r"(?<!\S)0[^\W\d_]\S*")
_PAUSE = re.compile(r"\((?:\.{1,3}|\d{0,3}:?\d{0,4}\.\d{0,4}|\d{1,4}:?)\)")
_FILLER = re.compile(r"(?<![\w&])&[-~+]?(?=[^\W\d_])")
_FORM = re.compile(r"(?<=[\w')’])@[A-Za-z]{1,5}(?::[\w:+&-]+)?(?:[-$]\w+)*")
_FORMED_WORD = re.compile(rf"[\w')(’]{{1,60}}{_FORM.pattern}")
_LENGTHENED = re.compile(r"(?<=[^\W\d_]):+(?=[^\W\d_]|[\s)’'.,?!]|$)")
_INTERRUPTED = re.compile(r"\+(?:/{1,2}|\"/|\.\.|!|//?)?(?P<end>[.?!])(?P<more>[.?])?(?=\s|$)")
_LINKER = re.compile(r"(?<!\S)\+(?:[\"^<,+≋≈]|\"/)(?=\s)")
_SIGNS = re.compile("[<>‹›⌈⌉⌊⌋⁇∆∇°▁▔☺♋⁎⇗↗→↘⇘∞≈≋≠ˈˌ↑↓⤇⤆↫↻⇑⇓Ἡ„‡〔〕⟨⟩«»§∬∙⁑^]|(?<=\\d)[₀-₉]|[₀-₉]")
_WORD_JOINT = re.compile(r"(?<=[^\W\d_])[_+](?=[^\W\d_])")
_HALF_BRACKET = re.compile(r"[()]")
_ALONE = re.compile(r"(?<!\S)(?:0|&[-+~]?|#+\S{0,3}|/{1,3}|\|)(?!\S)")
_BEFORE_SIGN = re.compile(r"\s+(?=[.,?!;…–](?:\s|$))")


@dataclass
class CleanLine:
    """A line of CHAT without its codes: words, times in seconds, what was taken off that holds
    letters, and what others said in between (who, and their words)."""

    text: str
    start: float | None = None
    end: float | None = None
    codes: list[str] = field(default_factory=list)
    interposed: list[tuple[str, str]] = field(default_factory=list)


def clean_line(line: str) -> CleanLine:
    """What is said in a main line, and when."""
    found = CleanLine("")
    found.start, found.end = find_times(line)
    text = BULLET.sub(lambda bullet: _take_code(bullet["rest"] or "", found), line)
    text = text.replace("\x15", " ")
    for pattern in (_SQUARE, _EVENT, _OMITTED):
        text = pattern.sub(lambda code: _take_code(code[0], found), text)
    text = _INTERPOSED.sub(lambda other: _take_interposed(other, found), text)
    found.codes += [word[0] for word in _FORMED_WORD.finditer(text)]
    found.text = _clean_words(text)
    return found


def find_times(line: str) -> tuple[float | None, float | None]:
    """The first and the last time of the bullets of a line, in seconds."""
    pairs = [(b[1] or b[4], b[2] or b[5]) for b in BULLET.finditer(line) if b[1] or b[4]]
    if not pairs:
        return None, None
    return int(pairs[0][0]) / 1000, int(pairs[-1][1]) / 1000


def _take_code(code: str, found: CleanLine) -> str:
    if any(letter.isalpha() for letter in code):
        found.codes.append(code)
    return " "


def _take_interposed(other: re.Match[str], found: CleanLine) -> str:
    found.interposed.append((other[1], _clean_words(other[2])))
    return " "


def _clean_words(text: str) -> str:
    text = _PAUSE.sub(" ", text)
    text = _LINKER.sub(" ", text)
    text = _INTERRUPTED.sub(_end_line, text)
    text = _FILLER.sub("", text)
    text = _FORM.sub("", text)
    text = _LENGTHENED.sub("", text)
    text = _SIGNS.sub("", text)
    text = _WORD_JOINT.sub(" ", text)
    text = _HALF_BRACKET.sub("", text)
    text = _ALONE.sub(" ", text)
    return " ".join(_BEFORE_SIGN.sub("", " ".join(text.split())).split())


def _end_line(found: re.Match[str]) -> str:
    """How a line ends that trails off, is broken off, or breaks off in a question."""
    if found[0].startswith(("+/", "+.")) and "?" not in found[0] and "!" not in found[0]:
        return "…" if found[0].startswith("+..") else "–"
    return "?" if "?" in found[0] else ("!" if "!" in found[0] else ".")
