"""Times that tools write into texts: read, and no part of what is said."""

from __future__ import annotations

from typing import Any

import pytest

from interviewkit.readers.contract import FileReading
from interviewkit.readers.times import parse_date

NAMES = ("Mira Lee", "Ivo Fern", "Mira Lee", "Ivo Fern")
SAID = ("How was the week?", "Fine, very busy.", "And at home?", "Quiet.")

BEGINS = {
    "before": "[00:00:0{i}] {n}: {s}\n",
    "before, bare": "00:00:0{i} {n}: {s}\n\n",
    "before, dash": "00:0{i} - {n}: {s}\n",
    "before, f4": "#00:00:0{i}-0# {n}: {s}\n",
    "before, braces": "{{00:0{i}}} {n}: {s}\n",
    "before, chevrons": "<00:0{i}> {n}: {s}\n",
    "before, round": "(00:0{i}) {n}: {s}\n",
    "sonix": "{n}: [00:00:0{i}] {s}\n\n",
    "behind, round": "{n}: (00:0{i}) {s}\n\n",
    "trint": "{n} [00:00:0{i}] {s}\n\n",
    "trint, alone": "{n}: [00:00:0{i}]\n{s}\n\n",
    "rev": "{n} (00:0{i}):\n{s}\n\n",
    "temi": "{n} (00:0{i}): {s}\n\n",
    "otter": "{n}  0:0{i}  \n{s}\n\n",
    "happy scribe": "[00:00:0{i}.000] - {n}\n{s}\n\n",
    "word": "00:00:0{i} {n}\n{s}\n",
    "fireflies": "{n} - 00:0{i}\n{s}\n\n",
    "tl;dv": "{n}\n00:0{i}\n{s}\n\n",
    "descript": "[00:00:0{i}] **{n}:** {s}\n\n",
    "zoom chat": "00:00:0{i}\t{n}:\t{s}\n",
    "teams": "{n}   0:0{i}   {s}\n",
    "nvivo": "{n}:\t00:00:0{i}\n{s}\n",
    "heading": "### {n} [00:0{i}]\n\n{s}\n\n",
    "a word within": "[Time: 00:00:0{i}] {n}: {s}\n",
    "tabs, with a colon": "{n}:\t00:0{i}\t{s}\n",
    "above": "00:0{i}\n{n}: {s}\n\n",
}
RANGES = {
    "whisper": "[00:0{i}.000 --> 00:0{i}.500]  {n}: {s}\n",
    "atrain": "[00:00:0{i} - 00:00:0{i}.500] {n}: {s}\n",
    "faster whisper": "[{i}.00s -> {i}.50s] {n}: {s}\n",
    "bare": "00:00:0{i}.000 --> 00:00:0{i}.500 {n}: {s}\n",
    "teams, old": "0:0:{i}.0 --> 0:0:{i}.500\n{n}\n{s}\n\n",
    "teams, old, close": "0:0:{i}.0 --> 0:0:{i}.500\n{n}\n{s}\n",
    "elan": "{n}\t00:00:0{i}.000\t00:00:0{i}.500\t{s}\n",
    "audacity": "{i}.000000\t{i}.500000\t{n}: {s}\n",
    "arrow": "(00:0{i}.0 → 00:0{i}.5) {n}: {s}\n",
}
ENDS = {
    "f4": "{n}: {s} #00:00:0{i}-0#\n\n",
    "f4, close": "{n}: {s} #00:00:0{i}-0#\n",
    "f4, whole seconds": "{n}: {s} #00:00:0{i}#\n",
    "square": "{n}: {s} [00:00:0{i}]\n\n",
    "minutes": "{n}: {s} (Min. 0:0{i})\n\n",
    "round": "{n}: {s} (00:0{i})\n\n",
    "bare": "{n}: {s} and so on 00:00:0{i}\n\n",
    "own line": "### {n}\n{s} #00:00:0{i}-0#\n\n",
}


def text_of(layout: str) -> str:
    pairs = enumerate(zip(NAMES, SAID, strict=True), 1)
    return "".join(layout.format(n=n, s=s, i=i) for i, (n, s) in pairs)


def turns(reading: FileReading) -> list[tuple[str, str, float | None, float | None]]:
    (transcript,) = reading.transcripts
    return [(t.speaker, t.text, t.start, t.end) for t in transcript.turns]


def expected(begin: float | None, end: float | None) -> list[Any]:
    return [
        (n, s, None if begin is None else i + begin, None if end is None else i + end)
        for i, (n, s) in enumerate(zip(NAMES, SAID, strict=True), 1)
    ]


@pytest.mark.parametrize("layout", BEGINS)
def test_a_time_beside_a_label_begins_its_turn(read: Any, layout: str) -> None:
    assert turns(read(text_of(BEGINS[layout]))) == expected(0, None)


@pytest.mark.parametrize("layout", RANGES)
def test_a_range_begins_and_ends_its_turn(read: Any, layout: str) -> None:
    assert turns(read(text_of(RANGES[layout]))) == expected(0, 0.5)


@pytest.mark.parametrize("layout", ENDS)
def test_a_time_behind_the_words_ends_its_turn(read: Any, layout: str) -> None:
    right = [(n, s.removesuffix(" and so on"), *t) for n, s, *t in expected(None, 0)]
    found = turns(read(text_of(ENDS[layout])))
    assert [(n, s.removesuffix(" and so on"), *t) for n, s, *t in found] == right


