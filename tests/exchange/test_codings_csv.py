from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewkit.errors import Problem, SourceError
from interviewkit.exchange.codings_csv import COLUMNS, read_codings, write_codings
from interviewkit.exchange.coverage import NOTHING, TurnRead, read_codes_cell, write_codes_cell
from interviewkit.model import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    STATUSES,
    Coding,
    Evidence,
    Passage,
    Turn,
)
from interviewkit.tables.drawing.safe_text import guard_cell, unguard_cell

SHARED = Path(os.environ.get("INTERVIEWKIT_SHARED", Path(__file__).parents[3] / "shared" / "data"))

TURNS = {
    ("talk", 1): Turn("talk", 1, "Moderator", "What do you do when you are stuck?"),
    ("talk", 2): Turn("talk", 2, "Ann", "I’m stuck – often. Then I ask it… and ask it again."),
    ("talk", 3): Turn("talk", 3, "Ben", "=SUM(A1) is all I know."),
    ("talk", 4): Turn("talk", 4, "Ben", ""),
}

Result = tuple[list[Coding], list[TurnRead], list[Problem]]
Read = Callable[..., Result]


def find_turn(transcript: str, position: int) -> Turn | None:
    return TURNS.get((transcript, position))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str | bytes, **options: object) -> Result:
        file = tmp_path / "codings.csv"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        options = {"coder": "eva", "codes": ["stuck", "alone"], "transcripts": ["talk"]} | options
        return read_codings(file, find_turn, **options)  # type: ignore[arg-type]

    return reading


def written(codings: list[Coding], reads: list[TurnRead] | None = None) -> str:
    stream = io.StringIO(newline="")
    write_codings(stream, codings, reads or [])
    return stream.getvalue()


def coded(position: int, start: int, end: int, **what: object) -> Coding:
    passage = Passage.cut(TURNS["talk", position], start, end)
    return replace(Coding(passage, "stuck", "eva", status=ACCEPTED), **what)  # type: ignore[arg-type]


def test_a_quote_a_place_both_or_the_whole_turn(read: Read) -> None:
    codings, coverage, problems = read(
        "transcript,turn,start,end,quote,code\n"
        "talk,2,,,I'm stuck - often.,stuck\n"
        "talk,2,0,9,,alone\n"
        "talk,2,26,32,ASK  IT,stuck\n"
        "talk,3,,,,stuck\n"
    )
    assert problems == []
    quotes = [coding.passage.quote for coding in codings]
    assert quotes == ["I’m stuck – often.", "I’m stuck", "ask it", "=SUM(A1) is all I know."]
    assert coverage == [TurnRead("eva", "talk", 2), TurnRead("eva", "talk", 3)]
    assert {coding.status for coding in codings} == {ACCEPTED}


def test_an_empty_code_says_that_the_turn_was_read(read: Read) -> None:
    codings, coverage, problems = read("transcript,turn,code,coder\ntalk,2,,finn\ntalk,3,,\n")
    assert (codings, problems) == ([], [])
    assert coverage == [TurnRead("finn", "talk", 2), TurnRead("eva", "talk", 3)]


@pytest.mark.parametrize(
    ("row", "what", "hint"),
    [
        ("tlak,2,,,,stuck,,,,", "no transcript 'tlak'", "'talk'"),
        ("talk,9,,,,stuck,,,,", "no turn 9", "count from 1"),
        ("talk,two,,,,stuck,,,,", "turn must be a whole number, not 'two'", ""),
        ("talk,,,,,stuck,,,,", "no turn is given", ""),
        ("talk,4,,,,stuck,,,,", "no text", ""),
        ("talk,2,,,,stucked,,,,", "no code 'stucked'", "'stuck'"),
        ("talk,2,,,,stuck,o,,,", "polarity is 'o'", "+ or -"),
        ("talk,2,,,,stuck,,,maybe,", "'maybe' is no status", "accepted"),
        ("talk,2,,,,stuck,,,,high", "score is 'high'", "0 to 1"),
        ("talk,2,,,,stuck,,,,1.5", "score is '1.5'", "0 to 1"),
        ("talk,2,3,,,stuck,,,,", "only one", "both"),
        ("talk,2,3,999,,stuck,,,,", "does not fit", "51 characters"),
        ("talk,2,,,Then I asked her,stuck,,,,", "does not stand in turn 2", "nearest"),
        ("talk,2,,,What do you do,stuck,,,,", "does not stand in turn 2", "stands in turn 1"),
        ("talk,2,,,,stuck,,,,,,,more", "cells, but 12 columns", "quotes"),
        ('talk,2,,,"a"b,stuck,,,,', "cannot be read", "twice"),
    ],
)
def test_a_bad_row_is_told_by_line_and_left_out_and_the_others_stay(
    read: Read, row: str, what: str, hint: str
) -> None:
    good = "talk,3,,,,alone,,,,"
    codings, coverage, problems = read("\n".join([",".join(COLUMNS), good, row, "talk,1,,,,,,,,"]))
    assert [coding.code for coding in codings] == ["alone"]
    assert [each.turn for each in coverage] == [3, 1]
    assert [(problem.line, problem.fatal) for problem in problems] == [(3, False)]
    assert what in problems[0].what
    assert hint in problems[0].what + problems[0].hint


