"""Passages with a time of their own show it, where their turn began long before."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders_read import open_reading
from builders_web import Served
from interviewkit import Study

pytestmark = pytest.mark.browser

TALK = """[0.50s - 2.00s] Moderator: How is it?
[3.00s - 9.00s] Ana: It is quiet here.
[65.00s - 71.00s] Ana: I hardly talk to anyone.
[80.00s - 82.00s] Moderator: I see.
"""
CODEBOOK = """
codes:
  - id: isolation
    label: Isolation
    definition: Being alone.
    include: ["talk to"]
"""


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "s"\n[transcripts]\nmoderators = ["Moderator"]\n'
        '[codebook]\nfile = "codebook.yaml"\n'
    )
    (tmp_path / "codebook.yaml").write_text(CODEBOOK)
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts" / "talk.txt").write_text(TALK)
    study = Study.open(tmp_path)
    study.ingest()
    study.code()
    return tmp_path


def test_a_passage_found_again_tells_when(page: Page) -> None:
    page.goto(page.url.split("/?")[0].rstrip("/") + "/retrieve?q=isolation")
    expect(page.locator(".passage .said-at")).to_have_text("1:05")


def test_a_coding_that_is_looked_at_tells_when(page: Page, served: Served) -> None:
    open_reading(page, served, "talk", 2)
    expect(page.locator("#turn-2 .time")).to_have_text("0:03")
    page.locator(".codings .line").first.click()
    expect(page.locator("time.said-at")).to_have_text("· 1:05")
