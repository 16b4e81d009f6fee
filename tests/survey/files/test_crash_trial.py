"""A crash of a library is found out in a process of its own."""

from __future__ import annotations

import os
import signal
import time

import pytest

from interviewkit.survey.files.crash_trial import is_crashing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


def test_a_crash_is_a_death() -> None:
    assert is_crashing(lambda: os.kill(os.getpid(), signal.SIGSEGV), 10)


def test_an_exception_is_none() -> None:
    assert not is_crashing(lambda: 1 // 0, 10)


def test_what_goes_well_is_none() -> None:
    assert not is_crashing(lambda: None, 10)


def test_what_never_ends_is_stopped() -> None:
    assert is_crashing(lambda: time.sleep(60), 1)
