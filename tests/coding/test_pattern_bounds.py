"""Patterns that would stop or hang a run are refused with their line, or given up on and told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.coding import expressions
from interviewkit.coding.codebook_check import check_codebook
from interviewkit.coding.codebook_file import read_codebook
from interviewkit.coding.expressions import PATIENCE, Timed, compile_expression, count_given_up
from interviewkit.coding.patterns import compile_pattern, extract_words, lower_text
from interviewkit.errors import CodebookError
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.model import Pattern

OPTIONAL = " ".join(["(i? feel? i? feel?)?"] * 6) + " zzz"

ENDLESS = [
    ("feel *99999999999999999999 x", "a gap is at most *50"),
    ("feel *51 x", "a gap is at most *50"),
    ("(" * 900 + "a" + ")" * 900, "more than 20 deep"),
    ("(" * 5000 + "a" + ")" * 5000, "longer than 2,000"),
    (OPTIONAL, "ways to read it"),
    (" ".join(["(a|a|a|a|a)"] * 12), "ways to read it"),
    ("a *50 b *50 c *50 d *50 e", "ways to read it"),
]


@pytest.mark.parametrize(("line", "says"), ENDLESS)
def test_what_could_run_for_ever_is_refused(line: str, says: str) -> None:
    with pytest.raises(CodebookError, match=says.replace("*", r"\*")) as fault:
        compile_pattern(Pattern(line), {})
    assert fault.value.hint
    assert len(fault.value.message) < 200


@pytest.mark.parametrize(
    "line", ["feel *50 x", "*0007 x", "((((a) b) c) d)", "(a|b|c) *3 (d|e) x?"]
)
def test_what_people_write_is_not_refused(line: str) -> None:
    assert compile_pattern(Pattern(line), {}).regex is not None


def test_a_superscript_is_no_gap() -> None:
    assert compile_pattern(Pattern("bus *² x"), {}).regex is not None


RAW = [
    ([{"OP": "*"}] * 5, "any number of times"),
    ([{"LOWER": "a"}] * 51, "more than 50 tokens"),
    ([{"TEXT": {"REGEX": "(a+)+$"}}], "repeats what repeats"),
    ([{"TEXT": {"NOT_IN": ["b"], "REGEX": {"IN": ["a*a*a*a*a*"]}}}], "repeats what repeats"),
    ([{"TEXT": {"REGEX": "(a"}}], "is none"),
    ([{"TEXT": {"REGEX": "a" * 201}}], "longer than 200"),
]


@pytest.mark.parametrize(("tokens", "says"), RAW)
def test_raw_patterns_are_bounded_too(tokens: list[dict[str, object]], says: str) -> None:
    with pytest.raises(CodebookError, match=says):
        compile_pattern(Pattern(tuple(tokens)), {})
    plain = ({"TEXT": {"REGEX": r"^\w+[.)*+]?$"}}, {"OP": "*"})
    assert compile_pattern(Pattern(plain), {}).regex is None


def test_check_tells_the_line_of_each(tmp_path: Path) -> None:
    path = tmp_path / "cb.yaml"
    listed = "".join(f"      - '{line}'\n" for line, _ in ENDLESS)
    path.write_text(f"codes:\n  - id: a\n    definition: d\n    patterns:\n{listed}", "utf-8")
    codebook, problems = read_codebook(path)
    assert not problems
    found = check_codebook(codebook, load_pipeline(find_pipeline("")))
    fatal = [(each.line, each.what) for each in found if each.fatal]
    assert [line for line, _ in fatal] == list(range(5, 5 + len(ENDLESS)))
    assert all(says in what for (_, says), (_, what) in zip(ENDLESS, fatal, strict=True))


def test_an_expression_of_many_ways_is_timed_and_finds_the_same() -> None:
    plain, timed = compile_expression("a+b", 1), compile_expression("a+b", 10_000)
    assert isinstance(timed, Timed)
    text = "aab ab xb"
    assert [m.span() for m in timed.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert timed.search("xyz") is None
    assert count_given_up(timed, plain, None) == 0


def test_a_slow_search_gives_up_and_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "SECONDS", 0.01)
    slow = Timed(r"(?:a|aa|aaa)*(?:a|aa|aaa)*c")
    text = "a" * 200 + "bc"
    for _ in range(PATIENCE + 2):
        assert slow.search(text) is None
    assert count_given_up(slow) == PATIENCE


@given(st.text(alphabet="ab n't’ .AI用写我กขЖé9_", max_size=30))
def test_the_short_way_for_spaced_scripts_finds_the_same(text: str) -> None:
    for line in ("ai", "a* *2 b", "=b", "not ai", "用 *2 写", "я|é"):
        rule = extract_words(Pattern(line), {})
        assert rule is not None
        whole = re.compile(rule.expression)
        low = lower_text(text)
        found = [each.span() for each in rule.regex.finditer(low)]
        assert found == [each.span() for each in whole.finditer(low)]
