"""Two versions of a conversation: the right turns are found again, whatever was done to them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import turns
from interviewkit.language.alignment import align_turns

SAYS = (
    "I like my work.",
    "Yes.",
    "It is far away from here.",
    "Yes.",
    "We meet on Fridays at noon.",
)
OLD = turns(*(("Ana" if i % 2 else "Mo", text) for i, text in enumerate(SAYS)))


def test_the_same_turns_are_the_same() -> None:
    aligned = align_turns(OLD, OLD)
    assert dict(aligned.same) == {i: i for i in range(5)}
    assert not aligned.changed


def test_of_two_equal_turns_the_one_in_its_place_is_meant() -> None:
    new = [OLD[0], *OLD[2:]]
    aligned = align_turns(OLD, new)
    assert dict(aligned.same) == {0: 0, 2: 1, 3: 2, 4: 3}


def test_a_respelled_label_does_not_hide_a_turn() -> None:
    new = turns(*(("Ana K." if t.speaker == "Ana" else "Mo", t.text) for t in OLD))
    assert dict(align_turns(OLD, new).same) == {i: i for i in range(5)}


def test_a_turn_that_was_moved_is_found_if_it_is_there_once() -> None:
    new = [OLD[4], *OLD[:4]]
    assert align_turns(OLD, new).same[4] == 0


def test_a_changed_turn_is_the_same_place() -> None:
    new = list(turns(*((t.speaker, t.text.replace("far", "very far")) for t in OLD)))
    aligned = align_turns(OLD, new)
    assert dict(aligned.changed) == {2: 2}
    start = OLD[2].text.index("away")
    place = aligned.find_span(2, start, start + len("away from here."))
    assert place is not None
    assert new[2].text[slice(*place[1])] == "away from here."
    assert aligned.find_span(2, 0, len(OLD[2].text)) is None
    assert aligned.read_in(2) == set()


def test_a_turn_taken_apart_or_put_together_is_read_word_for_word() -> None:
    one = turns(("Ana", "It is far away from here. We meet on Fridays at noon."))
    two = turns(("Ana", "It is far away from here."), ("Ana", "We meet on Fridays at noon."))
    apart = align_turns(one, two)
    assert [apart.read_in(0), apart.read_in(1)] == [{0}, {0}]
    together = align_turns(two, one)
    assert together.read_in(0) == {0, 1}
    assert together.find_span(1, 0, 27) == (0, (26, 53))


def test_a_word_that_is_gone_is_not_read_word_for_word() -> None:
    old, new = turns(("Ana", "I do not feel alone here.")), turns(("Ana", "I do feel alone here."))
    assert align_turns(old, new).read_in(0) == set()


def test_times_that_are_no_speech_any_more_are_no_words() -> None:
    old, new = turns(("Ana", "00:12 I feel alone here.")), turns(("Ana", "I feel alone here."))
    assert align_turns(old, new).read_in(0) == {0}
    assert align_turns(new, old).read_in(0) == {0}


def test_a_number_within_what_was_said_is_a_word() -> None:
    old, new = turns(("Ana", "I worked 12 hours.")), turns(("Ana", "I worked hours."))
    assert align_turns(old, new).read_in(0) == set()
    assert align_turns(new, old).read_in(0) == set()


def test_scripts_without_blanks_are_compared_sign_by_sign() -> None:
    old, new = turns(("安", "我在家工作,很安静。")), turns(("安", "我常在家工作,很安静。"))
    aligned = align_turns(old, new)
    assert dict(aligned.changed) == {0: 0}
    assert aligned.find_span(0, 1, 5) == (0, (2, 6))


def test_another_conversation_shares_nothing() -> None:
    new = turns(("Bo", "The garden needs water."), ("Mo", "Every day?"))
    aligned = align_turns(OLD, new)
    assert not aligned.same
    assert not aligned.changed


WORDS = st.lists(
    st.sampled_from(["a1", "home", "work", "far", "yes", "no"]), min_size=1, max_size=6
)
TALK = st.lists(st.tuples(st.sampled_from(["Ana", "Mo"]), WORDS.map(" ".join)), max_size=8)


@settings(max_examples=200, deadline=None)
@given(TALK, TALK)
def test_every_pair_says_the_same_and_every_quote_stands(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    old, new = turns(*before), turns(*after)
    aligned = align_turns(old, new)
    assert len(set(aligned.same.values())) == len(aligned.same)
    assert all(old[i].text == new[j].text for i, j in aligned.same.items())
    assert not set(aligned.changed.values()) & set(aligned.same.values())
    for i, turn in enumerate(old):
        place = aligned.find_span(i, 0, len(turn.text)) if i not in aligned.same else None
        if place is not None:
            assert turn.text in new[place[0]].text[slice(*place[1])]


@settings(max_examples=100, deadline=None)
@given(TALK, st.data())
def test_a_turn_put_in_anywhere_loses_nobody(
    before: list[tuple[str, str]], data: st.DataObject
) -> None:
    old = turns(*before)
    place = data.draw(st.integers(0, len(before)))
    new = turns(*before[:place], ("Bo", "something quite new"), *before[place:])
    assert len(align_turns(old, new).same) == len(old)
