"""Words where a format has none: each is told, whatever the file is otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import FileReading
from interviewkit.readers.files import read_file

EAF = """<?xml version="1.0"?><ANNOTATION_DOCUMENT><HEADER/><TIME_ORDER>
<TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="900"/>
</TIME_ORDER><TIER TIER_ID="Ana"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="1"
 TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>It is <b>sound</b> here.</ANNOTATION_VALUE>
</ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ANNOTATION_VALUE>Odd words.</ANNOTATION_VALUE></ANNOTATION></TIER>
</ANNOTATION_DOCUMENT>"""
EXB = """<?xml version="1.0"?><basic-transcription><head><meta-information>
<project-name>Ours</project-name></meta-information><speakertable>
<speaker id="S"><abbreviation>ANA</abbreviation></speaker></speakertable></head><basic-body>
<common-timeline><tli id="T0"/><tli id="T1"/></common-timeline>
<tier speaker="S" type="t"><event start="T0" end="T1">It is sound here.</event>
<x><event start="T0" end="T1">Odd words.</event></x></tier></basic-body></basic-transcription>"""
NAMED = EXB.replace("<x><event", "<x/><event").replace("</event></x>", "</event>")
NAMED = NAMED.replace('<event start="T0" end="T1">Odd words.</event>', "").replace(
    "</abbreviation>", '<event start="T0" end="T1">Odd words.</event></abbreviation>'
)
EXS = """<?xml version="1.0"?><segmented-transcription><head><speakertable>
<speaker id="S"><abbreviation>ANA</abbreviation></speaker></speakertable></head><segmented-body>
<segmented-tier speaker="S" type="t"><segmentation name="Event"><ts n="sc" s="T0" e="T1">
<ts n="e" s="T0" e="T1">It is sound here. Odd words.</ts></ts></segmentation>
<segmentation name="Utterance_Word"><ts n="sc" s="T0" e="T1"><ts n="u" s="T0" e="T1">
<ts n="w">It</ts><nts> </nts>is sound <ts n="w">here</ts><nts>.</nts></ts></ts></segmentation>
<annotation name="a"><ta s="T0" e="T1">a gloss</ta></annotation></segmented-tier>
</segmented-body></segmented-transcription>"""
FLK = """<?xml version="1.0"?><folker-transcription><speakers><speaker speaker-id="A"><name>Ana Berg
</name></speaker></speakers><timeline><timepoint timepoint-id="T" absolute-time="0"/></timeline>
<contribution speaker-reference="A" start-reference="T"><unparsed>It is <br/> sound here.</unparsed>
</contribution><x><unparsed>Odd words.</unparsed></x></folker-transcription>"""
TRS = """<?xml version="1.0"?><Trans><Speakers><Speaker id="s" name="Ana"/></Speakers><Episode>
<Section><Turn speaker="s" startTime="0" endTime="1"><Sync time="0"/>It is sound here.</Turn>
<Sync time="1">Odd words.</Sync></Section></Episode></Trans>"""
MARKED = TRS.replace('<Sync time="1">Odd words.</Sync>', "").replace(
    '<Sync time="0"/>', '<Sync time="0">Odd words.</Sync>'
)
TTML = """<tt xmlns="http://www.w3.org/ns/ttml"><head><metadata><title>T</title></metadata></head>
<body><div>Odd words.<p begin="1s" end="2s">Ana: It is <p>sound</p> here.</p></div></body></tt>"""
GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n2\n<exists>\n1\n'
COMMENTED = GRID + '"IntervalTier"\n"Ana"\n0\n2\n1\n0\n2 ! Odd words.\n"It is sound here."\n'
UNQUOTED = GRID + '"IntervalTier"\n"Ana"\n0\n2\n1\n0\n2\n"It is sound here."\nOdd words.\n'
ABOVE = GRID + '"Odd words."\n"IntervalTier"\n"Ana"\n0\n2\n1\n0\n2\n"It is sound here."\n'
LEFT = (
    GRID.replace("\n1\n", "\n2\n") + '"IntervalTier"\n"Ana"\n0\n2\n1\n0\n2\n"It is sound here."\n'
)
LEFT += '"IntervalTier"\n"Odd words. And some more of them as a name\n'
CHA = """@UTF8
@Begin
@Participants:\tANA Ana Adult
*ANA:\tIt is sound here. \x150_Odd words.\x15
@End
"""
ASS = """[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:00.00,0:00:01.00,Default,Ana,0,0,0,,It is sound here.
"""
INQ = "app=InqScribe\ntext=Ana: It is sound here.\\rBen: Yes.\\r\n"
NOSCRIBE = """<!DOCTYPE html><html><head><meta name="audio_source" content="a.m4a"/>{}
<body><p><a name="ts_1000_3000_S00">Ana: It is sound here.</a></p></body></html>"""


def read(folder: Path, name: str, text: str) -> FileReading:
    (folder / name).write_text(text, "utf-8")
    return read_file(folder / name, root=folder, settings=TranscriptSettings())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.eaf", EAF),
        ("a.exb", EXB),
        ("named.exb", NAMED),
        ("a.exs", EXS),
        ("a.flk", FLK),
        ("a.trs", TRS),
        ("marked.trs", MARKED),
        ("a.ttml", TTML),
        ("commented.textgrid", COMMENTED),
        ("unquoted.textgrid", UNQUOTED),
        ("above.textgrid", ABOVE),
        ("left.textgrid", LEFT),
        ("a.cha", CHA),
        ("key.ass", ASS + "Dialog: Odd words.\n"),
        ("line.ass", ASS + "Odd words.\n"),
        (
            "margin.ass",
            ASS + "Dialogue: 0,0:00:02.00,0:00:03.00,Default,Ana,0,Odd words.,0,,Yes.\n",
        ),
        ("format.ass", ASS + "Format: Layer, Odd words.\n"),
        ("fields.ass", ASS + "Format: Text, Odd words. And some more of them\n"),
        (
            "style.ass",
            ASS + "Dialogue: 0,0:00:02.00,0:00:03.00,Odd words. And some more,Ana,0,0,0,,Yes\n",
        ),
        ("setting.ass", ASS + "Timer: Odd words. And some more of them\n"),
        ("a.inqscr", INQ + "title=Odd words. And some more of them.\n"),
        ("a.html", NOSCRIBE.format("<title>Odd words.</title></head>")),
    ],
)
def test_words_outside_of_speech_are_told(tmp_path: Path, name: str, text: str) -> None:
    reading = read(tmp_path, name, text)
    said = " ".join(turn.text for talk in reading.transcripts for turn in talk.turns)
    assert "It is sound here." in said
    assert "Odd words." not in said
    assert any("Odd words." in each.text for each in reading.aside)
    assert any("Odd words." in each.what for each in reading.problems)


def test_what_is_about_a_file_is_not_told(tmp_path: Path) -> None:
    told = str([read(tmp_path, name, text).problems for name, text in {"a.exb": EXB, "a.flk": FLK,
                "a.eaf": EAF}.items()])  # fmt: skip
    for name in ("Ours", "ANA", "Berg"):
        assert name not in told


def test_glosses_of_an_exs_are_told_as_such(tmp_path: Path) -> None:
    (told,) = [each for each in read(tmp_path, "a.exs", EXS).aside if "gloss" in each.text]
    assert told.why == "annotations of what is said"


def test_a_transcript_goes_on_behind_a_line_end(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.inqscr", INQ + "Ana: More words.\ntext=Ben: Again.\n")
    said = [turn.text for turn in reading.transcripts[0].turns]
    assert said == ["It is sound here.", "Yes.", "More words.", "Again."]


def test_no_head_hides_a_paragraph(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.html", NOSCRIBE.format("<title>"))
    assert [turn.text for turn in reading.transcripts[0].turns] == ["It is sound here."]


VTT = """WEBVTT

00:01.000 --> 00:02.000
<v Ana>It is sound here.

00:02.000 --> 00:03.000
<v Ben>Yes.
"""


SAID = "Odd words. And some more"


@pytest.mark.parametrize(
    "head",
    [
        f"WEBVTT Kind: captions {SAID}",
        f"WEBVTT - {SAID}",
        f"WEBVTT\nBen: {SAID}",
        "WEBVTT</v><v Ana>Odd words.",
    ],
)
def test_words_beside_the_head_of_captions_are_told(tmp_path: Path, head: str) -> None:
    reading = read(tmp_path, "a.vtt", VTT.replace("WEBVTT", head))
    assert any("Odd words." in each.text for each in reading.aside)
    titled = (
        "WEBVTT - Talk with Ana\nKind: captions\nLanguage: en\n\nNOTE\nTyped by Ben Berg in June"
    )
    titled += "\n\nSTYLE\n::cue { background-image: linear-gradient(to bottom, dimgray, blue) }"
    assert read(tmp_path, "b.vtt", VTT.replace("WEBVTT", titled)).aside == ()


@pytest.mark.parametrize("setting", ["align:start", "line:-1", "position:50%,line-left", "X1:40",
                                     "region:fred", "vertical: rl", "size:80.5%"])  # fmt: skip
def test_only_settings_are_settings(tmp_path: Path, setting: str) -> None:
    timed = VTT.replace("00:02.000\n", f"00:02.000 {setting}\n")
    assert read(tmp_path, "a.vtt", timed).transcripts == read(tmp_path, "a.vtt", VTT).transcripts
    odd = VTT.replace("00:02.000\n", "00:02.000 align: Odd words.\n")
    said = [turn.text for turn in read(tmp_path, "a.vtt", odd).transcripts[0].turns]
    assert any("Odd words." in text for text in said)


@pytest.mark.parametrize("head", ["WEBVTT 00 --> 00:01", "WEBVTT\n\nNOTE x"])
def test_words_below_a_broken_time_are_told(tmp_path: Path, head: str) -> None:
    reading = read(tmp_path, "a.vtt", VTT.replace("WEBVTT", f"{head}\n<v Ana>Odd words."))
    assert any("Odd words." in each.text for each in reading.aside)
    assert read(tmp_path, "b.vtt", VTT).aside == ()


def test_headings_that_are_sentences_are_told(tmp_path: Path) -> None:
    rows = (
        "talk\t1\tAna\tIt is sound here.\ntalk\t2\tBen\tYes, it is so.\ntalk\t3\tAna\tAnd so on.\n"
    )
    said = "Odd words. And " + "some more of them " * 4
    for head in (f"transcript\tturn\tsp\t{said}\n", f"transcript\tturn\tspeaker\ttext\t{said}\n"):
        reading = read(tmp_path, "a.tsv", head + rows)
        assert any(said.strip() in each.text for each in reading.aside)


@pytest.mark.parametrize("head", ["transcript\tturn\tspeaker\ttext\todd words and more",
                                  "transcript\tturn\tsp\todd words and more"])  # fmt: skip
def test_headings_that_name_nothing_are_told(tmp_path: Path, head: str) -> None:
    rows = (
        "talk\t1\tAna\tIt is sound here.\ntalk\t2\tBen\tYes, it is so.\ntalk\t3\tAna\tAnd so on.\n"
    )
    reading = read(tmp_path, "a.tsv", f"{head}\n{rows}")
    assert [each.text for each in reading.aside] == ["odd words and more"]
    asked = "transcript\tturn\tspeaker\ttext\twhat do you say\n"
    told = read(tmp_path, "b.tsv", asked + rows.replace("\n", "\tso\n")).aside
    assert "what do you say" not in [each.text for each in told]


def test_headers_of_chat_without_a_colon_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.cha", CHA.replace("*ANA", "@Odd words. And more\n*ANA", 1))
    assert any("Odd words. And more" in each.text for each in reading.aside)


ENDLESS = f"&#{'9' * 5000};"


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.vtt"])
def test_endless_numbers_of_signs_stay_as_they_are(tmp_path: Path, name: str) -> None:
    lines = {
        "a.md": "**Ana:** {}\n\n**Ben:** Yes.\n",
        "a.html": "<html><p>Ana: {}<p>Ben: Yes.</html>",
    }
    text = lines.get(name, VTT.replace("It is sound here.", "{}"))
    reading = read(tmp_path, name, text.replace("{}", f"It is sound {ENDLESS}"))
    assert "It is sound &#999" in reading.transcripts[0].turns[0].text
