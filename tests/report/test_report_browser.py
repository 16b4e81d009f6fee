"""The page in a real browser: it draws, its script runs, and no request leaves it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from builders_report import study
from interviewkit.report import html
from interviewkit.report.outline import build_outline

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr",
)  # fmt: skip
OWN = "not an origin"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason=f"none of {', '.join(BROWSERS)} is installed"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The page's elements after its script ran, what the console said, and the network's log."""
    folder = tmp_path_factory.mktemp("browser")
    page = folder / "report.html"
    page.write_text(html.render(build_outline(study())), encoding="utf-8")
    return dump(page.as_uri(), folder)


def dump(address: str, folder: Path) -> tuple[str, str, list[str]]:
    """Open an address without a network."""
    log = folder / "net.json"
    command = [
        str(BROWSER), *QUIET, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}",
        "--dump-dom", address,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, done.stderr, requests(log)


def requests(log: Path) -> list[str]:
    """The addresses that a *page* asked for: the browser's own errands have no page of origin."""
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    asked = (event.get("params", {}) for event in events)
    return [a["url"] for a in asked if "url" in a and a.get("initiator", OWN) != OWN]


def test_this_test_would_see_a_request(tmp_path):
    page = tmp_path / "leaky.html"
    page.write_text("<p>leaky</p><img src='http://leak.example/pixel.png'>", encoding="utf-8")
    _, _, addresses = dump(page.as_uri(), tmp_path)
    assert addresses == ["http://leak.example/pixel.png"]


def test_no_request_leaves_the_page(opened):
    _, _, addresses = opened
    assert addresses == []


def test_its_own_script_runs_under_its_own_policy(opened):
    elements, console, _ = opened
    assert re.search(r"<html[^>]* data-ready=\"true\"", elements)
    assert "CONSOLE" not in console, console


def test_charts_are_drawn(opened):
    elements, _, _ = opened
    assert elements.count('class="dot paint-') > 20
    assert elements.count('class="bar paint-') == 15
    assert elements.count('class="bubble"') == 6
    assert not re.search(r"<svg[^>]*class=\"track\"[^>]*></svg>", elements)


def test_filters_appear_and_a_link_opens_what_is_folded(opened, tmp_path):
    elements, _, _ = opened
    assert '<form class="filters">' in elements
    page = tmp_path / "report.html"
    page.write_text(html.render(build_outline(study())), encoding="utf-8")
    elements, console, _ = dump(f"{page.as_uri()}#theme-agency-person-3", tmp_path)
    assert '<details class="who" id="theme-agency-who" open="">' in elements
    assert "CONSOLE" not in console, console
