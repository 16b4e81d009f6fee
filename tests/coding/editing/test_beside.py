"""A codebook and the file of patterns beside it are changed together, in few places."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.coding.codebook_file import NO_CODES, read_codebook_text
from interviewkit.coding.codebook_patterns import PatternsFile
from interviewkit.coding.editing import reshaping
from interviewkit.coding.editing.rewriting import Renamed, rewrite_codebook
from interviewkit.model import Code, Codebook, Pattern

FILE = "p.yaml"
BOOK = """\
patterns: p.yaml
codes:
  - id: alone   # first
    label: Alone
  - id: banter
    label: Banter
    patterns: [small talk]
  - id: third
    label: Third
"""
BESIDE = """\
# shared words
lists:
  AI: [bot]   # more to come

patterns:
  # how people say it
  alone:
    - hardly talk   # often
    # - not that
    - {match: <AI> only, weight: 0.5}

  banter:
    - coffee machine
  gone: [x]   # of a code that is no more
"""
ODD = {
    "commented": BESIDE,
    "flow": "lists: {AI: [bot]}\npatterns: {alone: [hardly talk, a], banter: [b], gone: [x]}\n",
    "braces": "{patterns: {alone: [hardly talk], banter: [coffee machine]}}",
    "empty": "# nothing yet\n",
    "blank": "lists: {AI: [bot]}\npatterns:\n",
    "tight": "patterns:\n  alone:\n  - a\n  - b",
    "crlf": BESIDE.replace("\n", "\r\n"),
    "bom": "\ufeff" + BESIDE,
}


def read(book: str, beside: str) -> Codebook:
    file = PatternsFile(FILE, beside)
    codebook, problems = read_codebook_text(Path("codebook.yaml"), book, file)
    assert [each for each in problems if each.fatal and each.what != NO_CODES] == []
    return codebook


def rewrite(target: Codebook, renamed: Renamed, beside: str = BESIDE) -> tuple[str, str]:
    return rewrite_codebook(BOOK, target, renamed, PatternsFile(FILE, beside))


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0)
    return [f"{line[0]} {line[1:]}" for line in list(lines)[2:] if line[0] in "+-"]


def test_a_renamed_code_is_renamed_in_both_files() -> None:
    target = reshaping.rename_code(read(BOOK, BESIDE), "alone", "lonely")
    book, beside = rewrite(target, Renamed(codes={"alone": "lonely"}))
    assert changed(BOOK, book) == ["-   - id: alone   # first", "+   - id: lonely   # first"]
    assert changed(BESIDE, beside) == ["-   alone:", "+   lonely:"]


def test_a_removed_code_goes_from_both_files() -> None:
    book, beside = rewrite(reshaping.remove_code(read(BOOK, BESIDE), "banter"), Renamed())
    assert "banter" not in book + beside
    assert changed(BESIDE, beside) == ["-   banter:", "-     - coffee machine"]


def test_merged_patterns_stay_in_their_files() -> None:
    target = reshaping.merge_codes(read(BOOK, BESIDE), ["banter", "alone"], "alone")
    book, beside = rewrite(target, Renamed())
    merged = read(book, beside).code("alone")
    assert [(each.match, each.file) for each in merged.patterns] == [
        ("small talk", ""), ("hardly talk", FILE), ("<AI> only", FILE), ("coffee machine", FILE),
    ]  # fmt: skip
    assert "# - not that" in beside
    assert "gone: [x]   # of a code that is no more" in beside


def test_a_new_pattern_stands_where_the_others_do() -> None:
    codebook = read(BOOK, BESIDE)
    for code, where in (("alone", FILE), ("third", FILE), ("banter", FILE)):
        patterns = (*codebook.code(code).patterns, Pattern("new one"))
        target = reshaping.edit_code(codebook, code, {"patterns": patterns})
        after = read(*rewrite(target, Renamed()))
        [new] = [each for each in after.code(code).patterns if each.match == "new one"]
        assert (new.file, after.version) == (where, target.version), code
    alone_here = read(BOOK, BESIDE.replace("banter", "other"))
    patterns = (*alone_here.code("banter").patterns, Pattern("new one"))
    target = reshaping.edit_code(alone_here, "banter", {"patterns": patterns})
    book, _ = rewrite(target, Renamed(), BESIDE.replace("banter", "other"))
    assert "patterns: [small talk, new one]" in book


def test_only_the_file_concerned_is_changed() -> None:
    target = reshaping.edit_code(read(BOOK, BESIDE), "alone", {"definition": "No ties."})
    book, beside = rewrite(target, Renamed())
    assert (changed(BOOK, book), beside) == (["+     definition: No ties."], BESIDE)


def test_a_pattern_of_both_files_stays_in_both() -> None:
    twice = BESIDE.replace("- coffee machine", "- small talk")
    target = reshaping.edit_code(read(BOOK, twice), "banter", {"definition": "Chat."})
    book, beside = rewrite(target, Renamed(), twice)
    assert (changed(BOOK, book), beside) == (["+     definition: Chat."], twice)


@st.composite
def changes(draw: st.DrawFn, codebook: Codebook) -> tuple[Codebook, Renamed]:
    kind = draw(st.sampled_from(["rename", "merge", "remove", "patterns", "add", "split"]))
    code = draw(st.sampled_from(codebook.code_ids))
    words = st.lists(
        st.sampled_from(["one two", "=a", "[neg] b", "c: d", "# e", "x|y"]), unique=True, max_size=3
    )
    if kind == "rename":
        return reshaping.rename_code(codebook, code, "no"), Renamed(codes={code: "no"})
    if kind == "merge":
        parts = draw(st.permutations(codebook.code_ids))[:2]
        into = draw(st.sampled_from([*codebook.code_ids, "null"]))
        if into != "null":
            return reshaping.merge_codes(codebook, [*parts, into], into), Renamed()
        return reshaping.merge_codes(codebook, parts, into), Renamed(codes={parts[0]: into})
    if kind == "remove":
        return reshaping.remove_code(codebook, code), Renamed()
    if kind == "split":
        parts = [Code("near", "Near", ""), Code("far", "Far", "")]
        return reshaping.split_code(codebook, code, parts, stays=draw(st.booleans())), Renamed()
    patterns = [Pattern(each, draw(st.sampled_from("+-"))) for each in draw(words)]
    kept = (
        draw(st.lists(st.sampled_from(codebook.code(code).patterns), unique_by=id))
        if (codebook.code(code).patterns)
        else []
    )
    if kind == "add":
        codebook, code = reshaping.add_code(codebook, Code("fresh", "F", "")), "fresh"
    return reshaping.edit_code(codebook, code, {"patterns": [*kept, *patterns]}), Renamed()


@pytest.mark.parametrize("name", sorted(ODD))
@given(data=st.data())
def test_any_change_says_what_it_was_to_say(name: str, data: st.DataObject) -> None:
    before = read(BOOK, ODD[name])
    target, renamed = data.draw(changes(before))
    if name == "braces" and not any(each.file for c in before.codes for each in c.patterns):
        return
    book, beside = rewrite_codebook(BOOK, target, renamed, PatternsFile(FILE, ODD[name]))
    after = read(book, beside)
    assert {code.id: sorted(map(repr, said(code))) for code in after.codes} == {
        code.id: sorted(map(repr, said(code))) for code in target.codes
    }
    assert after.lists == before.lists
    assert beside.startswith("\ufeff") == ODD[name].startswith("\ufeff")
    if name == "crlf":
        assert "\n" not in beside.replace("\r\n", "")
    if "gone" in ODD[name]:
        assert "gone: [x]" in beside


def said(code: Code) -> list[tuple[object, ...]]:
    return [(each.match, each.polarity, each.weight) for each in code.patterns]