def test_a_quote_that_stands_twice_or_elsewhere_is_taken_and_told(read: Read) -> None:
    codings, _, problems = read(
        "transcript,turn,start,end,quote,code\ntalk,2,,,ask it,stuck\ntalk,2,44,50,ask it,alone\n"
    )
    text = TURNS["talk", 2].text
    assert [coding.passage.start for coding in codings] == [
        text.index("ask it"), text.rindex("ask it"),
    ]  # fmt: skip
    assert "stands 2 times" in problems[0].what
    assert "does not stand at 44-50" in problems[1].what


def test_a_row_that_comes_again_is_told_and_skipped(read: Read) -> None:
    codings, _, problems = read(
        "transcript,turn,code,polarity\ntalk,2,stuck,+\ntalk,2,stuck,-\ntalk,2,stuck,\n"
    )
    assert [coding.polarity for coding in codings] == ["+", "-"]
    assert [(problem.line, problem.what[:18]) for problem in problems] == [
        (4, "the same as line 2")
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_columns_in_any_order_and_a_byte_order_mark(read: Read, separator: str) -> None:
    lines = ["Code,Turn,TRANSCRIPT,score", "stuck,2.0,talk,0.5", "", "stuck,3,talk,"]
    text = "\r\n".join(lines).replace(",", separator)
    codings, _, problems = read("\ufeff" + text)
    assert problems == []
    assert [(coding.passage.turn.position, coding.score) for coding in codings] == [
        (2, 0.5), (3, None),
    ]  # fmt: skip


def test_a_decimal_comma_between_semicolons(read: Read) -> None:
    codings, _, problems = read("transcript;turn;code;score\ntalk;2;stuck;0,5\n")
    assert (problems, codings[0].score) == ([], 0.5)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings(read: Read, encoding: str) -> None:
    text = "transcript,turn,quote,code\ntalk,2,I’m stuck – often,stuck\n"
    codings, _, problems = read(text.encode(encoding))
    assert codings[0].passage.quote == "I’m stuck – often"
    assert [problem.line for problem in problems] == ([2] if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("header", "what", "fatal"),
    [
        ("transcript,turn", "no column 'code'", True),
        ("", "no column 'transcript' or 'turn' or 'code'", True),
        ("transcript,turn,code,code", "two columns are called 'code'", True),
        ("transcript,turn,code,memo", "'memo' is not known", False),
    ],
)
def test_a_first_line_that_will_not_do(read: Read, header: str, what: str, fatal: bool) -> None:
    codings, _, problems = read(header + "\ntalk,2,stuck,x\n" if header else "")
    assert (what in problems[0].what, problems[0].fatal, bool(codings)) == (True, fatal, not fatal)


def test_a_quotation_mark_that_is_never_closed_loses_no_row_before_it(read: Read) -> None:
    codings, _, problems = read('transcript,turn,code,quote\ntalk,3,stuck,\ntalk,2,stuck,"I’m\n\n')
    assert len(codings) == 1
    assert problems[0].line == 3


def test_nobody_named_as_coder(read: Read) -> None:
    codings, coverage, problems = read("transcript,turn,code\ntalk,2,stuck\n", coder="")
    assert (codings, coverage) == ([], [])
    assert "nobody is named" in problems[0].what


def test_machines_have_only_proposed(read: Read) -> None:
    text = "transcript,turn,code,coder\ntalk,2,stuck,rules\ntalk,2,stuck,eva\n"
    codings, _, _ = read(text, machines={"rules"})
    assert [coding.status for coding in codings] == [PROPOSED, ACCEPTED]


def test_an_absent_file_is_a_fault_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no file"):
        read_codings(tmp_path / "none.csv", find_turn)


def test_what_is_written() -> None:
    codings = [
        coded(
            3, 0, 8, polarity="-", score=0.25, status=REJECTED, evidence=(Evidence("x", "y", 1),)
        ),
        coded(2, 0, 9),
    ]
    reads = [
        TurnRead("eva", "talk", 1, ("stuck",)),
        TurnRead("eva", "talk", 2),
        TurnRead("eva", "talk", 3, ()),
    ]
    assert written(codings, reads).splitlines() == [
        "transcript,turn,start,end,quote,code,polarity,coder,status,score,read_for,selection",
        "talk,1,,,,,,eva,,,stuck,",
        "talk,2,0,9,I’m stuck,stuck,+,eva,accepted,,,",
        "talk,3,0,8,'=SUM(A1),stuck,-,eva,rejected,0.25,-,",
    ]


TRICKY = st.text(st.one_of(st.sampled_from("=+-@\t\r\n'\",; a"), st.characters(codec="utf-8")))


@given(TRICKY)
def test_a_guarded_text_runs_no_formula_and_comes_back(text: str) -> None:
    alone = len(text) < 2  # a sign that stands alone is no formula, and + and - are polarities
    assert alone or not guard_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard_cell(guard_cell(text)) == text


@st.composite
def studies(draw: st.DrawFn) -> tuple[dict[tuple[str, int], Turn], list[Coding], list[TurnRead]]:
    """Transcripts with any text in them, codings anywhere in them, and turns read in vain."""
    coders = ["eva", "=eva", "'-eva", '@ eva, "e"']
    turns = {}
    for name in draw(st.lists(TRICKY.filter(str.strip), min_size=1, max_size=3, unique=True)):
        for position, text in enumerate(draw(st.lists(TRICKY, max_size=3)), 1):
            turns[name, position] = Turn(name, position, "someone", text)
    codings: dict[object, Coding] = {}
    for turn in [turn for turn in turns.values() if turn.text]:
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(turn.text) - 1))
            coding = Coding(
                Passage.cut(turn, start, draw(st.integers(start + 1, len(turn.text)))),
                draw(st.sampled_from(["stuck", "=alone"])),
                draw(st.sampled_from(coders)),
                draw(st.sampled_from("+-")),
                draw(st.none() | st.floats(0, 1)),
                draw(st.sampled_from(STATUSES)),
            )
            key = (turn, coding.passage.start, coding.passage.end, coding.code, coding.polarity)
            codings[*key, coding.coder] = coding
    asked = st.none() | st.lists(st.sampled_from(["stuck", "=alone"]), min_size=1, unique=True)
    reads = []
    for key in turns:
        codes = draw(asked)
        named = None if codes is None else tuple(codes)
        reads.append(TurnRead(draw(st.sampled_from(coders)), *key, named))
    return turns, list(codings.values()), reads


