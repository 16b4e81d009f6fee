"""The page of memos, in a real browser: written, linked, changed, removed, found, let out."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from builders_web import Client, Served
from interviewkit import Study

pytestmark = pytest.mark.browser

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def write(page: Page, about: str, text: str) -> None:
    page.get_by_label("About", exact=True).first.fill(about)
    page.get_by_label("Memo", exact=True).fill(text)
    page.get_by_role("button", name="Write it down").click()


def open_memos(page: Page, served: Served, query: str = "") -> None:
    page.goto(f"{served.address}/memos{query}")


def test_a_memo_is_written_and_linked_both_ways(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_memos(page, served)
    write(page, "person:Ana", f"See [[April/leaders#2]] and [[code:isolation]]. {HOSTILE}")
    memo = page.get_by_role("article")
    expect(memo).to_contain_text(HOSTILE)
    expect(memo.get_by_role("link", name="April/leaders#2")).to_have_attribute(
        "href", "/read/April/leaders#turn-2"
    )
    expect(memo.get_by_role("link", name="person Ana")).to_have_attribute("href", "/people/Ana")
    write(page, "code:isolation", "The office.")
    page.get_by_role("link", name="named by 1 memo").click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article")).to_contain_text("See April/leaders#2")
    assert [memo.kind for memo in Study.open(study_folder).memos()] == ["person", "code"]


def test_a_memo_is_changed_removed_and_had_back(page: Page, served: Served) -> None:
    open_memos(page, served)
    write(page, "study", "One.")
    expect(page.get_by_role("article")).to_be_focused()
    page.get_by_role("button", name="edit").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("Two.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("article")).to_contain_text("Two.")
    expect(page.get_by_role("article")).to_be_focused()
    page.get_by_role("button", name="remove").click()
    page.get_by_role("button", name="Have it back").click()
    expect(page.get_by_role("article")).to_contain_text("Two.")


def test_a_memo_about_nothing_named_is_on_the_study(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_memos(page, served)
    page.get_by_label("Memo", exact=True).fill("A first impression.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("article")).to_contain_text("A first impression.")
    assert [memo.kind for memo in Study.open(study_folder).memos()] == ["study"]


def test_a_slip_is_told_and_nothing_is_lost(page: Page, served: Served) -> None:
    open_memos(page, served)
    write(page, "code:isolatoin", "Long thoughts.")
    expect(page.get_by_role("alert")).to_contain_text("did you mean 'isolation'?")
    expect(page.get_by_label("Memo", exact=True)).to_have_value("Long thoughts.")


def test_names_are_offered_and_put_into_the_text(page: Page, served: Served) -> None:
    open_memos(page, served)
    page.keyboard.press("m")
    page.keyboard.type("iso")
    expect(page.locator("#subjects option").first).to_have_attribute("value", "code:isolation")
    page.get_by_label("Name another in it").fill("person:Ben")
    page.get_by_label("Name another in it").press("Enter")
    expect(page.get_by_label("Memo", exact=True)).to_have_value("[[person:Ben]]")


def test_memos_are_written_with_keys_alone(page: Page, served: Served) -> None:
    open_memos(page, served)
    page.keyboard.press("m")
    page.keyboard.type("study")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("By keys.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("article")).to_contain_text("By keys.")


def test_memos_are_found_and_let_out(page: Page, served: Served, study_folder: Path) -> None:
    study = Study.open(study_folder)
    study.write_memo("April/leaders#2", "Sad.", quote="hardly talk", coder="kim")
    study.write_memo("study", "Office.", coder="lee")
    open_memos(page, served, "?text=office")
    expect(page.get_by_role("article")).to_have_count(1)
    with page.expect_download() as loading:
        page.get_by_role("link", name=".csv").click()
    text = loading.value.path().read_text("utf-8-sig")
    assert [row["text"] for row in csv.DictReader(text.splitlines())] == ["Office."]
    open_memos(page, served, "?about=code:nowhere")
    expect(page.get_by_role("alert").filter(has_text="there is no code")).to_be_visible()


def test_who_reads_blind_sees_no_memos_of_others(
    page: Page, served: Served, study_folder: Path
) -> None:
    study = Study.open(study_folder)
    study.write_memo("April/leaders#2", "A code, I think.", coder="lee")
    open_memos(page, served)
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_role("button", name="blind").click()
    expect(page.get_by_text("No memos yet")).to_be_visible()


def test_other_pages_ask_for_memos_as_data(served: Served) -> None:
    client = Client(served)
    body = {"about": "April/leaders#2", "start": 2, "end": 13, "text": "[[code:isolation]]"}
    made = json.loads(client.post("/api/memo", json.dumps(body).encode()))
    assert (made["quote"], made["kind"], made["own"]) == ("hardly talk", "passage", True)
    anew = {"replaces": made["id"], "text": "Other."}
    assert json.loads(client.post("/api/memo", json.dumps(anew).encode()))["text"] == "Other."
    found = json.loads(client.get("/api/memos?about=April/leaders%232"))
    assert [each["text"] for each in found["memos"]] == ["Other."]
    with pytest.raises(HTTPError) as fault:
        client.post("/api/memo", json.dumps(body | {"end": 999}).encode())
    assert fault.value.code == 409
