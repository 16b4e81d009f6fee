"""A mark at the head of a text tells its encoding, the longest one first."""

from __future__ import annotations

import codecs

import pytest

from interviewkit.checking.documents.reading import decode
from interviewkit.exchange.csv_file import decode_table
from interviewkit.model.text_marks import decode_wide, find_text_mark

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
SAID = "speaker,text\nAna,Müller 日本 \U0001f600\n"


@pytest.mark.parametrize("encoding", MARKS)
def test_every_room_reads_marked_texts_alike(encoding: str) -> None:
    content = MARKS[encoding] + SAID.encode(encoding)
    assert find_text_mark(content) == (MARKS[encoding], encoding)
    assert decode_wide(content) == (None if encoding == "utf-8" else SAID)
    assert decode_table(content) == (SAID, 0)
    assert decode(content, "a page") == SAID


def test_a_text_without_a_mark_has_none() -> None:
    assert find_text_mark(SAID.encode()) == (b"", "")
    assert decode_wide(b"") is None
