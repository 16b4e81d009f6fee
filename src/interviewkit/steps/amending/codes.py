"""Codes added, edited, renamed, merged, split, moved and removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from interviewkit.coding.codebook_patterns import read_pattern
from interviewkit.coding.editing import reshaping
from interviewkit.coding.editing.recoding import CodeMoves
from interviewkit.coding.editing.rewriting import Renamed
from interviewkit.coding.editing.scalars import refuse_unwritable
from interviewkit.coding.editing.values import FIELDS
from interviewkit.errors import CodebookError, StudyError
from interviewkit.model import Code, Codebook, CodebookAct, Example, Passage, Pattern
from interviewkit.model.codebook import INDUCTIVE
from interviewkit.model.codebook_act import (
    ADD_CODE,
    EDIT_CODE,
    MERGE_CODES,
    MOVE_CODE,
    REMOVE_CODE,
    RENAME_CODE,
    SPLIT_CODE,
)
from interviewkit.steps.amending.amend import Wish, amend
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.site import Site

Place = tuple[int, int, int]
"""A turn's id, and from which character to which."""

MEANING = ("definition", "include", "exclude", "polarity")
"""What coders go by: where it changes, what people judged before is told as out of date."""


def add_code(
    site: Site,
    label: str,
    wish: Wish,
    *,
    id_: str = "",
    place: Place | None = None,
    **fields: Any,
) -> CodebookAct:
    """A new code; ``place`` is where it was found in the words, its first example."""
    theme, parent = str(fields.pop("theme", "")), str(fields.pop("parent", ""))
    said = _load_example(site, place) if place else None

    def plan(codebook: Codebook) -> Amendment:
        name = " ".join(refuse_unwritable(label).split())
        if not name:
            raise CodebookError("a code needs a label", hint="say in a word or two what it is")
        new_id = id_ or reshaping.make_id(name, reshaping.taken_ids(codebook))
        polarity = ("+",) if said is None or said.polarity == "+" else ("+", "-")
        code = Code(new_id, name, "", theme=theme, parent=parent, polarity=polarity)
        target = reshaping.add_code(codebook, code)
        more = dict(fields)
        if said is not None:
            more["examples"] = (*more.get("examples", ()), said)
            more.setdefault("origin", INDUCTIVE)
        target = reshaping.edit_code(target, new_id, read_fields(more))
        return Amendment(
            ADD_CODE,
            f"code:{new_id}",
            f"the code {new_id} ({name}) is new",
            codebook,
            target,
            (new_id,),
            moves=CodeMoves(added=(new_id,)),
        )

    return amend(site, plan, wish)


def edit_code(site: Site, id_: str, wish: Wish, fields: Mapping[str, Any]) -> CodebookAct:
    """Other words for a code."""

    def plan(codebook: Codebook) -> Amendment:
        target = reshaping.edit_code(codebook, id_, read_fields(fields))
        same = all(_is_same(codebook, target, id_, name) for name in MEANING)
        notes = () if same else _tell_outdated(id_)
        return Amendment(
            EDIT_CODE,
            f"code:{id_}",
            f"the code {id_} has another {_list_changed(codebook, target, id_)}",
            codebook,
            target,
            (id_,),
            same={id_: id_} if same else {},
            notes=notes,
        )

    return amend(site, plan, wish)


def add_example(
    site: Site, id_: str, what: Place | str, wish: Wish, *, near_miss: bool, polarity: str = "+"
) -> CodebookAct:
    """A passage, or words, become an example of a code, or a near miss."""
    found = Example(" ".join(what.split())) if isinstance(what, str) else _load_example(site, what)
    said = replace(found, polarity="+" if near_miss else polarity)
    if not said.text:
        raise CodebookError("an example needs words", hint="choose some in a transcript")

    def plan(codebook: Codebook) -> Amendment:
        code = reshaping.find_code(codebook, id_)
        key, kind = ("near_misses", "near miss") if near_miss else ("examples", "example")
        if said.text in [each.text for each in getattr(code, key)]:
            raise CodebookError(f"{id_} has this {kind} already")
        fields: dict[str, Any] = {key: (*getattr(code, key), said)}
        if not near_miss and polarity not in code.polarity:
            fields["polarity"] = tuple({*code.polarity, polarity})
        return Amendment(
            EDIT_CODE,
            f"code:{id_}",
            f"the code {id_} has one more {kind}",
            codebook,
            reshaping.edit_code(codebook, id_, fields),
            (id_,),
            same={id_: id_},
        )

    return amend(site, plan, wish)


