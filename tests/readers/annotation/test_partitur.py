"""EXMARaLDA, FOLKER, Transcriber and InqScribe."""

from __future__ import annotations

from typing import Any

from builders_tiers import letters_of, letters_read, said_in, told_in

EXB = """<?xml version="1.0" encoding="UTF-8"?>
<!-- (c) http://www.rrz.uni-hamburg.de/exmaralda -->
<basic-transcription><head><meta-information><transcription-name>Talk</transcription-name>
<referenced-file url="file:///home/x/talk.wav"/></meta-information><speakertable>
<speaker id="SPK0"><abbreviation>WH</abbreviation></speaker>
<speaker id="SPK1"><abbreviation>RV</abbreviation></speaker></speakertable></head>
<basic-body><common-timeline><tli id="T0" time="0.5"/><tli id="T1"/><tli id="T2" time="2.0"/>
<tli id="T3" time="3.5"/><tli id="T4" time="4.25"/><tli id="T5" time="6.0"/></common-timeline>
<tier id="A" speaker="SPK0" category="v" type="t" display-name="WH [v]">
<event start="T0" end="T1">• • Was ist mit den Be</event>
<event start="T1" end="T2">setzungen? </event>
<event start="T2" end="T3">((atmet ein)) </event>
<event start="T3" end="T4">Und sonst? </event></tier>
<tier id="B" speaker="SPK1" category="v" type="t" display-name="RV [v]">
<event start="T2" end="T3">Ja, gut. </event><event start="T4" end="T5">Nichts. </event></tier>
<tier id="C" speaker="SPK1" category="en" type="a" display-name="RV [en]">
<event start="T2" end="T3">Yes, fine. </event></tier>
<tier id="D" category="nv" type="d" display-name="[nv]"><event start="T0" end="T2">nickt</event>
</tier>
</basic-body></basic-transcription>
"""

EXS = """<?xml version="1.0"?><segmented-transcription><head><speakertable>
<speaker id="S1"><abbreviation>KES</abbreviation></speaker>
<speaker id="S2"><abbreviation>PED</abbreviation></speaker></speakertable></head><segmented-body>
<common-timeline><tli id="T0" time="1"/><tli id="T1" time="2"/><tli id="T2" time="3"/>
</common-timeline>
<segmented-tier id="x" speaker="S1" type="t" category="v" display-name="KES [v]">
<segmentation name="SpeakerContribution_Event"><ts n="sc" s="T0" e="T2">
<ts n="e" s="T0" e="T2">Talu konai. Eh, so.</ts></ts></segmentation>
<segmentation name="SpeakerContribution_Utterance_Word"><ts n="sc" s="T0" e="T2">
<ts n="HIAT:u" s="T0" e="T1"><ts n="HIAT:w">Talu</ts><nts n="HIAT:ip"> </nts>
<ts n="HIAT:w">konai</ts><nts n="HIAT:ip">.</nts></ts>
<ts n="HIAT:u" s="T1" e="T2"><ts n="HIAT:w">Eh</ts><nts n="HIAT:ip">, </nts>
<ts n="HIAT:w">so</ts><nts n="HIAT:ip">.</nts></ts>
</ts></segmentation></segmented-tier>
<segmented-tier id="y" speaker="S2" type="t" category="v" display-name="PED [v]">
<segmentation name="SpeakerContribution_Event"><ts n="sc" s="T1" e="T2">
<ts n="e" s="T1" e="T2">Ja. </ts></ts></segmentation></segmented-tier>
</segmented-body></segmented-transcription>
"""

FLK = """<?xml version="1.0" encoding="UTF-8"?><folker-transcription><head/>
<speakers><speaker speaker-id="AB"><name>Anna Berg</name></speaker></speakers>
<recording path="D:\\audio\\talk.wav"/><timeline>
<timepoint timepoint-id="TLI_0" absolute-time="0.0"/>
<timepoint timepoint-id="TLI_1" absolute-time="1.5"/>
<timepoint timepoint-id="TLI_2" absolute-time="3.25"/>
<timepoint timepoint-id="TLI_3" absolute-time="4.0"/></timeline>
<contribution speaker-reference="AB" start-reference="TLI_0" end-reference="TLI_1">
<unparsed>ja das is so ne</unparsed></contribution>
<contribution speaker-reference="CD" start-reference="TLI_1" end-reference="TLI_3" parse-level="1">
<segment start-reference="TLI_1" end-reference="TLI_2">mhm </segment>
<segment start-reference="TLI_2" end-reference="TLI_3">genau</segment></contribution>
<contribution start-reference="TLI_1" end-reference="TLI_2" parse-level="2">
<non-phonological description="Stimmengewirr"/></contribution>
<contribution speaker-reference="AB" start-reference="TLI_2" end-reference="TLI_3" parse-level="2">
<w>ich</w><w transition="assimilated">ha</w><w>be</w><pause duration="micro"/><uncertain>
<w>das</w><alternative><w>was</w></alternative></uncertain><breathe type="in" length="1"/>
<w>gesagt</w><p>.</p></contribution>
</folker-transcription>
"""

