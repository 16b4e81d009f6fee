"""CHAT: words as they were said, times of bullets, and codes and tiers told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_tiers import letters_of, letters_read, said_in, told_in
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.chat import read_chat
from interviewkit.readers.annotation.chat_codes import clean_line
from interviewkit.readers.contract import Source

HEAD = """@UTF8
@Begin
@Languages:\teng, deu
@Participants:\tINV Jo Investigator,
\tPAR Ben Participant
@ID:\teng|corpus|PAR|63;02.|male|||Participant|||
@Media:\ttalk, audio
@Date:\t25-JAN-2024
@Comment:\tthe window was open
"""


def test_lines_become_turns_with_their_times(read: Any) -> None:
    body = "*INV:\tso ? \x15100_900\x15\n*PAR:\tI went\n\thome . \x15950_2100\x15\n"
    body += "%mor:\tpro|I v|go\n\tn|home .\n*PAR:\tyes . \x152200_2500\x15\n@End\n"
    reading = read(HEAD + body, "a.cha")
    assert said_in(reading) == [("INV", "so?"), ("PAR", "I went home. yes.")]
    (transcript,) = reading.transcripts
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(0.1, 0.9), (0.95, 2.5)]
    assert transcript.date == "2024-01-25"
    assert transcript.attributes["language"] == "eng, deu"
    assert transcript.attributes["media"] == "talk, audio"
    people = "INV: Jo, Investigator; PAR: Ben, Participant, 63;02., male"
    assert transcript.attributes["participants"] == people
    told = told_in(reading)
    assert "dependent tier %mor, set aside: 'pro|I v|go n|home .' (line 13)" in told
    assert "'Comment: the window was open'" in told


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<I want> [//] I need &-um (be)cause [/] because .", "I want I need um because because."),
        ("what did you (.) do (1.5) &+st stay ?", "what did you do st stay?"),
        ("I was +...", "I was…"),
        ("but he +/.", "but he–"),
        ("you did +/?", "you did?"),
        ('+" go home , he said +"/.', "go home, he said."),
        ("hola@s:spa my ice_cream@c and New_York .", "hola my ice cream and New York."),
        ("xxx and www then no:: .", "xxx and www then no."),
        ("‹he› ⌈said⌉ ↑that° ‡ fine .", "he said that fine."),
        ("that is 10:30 , right ?", "that is 10:30, right?"),
        ("the <dog> [>] ran [x 3] .", "the dog ran."),
        ("&~ah well [!!] no [?] .", "ah well no."),
        ("we &- um went .", "we um went."),
    ],
)
def test_words_stay_as_they_were_said(line: str, words: str) -> None:
    assert clean_line(line).text == words


def test_what_is_not_said_is_handed_back() -> None:
    found = clean_line("gonna [: going to] 0is &=laughs [=! whispers] mine@f [+ exc] . •1_2000•")
    assert found.text == "gonna mine."
    assert (found.start, found.end) == (0.001, 2.0)
    codes = ["[: going to]", "[=! whispers]", "[+ exc]", "&=laughs", "0is", "mine@f"]
    assert found.codes == codes


@pytest.mark.parametrize("who", ["INV", "IP-2", "李华"])
def test_words_that_others_say_in_between_are_theirs(who: str, read: Any) -> None:
    body = f"*PAR:\tand then &*{who}:mm_hm we left .\n*PAR:\tearly .\n@End\n"
    reading = read(HEAD + body, "a.cha")
    assert said_in(reading) == [("PAR", "and then we left."), (who, "mm hm"), ("PAR", "early.")]


def test_timed_words_of_a_tier_belong_to_their_line() -> None:
    text = HEAD + "*PAR:\tUm I like it . \x150_900\x15\n"
    text += "%wor:\tUm \x150_200\x15 I \x15200_300\x15 like \x15300_700\x15 it \x15700_900\x15 ."
    text += "\n@End\n"
    (talk,), _ = read_chat(Source("a.cha", "a", text=text), TranscriptSettings())
    words = [(word.text, word.start, word.end) for word in talk.said[0].words]
    assert words == [("Um", 0, 0.2), ("I", 0.2, 0.3), ("like", 0.3, 0.7), ("it", 0.7, 0.9)]


def test_a_line_without_any_mark_is_kept_and_told(read: Any) -> None:
    reading = read(
        "@Begin\n@Languages:\teng\n*hello there\n*PAR:\tyes .\n*INV:\tno .\n@End\n", "a.cha"
    )
    assert said_in(reading) == [
        ("Unknown speaker", "*hello there"),
        ("PAR", "yes."),
        ("INV", "no."),
    ]
    assert "begins with @, * or %" in told_in(reading)


def test_chat_is_known_whatever_it_is_called(read: Any) -> None:
    assert read(HEAD + "*PAR:\tyes .\n*INV:\tno .\n@End\n", "a.txt").reader == "chat"
    assert read("@Anna: yes\n@Ben: no\n@Anna: why\n", "a.txt").reader == "speech"


CODED = st.lists(
    st.sampled_from(
        [
            *("well", "<no", "no>", "[//]", "&-uh", "&=laughs", "[= a dog]", "(be)cause", "0is"),
            *("xxx", "a@s:deu", "(.)", "+...", "ice_cream", "&+fr", "Ä", "[: to]", "[x 2]", "."),
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(st.lists(CODED, min_size=1, max_size=5))
def test_every_letter_of_a_line_arrives_or_is_told(lines: list[str]) -> None:
    text = HEAD + "".join(f"*PAR:\t{line}\n" for line in lines) + "@End\n"
    (talk,), _ = read_chat(Source("a.cha", "a", text=text), TranscriptSettings())
    codes = [each.text for each in talk.aside if "Comment" not in each.text]
    # a word with a form marker is read, and told once more with its marker
    told = [code if code[0] in "[&0" else code.partition("@")[2] for code in codes]
    assert letters_of([*(piece.text for piece in talk.said), *told]) == letters_of(lines)


@pytest.mark.shared
def test_real_files_of_talkbank(shared: Any, read: Any) -> None:
    reading = read((shared / "formats/chat/test.cha").read_bytes(), "test.cha")
    (turn,) = reading.transcripts[0].turns
    assert turn.text.startswith("Hello. this is a test of wake-up. i'm going to read")
    assert (turn.start, turn.end) == (0.125, 25.835)
    assert letters_read(reading)["q"] == 0
