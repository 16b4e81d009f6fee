"""Ctrl-C where Python turns it into something else."""

from __future__ import annotations

import subprocess
import sys

import pytest

START = """
import sys, time, weakref
import interviewkit.cli as cli
from interviewkit.__main__ import main

class Thing:
    pass

def interrupt(*_):
    raise KeyboardInterrupt

def wrapped():
    try:
        interrupt()
    except KeyboardInterrupt as stopped:
        raise RuntimeError("Error calling __set_name__ on 'Field'") from stopped

def lost():
    thing = Thing()
    watched = weakref.ref(thing, interrupt)
    del thing
    until = time.monotonic() + 10
    while time.monotonic() < until:
        pass
    print("went on")

def faulty():
    raise RuntimeError("a fault of ours")

cli.main = {how}
main()
"""


def start(how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START.format(how=how)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("how", ["wrapped", "lost", "interrupt"])
def test_a_ctrl_c_in_other_words_ends_calmly(how: str) -> None:
    """As classes are made, Python 3.11 wraps it; in a callback it is swallowed."""
    ended = start(how)
    assert ended.returncode != 0
    assert (ended.stdout, ended.stderr) == ("", "Aborted!\n")


def test_a_fault_is_no_ctrl_c() -> None:
    ended = start("faulty")
    assert ended.returncode == 1
    assert "a fault of ours" in ended.stderr
    assert "Aborted" not in ended.stderr