TRS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans scribe="(unknown)" audio_filename="entretien" version="1" version_date="020301">
<Topics><Topic id="to1" desc="la vie au village"/></Topics>
<Speakers><Speaker id="spk1" name="enquêteur"/><Speaker id="spk2" name="témoin"/></Speakers>
<Episode><Section type="report" startTime="0" endTime="12" topic="to1">
<Turn speaker="spk1" startTime="0" endTime="4"><Sync time="0"/>
bonjour
<Event desc="rire" type="noise" extent="instantaneous"/>
 vous habitez ici
<Sync time="2.5"/>
depuis longtemps
</Turn>
<Turn speaker="spk1 spk2" startTime="4" endTime="6"><Sync time="4"/>
<Who nb="1"/>
ouais
<Who nb="2"/>
d'accord
</Turn>
<Turn speaker="spk2" startTime="7" endTime="12"><Sync time="7"/>
à peu près
</Turn></Section></Episode></Trans>
"""


def test_events_of_exmaralda_go_on_within_words(read: Any) -> None:
    reading = read(EXB, "a.exb")
    assert said_in(reading) == [
        ("WH", "Was ist mit den Besetzungen? ((atmet ein))"),
        ("RV", "Ja, gut."),
        ("WH", "Und sonst?"),
        ("RV", "Nichts."),
    ]
    turns = reading.transcripts[0].turns
    assert [(t.start, t.end) for t in turns] == [(0.5, 3.5), (2.0, 3.5), (3.5, 4.25), (4.25, 6.0)]
    told = told_in(reading)
    assert "tier 'RV [en]', an annotation, set aside: 'Yes, fine.' (line " in told
    assert "tier '[nv]', a description, set aside: 'nickt'" in told
    assert reading.transcripts[0].attributes == {"title": "Talk", "recording": "talk.wav"}


def test_utterances_of_a_segmented_transcription(read: Any) -> None:
    reading = read(EXS, "a.exs")
    assert said_in(reading) == [("KES", "Talu konai. Eh, so."), ("PED", "Ja.")]
    assert [turn.start for turn in reading.transcripts[0].turns] == [1, 2]


def test_folker_at_every_level(read: Any) -> None:
    reading = read(FLK, "a.flk")
    assert said_in(reading) == [
        ("AB", "ja das is so ne"),
        ("CD", "mhm genau"),
        ("AB", "ich habe das gesagt."),
    ]
    assert [turn.start for turn in reading.transcripts[0].turns] == [0, 1.5, 3.25]
    assert "sounds that nobody says, set aside: 'Stimmengewirr'" in told_in(reading)
    assert "second readings of words, set aside: 'was'" in told_in(reading)
    assert "Berg" not in str(reading)


def test_several_speak_at_once_in_transcriber(read: Any) -> None:
    reading = read(TRS.encode("latin-1"), "a.trs")
    assert said_in(reading) == [
        ("enquêteur", "bonjour vous habitez ici depuis longtemps ouais"),
        ("témoin", "d'accord à peu près"),
    ]
    assert [(t.start, t.end) for t in reading.transcripts[0].turns] == [(0, 6), (4, 12)]
    assert "guess" not in told_in(reading)
    assert "noises and events, set aside: 'rire' (line 9)" in told_in(reading)
    inside = (
        "bonjour vous habitez ici depuis longtemps ouais d'accord à peu près rire la vie au village"
    )
    assert letters_read(reading) == letters_of([inside])


def test_frames_of_inqscribe_are_parts_of_seconds(read: Any) -> None:
    text = "[00:00:01.15]\\rAna: Hello there.\\r[00:00:04.29]\\rBen: Well, C:\\\\temp.\\r"
    text += "[00:00:07.00]\\rAna: Good."
    reading = read(
        f"app=InqScribe\nfont.size=12\ntext={text}\ntimecode.fps=30\ntype=file\n", "a.inqscr"
    )
    assert said_in(reading) == [
        ("Ana", "Hello there."),
        ("Ben", "Well, C:\\temp."),
        ("Ana", "Good."),
    ]
    assert [turn.start for turn in reading.transcripts[0].turns] == [1.5, 4.967, 7.0]


def test_transcripts_of_f4_and_maxqda_keep_their_times(read: Any) -> None:
    text = "I: Wie war die Woche? #00:00:03-5#\n\nB: Ganz gut. #00:00:07-1#\n\n"
    text += "I: Und sonst? #00:00:09-0#\n"
    rtf = "{\\rtf1\\ansi\\ansicpg1252 " + text.replace("\n", "\\par\n") + "}"
    for raw, name in ((text, "a.txt"), (rtf, "a.rtf")):
        turns = read(raw, name).transcripts[0].turns
        assert [(turn.speaker, turn.end) for turn in turns] == [("I", 3.5), ("B", 7.1), ("I", 9.0)]
        assert [turn.text for turn in turns] == ["Wie war die Woche?", "Ganz gut.", "Und sonst?"]
