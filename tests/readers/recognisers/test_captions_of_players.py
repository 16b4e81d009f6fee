"""Captions of YouTube and of media players, and those that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from interviewkit.model import Turn
from interviewkit.readers.contract import FileReading

ReadText = Callable[..., FileReading]


def turns(reading: FileReading) -> tuple[Turn, ...]:
    (transcript,) = reading.transcripts
    return transcript.turns


EVENTS = [
    {"tStartMs": 0, "dDurationMs": 90000, "id": 1, "wpWinPosId": 1},
    {
        "tStartMs": 100,
        "dDurationMs": 4000,
        "segs": [{"utf8": "we"}, {"utf8": " grow", "tOffsetMs": 200}, {"utf8": " beans"}],
    },
    {"tStartMs": 1500, "dDurationMs": 2600, "aAppend": 1, "segs": [{"utf8": "\n"}]},
    {"tStartMs": 2000, "dDurationMs": 1000, "segs": [{"utf8": "in the\nyard"}]},
    {"tStartMs": 9000, "dDurationMs": 1000, "segs": [{"utf8": "that is all"}]},
]


@pytest.mark.parametrize("name", ["v.json", "v.en.json3"])
def test_youtubes_json_says_each_word_once_with_its_time(read: ReadText, name: str) -> None:
    reading = read(json.dumps({"wireMagic": "pb3", "events": EVENTS}), name)
    first, second = turns(reading)
    assert (first.text, first.start, first.end) == ("we grow beans in the yard", 0.1, 3.0)
    assert (second.text, second.start, second.end) == ("that is all", 9.0, 10.0)
    assert first.timing is not None
    assert not reading.aside


SRV1 = (
    '<?xml version="1.0" encoding="utf-8" ?><transcript>'
    '<text start="0.1" dur="4">we&amp;#39;ll grow beans</text>'
    '<text start="2" dur="1">in the yard</text><text start="9" dur="1">that is all</text>'
    "</transcript>"
)
SRV3 = (
    '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><head><pen id="1"/></head><body>'
    '<w t="0" id="1"/><p t="100" d="4000" w="1"><s>we\'ll</s><s t="200"> grow</s>'
    '<s t="400"> beans</s></p><p t="1500" d="2600" w="1" a="1">\n</p>'
    '<p t="2000" d="1000">in the yard</p><p t="9000" d="1000"><s>that</s><s t="300"> is all</s></p>'
    "</body></timedtext>"
)


@pytest.mark.parametrize(("text", "name"), [(SRV1, "v.xml"), (SRV1, "v.srv1"), (SRV3, "v.srv3")])
def test_youtubes_xml(read: ReadText, text: str, name: str) -> None:
    reading = read(text, name)
    first, second = turns(reading)
    assert (first.text, first.start, first.end) == ("we'll grow beans in the yard", 0.1, 3.0)
    assert (second.text, second.start, second.end) == ("that is all", 9.0, 10.0)
    assert not [problem for problem in reading.problems if "named" in problem.what][1:]


SAMI = """<SAMI>
<HEAD><TITLE>A yard</TITLE><STYLE TYPE="text/css"><!--
P { color: white; }
.ENCC {Name: English; lang: en-US;}
--></STYLE></HEAD>
<BODY>Words above
<SYNC Start=1000><P Class=ENCC>Mira: We grow beans<br>in the yard &amp; more.
<SYNC Start=3000><P Class=ENCC>&nbsp;
<SYNC Start=4000>
<P Class=ENCC>Tom: <i>And</i> peas?
<P Class=DECC>Und Erbsen?
<SYNC Start=5500><P Class=ENCC>Mira: No.
<SYNC><P Class=ENCC>Tom: Why?
</BODY></SAMI>
"""


def test_sami_without_closing_tags(read: ReadText) -> None:
    reading = read(SAMI, "talk.smi")
    assert [(turn.speaker, turn.text, turn.start, turn.end) for turn in turns(reading)] == [
        ("Mira", "We grow beans in the yard & more.", 1.0, 3.0),
        ("Tom", "And peas?", 4.0, 5.5),
        ("Mira", "No.", 5.5, None),
        ("Tom", "Why?", None, None),
    ]
    assert reading.transcripts[0].attributes == {"title": "A yard"}
    assert {each.text: each.line for each in reading.aside} == {
        "Und Erbsen?": 11,
        "Words above": 6,
    }


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        ("Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420 c8e5\n", "a.scc", "for a decoder"),
        ("{10}{60}We grow beans\n{70}{90}in the yard\n", "a.sub", "frames"),
        ("{10}{60}We grow beans\n{70}{90}in the yard\n", "a.txt", "frames"),
        (b"850STL25.01" + bytes(1013) + b"\x00\x01\xff", "a.stl", "EBU STL"),
    ],
)
def test_captions_that_cannot_be_read_say_what_they_are(
    read: ReadText, content: str | bytes, name: str, what: str
) -> None:
    reading = read(content, name)
    (problem,) = [each for each in reading.problems if each.fatal]
    assert what in problem.what
    assert ".srt" in problem.hint


@pytest.mark.parametrize(
    "inner",
    [
        "we grow<br/>beans",
        "<div>we grow</div> beans",
        "we <b>grow</b> beans",
        "<s>we <s>grow<br/>beans</s></s>",
    ],
)
def test_words_behind_and_within_other_elements_are_said(read: ReadText, inner: str) -> None:
    text = f'<?xml version="1.0"?><transcript><text start="0.1" dur="4">{inner}</text></transcript>'
    (turn,) = turns(read(text, "v.srv1"))
    assert turn.text == "we grow beans"


def test_a_comment_that_nothing_closes_hides_no_words(read: ReadText) -> None:
    talk = SAMI.replace("<SYNC Start=4000>", "<!--\n<SYNC Start=4000>")
    assert [turn.speaker for turn in turns(read(talk, "talk.smi"))] == [
        "Mira",
        "Tom",
        "Mira",
        "Tom",
    ]
