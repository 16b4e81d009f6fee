"""Requests in the background, while the thread that asks gives out what came."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from typing import Any, TypeVar

Result = TypeVar("Result")
Submit = Callable[[Coroutine[Any, Any, Result]], "Future[Result]"]

LOOK_S = 0.2
"""How often a waiting thread looks up: some systems let no Ctrl-C through before."""

END_S = 5.0


@contextmanager
def run_loop() -> Iterator[Submit[Any]]:
    """An event loop in a thread of its own, where coroutines can be handed in from here.

    At the end, however it comes, what still runs is cancelled. A thread and not this one's own
    loop: who asks may be in a loop already, as in a notebook.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="llm-endpoint", daemon=True)
    thread.start()
    try:
        yield lambda coroutine: asyncio.run_coroutine_threadsafe(coroutine, loop)
    finally:
        asyncio.run_coroutine_threadsafe(_end(loop), loop)
        thread.join(END_S)
        if not thread.is_alive():
            loop.close()


async def _end(loop: asyncio.AbstractEventLoop) -> None:
    others = asyncio.all_tasks(loop) - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    loop.stop()


def wait_for_any(flying: Sequence[Future[Result]]) -> list[Future[Result]]:
    """Those that are done, in the order in which they were handed in; it waits for the first."""
    while True:
        done = wait(flying, timeout=LOOK_S, return_when=FIRST_COMPLETED).done
        if done:
            return [each for each in flying if each in done]
