"""Transcripts as texts that our own reader turns into the same turns."""

from __future__ import annotations

import pytest

from builders import transcript
from interviewkit.model import Transcript, Turn
from interviewkit.readers.contract import UNKNOWN_SPEAKER
from interviewkit.steps.exchanging.leaving.texts import write_readable

TALKS = {
    "hebrew": (("מנחה", "מה שלומך היום?"), ("דנה", "בסדר, תודה."), ("מנחה", "נהדר."),
               ("דנה", "כן.")),
    "chinese": (("主持人", "工作怎么样？"), ("安娜", "很好，谢谢。"), ("主持人", "好。"),
                ("安娜", "对。")),
    "emoji": (("Ana", "Great 👍🏽 day 👩‍👩‍👧"), ("Ben", "Yes."), ("Ana", "𝒲ell."), ("Ben", "So.")),
    "gendered": (("Interviewer*in", "Wie geht es?"), ("Kovac, Ivo", "Gut."),
                 ("Interviewer*in", "Schön."), ("Kovac, Ivo", "Ja.")),
    "lines": (("Ana", "One.\nTwo."), ("Ben", "Three."), ("Ana", "Four."), ("Ben", "Five.")),
    "nobody": ((UNKNOWN_SPEAKER, "All of it was said by somebody, we do not know by whom."),
               (UNKNOWN_SPEAKER, "And this as well.")),
    "colon": (("Ana", "Note: it is late."), ("Ben", "The question: why?"), ("Ana", "So."),
              ("Ben", "At 12:30 we left.")),
}  # fmt: skip


@pytest.mark.parametrize("name", TALKS)
def test_the_text_reads_back_as_the_same_turns(name: str) -> None:
    written, problem = write_readable(transcript(*TALKS[name]))
    assert problem is None, (name, written.text)


def test_times_read_back_as_they_were() -> None:
    said = [("Ana", "Well.", 0.5, 3.25), ("Ben", "Yes.", 4.0, 5.0), ("Ana", "So.", 3605.1, 3606.0)]
    turns = tuple(Turn("t", n, *each) for n, each in enumerate(said, 1))
    written, problem = write_readable(Transcript("t", "t.vtt", "", turns))
    assert problem is None
    assert written.text.startswith("[00:00:00.500 --> 00:00:03.250] Ana: Well.")


def test_turns_that_a_text_cannot_part_are_told() -> None:
    talk = transcript(("Ana", "One."), ("Ana", "Two."), ("Ben", "Three."), ("Ana", "Four."))
    written, problem = write_readable(talk)
    assert [written.text[slice(*each)] for each in written.places][:2] == ["One.", "Two."]
    assert problem is not None
    assert ("from turn 1 on" in problem.what, problem.fatal) == (True, False)
