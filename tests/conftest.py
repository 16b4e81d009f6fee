"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from shared_data import shared_folder

if TYPE_CHECKING:
    from xdist.scheduler import LoadFileScheduling

settings.register_profile("house", deadline=None)  # a busy machine is no fault
settings.load_profile("house")

ROOT = Path(__file__).parent.parent

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would every
# command that a test starts and interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Workers are told a width of their own; commands write as wide as in a pipe, whoever runs them.
os.environ.pop("COLUMNS", None)

MOST_WORKERS = 8
"""Each holds the language models; more than these are no faster either."""

if "PYTEST_XDIST_WORKER" in os.environ:  # every core has its worker: threads would only contend
    for library in ("OMP", "MKL", "OPENBLAS", "NUMBA"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """What ``-n auto`` means: a worker a core."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling:
    """A file's tests run in one worker, and all journeys in one: they share a finished study."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return "tests/journeys" if file.startswith("tests/journeys/") else file

    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need data that is not here say so; the long ones begin first."""
    items.sort(key=lambda item: not item.path.is_relative_to(ROOT / "tests" / "hard"))
    items.sort(key=lambda item: not item.path.is_relative_to(ROOT / "tests" / "journeys"))
    for item in items:
        if item.get_closest_marker("shared") and not shared_folder().is_dir():
            item.add_marker(
                pytest.mark.skip(reason="the shared data is absent (set INTERVIEWKIT_SHARED)")
            )


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
    for name in ("transcripts", "codebooks", "codings", "report", "surveys"):
        shutil.copytree(ROOT / name, folder / name)
    return folder
