"""Themes added, edited, renamed and removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from interviewkit.coding.editing import reshaping
from interviewkit.coding.editing.rewriting import Renamed
from interviewkit.coding.editing.scalars import refuse_unwritable
from interviewkit.errors import CodebookError
from interviewkit.model import Codebook, CodebookAct, Theme
from interviewkit.model.codebook_act import ADD_THEME, EDIT_THEME, REMOVE_THEME, RENAME_THEME
from interviewkit.steps.amending.amend import Wish, amend
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.site import Site


def add_theme(
    site: Site,
    label: str,
    wish: Wish,
    *,
    id_: str = "",
    definition: str = "",
    codes: Sequence[str] = (),
    exclusive: bool = False,
) -> CodebookAct:
    """A new theme, with codes that it bundles; of an exclusive one, a turn has at most one."""

    def plan(codebook: Codebook) -> Amendment:
        name = " ".join(refuse_unwritable(label).split())
        if not name:
            raise CodebookError("a theme needs a label", hint="say in a word or two what it is")
        new = id_ or reshaping.make_id(name, reshaping.taken_ids(codebook))
        meaning = refuse_unwritable(definition)
        theme = Theme(new, name, meaning, tuple(codes), exclusive=exclusive)
        return Amendment(
            ADD_THEME,
            f"theme:{new}",
            f"the theme {new} ({name}) is new",
            codebook,
            reshaping.add_theme(codebook, theme),
            (new,),
            same=_keep_codes(codebook),
        )

    return amend(site, plan, wish)


def edit_theme(site: Site, id_: str, wish: Wish, fields: Mapping[str, Any]) -> CodebookAct:
    """Another label or definition for a theme, or another word on whether it is exclusive."""

    def plan(codebook: Codebook) -> Amendment:
        target = reshaping.edit_theme(codebook, id_, fields)
        if target == codebook:
            raise CodebookError(f"nothing of {id_} changes", hint="it says this already")
        says = _describe_edit(id_, fields, codebook, target)
        return Amendment(EDIT_THEME, f"theme:{id_}", says, codebook, target, (id_,))

    return amend(site, plan, wish)


def rename_theme(site: Site, old: str, new: str, wish: Wish) -> CodebookAct:
    """Another id for a theme; what is written about it goes along."""

    def plan(codebook: Codebook) -> Amendment:
        return Amendment(
            RENAME_THEME,
            f"theme:{new}",
            f"the theme {old} is called {new}",
            codebook,
            reshaping.rename_theme(codebook, old, new),
            (new,),
            Renamed(themes={old: new}),
            same=_keep_codes(codebook),
        )

    return amend(site, plan, wish)


def remove_theme(site: Site, id_: str, wish: Wish) -> CodebookAct:
    """A theme goes; its codes and their codings stay."""

    def plan(codebook: Codebook) -> Amendment:
        codes = reshaping.find_theme(codebook, id_).codes
        target = reshaping.remove_theme(codebook, id_)
        bare = [code for code in codes if not target.code(code).theme]
        notes = (f"under no theme then: {', '.join(bare)}",) if bare else ()
        return Amendment(
            REMOVE_THEME,
            f"theme:{id_}",
            f"the theme {id_} is no more; its codes stay",
            codebook,
            target,
            same=_keep_codes(codebook),
            notes=notes,
        )

    return amend(site, plan, wish)


def _describe_edit(id_: str, fields: Mapping[str, Any], before: Codebook, after: Codebook) -> str:
    old, new = (reshaping.find_theme(each, id_) for each in (before, after))
    texts = [name for name in fields if getattr(old, name) != getattr(new, name)]
    if old.exclusive == new.exclusive:
        return f"the theme {id_} has another {' and '.join(texts)}"
    most = "at most one of its codes" if new.exclusive else "any of its codes together"
    others = [name for name in texts if name != "exclusive"]
    told = f"the theme {id_} has another {' and '.join(others)}: " if others else f"{id_}: "
    return f"{told}one turn has {most}"


def _keep_codes(codebook: Codebook) -> dict[str, str]:
    """A theme is no part of what a code means: what people coded is not out of date."""
    return {code: code for code in codebook.code_ids}
