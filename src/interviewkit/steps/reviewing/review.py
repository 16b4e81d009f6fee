"""``review``: a person reads turns and judges; every judgement is saved at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewkit.errors import StudyError
from interviewkit.model import (
    ACCEPTED,
    QUEUES,
    REJECTED,
    Assignment,
    Card,
    Codebook,
    Coder,
    Coding,
    Judgement,
    Outcome,
    Passage,
)
from interviewkit.model.review import ACCEPT, MEMO, READ, REJECT, REMAINDER, WITHDRAW
from interviewkit.model.span import Span, find_sentences
from interviewkit.steps.certifying.remainder import Remainder
from interviewkit.steps.coding.codebook import choose_codes, read_usable
from interviewkit.steps.marking.entries import (
    write_entry,
    write_reading,
    write_verdict,
    write_withdrawal,
)
from interviewkit.steps.marking.proposals import drop_settled
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.reviewing.log import find_undoable, take_back
from interviewkit.steps.reviewing.queue import Queue
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

SKIP = "skip"


def open_review(
    site: Site,
    coder: str,
    queue: str,
    codes: Sequence[str],
    *,
    blind: bool,
    limit: int,
    share: float,
    new_coder: bool = False,
) -> Review:
    """A session of one person with one queue; ``new_coder`` says that they are new here.

    Raises:
        StudyError: the name cannot be a person's, there is no such queue or code, or there is
            nothing that can be judged.
        NewCoderError: the name is new and much like a known one.
        CodebookError: the codebook cannot be applied.
    """
    if queue and queue not in QUEUES:
        raise StudyError(f"there is no queue {queue!r}", hint=f"known: {', '.join(QUEUES)}")
    if not 0 <= share <= 1:
        raise StudyError(f"the random share {share} is not between 0 and 1")
    codebook, _ = read_usable(site.root, site.settings)
    wanted = choose_codes(codebook, codes)
    with site.store.reading() as shelves:
        named = find_coder(shelves, coder, new=new_coder)
        name = named.name
        if queue == REMAINDER:
            source: Queue = Remainder.over(site, shelves, name, wanted, blind=blind)
        else:
            source = Queue.of(site, shelves, name, queue, wanted, share, blind)
    return Review(site, name, codebook, source, limit, named.note)


class Review:
    """One person's session. Each act is a short transaction of its own: nothing can be lost."""

    def __init__(
        self,
        site: Site,
        coder: str,
        codebook: Codebook,
        source: Queue,
        limit: int = 0,
        note: str = "",
    ) -> None:
        self.site, self.coder, self.codebook = site, coder, codebook
        self.source, self.limit, self.note = source, limit, note
        self.counts: Counter[str] = Counter()
        self._versions = {code.id: code.version for code in codebook.codes}
        self._skipped: list[int] = []
        self._given: Assignment | None = None
        self._back: Assignment | None = None
        self._passed: Assignment | None = None
        self._run: int | None = None

    @property
    def queue(self) -> str:
        return self.source.mode

    @property
    def read(self) -> int:
        """How many turns were read to the end in this session."""
        return self.counts[READ]

    def left(self) -> int | None:
        """How many turns are still to be read here; ``None`` where the queue has no end."""
        with self.site.store.reading() as shelves:
            of_queue = self.source.left(shelves)
        if not self.limit:
            return of_queue
        wanted = max(self.limit - self.read, 0)
        return wanted if of_queue is None else min(wanted, of_queue)

    def card(self) -> Card | None:
        """The next turn to judge; ``None`` where nothing is left, or enough is done."""
        if self._back is None and self.limit and self.counts[READ] >= self.limit:
            return None
        with self.site.store.reading() as shelves:
            self.source.look(shelves)
        with self.site.store.jotting() as shelves:
            given = self._back or self.source.next(shelves, self._session(shelves), self._skipped)
            self._given, self._back = given, None
            return None if given is None else self._card(shelves, given)

    def _card(self, shelves: Shelves, given: Assignment) -> Card:
        frame = self.source.frame
        turn = frame.turns[given.turn_id]
        own = shelves.codings.list({given.turn_id: turn}, coders=[self.coder])
        cuts = [(each.start, each.end) for each in shelves.passages.of_turn(turn)]
        memos = shelves.judgements.memos([given.turn_id])
        proposals = () if given.blind else self.source.proposals(shelves, given)
        return Card(
            turn=turn,
            codes=tuple(code for code in self.codebook.codes if code.id in given.codes),
            proposals=tuple(drop_settled(proposals, own)),
            own=tuple(own),
            sentences=tuple(cuts if len(cuts) > 1 else find_sentences(turn.text)),
            question=frame.questions.get(given.turn_id, ""),
            speaker=frame.speaker_of.get(given.turn_id, turn.speaker),
            memos=tuple(each.memo for each in memos if each.coder == self.coder),
            said=self.source.said(shelves, given),
            queue=given.queue,
            blind=given.blind,
            before=frame.before(turn),
            why="" if given.blind else self.source.why(shelves, given),
        )

    def own(self, card: Card) -> tuple[Coding, ...]:
        """What this coder has said of the turn by now."""
        with self.site.store.reading() as shelves:
            turn = {card.turn.id or 0: card.turn}
            return tuple(shelves.codings.list(turn, coders=[self.coder]))

    def accept(
        self, card: Card, code: str, span: Span, polarity: str, proposal: Coding | None = None
    ) -> Judgement:
        """The code holds there. Where another code was proposed for it, that one is rejected."""
        passage = Passage.cut(card.turn, *span)
        made = [Coding(passage, code, self.coder, polarity, status=ACCEPTED)]
        if proposal is not None and proposal.code != code:
            made.append(replace(proposal, coder=self.coder, status=REJECTED))
        return self._verdict(card, ACCEPT, made)

    def reject(self, card: Card, proposal: Coding) -> Judgement:
        """What was proposed does not hold there."""
        verdict = replace(proposal, coder=self.coder, status=REJECTED)
        return self._verdict(card, REJECT, [verdict])

    def close(self, card: Card) -> Judgement:
        """The turn is read for all codes of the card: what was not accepted is not there."""

        codes = {code.id: self._versions[code.id] for code in card.codes}
        turns = [card.turn.id or 0]
        entry = Judgement(self.coder, READ, turns[0])
        return self._act(
            card, entry, lambda shelves, run, new: write_reading(shelves, run, new, turns, codes)
        )

    def memo(self, card: Card, text: str, code: str = "", span: Span | None = None) -> Judgement:
        """A note on a turn, or on a passage of it under a code."""
        note = Judgement(self.coder, MEMO, card.turn.id or 0, code, span=span, memo=text.strip())
        return self._act(card, note, lambda shelves, run, new: write_entry(shelves, run, new, {}))

    def withdraw(self, card: Card, coding: Coding) -> Judgement:
        """Take back a coding of one's own; it stays in the log."""
        ids = [coding.id or 0]
        entry = self._named(card, WITHDRAW, coding)
        return self._act(
            card, entry, lambda shelves, run, new: write_withdrawal(shelves, run, new, ids)
        )

    def skip(self, card: Card) -> None:
        """Leave the turn for another session."""
        self._skipped.append(card.turn.id or 0)
        self._passed = self._given
        self.counts[SKIP] += 1

    def undo(self) -> Judgement | None:
        """Take back the newest act, of an earlier session too; its turn comes again."""
        if self._passed is not None:
            return self._unskip(self._passed)
        with self.site.store.jotting() as shelves:
            last = find_undoable(shelves, self.coder)
            if last is None:
                return None
            take_back(self.site, shelves, last, self._session(shelves))
            if self.counts[last.act]:  # else it is of an earlier session
                self.counts[last.act] -= 1
            self._skipped = [each for each in self._skipped if each != last.turn_id]
            if last.turn_id in self.source.frame.turns:
                self._back = self._once_given(shelves, last)
            return last

    def _unskip(self, given: Assignment) -> Judgement:
        self._skipped.remove(given.turn_id)
        self.counts[SKIP] -= 1
        self._back, self._passed = given, None
        return Judgement(self.coder, SKIP, given.turn_id)

    def finish(self) -> Outcome:
        """Say what was done, and write it down if anything was."""
        facts: dict[str, object] = {
            "coder": self.coder,
            "queue": self.queue,
            **{act: self.counts[act] for act in (READ, ACCEPT, REJECT, MEMO, SKIP)},
        }
        with self.site.store.reading() as shelves:
            facts["left"] = self.source.left(shelves)
        if self._run is not None:
            with self.site.store.jotting() as shelves:
                shelves.runs.finish(self._run, tell_time(), facts)
        left = "" if facts["left"] is None else f"; {facts['left']} to go"
        said = (
            f"{self.coder} read {self.read} turn{'' if self.read == 1 else 's'}: "
            f"{self.counts[ACCEPT]} accepted, {self.counts[REJECT]} rejected, "
            f"{self.counts[SKIP]} skipped{left}"
        )
        return Outcome("review", self._run is not None, (said,), facts)

    def _verdict(self, card: Card, act: str, made: Sequence[Coding]) -> Judgement:
        """What this coder says, instead of what they said before of the same place and code."""
        entry = self._named(card, act, made[0])
        return self._act(
            card,
            entry,
            lambda shelves, run, new: write_verdict(shelves, run, new, made, self._versions),
        )

    def _named(self, card: Card, act: str, about: Coding) -> Judgement:
        span = (about.passage.start, about.passage.end)
        return Judgement(
            self.coder, act, card.turn.id or 0, about.code, about.polarity, span, blind=card.blind
        )

    def _act(
        self,
        card: Card,
        judgement: Judgement,
        write: Callable[[Shelves, int, Judgement], Judgement],
    ) -> Judgement:
        """Do it and write it into the log, both or neither."""
        with self.site.store.jotting() as shelves:
            if not shelves.transcripts.says(judgement.turn_id, card.turn.text):
                raise StudyError(
                    f"{card.turn.transcript} was taken in anew while you read it",
                    hint="start the review again: it shows the new version",
                )
            entry = replace(judgement, blind=card.blind)
            told = write(shelves, self._session(shelves), entry)
        self.counts[judgement.act] += 1
        self._passed = None
        return told

    def _session(self, shelves: Shelves) -> int:
        """The run of this session, begun with its first act."""
        if self._run is None:
            shelves.codings.add_coder(Coder(self.coder))
            started = tell_time()
            mark = hash_values("review", self.coder, self.queue, started)
            self._run = shelves.runs.add(
                begin_run("review", mark, codebook_version=self.codebook.version, started=started)
            )
        return self._run

    def _once_given(self, shelves: Shelves, last: Judgement) -> Assignment:
        """The turn of an act that was undone, as it was first put before the person."""
        given = [e for e in shelves.draws.assignments(self.coder) if e.turn_id == last.turn_id]
        if given:
            return given[-1]
        codes = self.codebook.code_ids
        return Assignment(last.turn_id, self.coder, codes, self.queue, last.blind)
