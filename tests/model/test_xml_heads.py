"""What XML declares above its first element."""

from __future__ import annotations

import pytest

from interviewkit.model.xml_heads import declares_type

DECLARED = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_document_type_is_seen_in_any_encoding(encoding: str) -> None:
    assert declares_type(DECLARED.encode(encoding))


def test_one_behind_a_long_comment_is_seen() -> None:
    assert declares_type(f"<?xml version='1.0'?><!--{'-x' * 9000}-->{DECLARED}".encode())


@pytest.mark.parametrize("raw", [b"", b"no", b"<", b"<?xml version='1.0' encoding='none'?><a/>"])
def test_what_cannot_be_read_is_not_for_the_quick_parser(raw: bytes) -> None:
    assert declares_type(raw)


def test_what_declares_nothing_declares_nothing() -> None:
    assert not declares_type(f"<?xml version='1.0'?><!--{'-x' * 9000}--><a>".encode())
