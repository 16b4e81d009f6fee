"""Captions and texts beside JSON: .sbv, TTML, LRC, SubStation, Whisper's .tsv, noScribe, aTrain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewkit.model import Transcript
from interviewkit.model.passage_time import find_passage_time
from interviewkit.readers.contract import FileReading

ReadText = Callable[..., FileReading]

SBV = """0:00:01.000,0:00:03.000
Ana: How was the week?

0:00:03.000,0:00:05.500
Ben: Fine, very busy.
We had visitors.

0:00:06.000,0:00:07.000
Ana: And at home?
"""
TTML = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
    xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" xml:lang="en">
 <head><metadata>
  <ttm:agent xml:id="a1" type="person"><ttm:name type="full">Ana</ttm:name></ttm:agent>
  <ttm:agent xml:id="a2" type="person"><ttm:name type="full">Ben</ttm:name></ttm:agent>
 </metadata></head>
 <body><div begin="1s">
  <p begin="00:00:00.000" end="00:00:03.000" ttm:agent="a1">How was the week?</p>
  <p begin="2000ms" end="00:00:05:12" ttm:agent="a2">Fine, very busy.<br/>
    We <span>had</span> visitors &amp; more.</p>
  <p begin="00:00:05" dur="1s" ttm:agent="a1">And at home?</p>
 </div></body>
</tt>
"""
LRC = """[ti:An interview]
[by:a tool]
[00:01.00]Ana: How was the week?
[00:03.00]Ben: Fine, <00:04.00>very <00:04.50>busy. We had visitors.
[00:06.00]Ana: And at home?
"""
ASS = """[Script Info]
Title: An interview

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:03.00,Default,Ana,0,0,0,,How was {\\i1}the{\\i0} week?
Comment: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,check this
Dialogue: 0,0:00:03.00,0:00:05.50,Default,Ben,0,0,0,,Fine, very busy.\\NWe had visitors.
Dialogue: 0,0:00:06.00,0:00:07.00,Default,Ana,0,0,0,,And at home?
"""
TSV = (
    "start\tend\ttext\n1000\t3000\tHow was the week?\n"
    "3000\t5500\tFine, very busy. We had visitors.\n6000\t7000\tAnd at home?\n"
)
NOSCRIBE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN" "http://www.w3.org/TR/REC-html40/strict.dtd">
<html >
<head >
<meta charset="UTF-8" />
<meta name="qrichtext" content="1" />
<meta name="audio_source" content="C:/rec/one.m4a" /></head>
<body style="font-family: 'Arial'" >
<div class="WordSection1" ><p style="font-weight: 600" >one</p>
<p ><span style="color: #909090" >Transcribed with noScribe vers. 0.7<br />Audio file: a</span></p>
<p ></p>
<p ><a name="ts_1000_3000_S00" >S00: <span >[00:00:01]</span> How was the week?</a></p>
<p><a name="ts_3000_4000_S01" ><span>Ben </span></a><a name="ts_3000_4000_S01" >[00:00:03]</a><a
 name="ts_3000_4000_S01" >: Fine, very busy.</a><a name="ts_4000_5500_S01" > We had
 visitors.</a></p>
<p><a name="ts_4800_5100_S00" >//S00: Oh?//</a></p>
<p><a name="ts_6000_7000_S01" >More &amp; more.</a></p></div></body>
</html>
"""
ATRAIN = """Transcription for one.mp3

SPEAKER_00
[00:00:01] - How was the week?

SPEAKER_01
[00:00:03] - Fine, very busy.
[00:00:05] - We had visitors.

