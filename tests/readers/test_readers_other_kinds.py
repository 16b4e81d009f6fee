"""Files of other programs: oTranscribe, TEI, NIST's scoring texts, and JSON that nests speakers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interviewkit.readers.contract import FileReading

TALK = (
    (0, 0.5, 3.0, "How was the week?"),
    (1, 3.5, 9.0, "Fine, very busy."),
    (1, 9.5, 12.0, "We had visitors."),
    (0, 62.0, 64.0, "And at home?"),
)
NAMES = ("Mira Lee", "Ivo Fern")
RIGHT = [
    ("Mira Lee", "How was the week?", 0.5),
    ("Ivo Fern", "Fine, very busy. We had visitors.", 3.5),
    ("Mira Lee", "And at home?", 62.0),
]


def turns(reading: FileReading) -> list[tuple[str, str, float | None]]:
    (transcript,) = reading.transcripts
    return [(t.speaker, " ".join(t.text.split()), t.start) for t in transcript.turns]


def words(said: str, start: float) -> list[tuple[str, float]]:
    return [(word, start + n / 10) for n, word in enumerate(said.split())]


# -- JSON ------------------------------------------------------------------------------------------

JSON: dict[str, Any] = {
    "the speaker around sentences": {
        "callTranscripts": [
            {
                "transcript": [
                    {
                        "speakerId": NAMES[who],
                        "sentences": [{"start": int(a * 1000), "end": int(b * 1000), "text": said}],
                    }
                    for who, a, b, said in TALK
                ]
            }
        ]
    },
    "a participant around words": [
        {
            "participant": {"id": who, "name": NAMES[who]},
            "words": [
                {"text": word, "start_timestamp": {"relative": at, "absolute": "2025-07-17"}}
                for word, at in words(said, a)
            ],
        }
        for who, a, _, said in TALK
    ],
    "segments with the id of a speaker": {
        "text": " ".join(said for *_, said in TALK),
        "segments": [
            {"start": a, "end": b, "text": f" {said}", "speaker_id": NAMES[who]}
            for who, a, b, said in TALK
        ],
    },
    "words as one text": {
        "blocks": [
            {"start_time": a, "speaker": {"name": NAMES[who]}, "words": said}
            for who, a, _, said in TALK
        ]
    },
    "bodies": {
        "version": "1.0.0",
        "segments": [
            {"speaker": NAMES[who], "startTime": a, "endTime": b, "body": said}
            for who, a, b, said in TALK
        ],
    },
}


@pytest.mark.parametrize("layout", JSON)
def test_speakers_are_found_where_json_nests_them(layout: str, read: Any) -> None:
    assert turns(read(json.dumps(JSON[layout]), "a.json")) == RIGHT


UNTIMED: dict[str, Any] = {
    "name and words": [{NAMES[who]: said} for who, _, _, said in TALK],
    "roles": {"messages": [{"role": NAMES[who], "content": said} for who, _, _, said in TALK]},
}


@pytest.mark.parametrize("layout", UNTIMED)
def test_json_of_chats_is_read(layout: str, read: Any) -> None:
    found = turns(read(json.dumps(UNTIMED[layout]), "a.json"))
    assert [turn[:2] for turn in found] == [turn[:2] for turn in RIGHT]


def test_lines_of_a_manifest_have_their_offsets(read: Any) -> None:
    rows = [
        {"audio_filepath": "a.wav", "offset": a, "duration": b - a, "text": said, "speaker": who}
        for who, a, b, said in ((NAMES[who], a, b, said) for who, a, b, said in TALK)
    ]
    assert turns(read("\n".join(map(json.dumps, rows)), "a.jsonl")) == RIGHT


# -- oTranscribe -----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["<p>{}</p>", "{}<br />", "<div>{}</div>"])
def test_otranscribe_has_times_and_a_recording(part: str, read: Any) -> None:
    stamp = '<span class="timestamp" contenteditable="false" data-timestamp="{a}">{m}</span>'
    page = "".join(
        part.format(
            stamp.format(a=a, m=f"{int(a) // 60:02}:{int(a) % 60:02}")
            + f"&nbsp;<b>{NAMES[who]}</b>: {said}"
        )
        for who, a, _, said in TALK
    )
    reading = read(json.dumps({"text": page, "media": "C/int1.mp3", "media-time": 5}), "a.otr")
    assert turns(reading) == [(who, said, float(int(at))) for who, said, at in RIGHT]
    assert reading.transcripts[0].attributes["recording"] == "int1.mp3"


@pytest.mark.parametrize("raw", ["{", '{"media": "a.mp3"}', "[]", '{"text": 3}'])
def test_a_damaged_otr_is_told(raw: str, read: Any) -> None:
    (problem,) = read(raw, "a.otr").problems
    assert problem.fatal
    assert "oTranscribe" in problem.what


# -- TEI -------------------------------------------------------------------------------------------

HEADER = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A talk</title>
</titleStmt></fileDesc><profileDesc><particDesc>
<person xml:id="P0"><persName>Mira Lee</persName></person>
<person xml:id="P1"><persName>Ivo <surname>Fern</surname></persName></person>
</particDesc></profileDesc></teiHeader><text>
"""
TIMELINE = '<timeline unit="s"><when xml:id="T0" absolute="00:00:00"/>{}</timeline>'.format(
    "".join(
        f'<when xml:id="A{n}" interval="{a}" since="#T0"/><when xml:id="B{n}" interval="{b}"'
        ' since="#T0"/>'
        for n, (_, a, b, _) in enumerate(TALK)
    )
)


