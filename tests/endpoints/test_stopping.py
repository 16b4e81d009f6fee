"""Whoever stops a run, by Ctrl-C or by asking for no more, waits for nobody and keeps what came."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, wait
from pathlib import Path

import pytest

from builders_endpoint import endpoint, prompts
from interviewkit.endpoints import asking
from scripted_endpoint import ScriptedEndpoint, answer, fail, stall

STOPPED = """
import sys
sys.path.insert(0, {tests!r})
from builders_endpoint import endpoint, prompts
from scripted_endpoint import ScriptedEndpoint, answer, stall
with ScriptedEndpoint([answer("a"), answer("b")], then=stall()) as server:
    kept = []
    try:
        for key, answers in endpoint(server.url, concurrent=4).ask(prompts(99)):
            kept.append(answers[0].text)
            if len(kept) == 2:
                print("two came", flush=True)
    except KeyboardInterrupt:
        print("stopped with", *sorted(kept), flush=True)
"""


def test_ctrl_c_stops_at_once_and_keeps_what_came() -> None:
    code = STOPPED.format(tests=str(Path(__file__).parents[1]))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert run.stdout.readline() == "two came\n"
        os.kill(run.pid, signal.SIGINT)
        said, _ = run.communicate(timeout=60)  # the server stalls for ten minutes
    assert said == "stopped with a b\n"
    assert run.returncode == 0


def test_what_came_and_was_not_given_out_is_given_out_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(flying: list[Future[object]]) -> None:
        wait(flying)
        raise KeyboardInterrupt

    kept: list[str] = []
    with ScriptedEndpoint([answer("a"), fail(401)]) as server:
        monkeypatch.setattr(asking, "wait_for_any", interrupt)
        given = endpoint(server.url, concurrent=2).ask(prompts(9))
        with pytest.raises(KeyboardInterrupt):
            kept.extend(answers[0].text for _, answers in given)
    assert kept == ["a"]  # and the other one is no answer


def test_whoever_asks_for_no_more_waits_for_nobody() -> None:
    before = set(threading.enumerate())
    with ScriptedEndpoint([answer("a")], then=stall()) as server:
        for _ in endpoint(server.url, concurrent=4).ask(prompts(99)):
            break
    left = {each.name for each in set(threading.enumerate()) - before}
    assert "llm-endpoint" not in left


def test_it_can_be_asked_where_a_loop_is_running_already() -> None:
    async def ask() -> int:
        with ScriptedEndpoint() as server:
            return len(list(endpoint(server.url).ask(prompts(3))))

    assert asyncio.run(ask()) == 3


def test_it_can_be_asked_again() -> None:
    with ScriptedEndpoint() as server:
        asked = endpoint(server.url)
        assert [len(list(asked.ask(prompts(2)))) for _ in range(3)] == [2, 2, 2]
