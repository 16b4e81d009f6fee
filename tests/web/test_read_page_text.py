"""Odd texts on the reading page: they stay text, and offsets count what people see."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from builders_read import codings_of, open_reading, press, said, select_words, wait_saved
from builders_web import Served, serving
from interviewkit import Study

pytestmark = pytest.mark.browser

ODD = "<img src=x onerror=document.title='bad'>"
NAME = "a<b>&'c\"#1?"
TALK = (
    ("Moderator", "How is it?"),
    ("Dr <i>Ana</i> X", f'{ODD} and "so" on.'),
    ("Ben", "👩\u200d👩\u200d👧 cafe\u0301 😀 I hardly talk to anyone 🙂 any more."),
    ("Eve", "שלום, אני לא מדברת עם אף אחד."),
    ("Finn", f"Very long words: {'x' * 400} and then some."),
)
CODEBOOK = f"""
codes:
  - id: isolation
    label: "{ODD}"
    definition: "</script><script>document.title='bad'</script>"
"""


@pytest.fixture
def odd_folder(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text(
        '[study]\nname = "<i>odd</i>"\n[codebook]\nfile = "codebook.yaml"\n'
    )
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    (tmp_path / "transcripts").mkdir()
    with (tmp_path / "transcripts" / f"{NAME}.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerows([("speaker", "text"), *TALK])
    Study.open(tmp_path).ingest()
    return tmp_path


@pytest.fixture
def odd_page(browser: Browser, odd_folder: Path) -> Iterator[tuple[Page, Served]]:
    with serving(odd_folder, "--coder", "kim") as served:
        page = browser.new_context().new_page()
        page.goto(served.entrance)
        yield page, served
        page.context.close()


def transcript_of(folder: Path) -> str:
    return str(Study.open(folder).transcripts()[0]["transcript"])


def test_what_came_from_outside_stays_text(odd_page: tuple[Page, Served], odd_folder: Path) -> None:
    page, served = odd_page
    name = transcript_of(odd_folder)
    page.goto(f"{served.address}/read")
    page.get_by_role("link", name=name).click()
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("#turn-2 .said")).to_contain_text(ODD)
    expect(page.locator("#turn-2 h2")).to_have_text("Dr <i>Ana</i> X")
    page.locator(".code-row").hover()
    expect(page.locator("#code-about")).to_contain_text("</script><script>")
    press(page, "t", "1", "m")
    page.get_by_role("dialog").get_by_role("textbox").fill(ODD)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator("#notes .memo")).to_contain_text(ODD)
    page.goto(page.url.split("#")[0] + "?plain=1")
    expect(page.locator("#turn-1 .memo")).to_contain_text(ODD)
    assert page.evaluate("document.querySelectorAll('main img, main script').length") == 0
    assert "bad" not in page.title()


def test_offsets_count_characters_not_units(
    odd_page: tuple[Page, Served], odd_folder: Path
) -> None:
    page, served = odd_page
    open_reading(page, served, transcript_of(odd_folder))
    text = page.locator("#turn-3 .said p").evaluate("(line) => line.firstChild.data")
    start = text.encode("utf-16-le").index("hardly".encode("utf-16-le")) // 2
    select_words(page, 3, start, start + len("hardly talk to anyone"))
    press(page, "1")
    wait_saved(page)
    assert [said(each) for each in codings_of(odd_folder)] == [
        (3, "isolation", "+", "hardly talk to anyone")
    ]
    page.reload()
    page.locator("#turn-3 .stripe").click()
    expect(page.locator("#notes blockquote")).to_have_text("hardly talk to anyone")


def test_right_to_left_text_is_set_so_and_coded(
    odd_page: tuple[Page, Served], odd_folder: Path
) -> None:
    page, served = odd_page
    open_reading(page, served, transcript_of(odd_folder), turn=4)
    line = page.locator("#turn-4 .said p")
    assert line.evaluate("(line) => getComputedStyle(line).direction") == "rtl"
    press(page, "s", "[", "[", "1")
    wait_saved(page)
    [(_, _, _, words)] = [said(each) for each in codings_of(odd_folder)]
    assert words == "שלום, אני לא מדברת עם אף"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, served: Served, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(served.entrance)
    faults = []
    open_reading(page, served, turn=2)
    press(page, "t", "c")
    faults += Axe().run(page).response["violations"]
    press(page, "Escape", "Tab", "/")
    faults += Axe().run(page).response["violations"]
    for path in ("/read", f"/read/{quote('April/leaders')}?plain=1"):
        page.goto(served.address + path)
        faults += Axe().run(page).response["violations"]
    context.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in faults] == []
