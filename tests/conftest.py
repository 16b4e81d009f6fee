"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is no fault
settings.load_profile("house")

ROOT = Path(__file__).parent.parent

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would every
# command that a test starts and interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need data or a browser that is not here say so."""
    for item in items:
        if item.get_closest_marker("shared") and not shared_folder().is_dir():
            item.add_marker(
                pytest.mark.skip(reason="the shared data is absent (set INTERVIEWKIT_SHARED)")
            )


def shared_folder() -> Path:
    """Where real data lies that is not part of the project."""
    return Path(os.environ.get("INTERVIEWKIT_SHARED", ROOT.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository: the sample study."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data that is not part of the project; for tests marked ``shared``."""
    return shared_folder()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A fresh copy of the sample study, in which a test may do as it likes."""
    folder = tmp_path / "study"
    folder.mkdir()
    shutil.copy(ROOT / "study.toml", folder)
    for name in ("transcripts", "codebooks", "surveys"):
        shutil.copytree(ROOT / name, folder / name)
    return folder
