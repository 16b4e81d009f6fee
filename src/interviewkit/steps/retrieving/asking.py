"""A question held against what is coded and said: which places answer it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.errors import StudyError
from interviewkit.findings.counting.standing import choose_standing, judge_turns
from interviewkit.findings.counting.voicing import list_things
from interviewkit.findings.retrieving.places import Ground, find_places
from interviewkit.model import Code, Codebook, Coder, Theme
from interviewkit.model.grouping import group_lists
from interviewkit.model.query import ANY_STATUS, STANDING, Asked, Query, Term, list_terms
from interviewkit.model.query_text import build_query_error
from interviewkit.model.query_writing import write_query
from interviewkit.model.reading import find_turns_read
from interviewkit.model.retrieval import CodedPlace, PassagePlace
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.retrieving.scene import Scene
from interviewkit.steps.retrieving.words import find_spans, find_turns
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.store.coded import FEW
from interviewkit.store.shelves import Shelves


@dataclass
class Asking:
    """One question, one look at the study. ``notes`` are what the answer has to say beside."""

    site: Site
    shelves: Shelves
    query: Query
    scene: Scene
    notes: list[str] = field(default_factory=list)

    @cached_property
    def codebook(self) -> Codebook | None:
        return read_written(self.site.root, self.site.settings)[0]

    # -- codes -----------------------------------------------------------------------------------

    @cached_property
    def bundles(self) -> Mapping[str, frozenset[str]]:
        """Code or theme → its codes; a code comes before a theme of its name."""
        book = self.codebook
        things = list_things(book.codes, book.themes) if book else ()
        return {each.name: each.codes for each in reversed(things)}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Code or theme → what readers know it by."""
        book = self.codebook
        every: Sequence[Theme | Code] = (*book.themes, *book.codes) if book else ()
        return {each.id: each.label or each.id for each in every}

    def kind_of(self, name: str) -> str:
        """Whether a name is a ``code`` or a ``theme``."""
        codes = self.codebook.code_ids if self.codebook else ()
        return "theme" if name not in codes and name in self.bundles else "code"

    def codes_of(self, term: Term) -> frozenset[str]:
        """The codes that a term stands for.

        Raises:
            QueryError: neither the codebook nor any coding has it.
        """
        if term.name in self.bundles:
            return self.bundles[term.name]
        coded = self.shelves.coded.codes()
        if term.name in coded and self.query.status != STANDING:
            return frozenset({term.name})
        written = write_query(self.query)
        at = max(written.find(term.name), 0)
        what = f"there is no code or theme {term.name!r}"
        called = term.name.casefold()
        meant = [key for key, title in self.titles.items() if title.casefold() == called]
        hint = suggest_known(term.name, self.bundles, "codebook show")
        if meant:
            hint = f"what is called {term.name!r} is written {' or '.join(meant)}"
        if term.name in coded:
            what = f"{term.name!r} is not in the codebook any more, so no coding of it stands"
            hint = "see what was coded with: status:any"
        raise build_query_error(written, at, what, hint)

    @cached_property
    def codes(self) -> frozenset[str]:
        """All codes that the question is about."""
        if self.query.asked is not None:
            return frozenset().union(*map(self.codes_of, list_terms(self.query.asked)))
        if self.query.status != STANDING:
            return frozenset(self.shelves.coded.codes())
        return frozenset(self.codebook.code_ids if self.codebook else ())

    @cached_property
    def by_code(self) -> Mapping[str, Sequence[CodedPlace]]:
        """Code → its codings that the question asks for, where it asks for them."""
        chosen = self._choose()
        query, labels = self.query, self.scene.speaking
        machines = {each.name for each in self.coders if not each.is_person}
        return group_lists(
            (each.code, each)
            for each in chosen
            if (each.transcript_id, each.label) in labels
            and (not query.coders or each.coder in query.coders)
            and (query.machine is None or (each.coder in machines) == query.machine)
        )

    @cached_property
    def coders(self) -> Sequence[Coder]:
        found = self.shelves.codings.coders()
        known = [each.name for each in found]
        for name in self.query.coders:
            if name not in known:
                hint = suggest_known(name, known, "coding list")
                raise StudyError(f"there is no coder {name!r}", hint=hint)
        return found

    def _choose(self) -> Iterable[CodedPlace]:
        """The codings that the status asks for."""
        if self.query.status == STANDING:
            return self._find_standing()
        found = self.shelves.coded.find(self.codes, self.scene.transcripts)
        wanted = self.query.status
        return [each for each in found if wanted in (ANY_STATUS, each.status)]

    def _find_standing(self) -> Iterable[CodedPlace]:
        """Those whose word stands; of the whole study each code's are worked out once."""
        if 0 < len(self.scene.transcripts) <= FEW:
            return self._choose_standing(self.codes, self.scene.transcripts)
        name, revision = ("standing", self.site.settings.coding.standing), self.shelves.revision
        remembered = self.site.store.remembered
        known: Mapping[str, Sequence[CodedPlace]]
        known = remembered.recall(revision, name, dict, self._renew_standing)
        lacking = self.codes - known.keys()
        if lacking:
            found = group_lists((each.code, each) for each in self._choose_standing(lacking))
            known = {**known, **{code: found.get(code, []) for code in lacking}}
            if not revision.is_writing:
                remembered.keep(revision.newest(), name, known)
        return [each for code in self.codes for each in known[code]]

    def _renew_standing(
        self, known: Mapping[str, Sequence[CodedPlace]], turns: Collection[int]
    ) -> Mapping[str, Sequence[CodedPlace]]:
        """Code → what stands of it, looked for again in the turns that people touched."""
        talks = {each.transcript_id for each in self.shelves.spoken.places(turns)}
        there = self._choose_standing(known.keys(), talks) if talks else ()
        new = group_lists((each.code, each) for each in there if each.turn_id in turns)
        return {
            code: sorted([*(each for each in of if each.turn_id not in turns), *new.get(code, ())])
            for code, of in known.items()
        }

    def _choose_standing(
        self, codes: Collection[str], transcripts: Collection[int] = ()
    ) -> Sequence[CodedPlace]:
        """As in every count of people: see findings/counting/standing.py."""
        found = self.shelves.coded.find(codes, transcripts)
        persons = [each.name for each in self.coders if each.is_person]
        coverage = self.shelves.coded.coverage(codes, {each.turn_id for each in found})
        rule = self.site.settings.coding.standing
        verdicts = judge_turns(found, coverage, persons, sorted(codes), rule)
        return choose_standing(found, coverage, persons, verdicts)

    # -- places ----------------------------------------------------------------------------------

    def places(self) -> frozenset[PassagePlace]:
        """Every place that answers the question."""
        if self.query.is_of_speech:
            return self._narrow_to_text(None)
        if self.query.asked is None:
            found = frozenset(each.place for row in self.by_code.values() for each in row)
        else:
            ground = Ground(self._places_of, self._turns_read, self._read_among)
            found = find_places(self.query.asked, ground)
            self._tell_unread(ground.unread)
        return self._narrow_to_text(found) if self.query.texts else found

    def places_under(self, term: Term) -> frozenset[PassagePlace]:
        """What stands of one code or theme, where the words asked for stand as well."""
        found = frozenset(self._places_of(term))
        return self._narrow_to_text(found) if self.query.texts else found

    def _places_of(self, term: Term) -> Iterable[PassagePlace]:
        for code in self.codes_of(term):
            for each in self.by_code.get(code, ()):
                if not term.polarity or each.polarity == term.polarity:
                    yield each.place

    def _turns_read(self, asked: Asked) -> Iterable[PassagePlace]:
        said = [
            each
            for each in self.shelves.spoken.said(self.scene.transcripts)
            if (each.transcript_id, each.label) in self.scene.speaking
        ]
        read = self._read_among(asked, [each.turn_id for each in said])
        return [each.place for each in said if each.turn_id in read]

    def _read_among(self, asked: Asked, turns: Sequence[int]) -> set[int]:
        """Those of these turns that were read for every code of a part of the question."""
        codes = frozenset().union(*map(self.codes_of, list_terms(asked)))
        coverage = self.shelves.coded.coverage(codes, turns)
        read = set(turns)
        for code in codes:
            read &= set().union(*(find_turns_read(each, [code]) for each in coverage.values()))
        return read

    def _tell_unread(self, turns: Collection[int]) -> None:
        if turns:
            n = f"{len(turns)} turn{'s' * (len(turns) != 1)}"
            self.notes.append(
                f"{n} left out: nobody has read them for what must not be there, so it is not known"
            )

    def _narrow_to_text(self, found: frozenset[PassagePlace] | None) -> frozenset[PassagePlace]:
        """Turns that hold all words asked for, or those of the places in which they stand."""
        for wanted in self.query.texts:
            turns = find_turns(self.shelves, wanted, self.scene, self.notes)
            if found is None or self.query.is_of_speech:
                here = frozenset(each.place for each in turns)
                found = here if found is None else found & here
                continue
            ids = {each.turn_id for each in turns} & {place.turn_id for place in found}
            texts = {key: turn.text for key, turn in self.shelves.spoken.turns(ids).items()}
            spans = find_spans(self.shelves, wanted, texts)
            found = frozenset(
                place
                for place in found
                if any(a < place.end and place.start < b for a, b in spans.get(place.turn_id, ()))
            )
        return found or frozenset()
