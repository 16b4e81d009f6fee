"""WebVTT and SubRip, held against the two packages that read them strictly."""

from __future__ import annotations

import re
from typing import Any

import pytest
import srt as srt_package
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cues
from interviewkit.readers.contract import UNKNOWN_SPEAKER, Source
from interviewkit.readers.vtt import read_srt, read_vtt

WORDS = st.lists(
    st.sampled_from(["well", "so", "the", "Kürbis", "don't", "e-mail", "50%", "7", "A&B"]),
    min_size=1,
)
LINES = st.lists(WORDS.map(" ".join), min_size=1, max_size=3)


def clock(at: float, mark: str = ".") -> str:
    return (
        f"{int(at // 3600):02}:{int(at // 60 % 60):02}:{int(at % 60):02}{mark}{at % 1:.3f}".replace(
            f"{mark}0.", mark
        )
    )


def source(text: str, name: str = "a.vtt") -> Source:
    return Source(name, "a", text.encode(), text)


@given(st.lists(st.tuples(LINES, st.integers(0, 5)), min_size=1, max_size=8))
def test_clean_webvtt_is_read_as_webvtt_py_reads_it(spoken: list[tuple[list[str], int]]) -> None:
    text = "WEBVTT\n\nNOTE a comment\n\n"
    for n, (lines, pause) in enumerate(spoken):
        text += (
            f"{n}\n{clock(n * 10)} --> {clock(n * 10 + 10 - pause)}\n" + "\n".join(lines) + "\n\n"
        )
    captions = webvtt.from_string(text).captions
    found, _, problems = cues.parse_cues(
        [b for b in cues.split_blocks(text) if len(b) > 1], source(text)
    )
    assert problems == []
    assert [(c.start, c.end, "\n".join(c.lines)) for c in found] == [
        (c.start_in_seconds, c.end_in_seconds, c.raw_text) for c in captions
    ]


@given(st.lists(LINES, min_size=1, max_size=8))
def test_clean_subrip_is_read_as_srt_reads_it(spoken: list[list[str]]) -> None:
    text = "".join(
        f"{n}\n{clock(n * 4 + 0.5, ',')} --> {clock(n * 4 + 3.25, ',')}\n"
        + "\n".join(lines)
        + "\n\n"
        for n, lines in enumerate(spoken, 1)
    )
    expected = [
        (c.start.total_seconds(), c.end.total_seconds(), c.content) for c in srt_package.parse(text)
    ]
    found, _, problems = cues.parse_cues(list(cues.split_blocks(text)), source(text, "a.srt"))
    assert problems == []
    assert [(c.start, c.end, "\n".join(c.lines)) for c in found] == expected


TIMES = st.sampled_from(
    [
        "00:00:01.000 --> 00:00:02.000",
        "0:1.5 --> 0:2.5",
        "00:00:1x.000 --> 00:00:02.000",
        "00:00:03,000 --> 00:00:04,000 align:start",
        "00:09.000 -> 00:10.000",
        "--> 00:00:05.000",
    ]
)


@pytest.mark.parametrize("read_cues", [read_vtt, read_srt])
@given(st.lists(st.tuples(st.none() | TIMES, st.just([]) | LINES), max_size=10))
def test_no_word_is_lost_however_broken_the_cues(read_cues, blocks) -> None:  # type: ignore[no-untyped-def]
    text = "WEBVTT\n\n" if read_cues is read_vtt else ""
    text += "\n\n".join("\n".join([*([time] if time else []), *lines]) for time, lines in blocks)
    heard, _ = read_cues(source(text, f"a.{read_cues.__name__[-3:]}"), TranscriptSettings())
    words = re.findall(r"\w+", " ".join(" ".join(lines) for _, lines in blocks))
    out = re.findall(r"\w+", " ".join(said.text for talk in heard for said in talk.said))
    times = {word for time, _ in blocks if time for word in re.findall(r"\w+", time)}
    unsaid = times | {"7"}  # a line of a lone number is taken for the number of a cue
    assert [w for w in out if w not in unsaid] == [w for w in words if w not in unsaid]


