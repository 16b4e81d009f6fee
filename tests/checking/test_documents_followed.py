"""A document followed along what is expected of it."""

from __future__ import annotations

import pytest

from interviewkit.checking.alignment import ReportAlignment, align
from interviewkit.checking.documents.pieces import ROW, DocumentPiece
from interviewkit.checking.streams import TokenStream

ROWS = [f"{name} {n} of 40 {n}% ({n - 3}–{n + 9}%)" for name, n in
        (("Leaders", 12), ("Nurses", 25), ("Cooks", 31), ("Drivers", 18))]  # fmt: skip
PRINTED = [
    "31 of 40 people (78%, 95% CI 62–88%) voiced trust.",
    *ROWS,
    "From wave one to wave two the share rose from 70% to 85% of the people who were asked.",
]


def stream(texts: list[str]) -> TokenStream:
    return TokenStream.of(DocumentPiece(text, ROW) for text in texts)


def follow(texts: list[str]) -> ReportAlignment:
    return align(stream(texts), [stream(PRINTED)])


def differing(found: ReportAlignment) -> list[tuple[str, str]]:
    """Numbers that stand firmly where others do."""
    return [
        (found.document.tokens[i].key, found.expected.tokens[j].key)
        for i, j in enumerate(found.bound)
        if j >= 0 and not found.same[i] and found.is_firm(i)
    ]


def test_an_untouched_document_is_found_whole() -> None:
    assert all(follow(PRINTED).same)


def test_a_changed_number_is_held_against_its_place() -> None:
    texts = [text.replace("28", "29") for text in PRINTED]
    changed = [PRINTED[0].replace("78%", "87%"), *texts[1:]]
    assert ("87", "78") in differing(follow(changed))


@pytest.mark.parametrize("cut", range(len(PRINTED)))
def test_rows_may_be_left_out(cut: int) -> None:
    found = follow(PRINTED[:cut] + PRINTED[cut + 1 :])
    assert all(found.same)


def test_chapters_may_be_moved() -> None:
    found = follow([PRINTED[-1], *PRINTED[:-1]])
    assert all(found.same)


def test_a_swapped_label_is_a_change() -> None:
    found = follow([text.replace("Nurses", "Cooks", 1) for text in PRINTED])
    [(ours, theirs)] = found.list_changes()
    assert found.document.tokens[ours[0]].key == "cooks"
    assert found.expected.tokens[theirs[0]].key == "nurses"


def test_words_may_be_put_in() -> None:
    texts = [PRINTED[0], "Somebody wrote a sentence of their own here.", *PRINTED[1:]]
    found = follow(texts)
    assert sum(found.same) == len(found.expected)
    assert differing(found) == []


def test_another_text_is_not_taken_for_it() -> None:
    found = follow(["The weather was fine, 31 of 40 days (78%) had sun in the south of Spain."])
    assert differing(found) == []
