"""Parse texts once with spaCy, and pack the parses so that they can be kept."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from interviewkit.model import Tick, ignore_tick

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

KEPT = ("LEMMA", "POS", "TAG", "MORPH", "DEP", "HEAD", "SENT_START")
"""What a packed parse keeps of a token besides its text."""

LONGEST = 100_000
"""Characters parsed in one go: far below where spaCy refuses or memory runs out."""

BATCH = 128
"""Texts in a batch of spaCy's, and about how many go to another process at a time."""

WORTH_FORKING = 400_000
"""Characters (about 7 seconds of work) below which a second process does not pay."""

Group = Sequence[str]


def parse_groups(
    nlp: Language, groups: Sequence[Group], tick: Tick = ignore_tick, *, processes: int = 0
) -> Iterator[bytes]:
    """The packed parses of each group of texts (say, one transcript's turns), in order.

    ``processes`` 0 means: as many as there are cores, where the amount of text is worth it and
    the system can fork safely. The parses do not depend on it. ``tick`` counts groups.
    """
    workers = processes or _workers(groups)
    for packed in _forked(nlp, groups, workers) if workers > 1 else _alone(nlp, groups):
        tick(1)
        yield packed


def split_groups(
    nlp: Language, groups: Sequence[Group], tick: Tick = ignore_tick
) -> Iterator[list[Doc]]:
    """The texts of each group with their sentences ended, in order; ``tick`` counts groups.

    Several processes are worth it only where sentences are ended by a parser.
    """
    if "parser" in nlp.pipe_names:
        for packed in parse_groups(nlp, groups, tick):
            yield unpack_parses(packed, nlp.vocab)
        return
    docs = _parse(nlp, (text for group in groups for text in group))
    for group in groups:
        yield list(islice(docs, len(group)))
        tick(1)


def pack_parses(docs: Iterable[Doc]) -> bytes:
    """Parses as bytes: tokens and what :data:`KEPT` names, compressed."""
    from spacy.tokens import DocBin

    return DocBin(attrs=KEPT, docs=docs).to_bytes()


def unpack_parses(packed: bytes, vocab: Vocab) -> list[Doc]:
    """The parses that :func:`pack_parses` made bytes of."""
    from spacy.tokens import DocBin

    return list(DocBin().from_bytes(packed).get_docs(vocab))


def split_long_text(text: str, longest: int = LONGEST) -> list[str]:
    """The text in pieces of at most ``longest`` characters; joined they give the text again.

    Cut after a paragraph where there is one, else after a sentence, else after a word.
    """
    found = []
    while len(text) > longest:
        cut = _last_border(text[:longest])
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def _last_border(text: str) -> int:
    """Where to cut, looking at the second half only so that no piece gets small."""
    half = len(text) // 2
    for border in (r"\n\s*\n", r"[.!?…][\"'”’)]*\s+", r"\s+"):
        ends = [found.end() for found in re.finditer(border, text[half:])]
        if ends:
            return half + ends[-1]
    return len(text)


def _parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Parses in order; long texts go through in pieces and are joined again."""
    from spacy.tokens import Doc

    texts = iter(texts)
    while batch := list(islice(texts, BATCH)):
        cut = [split_long_text(text) for text in batch]
        docs = nlp.pipe((piece for some in cut for piece in some), batch_size=BATCH)
        for some in cut:
            parts = list(islice(docs, len(some)))
            alone = len(parts) == 1
            yield parts[0] if alone else Doc.from_docs(parts, ensure_whitespace=False)


def _alone(nlp: Language, groups: Sequence[Group]) -> Iterator[bytes]:
    docs = _parse(nlp, (text for group in groups for text in group))
    for group in groups:
        yield pack_parses(islice(docs, len(group)))


def _forked(nlp: Language, groups: Sequence[Group], workers: int) -> Iterator[bytes]:
    """The same from several processes, which inherit the model by forking."""
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(workers, context, _inherit, (nlp,))
    done = 0
    try:
        for some in pool.map(_work, _parcels(groups)):
            for packed in some:
                done += 1
                yield packed
    except BrokenProcessPool:  # the system stopped a process, mostly for want of memory
        yield from _alone(nlp, groups[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _parcels(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """Neighbouring groups that together have about a batch of texts."""
    parcel: list[Group] = []
    for group in groups:
        parcel.append(group)
        if sum(map(len, parcel)) >= BATCH:
            yield parcel
            parcel = []
    if parcel:
        yield parcel


_inherited: list[Language] = []


def _inherit(nlp: Language) -> None:
    """In a new process: keep the model; leave Ctrl-C to the process that asked for the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _inherited[:] = [nlp]


def _work(groups: list[Group]) -> list[bytes]:
    return list(_alone(_inherited[0], groups))


def _workers(groups: Sequence[Group]) -> int:
    """Forking is safe on Linux, from a process that has started no threads of its own."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    much = sum(len(text) for group in groups for text in group) >= WORTH_FORKING
    return min(len(os.sched_getaffinity(0)), 8) if much else 1
