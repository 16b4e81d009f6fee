"""Findings: from a number to its voices, conclusions in place, and the report in its frame."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from builders_web import Client, Served
from interviewkit import Study
from interviewkit.model.table import Lead
from interviewkit.web.reporting.findings_drawn import find_address

pytestmark = pytest.mark.browser

SECONDS = 90


def compute(visitor: Client) -> str:
    """The page once all of it is computed."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        page = visitor.get("/findings")
        if 'data-computing="no"' in page:
            return page
        time.sleep(0.2)
    raise AssertionError("the findings were not computed in time")


@pytest.fixture
def findings(page: Page, served: Served) -> Page:
    page.goto(f"{served.address}/findings")
    expect(page.locator("#found[data-computing=no]")).to_be_visible(timeout=SECONDS * 1000)
    return page


def test_every_number_leads_to_its_voices(findings: Page) -> None:
    theme = findings.get_by_role("article").filter(has_text="Bonds").first
    expect(theme).to_contain_text("3 of 6 people (50%")
    row = theme.get_by_role("row", name="April")
    expect(row.get_by_role("link", name="2 of 3")).to_have_attribute(
        "href", "/retrieve?q=bonds%20wave%3AApril"
    )
    assert not theme.get_by_text("tired").count()  # three people: they might be recognised


def test_the_report_and_the_page_say_the_same(served: Served, study_folder: Path) -> None:
    page = compute(Client(served))
    Study.open(study_folder).report()
    report = (study_folder / "reports/report.html").read_text()
    plain = [re.sub(r"<[^>]+>|\s+", " ", each).replace("\xa0", " ") for each in (page, report)]
    head = next(re.finditer(r"3 of 6 people \(50%, [^)]*\) voiced", plain[0]))[0]
    assert head in plain[1]


@pytest.mark.parametrize(
    ("lead", "address"),
    [
        (Lead("voices", "a"), "/retrieve?q=a"),
        (Lead("voices", "a", "x y", "1"), "/retrieve?q=a%20segment%3A%22x%20y%22%20wave%3A1"),
        (Lead("turn", "a/b c", turn=3), "/read/a/b%20c#turn-3"),
        (Lead("estimate", "burnout"), ""),
    ],
)
def test_leads_have_addresses(lead: Lead, address: str) -> None:
    got = find_address(lead)
    assert sorted(re.split(r"%20|=", got)) == sorted(re.split(r"%20|=", address))


def test_a_conclusion_is_written_in_place(findings: Page, study_folder: Path) -> None:
    form = findings.locator("form.infer").first
    form.get_by_label("expands").check()
    form.get_by_label("Meta-inference").fill("Ties loosen.")
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".hint")).to_have_text("saved")
    [line] = Study.open(study_folder).inferences()
    assert (line.fit, line.text, line.author) == ("expands", "Ties loosen.", "kim")
    findings.reload()
    again = findings.locator("form.infer").first
    expect(again.get_by_label("Meta-inference")).to_have_value("Ties loosen.")
    expect(again.get_by_label("expands")).to_be_checked()


def test_findings_are_computed_once_for_a_state(served: Served, study_folder: Path) -> None:
    visitor = Client(served)
    found = compute(visitor)
    before = json.loads(visitor.get("/api/findings"))["version"]
    assert 'data-computing="no"' in visitor.get("/findings")
    assert json.loads(visitor.get("/api/findings"))["version"] == before
    Study.open(study_folder).undo(coder="kim")
    page = visitor.get("/findings")
    assert 'data-computing="yes"' in page
    assert "Bonds" in page  # what was found before stands until then
    assert list_sentences(compute(visitor)) != list_sentences(found)


def list_sentences(page: str) -> list[str]:
    return re.findall(r'<p[^>]* dir="auto">([^<]+)</p>', page)


