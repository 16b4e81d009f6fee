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
from interviewkit.readers.contract import UNKNOWN_SPEAKER, Source


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
    (talk,), _ = reader.read_docx(Source("a.docx", "a", raw), TranscriptSettings())
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
    _, (problem,) = reader.read_docx(source, TranscriptSettings())
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


W = nsdecls("w")


def written(*elements: str) -> bytes:
    """A document of these elements of its body, as XML without namespaces declared."""
    made = docx.Document()
    for xml in elements:
        made.element.body.insert(-1, parse_xml(f"<w:body {W}>{xml}</w:body>")[0])
    return saved(made)


def paragraph(*pieces: str) -> str:
    return "<w:p>" + "".join(pieces) + "</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...], before: str = "", after: str = "") -> bytes:
    made = docx.Document()
    if before:
        made.add_paragraph(before)
    grid = made.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=False):
            cell.text = text
    if after:
        made.add_paragraph(after)
    return saved(made)


TALK = [
    ("Interviewer", "How was the week?"),
    ("Ana", "Fine, very busy."),
    ("Interviewer", "And at home?"),
    ("Ana", "Quiet."),
]


def test_what_was_moved_stands_once_where_it_was_moved_to(read: Any) -> None:
    raw = written(
        paragraph(run("Interviewer: Where?")),
        paragraph(
            "<w:pPr><w:rPr><w:moveFrom w:id='4'/></w:rPr></w:pPr>",
            f"<w:moveFrom w:id='2'>{run('Ana: I walked.')}</w:moveFrom>",
        ),
        paragraph(run("Interviewer: And so?")),
        paragraph(f"<w:moveTo w:id='3'>{run('Ana: I walked.')}</w:moveTo>"),
    )
    reading = read(raw, "a.docx")
    assert [(t.speaker, t.text) for t in reading.transcripts[0].turns] == [
        ("Interviewer", "Where?\nAnd so?"),
        ("Ana", "I walked."),
    ]
    told = " ".join(problem.what for problem in reading.problems)
    assert "tracked changes were read as accepted: 1 moved" in told
    assert "moved away" in told


def test_a_deleted_end_of_paragraph_joins_it_with_the_next(read: Any) -> None:
    raw = written(
        paragraph(run("Ben: Yes.")),
        paragraph("<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>", run("Ana: I went ")),
        paragraph(run("home.")),
        paragraph(run("Ben: So."), "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"),
    )
    reading = read(raw, "a.docx")
    assert [t.text for t in reading.transcripts[0].turns] == ["Yes.", "I went home.", "So."]
    assert [aside.text for aside in reading.aside] == ["gone"]


def test_hidden_words_and_fields_of_word_are_told_and_no_speech(read: Any) -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    raw = written(
        paragraph(run("Ana: One "), run("secret ", "<w:rPr><w:vanish/></w:rPr>"), run("two.")),
        paragraph(
            run("Ben: Page "),
            field.format("begin"),
            "<w:r><w:instrText> PAGE </w:instrText></w:r>",
            field.format("separate"),
            run("17 of"),
            field.format("end"),
            run("it."),
        ),
        paragraph(run("Ana: "), f"<w:fldSimple w:instr=' NUMPAGES '>{run('9')}</w:fldSimple>",
                  run("pages")),
    )  # fmt: skip
    reading = read(raw, "a.docx")
    assert [t.text for t in reading.transcripts[0].turns] == ["One two.", "Page it.", "pages"]
    assert [aside.text for aside in reading.aside] == ["secret ", "17 of", "9"]


