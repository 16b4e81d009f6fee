"""Ties codes, themes and parents together by their ids, and tells what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from interviewkit.coding.codebook_yaml import CodebookFaults
from interviewkit.errors import did_you_mean
from interviewkit.model import Code, Codebook, Theme

Item = TypeVar("Item", Code, Theme)


def tie_codes_and_themes(codebook: Codebook, faults: CodebookFaults) -> Codebook:
    """The codebook with both directions filled in: a theme's codes, a code's theme.

    A code may say its theme or a theme may list its codes; both ways give the same codebook.
    Ids given twice and circles of parents are fatal; links that lead nowhere are told and dropped.
    """
    codes = _unique(codebook.codes, faults, "code")
    themes = _unique(codebook.themes, faults, "theme")
    _tell_shared_ids(codes, themes, faults)
    themes = [_with_known_codes(theme, codes, faults) for theme in themes]
    codes = [_with_known_links(code, codes, themes, faults) for code in codes]
    _tell_circles(codes, faults)
    themes = [_with_members(theme, codes) for theme in themes]
    _tell_lonely_groups(codebook, codes, themes, faults)
    first = {code: theme.id for theme in reversed(themes) for code in theme.codes}
    codes = [replace(code, theme=code.theme or first.get(code.id, "")) for code in codes]
    return replace(codebook, codes=tuple(codes), themes=tuple(themes))


def _unique(found: Sequence[Item], faults: CodebookFaults, what: str) -> list[Item]:
    first: dict[str, Item] = {}
    for item in found:
        if item.id in first:
            told = f"there are two {what}s {item.id!r}; the other is in line {first[item.id].line}"
            faults.add(item.line, told, "give one of them another id", fatal=True)
        first.setdefault(item.id, item)
    return list(first.values())


def _tell_shared_ids(
    codes: Sequence[Code], themes: Sequence[Theme], faults: CodebookFaults
) -> None:
    """Findings name what they count by id alone, so a theme needs an id of its own."""
    code_ids = {code.id for code in codes}
    for theme in themes:
        if theme.id in code_ids:
            what = f"a theme and a code share the id {theme.id!r}"
            faults.add(theme.line, what, "give the theme another id", fatal=True)


def _with_known_codes(theme: Theme, codes: Sequence[Code], faults: CodebookFaults) -> Theme:
    known = [code.id for code in codes]
    for code_id in theme.codes:
        if code_id not in known:
            what = f"theme {theme.id!r} lists the code {code_id!r}, which is not there"
            faults.add(theme.line, what, did_you_mean(code_id, known))
    kept = dict.fromkeys(code_id for code_id in theme.codes if code_id in known)
    return replace(theme, codes=tuple(kept))


def _with_known_links(
    code: Code, codes: Sequence[Code], themes: Sequence[Theme], faults: CodebookFaults
) -> Code:
    theme = _keep_known(code, "theme", code.theme, [theme.id for theme in themes], faults)
    parent = _keep_known(code, "parent", code.parent, [code.id for code in codes], faults)
    return replace(code, theme=theme, parent=parent)


def _keep_known(
    code: Code, what: str, named: str, known: Sequence[str], faults: CodebookFaults
) -> str:
    if not named or named in known:
        return named
    told = f"code {code.id!r} names the {what} {named!r}, which is not there"
    faults.add(code.line, told, did_you_mean(named, known))
    return ""


def _tell_circles(codes: Sequence[Code], faults: CodebookFaults) -> None:
    parent_of = {code.id: code.parent for code in codes}
    told: set[str] = set()
    for code in codes:
        path: list[str] = []
        step = code.id
        while step and step not in path:
            path.append(step)
            step = parent_of[step]
        if step == code.id and step not in told:
            told.update(path)
            circle = " → ".join([*path, code.id])
            faults.add(code.line, f"the parents go in a circle: {circle}", fatal=True)


def _tell_lonely_groups(
    codebook: Codebook, codes: Sequence[Code], themes: Sequence[Theme], faults: CodebookFaults
) -> None:
    """Of a single code nothing can be left out for another."""
    hint = "'exclusive' takes two or more codes, of which one turn has at most one"
    if codebook.exclusive and len(codes) == 1:
        faults.add(codes[0].line, "the codebook is exclusive and has one code", hint)
    for theme in themes:
        if theme.exclusive and len(theme.codes) < 2:
            has = "one code" if theme.codes else "no codes"
            faults.add(theme.line, f"theme {theme.id!r} is exclusive and has {has}", hint)


def _with_members(theme: Theme, codes: Sequence[Code]) -> Theme:
    listed = set(theme.codes)
    members = (code.id for code in codes if code.id in listed or code.theme == theme.id)
    return replace(theme, codes=tuple(members))