def test_voices_tags_and_entities(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "\ufeffWEBVTT - a talk\r\nKind: captions\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        "REGION\r\nid:fred\r\n\r\nNOTE\r\nnothing said here\r\n\r\n"
        "a/1-0\r\n0:0:1.5 --> 0:0:3.0 align:start\r\n"
        "<v.loud Jane Doe>Good <b>morning</b> A&amp;B\r\n\r\n"
        "a/1-1\r\n0:0:3.0 --> 0:0:4.0\r\n"
        "<v Jane Doe>to <c.yellow><00:00:03.500>all</c>.</v>\r\n\r\n"
        "1:00:05.000 --> 1:00:06.000\r\n<v John &amp; Co>5 < 6</v> <v Jane Doe>Yes.</v>\r\n"
    )
    reading = read(text, "a.vtt")
    (transcript,) = reading.transcripts
    assert reading.problems == ()
    assert [(t.speaker, t.text, t.start, t.end) for t in transcript.turns] == [
        ("Jane Doe", "Good morning A&B to all.", 1.5, 4.0),
        ("John & Co", "5 < 6", 3605.0, 3606.0),
        ("Jane Doe", "Yes.", 3605.0, 3606.0),
    ]


def test_broken_cues_are_told_by_line_and_kept(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "WEBVTT\n\n00:00:01.000 --> 00:00:0x.000\nAna: One.\n\nloose words\n\n"
        "00:00:05.000 --> 00:00:04.000\nBen: Two.\n\n00:00:06.000 --> 00:00:07.000\nAna: Three.\n"
    )
    reading = read(text, "a.vtt")
    assert [(p.line, p.fatal) for p in reading.problems][:3] == [(3, False), (6, False), (8, False)]
    out = " ".join(turn.text for turn in reading.transcripts[0].turns)
    assert out == "One. loose words Two. Three."


def test_a_cue_of_nobody_stays_nobodys_where_all_others_are_named(read) -> None:  # type: ignore[no-untyped-def]
    named = "".join(f"00:00:{n:02}.000 --> 00:00:{n:02}.900\nAna: word\n\n" for n in range(9))
    nobody = "00:00:30.000 --> 00:00:31.000\nwho is this\n\n"
    reading = read(f"WEBVTT\n\n{named}{nobody}{named}", "a.vtt")
    assert reading.transcripts[0].speakers == ("Ana", UNKNOWN_SPEAKER)
    assert any("1 of 19 cues name no speaker" in p.what for p in reading.problems)


def test_captions_that_name_changes_only_go_on_with_the_speaker_before(read) -> None:  # type: ignore[no-untyped-def]
    lines = ["ANA: One", "two", "three", "BEN: Four", "five", "ANA: Six", "seven", "BEN: Eight"]
    text = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{line}\n\n" for n, line in enumerate(lines)
    )
    (transcript,) = read(text, "a.srt").transcripts
    assert [(t.speaker, t.text) for t in transcript.turns] == [
        ("ANA", "One two three"),
        ("BEN", "Four five"),
        ("ANA", "Six seven"),
        ("BEN", "Eight"),
    ]


def test_two_speakers_in_one_cue(read) -> None:  # type: ignore[no-untyped-def]
    text = "1\n00:00:01,000 --> 00:00:02,000\nAna: One\nand a half\nBen: Two\n\n"
    text += "2\n00:00:03,000 --> 00:00:04,000\nAna: Three\n"
    (transcript,) = read(text, "a.srt").transcripts
    assert [(t.speaker, t.text) for t in transcript.turns] == [
        ("Ana", "One and a half"),
        ("Ben", "Two"),
        ("Ana", "Three"),
    ]


def test_without_names_a_silence_ends_a_turn(read) -> None:  # type: ignore[no-untyped-def]
    text = "00:00:01,000 --> 00:00:02,000\nOne\n\n00:00:02,500 --> 00:00:03,000\ntwo\n\n"
    text += "00:00:09,000 --> 00:00:10,000\nThree\n"
    (transcript,) = read(text, "a.srt").transcripts
    assert [(t.text, t.start, t.end) for t in transcript.turns] == [
        ("One two", 1.0, 3.0),
        ("Three", 9.0, 10.0),
    ]


