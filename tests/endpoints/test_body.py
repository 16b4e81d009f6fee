"""The bytes of an answer: packed, damaged, in any writing, never beyond its bounds."""

from __future__ import annotations

import gzip
import json
import zlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_endpoint import prompt
from interviewkit.endpoints.body import bound_body, parse_body, read_complaint, unpack_body
from interviewkit.endpoints.faults import RequestFault
from interviewkit.endpoints.keys import Key

NO_KEY = Key()
KEY = Key("sk-4hT9xQ2mZ7pLw8Rk")


def test_packed_bodies_are_unpacked() -> None:
    assert unpack_body(b"{}", "", 10) == unpack_body(b"{}", "identity", 10) == b"{}"
    assert unpack_body(gzip.compress(b"{}", mtime=0), "gzip", 10) == b"{}"
    assert unpack_body(zlib.compress(b"{}"), "deflate", 10) == b"{}"


@pytest.mark.parametrize(
    ("raw", "packing", "said"),
    [
        (gzip.compress(b"x" * 5_000_000, mtime=0), "gzip", "more than 1 MB"),
        (b"{}", "gzip", "damaged"),
        (b"{}", "br", "not known"),
        (gzip.compress(b"{}", mtime=0), "gzip, gzip", "not known"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_told(raw: bytes, packing: str, said: str) -> None:
    with pytest.raises(RequestFault, match=said):
        unpack_body(raw, packing, 1 << 20)


def test_an_honest_answer_fits() -> None:
    a_token = {"token": "word", "logprob": -0.1, "bytes": [1, 2, 3, 4], "top_logprobs": [{}] * 9}
    asked = prompt(most_tokens=1500, votes=5)
    assert len(json.dumps([a_token] * 1500 * 5)) < bound_body(asked) < 30 << 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_is_read_in_every_writing_it_knows(encoding: str) -> None:
    assert parse_body('{"a": "ü"}'.encode(encoding), "", NO_KEY) == {"a": "ü"}


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"", "", "is empty"),
        (b"  \n", "", "is empty"),
        (b"<html>", "text/html; charset=utf-8", "a page of HTML, and is not valid JSON"),
        (b"data: {}", "text/event-stream", "as a stream, which was not asked for"),
        ('{"a": "ü"}'.encode("latin-1"), "", "not UTF-8"),
        (b'{"a": ', "", "not valid JSON"),
        (b"{}{}", "", "not valid JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "", "not valid JSON"),
        (b"[" * 100_000, "", "not valid JSON"),
        (b'{"a": ' * 3000 + b"1" + b"}" * 3000, "", "not valid JSON"),
        (b"[{}]", "", "no object"),
        (b"NaN", "", "no object"),
    ],
)
def test_what_is_no_answer_is_told(body: bytes, kind: str, said: str) -> None:
    with pytest.raises(RequestFault, match=said):
        parse_body(body, kind, NO_KEY)


def test_numbers_that_are_none_are_nothing() -> None:
    assert parse_body(b'{"a": NaN, "b": [-Infinity, 1]}', "", NO_KEY) == {"a": None, "b": [None, 1]}


@given(st.binary(max_size=60))
def test_any_bytes_are_an_object_or_a_fault(raw: bytes) -> None:
    with suppress(RequestFault):
        assert isinstance(parse_body(raw, "text/plain", NO_KEY), dict)


def test_a_key_that_comes_back_is_hidden() -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in KEY.reveal())
    body = f'{{"a": ["x {KEY.reveal()} y", {{"{escaped}": "{escaped}"}}]}}'.encode()
    assert parse_body(body, "", KEY) == {"a": ["x [key] y", {"[key]": "[key]"}]}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"error": {"message": "model not found", "code": 1}}, "model not found"),
        (
            {"error": {"message": "no", "code": "bad_value", "param": "n"}, "code": "x" * 99},
            "no 'bad_value' 'n'",
        ),
        ({"error": "no such\nmodel"}, "no such model"),
        ({"message": "slow down"}, "slow down"),
        ({"type": "error", "error": {"type": "x", "message": "bad"}}, "bad"),
        ({"detail": [{"loc": ["body", "n"], "msg": "extra"}, 3]}, "'body', 'n': extra; "),
        ({"error": {"code": 5}}, ""),
        ({}, ""),
        ([], ""),
    ],
)
def test_a_complaint_is_found_wherever_it_stands(found: Any, said: str) -> None:
    assert read_complaint(json.dumps(found).encode(), NO_KEY) == said.strip()


def test_a_complaint_is_short_and_holds_no_part_of_a_key() -> None:
    long = {"error": "x" * 290 + KEY.reveal() + "y" * 500}
    found = read_complaint(json.dumps(long).encode(), KEY)
    assert len(found) == 300
    assert "sk-" not in found
    assert read_complaint(b"<html>", KEY) == ""