def test_text_boxes_and_tables_within_tables_are_read_once(read: Any) -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph(run('Ben: In the box.'))}</w:txbxContent>"
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('Ana: inside'))}</w:tc></w:tr></w:tbl>"
    raw = written(
        paragraph(run("Ana: Before.")),
        f"<w:tbl><w:tr><w:tc>{paragraph(run('Ben: outside'))}{inner}<w:p/></w:tc></w:tr></w:tbl>",
        paragraph(
            f"<w:r><mc:AlternateContent xmlns:mc='{mc}'><mc:Choice Requires='wps'>{box}</mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        paragraph(run("Ana: After.")),
    )
    assert turns(read, raw) == [
        ("Ana", "Before."),
        ("Ben", "outside"),
        ("Ana", "inside"),
        ("Ben", "In the box."),
        ("Ana", "After."),
    ]


@pytest.mark.parametrize(
    ("order", "heading"),
    [
        ("nst", ()),
        ("nst", ("No.", "Speaker", "Text")),
        ("nzstr", ("Nr.", "Zeit", "Sprecher:in", "Inhalt", "Bemerkung")),
        ("zsnt", ("Heure", "Intervenant", "Ligne", "Contenu")),
        ("snt", ("Hablante", "Nº", "Texto")),
        ("tsz", ("Mitä sanottiin", "Puhuja", "Koska")),
        ("zst", ()),
        ("stn", ()),
    ],
)
def test_tables_are_read_by_their_columns(read: Any, order: str, heading: tuple[str, ...]) -> None:
    rows = [
        tuple(
            {"n": f"{n}", "z": f"00:00:0{n}", "s": who, "t": said, "r": "laughs" * (n == 2)}[column]
            for column in order
        )
        for n, (who, said) in enumerate(TALK, 1)
    ]
    reading = read(table(*([heading] if heading else []), *rows), "a.docx")
    (transcript,) = reading.transcripts
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == TALK
    if "z" in order:
        assert [turn.start for turn in transcript.turns] == [1.0, 2.0, 3.0, 4.0]
    told = " ".join(aside.text for aside in reading.aside)
    assert ("laughs" in told) == ("r" in order)
    assert told.startswith(" ".join(heading))


def test_labels_of_a_table_need_no_other_proof(read: Any) -> None:
    rows = [("p1", "how was the week?"), ("p2", "fine. Note: busy"), ("p1", "so?"), ("p2", "ok")]
    assert turns(read, table(*rows, after="p1: and more")) == [*rows, ("p1", "and more")]


def test_merged_cells_name_the_speaker_above_and_empty_ones_nobody(read: Any) -> None:
    made = docx.Document()
    grid = made.add_table(rows=0, cols=2)
    for row in [
        ("Speaker", "Text"),
        ("Ana", "One."),
        ("", "Two."),
        ("Ben", "Three."),
        ("", "Who?"),
    ]:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    grid.cell(1, 0).merge(grid.cell(2, 0))
    reading = read(saved(made), "a.docx")
    assert [(t.speaker, t.text) for t in reading.transcripts[0].turns] == [
        ("Ana", "One.\nTwo."),
        ("Ben", "Three."),
        (UNKNOWN_SPEAKER, "Who?"),
    ]
    assert any("1 rows name no speaker" in problem.what for problem in reading.problems)


def test_headings_that_come_back_are_set_aside(read: Any) -> None:
    heading = ("No", "Speaker", "Text")
    rows = [(str(n), *turn) for n, turn in enumerate(TALK, 1)]
    reading = read(table(("Interview 4", "", ""), heading, *rows[:2], heading, *rows[2:]), "a.docx")
    assert [(t.speaker, t.text) for t in reading.transcripts[0].turns] == TALK
    assert [aside.text for aside in reading.aside] == ["Interview 4", *["No Speaker Text"] * 2]


def test_comments_and_page_headers_are_told_and_no_speech(read: Any, tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Interview 7, confidential"
    made.add_paragraph("Ana: Hello.")
    made.add_paragraph("Ben: Hi.")
    reading = read(saved(made), "a.docx")
    assert [turn.text for turn in reading.transcripts[0].turns] == ["Hello.", "Hi."]
    assert [aside.text for aside in reading.aside] == ["Interview 7, confidential"]


CELL = st.lists(st.sampled_from(["well", "so", "busy", "don't", "home"]), min_size=3).map(" ".join)


@given(
    st.lists(st.tuples(st.sampled_from(["Ana", "Ben"]), CELL), min_size=4, max_size=8),
    st.lists(st.sampled_from(["ins", "del", "moveFrom", "vanish", "plain"]), min_size=1),
)
def test_words_in_are_words_out_and_words_told(
    pieces: list[tuple[str, str]], kinds: list[str]
) -> None:
    marks = [
        f"<w:{kind}>{run(' marked')}</w:{kind}>"
        if kind in ("ins", "moveFrom")
        else "<w:del><w:r><w:delText> marked</w:delText></w:r></w:del>"
        if kind == "del"
        else run(" marked", "<w:rPr><w:vanish/></w:rPr>" if kind == "vanish" else "")
        for kind in kinds
    ]
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(run(who))}</w:tc><w:tc>{paragraph(run(said))}</w:tc></w:tr>"
        for who, said in pieces
    )
    raw = written(
        *(paragraph(run(f"{who}: {said}"), *marks) for who, said in pieces),
        f"<w:tbl>{rows}</w:tbl>",
    )
    (talk,), _ = reader.read_docx(Source("a.docx", "a", raw), TranscriptSettings())
    out = [word for said in talk.said for word in said.text.split()]
    told = [word for aside in talk.aside for word in aside.text.split()]
    given_words = [word for _, said in pieces for word in said.split()] * 2
    given_words += ["marked"] * len(kinds) * len(pieces)
    assert sorted(out + told) == sorted(given_words)