@given(st.none() | st.lists(TRICKY.map(str.strip).filter(bool), unique=True).map(tuple))
def test_the_codes_that_were_read_for_come_back(codes: tuple[str, ...] | None) -> None:
    if codes == (NOTHING,):
        return  # no code can have that id
    assert read_codes_cell(write_codes_cell(codes)) == codes


def _by_place(coding: Coding) -> tuple[object, ...]:
    return *coding.passage.turn.place, repr(coding)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(studies())
def test_what_is_written_is_read_again_exactly(
    tmp_path: Path, study: tuple[dict[tuple[str, int], Turn], list[Coding], list[TurnRead]]
) -> None:
    turns, codings, reads = study
    file = tmp_path / "round.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        write_codings(stream, codings, reads)
    again, coverage, problems = read_codings(file, lambda *key: turns.get(key))
    assert problems == []
    # A coding's repr does not say on which turn it is.
    assert sorted(again, key=_by_place) == sorted(codings, key=_by_place)
    known = {each[:3] for each in reads}
    coded = {(c.coder, c.passage.turn.transcript, c.passage.turn.position) for c in codings}
    assert set(coverage) == {TurnRead(*key) for key in coded - known} | set(reads)


@given(st.text(st.one_of(st.sampled_from("talk,;\"'\n\r2=-+ "), st.characters(codec="utf-8"))))
def test_no_text_makes_the_reader_fall(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    for head in ("", "transcript,turn,start,end,quote,code,score\ntalk,2,"):
        file.write_bytes((head + text).encode())
        read_codings(file, find_turn, coder="eva")


@pytest.mark.shared
def test_every_quote_of_the_gold_codings_is_found() -> None:
    gold = SHARED / "gold_codes"
    if not gold.exists():
        pytest.skip(f"there is no {gold}")
    turns = {}
    for line in (gold / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        unit = json.loads(line)
        key = unit["transcript_id"], unit["turn"]
        turns[key] = Turn(*key, "participant", unit["text"])
    codings, coverage, problems = read_codings(
        gold / "dev_codings.csv", lambda *key: turns.get(key)
    )
    with (gold / "dev_codings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert problems == []
    assert len(coverage) == len(turns) == 658
    assert [coding.passage.quote for coding in codings] == [
        row["quote"] for row in rows if row["code"]
    ]
