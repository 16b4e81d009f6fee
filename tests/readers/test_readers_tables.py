"""Tables: a row a turn, or a dialogue a cell, from CSV, TSV, XLSX and JSON Lines."""

from __future__ import annotations

import csv
import datetime as dt
import json
from io import BytesIO, StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import dialogues, table
from interviewkit.readers.reading import UNKNOWN_SPEAKER, Source


def csv_text(*rows: tuple[object, ...], separator: str = ",") -> str:
    buffer = StringIO()
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue()


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=30)
rows = st.lists(
    st.tuples(st.sampled_from(["t1", "t 2", "t-3"]), st.sampled_from(["Ana", "Ben"]), cells)
)


@given(rows, st.sampled_from(",;\t|"))
def test_every_cell_comes_back_as_a_turn(
    pieces: list[tuple[str, str, str]], separator: str
) -> None:
    text = csv_text(("transcript", "speaker", "text"), *pieces, separator=separator)
    text = text.replace("\r\n", "\n")
    heard, _ = table.read(Source("a.csv", "a", text.encode(), text), TranscriptSettings())
    expected: dict[str, list[tuple[str, str]]] = {}
    for name, speaker, said in pieces:
        expected.setdefault(name, []).append((speaker, said.strip()))
    assert {t.name: [(s.speaker, s.text) for s in t.said] for t in heard} == expected


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
    heard, _ = dialogues.read(Source("a.csv", "a", text.encode(), text), TranscriptSettings())
    got = [[(said.speaker, said.text) for said in talk.said] for talk in heard]
    assert got == [[(n, s.strip()) for n, s in zip(names, talk, strict=False)] for talk in talks]


def test_rows_stay_turns_with_times_places_and_attributes(read: Any) -> None:
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
        ("i1", "Ana", "Two", "6.5", "", "w1", "g", "2025-04-09", "Bath", 2),
        ("i1", "Ben", "", "1:00:07.25", "soon", "w1", "g", "2025-04-09", "Bath", 3),
        ("i2", "Ana", "Three", "", "", "w2", "g", "9.4.", "Hull", 1),
    )
    reading = read(text, "rows.csv")
    one, two = reading.transcripts
    assert [(t.position, t.speaker, t.text, t.start, t.end) for t in one.turns] == [
        (1, "Ana", "One", 2.0, 6.0),
        (2, "Ana", "Two", 6.5, None),
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
