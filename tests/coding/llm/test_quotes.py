"""Quotes of a language model: found where they stand, typography aside, or not taken at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.coding.llm.quotes import AMBIGUOUS, EMPTY, INVENTED, find_quote

TEXT = "Well – I don’t talk to “my” colleagues … any more. Das ist  schön, café! Yes. Yes."
SIGNS = st.sampled_from("ab Äß é’'\"“”–-….,!\n\u00a0\u00adİıſﬁ漢字한글e\u0301🙂xyz ")
SAID = st.text(SIGNS, min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("I don’t talk", "I don’t talk"),
        ('I don\'t talk to "my" colleagues', "I don’t talk to “my” colleagues"),
        ("WELL - I DON'T", "Well – I don’t"),
        ("colleagues ... any more", "colleagues … any more"),
        ("Das ist schön", "Das ist  schön"),
        ("schön, café!", "schön, café!"),
        ("“talk to ‘my’”", None),
        ('"I don\'t talk to"', "I don’t talk to"),
        ("... any more. Das ist…", "any more. Das ist"),
    ],
)
def test_typography_is_mended_and_nothing_else(quote: str, found: str | None) -> None:
    span, _ = find_quote(TEXT, quote)
    assert (TEXT[slice(*span)] if span else None) == found


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("I talk to my colleagues", INVENTED),
        ("I don't talk ... any more", INVENTED),
        ("cafe", INVENTED),
        ("ell", INVENTED),
        ("colleag", INVENTED),
        ("Yes", AMBIGUOUS),
        ("", EMPTY),
        ("…", EMPTY),
        (" “” ", EMPTY),
    ],
)
def test_what_is_not_sure_is_not_taken(quote: str, why: str) -> None:
    assert find_quote(TEXT, quote) == (None, why)


def test_a_quote_as_written_goes_before_another_case() -> None:
    text = "so I said: So what? that is so."
    assert find_quote(text, "So what") == ((11, 18), "")
    assert find_quote("It is. it is slow", "it is")[0] == (7, 12)


def test_words_without_blanks_between_them_are_found() -> None:
    text = "我觉得压力很大，每天都很累。"
    span, _ = find_quote(text, "压力很大")
    assert span == (3, 7)


def test_offsets_count_code_points_not_bytes() -> None:
    text = "🙂🙂 I am “fine” 🙂"
    span, _ = find_quote(text, '"fine"')
    assert span is not None
    assert text[slice(*span)] == "“fine”"


def folded(text: str) -> str:
    """Letters and digits alone, without case and forms: what typography cannot touch."""
    twice = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in twice if sign.isalnum() or unicodedata.combining(sign))


@given(SAID, SAID)
def test_a_quote_found_says_what_was_quoted(text: str, quote: str) -> None:
    span, why = find_quote(text, quote)
    assert (span is None) == bool(why)
    if span:
        assert 0 <= span[0] < span[1] <= len(text)
        assert folded(text[slice(*span)]) == folded(quote)


@given(SAID, st.data())
def test_a_slice_rewritten_is_found_in_its_place_or_not_at_all(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    change = data.draw(
        st.sampled_from(
            [
                str,
                str.upper,
                lambda said: unicodedata.normalize("NFD", said),
                lambda said: unicodedata.normalize("NFKC", said),
                lambda said: said.replace("’", "'").replace("–", "-").replace("“", '"'),
                lambda said: f"“{said}”",
                lambda said: " ".join(said.split(" ")) + " …",
            ]
        )
    )
    span, why = find_quote(text, change(text[start:end]))
    assert span is not None or why in (INVENTED, AMBIGUOUS, EMPTY)
    if span:
        assert folded(text[slice(*span)]) == folded(text[start:end])


@given(st.text(st.sampled_from("abc ,.'"), min_size=1, max_size=40), st.data())
def test_whole_words_that_stand_once_are_always_found(text: str, data: st.DataObject) -> None:
    words = text.split()
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    said = " ".join(text.split())
    quote = " ".join(words[first : last + 1])
    span, why = find_quote(said, quote)
    assert (
        span is None
        or said[slice(*span)].strip() == quote
        or folded(quote) == folded(said[slice(*span)])
    )
    if said.count(quote) == 1 and quote[0].isalnum() and quote[-1].isalnum():
        assert why == ""


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("I can’t rely on it.", "I can", False),
        ("I can’t rely on it.", "I can't", True),
        ("She said 'I can' twice.", "I can", True),
        ("It’s the Smiths’ house.", "the Smiths", True),
        ("l’école est bien", "école est", True),
        ("It took 1,500 hours.", "It took 1", False),
        ("It took 1,500 hours.", "500 hours", False),
        ("We were 3, 2 of them men.", "We were 3", True),
        ("हिन्दी बोलता हूँ", "हिन्द", False),
        ("हिन्दी बोलता हूँ", "न्दी बोलता", False),
        ("हिन्दी बोलता हूँ", "हिन्दी", True),
        ("I ❤\ufe0f it", "I ❤", True),
    ],
)
def test_a_word_is_not_cut_where_unicode_has_it_whole(text: str, quote: str, found: bool) -> None:
    assert (find_quote(text, quote)[0] is not None) == found