def rename_code(site: Site, old: str, new: str, wish: Wish, *, label: str = "") -> CodebookAct:
    """Another id for a code; its codings go along."""

    def plan(codebook: Codebook) -> Amendment:
        target = reshaping.rename_code(codebook, old, new)
        if label:
            target = reshaping.edit_code(target, new, {"label": label})
        return Amendment(
            RENAME_CODE,
            f"code:{new}",
            f"the code {old} is called {new}",
            codebook,
            target,
            (new,),
            Renamed(codes={old: new}),
            CodeMoves(whole={new: (old,)}),
            same=_keep_meaning(codebook, {old: new}),
        )

    return amend(site, plan, wish)


def merge_codes(
    site: Site, parts: Sequence[str], into: str, wish: Wish, fields: Mapping[str, Any]
) -> CodebookAct:
    """Several codes become one that holds where any of them did."""

    def plan(codebook: Codebook) -> Amendment:
        target = reshaping.merge_codes(codebook, parts, into)
        if fields:
            target = reshaping.edit_code(target, into, read_fields(fields))
        merged = [each for each in dict.fromkeys(parts) if each != into]
        whole = [*merged, *([into] if into in codebook.code_ids else [])]
        renamed = {} if into in codebook.code_ids else {merged[0]: into}
        return Amendment(
            MERGE_CODES,
            f"code:{into}",
            f"{_join_names(merged)} {'are' if len(merged) > 1 else 'is'} one with {into}",
            codebook,
            target,
            (into,),
            Renamed(codes=renamed),
            CodeMoves(whole={into: tuple(whole)}),
            same=_keep_meaning(codebook, dict.fromkeys(whole, into)),
            notes=("read its definition, include and exclude once more: they come from all parts",),
        )

    return amend(site, plan, wish)


def split_code(
    site: Site,
    old: str,
    into: Sequence[str],
    wish: Wish,
    *,
    dealt: Mapping[str, Sequence[int]],
    rest: str = "",
) -> CodebookAct:
    """New codes out of one: ``into`` are their labels, ``dealt`` says which codings go where.

    Without ``rest`` the code stays and keeps what is not dealt; else it goes, and the part ``rest``
    gets that, a new one where it is none of ``into``.
    """

    def plan(codebook: Codebook) -> Amendment:
        code = reshaping.find_code(codebook, old)
        ids = _name_parts(codebook, [*into, *({rest} - {*into, ""})])
        unknown = [each for each in dealt if each and each not in ids]
        if unknown:
            raise CodebookError(
                f"{unknown[0]!r} is none of the parts", hint=f"the parts are: {', '.join(ids)}"
            )
        parts = [
            Code(new, label, code.definition, polarity=code.polarity, origin=code.origin)
            for new, label in zip(ids.values(), ids, strict=True)
        ]
        target = reshaping.split_code(codebook, old, parts, stays=not rest)
        codings = {key: ids[part] for part, keys in dealt.items() for key in keys}
        _refuse_strange(site, old, codings)
        made = tuple(ids.values())
        verb = "are" if len(made) > 1 else "is"
        goes = "stays beside them" if not rest else f"is no more; the rest is {ids[rest]}"
        return Amendment(
            SPLIT_CODE,
            f"code:{old}",
            f"{_join_names(made)} {verb} cut out of {old}, which {goes}",
            codebook,
            target,
            made,
            moves=CodeMoves(split=old, parts=made, dealt=codings, rest=ids[rest] if rest else ""),
            notes=(
                "say what sets the parts apart: their definitions are still those of the whole",
                *([] if not rest else _tell_left(code)),
            ),
        )

    return amend(site, plan, wish)


