"""What a code means, written as one text and read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.exchange.projects.descriptions import (
    CodeDescription,
    read_description,
    write_description,
)
from interviewkit.model.codebook import Example

WORDS = st.sampled_from(
    ["time", "Include:", "Exclude:", "- a", "none", "Include: none", "(-) no", "Examples:", "x: y"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from(["\n", " ", "\n\n"]).map(lambda gap: gap.join(words).strip())
)
EXAMPLE = st.builds(Example, TEXT, st.sampled_from("+-"))
SAID = st.builds(
    CodeDescription,
    st.one_of(st.just(""), TEXT),
    *[st.lists(TEXT, max_size=2).map(tuple)] * 2,
    *[st.lists(EXAMPLE, max_size=2).map(tuple)] * 2,
)


@given(SAID)
def test_description_comes_back_exactly(said: CodeDescription) -> None:
    assert read_description(write_description(said)) == said


@given(st.text(st.sampled_from("a:-\n IncludeExno"), max_size=60))
def test_foreign_text_stays_whole(text: str) -> None:
    said = read_description(text)
    assert said.definition or said != CodeDescription() or not text.strip()
    if said == CodeDescription(said.definition):
        assert said.definition == text.strip()


def test_description_reads_like_a_person_wrote_it() -> None:
    said = CodeDescription(
        "Lost time.",
        ("fear of it",),
        ("a pause",),
        (Example("I waited."), Example("At once.", "-")),
    )
    assert write_description(said) == (
        "Lost time.\n\nInclude:\n- fear of it\n\nExclude:\n- a pause\n\n"
        "Examples:\n- I waited.\n- (-) At once."
    )
