"""Plain text: who speaks in it, in all the layouts that tools and people use."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import speech
from interviewkit.readers.contract import UNKNOWN_SPEAKER, FileReading, Source

NAMES = ["Ana", "Ben Okafor", "MODERATOR", "Dr. Renée van der Berg", "Speaker 3", "P12"]
WORDS = ["well", "so", "the", "work", "Kürbis", "don't", "10:30", "(laughs)", "e-mail", "50%"]

said_text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
talk = st.lists(st.tuples(st.sampled_from(NAMES), said_text), min_size=2, max_size=12)

LAYOUTS = {
    "colon": lambda n, i, text: f"{n}: {text}\n\n",
    "colon, a line each": lambda n, i, text: f"{n}: {text}\n",
    "time first": lambda n, i, text: f"[00:00:{i:02}] {n}: {text}\n\n",
    "otter": lambda n, i, text: f"{n}  0:{i:02}  \n{text}\n\n",
    "rev": lambda n, i, text: f"{n} (00:{i:02}):\n{text}\n",
    "rev, one line": lambda n, i, text: f"{n} (00:{i:02}): {text}\n\n",
    "zoom notes": lambda n, i, text: f"[{n}] 11:02:{i:02}\n{text}\n\n",
    "bold": lambda n, i, text: f"**{n}** [0:{i:02}] {text}\n\n",
    "bold, no time": lambda n, i, text: f"**{n}:** {text}\n\n",
    "zoom chat": lambda n, i, text: f"00:00:{i:02}\t{n}:\t{text}\n",
}


def turns(reading: FileReading) -> list[tuple[str, str]]:
    (transcript,) = reading.transcripts
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def heard(text: str, **settings: object) -> list[tuple[str, str]]:
    source = Source("a.txt", "a", text.encode(), text)
    (conversation,), _ = speech.read_speech(source, TranscriptSettings(**settings))  # type: ignore[arg-type]
    return [(said.speaker, said.text) for said in conversation.said]


def joined(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is expected: successive pieces of one speaker are one turn."""
    expected: list[tuple[str, str]] = []
    for name, text in pieces:
        if expected and expected[-1][0] == name:
            expected[-1] = (name, f"{expected[-1][1]}\n{text}")
        else:
            expected.append((name, text))
    return expected


@pytest.mark.parametrize("layout", LAYOUTS)
@given(pieces=talk)
def test_every_layout_gives_back_who_said_what(layout: str, pieces: list[tuple[str, str]]) -> None:
    text = "".join(LAYOUTS[layout](n, i, said) for i, (n, said) in enumerate(pieces))
    assert heard(text) == joined(pieces)


@given(
    st.lists(
        st.one_of(
            said_text,
            st.tuples(st.sampled_from([*NAMES, "Note", "so I said", "my process"]), said_text).map(
                ": ".join
            ),
            st.tuples(st.sampled_from(NAMES), st.just("  0:12")).map("".join),
            st.just(""),
            st.just("---"),
            st.just("**Bold** words"),
            st.text(alphabet="ab :[]*\t-.,#>", max_size=12),
        ),
        max_size=20,
    ).map("\n".join)
)
@example("Kürbis 10:30")
@example("work 10:30\nwork (laughs) 10:30")
def test_no_word_is_lost_whatever_the_text(text: str) -> None:
    """It is spoken, or told as the label of a turn in which nothing was."""
    source = Source("a.txt", "a", text.encode(), text)
    conversations, problems = speech.read_speech(source, TranscriptSettings())
    told = " ".join(problem.what for problem in problems)
    out = " ".join(
        f"{said.speaker} {said.text}" for talk in conversations for said in talk.said
    ) + " ".join(f" {name} {value}" for talk in conversations for name, value in talk.facts.items())
    out += " ".join(f" {each.text}" for talk in conversations for each in talk.aside)
    words_in, words_out = (
        set(re.findall(r"[^\W\d_]+", each.lower())) for each in (text, f"{out} {told}")
    )
    assert words_in <= words_out


