"""Questions as text: what is written is understood, and written again the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.errors import QueryError
from interviewkit.model.query import (
    ASKED_STATUSES,
    PHRASE,
    REGEX,
    STEM,
    WORD,
    AllOf,
    AnyOf,
    Asked,
    Follows,
    Near,
    Not,
    Query,
    Term,
    TextWanted,
    is_negative,
    list_terms,
)
from interviewkit.model.query_text import parse_query, parse_words
from interviewkit.model.query_writing import write_asked, write_query

a, b, c = Term("a"), Term("b"), Term("c")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("a", a),
        ("a-", Term("a", "-")),
        ("a+ or b", AnyOf((Term("a", "+"), b))),
        ("a or b and not c", AnyOf((a, AllOf((b, Not(c)))))),
        ("(a or b) and c", AllOf((AnyOf((a, b)), c))),
        ("a near(3) b", Near(a, b, 3)),
        ("a near b", Near(a, b, 1)),
        ("not a follows b", Not(Follows(a, b))),
        ("a FOLLOWS (b and c)", Follows(a, AllOf((b, c)))),
        ('"and" and "odd name"-', AllOf((Term("and"), Term("odd name", "-")))),
        ("ideation-safety- and v1.2", AllOf((Term("ideation-safety", "-"), Term("v1.2")))),
        ("孤独 and سلام", AllOf((Term("孤独"), Term("سلام")))),
    ],
)
def test_codes_are_joined_as_written(text: str, asked: Asked) -> None:
    assert parse_query(text).asked == asked
    assert parse_query(write_asked(asked)).asked == asked


def test_filters_may_stand_anywhere_outside_brackets() -> None:
    query = Query(AllOf((a, Not(b))), waves=("April", "May"), segments=("tired",), machine=False)
    for text in (
        "a and not b wave:April,May segment:tired machine:no",
        "wave:April and a and segment:tired and not b wave:May machine:no",
        "segment:tired a and not b wave:April wave:May and machine:no",
    ):
        assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("text:talk", TextWanted(WORD, "talk")),
        ("text:tal*", TextWanted(WORD, "tal*")),
        ('text:"hardly talk, to"', TextWanted(PHRASE, "hardly talk, to")),
        ("text:~talking", TextWanted(STEM, "talking")),
        (r"text:/a\/b (c|d), \w+/", TextWanted(REGEX, r"a/b (c|d), \w+")),
    ],
)
def test_text_is_looked_for_in_four_ways(text: str, wanted: TextWanted) -> None:
    assert parse_query(text) == Query(texts=(wanted,))
    assert parse_query(write_query(Query(texts=(wanted,)))).texts == (wanted,)


def test_what_one_types_into_a_search() -> None:
    assert parse_words('hardly "talk to" coll*') == (
        TextWanted(WORD, "hardly"),
        TextWanted(PHRASE, "talk to"),
        TextWanted(WORD, "coll*"),
    )
    assert parse_words(' " (why?) ') == (TextWanted(PHRASE, "(why?)"),)


@pytest.mark.parametrize(
    ("text", "at", "what", "hint"),
    [
        ("a and", 5, "a code is missing", "quotation marks"),
        ("a b", 2, "and or or is missing", "isolation and trust"),
        ("(a or b", 0, "not closed", ""),
        ("a)", 1, "never opened", ""),
        ("a or or b", 5, "or joins two codes", '"or"'),
        ("a follows b near c", 12, "comes twice", "brackets"),
        ("a near not b", 7, "and or or is missing", ""),
        ("a near (not b)", 2, "near joins passages", "and not"),
        ("a sgement:x", 2, "is no filter", "did you mean 'segment'?"),
        ("a status:standin", 9, "is no status", "did you mean 'standing'?"),
        ("a or wave:May", 10, "cannot stand after or", "at the end"),
        ("(a wave:May)", 8, "inside brackets", "at the end"),
        ("a wave:", 7, "what wave is missing", "wave:name"),
        ('"a', 0, "has no end", ""),
        ("text:/a", 5, "has no end", "slashes"),
        ("a & b", 2, "'&' means nothing", "codebook"),
        ("a near(99999) b", 7, "at most", ""),
    ],
)
def test_a_slip_is_shown_where_it_stands(text: str, at: int, what: str, hint: str) -> None:
    with pytest.raises(QueryError) as fault:
        parse_query(text)
    assert what in fault.value.message
    assert hint in fault.value.hint
    assert fault.value.at == at


def test_depth_and_length_are_bounded() -> None:
    for text in ("(" * 1000 + "a", "not " * 400 + "a", "a" * 3000):
        with pytest.raises(QueryError):
            parse_query(text)


# Letters, and what the language itself is made of.
names = st.text("abc-+.'\"\\/~:,() nor孤é\u0301", min_size=1, max_size=8)
terms = st.builds(Term, names, st.sampled_from(["", "+", "-"]))
positive = st.one_of(terms, st.builds(lambda p, q: AllOf((p, q)), terms, terms))


def grow(inner: st.SearchStrategy[Asked]) -> st.SearchStrategy[Asked]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        inner.map(Not),
        parts.map(AllOf),
        parts.map(AnyOf),
        st.builds(Near, positive, positive, st.integers(0, 99)),
        st.builds(Follows, positive, positive),
    )


asked = st.recursive(terms, grow, max_leaves=6)
texts = st.one_of(
    st.builds(TextWanted, st.just(PHRASE), names.filter(str.strip)),
    st.builds(TextWanted, st.just(STEM), names.filter(str.strip)),
    st.builds(TextWanted, st.just(WORD), st.text("abé'*-", min_size=1)),
    st.builds(TextWanted, st.just(REGEX), st.sampled_from([r"a\\/b", "a b|c,d", r"\"x\"", "(é)"])),
)
many = st.lists(names, max_size=2, unique=True).map(tuple)
queries = st.builds(
    Query,
    asked | st.none(),
    st.lists(texts, max_size=2).map(tuple),
    *[many] * 7,
    st.sampled_from(ASKED_STATUSES),
    st.sampled_from([None, True, False]),
)


@given(queries)
def test_a_question_survives_being_written(query: Query) -> None:
    assert parse_query(write_query(query)) == query


@given(st.text(max_size=60))
def test_any_text_is_understood_or_told(text: str) -> None:
    places: list[int] = []
    try:
        found = parse_query(text)
    except QueryError as fault:
        places.append(fault.at)
    else:
        assert parse_query(write_query(found)) == found
    assert all(0 <= at <= len(text) for at in places)


def test_what_only_negates_is_known() -> None:
    assert [is_negative(parse_query(text).asked or a) for text in ("not a", "a and not b")] == [
        True,
        False,
    ]
    assert list(list_terms(parse_query("a and not (b near c)").asked)) == [a, b, c]
