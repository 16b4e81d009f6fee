"""Tables: a row a turn, or a dialogue a cell, from CSV, TSV, XLSX and JSON Lines."""

from __future__ import annotations

import csv
import datetime as dt
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from itertools import groupby
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from interviewkit.model.limits import LimitSettings
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import table
from interviewkit.readers.contract import UNKNOWN_SPEAKER, FileReading, Source


def csv_text(*rows: tuple[object, ...], separator: str = ",") -> str:
    buffer = StringIO()
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue()


SPEAKER = itemgetter(0)
cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=30)
rows = st.lists(
    st.tuples(st.sampled_from(["t1", "t 2", "t-3"]), st.sampled_from(["Ana", "Ben"]), cells)
)


@given(rows, st.sampled_from(",;\t|"))
def test_every_cell_comes_back_in_its_turn(
    pieces: list[tuple[str, str, str]], separator: str
) -> None:
    text = csv_text(("transcript", "speaker", "text"), *pieces, separator=separator)
    text = text.replace("\r\n", "\n")
    heard, _ = table.read_transcript_table(
        Source("a.csv", "a", text.encode(), text), TranscriptSettings()
    )
    said_in: dict[str, list[tuple[str, str]]] = {}
    for name, speaker, said in pieces:
        said_in.setdefault(name, []).append((speaker, said))
    expected = {
        name: [
            (who, "".join("".join(s for _, s in rows).split()))
            for who, rows in groupby(said, SPEAKER)
        ]
        for name, said in said_in.items()
    }
    assert {
        talk.name: [(s.speaker, "".join(s.text.split())) for s in talk.said] for talk in heard
    } == expected


said_text = st.lists(
    st.sampled_from(
        ["well", "so", "Note: no", "\nMy process: first", "\n\n- one", "AI is fine", "Re: it"]
    ),
    min_size=1,
).map(" ".join)


@given(st.lists(st.lists(said_text, min_size=2, max_size=7), min_size=3, max_size=6))
def test_dialogues_keep_every_turn_in_its_place(talks: list[list[str]]) -> None:
    names = ["Assistant", *["User", "AI"] * 3]
    texts = ["\n\n".join(f"{n}: {s}" for n, s in zip(names, talk, strict=False)) for talk in talks]
    text = csv_text(("transcript_id", "text"), *enumerate(texts)).replace("\r\n", "\n")
    heard, _ = table.read_dialogues(Source("a.csv", "a", text.encode(), text), TranscriptSettings())
    got = [[(said.speaker, said.text) for said in talk.said] for talk in heard]
    assert got == [[(n, s.strip()) for n, s in zip(names, talk, strict=False)] for talk in talks]


def test_rows_have_times_places_and_attributes(read: Any) -> None:
    text = csv_text(
        (
            "interview_id",
            "Speaker",
            "Text",
            "start",
            "end",
            "wave",
            "group",
            "date",
            "site",
            "line",
        ),
        ("i1", "Ana", "One", "0:00:02", "0:06", "w1", "g", "2025-04-09", "Bath", 1),
        ("i1", "Eva", "Two", "6.5", "", "w1", "g", "2025-04-09", "Bath", 2),
        ("i1", "Ben", "", "1:00:07.25", "soon", "w1", "g", "2025-04-09", "Bath", 3),
        ("i2", "Ana", "Three", "", "", "w2", "g", "9.4.", "Hull", 1),
    )
    reading = read(text, "rows.csv")
    one, two = reading.transcripts
    assert [(t.position, t.speaker, t.text, t.start, t.end) for t in one.turns] == [
        (1, "Ana", "One", 2.0, 6.0),
        (2, "Eva", "Two", 6.5, None),
        (3, "Ben", "", 3607.25, None),
    ]
    assert (one.name, one.wave, one.group, one.date) == ("i1", "w1", "g", "2025-04-09")
    assert (one.attributes, two.attributes["site"]) == ({"site": "Bath"}, "Hull")
    told = " ".join(str(problem) for problem in reading.problems)
    assert "rows.csv:4: 1 times cannot be read" in told
    assert "'9.4.' is not clear" in told
    assert not any(problem.fatal for problem in reading.problems)


