"""A coder's hand within the transaction of one act: what it may touch, and what it did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.model import ACCEPTED, CONSENSUS, Act, Codebook, Coding, Judgement, Passage, Turn
from interviewkit.model.span import Span
from interviewkit.steps.marking.entries import list_ids, list_turns_touched, write_verdict
from interviewkit.steps.marking.proposals import load_open_proposals
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.log import take_back
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

ANEW = "load it again: it shows the new version"


@dataclass
class Hand:
    """Looks up what an act is about, refuses what cannot be, and tells what was done."""

    site: Site
    shelves: Shelves
    codebook: Codebook | None
    coder: str
    blind: bool

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """Code → its version, for the codes that may be given."""
        return {code.id: code.version for code in (self.codebook.codes if self.codebook else ())}

    @cached_property
    def run(self) -> int:
        """The run of this coder, day and codebook."""
        started = tell_time()
        mark = hash_values("mark", self.coder, started[:10], self.versions)
        known = self.shelves.runs.find("mark", mark)
        if known is not None:
            return known
        version = self.codebook.version if self.codebook else ""
        new = begin_run("mark", mark, codebook_version=version, started=started)
        return self.shelves.runs.add(new)

    # -- what an act is about --------------------------------------------------------------------

    def find_turns(self, ids: Iterable[int]) -> dict[int, Turn]:
        """These turns, in order of transcript and place.

        Raises:
            StudyError: one of them is in no current transcript.
        """
        wanted = set(ids)
        found = self.shelves.transcripts.current_turns(wanted)
        if wanted - found.keys():
            raise StudyError(
                f"there is no turn {min(wanted - found.keys())} in any transcript as it is now",
                hint=ANEW,
            )
        return dict(sorted(found.items(), key=lambda pair: pair[1].place))

    def cut(self, turn_id: int, span: Span, code: str, polarity: str, quote: str) -> Coding:
        """A coding of this passage that could be given.

        Raises:
            StudyError: no such place, code or polarity, or other words stand there.
        """
        turn = self.find_turns([turn_id])[turn_id]
        start, end = span
        said = turn.text[start:end] if 0 <= start < end <= len(turn.text) else ""
        where = f"{turn.transcript}, turn {turn.position}"
        if not said.strip():
            raise StudyError(
                f"{where}: nothing is said from {start} to {end}",
                hint=f"the turn has {len(turn.text)} characters, counted from 0",
            )
        if quote and quote != said:
            raise StudyError(f"{where} says {said!r} there, not {quote!r}", hint=ANEW)
        self._require_code(code)
        self._require_polarity(code, polarity)
        return Coding(Passage.cut(turn, start, end), code, self.coder, polarity, status=ACCEPTED)

    def _require_code(self, name: str) -> None:
        if name not in self.versions:
            hint = did_you_mean(name, self.versions) if self.versions else "make it first"
            raise StudyError(f"the codebook has no code {name!r}", hint=hint)

    def _require_polarity(self, code: str, polarity: str) -> None:
        signs = self._list_polarities(code)
        if polarity not in signs:
            raise StudyError(
                f"the code {code!r} has no polarity {polarity!r}",
                hint=f"it has {' and '.join(signs)} alone; the codebook says so",
            )

    def _list_polarities(self, name: str) -> tuple[str, ...]:
        known = self.codebook is not None and name in self.versions
        return self.codebook.code(name).polarity if self.codebook and known else ()

    def fit_polarity(self, name: str, polarity: str) -> str:
        """The polarity that is kept where a code is exchanged for one that may lack it."""
        signs = self._list_polarities(name) or (polarity,)
        return polarity if polarity in signs else signs[0]

    def find_own(self, coding_id: int) -> Coding:
        """A coding of one's own, whether it stands or not.

        Raises:
            StudyError: there is none, or it is somebody else's.
        """
        found = self._find_coding(coding_id)
        if found.coder != self.coder:
            raise StudyError(
                f"the coding {coding_id} is by {found.coder}, not by {self.coder}",
                hint="only one's own codings can be changed; code the passage yourself",
            )
        return found

    def find_standing(self, coding_id: int) -> Coding:
        """A coding of one's own that stands.

        Raises:
            StudyError: there is none.
        """
        found = self.find_own(coding_id)
        if not self.shelves.codings.stand([coding_id]):
            raise StudyError(
                f"the coding {coding_id} does not stand any more",
                hint="it was changed, withdrawn or undone: see interviewkit review log",
            )
        return found

    def find_proposal(self, coding_id: int) -> Coding:
        """What a machine proposes, or has proposed; for the consensus, what any person found.

        Raises:
            StudyError: there is none, or one reads blind.
        """
        if self.blind:
            raise StudyError(
                "who reads blind answers no proposals", hint="code the passage, or end blind mode"
            )
        found = self._find_coding(coding_id)
        by_person = next(
            e.is_person for e in self.shelves.codings.coders() if e.name == found.coder
        )
        if by_person and self.coder != CONSENSUS:
            raise StudyError(
                f"the coding {coding_id} is by {found.coder} and no proposal",
                hint="code the passage yourself",
            )
        return found

    def _find_coding(self, coding_id: int) -> Coding:
        found = self.shelves.codings.get([coding_id])
        if not found:
            raise StudyError(f"there is no coding {coding_id}", hint=ANEW)
        self.find_turns([found[0].passage.turn.id or 0])
        return found[0]

    def find_said(self, wanted: Coding) -> Coding | None:
        """One's own coding that says just this already."""
        turn = wanted.passage.turn
        own = self.shelves.codings.list({turn.id or 0: turn}, coders=[self.coder])
        return next((each for each in own if say_the_same(each, wanted)), None)

    def find_versions(self, codes: Sequence[str]) -> Mapping[str, str]:
        """The versions of these codes, or of all.

        Raises:
            StudyError: there are none, or the codebook lacks one of them.
        """
        if not self.versions:
            raise StudyError(
                "there are no codes yet that one could have read for",
                hint="make one first: turns are read for the codes of the codebook",
            )
        for each in codes:
            self._require_code(each)
        return {each: self.versions[each] for each in codes or self.versions}

    def list_unread(self, turns: Iterable[int], codes: Collection[str]) -> list[int]:
        """Those of these turns that the coder has not read for all of these codes."""
        known = self.shelves.coverage.on(self.coder, turns)
        return [
            each
            for each in turns
            if "" not in (done := known.get(each, {})) and not done.keys() >= set(codes)
        ]

    # -- what is done ----------------------------------------------------------------------------

    def name(self, act: str, of: Coding) -> Judgement:
        """The entry of an act on a passage."""
        at = of.passage
        span = (at.start, at.end)
        turn = at.turn.id or 0
        return Judgement(self.coder, act, turn, of.code, of.polarity, span, blind=self.blind)

    def name_turns(self, act: str, turns: Sequence[Turn]) -> Judgement:
        """The entry of an act on turns: on the one, or on their transcripts."""
        if len(turns) == 1:
            return Judgement(self.coder, act, turns[0].id or 0, blind=self.blind)
        names = ", ".join(dict.fromkeys(each.transcript for each in turns))
        return Judgement(self.coder, act, 0, blind=self.blind, about=f"transcript:{names}")

    def decide(
        self, entry: Judgement, made: Sequence[Coding], instead_of: Iterable[int] = ()
    ) -> Act:
        """Codings of one's own, instead of what one said before of the same places."""
        done = write_verdict(self.shelves, self.run, entry, made, self.versions, instead_of)
        return self.tell(done)

    def take_back(self, entry: Judgement) -> Act:
        """The inverse of an entry."""
        return self.tell(take_back(self.site, self.shelves, entry, self.run))

    def tell(self, entry: Judgement) -> Act:
        """What must be drawn anew after an entry."""
        touched = list_turns_touched(entry)
        unread = set(self.list_unread(touched, self.versions)) if touched else set()
        retired = list_ids(entry, "retired")
        changed = self.shelves.codings.get([*list_ids(entry, "added"), *retired])
        turns = {each.passage.turn.id or 0: each.passage.turn for each in changed}
        about = [entry.turn_id] if entry.turn_id else []
        return Act(
            entry,
            turn=next(iter(self.shelves.transcripts.current_turns(about).values()), None),
            added=tuple(each for each in changed if each.id not in retired),
            retired=tuple(retired),
            read=tuple(each for each in touched if each not in unread),
            unread=tuple(each for each in touched if each in unread),
            proposals=self._list_open(turns),
        )

    def _list_open(self, turns: Mapping[int, Turn]) -> Mapping[int, tuple[Coding, ...]]:
        if self.blind:
            return {}
        return load_open_proposals(self.shelves, turns, self.versions, self.coder)


def say_the_same(a: Coding, b: Coding) -> bool:
    """Whether one coder says with both the same of the same words."""
    said = [(each.code, each.polarity, each.status) for each in (a, b)]
    places = [(each.passage.start, each.passage.end) for each in (a, b)]
    return said[0] == said[1] and places[0] == places[1]