SPEAKER_00
[00:00:06] - And at home?
"""
ATRAIN_MAXQDA = (
    "Transcription for one.mp3\n\nSPEAKER_00\n[00:00:01] - How was the week? \n\nSPEAKER_01\n"
    "[00:00:03] - Fine, very busy. [00:00:05] - We had visitors. \n\nSPEAKER_00\n"
    "[00:00:06] - And at home? "
)
SPEECHMATICS = "SPEAKER: S1\nHow was the week?\n\nSPEAKER: S2\nFine, very busy. We had visitors.\n"

SAID = ["How was the week?", "Fine, very busy. We had visitors.", "And at home?"]


def one(reading: FileReading) -> Transcript:
    (transcript,) = reading.transcripts
    return transcript


def told(reading: FileReading) -> str:
    return " | ".join(problem.what for problem in reading.problems)


@pytest.mark.parametrize(
    ("text", "name", "reader"),
    [
        (SBV, "talk.sbv", "sbv"),
        (LRC, "talk.lrc", "lrc"),
        (ASS, "talk.ass", "substation"),
    ],
)
def test_captions_of_other_kinds_are_captions(
    text: str, name: str, reader: str, read: ReadText
) -> None:
    for called in (name, "talk.txt"):
        reading = read(text, called)
        assert reading.reader == reader
        turns = one(reading).turns
        assert [(turn.speaker, turn.text) for turn in turns] == [
            *zip(["Ana", "Ben", "Ana"], SAID, strict=True)
        ]
        assert [turn.start for turn in turns] == [1.0, 3.0, 6.0]


def test_timed_text_knows_its_clocks_and_agents(read: ReadText) -> None:
    reading = read(TTML, "talk.ttml")
    turns = one(reading).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        ("Ana", "How was the week?"),
        ("Ben", "Fine, very busy. We had visitors & more."),
        ("Ana", "And at home?"),
    ]
    assert [(turn.start, turn.end) for turn in turns] == [(1.0, 4.0), (3.0, 6.48), (6.0, 7.0)]
    assert read(TTML, "talk.xml").reader == "ttml"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<tt", "it cannot be read as XML"),
        (
            '<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "x">]><tt><p begin="1s">&a;</p></tt>',
            "it declares XML entities",
        ),
    ],
)
def test_hostile_xml_is_refused(text: str, why: str, read: ReadText) -> None:
    (problem,) = read(text, "talk.ttml").problems
    assert problem.fatal
    assert why in problem.what


def test_broken_xml_is_read_as_far_as_it_goes(read: ReadText) -> None:
    at = TTML.index("Fine, very")
    reading = read(TTML[:at], "talk.ttml")
    assert [turn.text for turn in one(reading).turns] == ["How was the week?"]
    assert "the file is damaged here (no element found); what stands above was read" in told(
        reading
    )


def test_whispers_table_counts_milliseconds(read: ReadText) -> None:
    reading = read(TSV, "talk.tsv")
    assert reading.reader == "whisper_tsv"
    (turn,) = one(reading).turns  # nobody is named, and no silence is long
    assert turn.text == " ".join(SAID)
    assert (turn.start, turn.end) == (1.0, 7.0)
    at = turn.text.index("Fine")
    assert find_passage_time(turn, at, at + len(SAID[1]))[:2] == (3.0, 5.5)


def test_fractions_in_whispers_table_are_seconds(read: ReadText) -> None:
    (talk,) = read("start\tend\ttext\n0.0\t1.5\tWe waited.\n", "talk.tsv").transcripts
    assert [(turn.start, turn.end) for turn in talk.turns] == [(0.0, 1.5)]


def test_noscribe_keeps_names_overlaps_and_anchors(read: ReadText) -> None:
    reading = read(NOSCRIBE, "talk.html")
    assert reading.reader == "noscribe"
    turns = one(reading).turns
    assert [(turn.speaker, turn.text, turn.start, turn.end) for turn in turns] == [
        ("S00", "How was the week?", 1.0, 3.0),
        ("Ben", "Fine, very busy. We had visitors.", 3.0, 5.5),
        ("S00", "Oh?", 4.8, 5.1),
        ("Ben", "More & more.", 6.0, 7.0),
    ]
    at = turns[1].text.index("We had")
    assert find_passage_time(turns[1], at, at + 16)[:2] == (4.0, 5.5)
    assert one(reading).attributes["recording"] == "one.m4a"
    assert "Transcribed with noScribe" in told(reading)


@pytest.mark.parametrize("text", [ATRAIN, ATRAIN_MAXQDA, "\n \n" + ATRAIN])
def test_atrain_names_stand_above_times(text: str, read: ReadText) -> None:
    reading = read(text)
    turns = one(reading).turns
    assert reading.reader == "atrain"
    assert [(turn.speaker, turn.text) for turn in turns] == [
        *zip(["SPEAKER_00", "SPEAKER_01", "SPEAKER_00"], SAID, strict=True)
    ]
    assert [turn.start for turn in turns] == [1.0, 3.0, 6.0]
    at = turns[1].text.index("We had")
    assert find_passage_time(turns[1], at, at + 6).start == 5.0


@pytest.mark.parametrize("margin", ["", "  "])
def test_speechmatics_text_names_its_speakers(margin: str, read: ReadText) -> None:
    turns = one(read("".join(margin + line for line in SPEECHMATICS.splitlines(True)))).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [("S1", SAID[0]), ("S2", SAID[1])]


def test_words_above_the_first_name_of_speechmatics_are_kept(read: ReadText) -> None:
    readers = {"*.txt": "speechmatics_text"}
    turns = one(read(f"Part two of the talk\n{SPEECHMATICS}", readers=readers)).turns
    assert (turns[0].speaker, turns[0].text) == ("Unknown speaker", "Part two of the talk")


def test_blank_lines_above_the_head_of_whispers_table_are_no_head(read: ReadText) -> None:
    (turn,) = one(read(f"\n\n{TSV}", "talk.tsv")).turns
    assert (turn.text, turn.start, turn.end) == (" ".join(SAID), 1.0, 7.0)


@pytest.mark.parametrize("margin", ["", "  "])
def test_tags_of_lrc_are_told(margin: str, read: ReadText) -> None:
    reading = read("".join(margin + line for line in LRC.splitlines(True)))
    assert reading.reader == "lrc"
    assert "[ti:An interview]" in told(reading)
    assert [turn.text for turn in one(reading).turns] == SAID


@pytest.mark.parametrize("text", ["", "0:00:01.000,0:00:02.000\n"])
def test_captions_without_words_are_refused(text: str, read: ReadText) -> None:
    reading = read(text or "\n", "talk.sbv")
    assert not reading.transcripts
    assert any(problem.fatal for problem in reading.problems)
