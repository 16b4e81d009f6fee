"""``discover``: topics in what participants said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewkit import parts
from interviewkit.language.models import find_language
from interviewkit.language.nouns import list_noun_phrases
from interviewkit.model import Outcome, Tick, TopicFit, Turn, ignore_tick
from interviewkit.model.settings import TopicSettings
from interviewkit.steps.coding.languages import (
    ENGLISH,
    choose_ignored_words,
    describe_ignored,
    describe_mismatch,
    find_languages,
)
from interviewkit.steps.coding.speech import (
    ParseCache,
    Speech,
    build_cut_key,
    gather_speech,
    hash_speech,
)
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.topics.call_talk import find_back_channels, find_call_talk
from interviewkit.topics.documents import build_turn_key, build_turn_vectors, place_in_conversations
from interviewkit.topics.fit import ReadNouns
from interviewkit.topics.layout import find_neighbours
from interviewkit.topics.matching import carry_names, find_survivors
from interviewkit.topics.recurring_topics import FEWEST, count_fits
from interviewkit.version import __version__
from interviewkit.wording.numbers import counted, decimal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MODEL = "bertopic"


def discover(site: Site) -> Outcome:
    """Fit topics where speech, models, seed or settings are new or changed.

    Raises:
        TooLittleError: there are fewer turns than a topic model needs.
        ModelMissingError: a model is not installed.
    """
    started = tell_time()
    with site.store.locked():
        parses, vectors = ParseCache(site), VectorCache(site)
        settings, seed = site.settings.topics, site.settings.study.seed
        mark = hash_values(
            hash_speech(site), build_cut_key(site, parses), vectors.key, settings, seed,
            __version__, *site.settings.study.language,
        )  # fmt: skip
        with site.store.reading() as shelves:
            last = shelves.runs.last("discover")
        if last and last.fingerprint == mark:
            return Outcome("discover", False, (f"nothing new: {last.outcome.get('said', '')}",))
        speech, _ = gather_speech(site, parses)
        languages = find_languages(site, speech.turns)
        said = TopicDocuments.of(site, speech, vectors, languages)
        fits = count_fits(len(said.turns), settings) * (3 if settings.refits else 1)
        with site.progress("finding topics", fits) as tick:
            fit = said.fit(settings, tick, choose_noun_reader(said, speech, parses, languages))
        with site.store.writing() as shelves:
            run = begin_run(
                "discover",
                mark,
                model=f"{MODEL} on {vectors.found.name} {vectors.found.version}",
                model_hash=vectors.found.sha256,
                seed=seed,
                started=started,
            )
            key = shelves.runs.add(run)
            if speech.uncut:
                shelves.passages.add_cut(speech.uncut, speech.new, speech.cut)
            lost = _save(shelves, said.turns, fit, key)
            says = (
                *said.describe_left_out(),
                *describe_ignored(site, languages),
                *describe_mismatch(languages, None, vectors.found),
            )
            outcome = _outcome(fit, lost, languages, says)
            shelves.runs.finish(key, tell_time(), dict(outcome.facts))
        return outcome


@dataclass(frozen=True)
class TopicDocuments:
    """What topics are fitted on: turns that are long enough, their vectors, and who spoke them.

    ``vectors`` is (n turns, d); ``labels`` are the names of speakers, ``ignored`` other words that
    describe no topic. ``call_talk`` turns are about the conversation itself and ``answers`` only
    answer another; both are left out.
    """

    seed: int
    turns: Sequence[Turn]
    vectors: npt.NDArray[np.float32]
    people: Sequence[str]
    labels: set[str]
    ignored: frozenset[str] | None
    call_talk: int = 0
    answers: int = 0

    @classmethod
    def of(
        cls, site: Site, speech: Speech, vectors: VectorCache, languages: Sequence[str]
    ) -> TopicDocuments:
        matrix = vectors.of([passage.quote for passage in speech.passages])
        least = site.settings.topics.min_words
        turns, documents = build_turn_vectors(speech.passages, matrix, min_words=least)
        with site.store.reading() as shelves:
            speaker_of = shelves.people.speaker_of()
            labels = {each.label for each in shelves.people.speakers()}
        people = [speaker_of[turn.id or 0] for turn in turns]
        seed, ignored = site.settings.study.seed, choose_ignored_words(languages)
        every = cls(seed, turns, documents, people, labels, ignored)
        return every._leave_out(speech.turns, languages)

    def _leave_out(self, said: Sequence[Turn], languages: Sequence[str]) -> TopicDocuments:
        """The same without talk about the call and mere answers; ``said`` are all turns."""
        if len(self.turns) < FEWEST:
            return self
        places = place_in_conversations(said)
        texts, words = [turn.text for turn in self.turns], [turn.words for turn in self.turns]
        neighbours = find_neighbours(self.vectors, self.seed)
        call = find_call_talk(
            texts,
            words,
            [turn.transcript for turn in self.turns],
            [places[turn.id or 0] for turn in self.turns],
            neighbours,
            languages or (ENGLISH,),
        )
        answers = find_back_channels(texts, words, self.ignored) & ~call
        kept = {t.id or 0 for t, out in zip(self.turns, call | answers, strict=True) if not out}
        left = replace(self, call_talk=int(call.sum()), answers=int(answers.sum()))
        return left.among(kept)

    def describe_left_out(self) -> Iterator[str]:
        """What took no part, for the person who asked for topics."""
        if self.call_talk or self.answers:
            yield (
                f"left out: {counted(self.call_talk, 'turn')} about the call itself, "
                f"{counted(self.answers, 'short turn')} without a subject of its own"
            )

    def among(self, ids: Collection[int]) -> TopicDocuments:
        """The same of some turns, by their ids."""
        rows = [i for i, turn in enumerate(self.turns) if turn.id in ids]
        return replace(
            self,
            turns=[self.turns[i] for i in rows],
            vectors=self.vectors[rows],
            people=[self.people[i] for i in rows],
        )

    def fit(
        self,
        settings: TopicSettings,
        tick: Tick = ignore_tick,
        read_nouns: ReadNouns | None = None,
    ) -> TopicFit:
        """The topics, and how good and stable they are.

        Raises:
            TooLittleError: there are fewer turns than it needs.
        """
        fit: TopicFit = parts.load_part("topic_model", MODEL)(
            [turn.text for turn in self.turns],
            self.vectors,
            [build_turn_key(turn) for turn in self.turns],
            seed=self.seed,
            settings=settings,
            people=self.people,
            conversations=[turn.transcript for turn in self.turns],
            names=self.labels,
            ignored=self.ignored,
            read_nouns=read_nouns,
            tick=tick,
        )
        return fit


def choose_noun_reader(
    said: TopicDocuments, speech: Speech, parses: ParseCache, languages: Sequence[str]
) -> ReadNouns | None:
    """What reads nouns in some documents, from parses that are kept; ``None`` where the pipeline
    is made for another language."""
    if find_language(parses.found) not in (languages or (ENGLISH,)):
        return None
    passages = speech.by_turn()

    def read(documents: Sequence[int]) -> Sequence[str]:
        turns = [said.turns[each].id or 0 for each in documents]
        return list_noun_phrases(
            parses.get([passage.quote for turn in turns for passage in passages[turn]])
        )

    return read


def _save(shelves: Shelves, turns: Sequence[Turn], fit: TopicFit, run: int) -> tuple[str, ...]:
    """Save the fit, with the names and merges of topics that survive; returns names without one.

    A name that one fit could not place is tried again in the next: each comes from the newest fit
    that had it.
    """
    before = {name for name, _, _ in shelves.topics.names().values()}
    named, merges = shelves.topics.named(), shelves.topics.all_merges()
    fit_id = shelves.topics.add(fit, [turn.id or 0 for turn in turns], run)
    key_of = {turn.id or 0: build_turn_key(turn) for turn in shelves.transcripts.turns()}
    new = dict(zip(map(build_turn_key, turns), fit.assignment, strict=True))
    given: dict[int, str] = {}
    fits = {*named, *(earlier for earlier, _, _ in merges.values())}
    olds = {earlier: _list_members(shelves, earlier, key_of) for earlier in fits}
    for earlier, acts in named.items():
        old = olds[earlier]
        carried = carry_names({number: name for number, (name, _, _) in acts.items()}, old, new)
        act_of = {name: (by, at) for name, by, at in acts.values()}
        for number, name in carried.names.items():
            if number not in given:
                given[number] = name
                shelves.topics.name(number, name, *act_of[name])
    survivors = {earlier: find_survivors(old, new) for earlier, old in olds.items()}
    for entry, (earlier, number, into) in merges.items():
        became = [survivors[earlier].get(each) for each in (number, into)]
        if None not in became and became[0] != became[1]:
            shelves.topics.merge(became[0] or 0, became[1] or 0, entry, fit_id)
    return tuple(sorted(before - set(given.values())))


def _list_members(shelves: Shelves, fit: int, key_of: Mapping[int, str]) -> dict[str, int]:
    """Key of a turn → its topic in an earlier fit."""
    members = shelves.topics.members(fit)
    return {key_of[each]: number for each, number in members.items() if each in key_of}


def _outcome(
    fit: TopicFit, lost: Sequence[str], languages: Sequence[str], notes: Sequence[str]
) -> Outcome:
    found = [topic for topic in fit.topics if not topic.is_outliers]
    measures = {name: round(value, 4) for name, value in fit.measures.items()}
    said = f"{len(found)} topics in {len(fit.assignment)} turns; " + ", ".join(
        f"{name.replace('_', ' ')} {decimal(value)}" for name, value in fit.measures.items()
    )
    facts = {
        "said": said,
        "topics": len(found),
        "turns": len(fit.assignment),
        "languages": list(languages),
        **measures,
    }
    says = [said, *notes, *(f"the name {name!r} found no topic any more" for name in lost)]
    return Outcome("discover", True, tuple(says), facts)
