"""Places that tools counted their own way, against a slow count of the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.exchange.colors import read_color
from interviewkit.exchange.databases.quoted_spans import (
    CHARACTERS,
    ONE_LINE_END,
    QT,
    UTF16,
    OffsetCounting,
    QuotedSpan,
    resolve_spans,
)
from interviewkit.exchange.databases.standard_cells import cut_circles, read_time

FROM_ONE = OffsetCounting("from 1", first=1)
TWO_A_LINE = OffsetCounting("two a line", utf16=True, line_feed=2)
ALL = (CHARACTERS, UTF16, QT, ONE_LINE_END, FROM_ONE, TWO_A_LINE)

TEXT = st.text(alphabet="ab 🙂שé\n", max_size=40).map(lambda text: text.replace("\n", "\r\n", 1))


def count(text: str, counting: OffsetCounting) -> int:
    """Units of a text, one character after the other."""
    text = text.replace("\r\n", "\0")
    units = {"\0": counting.crlf, "\n": counting.line_feed}
    wide = 2 if counting.utf16 else 1
    return counting.first + sum(units.get(each, wide if each > "\uffff" else 1) for each in text)


@given(TEXT, st.sampled_from(ALL), st.data())
def test_every_counting_leads_to_its_words(
    text: str, counting: OffsetCounting, data: st.DataObject
) -> None:
    begins = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n" or not at]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(begins), st.sampled_from(begins))))
    span = QuotedSpan(count(text[:start], counting), count(text[:end], counting))
    [place] = resolve_spans(text, [span], (counting,)).places
    if start == end:
        assert place.unresolved == "it lies outside of the text or is empty"
    else:
        assert (place.start, place.end) == (start, end)


def test_quotes_choose_the_counting() -> None:
    text = "🙂 eins\r\nzwei\r\ndrei"
    spans = [QuotedSpan(3, 7, "eins"), QuotedSpan(8, 12, "zwei"), QuotedSpan(13, 17)]
    found = resolve_spans(text, spans, (CHARACTERS, UTF16, QT))
    assert found.offsets == QT.name
    assert [text[each.start : each.end] for each in found.places] == ["eins", "zwei", "drei"]
    assert found.evidence == "2 of 2 quoted texts stand where it says"


def test_quotes_elsewhere_are_found_by_their_words() -> None:
    text = "eins zwei drei zwei"
    spans = [
        QuotedSpan(0, 4, "eins"), QuotedSpan(0, 3, "drei"), QuotedSpan(0, 3, "zwei"),
        QuotedSpan(None, None, "vier"), QuotedSpan(90, 95, "eins zw", cut=True),
        QuotedSpan(0, 9, "eins zw", cut=True), QuotedSpan(-3, 2), QuotedSpan(5, 4),
    ]  # fmt: skip
    found = resolve_spans(text, spans, (CHARACTERS,))
    places = [(each.start, each.end) for each in found.places]
    assert places == [
        (0, 4), (10, 14), (None, None), (None, None), (None, None), (0, 9),
        (None, None), (None, None),
    ]  # fmt: skip
    assert found.places[2].unresolved == "other words stand there than the file says"
    assert found.evidence == (
        "2 of 6 quoted texts stand where it says, 1 found by their words, 3 not found"
    )


def test_without_quotes_the_first_counting_is_assumed() -> None:
    found = resolve_spans("eins", [QuotedSpan(0, 4)], (UTF16, CHARACTERS))
    assert (found.offsets, found.evidence) == (
        "UTF-16 units", "assumed: no quoted words to hold it against",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2026-03-01 10:11:12", "2026-03-01T10:11:12"),
        ("2026-03-01T10:11:12.5Z", "2026-03-01T10:11:12Z"),
        ("2026-03-01 10:11:12+0100", "2026-03-01T10:11:12+01:00"),
        ("2026-03-01", "2026-03-01T00:00:00"),
        ("Tue Mar  3 10:11:12 2026", "2026-03-03T10:11:12"),
        ("2026-13-41 10:11:12", ""), ("gestern", ""), ("", ""),
    ],
)  # fmt: skip
def test_times_are_written_as_the_standard_does(written: str, time: str) -> None:
    assert read_time(written) == time


def test_colours_are_written_as_the_standard_does() -> None:
    told = [read_color(each) for each in ("#ff00AA", "ff00aa", "#ff00aa80", "salmon", "", "#f0a")]
    assert told == ["#FF00AA", "#FF00AA", "#FF00AA", "", "", ""]


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdefz"])))
def test_parents_never_lead_in_a_circle(parents: dict[str, str]) -> None:
    kept, cut = cut_circles(parents)
    assert kept.keys() == parents.keys()
    for child in parents:
        seen, at = set(), child
        while at:
            assert at not in seen
            seen.add(at)
            at = kept[at]
    changed = {child for child, above in parents.items() if kept[child] != above}
    assert changed == set(cut)
    assert all(kept[child] == "" for child in cut)
