"""A page that was left open while the server was away goes on, and loses nothing."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from builders_web import find_free_port, serving
from interviewkit import Study

pytestmark = pytest.mark.browser


def test_what_was_done_meanwhile_is_sent_after_a_restart(
    browser: Browser, study_folder: Path
) -> None:
    page = browser.new_page()
    with serving(study_folder, "--coder", "kim", "--port", str(find_free_port())) as served:
        page.goto(served.entrance)
        page.goto(f"{served.address}/findings")
        expect(page.locator("#found[data-computing=no]")).to_be_visible(timeout=90_000)
        served.stop(signal.SIGTERM)
        form = page.locator("form.infer").first
        form.get_by_label("silent").check()
        form.get_by_label("Meta-inference").fill("Written while nobody listened.")
        form.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("does not answer")
        assert Study.open(study_folder).inferences() == []
    with serving(study_folder, "--coder", "kim"):
        expect(form.locator(".hint")).to_have_text("saved", timeout=20_000)
        expect(page.get_by_role("alert")).to_be_hidden()
        [line] = Study.open(study_folder).inferences()
        assert line.text == "Written while nobody listened."
    page.close()
