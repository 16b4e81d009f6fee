"""What stands above, below and beside speech: facts, or set aside and told; and no speech lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import speech
from interviewkit.readers.contract import UNKNOWN_SPEAKER, FileReading, Source
from interviewkit.readers.finish import finish_transcripts

BODY = "Mira: How was it?\n\nBen: Fine.\n\nMira: And at home?\n\nBen: Quiet.\n"
RIGHT = [("Mira", "How was it?"), ("Ben", "Fine."), ("Mira", "And at home?"), ("Ben", "Quiet.")]


def turns(reading: FileReading) -> list[tuple[str, str]]:
    (transcript,) = reading.transcripts
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def told(reading: FileReading) -> str:
    return "\n".join(map(str, reading.problems))


# -- facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "Date: 2025-03-04",
        "Datum: 04.03.2025\nOrt: Bremen",
        "Fecha: 4 de marzo de 2025\nLugar: Lima",
        "Date: 4 mars 2025\nLieu: Lyon\nDurée: 12 min",
        "Interview 3\nDate: 2025-03-04\nLocation: Bath",
        "**Date:** 2025-03-04",
        "日期：2025-03-04",
        "Date: 2025-03-04\nInterviewer: Ana B.\nDuration: 45 min",
        "Audioquelle: C:/my talks/int 4.mp3\nDate: 2025-03-04",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_head_right_above_speech_takes_none_of_it(
    read: Any, head: str, gap: str, name: str
) -> None:
    body = BODY.replace("\n\n", "\n", 1)
    reading = read(head + gap + body, name)
    assert turns(reading) == RIGHT
    assert reading.transcripts[0].date == "2025-03-04"


def test_who_took_part_is_a_fact_and_told_where_it_could_be_speech(read: Any) -> None:
    text = (
        "Date: 2025-03-04\nInterviewer: Jo\nParticipant: P7\nInterviewer: Well, how?\nP7: Good.\n"
    )
    reading = read(text + "Interviewer: So?\nP7: Yes.\n")
    assert turns(reading)[0] == ("Interviewer", "Well, how?")
    assert reading.transcripts[0].attributes == {"interviewer": "Jo", "participant": "P7"}
    assert "not as speech: 'Interviewer: Jo' (line 2)" in told(reading)


def test_a_line_that_names_a_file_is_a_fact(read: Any) -> None:
    reading = read(f"Audioquelle: C:/my talks/int 4.mp3\n\n{BODY}")
    assert turns(reading) == RIGHT
    assert reading.transcripts[0].attributes == {"audioquelle": "C:/my talks/int 4.mp3"}
    assert "not as speech: 'Audioquelle: C:/my talks/int 4.mp3' (line 1)" in told(reading)


@pytest.mark.parametrize("title", ["Legend:", "**Legende**", "Transcription conventions"])
def test_what_letters_mean_is_no_speech(read: Any, title: str) -> None:
    reading = read(f"Talk 5\n{title}\nAna: Interviewer\nB: Guest\n(.) = short pause\n\n{BODY}")
    assert turns(reading) == RIGHT
    assert "what signs and letters mean, set aside" in told(reading)


def test_a_legend_of_the_town_is_speech(read: Any) -> None:
    text = "Ana: So?\nBen: I am\nLegend\nof the town.\n\nAna: C:/x/int.mp3\nBen: Yes.\n"
    reading = read(text)
    assert turns(reading)[1] == ("Ben", "I am\nLegend\nof the town.")
    assert turns(reading)[2] == ("Ana", "C:/x/int.mp3")


def test_who_signs_below_is_no_speech(read: Any) -> None:
    reading = read(f"{BODY}\n---\nTranscribed by: Jo Hill\n")
    assert turns(reading) == RIGHT
    assert "Jo Hill" in told(reading)


def test_a_declared_speaker_is_never_a_fact(read: Any) -> None:
    text = "Date: 2025-03-04\nSource: Yes.\nBen: No.\n"
    assert turns(read(text, columns={"speakers": "Source, Ben"}))[0] == ("Source", "Yes.")


@pytest.mark.parametrize("rule", ["---", "-----", "***", "* * *", "___", "====="])
def test_rules_between_parts_are_neither_facts_nor_words(read: Any, rule: str) -> None:
    text = (
        f"{rule}\nMira: How was it?\nBen: Fine.\n{rule}\nMira: And at home?\nBen: Quiet.\n{rule}\n"
    )
    assert turns(read(text, "a.md")) == RIGHT


@pytest.mark.parametrize(
    "inside",
    ["int: how was it?\np1: good.\n", "We began late.\nIt was in March.\n", "Mira: I cried.\n"],
)
def test_speech_between_two_rules_stays(read: Any, inside: str) -> None:
    text = f"---\n{inside}---\nMira: So?\nint: and?\np1: Two.\nMira: Three.\n"
    said = " ".join(text for _, text in turns(read(text)))
    assert all(word in said for word in re.findall(r"\w+(?=[.?]\n)", inside))


def test_front_matter_may_hold_lists_and_questions(read: Any) -> None:
    text = f"---\ntitle: Why we did it?\nparticipants:\n  - Mira\n  - Ben\n---\n{BODY}"
    reading = read(text)
    assert turns(reading) == RIGHT
    attributes = reading.transcripts[0].attributes
    assert attributes == {"title": "Why we did it?", "participants": "Mira; Ben"}
    assert reading.problems == ()


# -- heads ---------------------------------------------------------------------------------------


HEADS = {
    "otter": "Group C\nThu, Mar 20, 2025 3:01PM • 38:22\n\nSUMMARY KEYWORDS\nvideo, phone\n\n"
    "SPEAKERS\nMira, Ben\n\n",
    "otter, long": "SUMMARY\nThey spoke of the week. Mira asked Ben.\n\nOUTLINE\nThe week.\n\n",
    "meet": "Attendees\nMira Tallowby, Ben Fernsted\n\nTranscript\n\n",
    "meet, german": "Teilnehmer\nMira Tallowby, Ben Fernsted\n\nTranskript\n\n",
    "word": "Audio file\nvisit.mp3\nTranscript\n",
    "maxqda": "Fokusgruppe D, 17.09.2025, Transkript: xy\n",
    "title": "# Interview with Ben\n\n",
    "rev": "This transcript was exported on Mar 20, 2025 - view latest version here.\n\n",
    "page": "Interview 7 – confidential\nPage 1 of 3\n\n",
}


@pytest.mark.parametrize("head", HEADS)
def test_a_head_is_nobodys_and_told(read: Any, head: str) -> None:
    reading = read(HEADS[head] + BODY)
    assert turns(reading) == RIGHT
    assert "set aside" in told(reading)
    assert {each.line for each in reading.aside} <= set(range(1, 12))


def test_title_date_and_duration_of_a_meeting_are_facts(read: Any) -> None:
    (transcript,) = read(HEADS["otter"] + BODY).transcripts
    assert transcript.date == "2025-03-20"
    assert transcript.attributes == {"title": "Group C", "duration": "38:22"}


def test_running_speech_before_the_first_speaker_is_kept_and_told(read: Any) -> None:
    text = "My talk\nSo we met in the garden, and it rained. We all got wet.\n\n" + BODY
    reading = read(text)
    assert turns(reading) == [
        (UNKNOWN_SPEAKER, "So we met in the garden, and it rained. We all got wet."),
        *RIGHT,
    ]
    assert "kept as 'Unknown speaker'" in told(reading)
    assert "before the first speaker, set aside: 'My talk' (line 1)" in told(reading)


def test_a_file_of_nobody_has_no_head(read: Any) -> None:
    assert turns(read("Hello there\n\nI went home.\n"))[0] == (UNKNOWN_SPEAKER, "Hello there")


# -- feet ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "foot",
    [
        "Transcribed by https://otter.ai",
        "Transcript provided by Rev.com",
        "Transcribed automatically with Temi",
        "Meeting ended after 00:06:10 👋\n\nThis editable transcript was computer generated and "
        "might contain errors. People can also change the text after it was created.",
        "Besprechung nach 00:06:10 beendet 👋\n\nDieses bearbeitbare Transkript wurde "
        "computergeneriert und kann Fehler enthalten.",
        "Transkribiert mit noScribe",
        "[END OF TRANSCRIPT]",
        "Fin de la transcription",
        "This transcript was generated by AI and may contain mistakes.",
        "Page 3 of 3",
    ],
)
def test_a_tools_closing_lines_are_nobodys(read: Any, foot: str) -> None:
    reading = read(f"{BODY}\n{foot}\n")
    assert turns(reading) == RIGHT
    assert reading.aside or reading.transcripts[0].attributes == {
        "transcribed by": "https://otter.ai"
    }


@pytest.mark.parametrize(
    "last",
    [
        "Then I stopped transcription",
        "I thought this transcript was by Otter, no?",
        "We met after 00:06:10",
        "the meeting ended",
        "Fin said so",
    ],
)
def test_words_about_tools_are_speech(read: Any, last: str) -> None:
    reading = read(f"{BODY}{last}\n")
    assert turns(reading)[-1] == ("Ben", f"Quiet.\n{last}")
    assert reading.aside == ()


@pytest.mark.parametrize(
    "remark",
    [
        "Dana Li started transcription",
        "Dana Li hat die Transkription beendet",
        "Dana Li inició la transcripción",
    ],
)
def test_a_tools_remark_is_a_line_with_a_name(read: Any, remark: str) -> None:
    assert turns(read(f"{remark}\n\n{BODY}\n{remark}\n")) == RIGHT


# -- pages, lines, headings ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "Page {} of 12",
        "Seite {}",
        "- {} -",
        "{}/12",
        "Página {} de 12",
        "S. {}",
        "第{}页",
        "{} | Page",
    ],
)
def test_numbers_of_pages_are_no_words(read: Any, page: str) -> None:
    text = "Mira: How was it?\n" + page.format(1) + "\nBen: Fine.\nMira: And at home?\nBen: "
    reading = read(text + "Quiet,\n\n" + page.format(2) + "\n\nreally.\n")
    assert turns(reading) == [*RIGHT[:3], ("Ben", "Quiet,\nreally.")]
    assert "numbers of pages, set aside" in told(reading)


def test_bare_numbers_at_form_feeds_and_running_heads_are_no_words(read: Any) -> None:
    text = "".join(f"{n}: {s}\nStudy 12, secret\n{i}\n\f" for i, (n, s) in enumerate(RIGHT, 1))
    reading = read(text)
    assert turns(reading) == RIGHT
    assert "lines that come back at every page, set aside" in told(reading)


def test_an_answer_that_is_a_number_is_speech(read: Any) -> None:
    text = "INT\nHow many?\n\nPAT\n3\n\nINT\nAnd now?\n\nPAT\n12\n"
    assert turns(read(text))[1::2] == [("PAT", "3"), ("PAT", "12")]


def test_numbers_of_lines_are_no_words(read: Any) -> None:
    lines = ["Mira: How was", "it?", "Ben: Fine.", "Mira: And at home?", "Ben: 3 people", "came."]
    right = [("Mira", "How was\nit?"), ("Ben", "Fine."), RIGHT[2], ("Ben", "3 people\ncame.")]
    numbered = "".join(f"{n:>3}  {line}\n" for n, line in enumerate(lines, 1))
    assert turns(read(numbered)) == right
    fifth = "".join(f"{n if n % 5 == 0 else '':>3} {line}\n" for n, line in enumerate(lines * 4, 1))
    assert all(not re.match(r"\d\d", text) for _, text in turns(read(fifth)))


def test_a_list_in_speech_keeps_its_numbers(read: Any) -> None:
    text = "Mira: Why?\nBen: Because\n1. it rained\n2. it was cold\nMira: So.\nBen: Yes.\n"
    assert turns(read(text))[1] == ("Ben", "Because\n1. it rained\n2. it was cold")


def test_headings_of_parts_are_told_and_nobodys(read: Any) -> None:
    reading = read(BODY.replace("Mira: And", "## Part two\n\nMira: And"), "a.md")
    assert turns(reading) == RIGHT
    assert "headings, set aside: '## Part two' (line 5)" in told(reading)


# -- no word lost --------------------------------------------------------------------------------


WORDS = ["well", "so", "Kürbis", "don't", "50%", "Yes", "I", "went", "there.", "(laughs)", "two:"]
LINES = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
    st.tuples(
        st.sampled_from(
            ["Ana", "p1", "INT", "Dr. Ho, PhD", "P2?", "?", "//S01", "Date", "Interviewer*in"]
        ),
        st.sampled_from([": ", " – ", "\t", "  0:12", "\n", ". ", " [00:12] ", ": #00:01:02-3# "]),
        st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    ).map("".join),
    st.sampled_from(
        [
            *("", "", "---", "# Title", "Page 3 of 4", "12", "SUMMARY KEYWORDS", "Ana", "### Ana"),
            *("**Ana**", "[00:00.000 --> 00:03.440]", "00:05:02", "\f", "Bo\u2028x", "1. Ana: hi"),
            *("Transcribed by https://otter.ai", "Thu, Mar 20, 2025 3:01PM • 38:22", "> Ana: ho"),
            "Dana Li started transcription",
        ]
    ),
)
_TOKEN = re.compile(r"[^\W\d_]+")


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join), st.sampled_from(["a.txt", "a.md"]))
def test_words_in_are_words_out_or_set_aside(text: str, name: str) -> None:
    """Each word is spoken, a label, a fact, set aside, or told; times are what is left."""
    source = Source(name, "a", text.encode(), text)
    heard, problems = speech.read_speech(source, TranscriptSettings())
    transcripts, more = finish_transcripts(heard, source, TranscriptSettings(), problems)
    out = [f"{said.speaker} {said.text}" for talk in heard for said in talk.said]
    out += [f"{turn.speaker} {turn.text}" for each in transcripts for turn in each.turns]
    out += [f"{name} {value}" for talk in heard for name, value in talk.facts.items()]
    out += [each.text for talk in heard for each in talk.aside]
    out += [problem.what for problem in [*problems, *more]]
    known = set(_TOKEN.findall(" ".join(out).lower()))
    assert set(_TOKEN.findall(text.lower())) - {"thu", "mar", "pm"} <= known  # a date is ISO


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS[:9]), min_size=1, max_size=8), min_size=2, max_size=8)
)
def test_words_are_never_doubled(turns_in: list[list[str]]) -> None:
    text = "".join(f"{'AB'[i % 2]}: {' '.join(words)}\n\n" for i, words in enumerate(turns_in))
    source = Source("a.txt", "a", text.encode(), text)
    (talk,), _ = speech.read_speech(source, TranscriptSettings())
    said = [word for piece in talk.said for word in piece.text.split()]
    assert said == [word for words in turns_in for word in words]