def test_a_note_inside_speech_is_speech(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Ana: Hello there.\n\nBen: Hi. So I said: never again.\n\n"
        "Note: this is what I wrote down\n\nFor example: nothing\n\n"
        "Ana: Good.\nMy process: first I think\nthen I write\n\nBen: Fine.\n"
    )
    reading = read(text)
    assert [name for name, _ in turns(reading)] == ["Ana", "Ben", "Ana", "Ben"]
    assert turns(reading)[1][1].endswith("Note: this is what I wrote down\nFor example: nothing")
    assert turns(reading)[2][1] == "Good.\nMy process: first I think\nthen I write"


def test_someone_who_speaks_once_is_heard_and_told(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Ana: One.\nmore of it\n\nBen: Two.\nand more\n\nAna: Three.\n\nBen: Four.\n\nGus: Yes.\n"
    )
    reading = read(text)
    assert turns(reading)[-1] == ("Gus", "Yes.")
    assert any("speak once: 'Gus' (line 11)" in problem.what for problem in reading.problems)


def test_an_ordinary_word_before_a_colon_is_no_name(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Ana: I was satisfied with it.\n\nSatisfied: the manager\n\n"
        "Frustrated: me, I am frustrated\n\nand so on\n\nand on\n\n"
        "Ben: Two.\n\nAna: Three.\n\nBen: Four.\n"
    )
    reading = read(text)
    assert {name for name, _ in turns(reading)} == {"Ana", "Ben"}
    (told,) = [p for p in reading.problems if "taken as speech" in p.what]
    assert "'Satisfied' (line 3), 'Frustrated' (line 5)" in told.what
    assert not told.fatal


def test_labels_can_be_declared_once_and_for_all(read) -> None:  # type: ignore[no-untyped-def]
    text = "Ana: One.\nWill: Two.\nChorus: will it?\nAna: Three.\n"
    reading = read(text, columns={"speakers": "Ana, Will"})
    assert turns(reading) == [
        ("Ana", "One."),
        ("Will", "Two.\nChorus: will it?"),
        ("Ana", "Three."),
    ]


def test_front_matter_says_when_and_what(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "---\ntitle: A talk\ndate: 9 April 2025\nwave: w1\nplace: Bath\n---\n\nAna: Hi.\nBen: Ho.\n"
    )
    (transcript,) = read(text).transcripts
    assert (transcript.date, transcript.wave) == ("2025-04-09", "w1")
    assert transcript.attributes == {"title": "A talk", "place": "Bath"}
    assert [turn.position for turn in transcript.turns] == [1, 2]


def test_a_head_of_date_and_place_is_no_speaker(read) -> None:  # type: ignore[no-untyped-def]
    text = "Date: 2025-04-09\nInterviewer: Jo\n\nJo: Hi.\n\nAna: Ho.\n\nJo: Hm.\n"
    (transcript,) = read(text).transcripts
    assert transcript.speakers == ("Jo", "Ana")
    assert transcript.attributes == {"interviewer": "Jo"}
    assert transcript.date == "2025-04-09"


def test_front_matter_that_never_ends_is_read_and_told(read) -> None:  # type: ignore[no-untyped-def]
    reading = read("---\ntitle: A talk\nAna: Hi.\nBen: Ho.\nAna: Well.\n")
    assert any(p.line == 1 and "never closed" in p.what for p in reading.problems)
    assert ("Ben", "Ho.") in turns(reading)


def test_words_before_the_first_label_are_nobodys(read) -> None:  # type: ignore[no-untyped-def]
    reading = read("Recorded in the garden.\n\nAna: Hi.\n\nBen: Ho.\n\nAna: Hm.\n")
    assert turns(reading)[0] == (UNKNOWN_SPEAKER, "Recorded in the garden.")


def test_a_time_below_words_beside_a_label_is_not_theirs(read) -> None:  # type: ignore[no-untyped-def]
    text = "Ana: Hi.\n[00:40] So.\n[03:09] Well.\n\nBen: Ho.\n\nAna: Hm.\n"
    turn = read(text).transcripts[0].turns[0]
    assert (turn.start, turn.text) == (None, "Hi.\nSo.\nWell.")
    assert turn.timing.list_seconds() == [(4, 40), (8, 189)]


