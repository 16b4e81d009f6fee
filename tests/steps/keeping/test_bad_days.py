"""Read-only folders, full disks, two processes at once, Ctrl-C and worse: the study stays whole."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.store.database import Store

RULES_ONLY = SMALL_TOML + '[coding]\ncoders = ["rules"]\n'
COMMAND = [sys.executable, "-m", "interviewkit"]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return small_study(tmp_path / "study", RULES_ONLY)


def call(
    study: Path, verb: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, verb, "--study", str(study)], capture_output=True, text=True, preexec_fn=before
    )


def without_root_power() -> None:
    """Let file permissions hold for root too: drop the capability to override them."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def small_files() -> None:
    """A disk on which no file may grow beyond 64 KiB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))


def tidy_words(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stderr.startswith("Error: ")
    assert "Hint: " in done.stderr
    return done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="drops a Linux capability")
def test_a_read_only_study_is_told(study: Path) -> None:
    study.chmod(0o555)
    try:
        done = call(study, "run", without_root_power)
    finally:
        study.chmod(0o755)
    assert "cannot be written" in tidy_words(done)


def test_a_full_disk_is_told_and_leaves_nothing_half_written(study: Path) -> None:
    done = call(study, "run", small_files)
    tidy_words(done)
    assert call(study, "run").returncode == 0
    assert Study.open(study).status()["transcripts"] == 1


def test_a_second_process_is_told_and_the_first_goes_on(study: Path) -> None:
    store = Store(study / "study.db")
    with store.locked():
        done = call(study, "ingest")
    assert "another interviewkit process is writing" in tidy_words(done)
    assert call(study, "ingest").returncode == 0


def test_looking_needs_no_lock(study: Path) -> None:
    call(study, "ingest")
    with Store(study / "study.db").locked():
        assert call(study, "status").returncode == 0


def test_a_stopped_run_goes_on_where_it_was(study: Path) -> None:
    """For Ctrl-C; tests/hard/test_kills.py kills."""
    for delay in (0.4, 0.9, 1.6):
        process = subprocess.Popen(
            [*COMMAND, "run", "--study", str(study)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert "Traceback" not in told
        database = study / "study.db"
        if database.exists():
            with sqlite3.connect(database) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert call(study, "run").returncode == 0
    status = Study.open(study).status()
    assert (status["transcripts"], status["passages"]) == (1, 5)
    assert status["codings"] == {"machine": 2, "rules": 2}
    assert (study / "reports" / "report.html").is_file()
