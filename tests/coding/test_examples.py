"""The examples coder, on vectors whose geometry is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from interviewkit.coding.codebook_file import read_codebook
from interviewkit.coding.contract import Material
from interviewkit.coding.examples import FLOOR, ExamplesCoder
from interviewkit.coding.vector_space import logistic
from interviewkit.model import Code, Codebook, Coding, Example, Passage, Turn

AXES = {"stuck": 0, "lonely": 1, "cold": 2, "fast": 3, "glad": 4, "grey": 5}


def embed(texts: Sequence[str]) -> Any:
    """A vector per text: an axis for each known word, a little of its own for every text."""
    vectors = np.zeros((len(texts), 32), np.float32)
    for row, text in enumerate(texts):
        own = np.random.default_rng(sum(map(ord, text)))
        vectors[row] = 0.5 + 0.15 * own.normal(size=32)
        for word, axis in AXES.items():
            vectors[row, axis] += 3 * (word in text)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def material(texts: Sequence[str]) -> Material:
    passages = [Passage.whole(Turn("t", i + 1, "Ann", text)) for i, text in enumerate(texts)]
    return Material(passages, lambda: embed(texts), lambda _: [])


CODEBOOK = Codebook(
    "b",
    (
        Code(
            "block",
            "Block",
            "being stuck",
            examples=(Example("stuck again"), Example("stuck and cold", "-")),
            near_misses=(Example("stuck but fast"),),
            polarity=("+", "-"),
        ),
        Code("alone", "Alone", "", examples=(Example("lonely here"), Example("so lonely"))),
        Code("empty", "No texts", ""),
    ),
)
CORPUS = [f"sentence number {i}" for i in range(200)]
STUCK = [f"I was stuck {i}" for i in range(12)]
LONELY = [f"a lonely job {i}" for i in range(12)]


def propose(
    texts: Sequence[str], codes: Sequence[str] | None = None, codebook: Codebook = CODEBOOK
) -> list[Coding]:
    return ExamplesCoder(embed).propose(material(texts), codebook, codes)


def held(codings: Sequence[Coding], code: str) -> set[str]:
    sure = [c for c in codings if (c.score or 0) >= 0.5 and c.code == code]
    return {coding.passage.quote for coding in sure}


def rewrite(code: str, **changes: Any) -> Codebook:
    codes = (replace(c, **changes) if c.id == code else c for c in CODEBOOK.codes)
    return replace(CODEBOOK, codes=tuple(codes))


def test_what_is_like_the_examples_is_proposed() -> None:
    found = propose([*CORPUS, *STUCK, *LONELY, "it is fast"])
    assert held(found, "block") >= set(STUCK)
    assert held(found, "alone") >= set(LONELY)
    assert not held(found, "block") & set(LONELY)
    assert all((c.score or 0) >= round(float(logistic(np.array(FLOOR))), 4) for c in found)


def test_a_definition_or_an_include_line_alone_is_found_too() -> None:
    for said in ({"definition": "feels grey"}, {"include": ("all is grey", "glad of it")}):
        found = propose([*CORPUS, *STUCK, *LONELY, "a grey day"], codebook=rewrite("empty", **said))
        best = max((c for c in found if c.code == "empty"), key=lambda c: c.score or 0)
        assert best.passage.quote == "a grey day"


def test_evidence_is_the_nearest_text_with_its_cosine() -> None:
    text = "stuck and cold today"
    found = propose([*CORPUS, text], ["block"])
    coding = next(c for c in found if c.passage.quote == text)
    assert coding.evidence[0].kind == "example"
    assert coding.evidence[0].what == "stuck and cold"
    assert 0.5 < coding.evidence[0].strength <= 1
    assert coding.polarity == "-"
    assert coding.coder == "examples"


@pytest.mark.parametrize("field", ["exclude", "near_misses"])
def test_what_is_excluded_counts_against_and_is_told(field: str) -> None:
    line = "stuck but glad"
    lines = (line,) if field == "exclude" else (Example(line),)
    texts = [*CORPUS, *STUCK, *(f"glad {i}" for i in range(9)), "stuck but glad now"]
    score = {}
    for said in ((), lines):
        codebook = rewrite("block", **{"exclude": (), "near_misses": (), field: said})
        found = {c.passage.quote: c for c in propose(texts, ["block"], codebook)}
        score[bool(said)] = found["stuck but glad now"]
    assert (score[True].score or 0) < (score[False].score or 0)
    assert score[True].evidence[-1].what == f"unlike “{line}”"
    assert score[True].evidence[-1].strength < 0
    assert len(score[False].evidence) == 1


def test_an_expected_share_fixes_how_many_turns_are_proposed() -> None:
    texts = [*CORPUS, *STUCK, *LONELY]
    for share in (0.05, 0.3):
        found = propose(texts, ["block"], rewrite("block", prevalence=share))
        assert len(held(found, "block")) == pytest.approx(share * len(texts), abs=2)


def test_codes_that_exclude_each_other_share_no_turn() -> None:
    texts = [*CORPUS, *STUCK, *LONELY, "stuck and lonely"]
    both = rewrite("block", prevalence=0.4)
    both = replace(both, codes=tuple(replace(c, prevalence=0.4) for c in both.codes))
    assert held(propose(texts, codebook=both), "block") & held(
        propose(texts, codebook=both), "alone"
    )
    found = propose(texts, codebook=replace(both, exclusive=True))
    assert not held(found, "block") & held(found, "alone")
    assert held(found, "block") >= set(STUCK) - {"stuck and lonely"}


def test_examples_that_ask_look_for_questions() -> None:
    plain = [f"we talk of thing {i} here" for i in range(80)]
    asking = [f"do we talk of thing {i} here?" for i in range(40)]
    code = Code("asks", "Asks", "", examples=tuple(map(Example, ("Why?", "Who did?", "When so?"))))
    found = propose([*plain, *asking], codebook=Codebook("b", (code,)))
    assert held(found, "asks") <= set(asking)
    assert len(held(found, "asks")) > 20


def test_the_code_of_the_docs_is_found_as_often_as_it_says(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "coders.md").read_text("utf-8")
    block = page.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "codebook.yaml").write_text(f"name: docs\n{block}", "utf-8")
    codebook, problems = read_codebook(tmp_path / "codebook.yaml")
    assert not problems
    asking = [f"what is thing {i}?" for i in range(40)]
    found = propose([*asking, *CORPUS[:60]], codebook=codebook)
    assert held(found, "question") == set(asking)


def test_codes_can_be_chosen_and_a_code_without_texts_is_left_out() -> None:
    texts = [*CORPUS, "stuck", "lonely"]
    assert {c.code for c in propose(texts, ["alone", "empty"])} == {"alone"}
    assert [c for c in propose(texts) if c.code == "alone"] == propose(texts, ["alone"])


def test_the_same_material_gives_the_same_codings() -> None:
    texts = [*CORPUS, "stuck", "lonely"]
    assert propose(texts) == propose(texts)


@pytest.mark.parametrize("texts", [[], ["stuck"], ["stuck", "stuck"], [" . "], ["a", "b?", "c"]])
def test_little_or_odd_material_does_no_harm(texts: list[str]) -> None:
    assert all(0 < (c.score or 0) < 1 for c in propose(texts))
