"""A killed workspace loses nothing that it had acknowledged."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from killing_server import find_lost

from study.example import example_study

KILLING = Path(__file__).parent / "killing_server.py"
KILLS = int(os.environ.get("INTERVIEWKIT_SERVER_KILLS", "4"))


def test_a_killed_workspace_loses_no_coding() -> None:
    command = [sys.executable, str(KILLING), "--kills", str(KILLS)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    [acknowledged] = re.findall(r"(\d+) codings acknowledged", done.stdout)
    assert int(acknowledged) > KILLS  # else nobody was at work when it was killed


def test_a_lost_coding_would_be_found(tmp_path: Path) -> None:
    example_study(tmp_path)
    assert list(find_lost(tmp_path, [1])) == []
    assert list(find_lost(tmp_path, [10**6])) == ["acknowledged and not there: codings [1000000]"]
