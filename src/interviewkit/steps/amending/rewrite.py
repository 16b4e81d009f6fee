"""The codebook's file as a person wrote it whole, taken in if it can be read."""

from __future__ import annotations

from pathlib import Path

from interviewkit.coding.codebook_file import NO_CODES, read_codebook_text
from interviewkit.coding.codebook_yaml import MOST_BYTES
from interviewkit.coding.editing.scalars import refuse_unwritable
from interviewkit.coding.editing.values import FIELDS
from interviewkit.errors import CodebookError
from interviewkit.model import Codebook, CodebookAct
from interviewkit.model.codebook_act import REWRITE
from interviewkit.steps.amending.amend import Wish, amend
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.amending.codes import MEANING
from interviewkit.steps.amending.source import CodebookSource, read_beside
from interviewkit.steps.site import Site


def rewrite_file(site: Site, text: str, wish: Wish) -> CodebookAct:
    """Another text for the whole file. Codings keep the ids of their codes.

    Raises:
        CodebookError: the text is no codebook; the message names the line.
    """
    refuse_unwritable(text)
    if len(text.encode()) > MOST_BYTES:
        raise CodebookError(f"the text is larger than {MOST_BYTES // 1_000_000} MB")
    name = CodebookSource.read(site).name
    target, problems = read_codebook_text(Path(name), text, read_beside(site, name, text)[0])
    fatal = [each for each in problems if each.fatal and each.what != NO_CODES]
    if fatal:
        raise CodebookError(f"the text is no codebook: {fatal[0]}", hint="mend that line")

    def plan(codebook: Codebook) -> Amendment:
        if text == CodebookSource.read(site).text:
            raise CodebookError("nothing changes", hint="the file says this already")
        gone = [code for code in codebook.code_ids if code not in target.code_ids]
        told = f"{', '.join(gone)}: no more there; codings of it stay in the log and do not count"
        return Amendment(
            REWRITE,
            "codebook:",
            "the file was written anew",
            codebook,
            target,
            same={code: code for code in codebook.code_ids if _is_same(codebook, target, code)},
            text=text,
            notes=(told,) if gone else (),
        )

    return amend(site, plan, wish)


def _is_same(before: Codebook, after: Codebook, code: str) -> bool:
    """Whether a code is in both and means the same: examples and patterns are no part of that."""
    if code not in after.code_ids:
        return False
    old, new = before.code(code), after.code(code)
    return all(getattr(old, name) == getattr(new, name) for name in FIELDS if name in MEANING)
