"""RTF as a reader sees it: paragraphs and tables, its bytes in the encodings of their fonts.

striprtf writes the cells of a table and hidden text among the rest, and leaves half characters;
hence a reader of our own. The tests hold it against striprtf on plain documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from interviewkit.model.surrogates import mend_surrogates
from interviewkit.readers.contract import Aside
from interviewkit.readers.document_parts import PartList, mark_bold_name
from interviewkit.readers.documents.rtf_marks import (
    ASIDE,
    BREAKS,
    CHARACTERS,
    CHARSETS,
    DEFAULTS,
    MACHINES,
    MUTE,
    SIGNS,
    SILENT,
    TEXT_BOXES,
    TOKEN,
    name_codepage,
)
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.word_tables import WordCell, WordTable

FIELDS = "fields that the program fills in"
_MOST_CELLS = 64
_SENTENCE = 4
"""From so many words on, a paragraph in a table of the file may be what somebody said."""


@dataclass(slots=True)
class _Group:
    """What holds within a pair of braces. ``why`` tells that its words are no speech: empty where
    nobody reads them, ``None`` where they are speech."""

    why: str | None = None
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    fallback: int = 1
    in_fonts: bool = False
    in_field: bool = False
    opens: str = ""


@dataclass(slots=True)
class _Row:
    """A row of a table that is not finished: its cells, and which are merged with those above."""

    cells: list[str] = field(default_factory=list)
    merged: list[bool] = field(default_factory=list)
    is_next_merged: bool = False


class RtfText:
    """Reads a document into a list of parts."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self.found = PartList(named)
        self.tracked: Counter[str] = Counter()
        self.is_cut_off = False
        self._groups = [_Group()]
        self._bytes = bytearray()
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._pieces: list[tuple[str, bool]] = []
        self._asides: list[tuple[str, str]] = []
        self._silent: list[str] = []
        self._is_torn = False
        self._instruction: list[str] = []
        self._skip = 0
        self._is_star = False
        self._in_table = False
        self._row = _Row()
        self._table = WordTable()

    def read(self, raw: bytes) -> PartList:
        """All of a document, and what is whole of one that is cut off."""
        at = 0
        while match := TOKEN.match(raw, at):
            at = match.end()
            word, number, hexed, sign, brace, plain = match.groups()
            if word == b"bin" and number:
                at += max(int(number), 0)
            elif word:
                self._word(word.decode("ascii"), int(number) if number else None)
            elif hexed:
                self._take_bytes(bytes.fromhex(hexed.decode("ascii")), 1)
            elif sign:
                self._sign(sign.decode("latin-1"))
            elif brace:
                self._open() if brace == b"{" else self._close()
            elif plain:
                self._take_bytes(plain, len(plain))
        self.is_cut_off = len(self._groups) > 1
        while len(self._groups) > 1:
            self._close()
        self._end_paragraph()
        self._end_row()
        self._end_table()
        return self.found

    # -- groups ------------------------------------------------------------------------------------

    @property
    def _now(self) -> _Group:
        return self._groups[-1]

    def _open(self) -> None:
        self._flush()
        self._skip = 0
        self._is_star = False
        self._groups.append(replace(self._now, opens=""))

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        self._is_star = False
        if len(self._groups) < 2:
            return
        closed = self._groups.pop()
        if self._now.why != "":
            if self._is_torn:
                self._tell_silent()
            self._is_torn = False
            self._silent.clear()
        if closed.opens in ASIDE or closed.opens == "fldrslt":
            self._end_asides()
        elif closed.opens == "field":
            self._instruction.clear()

    def _destination(self, word: str) -> bool:
        """Whether a word begins a destination, which the group then is."""
        starred, self._is_star = self._is_star, False
        group = self._now
        if word in TEXT_BOXES:
            group.why, group.opens = (None if group.why in ("", None) else group.why), word
            if word == "fldrslt" and self._is_machines():
                group.why = FIELDS
            elif word == "shptxt":
                self._end_paragraph()
        elif word in ASIDE:
            group.why, group.opens = ASIDE[word], word
        elif word in SILENT or word in MUTE or starred:
            group.why = "" if group.why is None else group.why
            group.in_fonts, group.in_field = word == "fonttbl", word == "fldinst"
            if word in SILENT and group.why:
                group.why = ""
        else:
            return False
        return True

    def _is_machines(self) -> bool:
        words = "".join(self._instruction).split()
        return bool(words) and words[0].upper() in MACHINES

    # -- control words -----------------------------------------------------------------------------

    def _word(self, word: str, number: int | None) -> None:
        if self._skip and word != "u":
            self._skip -= 1
            return
        self._flush()
        if word == "u":
            self._unicode(number)
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif word in BREAKS:
            self._end_line()
        elif not (self._destination(word) or self._format(word, number)):
            self._layout(word)

    def _format(self, word: str, number: int | None) -> bool:
        """Whether a word says how characters look or are written."""
        group = self._now
        is_on = number != 0
        if word == "b":
            group.bold = is_on
        elif word == "v":
            group.hidden = is_on
        elif word in ("deleted", "revised"):
            self._track(word, is_on)
        elif word == "plain":
            group.bold = group.hidden = group.deleted = False
        elif word == "f":
            group.font = number if number is not None else -1
        elif word == "uc":
            group.fallback = min(max(number or 0, 0), 20)
        elif word in ("fcharset", "cpg"):
            self._name_font(word, number or 0)
        elif word == "ansicpg":
            self._default = name_codepage(number or 0)
        elif word in DEFAULTS:
            self._default = DEFAULTS[word]
        elif word == "field":
            group.opens = "field"
        else:
            return False
        return True

    def _name_font(self, word: str, number: int) -> None:
        if not self._now.in_fonts:
            return
        name = name_codepage(number) if word == "cpg" else CHARSETS.get(number, "")
        if name:
            self._fonts[self._now.font] = name

    def _track(self, word: str, is_on: bool) -> None:
        if word == "deleted":
            self._now.deleted = is_on
        self.tracked["inserted" if word == "revised" else word] += is_on

    def _layout(self, word: str) -> None:
        """Words of paragraphs and tables."""
        if self._now.why is not None:
            return
        if word == "pard":
            self._in_table = False
        elif word == "intbl":
            self._in_table = True
        elif word == "trowd":
            self._row.merged, self._row.is_next_merged = [], False
        elif word == "clvmrg":
            self._row.is_next_merged = True
        elif word == "cellx":
            self._row.merged.append(self._row.is_next_merged)
            self._row.is_next_merged = False
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()

    # -- characters --------------------------------------------------------------------------------

    def _sign(self, sign: str) -> None:
        if self._skip:
            self._skip -= 1
        elif sign == "*":
            self._is_star = True
        elif sign in "{}\\":
            self._take_bytes(sign.encode("ascii"), 1)
        else:
            self._flush()
            if sign in "\r\n":
                self._end_line()
            else:
                self._add(CHARACTERS.get(sign, ""))

    def _take_bytes(self, raw: bytes, characters: int) -> None:
        passed = min(self._skip, characters)
        self._skip -= passed
        self._bytes += raw[passed:]

    def _unicode(self, number: int | None) -> None:
        """A character by its number; one without a number is none, and nothing stands in for it."""
        if number is None:
            return
        code = number + 0x10000 if number < 0 else number
        if 0 < code <= 0x10FFFF:
            self._add(chr(code))
        self._skip = self._now.fallback

    def _flush(self) -> None:
        """What bytes are pending, in the encoding of their font."""
        if not self._bytes:
            return
        raw, self._bytes = bytes(self._bytes), bytearray()
        self._add(_decode(raw, self._fonts.get(self._now.font, self._default)))

    def _add(self, text: str) -> None:
        group = self._now
        if group.in_field:
            self._instruction.append(text)
        if group.why == "":
            self._silent.append(text)
            return
        why = group.why or ("hidden text" if group.hidden else "")
        why = why or ("deleted in tracked changes" if group.deleted else "")
        if why:
            self._asides.append((why, text))
        else:
            self._end_asides()
            self._pieces.append((text, group.bold))

    def _tell_silent(self) -> None:
        """A table of fonts or styles has no paragraphs: one that has them was never closed."""
        text = " ".join("".join(self._silent).split())
        self._silent.clear()
        if sum(any(map(str.isalpha, word)) for word in text.split()) >= _SENTENCE:
            self.found.aside.append(Aside(self.found.line, text, "words in a table of the file"))

    def _end_asides(self) -> None:
        """Tell what was gathered of words that are no speech, one aside a reason."""
        for why in dict.fromkeys(why for why, _ in self._asides):
            text = mend_surrogates("".join(text for each, text in self._asides if each == why))
            text = " ".join(text.split())
            if any(sign.isalnum() for sign in text):
                self.found.aside.append(Aside(self.found.line, text, why))
        self._asides.clear()

    # -- paragraphs and tables ---------------------------------------------------------------------

    def _end_line(self) -> None:
        if self._now.why == "":
            self._is_torn = True
            self._tell_silent()
        elif self._now.why is not None:
            self._asides.append((self._now.why, "\n"))
        elif self._in_table:
            self._pieces.append(("\n", False))
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self._flush()
        self._end_asides()
        if self._in_table:
            return
        pieces, self._pieces = self._pieces, []
        self._end_table()
        text = mend_surrogates(mark_bold_name(pieces))
        self.found.add_lines(text.split("\n"))

    def _end_cell(self) -> None:
        self._flush()
        self._end_asides()
        text = mend_surrogates("".join(piece for piece, _ in self._pieces))
        self._pieces = []
        if len(self._row.cells) < _MOST_CELLS:
            self._row.cells.append(text.strip().replace(BOLD_MARK, ""))
        else:
            self._row.cells[-1] += f"\n{text}"

    def _end_row(self) -> None:
        if any(text for text, _ in self._pieces):
            self._end_cell()
        row, self._row = self._row, _Row()
        merged = [*row.merged, *[False] * len(row.cells)]
        if any(row.cells):
            cells = [WordCell(*each) for each in zip(row.cells, merged, strict=False)]
            self._table.lines.append(self.found.line + len(self._table.rows))
            self._table.rows.append(cells)

    def _end_table(self) -> None:
        if self._row.cells:
            self._end_row()
        table, self._table = self._table, WordTable()
        if table.rows:
            self.found.add_table(table)


def _decode(raw: bytes, encoding: str) -> str:
    """The text of bytes; those that their encoding does not know are read as Windows-1252."""
    if not raw.isascii():
        is_open = encoding == "cp1252" and len(raw) > 2  # tools of today write UTF-8 into it
        for name in ("utf-8", encoding) if is_open else (encoding, "cp1252"):
            try:
                return raw.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return raw.decode("latin-1")
