"""The codebook in a browser: edited in place, merged and split, and all of it undone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, Page, expect

from builders import SMALL_TALK
from builders_web import Client, Served, serving
from interviewkit import Study

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> \"'&: # [1] {{7*7}} \u202edlog 🙂"


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[tuple[Path, Served]]:
    """A study that has heard of no codebook."""
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts/talk.txt").write_text(SMALL_TALK, "utf-8")
    (tmp_path / "study.toml").write_text("[topics]\nenabled = false\n", "utf-8")
    Study.open(tmp_path).ingest()
    with serving(tmp_path, "--coder", "kim") as running:
        yield tmp_path, running


def text(folder: Path) -> str:
    return (folder / "codebook.yaml").read_text("utf-8")


def codes(folder: Path, coder: str = "kim") -> list[str]:
    return sorted(coding.code for coding in Study.open(folder).codings(coders=[coder]))


def open_code(page: Page, served: Served, code: str) -> None:
    page.goto(f"{served.address}/codebook?code={code}")
    page.get_by_label("Label", exact=True).wait_for()


def answer(page: Page, button: str) -> None:
    """Press what ends the small window that is open."""
    page.get_by_role("dialog").get_by_role("button", name=button).click()


def undo_newest(page: Page) -> None:
    page.get_by_role("button", name="History").click()
    page.get_by_role("button", name="Undo").first.click()


def test_codes_are_merged_and_undone(page: Page, served: Served, study_folder: Path) -> None:
    before, coded = text(study_folder), codes(study_folder)
    open_code(page, served, "isolation")
    page.get_by_role("button", name="Merge").click()
    answer(page, "Go on")
    told = page.get_by_role("dialog")
    expect(told).to_contain_text("codings by kim")
    expect(told).to_contain_text("become codings of neutrality")
    answer(page, "Merge")
    expect(page.locator("#tree a[aria-current]")).to_contain_text("Neutrality")
    assert codes(study_folder) == ["neutrality"] * len(coded)
    undo_newest(page)
    expect(page.locator("#tree")).to_contain_text("Isolation")
    assert text(study_folder) == before
    assert codes(study_folder) == coded


def test_a_thought_better_of_changes_nothing(
    page: Page, served: Served, study_folder: Path
) -> None:
    before = text(study_folder)
    open_code(page, served, "isolation")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("dialog")).to_contain_text("are retired; they stay in the log")
    answer(page, "Cancel")
    assert text(study_folder) == before


def test_fields_are_edited_in_place(page: Page, served: Served, study_folder: Path) -> None:
    open_code(page, served, "isolation")
    page.get_by_label("Definition").fill("Fewer ties: to people.")
    page.get_by_role("button", name="+ example").click()
    page.keyboard.type("Nobody calls me.")
    page.get_by_role("button", name="+ near miss").click()
    page.keyboard.type("I like to be alone.")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).not_to_be_empty()
    code = Study.open(study_folder).codebook()[0].code("isolation")
    assert code.definition == "Fewer ties: to people."
    assert [each.text for each in code.examples] == ["Nobody calls me."]
    assert [each.text for each in code.near_misses] == ["I like to be alone."]
    assert "patterns: [hardly talk to, {match: talk more than ever" in text(study_folder)


def test_an_expected_share_and_an_exclusive_theme(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_code(page, served, "isolation")
    page.get_by_label("Expected in so many").fill("2.5 %")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("another prevalence")
    expect(page.get_by_label("Expected in so many")).to_have_value("2.5 %")
    page.goto(f"{served.address}/codebook?theme=bonds")
    page.get_by_label("One turn has at most one").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#saved")).to_contain_text("at most one")
    book = Study.open(study_folder).codebook()[0]
    assert (book.code("isolation").prevalence, book.themes[0].exclusive) == (0.025, True)


def test_what_is_wrong_is_told_while_one_types(page: Page, served: Served) -> None:
    open_code(page, served, "neutrality")
    expect(page.locator(".problems")).to_contain_text("'neutrality' has no examples")
    page.get_by_role("button", name="+ example").click()
    page.keyboard.type("It is fast.")
    expect(page.locator(".problems")).not_to_contain_text("has no examples")
    expect(page.locator(".problems")).to_contain_text(
        "no rule of 'neutrality' reaches", timeout=60_000
    )


def test_a_code_is_renamed_and_keeps_its_codings(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_code(page, served, "isolation")
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Id, in files and commands").fill("loneliness")
    answer(page, "Go on")
    answer(page, "Rename")
    expect(page).to_have_url(f"{served.address}/codebook?code=loneliness")
    assert codes(study_folder).count("loneliness") == 2


def test_a_split_deals_quotes_out(page: Page, served: Served, study_folder: Path) -> None:
    open_code(page, served, "isolation")
    page.get_by_role("button", name="Split").click()
    page.get_by_label("A new code").fill("No talk")
    answer(page, "Go on")
    page.get_by_label("I hardly talk to anyone").first.select_option("No talk")
    answer(page, "Go on")
    answer(page, "Split")
    expect(page.locator("#tree")).to_contain_text("No talk")
    everyone = [c.code for c in Study.open(study_folder).codings(coders=["kim", "lee"])]
    assert everyone.count("no_talk") == 1


def test_a_move_and_a_theme(page: Page, served: Served, study_folder: Path) -> None:
    page.goto(f"{served.address}/codebook")
    page.get_by_role("button", name="New theme").click()
    page.get_by_label("Label").fill("Trust & faith")
    answer(page, "Make it")
    expect(page.locator("#tree")).to_contain_text("Trust & faith")
    open_code(page, served, "neutrality")
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_label("Theme").select_option("Trust & faith")
    answer(page, "Go on")
    page.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
    expect(page.locator("#saved")).to_contain_text("under the theme trust_faith")
    assert Study.open(study_folder).codebook()[0].code("neutrality").theme == "trust_faith"


def test_the_first_code_needs_no_codebook(browser: Browser, bare: tuple[Path, Served]) -> None:
    folder, running = bare
    page = browser.new_page()
    page.goto(running.entrance)
    page.goto(f"{running.address}/codebook")
    expect(page.locator("#sheet")).to_contain_text("No codes yet: open coding")
    page.get_by_role("button", name="New code").click()
    page.get_by_label("Label").fill("No talk")
    answer(page, "Make it")
    expect(page.locator("#tree a[aria-current]")).to_contain_text("No talk")
    assert Study.open(folder).codebook()[0].code_ids == ("no_talk",)
    page.close()


def test_a_code_is_made_in_vivo(bare: tuple[Path, Served]) -> None:
    folder, running = bare
    turn = Study.open(folder).transcript("talk").turns[1]
    client = Client(running)

    def post(path: str, **body: object) -> dict[str, object]:
        found: dict[str, object] = json.loads(client.post(path, json.dumps(body).encode()))
        return found

    made = post("/api/codebook/add", label="No talk", turn=turn.id, start=2, end=13)
    assert made["code"] == "no_talk"
    post("/api/codebook/example", code="no_talk", turn=turn.id, start=2, end=8, near_miss=True)
    post("/api/codebook/example", code="no_talk", text="We talk.", polarity="-", near_miss=False)
    code = Study.open(folder).codebook()[0].code("no_talk")
    assert [(each.text, each.polarity) for each in code.examples] == [
        ("hardly talk", "+"), ("We talk.", "-"),
    ]  # fmt: skip
    assert [each.text for each in code.near_misses] == ["hardly"]
    assert code.polarity == ("+", "-")
    for wrong in ({"label": "x", "turn": 999, "start": 0, "end": 1}, {"label": " "}):
        with pytest.raises(HTTPError, match="409"):
            post("/api/codebook/add", **wrong)


def test_a_hostile_label_stays_a_text(page: Page, served: Served, study_folder: Path) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda each: (dialogs.append(each.message), each.dismiss()))
    page.goto(f"{served.address}/codebook")
    page.get_by_role("button", name="New code").click()
    page.get_by_label("Label").fill(HOSTILE)
    page.get_by_label("Definition").fill(HOSTILE)
    answer(page, "Make it")
    expect(page.locator("#tree a[aria-current] .name")).to_have_text(HOSTILE)
    page.reload()
    expect(page.locator("#tree a[aria-current] .name")).to_have_text(HOSTILE)
    page.get_by_role("button", name="History").click()
    expect(page.locator(".history")).to_contain_text(HOSTILE)
    made = Study.open(study_folder).codebook()[0].codes[-1]
    assert (made.label, made.definition) == (HOSTILE, HOSTILE)
    assert dialogs == []


def test_a_mistake_is_shown_with_its_line(page: Page, served: Served, study_folder: Path) -> None:
    sound = text(study_folder)
    (study_folder / "codebook.yaml").write_text(sound + "  - id: [\n", "utf-8")
    page.goto(f"{served.address}/codebook")
    expect(page.locator("#problems")).to_contain_text("cannot be applied")
    expect(page.get_by_role("button", name="Save the file")).to_be_disabled()
    page.get_by_role("button", name="line 1").click()
    page.locator("#text").fill(sound + "  # mended\n")
    expect(page.locator("#problems")).not_to_contain_text("cannot be applied")
    page.get_by_role("button", name="Save the file").click()
    answer(page, "Save the file")
    expect(page.locator("#tree")).to_contain_text("Isolation")
    assert text(study_folder) == sound + "  # mended\n"


def test_line_breaks_of_the_file_survive_its_editor(
    page: Page, served: Served, study_folder: Path
) -> None:
    path = study_folder / "codebook.yaml"
    dos = "\ufeff" + text(study_folder).replace("\n", "\r\n")
    path.write_bytes(dos.encode())
    page.goto(f"{served.address}/codebook?text=1")
    area = page.locator("#text")
    expect(page.locator("#problems")).to_contain_text("To mend")
    area.fill(area.input_value() + "# one more\n")
    page.get_by_role("button", name="Save the file").click()
    answer(page, "Save the file")
    expect(page.locator("#tree")).to_contain_text("Isolation")
    assert path.read_bytes() == (dos + "# one more\r\n").encode()


def test_a_file_changed_meanwhile_is_told_and_nothing_lost(
    page: Page, served: Served, study_folder: Path
) -> None:
    open_code(page, served, "neutrality")
    page.get_by_label("Definition").fill("Mine.")
    changed = text(study_folder).replace("AI does not judge.", "Theirs.")
    (study_folder / "codebook.yaml").write_text(changed, "utf-8")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#fault")).to_contain_text("changed since you read it")
    expect(page.get_by_label("Definition")).to_have_value("Mine.")
    assert text(study_folder) == changed


def test_the_tree_is_read_without_scripts(
    browser: Browser, served: Served, study_folder: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.entrance)
    page.goto(f"{served.address}/codebook")
    page.get_by_role("link", name="Isolation").click()
    expect(page.locator("#sheet")).to_contain_text("Weaker ties to people at work.")
    context.close()


def test_suggestions_are_taken_and_undone(page: Page, served: Served, study_folder: Path) -> None:
    open_code(page, served, "isolation")
    page.get_by_role("button", name="Suggest").click()
    expect(page.locator(".suggestions")).to_contain_text("participants' own words", timeout=90_000)
    page.get_by_role("button", name="Take: I hardly talk to anyone.").click()
    expect(page.locator(".suggestions")).to_contain_text("taken")
    expect(page.locator("form")).to_contain_text("Examples")
    code = Study.open(study_folder).codebook()[0].code("isolation")
    assert [each.text for each in code.examples] == ["I hardly talk to anyone."]
    undo_newest(page)
    expect(page.locator("#saved")).to_contain_text("undone")
    assert Study.open(study_folder).codebook()[0].code("isolation").examples == ()