def test_missing_header_and_wrong_extension_are_told(read) -> None:  # type: ignore[no-untyped-def]
    cue = "00:00:01.000 --> 00:00:02.000\nAna: One.\n"
    assert any("not WEBVTT" in p.what for p in read(cue, "a.vtt").problems)
    reading = read(f"WEBVTT\n\n{cue}", "a.txt")
    assert reading.reader == "vtt"
    assert any("named .txt, but was read as vtt" in p.what for p in reading.problems)
    assert read(f"1\n{cue.replace('.000', ',000')}", "b.txt").reader == "srt"


@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_text_after_a_blank_line_stays_with_its_cue(read: Any, kind: str) -> None:
    mark = "," if kind == "srt" else "."
    text = ("WEBVTT\n\n" if kind == "vtt" else "") + (
        f"1\n00:00:01{mark}000 --> 00:00:03{mark}000\nAna: I was born in\n\n1985\n\nin May\n\n"
        f"2\n00:00:04{mark}000 --> 00:00:06{mark}000\nBen: And I have\n\n3\n\n"
        f"3\n00:00:07{mark}000 --> 00:00:08{mark}000\nAna: Right,\n\n4 of them\n"
    )
    reading = read(text, f"a.{kind}")
    assert [(t.speaker, t.text, t.start) for t in reading.transcripts[0].turns] == [
        ("Ana", "I was born in 1985 in May", 1.0),
        ("Ben", "And I have 3", 4.0),
        ("Ana", "Right, 4 of them", 7.0),
    ]
    assert any("3 cues go on after a blank line" in p.what for p in reading.problems)


def test_numbers_are_speech_where_cues_have_none(read: Any) -> None:
    text = "00:00:01,000 --> 00:00:02,000\nAna: In\n\n1985\n\n"
    text += "00:00:03,000 --> 00:00:04,000\nBen: And\n90\n00:00:05,000 --> 00:00:06,000\nAna: So\n"
    (transcript,) = read(text, "a.srt").transcripts
    assert [turn.text for turn in transcript.turns] == ["In 1985", "And 90", "So"]


@pytest.mark.parametrize("numbers", [(1, 2, 3), (0, 1, 2), (7, 8, 9), (1, 1, 1), (3, 9, 40)])
def test_numbers_of_cues_are_no_speech(read: Any, numbers: tuple[int, ...]) -> None:
    text = "".join(
        f"{number}\n00:00:0{n},000 --> 00:00:0{n},900\nAna: word\n\n"
        for n, number in enumerate(numbers, 1)
    )
    (transcript,) = read(text, "a.srt").transcripts
    assert [turn.text for turn in transcript.turns] == ["word word word"]


def test_a_cue_whose_time_is_missing_loses_its_number_only(read: Any) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nAna: One\n\n2\nBen: Two\n\n"
    text += "3\n00:00:05,000 --> 00:00:06,000\nAna: Three\n"
    reading = read(text, "a.srt")
    assert [(t.speaker, t.text, t.start) for t in reading.transcripts[0].turns] == [
        ("Ana", "One", 1.0),
        ("Ben", "Two", None),
        ("Ana", "Three", 5.0),
    ]
    assert any("without a time" in p.what and p.line == 6 for p in reading.problems)


def test_comments_with_blank_lines_are_none_of_the_speech(read: Any) -> None:
    cue = "00:00:0{0}.000 --> 00:00:0{0}.900\n{1}\n\n"
    text = (
        "WEBVTT\n\nSTYLE\n::cue {\n color: red;\n\n background: blue;\n}\n\n"
        + cue.format(1, "Ana: Hi.")
        + cue.format(2, "NOTE that I said so.")
        + "NOTE ask again\n\nabout her sister\n\n"
        + cue.format(3, "Ben: Yes.")
        + cue.format(4, "Ana: Well.")
        + "NOTE no blank line below\n"
        + cue.format(5, "Ben: Bye.")
    )
    reading = read(text, "a.vtt")
    out = " ".join(turn.text for turn in reading.transcripts[0].turns)
    assert out == "Hi. NOTE that I said so. Yes. Well. Bye."
    told = {aside.text for aside in reading.aside}
    assert {"NOTE ask again", "about her sister", "NOTE no blank line below"} <= told


