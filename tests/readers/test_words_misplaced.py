"""Words that a missing or a doubled sign puts elsewhere: each is told, whatever the file."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import FileReading
from interviewkit.readers.files import read_file

HEAD = "transcript\tspeaker\ttext\tstart\tturn\n"
ROWS = "talk\tAna\tIt is sound here.\t0:01\t1\ntalk\tBen\tYes, it is.\t0:02\t2\n"
KNOWN = "In all that I know of it, I am at one with what we do and with those who do so."
ODD = "Odd words that somebody said."
LONG = "Odd words that somebody said, and more of them, as a sentence has that names nobody or all?"


def read(folder: Path, name: str, content: str | bytes) -> FileReading:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path, root=folder, settings=TranscriptSettings())


def tell(reading: FileReading) -> str:
    assert any("It is sound here." in turn.text for turn in reading.transcripts[0].turns)
    return "\n".join(f"{each.why}: {each.text}" for each in reading.aside)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"talk\tAna\tWell.\t{ODD}\t3\n", "words in the place of a time"),
        (f"talk\tAna\tWell.\t0:03\t{ODD}\n", "words in the place of a number"),
        (f"talk\t{ODD}\t\t0:03\t3\n", "words beside an empty text"),
        (f"{ODD}\t\t\t0:03\t3\n", "words beside an empty text"),
        (f"talk\tAna\tWell.\t0:03\t3\t{ODD}\n", "words in the place of a number"),
        (f"talk\tAna\t\t0:03\t{ODD[:9]}\n", "words in the place of a number"),
        (f"talk\tAna\tWell.\t0:03\t{ODD[:9]}\n", "words in the place of a number"),
    ],
)
def test_words_in_other_columns_are_told(tmp_path: Path, row: str, why: str) -> None:
    told = tell(read(tmp_path, "a.tsv", HEAD + ROWS + row))
    assert why in told
    assert ODD[:9] in told


def test_a_sentence_for_a_name_is_told_whole(tmp_path: Path) -> None:
    text = f"{HEAD}{ROWS}talk\t{LONG}\tWell.\t0:03\t3\n"
    assert f"sentences in the place of a speaker: {LONG}" in tell(read(tmp_path, "a.tsv", text))


def test_names_and_facts_without_words_are_told(tmp_path: Path) -> None:
    lines = [
        {"id": "talk", "speaker": "Ana", "text": "It is sound here."},
        {"id": "talk", "speaker": "Ben", "text": "Yes, it is."},
        {"id": "other", "messages": [{"role": "Ana", "content": ODD}]},
    ]
    reading = read(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    assert any("1 transcripts hold no words (other)" in each.what for each in reading.problems)
    assert ODD in tell(reading)


def test_both_texts_of_a_doubled_name_are_read(tmp_path: Path) -> None:
    lines = (
        '{"speaker": "Ana", "text": "Odd words.", "text": "It is sound here."}',
        '{"speaker": "Ben", "text": "Yes.", "n": 1, "n": 2}',
    )
    reading = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert [turn.text for turn in reading.transcripts[0].turns] == [
        "Odd words.\nIt is sound here.", "Yes."]  # fmt: skip
    assert any("2 times a name stands twice in one row" in each.what for each in reading.problems)


def test_times_of_whispers_table_may_be_words(tmp_path: Path) -> None:
    text = f"start\tend\ttext\n0\t900\tIt is sound here.\n{ODD}\t2900\tWell.\n"
    assert f"words in the place of a time: {ODD}" in tell(read(tmp_path, "a.tsv", text))


def docx_with(old: str, new: str) -> bytes:
    """A document in which the XML has something else."""
    document = Document()
    for line in ("Ana: It is sound here.", "Ben: Yes, it is."):
        document.add_paragraph(line)
    document.add_table(1, 1).cell(0, 0).text = "CELL"
    before, after = io.BytesIO(), io.BytesIO()
    document.save(before)
    with zipfile.ZipFile(before) as made, zipfile.ZipFile(after, "w") as changed:
        for name in made.namelist():
            xml = made.read(name)
            if name == "word/document.xml":
                assert old.encode() in xml
                xml = xml.replace(old.encode(), new.encode(), 1)
            changed.writestr(name, xml)
    return after.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:sectPr", f"<w:r><w:t>{ODD}</w:t></w:r><w:sectPr"),
        ("<w:p>", f"<w:p><w:x>{ODD}</w:x>"),
        ("<w:p>", f"{ODD}<w:p>"),
        ("<w:t>CELL</w:t>", f"<w:t>CELL</w:t>{ODD}"),
        ("<w:tr>", f"<w:p><w:r><w:t>{ODD}</w:t></w:r></w:p><w:tr>"),
        ("</w:tc>", f"<w:r><w:t>{ODD}</w:t></w:r></w:tc>"),
    ],
)
def test_words_outside_of_paragraphs_are_told(tmp_path: Path, old: str, new: str) -> None:
    reading = read(tmp_path, "a.docx", docx_with(old, new))
    assert f"words where its format has none: {ODD}" in tell(reading)


def test_a_table_of_fonts_that_never_ends_is_told(tmp_path: Path) -> None:
    lines = (
        f"Ana: It is sound here.\\par {{\\fonttbl{{\\f0 Arial {ODD}\\par And more.}}}} Ben: Yes."
    )
    told = tell(read(tmp_path, "a.rtf", f"{{\\rtf1\\ansi {lines}\\par}}"))
    assert ODD in told
    sound = (
        f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Arial of the old kind;}}}} {lines[:29]}\\par Ben: Yes.}}"
    )
    assert "Arial" not in tell(read(tmp_path, "b.rtf", sound))


def test_marked_sections_are_words_in_books_only(tmp_path: Path) -> None:
    said = f"<p>Ana: It is sound here. <![CDATA[{ODD}]]></p><p>Ben: Yes.</p>"
    page = f"<html{{}}><body>{said}</body></html>"
    book = read(tmp_path, "a.html", page.format(' xmlns="http://www.w3.org/1999/xhtml"'))
    assert ODD in book.transcripts[0].turns[0].text
    assert ODD in tell(read(tmp_path, "b.html", page.format("")))


@pytest.mark.parametrize(
    "extra",
    [
        {"summary": ODD},
        {"segments": [{"start": 9, "end": 10, "text": {"x": "Odd words"}}]},
        {"segments": [{"start": 9, "end": 10, "text": ["Odd words"]}]},
        {"segments": [[{"start": 9, "end": 10, "text": "Odd words"}]]},
        {"text": f"It is sound here, {KNOWN} Yes, I am, odd words are too."},
    ],
)
def test_other_texts_of_a_recogniser_are_told(tmp_path: Path, extra: dict[str, object]) -> None:
    said = f"It is sound here. {KNOWN} Yes I am. Are too."
    data = {"segments": [{"start": 0, "end": 9, "text": said, "speaker": "A"}]}
    data["segments"] += extra.pop("segments", [])
    told = tell(read(tmp_path, "a.json", json.dumps({**data, **extra})))
    assert "texts beside what is said" in told
    assert "dd words" in told


def test_damage_behind_a_whole_document_is_told_so(tmp_path: Path) -> None:
    rows = {"segments": [{"start": 0, "end": 9, "text": "It is sound here.", "speaker": "A"}]}
    reading = read(tmp_path, "a.json", f"{json.dumps(rows)} oops")
    assert any("what stands before that was read" in each.what for each in reading.problems)


@pytest.mark.parametrize(
    "text",
    [
        "Ana: It is sound here.\nBen: Yes.\nAna (laughs at it): Well.\nBen: No.\n",
        "Ana  0:01\nIt is sound here.\n\nBen  0:02\nYes.\n\nAna (laughs at it)  0:03\nWell.\n",
        f"{HEAD}{ROWS}talk\tAna (laughs at it)\tWell.\t0:03\t3\n",
    ],
)
def test_remarks_beside_a_name_are_told(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, "a.tsv" if "\t" in text else "a.txt", text)
    assert {turn.speaker for turn in reading.transcripts[0].turns} == {"Ana", "Ben"}
    assert "remarks beside a speaker's name: laughs at it" in tell(reading)


@pytest.mark.parametrize(
    "line",
    [
        "talk 1 3.00 0.40 well Odd 0.9",
        "talk 1 3.00 0.40 well 0.40 Odd, 0.9",
        "12 talk 1 3.00 0.40 Odd 0.9",
        "talk 1 3.00 0.40 well 0.9 lex A talk 1 4.00 0.4 Odd 0.9",
    ],
)
def test_words_in_other_columns_of_a_ctm_are_told(tmp_path: Path, line: str) -> None:
    words = ["It", "is", "sound", "here."]
    lines = [f"talk 1 {n}.00 0.40 {word} 0.9 lex A" for n, word in enumerate(words)]
    told = tell(read(tmp_path, "a.ctm", "\n".join([*lines, line, "talk 1 5.00 0.40 7 0.9"])))
    assert line in told
    assert "talk 1 5.00" not in told


def test_an_open_mark_in_an_otr_swallows_no_words(tmp_path: Path) -> None:
    stamp = '<span class="timestamp" data-timestamp="1">0:01</span>'
    page = f"<p>{stamp}Ana: Well.</p><p~{stamp}Ben: Yes. It is sound here.</p><p>Ana: So.</p>"
    assert tell(read(tmp_path, "a.otr", json.dumps({"text": page, "media": "a.mp3"}))) == ""


def test_an_endless_mark_in_an_otr_costs_its_length(tmp_path: Path) -> None:
    page = "<p>Ana: It is sound here.</p><p>Ben: Yes.</p><span data-" + "timestamp " * 50_000
    began = time.process_time()
    tell(read(tmp_path, "a.otr", json.dumps({"text": page, "media": "a.mp3", "data-timestamp": 1})))
    assert time.process_time() - began < 5


def test_half_a_character_in_an_otr_is_mended(tmp_path: Path) -> None:
    page = (
        '<p><span data-timestamp="1">0:01</span> Ana: It is sound here. \ud800</p><p>Ben: Yes.</p>'
    )
    reading = read(tmp_path, "a.otr", json.dumps({"text": page, "media": "a.mp3"}))
    assert tell(reading) == ""
    assert "\ufffd" in reading.transcripts[0].turns[0].text


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("他们谈论了花园与邻居的关系", True),
        ("C:/My Documents/study files/int 4.wav", False),
        ("https://example.org/a b c/d e.mp3", False),
        ("Tue Dec 1 03:14:51 UTC 2026", False),
        ("completed", False),
        ("https://example.org is where we met her", True),
        ("In March 10 of us came by bus", True),
    ],
)
def test_sentences_of_unknown_keys_are_told_and_no_names_of_files(
    tmp_path: Path, text: str, is_told: bool
) -> None:
    said = [{"start": 0, "end": 9, "text": "It is sound here.", "speaker": "A"}]
    data = {"segments": said, "odd": text}
    told = tell(read(tmp_path, "a.json", json.dumps(data)))
    assert ("texts beside what is said" in told) == is_told


def test_questions_in_the_place_of_keys_are_told(tmp_path: Path) -> None:
    said = [{"start": 0, "end": 9, "text": "It is sound here.", "speaker": "A"}]
    data = {"segments": said, "notes": {"Where did they go?": 1}}
    assert "Where did they go?" in tell(read(tmp_path, "a.json", json.dumps(data)))
