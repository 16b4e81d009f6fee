"""No page asks anything of another host, and none does what its policy forbids."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from builders_web import Served
from web.touring import list_stops

pytestmark = pytest.mark.browser

REPORT = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""


def test_pages_keep_to_themselves(served: Served, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(REPORT)
    page = context.new_page()
    hosts: set[str] = set()
    told: list[str] = []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: told.append(message.text))
    page.goto(served.entrance)
    for stop in list_stops(page, served.address):
        stop.open(page, served.address)
    context.close()
    assert hosts == {urlsplit(served.address).netloc}
    assert [text for text in told if "olicy" in text] == []
