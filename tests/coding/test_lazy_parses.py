"""Only what words leave open is parsed; the codings are those of parsing everything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit.coding import lexicon, matching
from interviewkit.coding.codebook_file import read_codebook
from interviewkit.coding.contract import Material
from interviewkit.coding.rules import RulesCoder
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.model import Code, Codebook, Coding, Passage, Pattern, Turn

SHIPPED = Path(__file__).parents[2] / "codebooks" / "human-ai-work.yaml"
NLP = load_pipeline(find_pipeline())
GRAMMAR = [
    {"subject": subject, "negated": negated, "hearsay": hearsay}
    for subject in ("any", "me", "ai", "others")
    for negated in ("no", "yes", "flip", "any")
    for hearsay in ("no", "yes")
]
CODES = (
    Code("grammar", "", "", polarity=("+", "-"), patterns=tuple(
        Pattern("judge|feel|help|idea", options=each, name=str(each)) for each in GRAMMAR
    )),
    Code("classes", "", "", patterns=(Pattern("feel *1 [adj]"), Pattern("[neg] *2 judge"))),
    Code("unless", "", "", patterns=(Pattern("judge", options={"unless": "really *2 judge"}),)),
    Code("raw", "", "", patterns=(Pattern(({"LOWER": "judge"},)),)),
)  # fmt: skip
WORDS = (
    "I", "it", "they", "clients", "Claude", "nobody", "can't", "dont", "cannot", "without",
    "judges", "feel", "felt", "stupid", "helps", "idea", "seeing", "says", "think", "believing",
    "AIs", "really", "not", "only", "that", "me", ".", "?", "\n", ",", "-", "the", "my", "children",
    "I've", "“", "…", "压力", "é", "🙂", "WOMEN'S",
)  # fmt: skip
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


def propose(codebook: Codebook, texts: Sequence[str]) -> tuple[list[Coding], int]:
    """Codings, and how many passages were parsed for them."""
    passages = [Passage.whole(Turn("t", i, "Ann", text)) for i, text in enumerate(texts, 1)]
    parsed: list[int] = []

    def docs(places: Sequence[int]) -> list[Any]:
        parsed.extend(places)
        return [NLP(passages[i].quote) for i in places]

    material = Material(passages, lambda: None, docs)  # type: ignore[arg-type, return-value]
    return RulesCoder(NLP).propose(material, codebook), len(parsed)


def propose_both_ways(codebook: Codebook, texts: Sequence[str]) -> tuple[int, int]:
    """How many passages were parsed, as it is done and where all that fits is parsed."""
    lazy, few = propose(codebook, texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching._Finder, "needs_parse", lambda *_: True)
        full, many = propose(codebook, texts)
    assert lazy == full
    return few, many


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_codings_are_those_of_parsing_everything(texts: list[str]) -> None:
    propose_both_ways(Codebook("b", CODES), [text for text in texts if text.strip()])


def test_the_sample_is_coded_the_same_with_fewer_parses() -> None:
    files = sorted(SHIPPED.parents[1].joinpath("transcripts").rglob("*.txt"))
    texts = [line.strip() for file in files for line in file.read_text("utf-8").splitlines()]
    sentences = [part for text in texts for part in text.split(". ") if part]
    few, many = propose_both_ways(read_codebook(SHIPPED)[0], sentences)
    assert 0 < few < many


@pytest.mark.parametrize("words", [lexicon.PEOPLE, lexicon.TOOLS, lexicon.REPORTING])
def test_what_is_traced_back_to_a_word_is_among_its_forms(words: frozenset[str]) -> None:
    forms = lexicon.list_lemma_forms(words)
    said = "They say he saw, seeing that the women told AIs; ITS users' children worried, believing"
    said += (
        " companies, societies, bosses, coworkers, friends', people's claims, stating 'em fears."
    )
    for word in NLP(said):
        if word.lemma_.lower() in words:
            assert word.lower_ in forms