def tei_words(said: str) -> str:
    marked = said.replace(",", "</w><pc>,</pc><w>").replace("?", "</w><pc>?</pc>")
    marked = marked.replace(".", "</w><pc>.</pc>").replace(" ", "</w><w>")
    return f"<w>{marked}".replace("<w></w>", "")


TEI = {
    "blocks over a timeline": "<annotationBlock who='#P{w}' start='#A{n}' end='#B{n}'><u>{x}</u>"
    "<spanGrp type='pos'><span>NN</span></spanGrp></annotationBlock>",
    "utterances over a timeline": "<u who='#P{w}' start='#A{n}' end='#B{n}'>{s}</u>",
    "segments with clocks": "<u who='#P{w}'><seg begin='{a}' end='{b}'>{s}</seg></u>",
}


@pytest.mark.parametrize("layout", TEI)
@pytest.mark.parametrize("name", ["a.xml", "a.tei"])
def test_tei_says_who_and_when(layout: str, name: str, read: Any) -> None:
    said = "\n".join(
        TEI[layout].format(w=who, n=n, a=a, b=b, s=text, x=tei_words(text))
        for n, (who, a, b, text) in enumerate(TALK)
    )
    assert turns(read(f"{HEADER}{TIMELINE}<body>{said}</body></text></TEI>", name)) == RIGHT


def test_speeches_of_tei_name_their_speaker(read: Any) -> None:
    said = "".join(f"<sp><speaker>{NAMES[w]}</speaker><p>{s}</p></sp>" for w, _, _, s in TALK)
    found = turns(read(f"{HEADER}<body>{said}</body></text></TEI>", "a.xml"))
    assert [turn[:2] for turn in found] == [turn[:2] for turn in RIGHT]


def test_what_tei_tells_of_speech_is_set_aside(read: Any) -> None:
    body = (
        "<u who='#P0'>Well <pause/><vocal><desc>laughs</desc></vocal><unclear>maybe</unclear>"
        " so<note>checked twice</note>.</u><u who='#P1'>Yes.</u><u who='#P0'>No.</u>"
    )
    reading = read(f"{HEADER}<body>{body}</body></text></TEI>", "a.xml")
    assert turns(reading)[0][1] == "Well maybe so."
    assert [each.text for each in reading.aside] == ["laughs", "checked twice"]


def test_tei_without_speech_is_told(read: Any) -> None:
    (problem,) = read(f"{HEADER}<body><p>A poem.</p></body></text></TEI>", "a.xml").problems
    assert "without utterances" in problem.what


# -- texts by which recognisers are scored ---------------------------------------------------------


def test_stm_has_speakers_and_times(read: Any) -> None:
    rows = [f"a 1 {NAMES[w].replace(' ', '_')} {a} {b} <o,f0,male> {s}" for w, a, b, s in TALK]
    reading = read(";; a comment\n" + "\n".join(rows), "a.stm")
    right = [(who.replace(" ", "_"), said, at) for who, said, at in RIGHT]
    assert turns(reading) == right
    assert [each.text for each in reading.aside] == [";; a comment"]


def test_ctm_has_a_word_a_line(read: Any) -> None:
    rows = [f"a 1 {at:.2f} 0.10 {word} 0.9" for _, a, _, s in TALK for word, at in words(s, a)]
    said = " ".join(text for _, text, _ in turns(read("\n".join(rows), "a.ctm")))
    assert said == " ".join(s for *_, s in TALK)


def test_rttm_holds_no_words(read: Any) -> None:
    rows = [f"SPEAKER a 1 {a} {b - a} <NA> <NA> S{w} <NA> <NA>" for w, a, b, _ in TALK]
    (problem,) = read("\n".join(rows), "a.rttm").problems
    assert "no words" in problem.what
