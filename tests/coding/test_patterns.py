"""The pattern language: what a line finds, and what it says when it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interviewkit.coding.lexicon import list_forms
from interviewkit.coding.matching import Index
from interviewkit.coding.patterns import compile_pattern, lower_text
from interviewkit.errors import CodebookError
from interviewkit.model import Pattern

LISTS = {"AI": ("ai", "claude", "the tool", "it"), "ASK": ("ask", "turn to")}


def finds(pattern: str, text: str) -> bool:
    """Whether the expression holds for the text, with a check that its needs let the text pass."""
    rule = compile_pattern(Pattern(pattern), LISTS)
    found = rule.regex is not None and rule.regex.search(lower_text(text)) is not None
    if found:
        assert list(Index([text]).candidates(rule.needs)) == [0], "the index must not lose a match"
    return found


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("feel stupid", "I felt stupid."),
        ("feel stupid", "It feels, stupid"),
        ("=feelings", "my feelings"),
        ("brainstorm*", "Brainstorming sessions"),
        ("my|our skill", "our skills"),
        ("(come up with|find) idea", "it came up with ideas"),
        ("(come up with|find) idea", "We found ideas."),
        ("<AI> judge", "the tool judges me"),
        ("<AI> judge", "Claude judged"),
        ("bounce *3 idea", "bounce a few wild ideas"),
        ("bounce *3 idea", "bounce ideas"),
        ("lose (all my)? skill", "losing skills"),
        ("lose (all my)? skill", "lost all my skills"),
        ("my =own? skill", "my own skills"),
        ("[neg] *2 judge", "it never really judges"),
        ("[neg] judge", "it doesn't judge"),
        ("don't have to <ASK>", "I dont have to turn to anyone"),
        ("do n't have to <ASK>", "I don’t have to ask"),
        ("co-worker", "my coworkers and a co worker"),
        ("self-sufficien*", "more self sufficient"),
        ("driver's seat", "in the driver’s seat"),
        ("can not|never", "I cannot"),
        ("can not", "I cannot"),
        ("bounce ... idea", "bounce one two three four five ideas"),
    ],
)
def test_finds(pattern: str, text: str) -> None:
    assert finds(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("feel stupid", "I feel. Stupid me"),
        ("=feelings", "my feeling"),
        ("bounce *3 idea", "bounce one two three four ideas"),
        ("[neg] confident", "I want confident people"),
        ("(come up with|find) idea", "come up idea"),
        ("ai", "I said so"),
        ("=own", "owner"),
    ],
)
def test_leaves_alone(pattern: str, text: str) -> None:
    assert not finds(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("(feel stupid", "not closed"),
        ("feel) stupid", "too many"),
        ("<PEER> ask", "no list 'PEER'"),
        ("<none> ask", "the list 'none' is empty"),
        ("[thing] ask", "no word class [thing]"),
        ("*3 ...", "names no word"),
        ("(a||b) c", "empty"),
    ],
)
def test_says_what_is_wrong(pattern: str, what: str) -> None:
    with pytest.raises(CodebookError, match=re.escape(what)):
        compile_pattern(Pattern(pattern), {**LISTS, "none": ("", " ")})


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("feel", {"feel", "feels", "felt", "feeling"}),
        ("rely", {"relies", "relied", "relying"}),
        ("stop", {"stopped", "stopping"}),
        ("judge", {"judges", "judged", "judging"}),
        ("be", {"am", "is", "was", "been", "'m"}),
        ("co-worker", {"co-workers"}),
    ],
)
def test_forms(word: str, some: set[str]) -> None:
    assert some <= list_forms(word)


def test_raw_patterns_need_only_what_is_sure() -> None:
    raw = ({"LOWER": "stuck"}, {"LOWER": "really", "OP": "?"}, {"LEMMA": "badly"})
    rule = compile_pattern(Pattern(raw), LISTS)
    assert not rule.dependency
    assert list(Index(["I am stuck", "I am not"]).candidates(rule.needs)) == [0]


def test_documented_lines_do_what_the_page_says(root: Path) -> None:
    """Each row of the table in docs/patterns.md finds what stands beside it."""
    page = (root / "docs" / "patterns.md").read_text(encoding="utf-8")
    table = page.partition("Case does not matter")[0]
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \| ", table, re.MULTILINE)
    assert len(rows) >= 10
    for pattern, texts in rows:
        for text in re.findall(r"\*([^*]+)\*", texts):
            assert finds(pattern, text), (pattern, text)


CHINESE = "我觉得压力很大，晚上睡不好。我用AI写邮件，但是我不相信它的判断。"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("压力", "压力"),
        ("压力|紧张", "压力"),
        ("压力 很大", "压力很大"),
        ("(压力|紧张) ... 睡不好", "压力很大，晚上睡不好"),
        ("不相信 *3 判断", "不相信它的判断"),
        ("AI *4 邮件", "ai写邮件"),
        ("AI", "ai"),
        ("睡*", "睡"),
        ("睡不好 ... 邮件", ""),
        ("A", ""),
    ],
)
def test_words_are_found_where_no_blank_parts_them(line, found):
    rule = compile_pattern(Pattern(line), {})
    text = CHINESE.lower()
    match = rule.regex.search(text)
    assert (match.group().rstrip("，。") if match else "") == found
    assert not match or list(Index([text]).candidates(rule.needs)) == [0]
