"""A whole codebook as the text of one file."""

from __future__ import annotations

from dataclasses import replace

from interviewkit.coding.editing.rewriting import rewrite_codebook
from interviewkit.model import Codebook

_FIRST = "name: codebook\n\ncodes:\n"


def write_codebook_text(codebook: Codebook) -> str:
    """The text of a file that says all of a codebook.

    The patterns of the file beside it stand in it as well; comments have no place in a codebook.

    Raises:
        CodebookError: no text says just that.
    """
    return rewrite_codebook(_FIRST, replace(codebook, patterns_file=""))[0]
