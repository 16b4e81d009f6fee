"""All pages of the workspace, and what is opened on them, for tests that look at every one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Error, Page

from builders_addresses import list_addresses

BLIND = "b"
TALK = "/read/April/leaders"
EXAMPLES = {
    "/people/{name:path}": ["/people/Ana"],
    "/report/frame/{name}": ["/report/frame/report-appendix.html"],
    "/report/files/{name}": ["/report/files/report.html"],
    "/read/{name:path}": [TALK, f"{TALK}?plain=1"],
    "/api/read/transcript": ["/api/read/transcript?name=April/leaders"],
    "/api/read/changes": ["/api/read/changes?transcript=April/leaders&since="],
}
OPENED = (
    ("all keys", "/", "?"),
    ("turn", TALK, "j j"),
    ("palette", TALK, "j j s c"),
    ("palette, filtered", TALK, "j j s c i s o"),
    ("search in the text", TALK, "/ A I"),
    ("blind", TALK, BLIND),
)
"""What it is, where, and the keys that open it; from the last one on the visitor is blind."""


@dataclass(frozen=True)
class Stop:
    """A page as one may find it: its name, its address, and the keys that were pressed there."""

    name: str
    address: str
    keys: str = ""

    def open(self, page: Page, site: str) -> None:
        try:
            page.goto(site + self.address)
        except Error:  # the page before was loading itself anew, as its figures had come
            page.goto(site + self.address)
        wait_for_page(page)
        for key in self.keys.split():
            if key == BLIND:  # the page is asked for anew
                with page.expect_navigation():
                    page.keyboard.press(key)
            else:
                page.keyboard.press(key)
        wait_for_page(page)


def list_stops(page: Page, site: str) -> Iterator[Stop]:
    """Every page that a browser shows, and then what is opened on some."""
    for address in list_addresses(EXAMPLES):
        if page.request.get(site + address).headers["content-type"].startswith("text/html"):
            yield Stop(address, address)
    for told in OPENED:
        yield Stop(*told)


def wait_for_page(page: Page) -> None:
    """Until nothing on it says that it is still being filled."""
    page.wait_for_load_state("load")
    page.evaluate(
        """() => new Promise((done) => {
             const isBusy = () => document.querySelector("[aria-busy=true]");
             const look = () => (isBusy() ? setTimeout(look, 20) : done());
             requestAnimationFrame(look);
           })"""
    )
