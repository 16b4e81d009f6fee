"""Names are sent as pseudonyms, and what comes back is found in the true text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.coding.llm.disguise import Disguise

WHO = Disguise({"Renée Tremblay": "P05", "Bo Li": "P06", "Will Ray": "P07", "Ray Moss": "P08"})


def test_names_and_their_parts_become_pseudonyms() -> None:
    said = "Renée and RENÉE TREMBLAY met Bo, bo li and Will. I will ask Tremblay's boss; renée?"
    assert WHO.cover(said).text == (
        "P05 and P05 met Bo, P06 and P07. I will ask P05's boss; renée?"
    )


def test_a_part_that_two_people_share_stays() -> None:
    assert WHO.cover("Ray said so.").text == "Ray said so."


def test_a_name_within_a_word_stays() -> None:
    assert WHO.cover("Willing Tremblays").text == "Willing Tremblays"


def test_slices_of_the_sent_text_are_found_in_the_true_one() -> None:
    true = "I asked Renée Tremblay, and Will came."
    covered = WHO.cover(true)
    assert covered.text == "I asked P05, and P07 came."
    for sent, said in (
        ("I asked", "I asked"),
        ("asked P05, and", "asked Renée Tremblay, and"),
        ("P05", "Renée Tremblay"),
        ("P07 came.", "Will came."),
        (", and ", ", and "),
    ):
        start = covered.text.index(sent)
        assert true[slice(*covered.locate((start, start + len(sent))))] == said


@given(
    st.lists(st.sampled_from(["Renée", "Bo Li", "we", "x.", "Will", "Tremblay", "—"]), max_size=8),
    st.data(),
)
def test_every_slice_leads_back_to_what_was_said(words: list[str], data: st.DataObject) -> None:
    covered = WHO.cover(" ".join(words))
    if not covered.text:
        return
    start = data.draw(st.integers(0, len(covered.text) - 1))
    end = data.draw(st.integers(start + 1, len(covered.text)))
    a, b = covered.locate((start, end))
    assert 0 <= a < b <= len(covered.true)
    again = WHO.cover(covered.true[a:b]).text
    assert covered.text[start:end] in again


def test_without_pseudonyms_nothing_is_touched() -> None:
    covered = Disguise().cover("Ana said so.")
    assert covered.text == covered.true
    assert covered.locate((0, 3)) == (0, 3)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("O'Brien", "Ask O’Brien."),
        ("Sinéad O'Neil", "Ask O’Neil."),
        ("José", "Ask Jose\u0301."),
        ("Jose\u0301", "Ask José."),
        ("Renée Tremblay", "Ask RENÉE."),
        ("Anna-Lena Schmidt", "Ask Anna‐Lena."),
        ("Müller-Lüdenscheidt", "Ask Lüdenscheidt."),
        ("weiß", "Ask Weiß."),
        ("Mary Ann", "Ask Mary\u00a0 Ann."),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, said: str) -> None:
    covered = Disguise({name: "P05"}).cover(said)
    assert covered.text == "Ask P05."
    assert covered.locate((4, 7)) == (4, len(said) - 1)


def test_names_are_found_where_no_blank_parts_words() -> None:
    assert Disguise({"李明": "P05"}).cover("李明说得对。").text == "P05说得对。"
