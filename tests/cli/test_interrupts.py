"""Ctrl-C where Python turns it into something else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from interviewkit.__main__ import STOPPED

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
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", f"{STOPPED}\n")


def test_a_fault_is_no_ctrl_c() -> None:
    ended = start("faulty")
    assert ended.returncode == 1
    assert "a fault of ours" in ended.stderr
    assert STOPPED not in ended.stderr


AT_WORK = """
import sys
from interviewkit.__main__ import main
from interviewkit.study import Study

def stop(*_, **__):
    raise KeyboardInterrupt

Study.init = stop
sys.argv = ["interviewkit", "init", sys.argv[1]]
main()
"""


def test_a_ctrl_c_at_work_is_told_and_ends_as_shells_know_it(tmp_path: Path) -> None:
    """Not as Click has it: "Aborted!", and the exit code of a fault."""
    command = [sys.executable, "-c", AT_WORK, str(tmp_path / "study")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", f"{STOPPED}\n")
