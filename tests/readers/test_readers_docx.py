"""Word documents, whole and broken."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.limits import LimitSettings
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import docx as reader
from interviewkit.readers.reading import UNKNOWN_SPEAKER, Source


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def document(*paragraphs: str) -> bytes:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    return saved(made)


def turns(read: Any, raw: bytes) -> list[tuple[str, str]]:
    (transcript,) = read(raw, "a.docx").transcripts
    return [(turn.speaker, turn.text) for turn in transcript.turns]


WORDS = st.lists(
    st.sampled_from(["well", "so", "Kürbis", "don't", "50%", "A&B", "<x>"]), min_size=1
)


@given(st.lists(st.tuples(st.sampled_from(["Ana", "Ben Li"]), WORDS.map(" ".join)), min_size=3))
def test_who_said_what_comes_back(pieces: list[tuple[str, str]]) -> None:
    raw = document(*(f"{name}: {text}" for name, text in pieces))
    (talk,), _ = reader.read(Source("a.docx", "a", raw), TranscriptSettings())
    assert " ".join(f"{text}" for _, text in pieces).split() == [
        word for said in talk.said for word in said.text.split()
    ]
    assert {said.speaker for said in talk.said} == {name for name, _ in pieces}


def test_teams_in_paragraphs_and_in_lines(read: Any) -> None:
    head = ["Group 2-20250416_140311-Meeting Transcript", "16 April 2025, 02:03pm", "38m 12s"]
    apart = [
        *head,
        "Dana Li started transcription",
        "Dana Li   0:03",
        "Okay.",
        "Will   0:20",
        "Yep.",
    ]
    within = [*head, "Dana Li started transcription", "Dana Li   0:03\nOkay.", "Will   0:20\nYep."]
    for paragraphs in (apart, within):
        reading = read(document(*paragraphs, "Dana Li stopped transcription"), "a.docx")
        (transcript,) = reading.transcripts
        assert [(t.speaker, t.text, t.start) for t in transcript.turns] == [
            ("Dana Li", "Okay.", 3.0),
            ("Will", "Yep.", 20.0),
        ]
        assert transcript.date == "2025-04-16"
        assert transcript.attributes == {"title": head[0], "duration": "38m 12s"}
        assert reading.problems == ()


def test_bold_names_without_a_colon(read: Any) -> None:
    made = docx.Document()
    for name, text in [("Ana", " Hello."), ("Ben", " Hi **you**."), ("Ana", ""), ("Ben", " Yes.")]:
        paragraph = made.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(text)
        if not text:
            made.add_paragraph("On its own line.")
    made.add_paragraph().add_run("Really").bold = True
    assert turns(read, saved(made)) == [
        ("Ana", "Hello."),
        ("Ben", "Hi **you**."),
        ("Ana", "On its own line."),
        ("Ben", "Yes.\nReally"),
    ]


def test_tables_are_read_where_they_stand(read: Any) -> None:
    made = docx.Document()
    made.add_paragraph("Ana: Before.")
    table = made.add_table(rows=0, cols=3)
    for cells in [
        ("Time", "Speaker", "Text"),
        ("0:05", "Ben", "Within."),
        ("0:09", "Ana", "Yes: so."),
    ]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    made.add_paragraph("Ben: After.")
    assert turns(read, saved(made)) == [
        ("Ana", "Before."),
        ("Ben", "Within."),
        ("Ana", "Yes: so."),
        ("Ben", "After."),
    ]


def test_tracked_insertions_and_content_controls_are_speech_deletions_are_not(read: Any) -> None:
    made = docx.Document()
    w = nsdecls("w")
    for xml in (
        f"<w:p {w}><w:r><w:t>Ana: One </w:t></w:r><w:ins><w:r><w:t>two</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
        f"<w:sdt {w}><w:sdtContent><w:p><w:r><w:t>Ben: Three</w:t></w:r></w:p></w:sdtContent>"
        "</w:sdt>",
    ):
        made.element.body.insert(-1, parse_xml(xml))
    assert turns(read, saved(made)) == [("Ana", "One two"), ("Ben", "Three")]


def test_a_document_without_names(read: Any) -> None:
    assert turns(read, document("I went there.", "It was fine."))[0][0] == UNKNOWN_SPEAKER


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_cut_off_documents_are_told(read: Any, share: float) -> None:
    raw = document("Ana: Hello.", "Ben: Hi.")
    reading = read(raw[: int(len(raw) * share)], "a.docx")
    assert reading.transcripts == ()
    (problem,) = reading.problems
    assert problem.fatal
    assert "damaged or cut off" in problem.what


def test_bytes_flipped_inside_are_told(read: Any) -> None:
    raw = bytearray(document(*(f"Ana: Hello {n}." for n in range(500))))
    place = raw.find(b"word/document.xml") + 200
    raw[place : place + 20] = bytes(20)
    (problem,) = read(bytes(raw), "a.docx").problems
    assert problem.fatal


def packed(path: Path, members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path.read_bytes()


def test_a_zip_bomb_is_not_unpacked(read: Any, tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb", {"word/document.xml": b" " * 30 * 2**20})
    (problem,) = read(bomb, "a.docx").problems
    assert problem.fatal
    assert "zip bomb" in problem.what
    large = packed(tmp_path / "large", {"word/document.xml": b"ab" * 2**20})
    source = Source("a.docx", "a", large, limits=LimitSettings(unpacked_mb=1))
    _, (problem,) = reader.read(source, TranscriptSettings())
    assert "it would take 2 MB, and 1 are allowed" in problem.what
    assert "[limits] unpacked_mb = 3" in problem.hint


def test_a_document_that_declares_entities_is_refused(read: Any, tmp_path: Path) -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    (problem,) = read(packed(tmp_path / "x", {"word/document.xml": xml}), "a.docx").problems
    assert problem.fatal
    assert "entities" in problem.what


def test_an_archive_of_something_else_and_an_old_document(read: Any, tmp_path: Path) -> None:
    other = packed(tmp_path / "x", {"hello.txt": b"hello"})
    assert read(other, "a.docx").problems[0].fatal
    assert "binary" in read(other, "a.txt").problems[0].what
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert all(read(old, name).problems[0].fatal for name in ("a.doc", "a.docx", "a.txt"))


def test_a_document_named_txt_is_read_and_told(read: Any) -> None:
    reading = read(document("Ana: Hello.", "Ben: Hi."), "a.txt")
    assert (reading.reader, len(reading.transcripts)) == ("docx", 1)
    assert any("named .txt, but is a .docx" in problem.what for problem in reading.problems)
