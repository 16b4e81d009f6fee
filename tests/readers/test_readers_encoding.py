"""Bytes to text: nothing dropped, nothing guessed in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.readers.encoding import decode_text

FRENCH = "Renée : c’est déjà très bien, l’été à Genève.\nAna : Où ça ?\n" * 3


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    decoded = decode_text(text.encode("utf-8"))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (
        text.lstrip("\ufeff"),
        "utf-8",
        False,
    )


@pytest.mark.parametrize("word", ["é", "caf\u00e9", "na\u00efve", "Ã©", "ß"])
def test_one_accent_is_enough_for_utf8(word: str) -> None:
    assert decode_text(f"Ana: {word}".encode()).text == f"Ana: {word}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_all_its_forms(encoding: str) -> None:
    decoded = decode_text(FRENCH.replace("\n", "\r\n").encode(encoding))
    assert decoded.text == FRENCH
    assert decoded.guessed == (encoding in ("utf-16-le", "utf-16-be"))


def test_a_byte_order_mark_decides_for_big_endian_too() -> None:
    assert decode_text(b"\xfe\xff" + FRENCH.encode("utf-16-be")).text == FRENCH
    assert decode_text(b"\x00\x00\xfe\xff" + FRENCH.encode("utf-32-be")).text == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("Ana: I said naïve things", "cp1252"),
        ("El niño comió mañana", "cp1252"),
        ("Привет, как дела? Хорошо, спасибо.", "cp1251"),
        ("日本語のテキストです。今日は良い天気ですね。", "shift-jis"),
    ],
)
def test_old_encodings_are_guessed_and_told(text: str, encoding: str) -> None:
    decoded = decode_text(text.encode(encoding))
    assert decoded.text == text
    assert decoded.guessed


def test_pasted_bytes_are_named_by_line_and_nothing_is_lost() -> None:
    raw = "Ana: Café\nBen: na".encode() + b"\xefve\nAna: \x93hi\x94 " + "Zoë\n".encode()
    decoded = decode_text(raw)
    assert decoded.text == "Ana: Café\nBen: naïve\nAna: “hi” Zoë\n"
    assert (decoded.encoding, decoded.bad_lines) == ("utf-8", (2, 3))


@given(st.binary(max_size=80).filter(lambda raw: b"\x00" not in raw))
def test_any_bytes_are_text_or_called_binary(raw: bytes) -> None:
    decoded = decode_text(raw)
    assert decoded.binary or decoded.text or not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a PNG picture"),
        (b"PK\x03\x04" + bytes(40), "a zip archive"),
        (b"SQLite format 3\x00" + bytes(40), "an SQLite database"),
        (b"%PDF-1.7 words", "a PDF"),
        (b"Ana: hello\x00\x01\x02 there", "something with NUL bytes"),
        (bytes(range(1, 9)) * 20, "something with control characters"),
    ],
)
def test_what_is_not_text_is_called_by_its_name(raw: bytes, kind: str) -> None:
    assert decode_text(raw).binary == kind


def test_a_long_run_of_bad_bytes_takes_linear_time() -> None:
    raw = "é".encode() * 400_000 + b"\xef\xe9 " * 100_000
    assert len(decode_text(raw).text) == 400_000 + 300_000
