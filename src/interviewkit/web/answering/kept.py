"""What took long to work out, kept for as long as the study says the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any, TypeVar

from interviewkit.errors import InterviewkitError

T = TypeVar("T")

MOST_KEPT = 64


@dataclass
class Kept:
    """Results by what was asked and the mark of what it rests on: another mark, another result.

    What was asked once is worked out once, however many ask meanwhile.
    """

    _results: OrderedDict[object, Future[Any]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock, repr=False)
    _at_work: Lock = field(default_factory=Lock, repr=False)

    def get(self, mark: str, asked: object, work_out: Callable[[], T]) -> T:
        """What was asked, worked out here and now where it is not known."""
        result: Future[T] = Future()
        known = self._keep((mark, asked), lambda: result)
        if known is not result:
            try:
                return known.result()
            except CancelledError:  # whoever began has failed: try it oneself
                return work_out()
        try:
            result.set_result(work_out())
        finally:
            if not result.done():
                self._forget((mark, asked))
                result.cancel()
        return result.result()

    def get_soon(
        self, mark: str, asked: object, work_out: Callable[[], T], seconds: float
    ) -> T | None:
        """What was asked, if it is known in so many seconds; else it is worked out meanwhile.

        Raises:
            InterviewkitError: what ``work_out`` refuses, for as long as the mark stays.
        """
        known = self._keep((mark, asked), lambda: self._begin((mark, asked), work_out))
        try:
            return known.result(seconds)
        except NotYetError:
            return None

    def _begin(self, key: object, work_out: Callable[[], T]) -> Future[T]:
        """Work it out beside the pages, one thing at a time; an ending server does not wait."""
        result: Future[T] = Future()

        def work() -> None:
            try:
                with self._at_work:
                    result.set_result(work_out())
            except InterviewkitError as refusal:
                result.set_exception(refusal)
            finally:
                if not result.done():
                    self._forget(key)
                    result.cancel()

        Thread(target=work, name="kept", daemon=True).start()
        return result

    def _keep(self, key: object, begin: Callable[[], Future[T]]) -> Future[T]:
        with self._lock:
            if key not in self._results:
                self._results[key] = begin()
            self._results.move_to_end(key)
            while len(self._results) > MOST_KEPT:
                self._results.popitem(last=False)
            found: Future[T] = self._results[key]
            return found

    def _forget(self, key: object) -> None:
        with self._lock:
            self._results.pop(key, None)
