"""What is doubtful is told with file, line and the way to settle it, whichever reader read it."""

from __future__ import annotations

from typing import Any

import pytest

from interviewkit.readers.contract import FileReading

SETTLE = "[transcripts.columns] speakers"


def told(reading: FileReading, about: str) -> str:
    """The one problem about something, as people see it."""
    (found,) = [str(problem) for problem in reading.problems if about in problem.what]
    return found


def vtt(*said: str) -> str:
    cues = (f"00:0{i}.000 --> 00:0{i}.900\n{line}\n" for i, line in enumerate(said))
    return "WEBVTT\n\n" + "\n".join(cues)


TALK = ("<v Ana>One.", "<v Ben>Two.", "<v Ana>Three.", "<v Ben>Four.", "<v Bne>Five.")


def test_someone_who_speaks_once_is_told_in_captions(read: Any) -> None:
    said = told(read(vtt(*TALK), "a.vtt"), "speak once")
    assert "a.vtt:16: " in said
    assert "'Bne' (line 16)" in said
    assert SETTLE in said


def test_someone_who_speaks_once_is_told_in_tables(read: Any) -> None:
    rows = "speaker,text\nAna,One.\nBen,Two.\nAna,Three.\nBen,Four.\nBne,Five.\n"
    assert "'Bne' (line 6)" in told(read(rows, "a.csv"), "speak once")


def test_moderators_and_declared_labels_may_speak_once(read: Any) -> None:
    rows = "speaker,text\nInterviewer,So.\nBen,Two.\nAna,Three.\nBen,Four.\nAna,Five.\n"
    assert read(rows, "a.csv").problems == ()


def test_labels_left_in_speech_are_told(read: Any) -> None:
    rows = "speaker,text\n" + 'Ana,"Well.\nCarla: No."\nBen,So.\n' * 3
    assert SETTLE in told(read(rows, "a.csv"), "comes back like a speaker: 'Carla'")


def test_a_long_label_left_in_speech_is_told(read: Any) -> None:
    text = "Mod: So.\nThe tall man in a blue shirt: No.\nBen: Yes.\n" * 3
    assert SETTLE in told(read(text), "like a speaker: 'The tall man in a blue shirt' (line 1)")


@pytest.mark.parametrize(
    "typed", ["Ben No.", "Ben; No.", "Ben - No.", "Ben. No.", "Ben [pause 0:03]: No."]
)
def test_a_forgotten_colon_is_told(read: Any, typed: str) -> None:
    text = f"Ana: So.\n{typed}\nAna: Why?\nBen: Well.\nAna: Ben said no.\n"
    assert repr(typed) in told(read(text), "open with a speaker")
    said = text.replace(typed, "Ben said no.\nBenno Too.")
    assert not [each for each in read(said).problems if "open with" in each.what]


def test_speakers_within_a_line_are_told(read: Any) -> None:
    text = "Ana: So. Ben: No. Ana: Why? Ben: Well.\nAna: Ah. Ben: Yes.\n"
    assert "'Ben' (line 1), 'Ana' (line 1)" in told(read(text), "within a line")
    said = "Ana: So. Note: no.\nBen: The rule (Ana: hm) is old.\nMe: no.\nAna: Ah.\nBen: So.\n"
    assert not [each for each in read(said).problems if "within a line" in each.what]


@pytest.mark.parametrize("time", ["#00:00:0{}-1#", "[00:0{}]", "00:00:0{}", "0{} -->"])
def test_times_left_in_speech_are_told(read: Any, time: str) -> None:
    rows = "speaker,text\n" + "".join(f"Ana,Well {time.format(i)} no.\nBen,So.\n" for i in range(4))
    assert "a.csv:2: " in told(read(rows, "a.csv"), "looks like times")


@pytest.mark.parametrize(
    ("content", "name"), [("Ana: One.\n\nAna: Two.\n", "a.txt"), (vtt("<v Ana>One."), "a.vtt")]
)
def test_a_file_of_one_speaker_is_told(read: Any, content: str, name: str) -> None:
    assert SETTLE in told(read(content, name), "only one speaker")


def test_what_is_set_aside_is_told_once_a_reason_with_its_lines(read: Any) -> None:
    text = "My title\nPage 1\nAna: One.\nBen: Two.\nPage 2\nAna: Three.\n"
    reading = read(text)
    pages = "numbers of pages, set aside: 'Page 1' (line 2), 'Page 2' (line 5)"
    assert pages in told(reading, "numbers of pages")
    assert "'My title' (line 1)" in told(reading, "before the first speaker")
    assert sorted(each.line for each in reading.aside) == [1, 2, 5]


def test_uncertain_labels_are_nobodys_in_captions_and_tables(read: Any) -> None:
    for content, name in (
        (vtt("<v Ana>One.", "<v P2?>Two.", "<v Ana>Three."), "a.vtt"),
        ("speaker,text\nAna,One.\nP2?,Two.\nAna,Three.\n", "a.csv"),
    ):
        reading = read(content, name)
        assert reading.transcripts[0].speakers == ("Ana", "Unknown speaker")
        assert "'P2?'" in told(reading, "leave open who speaks")
