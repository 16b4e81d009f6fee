"""The reviews that are open in browsers: what lies on each desk stays there until its reader acts.

They live in the memory of the server. After a restart a desk is set up anew: what was given and not
read comes again, so nothing is lost but the order of what was skipped.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock, RLock
from typing import TYPE_CHECKING

from interviewkit.errors import StudyError
from interviewkit.model import Card
from interviewkit.study import Study

if TYPE_CHECKING:
    from interviewkit.study import Review

MOST_DESKS = 8
"""Each holds the speech of the study; the one that was left longest ago goes first."""


@dataclass(frozen=True)
class Choice:
    """What somebody sat down to read."""

    queue: str = ""
    codes: tuple[str, ...] = ()
    blind: bool = False
    limit: int = 0
    share: float = 0.25


@dataclass
class OpenReview:
    """One person's review with the card that lies before them."""

    study: Study
    review: Review
    card: Card | None = None
    _lock: RLock = field(default_factory=RLock, repr=False)

    def turn(self) -> Card | None:
        """Put the next card on the desk; where there is none the session is written down."""
        self.card = self.review.card()
        if self.card is None:
            self.review.finish()
        return self.card

    def look(self) -> Card | None:
        """The card as it lies there, with what its reader has said of it by now."""
        if self.card is not None:
            self.card = replace(self.card, own=self.review.own(self.card))
        return self.card

    @contextmanager
    def judging(self, turn: int) -> Iterator[Card]:
        """The card of a turn, while one act on it is done.

        Raises:
            StudyError: another card lies there by now, as after the same act sent twice.
        """
        with self._lock:
            if self.card is None or self.card.turn.id != turn:
                raise StudyError(
                    "this turn is no longer on the desk", hint="the next one is shown instead"
                )
            yield self.card

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While something happens that changes which card lies there."""
        with self._lock:
            yield


@dataclass
class Desks:
    """All desks of a server, by browser, coder and choice."""

    _desks: OrderedDict[object, OpenReview] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def sit_down(self, study: Study, browser: str, coder: str, choice: Choice) -> OpenReview:
        """The desk that is set up like this; a new one where there is none, or the study changed.

        Raises:
            StudyError: as for :meth:`Study.review`.
        """
        key = (browser, coder, choice)
        with self._lock:
            found = self._desks.get(key)
        if found is None or found.study is not study:
            review = study.review(
                coder,
                queue=choice.queue,
                codes=choice.codes,
                blind=choice.blind,
                limit=choice.limit,
                random_share=choice.share,
                new_coder=True,
            )
            found = OpenReview(study, review)
            found.turn()
        with self._lock:
            self._desks[key] = found
            self._desks.move_to_end(key)
            while len(self._desks) > MOST_DESKS:
                self._desks.popitem(last=False)
        return found

    def get_up(self, browser: str, coder: str, choice: Choice) -> None:
        """Leave a desk: whoever sits down like this next has a new one."""
        with self._lock:
            self._desks.pop((browser, coder, choice), None)
