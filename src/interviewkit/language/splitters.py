"""End sentences without parsing them: a part of a pipeline that was trained for just that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from interviewkit.language.models import FoundModel, describe_unloadable, load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

SENTER = "senter"
"""spaCy's name for what ends sentences only, in a twentieth of the time of a parse."""

RUN_ON = 30
"""Words without any mark between them from which on a sentence is ended by grammar as well."""

_MARK = re.compile(r"[.,;:!?…—–()\n]|\s-\s")
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
        nlp = spacy.load(found.path, exclude=tuple(name for name in parts if name != SENTER))
    except (OSError, ValueError, ImportError) as fault:
        raise describe_unloadable("spaCy", found, fault) from fault
    if SENTER in nlp.disabled:
        nlp.enable_pipe(SENTER)
    return nlp


def end_run_on_sentences(docs: Iterable[Doc], parse: Callable[[Sequence[str]], list[Doc]]) -> None:
    """Where people go on and on without a mark, as automatic transcripts have it, only a parse
    tells where a sentence ends: these are parsed, and ended within the docs that are given.
    """
    found = [sentence for doc in docs for sentence in list(doc.sents) if _is_run_on(sentence.text)]
    for sentence, parsed in zip(found, parse([each.text for each in found]), strict=True):
        for part in list(parsed.sents)[1:]:
            _begin_sentence(sentence, part.start_char)


def _is_run_on(text: str) -> bool:
    return any(len(part.split()) > RUN_ON for part in _MARK.split(text))


def _begin_sentence(within: Span, start: int) -> None:
    """Have a sentence begin at a character of a span, or at the word that holds it."""
    word = within.char_span(start, start + 1, alignment_mode="expand")
    if word is not None and word.start > within.start:
        word[0].is_sent_start = True