def test_without_a_transcript_column_the_file_gives_the_name(read: Any) -> None:
    reading = read(csv_text(("speaker", "text"), ("Ana", "One"), ("Ben", "Two")), "w1/talk.csv")
    assert [t.name for t in reading.transcripts] == ["w1/talk"]


def test_columns_may_be_named_in_the_settings(read: Any) -> None:
    text = csv_text(("Conv", "Role", "Utt"), ("c1", "Ana", "One"), ("c1", "Ben", "Two"))
    named = {"transcript": "conv", "speaker": "Role", "text": "Utt"}
    (transcript,) = read(text, "a.csv", columns=named).transcripts
    assert (transcript.name, transcript.speakers) == ("c1", ("Ana", "Ben"))
    (problem,) = read(text, "a.csv", columns={**named, "text": "Utterance"}).problems
    assert problem.fatal
    assert "there is no column 'Utterance'" in problem.what


def test_no_text_column_lists_what_there_is(read: Any) -> None:
    (problem,) = read("a,b\n1,2\n", "a.csv").problems
    assert problem.fatal
    assert "there are: a, b" in problem.what


def test_a_single_dialogue_is_read_like_any_text(read: Any) -> None:
    talk = "Moderator: Hello\n\nAna: My process: first\nI think\n\nModerator: Yes\n\nAna: So"
    (transcript,) = read(csv_text(("id", "transcript"), ("x", talk)), "a.csv").transcripts
    assert transcript.name == "x"
    assert [t.speaker for t in transcript.turns] == ["Moderator", "Ana", "Moderator", "Ana"]


def test_names_of_their_own_in_every_dialogue(read: Any) -> None:
    names = ["Ana", "Ben", "Gus", "Eva"]
    texts = [f"Moderator: Hi.\n\n{n}: One.\n\nModerator: Two.\n\n{n}: Three." for n in names]
    reading = read(csv_text(("id", "text"), *zip("abcd", texts, strict=True)), "a.csv")
    assert [t.speakers for t in reading.transcripts] == [("Moderator", n) for n in names]


def test_empty_turns_of_a_dialogue_keep_their_place(read: Any) -> None:
    text = csv_text(
        ("id", "text"), *((n, "AI: Hi\n\nUser:\n\nAI: Well?\n\nUser: Yes") for n in "abc")
    )
    (first, *_) = read(text, "a.csv").transcripts
    assert [(t.position, t.text) for t in first.turns] == [
        (1, "Hi"),
        (2, ""),
        (3, "Well?"),
        (4, "Yes"),
    ]


def test_dialogues_without_labels_are_nobodys(read: Any) -> None:
    (transcript,) = read(csv_text(("id", "text"), ("x", "I like it.")), "a.csv").transcripts
    assert transcript.speakers == (UNKNOWN_SPEAKER,)


def test_cells_beyond_the_header_are_kept_and_told(read: Any) -> None:
    reading = read("speaker,text\nAna,well, so it is\nBen,yes\n", "a.csv")
    assert reading.transcripts[0].turns[0].text == "well,  so it is"
    assert any(p.line == 2 and "more cells than the header" in p.what for p in reading.problems)


def test_a_quote_that_never_closes_is_told_and_its_words_kept(read: Any) -> None:
    reading = read('speaker,text\nAna,one\nBen,"two\nAna,three\n', "a.csv")
    assert any(p.line == 3 and "never closed" in p.what and not p.fatal for p in reading.problems)
    assert [turn.text for turn in reading.transcripts[0].turns] == ["one", '"two', "three"]


def test_cells_longer_than_the_csv_module_likes(read: Any) -> None:
    long = "word " * 60_000
    (transcript,) = read(
        csv_text(("speaker", "text"), ("Ana", long), ("Ben", "x")), "a.csv"
    ).transcripts
    assert transcript.turns[0].words == 60_000


def test_json_lines_with_a_broken_line(read: Any) -> None:
    lines = [
        json.dumps({"transcript": "t", "speaker": "Ana", "text": "Zoë, 2\nlines", "start": 1.5}),
        '{"transcript": "t", "speaker": ',
        json.dumps({"transcript": "t", "text": "Two", "speaker": "Ben"}),
        "[1]",
    ]
    reading = read("\n".join(lines), "a.jsonl")
    (transcript,) = reading.transcripts
    assert [(t.speaker, t.text, t.start) for t in transcript.turns] == [
        ("Ana", "Zoë, 2\nlines", 1.5),
        ("Ben", "Two", None),
    ]
    assert [problem.line for problem in reading.problems] == [2, 4]


