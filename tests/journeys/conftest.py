"""The sample study, run once with the real models; journeys look at what came of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.model import Outcome

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, list[Outcome]]:
    """A copy of the sample study after ``run``, and what each step said. Only for looking."""
    folder = tmp_path_factory.mktemp("finished") / "study"
    folder.mkdir()
    shutil.copy(ROOT / "study.toml", folder)
    for name in ("transcripts", "codebooks", "codings", "report", "surveys"):
        shutil.copytree(ROOT / name, folder / name)
    study = Study.open(folder)
    return study, list(study.run())
