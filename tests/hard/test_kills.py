"""A command killed at any moment loses nothing that it had acknowledged."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from kill_scenarios import SCENARIOS, write_study
from killing import lost

KILLING = Path(__file__).parent / "killing.py"
KILLS = int(os.environ.get("INTERVIEWKIT_KILLS", "12"))


def test_killed_commands_lose_nothing_and_the_next_run_mends_the_rest() -> None:
    """In a process of its own, which forks before anything in it has threads."""
    command = [sys.executable, str(KILLING), "--kills", str(KILLS)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    hit = re.findall(r"(?m)^(\w+) +(\d+) killed at work$", done.stdout)
    assert {name for name, _ in hit} == {"run", "ingest", "code", "import", "report", "review"}
    # Kills that come after the end try nothing: most must have found a command at work.
    assert sum(int(count) for _, count in hit) > KILLS / 2


def test_an_acknowledgement_that_is_not_kept_is_found(tmp_path: Path) -> None:
    """The test above would pass if nothing were ever looked for."""
    study = tmp_path / "study"
    write_study(study)
    said = "ingest    3 transcripts\ncode      4 proposed codings\nreport    reports/report.html\n"
    assert lost(SCENARIOS[0], study, "") == ""
    assert lost(SCENARIOS[0], study, said).endswith("not there: ingest , code , report ")
    (study / "reports").mkdir()
    (study / "reports" / "report.html").write_text("<html><body>", "utf-8")
    assert "half of a report" in lost(SCENARIOS[0], study, "")
