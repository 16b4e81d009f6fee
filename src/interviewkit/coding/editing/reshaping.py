"""What a codebook says after one change: codes and themes added, edited, renamed, merged, moved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from interviewkit.coding.codebook_file import is_code_id
from interviewkit.coding.editing.values import clean_field
from interviewkit.errors import CodebookError, did_you_mean
from interviewkit.model import Code, Codebook, Example, Pattern, Theme
from interviewkit.model.codebook import POLARITIES

THEME_FIELDS = ("label", "definition", "exclusive")
"""What :func:`edit_theme` changes of a theme."""

_PARTS = re.compile(r"[^\w]+")


def add_code(codebook: Codebook, code: Code, after: str = "") -> Codebook:
    """The codebook with one more code, at the end or after another.

    Raises:
        CodebookError: the id is taken or cannot be one, or theme or parent are not there.
    """
    _refuse_id(codebook, code.id)
    if code.theme:
        find_theme(codebook, code.theme)
    if code.parent:
        find_code(codebook, code.parent)
    place = codebook.code_ids.index(after) + 1 if after else len(codebook.codes)
    codes = (*codebook.codes[:place], code, *codebook.codes[place:])
    themes = [
        replace(each, codes=(*each.codes, code.id)) if each.id == code.theme else each
        for each in codebook.themes
    ]
    return _tie(replace(codebook, codes=codes, themes=tuple(themes)))


def add_codes(codebook: Codebook, codes: Sequence[Code]) -> Codebook:
    """The codebook with more codes at its end, none of a theme; each parent is there or among them.

    Raises:
        CodebookError: an id is taken or cannot be one.
    """
    for each in codes:
        _refuse_id(codebook, each.id)
    return _tie(replace(codebook, codes=(*codebook.codes, *codes)))


def edit_code(codebook: Codebook, id_: str, fields: Mapping[str, Any]) -> Codebook:
    """The codebook with some fields of a code changed.

    Raises:
        CodebookError: there is no such code or field, or a value cannot be one.
    """
    code = find_code(codebook, id_)
    new = replace(code, **{name: clean_field(name, value) for name, value in fields.items()})
    return _put(codebook, replace(new, label=new.label or id_.replace("_", " ")))


def rename_code(codebook: Codebook, old: str, new: str) -> Codebook:
    """The codebook with another id for a code, wherever it stands."""
    find_code(codebook, old)
    _refuse_id(codebook, new)
    codes = [
        replace(
            code,
            id=new if code.id == old else code.id,
            label=_renamed_label(code, old, new),
            parent=new if code.parent == old else code.parent,
        )
        for code in codebook.codes
    ]
    themes = [
        replace(each, codes=tuple(new if code == old else code for code in each.codes))
        for each in codebook.themes
    ]
    return replace(codebook, codes=tuple(codes), themes=tuple(themes))


def merge_codes(codebook: Codebook, parts: Sequence[str], into: str) -> Codebook:
    """The codebook with several codes become one that holds where any of them did.

    It keeps the definition of ``into``; those of the others stand under ``include``. Examples,
    near misses and patterns of all come together; a near miss that is an example of one is none
    of the whole, and how common the whole is nobody has said yet. Where ``into`` is a new id, it
    is the first part that is renamed.
    """
    wanted = [each for each in dict.fromkeys(parts) if each != into]
    for each in wanted:
        find_code(codebook, each)
    if into not in codebook.code_ids and wanted:
        codebook = rename_code(codebook, wanted[0], into)
        wanted = wanted[1:]
    if not wanted:
        raise CodebookError("one code cannot be merged with itself", hint="name two or more codes")
    whole = find_code(codebook, into)
    others = [find_code(codebook, each) for each in wanted]
    merged = _join(whole, others)
    gone = {each.id for each in others}
    codes = [
        replace(code, parent=_reparented(codebook, code, gone, into))
        for code in (merged if code.id == into else code for code in codebook.codes)
        if code.id not in gone
    ]
    has_theme = any(into in theme.codes for theme in codebook.themes)
    themes = [
        replace(each, codes=_merged_members(each.codes, gone, into, keep=not has_theme))
        for each in codebook.themes
    ]
    return _tie(replace(codebook, codes=tuple(codes), themes=tuple(themes)))


def split_code(codebook: Codebook, old: str, into: Sequence[Code], *, stays: bool) -> Codebook:
    """The codebook with new codes cut out of one, which ``stays`` beside them or goes.

    They stand after it, under its themes and its parent; codes below it stay below the first.
    """
    code = find_code(codebook, old)
    after = old
    for each in into:
        new = replace(each, theme=each.theme or code.theme, parent=each.parent or code.parent)
        codebook = add_code(codebook, new, after=after)
        after = each.id
    if stays:
        return codebook
    children = [
        replace(each, parent=into[0].id) if each.parent == old else each for each in codebook.codes
    ]
    return remove_code(replace(codebook, codes=tuple(children)), old)


def move_code(
    codebook: Codebook, id_: str, *, theme: str | None = None, parent: str | None = None
) -> Codebook:
    """The codebook with a code under another theme or wider code; an empty one: under none."""
    code = find_code(codebook, id_)
    if parent is not None:
        if parent:
            find_code(codebook, parent)
            _refuse_circle(codebook, id_, parent)
        codebook = _put(codebook, replace(code, parent=parent))
    if theme is None:
        return codebook
    if theme:
        find_theme(codebook, theme)
    themes = [
        replace(each, codes=_with_member(each.codes, id_, each.id == theme))
        for each in codebook.themes
    ]
    code = replace(find_code(codebook, id_), theme=theme)
    return _tie(_put(replace(codebook, themes=tuple(themes)), code))


def remove_code(codebook: Codebook, id_: str) -> Codebook:
    """The codebook without a code; codes below it come up to where it was."""
    gone = find_code(codebook, id_)
    codes = [
        replace(code, parent=gone.parent if code.parent == id_ else code.parent)
        for code in codebook.codes
        if code.id != id_
    ]
    themes = [
        replace(each, codes=tuple(code for code in each.codes if code != id_))
        for each in codebook.themes
    ]
    return _tie(replace(codebook, codes=tuple(codes), themes=tuple(themes)))


def add_theme(codebook: Codebook, theme: Theme) -> Codebook:
    """The codebook with one more theme."""
    return add_themes(codebook, [theme])


def add_themes(codebook: Codebook, themes: Sequence[Theme]) -> Codebook:
    """The codebook with more themes at its end.

    Raises:
        CodebookError: an id is taken or cannot be one, or a member is no code.
    """
    for theme in themes:
        _refuse_id(codebook, theme.id)
    for code in {code for theme in themes for code in theme.codes}.difference(codebook.code_ids):
        find_code(codebook, code)
    return _tie(replace(codebook, themes=(*codebook.themes, *themes)))


def edit_theme(codebook: Codebook, id_: str, fields: Mapping[str, Any]) -> Codebook:
    """The codebook with label or definition of a theme changed, or whether it is exclusive."""
    theme = find_theme(codebook, id_)
    strange = [name for name in fields if name not in THEME_FIELDS]
    if strange:
        raise CodebookError(f"a theme has no field {strange[0]!r} that is changed so")
    texts = {name: clean_field(name, fields[name]) for name in fields if name != "exclusive"}
    new = replace(theme, exclusive=bool(fields.get("exclusive", theme.exclusive)), **texts)
    new = replace(new, label=new.label or id_.replace("_", " "))
    return replace(
        codebook, themes=tuple(new if each.id == id_ else each for each in codebook.themes)
    )


def rename_theme(codebook: Codebook, old: str, new: str) -> Codebook:
    """The codebook with another id for a theme."""
    find_theme(codebook, old)
    _refuse_id(codebook, new)
    themes = [
        replace(each, id=new, label=_renamed_label(each, old, new)) if each.id == old else each
        for each in codebook.themes
    ]
    codes = [replace(code, theme=new) if code.theme == old else code for code in codebook.codes]
    return replace(codebook, codes=tuple(codes), themes=tuple(themes))


def remove_theme(codebook: Codebook, id_: str) -> Codebook:
    """The codebook without a theme; its codes stay, under no theme or their other one."""
    find_theme(codebook, id_)
    themes = tuple(each for each in codebook.themes if each.id != id_)
    return _tie(replace(codebook, themes=themes))


def arrange(codebook: Codebook, codes: Iterable[Code], themes: Iterable[Theme]) -> Codebook:
    """The codebook with these codes and themes, in their order."""
    return _tie(replace(codebook, codes=tuple(codes), themes=tuple(themes)))


def find_code(codebook: Codebook, id_: str) -> Code:
    """The code of that id.

    Raises:
        CodebookError: there is none.
    """
    if id_ not in codebook.code_ids:
        hint = did_you_mean(id_, codebook.code_ids) if codebook.codes else "it has no codes yet"
        raise CodebookError(f"the codebook has no code {id_!r}", hint=hint)
    return codebook.code(id_)


def find_theme(codebook: Codebook, id_: str) -> Theme:
    """The theme of that id.

    Raises:
        CodebookError: there is none.
    """
    for theme in codebook.themes:
        if theme.id == id_:
            return theme
    known = [theme.id for theme in codebook.themes]
    hint = did_you_mean(id_, known) if known else "it has no themes yet"
    raise CodebookError(f"the codebook has no theme {id_!r}", hint=hint)


def make_id(label: str, taken: Collection[str]) -> str:
    """An id for what a person called something: ``"Alone, at home"`` is ``alone_at_home``."""
    text = unicodedata.normalize("NFC", label).strip().lower()
    base = _PARTS.sub("_", text).strip("_")[:40].rstrip("_") or "code"
    if not is_code_id(base):
        base = f"code_{base}" if is_code_id(f"code_{base}") else "code"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}_{number}", number + 1
    return found


def taken_ids(codebook: Codebook) -> set[str]:
    """All ids of codes and themes: none may be given twice."""
    return {*codebook.code_ids, *(theme.id for theme in codebook.themes)}


def _refuse_id(codebook: Codebook, id_: str) -> None:
    if not is_code_id(id_):
        raise CodebookError(
            f"{id_!r} cannot be an id",
            hint="letters, digits and _ - . only, - and . not first; words go into the label",
        )
    if id_ in taken_ids(codebook):
        what = "code" if id_ in codebook.code_ids else "theme"
        raise CodebookError(
            f"there is a {what} {id_!r} already", hint="choose another id, or merge"
        )


def _refuse_circle(codebook: Codebook, id_: str, parent: str) -> None:
    parents = {code.id: code.parent for code in codebook.codes}
    step, met = parent, set[str]()
    while step and step not in met:
        if step == id_:
            raise CodebookError(
                f"{parent!r} lies below {id_!r}", hint="a code cannot be below itself"
            )
        met.add(step)
        step = parents.get(step, "")


def _renamed_label(thing: Code | Theme, old: str, new: str) -> str:
    """A label that was left to be made from the id follows it."""
    if thing.id == old and thing.label == old.replace("_", " "):
        return new.replace("_", " ")
    return thing.label


def _put(codebook: Codebook, new: Code) -> Codebook:
    codes = tuple(new if code.id == new.id else code for code in codebook.codes)
    return replace(codebook, codes=codes)


def _tie(codebook: Codebook) -> Codebook:
    """Members in the codebook's order, and each code's first theme, as reading a file ties them."""
    order = {code: at for at, code in enumerate(codebook.code_ids)}
    themes = tuple(
        replace(theme, codes=tuple(sorted(order.keys() & theme.codes, key=order.__getitem__)))
        for theme in codebook.themes
    )
    first = {code: theme.id for theme in reversed(themes) for code in theme.codes}
    members = {(code, theme.id) for theme in themes for code in theme.codes}
    codes = tuple(
        code if (code.id, code.theme) in members else replace(code, theme=first.get(code.id, ""))
        for code in codebook.codes
    )
    return replace(codebook, codes=codes, themes=themes)


def _with_member(codes: tuple[str, ...], id_: str, belongs: bool) -> tuple[str, ...]:
    others = tuple(code for code in codes if code != id_)
    return (*others, id_) if belongs else others


def _merged_members(
    codes: tuple[str, ...], gone: Collection[str], into: str, *, keep: bool
) -> tuple[str, ...]:
    stay = tuple(code for code in codes if code not in gone)
    joins = keep and into not in stay and len(stay) < len(codes)
    return (*stay, into) if joins else stay


def _reparented(codebook: Codebook, code: Code, gone: Collection[str], into: str) -> str:
    """The parent of a code once several have become one; the one is never below itself."""
    if code.id != into:
        return into if code.parent in gone else code.parent
    parents = {each.id: each.parent for each in codebook.codes}
    step = code.parent
    while step in gone:
        step = parents.get(step, "")
    return "" if step == into else step


def _join(whole: Code, others: Sequence[Code]) -> Code:
    every = [whole, *others]
    meant = [f"{each.label}: {each.definition}" for each in others if each.definition]
    examples = _once(example for each in every for example in each.examples)
    shown = {_key(example) for example in examples}
    misses = _once(miss for each in every for miss in each.near_misses)
    patterns: dict[str, Pattern] = {}
    for pattern in (replace(each, line=0) for code in every for each in code.patterns):
        patterns.setdefault(repr(replace(pattern, file="")), pattern)
    return replace(
        whole,
        include=tuple(
            dict.fromkeys([*whole.include, *meant, *(t for e in others for t in e.include)])
        ),
        exclude=tuple(dict.fromkeys(text for each in every for text in each.exclude)),
        examples=examples,
        near_misses=tuple(miss for miss in misses if _key(miss) not in shown),
        patterns=tuple(patterns.values()),
        polarity=tuple(sign for sign in POLARITIES if any(sign in e.polarity for e in every)),
        prevalence=None,
    )


def _once(examples: Iterable[Example]) -> tuple[Example, ...]:
    found: dict[tuple[str, str], Example] = {}
    for each in examples:
        found.setdefault((_key(each), each.polarity), replace(each, line=0))
    return tuple(found.values())


def _key(example: Example) -> str:
    return " ".join(example.text.casefold().split())
