"""Many prompts to one endpoint: several under way, tried again, stopped when all is in vain."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from interviewkit.endpoints.background import run_loop, wait_for_any
from interviewkit.endpoints.backoff import Backoff
from interviewkit.endpoints.body import bound_body
from interviewkit.endpoints.connection import Connection
from interviewkit.endpoints.faults import (
    RequestFault,
    UnfitPromptError,
    UnfitRequestError,
    build_failed,
)
from interviewkit.endpoints.shape import Shape
from interviewkit.errors import EndpointError
from interviewkit.model.progress import Tick, ignore_tick
from interviewkit.model.prompt import ERROR, Answer, Prompt

if TYPE_CHECKING:
    import httpx

MOST_FAILED = 8
"""So many prompts in a row without an answer, each after all its tries, end a run."""

TIMEOUTS = 2
"""A model that is too slow once may have been loading; twice, it is too slow."""

CLOSE_S = 2.0

Reply = tuple[tuple[Answer, ...], bool]
"""The answers, and whether the endpoint is to blame where there are none."""


@dataclass
class HttpEndpoint:
    """An endpoint over HTTP; what it was found to understand is kept in ``shape``."""

    connection: Connection
    model: str
    retries: int
    concurrent: int
    backoff: Backoff
    shape: Shape = field(default_factory=Shape)

    def ask(
        self, prompts: Iterable[tuple[str, Prompt]], tick: Tick = ignore_tick
    ) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        """As :meth:`~interviewkit.model.prompt.Endpoint.ask` says.

        Raises:
            EndpointError: it can answer nothing; what came before was given out.
        """
        waiting = iter(prompts)
        flying: dict[Future[Reply], str] = {}
        failed, words = 0, ""
        client = self.connection.build_client(self.concurrent)
        with run_loop() as submit:
            try:
                while True:
                    while len(flying) < self.concurrent and (given := next(waiting, None)):
                        flying[submit(self._answer(client, *given))] = given[0]
                    if not flying:
                        break
                    for key, answers, is_down in _take(flying):
                        failed = failed + 1 if is_down else 0
                        words = answers[-1].fault
                        tick(1)
                        yield key, answers
                    if failed >= MOST_FAILED:
                        raise _given_up(failed, words)
            except KeyboardInterrupt:
                yield from _save_done(flying)
                raise
            finally:
                for each in flying:
                    each.cancel()
                with suppress(TimeoutError):
                    submit(client.aclose()).exception(timeout=CLOSE_S)

    async def _answer(self, client: httpx.AsyncClient, key: str, prompt: Prompt) -> Reply:
        """All votes for one prompt."""
        answers: list[Answer] = []
        try:
            while len(answers) < prompt.votes:
                rest = self._narrow(prompt, len(answers))
                answers += await self._try(client, f"{key}|{len(answers)}", rest)
        except (RequestFault, UnfitPromptError) as fault:
            is_down = isinstance(fault, RequestFault) and not answers
            missing = prompt.votes - len(answers)
            return (*answers, *build_failed(fault.words, missing)), is_down
        return tuple(answers[: prompt.votes]), all(each.finish == ERROR for each in answers)

    def _narrow(self, prompt: Prompt, had: int) -> Prompt:
        """The prompt for the votes that are missing, as many as can be asked for at once."""
        votes = prompt.votes - had if self.connection.form.can_count and self.shape.has("n") else 1
        seed = None if prompt.seed is None else prompt.seed + had
        return replace(prompt, votes=votes, seed=seed)

    async def _try(self, client: httpx.AsyncClient, key: str, prompt: Prompt) -> list[Answer]:
        """One request, tried again within bounds; at least one answer.

        Raises:
            RequestFault: all tries failed.
        """
        timeouts = attempt = 0
        while True:
            try:
                found = await self._fit(client, prompt)
            except RequestFault as fault:
                attempt, timeouts = attempt + 1, timeouts + fault.is_timeout
                is_nobody = fault.is_absent and not self.connection.reached
                if is_nobody and attempt > min(self.retries, 1):
                    raise _nobody_there(fault.words) from None
                if attempt > self.retries or timeouts >= TIMEOUTS:
                    raise
                await asyncio.sleep(self.backoff.compute_wait(key, attempt, fault.wait_s))
            else:
                if prompt.votes > 1 and len(found) == 1:  # it takes no notice of n
                    self.shape = replace(self.shape, without=self.shape.without | {"n"})
                return found

    async def _fit(self, client: httpx.AsyncClient, prompt: Prompt) -> list[Answer]:
        """One request in the first shape that the endpoint takes, which is then remembered."""
        shape, first = self.shape, ""
        while True:
            body = self.connection.form.build_body(prompt, self.model, shape)
            try:
                found = await self.connection.post(client, body, bound_body(prompt))
            except UnfitRequestError as fault:
                first = first or fault.words
                looser = shape.loosen(fault.complaint, body)
                if looser is None:
                    raise UnfitPromptError(first) from None
                shape = looser
            else:
                answers = self.connection.form.read_answers(found, prompt.votes)
                if first:
                    self.shape = shape
                return list(answers)


def _take(flying: dict[Future[Reply], str]) -> Iterator[tuple[str, tuple[Answer, ...], bool]]:
    """What is done, taken off the list.

    Raises:
        EndpointError: one of them says that all is in vain; the others are given out before.
    """
    end: EndpointError | None = None
    for each in wait_for_any(list(flying)):
        key = flying.pop(each)
        try:
            answers, is_down = each.result()
        except EndpointError as fault:
            end = end or fault
        else:
            yield key, answers, is_down
    if end:  # without the frames that hold what a server sent: a key may stand there
        raise end.with_traceback(None) from None


def _save_done(flying: dict[Future[Reply], str]) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    """What came and was not yet given out when somebody stopped the run."""
    for each, key in flying.items():
        if each.done() and not each.cancelled() and each.exception() is None:
            yield key, each.result()[0]


def _given_up(failed: int, words: str) -> EndpointError:
    return EndpointError(
        f"the endpoint failed {failed} times in a row, the last time: {words}",
        hint="what came is kept; see to the endpoint, and run it again for the rest",
    )


def _nobody_there(words: str) -> EndpointError:
    return EndpointError(
        words, hint="is the server running, and is [coding.llm] endpoint right? (ollama serve)"
    )
