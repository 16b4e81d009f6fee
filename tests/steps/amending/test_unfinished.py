"""A kill between the file and the database leaves neither half-changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from changing import COMMENTED, judged_study, list_state

KILLED = """
import os, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from interviewkit import Study

study = Study.open(sys.argv[1])
study.status()

@event.listens_for(Engine, "commit")
def stop(connection):
    if "loneliness" in (study.root / "codebook.yaml").read_text("utf-8"):
        os._exit(9)  # the file is in its place, the transaction is not through

study.rename_code("isolation", "loneliness", by="kim")
"""


def test_a_change_cut_in_two_is_taken_back(tmp_path: Path) -> None:
    study = judged_study(tmp_path)
    before = list_state(study)
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert done.returncode == 9
    assert "loneliness" in (tmp_path / "codebook.yaml").read_text("utf-8")
    assert study.codebook_history() == []
    assert list_state(study) == before


def test_a_cut_change_never_undoes_a_later_edit(tmp_path: Path) -> None:
    study = judged_study(tmp_path)
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    path = tmp_path / "codebook.yaml"
    path.write_text(path.read_text("utf-8") + "# by hand\n", "utf-8")
    study.add_code("Hope", by="kim")
    assert "# by hand" in path.read_text("utf-8")
    assert COMMENTED not in path.read_text("utf-8")
