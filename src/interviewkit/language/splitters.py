"""End sentences without parsing them: a part of a pipeline that was trained for just that."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from interviewkit.language.models import FoundModel, describe_unloadable, load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language

SENTER = "senter"
"""spaCy's name for what ends sentences only, in a twentieth of the time of a parse."""

_HAS_SENTER = re.compile(r"^\[components\.senter\]", re.M)
_LISTENS = re.compile(r"^\[components\.senter\.[^\[]*Listener", re.M)


def find_splitter(found: FoundModel) -> str:
    """What ends sentences in this pipeline: ``senter``, or "" where it takes the whole of it.

    A senter that reads what other parts computed is no cheaper than these, and does not count.
    """
    config = (found.path / "config.cfg").read_text("utf-8")
    return SENTER if _HAS_SENTER.search(config) and not _LISTENS.search(config) else ""


@lru_cache(maxsize=1)
def load_splitter(found: FoundModel) -> Language:
    """The least of a pipeline that ends sentences.

    Raises:
        ModelMissingError: its files are broken or of another kind.
    """
    if not find_splitter(found):
        return load_pipeline(found)
    import spacy

    try:
        parts = spacy.util.load_config(found.path / "config.cfg")["components"]
        nlp = spacy.load(found.path, exclude=[name for name in parts if name != SENTER])
    except (OSError, ValueError, ImportError) as fault:
        raise describe_unloadable("spaCy", found, fault) from fault
    if SENTER in nlp.disabled:
        nlp.enable_pipe(SENTER)
    return nlp
