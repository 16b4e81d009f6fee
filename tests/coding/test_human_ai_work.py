"""The codebook that is shipped: it reads without a word, and it is large enough to work with."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.coding.codebook_file import read_codebook
from interviewkit.coding.matching import OPTIONS
from interviewkit.coding.material import Material
from interviewkit.coding.patterns import compile_pattern
from interviewkit.coding.rules import RulesCoder
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.model import Passage, Turn


def test_it_reads_and_every_pattern_compiles(root: Path) -> None:
    codebook, problems = read_codebook(root / "codebooks" / "human-ai-work.yaml")
    assert problems == ()
    assert codebook.code_ids == ("neutrality", "ideation_safety", "isolation", "self_efficacy")
    known = {*OPTIONS, "unless", "question"}
    for code in codebook.codes:
        assert len(code.examples) >= 25
        assert len(code.near_misses) >= 20
        assert len(code.patterns) >= 30
        assert {example.polarity for example in code.examples} == {"+", "-"}
        for pattern in code.patterns:
            compile_pattern(pattern, codebook.lists)
            assert set(pattern.options) <= known, pattern


@pytest.mark.parametrize(
    ("text", "code", "polarity"),
    [
        ("It never judges me when I ask something silly.", "neutrality", "+"),
        ("It always tells me what I want to hear.", "neutrality", "-"),
        ("I bounce my ideas off it.", "ideation_safety", "+"),
        ("Using AI is taboo where I work.", "ideation_safety", "-"),
        ("I ask ChatGPT instead of bothering a colleague.", "isolation", "+"),
        ("My own confidence has grown.", "self_efficacy", "+"),
        ("I rely on it too much and my skills are getting rusty.", "self_efficacy", "-"),
    ],
)
def test_plain_cases(root: Path, text: str, code: str, polarity: str) -> None:
    codebook, _ = read_codebook(root / "codebooks" / "human-ai-work.yaml")
    nlp = load_pipeline(find_pipeline())
    passage = Passage.whole(Turn("t", 1, "Ann", text))
    material = Material([passage], lambda: None, lambda places: [nlp(text) for _ in places])  # type: ignore[arg-type, return-value]
    found = {c.code: c for c in RulesCoder(nlp).propose(material, codebook)}
    assert found[code].polarity == polarity
    assert (found[code].score or 0) >= 0.6
