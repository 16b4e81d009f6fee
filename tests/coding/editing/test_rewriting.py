"""A codebook's text is changed in few places, and says exactly what it is to say."""

from __future__ import annotations

import difflib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_codebooks import COMMENTED, ODD, TIGHT

from interviewkit.coding.codebook_file import NO_CODES, read_codebook_text
from interviewkit.coding.editing import reshaping
from interviewkit.coding.editing.rewriting import Renamed
from interviewkit.coding.editing.rewriting import rewrite_codebook as rewrite_both
from interviewkit.errors import CodebookError
from interviewkit.model import Code, Codebook, Example, Theme

SHIPPED = (
    Path("codebooks/human-ai-work.yaml")
    .read_text("utf-8")
    .replace("patterns: human-ai-work.patterns.yaml\n", "")
)
NOTHING = Renamed()
TEXTS = {**ODD, "shipped": SHIPPED}


def read(text: str) -> Codebook:
    codebook, problems = read_codebook_text(Path("codebook.yaml"), text)
    assert [each for each in problems if each.fatal and each.what != NO_CODES] == []
    return codebook


def rewrite_codebook(text: str, target: Codebook, renamed: Renamed = NOTHING) -> str:
    changed, beside = rewrite_both(text, target, renamed)
    assert beside == ""
    return changed


