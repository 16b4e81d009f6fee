from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from interviewkit.coding.codebook_check import Rules, check_codebook, check_with
from interviewkit.coding.codebook_file import read_codebook
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.model import Code, Codebook, Example, Pattern

SAMPLE = Path(__file__).parents[2] / "codebooks" / "human-ai-work.yaml"

STUCK = Code(
    "stuck",
    "Stuck",
    "Cannot go on.",
    examples=(Example("I was stuck again.", line=11), Example("Nothing would come.", line=12)),
    near_misses=(Example("The printer was jammed.", line=21),),
    patterns=(Pattern("stuck", line=31),),
    line=10,
)


class Words(Rules):
    """Rules that are single words: enough to see what the check makes of rules."""

    def __init__(self) -> None:
        """Without a pipeline: nothing is parsed."""

    def fault(self, code: Code, pattern: Pattern, codebook: Codebook) -> str:
        return "a number" if str(pattern.match).isdigit() else ""

    def reached(
        self, code: Code, codebook: Codebook, texts: Sequence[str], *, asked: bool
    ) -> list[str]:
        return [next((p.polarity for p in code.patterns if str(p.match) in t), "") for t in texts]


def told(*codes: Code, rules: bool = True) -> list[tuple[int, str, bool]]:
    problems = check_with(Codebook("book", codes, path="book.yaml"), Words() if rules else None)
    assert {problem.path for problem in problems} <= {"book.yaml"}
    return [(problem.line, problem.what, problem.fatal) for problem in problems]


def test_an_example_that_no_rule_reaches() -> None:
    missed = "no rule of 'stuck' reaches its example 'Nothing would come.'"
    assert told(STUCK) == [(12, missed, False)]
    assert told(STUCK, rules=False) == []


def test_what_excludes_each_other_adds_up_to_all_turns_at_most() -> None:
    codes = (replace(STUCK, prevalence=0.7), replace(STUCK, id="b", line=40, prevalence=0.4))
    book = Codebook("book", codes, exclusive=True)
    excess = [each for each in check_with(book, None) if "adds up" in each.what]
    assert [(each.line, each.what) for each in excess] == [
        (40, "stuck, b exclude each other, and their 'prevalence' adds up to 110%")
    ]
    assert not [e for e in check_with(replace(book, exclusive=False), None) if "adds up" in e.what]
    tight = (codes[0], replace(codes[1], prevalence=0.3))
    assert not [e for e in check_with(replace(book, codes=tight), None) if "adds up" in e.what]


def test_a_near_miss_that_a_rule_does_reach() -> None:
    code = replace(STUCK, near_misses=(Example("The printer was stuck.", line=21),))
    reached = "a rule of 'stuck' reaches its near miss 'The printer was stuck.'"
    assert (21, reached, False) in told(code)


def test_a_rule_that_reads_the_wrong_polarity() -> None:
    code = replace(STUCK, polarity=("+", "-"), patterns=(Pattern("stuck", "-", line=31),))
    assert (11, "the rules of 'stuck' read its example 'I was stuck again.' as -", False) in told(
        code
    )


def test_a_pattern_that_cannot_be_used_is_fatal_and_the_others_still_run() -> None:
    code = replace(STUCK, patterns=(Pattern("42", line=30), *STUCK.patterns))
    assert told(code)[1:] == [(30, "code 'stuck': a number", True)]


def test_a_code_without_patterns_is_not_blamed_for_what_rules_miss() -> None:
    assert told(replace(STUCK, patterns=())) == []


def test_what_a_code_lacks() -> None:
    bare = Code("bare", "Bare", "", line=5)
    assert told(bare) == [
        (5, "code 'bare' has no definition", False),
        (5, "code 'bare' has no examples", False),
        (5, "code 'bare' has no near misses", False),
    ]


def test_the_same_sentence_twice() -> None:
    other = replace(
        STUCK,
        id="other",
        examples=(Example("i was  STUCK again.", line=41),),
        near_misses=(Example("I was stuck again.", line=42),),
    )
    assert told(STUCK, other, rules=False) == [
        (
            41,
            "this example of 'other' is also one of 'stuck' in line 11: 'i was  STUCK again.'",
            False,
        ),
        (
            42,
            "this near miss of 'other' is also its example in line 41: 'I was stuck again.'",
            False,
        ),
    ]


def test_a_polarity_that_the_code_does_not_declare() -> None:
    code = replace(
        STUCK,
        examples=(Example("We flow.", "-", 11),),
        patterns=(Pattern("flow", "-", line=31),),
    )
    assert told(code) == [
        (11, "this example of 'stuck' has the polarity '-'", False),
        (31, "this pattern of 'stuck' has the polarity '-'", False),
    ]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(find_pipeline())


def test_the_real_rules_at_work(nlp: Language) -> None:
    code = replace(
        STUCK,
        near_misses=(
            Example("I was not stuck.", line=21),
            Example("The gears were stuck.", line=22),
        ),
        patterns=(
            Pattern("stuck", line=31),
            Pattern("(stuck", line=32),
            Pattern("stuck", options={"subjct": "me"}, line=33),
            Pattern(({"LOWERR": "stuck"},), line=34),
        ),
    )
    problems = check_codebook(Codebook("book", (code,)), nlp)
    assert [(problem.line, problem.fatal) for problem in problems] == [
        (12, False), (22, False), (32, True), (33, True), (34, True),
    ]  # fmt: skip


def test_an_example_needs_no_question_and_a_near_miss_none_either(nlp: Language) -> None:
    asked = Pattern("often", options={"question": "stuck"}, line=31)
    code = replace(STUCK, examples=(Example("Often.", line=11),), patterns=(asked,))
    code = replace(code, near_misses=(Example("I often swim.", line=21),))
    assert check_codebook(Codebook("book", (code,)), nlp) == []


def test_the_sample_codebook_is_read_without_a_problem() -> None:
    if not SAMPLE.exists():
        pytest.skip(f"there is no {SAMPLE}")
    codebook, problems = read_codebook(SAMPLE)
    assert problems == ()
    assert check_codebook(codebook) == []


def test_the_documented_example_keeps_its_word(nlp: Language, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
    file = tmp_path / "documented.yaml"
    file.write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    codebook, problems = read_codebook(file)
    assert problems == ()
    assert check_codebook(codebook, nlp) == []
