"""Quotes are whole sentences that a stranger understands, with what is left out marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.words import count_words
from interviewkit.report.clarity import READABLE, is_back_channel, rate_clarity
from interviewkit.report.excerpts import LEFT_OUT, choose_excerpt
from interviewkit.report.whole_sentences import cut_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in cut_sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I asked Dr. Lee. She said no.", ["I asked Dr. Lee.", "She said no."]),
        ("So I went... and then I left. Gone!", ["So I went... and then I left.", "Gone!"]),
        ("“Is it?” she said. Yes.", ["“Is it?” she said.", "Yes."]),
        ("我很好。你呢？", ["我很好。", "你呢？"]),
        ("Das ist z.B. Leipzig. Gut.", ["Das ist z.B. Leipzig.", "Gut."]),
        ("no marks at all", ["no marks at all"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_speech_ends(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_fragment_is_shown_as_its_sentence() -> None:
    text = "Well. I told it about a bookmobile but really it's about loneliness, I guess. Anyway."
    start = text.index("but really")
    found = choose_excerpt(text, (start, start + len("but really it's about loneliness")))
    assert found.text == "I told it about a bookmobile but really it's about loneliness, I guess."


def test_what_points_back_brings_what_it_points_to() -> None:
    text = (
        "No. I told it I would double the number on page two, and it called that a bold choice. "
        "It's a yes-man. Hm."
    )
    start = text.index("It's a yes-man.")
    found = choose_excerpt(text, (start, start + len("It's a yes-man.")))
    assert found.text.startswith("I told it I would double the number")
    assert found.text.endswith("It's a yes-man.")


def test_what_is_left_out_is_marked() -> None:
    long = ", ".join(f"then I did number {n} of the many things" for n in range(20)) + "."
    start = long.index("number 10")
    found = choose_excerpt(long, (start, start + 9))
    assert found.text.startswith(f"{LEFT_OUT} then I did")
    assert found.text.endswith(LEFT_OUT)
    assert "number 10 of" in found.text
    assert count_words(found.text.replace(LEFT_OUT, "")) <= READABLE[1]


def test_speech_without_marks_is_cut_between_words() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    start = text.index("word100")
    found = choose_excerpt(text, (start, start + 7))
    kept = found.text.replace(LEFT_OUT, "").split()
    assert "word100" in kept
    assert len(kept) <= READABLE[1]
    assert all(word in text.split() for word in kept)


WORDS = st.text("ab. ,?!…我。\n", max_size=300)


@given(WORDS, st.integers(0, 300), st.integers(1, 60))
def test_an_excerpt_has_the_words_of_its_turn(text: str, start: int, length: int) -> None:
    passage = (min(start, len(text)), min(start + length, len(text)))
    found = choose_excerpt(text, passage)
    words = found.text.replace(LEFT_OUT, "").strip()
    assert words == " ".join(text[found.start : found.end].split())
    assert all(text[a:b].strip() == text[a:b] for a, b in cut_sentences(text))


@pytest.mark.parametrize(
    ("clearer", "than"),
    [
        ("I used to ring a colleague, and now I ask the assistant instead.", "It was like that."),
        ("I ask the assistant now when I do not know how to go on.", "Yeah, exactly, sure."),
        ("I ask the assistant now when I do not know how to go on.",
         "They ask it now when he does not know how to go on."),
        ("I ask the assistant now when I do not know how to go on.",
         "Um, I, uh, ask the, um, assistant now when I do not know how."),
        ("I ask the assistant now when I do not know how to go on.",
         "I ask the assistant now when I [inaudible] how to go on."),
        ("I ask the assistant now when I do not know how to go on.",
         "I ask the assistant now when I do not know how —"),
    ],
)  # fmt: skip
def test_what_can_be_understood_is_rated_higher(clearer: str, than: str) -> None:
    assert rate_clarity(clearer) > rate_clarity(than)


@pytest.mark.parametrize("text", ["Yeah.", "Mm. Right, right.", "Ja, genau.", "Oui, voilà."])
def test_listening_is_no_quote(text: str) -> None:
    assert is_back_channel(text)
    assert not is_back_channel(f"{text} We lost two people over it.")