def changed_lines(before: str, after: str) -> list[str]:
    """Lines that went (-) and came (+), nothing else."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0)
    return [f"{line[0]} {line[1:]}" for line in list(lines)[2:] if line[0] in "+-"]


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def test_a_definition_is_changed_where_it_stands() -> None:
    target = reshaping.edit_code(read(COMMENTED), "alone", {"definition": "Fewer ties."})
    assert changed_lines(COMMENTED, rewrite_codebook(COMMENTED, target)) == [
        "-         Weaker ties",
        "-         to people at work.",
        "+         Fewer ties.",
    ]


def test_what_a_codebook_says_of_itself_is_changed_in_its_lines() -> None:
    target = replace(
        read(COMMENTED), name="Ties", declared="2", language="de", exclusive=True,
        lists={"AI": ("ai", "it")},
    )  # fmt: skip
    assert changed_lines(COMMENTED, rewrite_codebook(COMMENTED, target)) == [
        "- name:   My  codes      # two blanks within",
        '- version: "1.0"   # our own count',
        "+ name:   Ties      # two blanks within",
        '+ version: "2"   # our own count',
        "+ language: de",
        "+ exclusive: true",
        "+ lists: {AI: [ai, it]}",
    ]


def test_quotes_and_comments_of_a_line_stay() -> None:
    target = reshaping.edit_code(read(COMMENTED), "alone", {"label": "They're gone"})
    assert changed_lines(COMMENTED, rewrite_codebook(COMMENTED, target)) == [
        "-       label: 'Alone, isn''t it'   # single quotes",
        "+       label: 'They''re gone'   # single quotes",
    ]


def test_an_expected_share_comes_after_the_polarity() -> None:
    target = reshaping.edit_code(read(COMMENTED), "alone", {"prevalence": "12.5 %"})
    with_share = rewrite_codebook(COMMENTED, target)
    assert changed_lines(COMMENTED, with_share) == ["+       prevalence: 0.125"]
    without = reshaping.edit_code(read(with_share), "alone", {"prevalence": ""})
    assert rewrite_codebook(with_share, without) == COMMENTED


def test_a_theme_becomes_exclusive_and_is_so_no_more() -> None:
    target = reshaping.edit_theme(read(COMMENTED), "bonds", {"exclusive": True})
    exclusive = rewrite_codebook(COMMENTED, target)
    assert changed_lines(COMMENTED, exclusive) == ["+       exclusive: true"]
    again = reshaping.edit_theme(read(exclusive), "bonds", {"exclusive": False})
    assert rewrite_codebook(exclusive, again) == COMMENTED


def test_an_example_joins_the_list_after_its_comments() -> None:
    examples = (*read(COMMENTED).code("alone").examples, Example("Nobody: calls #1"))
    target = reshaping.edit_code(read(COMMENTED), "alone", {"examples": examples})
    assert changed_lines(COMMENTED, rewrite_codebook(COMMENTED, target)) == [
        '+           - "Nobody: calls #1"'
    ]


def test_a_renamed_code_is_renamed_wherever_it_stands() -> None:
    target = reshaping.rename_code(read(COMMENTED), "alone", "lonely")
    new = rewrite_codebook(COMMENTED, target, Renamed(codes={"alone": "lonely"}))
    assert changed_lines(COMMENTED, new) == [
        "-           - alone    # 1",
        "+           - lonely    # 1",
        "-     - id: alone   # the id",
        "+     - id: lonely   # the id",
        "-       parent: alone   # below it",
        "+       parent: lonely   # below it",
    ]


def test_a_code_goes_with_its_lines_alone() -> None:
    target = reshaping.remove_code(read(COMMENTED), "banter")
    assert changed_lines(COMMENTED, rewrite_codebook(COMMENTED, target)) == [
        "-           - banter",
        "-     - id: banter",
        "-       label: Banter",
        "-       parent: alone   # below it",
        '-       near_misses: [we chat, "a, b"]   # flow',
    ]


def test_a_new_code_stands_like_the_others() -> None:
    target = reshaping.add_code(read(COMMENTED), Code("new", "New: one", "", theme="bonds"))
    assert changed_lines(COMMENTED, rewrite_codebook(COMMENTED, target)) == [
        "+           - new",
        "+     - id: new",
        '+       label: "New: one"',
        "+ ",
    ]


def test_a_missing_last_line_break_stays_missing() -> None:
    target = reshaping.add_theme(read(TIGHT), Theme("u", "U"))
    assert rewrite_codebook(TIGHT, target) == TIGHT + "\n\n- id: u\n  label: U"


def test_the_first_code_comes_below_its_key() -> None:
    target = reshaping.add_code(read(ODD["empty"]), Code("a", "A", "What it means."))
    assert changed_lines(ODD["empty"], rewrite_codebook(ODD["empty"], target)) == [
        "+   - id: a",
        "+     label: A",
        "+     definition: What it means.",
    ]


def test_what_shares_words_by_an_anchor_is_refused() -> None:
    target = reshaping.edit_code(read(ODD["anchors"]), "a", {"label": "Other words"})
    with pytest.raises(CodebookError, match="cannot be changed without changing more") as told:
        rewrite_codebook(ODD["anchors"], target)
    assert "by hand" in told.value.hint


def test_a_code_behind_an_anchor_is_renamed_everywhere() -> None:
    target = reshaping.rename_code(read(ODD["anchors"]), "a", "z")
    new = rewrite_codebook(ODD["anchors"], target, Renamed(codes={"a": "z"}))
    assert "id: &a z" in new
    assert "parent: *a" in new


def test_a_broken_codebook_is_not_touched() -> None:
    with pytest.raises(CodebookError, match=r"codebook\.yaml:\d"):
        rewrite_codebook("codes:\n  - id: a\n  - id: [\n", Codebook("x", ()))


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
words = texts.map(str.strip).filter(bool)


@st.composite
def changes(draw: st.DrawFn, codebook: Codebook) -> tuple[Codebook, Renamed]:
    """One change of a codebook, as the verbs make them."""
    codes, themes = codebook.code_ids, [each.id for each in codebook.themes]
    kinds = ["add", "add theme"] + ["edit", "rename", "remove", "move"] * bool(codes)
    kinds += ["merge"] * (len(codes) > 1)
    kinds += ["rename theme", "remove theme", "exclusive"] * bool(themes)
    kind = draw(st.sampled_from(kinds))
    code = draw(st.sampled_from(codes)) if codes else ""
    theme = draw(st.sampled_from(["", *themes]))
    if kind == "add":
        new = Code("fresh", draw(words), "", theme=theme, parent=draw(st.sampled_from(["", code])))
        fields = {"definition": draw(texts), "examples": draw(st.lists(words, max_size=2))}
        return reshaping.edit_code(reshaping.add_code(codebook, new), "fresh", fields), Renamed()
    if kind == "add theme":
        theme = Theme("fresh", "x", draw(texts).strip(), exclusive=draw(st.booleans()))
        return reshaping.add_theme(codebook, theme), Renamed()
    if kind == "edit":
        fields = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "label": words,
                    "definition": texts,
                    "include": st.lists(words, max_size=3),
                    "exclude": st.lists(words, max_size=3),
                    "examples": st.lists(words, max_size=3),
                    "near_misses": st.lists(words, max_size=3),
                    "polarity": st.sampled_from([("+",), ("-",), ("+", "-")]),
                    "prevalence": st.sampled_from([None, 0.3, "2.5 %", 1e-5]),
                },
            )
        )
        return reshaping.edit_code(codebook, code, fields), Renamed()
    if kind == "rename":
        renamed = Renamed(codes={code: "fresh"})
        return reshaping.rename_code(codebook, code, "fresh"), renamed
    if kind == "remove":
        return reshaping.remove_code(codebook, code), Renamed()
    if kind == "move":
        return reshaping.move_code(codebook, code, theme=theme), Renamed()
    if kind == "merge":
        return reshaping.merge_codes(codebook, codes[:2], draw(st.sampled_from(codes))), Renamed()
    theme = theme or themes[0]
    if kind == "exclusive":
        fields = {"exclusive": draw(st.booleans())}
        return reshaping.edit_theme(codebook, theme, fields), Renamed()
    if kind == "rename theme":
        renamed = Renamed(themes={theme: "fresh"})
        return reshaping.rename_theme(codebook, theme, "fresh"), renamed
    return reshaping.remove_theme(codebook, theme), Renamed()


@pytest.mark.parametrize("name", sorted(ODD))
@given(data=st.data())
def test_any_change_says_what_it_was_to_say(name: str, data: st.DataObject) -> None:
    text = ODD[name]
    target, renamed = data.draw(changes(read(text)))
    try:
        new = rewrite_codebook(text, target, renamed)
    except CodebookError:
        if name == "anchors":  # words that two places share cannot change in one of them
            return
        raise
    assert read(new).version == target.version
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    if "crlf" in name:
        assert "\n" not in new.replace("\r\n", "")


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_words_of_a_code_change_and_no_comment_goes(name: str) -> None:
    text = TEXTS[name]
    codebook = read(text)
    for code in codebook.codes:
        fields = {"definition": "Another meaning.", "include": [*code.include, "more"]}
        target = reshaping.edit_code(codebook, code.id, fields)
        try:
            new = rewrite_codebook(text, target)
        except CodebookError:
            assert name == "anchors"
            continue
        assert sorted(comments(new)) == sorted(comments(text))
