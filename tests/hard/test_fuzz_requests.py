"""Mutated requests over every route of the workspace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

FUZZING = Path(__file__).parent / "fuzzing_requests.py"
REQUESTS = int(os.environ.get("INTERVIEWKIT_REQUESTS", "600"))


def test_no_request_brings_the_workspace_down_or_writes_though_refused() -> None:
    command = [sys.executable, str(FUZZING), "--requests", str(REQUESTS)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    answers = dict(re.findall(r"answered +(-?\d+): (\d+)", done.stdout))
    # It would pass if nothing got through the guard, or nothing were ever refused.
    assert {"200", "400", "401", "403", "409", "421"} <= answers.keys(), answers
    assert int(re.findall(r"(\d+) wrote", done.stdout)[0]) > 0