def test_words_before_the_first_label_keep_each_time(read) -> None:  # type: ignore[no-untyped-def]
    text = "[00:40] Why we met\n[03:09] How it went\n\nAna: Hi.\n\nBen: Ho.\n\nAna: Hm.\n"
    turn = read(text).transcripts[0].turns[0]
    assert (turn.speaker, turn.start) == (UNKNOWN_SPEAKER, 40.0)
    assert turn.timing.list_seconds() == [(0, 40), (11, 189)]


def test_no_speaker_at_all_is_read_by_paragraph(read) -> None:  # type: ignore[no-untyped-def]
    reading = read("I went there.\nIt was fine.\n\nThen I left.\n")
    assert turns(reading) == [
        (UNKNOWN_SPEAKER, "I went there.\nIt was fine."),
        (UNKNOWN_SPEAKER, "Then I left."),
    ]
    assert any("'Ana: …'" in problem.hint for problem in reading.problems)


def test_lines_with_times_and_no_names_keep_their_times(read) -> None:  # type: ignore[no-untyped-def]
    (transcript,) = read("00:00:01 Hello and welcome.\n00:01:05 Today: news.\n").transcripts
    assert [(t.text, t.start) for t in transcript.turns] == [
        ("Hello and welcome.", 1.0),
        ("Today: news.", 65.0),
    ]


def test_one_speaker_is_fine_and_noted(read) -> None:  # type: ignore[no-untyped-def]
    reading = read("Ana: One.\n\nAna: Two.\n")
    assert turns(reading) == [("Ana", "One.\nTwo.")]
    assert any("only one speaker" in p.what and not p.fatal for p in reading.problems)


def test_turns_without_a_word_are_counted_and_closed_up(read) -> None:  # type: ignore[no-untyped-def]
    reading = read("Ana: One.\n\nBen: ...\n\nBen:\n\nAna: Two.\n\nBen: Three.\n")
    (transcript,) = reading.transcripts
    assert [t.position for t in transcript.turns] == [1, 2]
    assert any("2 turn(s) without a word" in p.what and p.line == 3 for p in reading.problems)


def test_otter_signs_and_does_not_speak(read) -> None:  # type: ignore[no-untyped-def]
    text = "Ana  0:00  \nHi.\n\nUnknown Speaker  0:35  \nHm.\n\nTranscribed by https://otter.ai\n"
    (transcript,) = read(text).transcripts
    assert transcript.speakers == ("Ana", UNKNOWN_SPEAKER)
    assert transcript.attributes == {"transcribed by": "https://otter.ai"}
    assert transcript.turns[-1].text == "Hm."


def test_a_label_written_two_ways_is_one_speaker(read) -> None:  # type: ignore[no-untyped-def]
    (transcript,) = read("MODERATOR: Hi.\nAna: Ho.\nModerator: Hm.\nana: Ha.\n").transcripts
    assert transcript.speakers == ("MODERATOR", "Ana")


def test_labels_in_small_letters(read) -> None:  # type: ignore[no-untyped-def]
    (transcript,) = read("anna: Hi.\nben: Ho.\nanna: Hm.\nben: Ha.\n").transcripts
    assert transcript.speakers == ("anna", "ben")


def test_labels_in_other_scripts(read) -> None:  # type: ignore[no-untyped-def]
    (transcript,) = read("采访者：你好。\n小王：你好！\n采访者：谢谢。\n").transcripts
    assert transcript.speakers == ("采访者", "小王")


def test_ten_thousand_speakers_are_fast_and_doubted(read) -> None:  # type: ignore[no-untyped-def]
    reading = read("".join(f"Person {n}: hello {n}\n" for n in range(10_000)))
    (transcript,) = reading.transcripts
    assert len(transcript.turns) == len(transcript.speakers) == 10_000
    assert any("10,000 speaker labels" in p.what and not p.fatal for p in reading.problems)