def workbook(**sheets: list[tuple[object, ...]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_workbooks_with_times_dates_and_a_sheet_beside(read: Any) -> None:
    raw = workbook(
        talk=[
            ("transcript", "speaker", "text", "start", "date"),
            ("t", "Ana", "One", dt.time(0, 1, 2), dt.datetime(2025, 4, 9)),
            ("t", "Ben", 2, 65.5, dt.datetime(2025, 4, 9)),
        ],
        notes=[("who", "what"), ("x", "y")],
    )
    reading = read(raw, "a.xlsx")
    (transcript,) = reading.transcripts
    assert [(t.speaker, t.text, t.start) for t in transcript.turns] == [
        ("Ana", "One", 62.0),
        ("Ben", "2", 65.5),
    ]
    assert transcript.date == "2025-04-09"
    assert not any(problem.fatal for problem in reading.problems)
    assert read(raw, "b.csv").transcripts[0].turns[0].text == "One"


def test_signs_that_a_workbook_escapes_are_read(read: Any) -> None:
    raw = workbook(
        talk=[("speaker", "text"), ("Ana", "One_x000D_\ntwo"), ("Ben", "_xD83D__xDE00_")]
    )
    assert said(read(raw, "a.xlsx")) == [("Ana", "One\ntwo"), ("Ben", "\U0001f600")]


def test_a_cut_off_workbook_is_told(read: Any) -> None:
    raw = workbook(talk=[("speaker", "text"), ("Ana", "One")])
    (problem,) = read(raw[:-300], "a.xlsx").problems
    assert problem.fatal
    assert "damaged" in problem.what


def test_an_open_quotation_mark_swallows_no_rows(read: Any) -> None:
    found = read('transcript,speaker,text\na,Ann,"open\na,Bob,so yes\nb,Cy,"x, said"\n', "t.csv")
    told = [(t.name, [(turn.speaker, turn.text) for turn in t.turns]) for t in found.transcripts]
    assert told == [("a", [("Ann", '"open'), ("Bob", "so yes")]), ("b", [("Cy", "x, said")])]
    assert [problem.line for problem in found.problems if "never closed" in problem.what] == [2]


TALK = [
    ("Int", "How was the week then?"),
    ("Ana", "Fine, very busy."),
    ("Int", "And at home?"),
    ("Ana", "All quiet there."),
]


def said(reading: Any) -> list[tuple[str, str]]:
    (transcript,) = reading.transcripts
    return [(turn.speaker, turn.text) for turn in transcript.turns]


@pytest.mark.parametrize(
    "heading",
    [
        ("Nr.", "Zeit", "Sprecher*in", "Aussage", "Bemerkung"),
        ("N°", "Temps", "Intervenant", "Propos", "Commentaire"),
        ("Nº", "Tiempo", "Hablante", "Texto", "Observaciones"),
        ("№", "Время", "Спикер", "Текст", "Комментарий"),
        ("序号", "时间", "说话人", "内容", "备注"),
        ("Line", "Timecode", "Speaker", "Verbatim", "Remarks"),
        ("Rivi", "Koska", "Puhuja", "Mitä sanottiin", "Huomio"),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_headings_in_any_language(read: Any, heading: tuple[str, ...], separator: str) -> None:
    rows = [(n, f"0:0{n}", *turn, "laughs" * (n == 2)) for n, turn in enumerate(TALK, 1)]
    reading = read(csv_text(heading, *rows, separator=separator), "a.csv")
    assert said(reading) == TALK
    assert [turn.start for turn in reading.transcripts[0].turns] == [1.0, 2.0, 3.0, 4.0]
    assert [aside.text for aside in reading.aside] == ["laughs"]


def test_a_title_above_and_a_header_that_comes_back(read: Any) -> None:
    head = ("Speaker", "Text", "Time")
    rows = [(*turn, f"0:0{n}") for n, turn in enumerate(TALK)]
    title = [("Interview 4", "", ""), ("recorded by Kim", "", "")]
    reading = read(csv_text(*title, head, *rows[:2], head, *rows[2:]), "a.csv")
    assert said(reading) == TALK
    assert [aside.text for aside in reading.aside] == [
        "Interview 4",
        "recorded by Kim",
        "Speaker Text Time",
    ]
    assert reading.transcripts[0].turns[1].start == 1.0


def test_a_table_without_header_is_read_by_what_stands_in_it(read: Any) -> None:
    rows = [(n, f"00:00:0{n}", *turn) for n, turn in enumerate(TALK, 1)]
    reading = read(csv_text(*rows, separator="\t"), "a.tsv")
    assert said(reading) == TALK
    assert any("it has no header" in problem.what for problem in reading.problems)
    facts = [("Ana", 31, "Bath"), ("Ben", 40, "Hull"), ("Cy", 22, "York")]
    assert read(csv_text(("name", "age", "city"), *facts), "b.csv").problems[0].fatal


def test_an_id_of_every_row_names_no_transcript(read: Any) -> None:
    rows = [(n, *turn) for n, turn in enumerate(TALK, 1)]
    reading = read(csv_text(("id", "speaker", "text"), *rows), "a.csv")
    assert said(reading) == TALK


def test_ranges_and_brackets_of_times(read: Any) -> None:
    rows = [
        ("0:01 - 0:03", "Ana", "One"),
        ("[0:04]", "Ben", "Two"),
        ("00:05 --> 00:06", "Ana", "So"),
    ]
    for heading in ("Time", "Timespan"):
        (transcript,) = read(csv_text((heading, "Speaker", "Text"), *rows), "a.csv").transcripts
        assert [(turn.start, turn.end) for turn in transcript.turns] == [(1, 3), (4, None), (5, 6)]


def test_merged_cells_name_the_speaker_above_and_empty_ones_nobody(read: Any) -> None:
    book = Workbook()
    for row in [
        ("Speaker", "Text"),
        ("Ana", "One"),
        (None, "Two"),
        ("Ben", "Three"),
        (None, "Who"),
    ]:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    buffer = BytesIO()
    book.save(buffer)
    reading = read(buffer.getvalue(), "a.xlsx")
    assert said(reading) == [
        ("Ana", "One\nTwo"),
        ("Ben", "Three"),
        (UNKNOWN_SPEAKER, "Who"),
    ]
    assert any(p.line == 5 and "1 rows name no speaker" in p.what for p in reading.problems)


def test_half_characters_and_endless_numbers_keep_their_words(read: Any) -> None:
    lines = [
        '{"speaker": "Ana", "text": "half \\ud800 one"}',
        '{"speaker": "Ben", "text": "whole \\ud83d\\ude00", "start": ' + "9" * 5000 + "}",
        '{"speaker": "Ana", "text": "so"}',
    ]
    reading = read("\n".join(lines), "a.jsonl")
    assert said(reading) == [("Ana", "half \ufffd one"), ("Ben", "whole \U0001f600"), ("Ana", "so")]
    told = [(problem.line, problem.what) for problem in reading.problems]
    assert (1, "1 rows hold half a character, which stands as \ufffd") in told
    assert (2, "1 times cannot be read") in told


def repacked(raw: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with words of one of its parts exchanged; ``new`` empty takes the part out."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as whole, zipfile.ZipFile(buffer, "w") as made:
        for name in whole.namelist():
            content = whole.read(name)
            if name != part or new:
                made.writestr(name, content.replace(old, new) if name == part else content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        ("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="2000000000"', "beyond 1,048,576"),
        ("xl/worksheets/sheet1.xml", b'r="A2"', b'r="ZZZZZZ2"', "cannot be read"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<sheetData>", "cannot be read"),
        ("xl/workbook.xml", b"", b"", "cannot be read"),
        ("[Content_Types].xml", b"sheet.main+xml", b"nothing+xml", "cannot be read"),
        ("xl/styles.xml", b"<cellXfs", b"<nothing", "cannot be read"),
    ],
)
def test_a_made_up_workbook_is_told(
    read: Any, part: str, old: bytes, new: bytes, told: str
) -> None:
    raw = repacked(workbook(talk=[("speaker", "text"), ("Ana", "One")]), part, old, new)
    (problem,) = read(raw, "a.xlsx").problems
    assert problem.fatal
    assert told in problem.what


def test_tables_beyond_the_limits_are_refused() -> None:
    text = csv_text(("speaker", "text", *map(str, range(28))), ("Ana", "One", *"x" * 28))
    raw = workbook(talk=[("speaker", "text", *range(28)), ("Ana", "One", *"x" * 28)])
    for source in (Source("a.csv", "a", text.encode(), text), Source("a.xlsx", "a", raw)):
        for limits, name in (
            (LimitSettings(columns=29), "columns = 30"),
            (LimitSettings(cells=59), "cells = "),
        ):
            heard, (problem,) = table.read_transcript_table(
                replace(source, limits=limits), TranscriptSettings()
            )
            assert (heard, problem.fatal) == ([], True)
            assert f"[limits] {name}" in problem.hint


beside = st.sampled_from(["", "laughs", "code a", "busy", "3"])
longer = st.lists(st.sampled_from(["well", "so", "busy", "don't", "home"]), min_size=1).map(
    " ".join
)


@given(
    st.lists(st.tuples(st.sampled_from(["Ana", "Ben"]), longer, beside, beside), min_size=3),
    st.sampled_from([("speaker", "text", "comment", "site"), ("Wer", "Inhalt", "Notiz", "")]),
)
def test_words_in_are_words_out_and_words_told(
    pieces: list[tuple[str, str, str, str]], header: tuple[str, ...]
) -> None:
    text = csv_text(header, *pieces).replace("\r\n", "\n")
    heard, _ = table.read_transcript_table(
        Source("a.csv", "a", text.encode(), text), TranscriptSettings()
    )
    out = [word for talk in heard for said in talk.said for word in said.text.split()]
    told = [word for talk in heard for aside in talk.aside for word in aside.text.split()]
    constant = [cell for talk in heard for cell in talk.facts.values()]
    kept = [word for cell in constant for word in cell.split() * len(pieces)]
    given_words = [word for _, *cells in pieces for cell in cells for word in cell.split()]
    unsaid = {"3"}  # numbers are no words, and columns of them are told by name
    found = [word for word in out + told + kept if word not in unsaid]
    assert sorted(found) == sorted(word for word in given_words if word not in unsaid)


def test_cells_nested_beyond_measure_are_told(read: Any) -> None:
    deep = "[" * 900 + "]" * 900
    lines = [f'{{"speaker": "Ana", "text": {each}}}' for each in (deep, deep * 9, '"so"', '"well"')]
    reading = read("\n".join(lines), "a.jsonl")
    [(_, text)] = said(reading)
    assert text.split()[-2:] == ["so", "well"]
    assert any(problem.line == 2 and "not JSON" in problem.what for problem in reading.problems)


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("start_ms,end_ms", 1000),
        ("Start (ms),End (ms)", 1000),
        ("Start time in milliseconds,End time in milliseconds", 1000),
        ("Start (s),End (s)", 1),
        ("start,end", 1000),
        ("start,end", 1),
    ],
)
def test_units_of_times_are_those_of_the_table(
    head: str, unit: int, read: Callable[..., FileReading]
) -> None:
    rows = [("Ana", 12, 15), ("Ben", 16, 20), ("Ana", 20, 21)]
    lines = [f"{who},Some words were said,{a * unit},{b * unit}" for who, a, b in rows]
    found = read("\n".join([f"speaker,text,{head}", *lines]), "talk.csv")
    (talk,) = found.transcripts
    assert [(turn.speaker, turn.start, turn.end) for turn in talk.turns] == rows
    guessed = any("read as milliseconds" in problem.what for problem in found.problems)
    assert guessed is (head == "start,end" and unit == 1000)


def test_timed_rows_without_speakers_are_one_talk(read: Callable[..., FileReading]) -> None:
    rows = "1,0.0,1.5,We waited\n2,1.6,3.0,for months.\n3,9.0,9.5,Yes.\n"
    (talk,) = read(f"id,start,end,text\n{rows}", "talk.csv").transcripts
    assert [(turn.text, turn.start, turn.end) for turn in talk.turns] == [
        ("We waited for months.", 0.0, 3.0),
        ("Yes.", 9.0, 9.5),
    ]


def test_rows_of_a_dialogue_each_keep_their_own(read: Callable[..., FileReading]) -> None:
    rows = "a,0,100,I: How was it? \nb,100,200,I waited long.\n"
    found = read(f"id,start,end,text\n{rows.replace('0,100', '500,100')}", "talk.csv")
    assert [each.name for each in found.transcripts] == ["a", "b"]