def test_tenths_of_f4_are_tenths(read: Any) -> None:
    found = turns(read("#00:00:00-3# I: Wie?\n#00:01:05-7# B: Gut.\n#00:02:00-3# I: Ja?\n"))
    assert [start for _, _, start, _ in found] == [0.3, 65.7, 120.3]


def test_a_time_within_a_paragraph_is_no_word(read: Any) -> None:
    text = "I: Wie?\nB: Gut, #00:00:05-1# sehr [00:07] gut {00:08}.\nI: Ja.\nB: So.\n"
    assert turns(read(text))[1][1] == "Gut, sehr gut."


def test_joined_paragraphs_end_with_the_last_time(read: Any) -> None:
    text = "I: Wie?\n\nB: Gut. #00:00:05-0#\n\nSehr gut. #00:00:09-5#\n\nI: Ja. #00:00:11-0#\n"
    assert turns(read(text))[1] == ("B", "Gut.\nSehr gut.", None, 9.5)


def test_ranges_without_names_are_pieces_with_times(read: Any) -> None:
    text = "[00:00.000 --> 00:03.440]  Yes\n[00:03.440 --> 00:04.840]  No\n" * 2
    assert [turn[1:] for turn in turns(read(text))][:2] == [("Yes", 0.0, 3.44), ("No", 3.44, 4.84)]
    assert {turn[0] for turn in turns(read(text))} == {"Unknown speaker"}


def test_a_time_of_the_day_is_no_time_of_the_recording(read: Any) -> None:
    text = "[9:03 AM] Ana Lee\nHow?\n[9:04 AM] Ben Ho\nFine.\n[9:05 AM] Ana Lee\nHm?\n"
    assert turns(read(text))[:2] == [
        ("Ana Lee", "How?", None, None),
        ("Ben Ho", "Fine.", None, None),
    ]


@pytest.mark.parametrize(
    "speech",
    [
        "At 12:30 we left.",
        "12:30 we left, (13:45) and came back at 14:00",
        "See John (3:16) for that.",
        "10:30",
        "10:30 or 11:15",
        "from 9:00 to 10:00",
        "[inaudible 00:12:33] it was",
        "a 2:1 majority, 75:99",
        "#metoo in 2017",
    ],
)
def test_times_that_are_said_stay(read: Any, speech: str) -> None:
    text = f"Ana: When?\nBen: {speech}\nAna: And then?\nBen: Home.\n"
    assert turns(read(text))[1][1] == speech


@pytest.mark.parametrize("measure", ["hours", "percent", "Stunden"])
def test_what_is_measured_at_the_head_of_lines_is_said(read: Any, measure: str) -> None:
    lines = [f"{n}.5 {measure.lower()} for this and that." for n in range(1, 9, 2)]
    ((_, text, start, _),) = turns(read("\n".join(lines)))
    assert (text.split("\n"), start) == (lines, None)


def test_times_left_in_speech_are_told(read: Any) -> None:
    text = "".join(f"Ana: One and 00:0{i}:01 two.\nBen: Three.\n" for i in range(4))
    (told,) = [p for p in read(text).problems if "looks like times" in p.what]
    assert "'00:00:01' (line 1)" in told.what


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Thu, Mar 20, 2025 3:01PM", "2025-03-20"),
        ("17.09.2025", "2025-09-17"),
        ("Donnerstag, 20. März 2025", "2025-03-20"),
        ("4 de marzo de 2025", "2025-03-04"),
        ("1er août 2024", "2024-08-01"),
        ("03/04/2025", ""),
        ("Well, I went there", ""),
    ],
)
def test_dates_as_heads_write_them(text: str, iso: str) -> None:
    assert parse_date(text) == iso


CUT = {
    "premiere": "00:00:0{i}:00 - 00:00:0{i}:12\n{n}\n{s}\n\n",
    "arrow": "00:00:0{i}.000 --> 00:00:0{i}.900\n{n}\n{s}\n\n",
    "audacity": "{i}.000\t{i}.900\t{n}\t{s}\n",
}


@pytest.mark.parametrize("line", CUT.values(), ids=CUT)
def test_who_is_timed_again_and_again_is_one(line: str, read: Any) -> None:
    who = ["Ana Li"] * 3 + ["Ben Mo"] * 3 + ["Ana Li"] * 2
    rows = enumerate(zip(who, ["We waited.", "And then?"] * 4, strict=True))
    found = read("".join(line.format(i=i, n=n, s=s) for i, (n, s) in rows))
    (talk,) = found.transcripts
    assert [(turn.speaker, turn.start) for turn in talk.turns] == [
        ("Ana Li", 0.0),
        ("Ben Mo", 3.0),
        ("Ana Li", 6.0),
    ]
    assert not any("Ana" in turn.text or "Ben" in turn.text for turn in talk.turns)


@pytest.mark.parametrize("line", ["{n}: ({t})\n{s}\n\n", "{n}: {s} ({t})\n\n", "{n}: {s}\t{t}\n"])
def test_short_turns_within_a_second_have_the_same_time(line: str, read: Any) -> None:
    times = ["00:01", "00:04", "00:04", "00:09"]
    said = ("How was it, in a few words?", "It was fine and we waited.", "Yes, I know that it is.")
    rows = zip(("Ana", "Ben", "Ana", "Ben"), times, (*said, "So it goes for us."), strict=True)
    found = read("".join(line.format(n=n, t=t, s=s) for n, t, s in rows))
    (talk,) = found.transcripts
    assert [turn.start or turn.end for turn in talk.turns] == [1.0, 4.0, 4.0, 9.0]
    assert [turn.text for turn in talk.turns] == [*said, "So it goes for us."]
