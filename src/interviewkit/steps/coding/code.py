"""``code``: speech is cut into passages, coders propose, the machine decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from interviewkit import parts
from interviewkit.coding.codebook_texts import list_texts
from interviewkit.coding.contract import Material
from interviewkit.errors import Problem
from interviewkit.model import MACHINE, REJECTED, Codebook, Coder, Coding, Outcome, Run, Turn
from interviewkit.model.section_settings import LLM
from interviewkit.steps.coding.calibration import describe_learning, describe_worth, measure_worth
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.coding.guests import Guests
from interviewkit.steps.coding.heard import CodersReading, keep_read
from interviewkit.steps.coding.languages import ENGLISH, describe_mismatch, find_languages
from interviewkit.steps.coding.learn import LEARNED, Learning, Lessons, learn
from interviewkit.steps.coding.speech import (
    ParseCache,
    build_cut_key,
    build_material,
    gather_speech,
    hash_speech,
)
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.keeping.backup import back_up_before_coding
from interviewkit.steps.reading import load_reading
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.version import __version__

HALF = 0.5
"""The score from which examples propose on their own."""

BEGIN_READING = "no speech was taken in yet: interviewkit ingest"
BEGIN_FINDING = (
    "give them a definition, examples or patterns, or judge turns with: interviewkit review"
)

PROPOSING = "propose"
"""The run in which one coder of another package proposed; the machine decides in ``code``."""

SCORED = "scores"
"""Part of every mark: studies coded before scores were kept are coded again."""


def code(site: Site, *, limit: int | None = None) -> Outcome:
    """Propose codings where speech, codebook, models or coders are new or changed.

    ``limit`` is how many turns a language model is asked about anew: 0 makes do with what is kept.

    Raises:
        CodebookError: the codebook cannot be applied.
        ModelMissingError: a model is not installed.
        UnknownPartError: study.toml asks for a coder that is not there.
        GuestError: a coder of another package failed; what other packages' said is kept.
        EndpointError: a language model cannot be asked; what it answered before is kept.
    """
    started = tell_time()
    codebook, problems = read_usable(site.root, site.settings)
    with site.store.locked():
        bench = _Bench(site, codebook, limit)
        if bench.mark == bench.last_mark:
            with site.store.reading() as shelves:
                n = shelves.codings.count().get(MACHINE, 0)
            says = (f"nothing new: {n} codings", *bench.unread)
            return Outcome("code", False, says, problems=problems)
        bench.propose()
        kept = back_up_before_coding(site, codebook)
        with site.store.writing() as shelves:
            outcome = bench.save(shelves, started)
    told_too = (*problems, *bench.problems)
    return Outcome(outcome.verb, True, (*outcome.says, *kept), outcome.facts, told_too)


@dataclass
class _Bench:
    """One round of coding."""

    site: Site
    codebook: Codebook
    limit: int | None = None
    proposals: dict[str, list[Coding]] = field(default_factory=dict)
    recoded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    turns: dict[int, Turn] = field(default_factory=dict)
    learning: Learning = field(default_factory=Learning)
    problems: list[Problem] = field(default_factory=list)
    ahead: tuple[int, int] = (0, 0)
    """Codings added and retired while coders of other packages proposed."""

    def __post_init__(self) -> None:
        self.vectors = VectorCache(self.site)
        self.parses = ParseCache(self.site)
        self.coders = tuple(self.site.settings.coding.coders)
        with self.site.store.reading() as shelves:
            last = shelves.runs.last("code")
            is_read = shelves.transcripts.count()["transcripts"] > 0
            self.lessons = Lessons()
            if LEARNED in self.coders:
                self.lessons = Lessons.of(load_reading(self.site, shelves, self.codebook))
            self.states = {name: shelves.codings.state(name) for name in self.coders}
        self.unread = () if is_read else (BEGIN_READING,)
        self.corpus = hash_values(hash_speech(self.site), build_cut_key(self.site, self.parses))
        self.guests = Guests.of(
            self.site,
            self.codebook,
            self.vectors,
            self.corpus,
            self.parses.key,
            limit=self.limit,
        )
        self.last_mark = last.fingerprint if last else ""
        self.mark = self._make_mark()

    def _make_mark(self) -> str:
        """What the codings rest on: the same again means that there is nothing to do."""
        made_of = (self.corpus, self.codebook.version, self.coders, self.vectors.key, __version__)
        guests = (self.guests.rests_on, self.guests.versions) if self.guests.coders else ()
        kept: tuple[str, ...] = ()
        if self.guests.language_model:
            with self.site.store.reading() as shelves:
                kept = (shelves.prompts.mark(),)
        return hash_values(*made_of, self.lessons.mark, SCORED, *guests, *kept)

    def propose(self) -> None:
        """Let every coder propose; rules read again only for the codes that changed."""
        if "examples" in self.coders:
            self.vectors.ahead(list_texts(self.codebook))
        self.speech, _ = gather_speech(self.site, self.parses)
        material = build_material(self.speech, self.parses, self.vectors)
        material = replace(material, vectors=cache(material.vectors))
        turns = {turn.id or 0: turn for turn in self.speech.turns}
        with self.site.store.reading() as shelves:
            before = shelves.codings.list(turns, coders=("rules",))
        house = [n for n in self.coders if n not in self.guests.coders and n != LEARNED]
        # Rules first: parsing in several processes comes before torch is loaded.
        house.sort(key=lambda name: name != "rules")
        with self.site.progress("coding", len(house)) as tick:
            for name in house:
                self.proposals[name] = self._propose(name, material, before)
                tick(1)
        for name in self.guests.coders:
            self._ask_guest(name, material)
        if self.coders:  # where nobody proposes, nobody has read
            with self.site.progress("deciding", 1) as tick:
                self._decide(material)
                tick(1)
        if model := self.guests.language_model:  # what was asked has been kept since
            self.mark = self._make_mark() if model.is_whole else f"open-{self._make_mark()}"

    def _decide(self, material: Material) -> None:
        """What the machine makes of all proposals, and of what people judged."""
        from interviewkit.coding.machine import combine_proposals

        said = dict(self.proposals)
        rules, examples = (said.get(name, []) for name in ("rules", "examples"))
        heard = combine_proposals(
            material,
            self.codebook,
            rules,
            examples,
            guests={name: said[name] for name in self.guests.coders},
            thresholds=self.guests.thresholds,
        )
        turns, sought = self.speech.turns, self.guests.all_codes
        self.learning = learn(material, self.codebook, heard, said, self.lessons, turns, sought)
        if self.learning.learnt:
            self.proposals[LEARNED] = list(self.learning.learned)
        self.proposals[MACHINE] = list(self.learning.machine)

    def _ask_guest(self, name: str, material: Material) -> None:
        """Let a coder of another package propose, and save that: it may have taken hours."""
        work = self.guests.propose(name, material, self.speech.turns)
        self.proposals[name] = list(work.codings)
        self.problems += work.problems
        self.recoded[name] = work.codes if work.is_new else ()
        if work.is_new:
            with self.site.store.writing() as shelves:
                key = shelves.runs.add(self._run(PROPOSING, "", tell_time()))
                added, retired = self._save_coder(shelves, name, work.codings, key)
                held = sum(each.holds for each in work.codings)
                facts = {"coder": name, "version": self.guests.versions[name], "codings": held}
                model = self.guests.language_model if name == LLM else None
                facts |= model.facts if model else {}
                shelves.runs.finish(key, tell_time(), facts)
            self.ahead = self.ahead[0] + added, self.ahead[1] + retired

    def _propose(self, name: str, material: Material, before: Sequence[Coding]) -> list[Coding]:
        """``before`` is what the rules proposed last, for codes that need no second reading."""
        if name != "rules":
            self.recoded[name] = self.codebook.code_ids
            return self._proposed(name, material)
        state = self._state(name)
        known = self.states[name]
        stale = tuple(c for c in self.codebook.code_ids if state[c] != known.get(c))
        self.recoded[name] = stale
        kept = [each for each in before if each.code in state and each.code not in stale]
        if not stale:  # and no model is loaded for nothing
            return kept
        return [*kept, *self._proposed(name, material, stale)]

    def _proposed(self, name: str, material: Material, *codes: tuple[str, ...]) -> list[Coding]:
        """What a coder proposes, for these codes or all; what troubled it is told."""
        needed = self.parses.nlp if name == "rules" else self.vectors.of
        coder: Any = parts.load_part("coder", name)(needed)
        found = list(coder.propose(material, self.codebook, *codes))
        self.problems += getattr(coder, "problems", ())
        return found

    def _state(self, name: str) -> dict[str, str]:
        """Code → what its proposals by this coder rest on; of the learned, those it learnt."""
        if name == LEARNED:
            return dict.fromkeys(self.learning.learnt, self.lessons.mark)
        if name in self.guests.coders:
            return self.guests.state(name)
        lists = self.codebook.lists
        # English is left out, so that what was read before languages counted is not read again.
        read_as = [self.codebook.language] if self.codebook.language != ENGLISH else []
        return {
            code.id: hash_values(__version__, name, self.corpus, code.version, lists, *read_as)
            for code in self.codebook.codes
        }

    def _run(self, verb: str, mark: str, started: str) -> Run:
        return begin_run(
            verb,
            mark,
            inputs={self.site.settings.codebook.file: self.codebook.version},
            codebook_version=self.codebook.version,
            model=f"{self.vectors.found.name} {self.vectors.found.version}; "
            f"{self.parses.found.name} {self.parses.found.version}",
            model_hash=f"{self.vectors.found.sha256}; {self.parses.found.sha256}",
            seed=self.site.settings.study.seed,
            started=started,
        )

    def save(self, shelves: Shelves, started: str) -> Outcome:
        key = shelves.runs.add(self._run("code", self.mark, started))
        if self.speech.uncut:
            shelves.passages.add_cut(self.speech.uncut, self.speech.new, self.speech.cut)
        added, retired = self.ahead
        for name, proposals in self.proposals.items():
            more, less = self._save_coder(shelves, name, proposals, key)
            added, retired = added + more, retired + less
        retired += self._retire_unasked(shelves, key)
        outcome = self._outcome(added, retired)
        shelves.runs.finish(key, tell_time(), dict(outcome.facts))
        return outcome

    def _save_coder(
        self, shelves: Shelves, name: str, proposals: Sequence[Coding], run: int
    ) -> tuple[int, int]:
        """Write down what is new and retire what no longer stands; the rest is left alone."""
        version = self.guests.versions.get(name, __version__)
        if name == MACHINE and self.guests.coders:
            heard = (f"{guest} {its}".strip() for guest, its in self.guests.versions.items())
            version += f" with {', '.join(heard)}"
        kind = name if name in ("rules", "examples", MACHINE) else "model"
        coder_id = shelves.codings.add_coder(Coder(name, kind, version))
        standing = self._standing(shelves, [name])
        versions = {code.id: code.version for code in self.codebook.codes}
        # What is proposed as before, but by a code that was written anew, is proposed anew.
        stale = {c for c, v in shelves.codings.versions([name]) if v != versions.get(c)}
        done = shelves.codings.renew(standing, _alone(name, proposals), versions, run, stale)
        self._note_read(shelves, name, run)
        if name in self.states:
            shelves.codings.note_state(coder_id, self._state(name))
        if name == MACHINE:
            scores = keep_read(self.learning.scores, self._read.in_part(MACHINE))
            shelves.scores.replace(coder_id, scores, run)
        return done

    def _note_read(self, shelves: Shelves, name: str, run: int) -> None:
        read = self._read
        if (read_for := read.in_part(name)) is not None:
            shelves.coverage.set_read_for(name, read_for, run)
        else:
            shelves.coverage.set_read(name, read.turns_of(name), run, read.codes_of(name))

    @property
    def _read(self) -> CodersReading:
        ids = {turn.id or 0 for turn in self.speech.turns}
        learnt = self.learning.learnt
        return CodersReading(self.codebook, self.guests, tuple(self.proposals), learnt, ids)

    def _retire_unasked(self, shelves: Shelves, run: int) -> int:
        """What machine coders proposed, and have read, that study.toml no longer asks for."""
        known = [each for each in shelves.codings.coders() if not each.is_person]
        gone = [each for each in known if each.name not in self.proposals]
        ids = [each.id or 0 for each in self._standing(shelves, [each.name for each in gone])]
        shelves.codings.retire(ids, run)
        for each in gone:
            shelves.coverage.set_read(each.name, [], run)
            key = shelves.codings.add_coder(each)
            shelves.codings.note_state(key, {})
            shelves.scores.replace(key, {}, run)
        return len(ids)

    def _standing(self, shelves: Shelves, coders: Sequence[str]) -> Sequence[Coding]:
        """What these coders proposed last, also on speech that is no longer coded."""
        if not self.turns:
            self.turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        return shelves.codings.list(self.turns, coders=coders)

    def _outcome(self, added: int, retired: int) -> Outcome:
        by_machine = self.proposals.get(MACHINE, [])
        turns = {each.passage.turn.id for each in by_machine}
        alone = {name: _alone(name, found) for name, found in self.proposals.items()}
        facts: dict[str, object] = {
            "passages": len(self.speech.passages),
            "codings": {name: sum(each.holds for each in found) for name, found in alone.items()},
            "added": added,
            "retired": retired,
            "embedded": dict(self.vectors.embedded),
            "recoded": {name: list(codes) for name, codes in self.recoded.items()},
        }
        head = (
            f"{len(by_machine)} proposed codings in {len(turns)} of {len(self.speech.turns)} turns "
            f"({len(self.speech.passages)} passages; {added} new, {retired} retired)"
        )
        says, learned = describe_learning(self.site, self.codebook, self.lessons, self.learning)
        read = self._read
        worth = measure_worth(
            self.site, self.codebook, self.lessons, alone, read.codes_of, read.turns_of
        )
        says = (
            *self.unread,
            *self.guests.says(),
            *says,
            *describe_worth(worth, len(self.codebook.codes)),
        )
        learned |= {"guests": self.guests.versions, "worth": worth} if self.guests.coders else {}
        model = self.guests.language_model
        learned |= {"llm": model.facts} if model else {}
        sought = {*self.learning.learnt, *self.guests.all_codes}
        unsought = [
            code.id
            for code in self.codebook.codes
            if self.coders and not code.is_findable and code.id not in sought
        ]
        if unsought:
            says = (*says, f"no coder looks for {', '.join(unsought)}: {BEGIN_FINDING}")
        languages = find_languages(self.site, self.speech.turns)
        read_by = self.codebook if "rules" in self.coders else None
        models = self.parses.found, self.vectors.found
        says = (*says, *describe_mismatch(languages, *models, read_by))
        learned["languages"] = list(languages)
        return Outcome("code", True, (head, *says), {**facts, **learned, "unsought": unsought})


def _alone(name: str, proposals: Sequence[Coding]) -> list[Coding]:
    """What a coder says when it is asked alone; the machine has heard its doubts as well.

    A pattern too weak to decide is kept as one that does not hold, since the next run weighs it
    again without reading anew. A slight likeness to examples is found again at once, and dropped.
    """
    from interviewkit.coding.machine import SURE

    if name == "rules":
        return [
            each if (each.score or 0) >= SURE else replace(each, status=REJECTED)
            for each in proposals
        ]
    if name == "examples":
        return [each for each in proposals if (each.score or 0) >= HALF]
    return list(proposals)
