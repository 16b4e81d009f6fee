"""A coder at work on any passage; each act is a short transaction, on the disk when it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from interviewkit.model import CONSENSUS, REJECTED, Act, Coder, Coding, Judgement
from interviewkit.model.review import ACCEPT, CHANGE, CODE, MEMO, READ, REJECT, UNREAD, WITHDRAW
from interviewkit.model.span import Span
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.marking.entries import (
    write_entry,
    write_reading,
    write_unreading,
    write_withdrawal,
)
from interviewkit.steps.marking.hand import Hand, say_the_same
from interviewkit.steps.marking.proposals import is_settled
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.reviewing.log import find_entry, find_redoable, find_undoable
from interviewkit.steps.site import Site


def open_marking(site: Site, coder: str, *, blind: bool, new_coder: bool) -> Marking:
    """A coder at work; ``new_coder`` says that they are new here.

    Raises:
        StudyError: the name cannot be a person's.
        NewCoderError: the name is new and much like a known one.
    """
    with site.store.reading() as shelves:
        named = find_coder(shelves, coder, new=new_coder)
    return Marking(site, named.name, blind, named.note)


def open_settling(site: Site) -> Marking:
    """The people of a study at one table: what they mark is the word of the consensus."""
    return Marking(site, CONSENSUS)


@dataclass(frozen=True)
class Marking:
    """What one coder does with passages and turns, wherever they stand.

    Every act returns what a page must draw anew. It raises a :class:`StudyError` where it cannot
    be done, and has then changed nothing. What stands already as it was asked for is left alone.
    Spans count Unicode characters of the turn's text.
    """

    site: Site
    coder: str
    blind: bool = False
    note: str = ""

    # -- codings ---------------------------------------------------------------------------------

    def code(
        self,
        turn_id: int,
        span: Span,
        code: str,
        polarity: str = "+",
        memo: str = "",
        *,
        quote: str = "",
    ) -> Act:
        """A code holds for a passage. ``quote``, if given, must be what stands there."""
        with self._acting() as hand:
            made = hand.cut(turn_id, span, code, polarity, quote)
            entry = hand.name(CODE, made)
            standing = None if memo.strip() else hand.find_said(made)
            if standing:
                return Act(entry, added=(standing,))
            done = hand.decide(entry, [made])
            if memo.strip():
                note = replace(hand.name(MEMO, made), polarity="", memo=memo.strip())
                write_entry(hand.shelves, hand.run, note, {})
            return done

    def change(
        self,
        coding_id: int,
        span: Span | None = None,
        code: str | None = None,
        polarity: str | None = None,
        *,
        quote: str = "",
    ) -> Act:
        """Move the ends of one's own coding, or give it another code or polarity."""
        with self._acting() as hand:
            old = hand.find_standing(coding_id)
            at = old.passage
            wanted = code or old.code
            sign = polarity or hand.fit_polarity(wanted, old.polarity)
            made = hand.cut(at.turn.id or 0, span or (at.start, at.end), wanted, sign, quote)
            entry = hand.name(CHANGE, made)
            made = replace(made, status=old.status)
            if say_the_same(made, old):
                return Act(entry, added=(old,))
            return hand.decide(entry, [made], instead_of=[coding_id])

    def find(self, coding_id: int) -> Coding:
        """A coding of one's own that stands."""
        with self.site.store.reading() as shelves:
            return Hand(self.site, shelves, None, self.coder, self.blind).find_standing(coding_id)

    def withdraw(self, coding_id: int) -> Act:
        """Take back one's own coding; it stays in the log."""
        with self._acting() as hand:
            old = hand.find_own(coding_id)
            entry = hand.name(WITHDRAW, old)
            if not hand.shelves.codings.stand([coding_id]):
                return Act(entry, retired=(coding_id,))
            return hand.tell(write_withdrawal(hand.shelves, hand.run, entry, [coding_id]))

    def accept(
        self,
        proposal_id: int,
        span: Span | None = None,
        code: str | None = None,
        polarity: str | None = None,
        *,
        quote: str = "",
    ) -> Act:
        """What a machine proposes holds, perhaps for other words, by another code or polarity.

        A proposal that the machine has taken back meanwhile can be accepted still: it is the
        person's word from now on.
        """
        with self._acting() as hand:
            proposal = hand.find_proposal(proposal_id)
            at = proposal.passage
            wanted = code or proposal.code
            sign = polarity or hand.fit_polarity(wanted, proposal.polarity)
            made = hand.cut(at.turn.id or 0, span or (at.start, at.end), wanted, sign, quote)
            entry = hand.name(ACCEPT, made)
            standing = hand.find_said(made)
            if standing:
                return Act(entry, added=(standing,))
            rest = [] if is_settled(proposal, [made]) else [replace(proposal, status=REJECTED)]
            return hand.decide(entry, [made, *rest])

    def reject(self, proposal_id: int) -> Act:
        """What a machine proposes does not hold there."""
        with self._acting() as hand:
            proposal = hand.find_proposal(proposal_id)
            made = replace(proposal, coder=self.coder, status=REJECTED)
            entry = hand.name(REJECT, made)
            standing = hand.find_said(made)
            if standing:
                return Act(entry, added=(standing,))
            return hand.decide(entry, [made])

    # -- reading ---------------------------------------------------------------------------------

    def read(self, turn_ids: Iterable[int], codes: Sequence[str] = ()) -> Act:
        """These turns are read for every code of the codebook: what is not coded is not there.

        With ``codes``, they are read for these alone.
        """
        with self._acting() as hand:
            turns, versions = hand.find_turns(turn_ids), hand.find_versions(codes)
            unread = hand.list_unread(turns, versions)
            if not unread:
                return Act(hand.name_turns(READ, list(turns.values())), read=tuple(turns))
            entry = hand.name_turns(READ, [turns[key] for key in unread])
            return hand.tell(write_reading(hand.shelves, hand.run, entry, unread, versions))

    def unread(self, turn_ids: Iterable[int]) -> Act:
        """These turns are not read: what was not coded is not known to be absent."""
        with self._acting() as hand:
            turns = hand.find_turns(turn_ids)
            known = hand.shelves.coverage.on(self.coder, turns)
            read = [key for key in turns if key in known]
            if not read:
                return Act(hand.name_turns(UNREAD, list(turns.values())), unread=tuple(turns))
            entry = hand.name_turns(UNREAD, [turns[key] for key in read])
            return hand.tell(write_unreading(hand.shelves, hand.run, entry, read))

    # -- undoing ---------------------------------------------------------------------------------

    def undo(self, entry: int | None = None) -> Act | None:
        """Take back one's newest act that stands, of whatever day, or a certain one.

        ``None`` where there is nothing to undo; an import must be named.
        """
        with self._acting() as hand:
            if entry is not None:
                target: Judgement | None = find_entry(hand.shelves, entry, self.coder)
            else:
                target = find_undoable(hand.shelves, self.coder)
            return None if target is None else hand.take_back(target)

    def undo_all(self, entries: Iterable[int]) -> None:
        """Take back acts of one's own, the newest first: all of them or none."""
        with self._acting() as hand:
            for entry in sorted(set(entries), reverse=True):
                hand.take_back(find_entry(hand.shelves, entry, self.coder))

    def redo(self) -> Act | None:
        """Do again what was undone last, if nothing else was done since; ``None`` where not."""
        with self._acting() as hand:
            target = find_redoable(hand.shelves, self.coder)
            return None if target is None else hand.take_back(target)

    @contextmanager
    def _acting(self) -> Iterator[Hand]:
        codebook, _ = read_written(self.site.root, self.site.settings)
        with self.site.store.jotting() as shelves:
            shelves.codings.add_coder(Coder(self.coder))
            yield Hand(self.site, shelves, codebook, self.coder, self.blind)