def move_code(
    site: Site, id_: str, wish: Wish, *, theme: str | None = None, parent: str | None = None
) -> CodebookAct:
    """A code under another theme or wider code; codings stay as they are."""

    def plan(codebook: Codebook) -> Amendment:
        target = reshaping.move_code(codebook, id_, theme=theme, parent=parent)
        told = [f"under the theme {theme}" if theme else "under no theme"] * (theme is not None)
        told += [f"below {parent}" if parent else "below no code"] * (parent is not None)
        if not told:
            raise CodebookError("nothing says where the code is to go", hint="theme or parent")
        return Amendment(
            MOVE_CODE,
            f"code:{id_}",
            f"the code {id_} is {' and '.join(told)}",
            codebook,
            target,
            (id_,),
            same={code: code for code in codebook.code_ids},
        )

    return amend(site, plan, wish)


def remove_code(site: Site, id_: str, wish: Wish) -> CodebookAct:
    """A code goes; its codings are retired and stay in the log."""

    def plan(codebook: Codebook) -> Amendment:
        return Amendment(
            REMOVE_CODE,
            f"code:{id_}",
            f"the code {id_} is no more",
            codebook,
            reshaping.remove_code(codebook, id_),
            moves=CodeMoves(gone=(id_,)),
            same={code: code for code in codebook.code_ids if code != id_},
        )

    return amend(site, plan, wish)


def _keep_meaning(codebook: Codebook, renamed: Mapping[str, str]) -> dict[str, str]:
    """All codes as they are called afterwards: a new name for one is a new parent of others."""
    return {code: renamed.get(code, code) for code in codebook.code_ids}


def read_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as nouns: patterns may come as an author writes them."""
    read = dict(fields)
    if "patterns" in read:
        read["patterns"] = tuple(
            each if isinstance(each, Pattern) else read_pattern(str(each))
            for each in read["patterns"]
            if str(each).strip()
        )
    return read


def _load_example(site: Site, place: Place) -> Example:
    """The words at a place in a turn.

    Raises:
        StudyError: there is no such turn, or nothing is said there.
    """
    turn_id, start, end = place
    with site.store.reading() as shelves:
        turn = shelves.transcripts.current_turns([turn_id]).get(turn_id)
    if turn is None:
        raise StudyError(
            f"there is no turn {turn_id}", hint="its transcript was taken in anew: read it again"
        )
    try:
        return Example(" ".join(Passage.cut(turn, start, end).quote.split()))
    except ValueError as fault:
        raise StudyError(f"{fault}", hint="choose the words anew") from None


def _name_parts(codebook: Codebook, into: Sequence[str]) -> dict[str, str]:
    """The parts as they were named → their ids."""
    taken = reshaping.taken_ids(codebook)
    ids: dict[str, str] = {}
    for each in into:
        name = " ".join(each.split())
        if not name or name in ids:
            raise CodebookError("each part needs a name of its own", hint=f"got: {', '.join(into)}")
        ids[name] = reshaping.make_id(name, taken | set(ids.values()))
    if not ids:
        raise CodebookError("nothing says into what the code is to be split")
    return ids


def _tell_left(code: Code) -> list[str]:
    """What a code that is split up says and no part of it will."""
    fields = ("include", "exclude", "examples", "near_misses", "patterns", "prevalence")
    left = [name.replace("_", " ") for name in fields if getattr(code, name)]
    told = f"no part takes over its {_join_names(left)}: put them where they belong"
    return [told] if left else []


def _refuse_strange(site: Site, old: str, codings: Mapping[int, str]) -> None:
    """Refuse codings to be dealt that are none of people's of this code."""
    with site.store.reading() as shelves:
        rows = shelves.recodings.codings_of([old]) if codings else ()
    known = {row["id"] for row in rows if row["is_person"]}
    for key in codings:
        if key not in known:
            raise CodebookError(
                f"coding {key} is none that people made of {old} and that stands",
                hint="see their ids with: interviewkit coding list --format json",
            )


def _is_same(before: Codebook, after: Codebook, id_: str, name: str) -> bool:
    return bool(getattr(before.code(id_), name) == getattr(after.code(id_), name))


def _list_changed(before: Codebook, after: Codebook, id_: str) -> str:
    changed = [name.replace("_", " ") for name in FIELDS if not _is_same(before, after, id_, name)]
    if not changed:
        raise CodebookError(f"nothing of {id_} changes", hint="it says this already")
    return _join_names(changed)


def _tell_outdated(id_: str) -> tuple[str, ...]:
    return (
        f"what people coded by the earlier words of {id_} stays and is listed by: "
        "interviewkit review outdated",
    )


def _join_names(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
