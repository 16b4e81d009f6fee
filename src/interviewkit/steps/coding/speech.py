"""The speech that is coded: whose turns, cut into which passages, parsed where asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from interviewkit import parts
from interviewkit.coding.contract import Material
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.language.splitters import end_run_on_sentences, find_splitter, load_splitter
from interviewkit.model import Passage, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.reading import load_speech
from interviewkit.steps.record import hash_values
from interviewkit.steps.site import Site
from interviewkit.store.cache import hash_text
from interviewkit.store.shelves import Shelves

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BUNDLE = 128
"""Passages that are parsed together and saved in one piece."""

SAVE_EVERY = 20
"""Bundles that are saved together: what a killed run loses at most."""


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
    """Parses by the study's spaCy pipeline, made once a text and only when asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.found = found = find_pipeline(site.settings.models.spacy)
        self.key = f"{found.name}-{found.version}-{found.sha256[:12]}"

    @cached_property
    def nlp(self) -> Language:
        return load_pipeline(self.found)

    @property
    def _shelf(self) -> str:
        return f"{self.key}:texts"

    @cached_property
    def _bundles(self) -> dict[str, bytes]:
        """Hash of a text → the packed docs among which its own is."""
        with self.site.store.reading() as shelves:
            kept = list(shelves.parses.bundles(self._shelf))
        return {key: docs for hashes, docs in kept for key in hashes}

    def get(self, texts: Sequence[str]) -> list[Doc]:
        """One parse a text, in order; the same text gives the same one."""
        from interviewkit.language.parses import unpack_parses

        wanted = {hash_text(text): text for text in texts}
        if new := [text for key, text in wanted.items() if key not in self._bundles]:
            self._make(new)
        bundles = {id(self._bundles[key]): self._bundles[key] for key in wanted}
        docs = {
            doc.text: doc
            for packed in bundles.values()
            for doc in unpack_parses(packed, self.nlp.vocab)
        }
        return [docs[text] for text in texts]

    def _make(self, new: Sequence[str]) -> None:
        """Parse and save; each bundle by itself, so that a killed run goes on where it stopped."""
        from interviewkit.language.parses import parse_groups

        groups = [new[at : at + BUNDLE] for at in range(0, len(new), BUNDLE)]
        with self.site.progress("parsing passages", len(new)) as tick:
            packed = zip(groups, parse_groups(self.nlp, groups), strict=True)
            while some := list(islice(packed, SAVE_EVERY)):
                with self.site.store.writing() as shelves:
                    shelves.parses.forget(self.key)  # whole transcripts, as earlier versions kept
                    for texts, docs in some:
                        shelves.parses.add(self._shelf, texts, docs)
                        self._bundles.update(dict.fromkeys(map(hash_text, texts), docs))
                        tick(len(texts))


def gather_speech(site: Site, parses: ParseCache | None = None) -> tuple[Speech, ParseCache]:
    """The speech of the study, cut as ``study.toml`` says; what is new is cut, not yet saved.

    Turns that an earlier version cut by whole parses keep their passages.
    """
    parses = parses or ParseCache(site)
    cut = build_cut_key(site, parses)
    with site.store.reading() as shelves:
        said = load_speech(site, shelves)
        turns = [said.turns[key] for key in said.codable]
        cuts = (cut, _build_whole_parse_key(site, parses))
        done = shelves.passages.cut_turns(*cuts)
        old = shelves.passages.list({turn.id or 0: turn for turn in turns}, *cuts)
    uncut = [turn for turn in turns if turn.id not in done]
    new = _cut(site, parses, uncut) if uncut else []
    passages = sorted([*old, *new], key=_order) if new else old
    questions = find_questions_before(said.turns.values(), said.codable.keys())
    return Speech(turns, passages, questions, cut, uncut, new), parses


def build_cut_key(site: Site, parses: ParseCache) -> str:
    """What names a cut: the cutter with its settings and, where it needs one, the model."""
    splitter = find_splitter(parses.found)
    return _build_key(site, f":{splitter}:{parses.key}" if splitter else f":{parses.key}")


def _build_whole_parse_key(site: Site, parses: ParseCache) -> str:
    """The same where whole parses ended the sentences."""
    return _build_key(site, f":{parses.key}")


def _build_key(site: Site, model: str) -> str:
    settings = site.settings.passages
    window = f"-{settings.window}" if settings.unit == "window" else ""
    return f"{settings.unit}{window}{'' if settings.unit == 'turn' else model}"


def hash_speech(site: Site) -> str:
    """What tells whether anyone said anything new, or is now somebody else."""
    with site.store.reading() as shelves:
        return hash_said(site, shelves)


def hash_said(site: Site, shelves: Shelves) -> str:
    """The same, of shelves that are open."""
    amended = shelves.transcripts.amended_turns()
    return hash_values(
        [(head.id, head.content_hash) for head in shelves.transcripts.heads()],
        [(each.name, each.role) for each in shelves.people.list()],
        shelves.people.speakers(),
        site.settings.passages,
        *([amended] if amended else []),
    )


def build_material(speech: Speech, parses: ParseCache, vectors: VectorCache) -> Material:
    """What coders are given: passages, questions, and vectors and parses made when asked for."""
    quotes = [passage.quote for passage in speech.passages]
    return Material(
        speech.passages,
        vectors=lambda: vectors.of(quotes),
        docs=lambda indices: parses.get([quotes[i] for i in indices]),
        questions=[speech.questions[passage.turn.id or 0] for passage in speech.passages],
    )


def _cut(site: Site, parses: ParseCache, uncut: Sequence[Turn]) -> list[Passage]:
    """Passages of the turns that this cutter has not gone through, transcript by transcript."""
    settings = site.settings.passages
    cutter = parts.load_part("cutter", settings.unit)
    groups = list(group_lists((turn.transcript, turn) for turn in uncut).values())
    passages: list[Passage] = []
    with site.progress("cutting passages", len(groups)) as tick:
        docs = _split(parses, groups) if settings.unit != "turn" else [[] for _ in groups]
        for group, some in zip(groups, docs, strict=True):
            by_text = {doc.text: doc for doc in some}
            passages += cutter(
                group,
                lambda texts, known=by_text: [known[t] for t in texts],
                window=settings.window,
            )
            tick(1)
    return passages


def _split(parses: ParseCache, groups: Sequence[Sequence[Turn]]) -> list[list[Doc]]:
    """The turns of each transcript with their sentences ended."""
    from interviewkit.language.parses import split_groups

    nlp = load_splitter(parses.found)
    docs = list(split_groups(nlp, [[turn.text for turn in group] for group in groups]))
    if find_splitter(parses.found):
        end_run_on_sentences((doc for some in docs for doc in some), parses.get)
    return docs


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
