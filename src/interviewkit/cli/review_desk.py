"""What a person does at the review desk, key by key; how it looks is not known here."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewkit.errors import StudyBusyError, StudyError
from interviewkit.model import Card, Code, Coding
from interviewkit.model.span import (
    END,
    START,
    Span,
    find_neighbour_sentence,
    find_quoted,
    find_words,
    narrow_span,
    widen_span,
)

if TYPE_CHECKING:
    from interviewkit.study import Review


@dataclass(frozen=True, slots=True)
class Command:
    """A key, its word, what it does; ``asks`` is what it needs to be told, empty for nothing.

    ``when`` is ``verdict`` (something waits for one), ``turn`` (nothing does) or empty for both.
    """

    key: str
    word: str
    help: str
    when: str = ""
    asks: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("y", "accept", "accept", "verdict"),
    Command("n", "reject", "reject", "verdict"),
    Command("N", "none", "reject all that is proposed in this turn", "verdict"),
    Command("p", "polarity", "the other polarity", "verdict"),
    Command("c", "code", "another code (1-9 for short)", "", "code, by number or name"),
    Command("j", "next", "next sentence", "verdict"),
    Command("k", "previous", "previous sentence", "verdict"),
    Command("g", "go", "go to a sentence", "verdict", "sentence, or from-to"),
    Command(">", "word-more", "extend by a word (→)", "verdict"),
    Command("<", "word-less", "narrow by a word (←)", "verdict"),
    Command("]", "sentence-more", "extend by a sentence (↓)", "verdict"),
    Command("[", "sentence-less", "narrow by a sentence (↑)", "verdict"),
    Command("e", "end", "move the other end (Tab)", "verdict"),
    Command("=", "quote", "set the passage to these words", "verdict", "words of the turn"),
    Command("d", "done", "done with the turn: nothing more is in it (Enter)", "turn"),
    Command("x", "withdraw", "take back a coding of yours", "turn", "number of the coding"),
    Command("m", "memo", "write a memo", "", "memo"),
    Command("b", "before", "more of what was said before"),
    Command("i", "info", "the whole code: include, exclude, examples"),
    Command("s", "skip", "skip the turn"),
    Command("u", "undo", "undo what was done last"),
    Command("?", "help", "all keys"),
    Command("q", "quit", "quit; all is saved"),
)
BY_KEY: Mapping[str, Command] = {each.key: each for each in COMMANDS}
BY_WORD: Mapping[str, Command] = {each.word: each for each in COMMANDS}


BEFORE, MORE_BEFORE = 3, 6
"""How many of the turns before are shown at first, and how many more each time one asks."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage under a code that waits for a verdict; ``proposal`` where somebody made one."""

    code: Code
    span: Span
    polarity: str
    proposal: Coding | None = None


