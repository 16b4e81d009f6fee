"""Praat: both forms, every way of writing a label, and tiers of words beside phrases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_tiers import letters_of, letters_read, said_in, textgrid, told_in
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.textgrid import read_textgrid
from interviewkit.readers.contract import Source

ANA = ("Ana", [(0, 1, ""), (1, 2.5, 'She said "no", twice.'), (2.5, 4, ""), (4, 5, "Why?")])
BEN = ("Ben", [(0, 2, ""), (2, 4.5, "Because it\nrained."), (4.5, 6, "")])
RIGHT = [("Ana", 'She said "no", twice.'), ("Ben", "Because it rained."), ("Ana", "Why?")]


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_both_forms_in_each_encoding(read: Any, short: bool, encoding: str) -> None:
    reading = read(textgrid(ANA, BEN, short=short).encode(encoding), "a.TextGrid")
    assert said_in(reading) == RIGHT
    assert [turn.start for turn in reading.transcripts[0].turns] == [1, 2, 4]
    assert reading.problems == ()


def test_words_and_sounds_beside_phrases_are_no_second_speech(read: Any) -> None:
    words = [(1, 1.5, "She"), (1.5, 1.7, "said"), (1.7, 2, "no"), (2, 2.5, "twice")]
    sounds = [(1, 1.2, "ʃ"), (1.2, 1.5, "i")]
    reading = read(
        textgrid(ANA, BEN, ("Ana - words", words), ("Ana - phones", sounds)), "a.TextGrid"
    )
    assert said_in(reading) == RIGHT
    assert "tier 'Ana - phones', which holds single sounds, set aside: 'ʃ'" in told_in(reading)
    assert "words" not in told_in(reading)  # they are those of the phrases, and time them


def test_words_alone_become_turns_at_pauses(read: Any) -> None:
    ana = [(0, 0.5, "well"), (0.5, 1, "yes"), (9, 9.5, "no")]
    ben = [(4, 4.5, "and"), (4.5, 5, "then")]
    reading = read(textgrid(("Ana - words", ana), ("Ben - words", ben)), "a.TextGrid")
    assert said_in(reading) == [("Ana", "well yes"), ("Ben", "and then"), ("Ana", "no")]


def test_labels_of_silence_and_points_are_told(read: Any) -> None:
    pauses = (
        "Ana",
        [(0, 1, "<p:>"), (1, 2, "Yes."), (2, 3, "sil"), (3, 4, "Good."), (4, 5, "sil")],
    )
    points = '"TextTier"\n"pitch"\n0\n5\n2\n1.5\n"H*"\n2.5\n"120"\n'
    reading = read(textgrid(pauses, BEN, short=True) + points, "a.TextGrid")
    assert said_in(reading) == [("Ana", "Yes."), ("Ben", "Because it rained."), ("Ana", "Good.")]
    assert "labels of silence, set aside: '<p:>'" in told_in(reading)
    assert "tier 'pitch', which holds points in time, set aside: 'H*'" in told_in(reading)


def test_negative_zero_and_letters_with_a_backslash(read: Any) -> None:
    tier = ("Ana", [("-0", 1, 'gr\\u"n, gro\\ss, \\ae'), (1, 2, "d\\e'j\\a` vu")])
    reading = read(textgrid(tier, BEN, short=True), "a.TextGrid")  # type: ignore[arg-type]
    assert said_in(reading)[0] == ("Ana", "grün, groß, æ déjà vu")
    assert str(reading.transcripts[0].turns[0].start) == "0.0"


def test_a_binary_textgrid_says_how_to_save_it(read: Any) -> None:
    reading = read(b"ooBinaryTextFile\x08TextGrid" + bytes(40), "a.TextGrid")
    assert [(p.what, p.fatal) for p in reading.problems] == [
        ("it is a TextGrid in binary form", True)
    ]


def test_a_label_that_never_closes_is_kept(read: Any) -> None:
    text = textgrid(ANA, BEN, short=True)
    reading = read(text[: text.rindex("rained") + 4], "a.TextGrid")
    assert said_in(reading)[1] == ("Ben", "Because it rain")
    assert "never closed; it was kept" in told_in(reading)


TEXT = st.text(alphabet='abc Ä 日1 ."!\n', max_size=12)


@given(
    st.dictionaries(
        st.sampled_from(["Ana", "Ben", "tones", "phrase", ""]),
        st.lists(st.tuples(st.integers(0, 90), TEXT), min_size=1, max_size=6),
        min_size=1,
    ),
    st.booleans(),
)
def test_every_letter_arrives_or_is_told(tiers: dict[str, Any], short: bool) -> None:
    spans = {name: [(at, at + 1, text) for at, text in each] for name, each in tiers.items()}
    source = Source("a.TextGrid", "a", text=textgrid(*spans.items(), short=short))
    found, _ = read_textgrid(source, TranscriptSettings())
    arrived = [each.text for talk in found for each in (*talk.said, *talk.aside)]
    assert letters_of(arrived) == letters_of(text for each in tiers.values() for _, text in each)


@pytest.mark.shared
def test_real_files_agree_with_praatio(shared: Path, read: Any) -> None:
    tiers = pytest.importorskip("praatio.textgrid")
    for path in sorted(shared.glob("formats/*/*.TextGrid")):
        theirs = tiers.openTextgrid(str(path), includeEmptyIntervals=False)
        labels = [entry.label for tier in theirs.tiers for entry in tier.entries]
        assert letters_read(read(path.read_bytes(), path.name)) == letters_of(labels)
