"""A codebook and its changes, as scripts read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from interviewkit.errors import Problem
from interviewkit.model import Code, Codebook, CodebookAct, CodeCount, Example
from interviewkit.model.code_colours import choose_colours

Json = dict[str, Any]

NO_CODES = "the codebook has no codes"


def describe_codebook(
    codebook: Codebook, problems: Sequence[Problem], counts: Iterable[CodeCount], file: str
) -> Json:
    """Themes with their codes, and codes in the codebook's order; ``broken`` where it cannot be
    read."""
    colours = choose_colours(codebook.code_ids)
    by_code = {each.code: each for each in counts}
    broken = [each for each in problems if each.fatal and each.what != NO_CODES]
    return {
        "name": codebook.name,
        "file": file,
        "version": codebook.version,
        "declared": codebook.declared,
        "exclusive": codebook.exclusive,
        "patterns_file": codebook.patterns_file,
        "themes": [
            {
                "id": theme.id,
                "label": theme.label,
                "definition": theme.definition,
                "codes": list(theme.codes),
                "exclusive": theme.exclusive,
            }
            for theme in codebook.themes
        ],
        "codes": [
            _describe_code(code, by_code.get(code.id, CodeCount(code.id)), colours)
            for code in codebook.codes
        ],
        "tree": _arrange_tree(codebook),
        "problems": [describe_problem(each) for each in problems if each.what != NO_CODES],
        "broken": bool(broken),
    }


def _arrange_tree(codebook: Codebook) -> list[Json]:
    """Themes, and last what has none, each with its codes below wider ones of the same theme."""
    bare = tuple(code.id for code in codebook.codes if not code.theme)
    groups = [(theme.id, theme.label, theme.codes) for theme in codebook.themes]
    groups += [("", "", bare)] if bare else []
    parents = {code.id: code.parent for code in codebook.codes}
    return [
        {"theme": id_, "label": label, "codes": _arrange_below(members, parents)}
        for id_, label, members in groups
    ]


def _arrange_below(members: Sequence[str], parents: Mapping[str, str]) -> list[Json]:
    nodes: dict[str, Json] = {code: {"id": code, "below": []} for code in members}
    roots: list[Json] = []
    for code, node in nodes.items():
        above = nodes.get(parents[code])
        (roots if above is None else above["below"]).append(node)
    return roots


def _describe_code(code: Code, count: CodeCount, colours: Mapping[str, int]) -> Json:
    return {
        "id": code.id,
        "label": code.label,
        "definition": code.definition,
        "include": list(code.include),
        "exclude": list(code.exclude),
        "examples": [_describe_example(each) for each in code.examples],
        "near_misses": [_describe_example(each) for each in code.near_misses],
        "patterns": [each.written for each in code.patterns],
        "polarity": list(code.polarity),
        "prevalence": _write_percentage(code.prevalence),
        "parent": code.parent,
        "theme": code.theme,
        "origin": code.origin,
        "version": code.version,
        "colour": colours[code.id],
        "people": count.people,
        "passages": count.passages,
        "proposed": count.proposed,
    }


def _write_percentage(share: float | None) -> str:
    """A share as one types it: it is edited, so no digit may be lost and no style hold."""
    return "" if share is None else f"{100 * share:.12g} %"


def _describe_example(each: Example) -> Json:
    return {"text": each.text, "polarity": each.polarity}


def describe_problem(each: Problem) -> Json:
    return {"line": each.line, "what": each.what, "hint": each.hint, "fatal": each.fatal}


def describe_act(act: CodebookAct) -> Json:
    """A change that was told or done."""
    return {
        "act": act.act,
        "says": act.says,
        "code": act.ids[0] if act.ids else "",
        "id": act.ids[0] if act.ids else "",
        "ids": list(act.ids),
        "did": act.did,
        "entry": act.entry,
        "version": act.version,
        "notes": list(act.notes),
        "effects": [
            {
                "what": each.what,
                "coder": each.coder,
                "people": each.people,
                "count": each.count,
                "becomes": each.becomes,
            }
            for each in act.effects
        ],
    }