class Desk:
    """One turn after the other, and within a turn one proposal after the other."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.card: Card | None = None
        self.waiting: deque[Coding] = deque()
        self.draft: Draft | None = None
        self.side = END
        self.note = ""
        self.before = BEFORE
        self.info = self.help = False
        self.left = False

    def next_card(self) -> bool:
        """Take the next turn; false where the session is over."""
        try:
            self.card = None if self.left else self.review.card()
        except StudyBusyError:  # another process writes for long: one more try
            self.card = self.review.card()
        if self.card is None:
            return False
        self.waiting = deque(self.card.proposals)
        self.info = False
        self.before = BEFORE
        self._next_proposal()
        return True

    def asks(self, key: str) -> str:
        """What a key needs to be told as things stand, empty for nothing."""
        command = BY_KEY.get(key)
        if command is None or command.when == ("turn" if self.draft else "verdict"):
            return ""
        is_clear = command.word == "withdraw" and len(self._now.own) < 2
        return "" if is_clear else command.asks

    def do(self, key: str, told: str = "") -> None:
        """What a key means; what cannot be done is said in ``note``, and nothing happens.

        Once a turn is through, the next one lies on the desk; after the last, none.
        """
        self.note, self.help = "", False
        if key.isdigit() and key != "0":
            key, told = "c", key
        command = BY_KEY.get(key)
        if command is None:
            self.note = f"no key {key!r}: ? shows them all"
        elif command.when == "verdict" and self.draft is None:
            self.note = "nothing waits for a verdict: choose a code, or d for done"
        elif command.when == "turn" and self.draft is not None:
            self.note = "first a verdict on the passage: y or n"
        elif command.asks and not told.strip() and command.word != "withdraw":
            self.note = f"{command.word} needs to be told: {command.asks}"
        else:
            self._try(command, told.strip())
        if self.card is None:
            self.next_card()

    def _try(self, command: Command, told: str) -> None:
        try:
            getattr(self, "_" + command.word.replace("-", "_"))(told)
        except StudyBusyError as fault:
            self.note = f"not saved: {fault.message}; press the key again"
        except StudyError as fault:
            self.note = f"not done: {fault.message} ({fault.hint})"

    @property
    def _now(self) -> Card:
        if self.card is None:
            raise RuntimeError("no turn lies on the desk")
        return self.card

    @property
    def _drafted(self) -> Draft:
        if self.draft is None:
            raise RuntimeError("nothing waits for a verdict")
        return self.draft

    def _next_proposal(self) -> None:
        """The next proposal becomes the draft; whole-turn questions come when there is none."""
        self.side = END
        self.draft = None
        while self.waiting and self.draft is None:
            proposal = self.waiting.popleft()
            code = self._now.code(proposal.code)
            if code is not None:
                span = (proposal.passage.start, proposal.passage.end)
                self.draft = Draft(code, span, proposal.polarity, proposal)

    def _again(self) -> None:
        """What this coder said of the turn has changed: show it."""
        card = self._now
        own = self.review.own(card)
        self.card = replace(card, own=own)

    # -- verdicts ------------------------------------------------------------------------------

    def _accept(self, _told: str) -> None:
        draft = self._drafted
        self.review.accept(self._now, draft.code.id, draft.span, draft.polarity, draft.proposal)
        self._again()
        self._next_proposal()

    def _reject(self, _told: str) -> None:
        draft = self._drafted
        if draft.proposal is not None:
            self.review.reject(self._now, draft.proposal)
            self._again()
        self._next_proposal()

    def _none(self, _told: str) -> None:
        while self.draft is not None:
            self._reject("")

    def _polarity(self, _told: str) -> None:
        draft = self._drafted
        others = [each for each in draft.code.polarity if each != draft.polarity]
        if others:
            self.draft = replace(draft, polarity=others[0])
        else:
            self.note = f"{draft.code.label} has one polarity only"

    def _code(self, told: str) -> None:
        code = self._now.code(told)
        if code is None:
            known = ", ".join(f"{i} {c.id}" for i, c in enumerate(self._now.codes, start=1))
            self.note = f"no code {told!r} here: {known}"
        elif self.draft is not None:
            kept = self.draft.polarity in code.polarity
            polarity = self.draft.polarity if kept else code.polarity[0]
            self.draft = replace(self.draft, code=code, polarity=polarity)
        else:
            self.draft = Draft(code, self._place(), code.polarity[0])

    def _place(self) -> Span:
        """Where a new coding starts out: the passage coded last in this turn, or all of it.

        Read blind, a turn is judged as a whole: what was marked before says nothing of it.
        """
        held = [each for each in self._now.own if each.holds]
        if held and not self._now.blind:
            last = max(held, key=lambda each: each.id or 0)
            return last.passage.start, last.passage.end
        return self._whole()

    def _whole(self) -> Span:
        return 0, len(self._now.turn.text)

    def _done(self, _told: str) -> None:
        self.review.close(self._now)
        self.card = None

    def _withdraw(self, told: str) -> None:
        own = self._now.own
        number = int(told) if told.isdigit() else len(own) if len(own) == 1 else 0
        if not 1 <= number <= len(own):
            self.note = (
                f"which of your {len(own)} codings?" if own else "you have coded nothing here"
            )
            return
        self.review.withdraw(self._now, own[number - 1])
        self._again()

    # -- the passage ---------------------------------------------------------------------------

    def _move(self, span: Span) -> None:
        self.draft = replace(self._drafted, span=span)

    def _next(self, _told: str) -> None:
        self._move(self._beside(1))

    def _previous(self, _told: str) -> None:
        self._move(self._beside(-1))

    def _beside(self, step: int) -> Span:
        """The next sentence; from the whole turn the first one, or backwards the last."""
        sentences = self._now.sentences
        if self._drafted.span == self._whole() and sentences:
            return sentences[0 if step > 0 else -1]
        return find_neighbour_sentence(self._drafted.span, sentences, step)

    def _go(self, told: str) -> None:
        first, _, last = told.partition("-")
        numbers = [int(each) if each.strip().isdigit() else 0 for each in (first, last or first)]
        if not 1 <= numbers[0] <= numbers[1] <= len(self._now.sentences):
            self.note = f"sentences here go from 1 to {len(self._now.sentences)}"
            return
        start, end = (self._now.sentences[number - 1] for number in numbers)
        self._move((start[0], end[1]))

    def _word_more(self, _told: str) -> None:
        self._move(widen_span(self._drafted.span, find_words(self._now.turn.text), self.side))

    def _word_less(self, _told: str) -> None:
        self._move(narrow_span(self._drafted.span, find_words(self._now.turn.text), self.side))

    def _sentence_more(self, _told: str) -> None:
        self._move(widen_span(self._drafted.span, self._now.sentences, self.side))

    def _sentence_less(self, _told: str) -> None:
        self._move(narrow_span(self._drafted.span, self._now.sentences, self.side))

    def _end(self, _told: str) -> None:
        self.side = START if self.side == END else END

    def _quote(self, told: str) -> None:
        span = find_quoted(self._now.turn.text, told)
        if span is None:
            self.note = "these words do not stand in the turn"
        else:
            self._move(span)

    # -- the rest ------------------------------------------------------------------------------

    def _memo(self, told: str) -> None:
        draft = self.draft
        code, span = (draft.code.id, draft.span) if draft else ("", None)
        self.review.memo(self._now, told, code, span)
        self.card = replace(self._now, memos=(*self._now.memos, told))

    def _info(self, _told: str) -> None:
        self.info = not self.info

    def _before(self, _told: str) -> None:
        self.before += MORE_BEFORE

    def _skip(self, _told: str) -> None:
        self.review.skip(self._now)
        self.card = None

    def _undo(self, _told: str) -> None:
        undone = self.review.undo()
        if undone is None:
            self.note = "there is nothing to undo"
            return
        self.card = None
        self.note = f"undone: {undone.act} {undone.code or undone.about}".rstrip()

    def _help(self, _told: str) -> None:
        self.help = True

    def _quit(self, _told: str) -> None:
        self.left = True
        self.card = None