def test_a_page_says_that_the_study_has_changed(findings: Page, study_folder: Path) -> None:
    before = list_sentences(findings.content())
    shown = findings.locator("#found").text_content()
    Study.open(study_folder).undo(coder="kim")
    findings.get_by_role("button", name="Show what is found now").click()
    others = "old => document.querySelector('#found').textContent !== old"
    findings.wait_for_function(others, arg=shown, timeout=SECONDS * 1000)
    expect(findings.locator("#found[data-computing=no]")).to_be_visible(timeout=SECONDS * 1000)
    assert list_sentences(findings.content()) != before


def test_a_blind_reader_sees_no_findings(served: Served) -> None:
    visitor = Client(served)
    visitor.post("/api/blind", b'{"blind": true}')
    page = visitor.get("/findings")
    assert "You read blind" in page
    assert "Bonds" not in page


def test_a_study_without_codes_says_what_is_lacking(served: Served, study_folder: Path) -> None:
    settings = study_folder / "study.toml"
    settings.write_text(settings.read_text().replace('file = "codebook.yaml"', ""))
    assert "There are no codes yet" in compute(Client(served))


def test_a_damaged_codebook_is_told(served: Served, study_folder: Path) -> None:
    (study_folder / "codebook.yaml").write_text("codes: [")
    assert "codebook.yaml" in compute(Client(served))


def test_the_report_is_framed_and_may_do_nothing(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/report")
    page.get_by_role("button", name=re.compile("Write it")).click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_be_visible(timeout=SECONDS * 1000)
    assert page.locator("iframe").get_attribute("sandbox") == "allow-scripts"
    answer = page.request.get(f"{served.address}/report/frame")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none'")
    assert "script-src 'sha256-" in policy


def test_the_report_leads_to_its_appendix_and_back(
    page: Page, served: Served, study_folder: Path
) -> None:
    """The frame may load nothing by itself: the page around it brings the other file."""
    Study.open(study_folder).report()
    page.goto(f"{served.address}/report")
    frame = page.frame_locator("iframe")
    frame.locator("footer a").first.dispatch_event("click")
    expect(frame.get_by_text("What proves the report")).to_be_visible(timeout=SECONDS * 1000)
    frame.locator("footer a").first.dispatch_event("click")
    expect(frame.locator(".headline")).to_be_visible(timeout=SECONDS * 1000)


def test_a_report_older_than_its_data_is_told(served: Served, study_folder: Path) -> None:
    study = Study.open(study_folder)
    study.report()
    visitor = Client(served)
    assert "it tells what is known now" in visitor.get("/report")
    study.undo(coder="kim")
    assert "it is older than its data" in visitor.get("/report")


def test_only_files_of_the_report_are_given_out(served: Served, study_folder: Path) -> None:
    Study.open(study_folder).report()
    visitor = Client(served)
    assert visitor.get("/report/files/report.md").startswith("# ")
    for name in ("..%2Fstudy.db", "study.toml", "report.html%00", "..%2F..%2Fetc%2Fpasswd"):
        with pytest.raises(HTTPError) as refused:
            visitor.get(f"/report/files/{name}")
        assert refused.value.code in (400, 404)


def test_a_conclusion_needs_its_pieces(served: Served, study_folder: Path) -> None:
    visitor = Client(served)
    wrong: list[Any] = [
        {"of": "nobody", "fit": "confirms", "text": "x"},
        {"of": "bonds", "fit": "sort of", "text": "x"},
        {"of": "bonds", "about": "nothing", "fit": "confirms", "text": "x"},
        {"of": "bonds", "fit": "confirms"},
        {"of": ["bonds"], "fit": "confirms", "text": "x"},
    ]
    for told in wrong:
        with pytest.raises(HTTPError) as refused:
            visitor.post("/api/infer", json.dumps(told).encode())
        assert refused.value.code in (400, 409)
    assert not Study.open(study_folder).inferences()


def test_a_format_asked_for_once_is_listed(served: Served, study_folder: Path) -> None:
    Study.open(study_folder).report(formats=["docx"])
    listed = Client(served).get("/report")
    assert "/report/files/report.docx" in listed
    assert "/report/files/report-appendix.docx" in listed
