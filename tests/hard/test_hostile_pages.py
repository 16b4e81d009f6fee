"""Whatever texts say, the pages of the workspace show them as texts: nothing of them runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import which
from urllib.parse import quote

import pytest
from hostile_study import EVIL, IMAGE, SCRIPT, call, write_hostile_study
from playwright.sync_api import Browser, Dialog, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from request_seeds import list_routes

from builders_web import Served, serving
from interviewkit import Study

CHROMIUM = which("chromium") or which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]

ACTING = """() => [...document.querySelectorAll("*")].filter((each) =>
  (each.tagName === "SCRIPT" && !each.src.startsWith(location.origin + "/static/"))
  || ["OBJECT", "EMBED", "BASE", "AUDIO", "VIDEO"].includes(each.tagName)
  || (each.tagName === "IMG" && ![location.origin, "data:"].some((one) => each.src.startsWith(one)))
  || [...each.attributes].some((one) => one.name.startsWith("on") || one.name === "style"
    && !each.style.cssText || /^\\s*javascript:/i.test(one.value))
).map((each) => each.outerHTML.slice(0, 200))"""
"""Elements and attributes that act, or fetch from elsewhere."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_hostile_study(tmp_path_factory.mktemp("hostile") / "study")
    call("run", "--study", str(folder))
    study = Study.open(folder)
    marking = study.marking(SCRIPT, new_coder=True)
    talk = study.transcript(str(study.transcripts()[0]["transcript"]))
    turn = next(each for each in talk.turns if each.speaker != "Moderator" and len(each.text) > 5)
    marking.code(turn.id or 0, (0, 4), "ties", memo=f"{EVIL}{IMAGE}")
    study.infer("ties", fit="confirms", text=f"{SCRIPT}{IMAGE}", author=IMAGE)
    return folder


@pytest.fixture(scope="module")
def running(hostile: Path) -> Iterator[Served]:
    with serving(hostile, "--coder", SCRIPT) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


def list_pages(folder: Path) -> Iterator[str]:
    """Every page without a hole in its address, and each transcript's own.

    The report has a test of its own, and a script of its own.
    """
    routes = list_routes(folder)
    others = ("/api", "/enter", "/static", "/report/frame")
    paths = (path for method, path in routes if method == "GET" and "{" not in path)
    yield from (path for path in paths if not path.startswith(others))
    for row in Study.open(folder).transcripts():
        yield f"/read/{quote(str(row['transcript']), safe='')}"
        yield f"/files/preview?path={quote(str(row['source']), safe='')}"


def watch(page: Page) -> list[str]:
    """What a page lets happen that no text may bring about."""
    acted: list[str] = []

    def answer(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":  # a page that still saves something asks before it goes
            acted.append(f"dialog {dialog.message}")
        dialog.accept()

    page.on("dialog", answer)
    page.on("pageerror", lambda fault: acted.append(f"fault {fault}"))
    page.on(
        "console",
        lambda said: acted.append(said.text) if "Content Security Policy" in said.text else None,
    )
    return acted


def visit(page: Page, address: str) -> int:
    """Go there, though the page before may be on its way elsewhere; returns the status."""
    try:
        answer = page.goto(address)
    except PlaywrightError as fault:
        if "Download is starting" in str(fault):  # a file, and no page
            return 200
        page.wait_for_timeout(1000)
        answer = page.goto(address)
    page.wait_for_timeout(300)
    return answer.status if answer else 0


def test_no_page_lets_a_text_act(browser: Browser, running: Served, hostile: Path) -> None:
    page = browser.new_page()
    acted = watch(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(running.entrance)
    for path in list_pages(hostile):
        assert visit(page, running.address + path) < 500, path
        assert page.evaluate(ACTING) == [], path
        assert acted == [], path
    page.goto(f"{running.address}/findings")
    page.wait_for_selector("#found[data-computing=no]", timeout=90_000)
    assert page.evaluate(ACTING) == []
    page.close()
    assert acted == []
    assert [url for url in asked if not url.startswith((running.address, "data:"))] == []
