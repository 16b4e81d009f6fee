"""The speech that is coded: whose turns, cut into which passages, parsed once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING

from interviewkit import parts
from interviewkit.coding.contract import Material
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.model import Passage, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.reading import load_speech
from interviewkit.steps.record import hash_values
from interviewkit.steps.site import Site
from interviewkit.store.cache import hash_texts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

SAVE_EVERY = 50
"""Transcripts whose parses are saved together: what a killed run loses at most."""


@dataclass(frozen=True)
class Speech:
    """Codable turns, their passages and the questions before them.

    ``new`` are the passages that are not in the store yet, of the turns ``uncut``.
    """

    turns: Sequence[Turn] = field(repr=False)
    passages: Sequence[Passage] = field(repr=False)
    questions: Mapping[int, str] = field(repr=False)
    cut: str
    uncut: Sequence[Turn] = field(default=(), repr=False)
    new: Sequence[Passage] = field(default=(), repr=False)

    def by_turn(self) -> dict[int, list[Passage]]:
        """Turn id → its passages, in order."""
        return group_lists((passage.turn.id or 0, passage) for passage in self.passages)


class ParseCache:
    """spaCy parses of the study's transcripts by the pipeline that it uses, from the cache where
    they are there.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.found = found = find_pipeline(site.settings.models.spacy)
        self.key = f"{found.name}-{found.version}-{found.sha256[:12]}"

    @cached_property
    def nlp(self) -> Language:
        return load_pipeline(self.found)

    def make(self, groups: Sequence[Sequence[str]]) -> None:
        """Parse the groups of texts (one a transcript) that were never parsed, and save them."""
        from interviewkit.language.parses import parse_groups

        with self.site.store.reading() as shelves:
            known = shelves.parses.known(self.key)
        new = {hash_texts(g): g for g in groups if hash_texts(g) not in known}
        if not new:
            return
        wanted = list(new.values())
        with self.site.progress("parsing transcripts", len(wanted)) as tick:
            packed = zip(wanted, parse_groups(self.nlp, wanted, tick), strict=True)
            while batch := list(islice(packed, SAVE_EVERY)):
                with self.site.store.writing() as shelves:
                    for texts, docs in batch:
                        shelves.parses.add(self.key, texts, docs)

    def get(self, texts: Sequence[str]) -> list[Doc]:
        """The parses of one group of texts that :meth:`make` has seen."""
        from interviewkit.language.parses import unpack_parses

        with self.site.store.reading() as shelves:
            packed = shelves.parses.get(self.key, texts)
        if packed is None:
            self.make([texts])
            return self.get(texts)
        return unpack_parses(packed, self.nlp.vocab)


def gather_speech(site: Site, parses: ParseCache | None = None) -> tuple[Speech, ParseCache]:
    """The speech of the study, cut as ``study.toml`` says; what is new is cut, not yet saved."""
    parses = parses or ParseCache(site)
    cut = build_cut_key(site, parses)
    with site.store.reading() as shelves:
        said = load_speech(site, shelves)
        turns = [said.turns[key] for key in said.codable]
        done = shelves.passages.cut_turns(cut)
        old = shelves.passages.list({turn.id or 0: turn for turn in turns}, cut)
    uncut = [turn for turn in turns if turn.id not in done]
    new = _cut(site, parses, uncut, _by_transcript(turns)) if uncut else []
    passages = sorted([*old, *new], key=_order) if new else old
    questions = find_questions_before(said.turns.values(), said.codable.keys())
    return Speech(turns, passages, questions, cut, uncut, new), parses


def build_cut_key(site: Site, parses: ParseCache) -> str:
    """What names a cut: the cutter with its settings and, where it needs one, the model."""
    settings = site.settings.passages
    window = f"-{settings.window}" if settings.unit == "window" else ""
    model = "" if settings.unit == "turn" else f":{parses.key}"
    return f"{settings.unit}{window}{model}"


def hash_speech(site: Site) -> str:
    """What tells whether anyone said anything new, or is now somebody else."""
    with site.store.reading() as shelves:
        amended = shelves.transcripts.amended_turns()
        return hash_values(
            [(head.id, head.content_hash) for head in shelves.transcripts.heads()],
            [(each.name, each.role) for each in shelves.people.list()],
            shelves.people.speakers(),
            site.settings.passages,
            *([amended] if amended else []),
        )


def make_doc_loader(
    speech: Speech, parses: ParseCache
) -> Callable[[Sequence[int]], Sequence[Doc | Span]]:
    """A function from positions of passages to their parses, unpacking only what is asked for."""
    groups = _by_transcript(speech.turns)
    texts = {name: [turn.text for turn in turns] for name, turns in groups.items()}
    place = {turn.id: i for turns in groups.values() for i, turn in enumerate(turns)}

    def docs(indices: Sequence[int]) -> Sequence[Doc | Span]:
        found: dict[int, Doc | Span] = {}
        order = sorted(indices, key=lambda i: speech.passages[i].turn.transcript)
        for name, group in groupby(order, key=lambda i: speech.passages[i].turn.transcript):
            parsed = parses.get(texts[name])
            for i in group:
                passage = speech.passages[i]
                doc = parsed[place[passage.turn.id]]
                span = doc.char_span(passage.start, passage.end, alignment_mode="expand")
                found[i] = doc if span is None else span
        return [found[i] for i in indices]

    return docs


def build_material(speech: Speech, parses: ParseCache, vectors: VectorCache) -> Material:
    """What coders are given: passages, questions, and vectors and parses made when asked for."""
    quotes = [passage.quote for passage in speech.passages]
    return Material(
        speech.passages,
        vectors=lambda: vectors.of(quotes),
        docs=make_doc_loader(speech, parses),
        questions=[speech.questions[passage.turn.id or 0] for passage in speech.passages],
    )


def _cut(
    site: Site,
    parses: ParseCache,
    uncut: Sequence[Turn],
    groups: Mapping[str, Sequence[Turn]],
) -> list[Passage]:
    """Passages of the turns that this cutter has not gone through, transcript by transcript."""
    settings = site.settings.passages
    cutter = parts.load_part("cutter", settings.unit)
    wanted = dict.fromkeys(turn.transcript for turn in uncut)
    ids = {turn.id for turn in uncut}
    if settings.unit != "turn":
        parses.make([[turn.text for turn in groups[name]] for name in wanted])
    passages: list[Passage] = []
    with site.progress("cutting passages", len(wanted)) as tick:
        for name in wanted:
            cuts = cutter(groups[name], parses.get, window=settings.window)
            passages += [passage for passage in cuts if passage.turn.id in ids]
            tick(1)
    return passages


def _by_transcript(turns: Sequence[Turn]) -> dict[str, list[Turn]]:
    return group_lists((turn.transcript, turn) for turn in turns)


def find_questions_before(every: Iterable[Turn], codable: Collection[int]) -> dict[int, str]:
    """Turn id → what the moderator last said before it in the same transcript."""
    questions = {}
    transcript, question = "", ""
    for turn in every:
        if turn.transcript != transcript:
            transcript, question = turn.transcript, ""
        if turn.id in codable:
            questions[turn.id or 0] = question
        else:
            question = turn.text
    return questions


def _order(passage: Passage) -> tuple[str, int, int]:
    return passage.turn.transcript, passage.turn.position, passage.start
