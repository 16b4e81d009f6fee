"""A code as somebody is writing it, checked before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from interviewkit.coding.codebook_check import check_codebook
from interviewkit.coding.editing import reshaping
from interviewkit.errors import Problem
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.steps.amending.codes import read_fields
from interviewkit.steps.amending.source import CodebookSource
from interviewkit.steps.site import Site


def check_code_draft(
    site: Site, id_: str, fields: Mapping[str, Any], *, rules: bool
) -> tuple[Problem, ...]:
    """What would be wrong with a code, in the order of its fields.

    Raises:
        CodebookError: there is no such code, or a value cannot stand in its field.
    """
    codebook = CodebookSource.read(site).codebook
    draft = reshaping.edit_code(codebook, id_, read_fields(fields))
    code = draft.code(id_)
    whole = [each for each in check_codebook(draft) if f"{id_!r}" in each.what]
    if not rules or not code.patterns:
        return tuple(whole)
    nlp = load_pipeline(find_pipeline(site.settings.models.spacy))
    alone = check_codebook(replace(draft, codes=(code,)), nlp)
    known = {each.what for each in whole}
    return (*whole, *(each for each in alone if each.what not in known))
