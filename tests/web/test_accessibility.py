"""axe finds nothing to complain of on any page: light and dark, wide and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("axe_playwright_python.sync_playwright")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page

from builders import SMALL_TALK, small_study
from builders_web import Served, serving
from interviewkit import Study
from study.example import example_study
from web.touring import Stop, list_stops, wait_for_page

pytestmark = pytest.mark.browser

LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)]
EVERYTHING: dict[str, object] = {"resultTypes": ["violations"]}
"""All rules of axe, none switched off."""

NO_CODEBOOK = """
[study]
name = "Without a codebook"
[topics]
enabled = false
"""


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def seen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[[Served], Page]]:
    """Opens a served study in a browser of one look."""
    scheme, width = request.param
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )

    def see(served: Served) -> Page:
        page = context.new_page()
        page.goto(served.entrance)
        return page

    yield see
    context.close()


def test_every_page_is_accessible(seen: Callable[[Served], Page], tmp_path: Path) -> None:
    example_study(tmp_path)
    with serving(tmp_path, "--coder", "kim") as served:
        page = seen(served)
        stops = list(list_stops(page, served.address))
        assert len(stops) > 12
        assert find_faults(page, served, stops) == {}


def test_an_empty_study_is_accessible(seen: Callable[[Served], Page], tmp_path: Path) -> None:
    Study.init(tmp_path)
    with serving(tmp_path) as served:
        page = seen(served)
        assert find_faults(page, served, pages_alone(page, served)) == {}


def test_a_study_without_codes_is_accessible(
    seen: Callable[[Served], Page], tmp_path: Path
) -> None:
    small_study(tmp_path, NO_CODEBOOK, talk=SMALL_TALK)
    Study.open(tmp_path).ingest()
    with serving(tmp_path) as served:
        page = seen(served)
        stops = [*pages_alone(page, served), Stop("reading", "/read/talk", "j s c")]
        assert find_faults(page, served, stops) == {}


def pages_alone(page: Page, served: Served) -> list[Stop]:
    """The pages that need nothing of the study but that it is there."""
    return [each for each in list_stops(page, served.address) if "April" not in each.address]


def run_axe(page: Page) -> list[dict[str, Any]]:
    try:
        found = Axe().run(page, options=EVERYTHING)
    except Error:  # the page loaded itself anew meanwhile, as its figures had come
        wait_for_page(page)
        found = Axe().run(page, options=EVERYTHING)
    violations: list[dict[str, Any]] = found.response["violations"]
    return violations


def find_faults(page: Page, served: Served, stops: list[Stop]) -> dict[str, list[str]]:
    """Where → what axe says, with the element that it says it of."""
    found = {}
    for stop in stops:
        stop.open(page, served.address)
        violations = run_axe(page)
        if violations:
            found[stop.name] = [
                f"{each['id']}: {node['html'][:160]}"
                for each in violations
                for node in each["nodes"][:3]
            ]
    return found
