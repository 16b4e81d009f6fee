"""A person takes suggestions: they are written into the codebook, as any other change of a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from interviewkit.coding.editing import reshaping
from interviewkit.errors import CodebookError
from interviewkit.model import Code, Codebook, CodebookAct, Example
from interviewkit.model.codebook_act import EDIT_CODE
from interviewkit.model.suggestion import (
    CONFIDENTIAL,
    EXAMPLE,
    KINDS,
    NEAR_MISS,
    PATTERN,
    Suggestion,
)
from interviewkit.steps.amending.amend import Wish, amend
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.amending.codes import read_fields
from interviewkit.steps.site import Site

LISTS = {EXAMPLE: "examples", NEAR_MISS: "near_misses", PATTERN: "patterns"}


def take(site: Site, suggestions: Sequence[Suggestion], wish: Wish) -> tuple[CodebookAct, ...]:
    """Write suggestions into the codebook: one change a code, each of which can be undone.

    Raises:
        CodebookError: there is no such code, or nothing was chosen.
    """
    if not suggestions:
        raise CodebookError("nothing was chosen", hint="see: interviewkit codebook suggest")
    codes = dict.fromkeys(each.code for each in suggestions)
    return tuple(
        _take_for(site, code, [each for each in suggestions if each.code == code], wish)
        for code in codes
    )


def _take_for(site: Site, id_: str, new: Sequence[Suggestion], wish: Wish) -> CodebookAct:
    def plan(codebook: Codebook) -> Amendment:
        fields = read_fields(_add_fields(reshaping.find_code(codebook, id_), new))
        target = reshaping.edit_code(codebook, id_, fields)
        kinds = Counter(each.kind for each in new)
        more = [f"{n} more {_name_kind(kind, n)}" for kind, n in kinds.items()]
        says = f"the code {id_} has {' and '.join(more)}, suggested from what people judged"
        notes = (CONFIDENTIAL,) if any(each.is_said for each in new) else ()
        about, same = f"code:{id_}", {id_: id_}
        return Amendment(EDIT_CODE, about, says, codebook, target, (id_,), same=same, notes=notes)

    return amend(site, plan, wish)


def _name_kind(kind: str, n: int) -> str:
    """A kind of suggestion, of one or of several."""
    if n == 1:
        return kind
    return "near misses" if kind == NEAR_MISS else f"{kind}s"


def _add_fields(code: Code, new: Sequence[Suggestion]) -> dict[str, Any]:
    """The fields of a code with what is taken after what it has."""
    fields: dict[str, Any] = {}
    for kind in KINDS:
        taken = [each for each in new if each.kind == kind]
        if not taken:
            continue
        said = [
            each.text if kind == PATTERN else Example(each.text, each.polarity) for each in taken
        ]
        fields[LISTS[kind]] = (*getattr(code, LISTS[kind]), *said)
    signs = {each.polarity for each in new if each.kind == EXAMPLE}
    if not signs <= set(code.polarity):
        fields["polarity"] = tuple({*code.polarity, *signs})
    return fields
