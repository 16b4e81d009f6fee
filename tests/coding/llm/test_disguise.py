"""Names are sent as pseudonyms, and what comes back is found in the true text."""

from __future__ import annotations

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
