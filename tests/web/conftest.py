"""One browser for all tests of the workspace, and a small study that is served."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders_web import Served, serving
from study.example import example_study

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, Page, expect, sync_playwright

expect.set_options(timeout=30_000)
"""What a page shows is tested here, not how soon: a machine may be busy with other tests."""


def find_chromium() -> str | None:
    """A browser of this machine; none is ever downloaded."""
    return next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser") and find_chromium() is None:
            item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = find_chromium()
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    """Six people in two talks, coded by rules, judged by Kim and Lee; nothing is shared."""
    example_study(tmp_path)
    return tmp_path


@pytest.fixture
def served(study_folder: Path) -> Iterator[Served]:
    with serving(study_folder, "--coder", "kim") as running:
        yield running


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page of the served study, let in; whatever its scripts complain of fails the test."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(served.entrance)
    yield page
    context.close()
    assert not faults
