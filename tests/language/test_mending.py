"""A text is mended: what points into it stands where its words stand."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interviewkit.language.mending import TextChange, apply_again

WORDS = st.sampled_from(
    ["I", "wroked", "worked", "hard", "not", "Ünï", "🙂", "it's", "…", "e\u0301"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def moved(before: str, after: str, quote: str) -> str | None:
    start = before.index(quote)
    at = TextChange(before, after).move((start, start + len(quote)))
    return None if at is None else after[slice(*at)]


@pytest.mark.parametrize(
    ("before", "after", "quote", "stands"),
    [
        ("I wroked hard", "I worked hard", "wroked", "worked"),
        ("I wroked hard", "I worked hard", "wroked hard", "worked hard"),
        ("I wroked hard", "I worked hard", "I", "I"),
        ("I wroked hard", "I worked hard", "ked", "ked"),
        ("a cat sat", "a cats sat", "cat", "cats"),
        ("It is fast. It helps.", "It is fast. Really. It helps.", "It helps.", "It helps."),
        ("It is fast. It helps.", "It is fast. Really. It helps.", "It is fast.", "It is fast."),
        ("So it is, it is.", "It is.", "So it is, it is.", "It is."),
        ("I do like it", "I like it", "do ", None),
        ("no no no", "no no", "no no no", "no no"),
    ],
)
def test_a_quote_follows_its_words(before: str, after: str, quote: str, stands: str | None) -> None:
    assert moved(before, after, quote) == stands


@given(TEXTS, TEXTS, st.data())
@example("I worked", "worked", None)
def test_offsets_always_fit(before: str, after: str, data: st.DataObject | None) -> None:
    spans = [(a, b) for a in range(len(before)) for b in range(a + 1, len(before) + 1)]
    for span in spans if data is None else [data.draw(st.sampled_from(spans))]:
        at = TextChange(before, after).move(span)
        if at is not None:
            assert 0 <= at[0] < at[1] <= len(after)
            assert after[slice(*at)].strip() or not before[slice(*span)].strip()


@given(st.lists(WORDS, min_size=3, max_size=12), st.data())
def test_a_quote_that_is_not_touched_stands_as_it_was(
    words: list[str], data: st.DataObject
) -> None:
    i = data.draw(st.integers(0, len(words) - 1))
    put = data.draw(st.lists(WORDS, max_size=3))
    after = " ".join([*words[:i], *put, *words[i + 1 :]])
    before = " ".join(words)
    change = TextChange(before, after)
    for a in range(len(words)):
        for b in range(a + 1, len(words) + 1):
            start = len(" ".join([*words[:a], ""])) if a else 0
            span = (start, start + len(" ".join(words[a:b])))
            if all(span[1] <= g[0] or span[0] >= g[1] for g in change.gaps) and span != (
                0, len(before),
            ):  # fmt: skip
                inside = any(g[0] == g[1] and span[0] < g[0] < span[1] for g in change.gaps)
                at = change.move(span)
                assert at is not None
                assert inside or after[slice(*at)] == before[slice(*span)]


@given(TEXTS, TEXTS)
def test_what_was_mended_is_mended_again(was: str, now: str) -> None:
    assert apply_again(was, now, was) == now
    assert apply_again(was, now, now) == now


def test_a_change_is_made_again_only_where_its_words_stand() -> None:
    was, now = "I wroked hard at it, day and night.", "I worked hard at it, day and night."
    assert apply_again(was, now, was + " Always.") == now + " Always."
    assert apply_again(was, now, "I worked hard at it, all day.") == "I worked hard at it, all day."
    assert apply_again(was, now, "I toiled hard at it.") is None


def test_long_texts_that_differ_all_over_are_compared_at_once() -> None:
    before, after = "a b " * 5000, "c d " * 5000
    assert TextChange(before, after).gaps == [(0, len(before.rstrip()), 0, len(after.rstrip()))]
