"""The codebook that is shipped: it reads without a word, and its rules keep it."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.coding.codebook_check import check_codebook
from interviewkit.coding.codebook_file import read_codebook
from interviewkit.coding.contract import Material
from interviewkit.coding.matching import OPTIONS
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
        assert len(code.examples) == 15
        assert len(code.near_misses) == 10
        assert len(code.patterns) >= 30
        assert {Path(each.file).name for each in code.patterns} == {"human-ai-work.patterns.yaml"}
        assert {example.polarity for example in code.examples} == {"+", "-"}
        for pattern in code.patterns:
            compile_pattern(pattern, codebook.lists)
            assert set(pattern.options) <= known, pattern


def test_a_researcher_reads_it_in_a_sitting(root: Path) -> None:
    text = (root / "codebooks" / "human-ai-work.yaml").read_text("utf-8")
    assert len(text.splitlines()) < 225


def test_each_idea_is_a_theme_of_its_own(root: Path) -> None:
    codebook, _ = read_codebook(root / "codebooks" / "human-ai-work.yaml")
    themes = {theme.id: theme for theme in codebook.themes}
    assert [theme.label for theme in codebook.themes] == [
        "Neutrality",
        "Ideation safety",
        "Isolation",
        "Self-efficacy",
    ]
    assert {code.id: code.theme for code in codebook.codes} == {
        code: f"theme_{code}" for code in codebook.code_ids
    }
    assert all(themes[f"theme_{code}"].definition for code in codebook.code_ids)
    assert themes.keys().isdisjoint(codebook.code_ids)


def test_its_rules_agree_with_its_own_examples_and_near_misses(root: Path) -> None:
    path = root / "codebooks" / "human-ai-work.yaml"
    codebook, _ = read_codebook(path)
    assert not check_codebook(codebook, load_pipeline(find_pipeline()))


@pytest.mark.parametrize(
    ("text", "code", "polarity"),
    [
        ("It never judges me when I ask something silly.", "neutrality", "+"),
        ("It always tells me what I want to hear.", "neutrality", "-"),
        ("I bounce my ideas off it.", "ideation_safety", "+"),
        ("Using AI is taboo where I work.", "ideation_safety", "-"),
        ("I ask ChatGPT instead of bothering a colleague.", "isolation", "+"),
        ("I could not ask a colleague, so I asked AI rather than my boss.", "isolation", "+"),
        ("It leaves me more time to talk with my team.", "isolation", "-"),
        ("The model is overly agreeable.", "neutrality", "-"),
        ("My own confidence has grown.", "self_efficacy", "+"),
        ("I am a better writer than ChatGPT.", "self_efficacy", "+"),
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
