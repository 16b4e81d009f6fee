"""Whatever stands in a page behind ``<![``, Python's parser goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.html_pages import PageParser


class _Words(PageParser):
    def __init__(self) -> None:
        super().__init__()
        self.said = ""

    def handle_data(self, data: str) -> None:
        self.said += data


def test_unknown_sections_would_end_the_parser() -> None:
    page = "<p>one <![[a]] two</p>"
    with pytest.raises(AssertionError):
        _Words().feed(page)
    reader = _Words()
    reader.read_page(page)
    assert reader.said == "one <![[a]] two"


@given(
    st.lists(st.sampled_from(["<![", "[", "]]>", ">", "if", "cdata", "a", "-", " ", "<p>", "!"]))
)
def test_no_page_ends_the_parser(pieces: list[str]) -> None:
    _Words().read_page("".join(pieces))


@pytest.mark.parametrize("opened", ["<a href='", "<b ", "</i", "<!--"])
def test_what_nothing_closes_is_words(opened: str) -> None:
    """It is no more work than its length: each was once looked for to the end of the page."""
    page = _Words()
    page.read_page("<p>Ana: 1 < 2.</p><!-- aside --> So " + opened * 50_000)
    assert page.said == "Ana: 1 < 2. So " + opened * 50_000
