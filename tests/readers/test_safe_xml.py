"""XML from outside: declarations are refused wherever they stand above the first element."""

from __future__ import annotations

import pytest

from interviewkit.readers.safe_xml import parse_xml

BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_document_type_is_refused(encoding: str) -> None:
    with pytest.raises(ValueError):
        parse_xml(BOMB.encode(encoding))


def test_one_behind_a_long_comment_is_refused() -> None:
    with pytest.raises(ValueError):
        parse_xml(f"<?xml version='1.0'?><!--{'-x' * 9000}-->{BOMB}".encode())


@pytest.mark.parametrize("raw", [b"", b"<a>", b"no", b"<a>&b;</a>", b"<a/><!DOCTYPE a><b/>"])
def test_what_is_no_xml_is_refused(raw: bytes) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        parse_xml(raw)


def test_sound_xml_is_read_as_it_is() -> None:
    root = parse_xml("<a b='1'>ä<c/>\U0001f600</a>".encode())
    assert (root.tag, root.get("b"), root.text, root[0].tail) == ("a", "1", "ä", "\U0001f600")