def test_signs_of_a_change_part_speakers(read: Any) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n&gt;&gt; Ana: How was it?\n"
        ">> Ben: Fine. >> Ana: Good.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nAna: And home?\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n- Ben: Quiet.\n- Ana: Oh.\n\n"
        "4\n00:00:07,000 --> 00:00:08,000\n>> Not sure.\n"
    )
    (transcript,) = read(text, "a.srt").transcripts
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("Ana", "How was it?"),
        ("Ben", "Fine."),
        ("Ana", "Good. And home?"),
        ("Ben", "Quiet."),
        ("Ana", "Oh."),
        (UNKNOWN_SPEAKER, "Not sure."),
    ]


@pytest.mark.parametrize("ana", ["Ana", "Ana (P1)"])
def test_names_in_brackets_are_speakers_and_sounds_are_not(ana: str, read: Any) -> None:
    said = [f"[{ana}] How was it?", "[Ben] Fine.", "[Music]", f"[{ana}] And home?", "[Ben] Quiet."]
    text = "WEBVTT\n\n" + "".join(
        f"00:00:0{n}.000 --> 00:00:0{n}.900\n{line}\n\n" for n, line in enumerate(said)
    )
    (transcript,) = read(text, "a.vtt").transcripts
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        (ana, "How was it?"),
        ("Ben", "Fine."),
        (UNKNOWN_SPEAKER, "[Music]"),
        (ana, "And home?"),
        ("Ben", "Quiet."),
    ]


def test_times_with_words_beside_them(read: Any) -> None:
    text = "[00:00.000 --> 00:03.440]  How was it?\n[00:03.440 --> 00:04.840]  Fine, very busy.\n"
    (transcript,) = read(text, "a.srt").transcripts
    assert (transcript.turns[0].text, transcript.turns[0].end) == (
        "How was it? Fine, very busy.",
        4.84,
    )
    text = "1\n00:00:01,000 --> 00:00:02,000 X1:4 Y1:8\nAna: One\n\n"
    text += "2\n00:00:03,000 --> 00:00:04,000 Ben: Two\n"
    (transcript,) = read(text, "b.srt").transcripts
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("Ana", "One"),
        ("Ben", "Two"),
    ]


def test_an_arrow_in_speech_is_no_time(read: Any) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nAna: from a --> b\nso --> it goes\n\n"
    text += "2\n00:00:03,000 --> 00:00:04,000\nAna: yes\n"
    (transcript,) = read(text, "a.srt").transcripts
    assert transcript.turns[0].text == "from a --> b so --> it goes yes"


def test_names_of_cues_of_webex_are_speakers(read: Any) -> None:
    cues_ = '1 "Ana Berg" (27192)\n00:01.000 --> 00:02.000\nOne.\n\n'
    (transcript,) = read(
        f"WEBVTT\n\n{cues_}{cues_.replace('Ana Berg', 'Ben')}", "a.vtt"
    ).transcripts
    assert [(t.speaker, t.text) for t in transcript.turns] == [
        ("Ana Berg", "One."),
        ("Ben", "One."),
    ]


def test_a_long_label_that_comes_back_speaks_in_captions(read: Any) -> None:
    long = "Dr. med. Anna-Lena von der Heide"
    cues_ = "".join(f"00:01.000 --> 00:02.000\n{who}: One.\n\n" for who in (long, "Ben") * 2)
    (transcript,) = read(f"WEBVTT\n\n{cues_}", "a.vtt").transcripts
    assert [turn.speaker for turn in transcript.turns] == [long, "Ben"] * 2


def test_words_within_the_objects_of_teams_are_speech(read: Any) -> None:
    cue = '{{"startDateTime":"2025-04-09T09:00:00Z","speakerName":"{}","spokenText":"{}"}}'
    said = [("Ana Li", "Well, <b> is R&D, I think."), ("Ben Mo", "Yes."), ("Ana Li", "Fine.")]
    cues = (
        f"00:00:0{n}.000 --> 00:00:0{n}.900\n{cue.format(who, text)}\n"
        for n, (who, text) in enumerate(said)
    )
    (talk,) = read("\n".join(["WEBVTT\n", *cues]), "talk.vtt").transcripts
    assert [(turn.speaker, turn.text) for turn in talk.turns] == said
