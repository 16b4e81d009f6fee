"""Coded transcripts in Word: what coders gave stands in comments beside the words."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from builders_leaving import GROUP, INTERVIEW, leaving_study
from interviewkit.exchange.leaving.coded_document import is_from_right, write_coded_document


def write(**changes: object) -> bytes:
    study = leaving_study(**changes)
    return write_coded_document(study, study.transcripts)


def read(content: bytes) -> Any:
    return Document(BytesIO(content))


def list_commented(document: Any) -> dict[str, str]:
    """Comment → the words that it stands beside."""
    words: dict[str, list[str]] = {}
    open_now: set[str] = set()
    for each in document.element.body.iter():
        if each.tag == qn("w:commentRangeStart"):
            open_now.add(each.get(qn("w:id")))
        elif each.tag == qn("w:commentRangeEnd"):
            open_now.discard(each.get(qn("w:id")))
        elif each.tag == qn("w:t"):
            for key in open_now:
                words.setdefault(key, []).append(each.text)
    return {key: "".join(pieces) for key, pieces in words.items()}


def test_every_turn_is_a_paragraph_with_its_speaker() -> None:
    texts = [each.text for each in read(write()).paragraphs]
    for talk in (GROUP, INTERVIEW):
        for turn in talk.turns:
            assert f"{turn.speaker}: {turn.text}" in texts


def test_each_coder_comments_on_the_words_they_coded() -> None:
    document = read(write())
    beside = list_commented(document)
    told = [(c.author, c.text, beside[str(c.comment_id)]) for c in document.comments]
    first = "I hardly talk to my colleagues."
    assert told[:3] == [
        ("kim", "Alone & apart", first),
        ("lee", "Alone & apart\nStrong.", first),
        ("kim", "Tools", "colleagues. The coffee is good.Ben: We talk"),
    ]
    assert len(told) == 6


def test_a_comment_says_who_and_when() -> None:
    [first, *_] = read(write()).comments
    assert (first.initials, first.timestamp.isoformat()) == ("K", "2025-05-02T09:30:00+00:00")


def test_the_same_study_is_the_same_document() -> None:
    assert write() == write()


def test_a_study_without_codings_has_no_comments() -> None:
    assert list(read(write(codings=(), memos=())).comments) == []


def test_scripts_from_the_right_are_known() -> None:
    assert [is_from_right(text) for text in ("מה שלומך", "(שלום) ok", "12 Ana", "مرحبا", "")] == [
        True, True, False, True, False,
    ]  # fmt: skip
