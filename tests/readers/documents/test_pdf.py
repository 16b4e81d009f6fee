"""What a PDF can be beside a well-behaved one, and how words are made whole."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from pdf_pages import draw_turns, list_said, print_paragraphs, print_pdf, read_pdf_bytes

from interviewkit.model.limits import LimitSettings
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.documents.pdf_paragraphs import keeps_hyphen
from interviewkit.readers.files import read_file

SHORT = [("Ana", "I hardly talk to them."), ("Ben", "We do."), ("Ana", "Good."), ("Ben", "Yes.")]


def test_a_pdf_under_another_name_is_read(tmp_path: Path) -> None:
    reading = read_pdf_bytes(print_pdf(print_paragraphs(SHORT)), tmp_path, "talk.txt")
    assert list_said(reading) == SHORT
    assert "it is named .txt, but is a .pdf file" in [each.what for each in reading.problems]


def test_scanned_pages_ask_for_recognition(tmp_path: Path) -> None:
    picture = pytest.importorskip("PIL.Image").new("L", (200, 280), 200)
    out = io.BytesIO()
    picture.save(out, "PDF")
    reading = read_pdf_bytes(out.getvalue(), tmp_path)
    assert not reading.transcripts
    (problem,) = reading.problems
    assert problem.fatal
    assert "pictures of pages and no text" in problem.what
    assert "OCR" in problem.hint


def test_a_page_that_is_a_picture_is_told(tmp_path: Path) -> None:
    import pypdfium2

    pixels = pytest.importorskip("PIL.Image").new("L", (200, 280), 200)
    out = io.BytesIO()
    pixels.save(out, "PDF")
    document = pypdfium2.PdfDocument(print_pdf(print_paragraphs(SHORT)))
    document.import_pages(pypdfium2.PdfDocument(out.getvalue()))
    both = io.BytesIO()
    document.save(both)
    reading = read_pdf_bytes(both.getvalue(), tmp_path)
    assert list_said(reading) == SHORT
    assert "pages without text, only pictures: 2" in [each.what for each in reading.problems]


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    locked = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>"
        b"endobj\ntrailer<</Root 1 0 R/Encrypt 4 0 R/Size 5/ID[<41><41>]>>\n%%EOF"
    )
    (problem,) = read_pdf_bytes(locked, tmp_path).problems
    assert problem.fatal
    assert problem.what == "the PDF is protected by a password"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"])
def test_a_broken_pdf_is_told(content: bytes, tmp_path: Path) -> None:
    (problem,) = read_pdf_bytes(content, tmp_path).problems
    assert problem.fatal
    assert "damaged" in problem.what


def test_text_named_pdf_is_told(tmp_path: Path) -> None:
    problems = read_pdf_bytes(b"Ana: Hello.\nBen: Hello.\n", tmp_path).problems
    assert any(each.fatal for each in problems)


def test_pages_beyond_the_limit_are_told(tmp_path: Path) -> None:
    path = tmp_path / "talk.pdf"
    path.write_bytes(print_pdf(print_paragraphs(draw_turns(60))))
    limits = LimitSettings(pages=1)
    reading = read_file(path, root=tmp_path, settings=TranscriptSettings(), limits=limits)
    assert 0 < len(reading.transcripts[0].turns) < 60
    told = [each for each in reading.problems if "pages; the first 1 were read" in each.what]
    assert "[limits] pages = " in told[0].hint


def test_turned_words_go_aside(tmp_path: Path) -> None:
    mark = "<div style='position:absolute;top:90mm;left:20mm;transform:rotate(-50deg)'>Draft</div>"
    reading = read_pdf_bytes(print_pdf(mark + print_paragraphs(SHORT)), tmp_path)
    assert list_said(reading) == SHORT
    assert [each.text for each in reading.aside] == ["Draft"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read(degrees: int, tmp_path: Path) -> None:
    import pypdfium2

    turns = draw_turns(10)
    document = pypdfium2.PdfDocument(print_pdf(print_paragraphs(turns)))
    document[0].set_rotation(degrees)
    out = io.BytesIO()
    document.save(out)
    assert list_said(read_pdf_bytes(out.getvalue(), tmp_path)) == turns


def test_text_drawn_upwards_is_read(tmp_path: Path) -> None:
    """A page on its side, whose words run from its bottom to its top."""
    turns = [("Ana", "I hardly talk to anybody at work."), ("Ben", "We do, every day."), *SHORT]
    body = f"<div class=r>{print_paragraphs(turns)}</div>"
    style = ".r { transform: rotate(-90deg); width: 160mm; margin-top: 40mm }"
    assert list_said(read_pdf_bytes(print_pdf(body, style), tmp_path)) == turns


def test_other_scripts_are_read_in_their_order(tmp_path: Path) -> None:
    turns = [
        ("Ana", "Большинство коллег я вижу только по утрам."),
        ("Ben", "Ναι, καὶ ἐγώ."),
        ("Ana", "Très bien, même s’il fait froid à Łódź."),
        ("Ben", "Ja, schön."),
    ]
    assert list_said(read_pdf_bytes(print_pdf(print_paragraphs(turns)), tmp_path)) == turns


def test_ligatures_are_letters(tmp_path: Path) -> None:
    turns = [("Ana", "The ofﬁce is ﬂat."), ("Ben", "It is dif\ufb01cult."), *SHORT]
    said = list_said(read_pdf_bytes(print_pdf(print_paragraphs(turns)), tmp_path))
    assert said[0] == ("Ana", "The office is flat.")
    assert said[1] == ("Ben", "It is difficult.")


def test_shapes_without_letters_are_told(tmp_path: Path) -> None:
    """A font that does not say what its shapes mean gives words that nobody wrote."""
    turns = draw_turns(10)
    content = print_pdf(print_paragraphs(turns))
    import re
    import zlib

    def blank(found: re.Match[bytes]) -> bytes:
        try:
            inside = zlib.decompress(found[1])
        except zlib.error:
            return found[0]
        return (
            b"stream\n" + b" " * len(found[1]) + b"\nendstream" if b"cmap" in inside else found[0]
        )

    broken = re.sub(rb"stream\n(.*?)\nendstream", blank, content, flags=re.DOTALL)
    assert broken != content
    reading = read_pdf_bytes(broken, tmp_path)
    assert any("does not say what letters they are" in each.what for each in reading.problems)


def test_who_speaks_once_opens_a_turn(tmp_path: Path) -> None:
    turns = [*SHORT, ("Ms Clara Lund", "May I come in?"), *SHORT]
    style = "p { margin: 0 }"
    assert list_said(read_pdf_bytes(print_pdf(print_paragraphs(turns), style), tmp_path)) == turns


def test_notes_on_the_page_go_aside(tmp_path: Path) -> None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(print_pdf(print_paragraphs(SHORT)))
    page = document[0]  # closed as soon as nobody holds it, and the note with it
    note = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_TEXT)
    text = "A note.".encode("utf-16-le") + b"\0\0"
    written = (pdfium.FPDF_WCHAR * (len(text) // 2)).from_buffer_copy(text)
    pdfium.FPDFAnnot_SetStringValue(note, b"Contents", written)
    pdfium.FPDFPage_CloseAnnot(note)
    out = io.BytesIO()
    document.save(out)
    reading = read_pdf_bytes(out.getvalue(), tmp_path)
    assert list_said(reading) == SHORT
    assert [each.text for each in reading.aside] == ["A note."]


def test_joined_words_are_told(tmp_path: Path) -> None:
    body = print_paragraphs(draw_turns(40))
    style = "p { hyphens: auto; text-align: justify }"
    reading = read_pdf_bytes(print_pdf(body, style), tmp_path)
    (told,) = [each.what for each in reading.problems if "made whole" in each.what]
    assert int(told.split()[0]) > 5


@pytest.mark.parametrize(
    ("head", "tail", "elsewhere", "kept"),
    [
        ("col", "league", (), False),
        ("self", "report", ("self-report",), True),
        ("self", "report", ("selfreport", "self-report", "selfreport"), False),
        ("self", "report", ("self", "report"), True),
        ("in", "form", ("in", "form"), False),
        ("Müller", "Lüdenscheidt", (), True),
        ("COVID", "related", (), True),
        ("19", "year", (), True),
        ("Kol", "legen", ("Kollegen",), False),
    ],
)
def test_hyphens_are_kept_by_evidence(
    head: str, tail: str, elsewhere: tuple[str, ...], kept: bool
) -> None:
    words = Counter(word.casefold() for word in elsewhere)
    assert keeps_hyphen(head, tail, words) is kept


@pytest.mark.shared
def test_practitioner_interviews_lose_no_word(shared: Path) -> None:
    """Seven interviews that MAXQDA printed with numbers of paragraphs and pages."""
    folder = shared / "interviews/pdpilot_interviews"
    with (folder / "parsed_transcripts.csv").open(encoding="utf-8") as file:
        import csv

        rows = list(csv.DictReader(file))
    import re

    for path in sorted((folder / "results/transcripts").glob("P?.pdf")):
        reading = read_file(path, root=path.parent, settings=TranscriptSettings())
        (talk,) = reading.transcripts
        assert {"Dan", "Participant"} <= set(talk.speakers)
        said = [word for turn in talk.turns for word in re.findall(r"[^\W\d_]+", turn.text)]
        known = " ".join(row["text"] for row in rows if row["transcript"] == path.stem)
        expected = re.findall(r"[^\W\d_]+", re.sub(r"\b(Dan|Participant):", "", known))
        missing = Counter(expected) - Counter(said)
        assert sum(missing.values()) <= 4, missing  # parted at line ends in the one, not the other
        aside = {each.why for each in reading.aside}
        assert aside <= {"numbers of pages", "lines before the first speaker", ""}


@pytest.mark.parametrize("lines", [1, 2])
def test_heads_of_two_pages_are_set_aside(lines: int, tmp_path: Path) -> None:
    turns = draw_turns(24, seed=5)
    page = (
        "size: A4; margin: 30mm; @top-left { content: 'Study of waiting' }"
        "@bottom-left { content: 'Kept in confidence' }"
    )
    style = f"p {{ margin: 0 0 {lines - 1}em }}"
    found = read_pdf_bytes(print_pdf(print_paragraphs(turns), style, page), tmp_path)
    assert list_said(found) == turns
    assert {each.text for each in found.aside} == {"Study of waiting", "Kept in confidence"}


def test_what_opens_two_pages_alike_stays_speech(tmp_path: Path) -> None:
    turns = [("Ana", "Mm-hm, go on."), *draw_turns(11, seed=5)]
    body = print_paragraphs(turns) + "<div style='break-before: page'></div>"
    found = read_pdf_bytes(
        print_pdf(body + print_paragraphs(turns), "p { margin: 2em 0 }"), tmp_path
    )
    assert sum(text.count("Mm-hm, go on.") for _, text in list_said(found)) == 2
