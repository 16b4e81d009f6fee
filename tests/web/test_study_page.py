"""The study's page: from a folder of interviews to what is next, without a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from builders_web import Client, Served, serving
from interviewkit import Study
from interviewkit.steps.ingesting.file_names import clean_name

pytestmark = pytest.mark.browser

TALK = "Moderator: How is work?\nAna: I hardly talk to anyone.\nBen: It is fine.\n"


@pytest.fixture
def new_study(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    Study.init(folder)
    settings = folder / "study.toml"
    settings.write_text(settings.read_text().replace("# enabled = true", "enabled = false"))
    return folder


@pytest.fixture
def new_page(browser: Browser, new_study: Path) -> Iterator[Page]:
    with serving(new_study, "--coder", "kim") as served:
        context = browser.new_context()
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(served.entrance)
        yield page
        context.close()
        assert not faults


def test_an_empty_study_becomes_a_report(new_page: Page, new_study: Path, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK)
    expect(new_page.get_by_role("heading", name="Bring your interviews")).to_be_visible()
    new_page.locator("#files").set_input_files(talk)
    row = new_page.get_by_role("row", name="transcripts/talk.txt")
    expect(row).to_contain_text("Moderator, Ana, Ben")
    assert (new_study / "transcripts/talk.txt").read_text() == TALK
    new_page.get_by_role("button", name="Read the files").click()
    expect(new_page.get_by_text("1 transcript, 3 turns")).to_be_visible(timeout=30_000)
    expect(new_page.locator("#steps").get_by_text("no codes yet")).to_be_visible()
    new_page.get_by_role("button", name="Write the report").click()
    expect(new_page.get_by_text("it tells what is known now")).to_be_visible(timeout=60_000)
    assert (new_study / "reports/report.html").is_file()
    new_page.get_by_role("link", name="Read the report").click()
    expect(new_page.get_by_role("heading", name="Report", exact=True)).to_be_visible()


def test_a_list_of_participants_is_no_transcript(served: Served, study_folder: Path) -> None:
    settings = study_folder / "study.toml"
    people = study_folder / "transcripts/people.csv"
    people.write_text("transcript,speaker,participant\nleaders,Ana,Ana Lopez\n")
    settings.write_text(settings.read_text().replace('"people.csv"', '"transcripts/people.csv"'))
    assert 'data-path="transcripts/people.csv"' not in Client(served).get("/")


def test_files_beside_the_settings_are_offered(new_study: Path, browser: Browser) -> None:
    (new_study / "Ana.txt").write_text(TALK)
    (new_study / "README.md").write_text("About this folder")
    with serving(new_study) as served:
        page = browser.new_page()
        page.goto(served.entrance)
        expect(page.get_by_text("1 file beside study.toml")).to_contain_text("Ana.txt")
        page.get_by_role("button", name="Take copies").click()
        expect(page.get_by_role("row", name="transcripts/Ana.txt")).to_be_visible()
        page.close()
    assert (new_study / "Ana.txt").is_file()


def test_a_dropped_folder_keeps_its_folders(new_page: Page, new_study: Path) -> None:
    new_page.evaluate(
        """async (text) => {
          const { showBringing } = await import("/static/study/bring.js");
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], "leaders.txt"));
          document.querySelector("#drop").dispatchEvent(
            new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }""",
        TALK,
    )
    expect(new_page.get_by_role("row", name="transcripts/leaders.txt")).to_be_visible()


def bring(visitor: Client, name: str, content: bytes = b"Ana: Yes.", kind: str = "") -> str:
    asked = f"/api/files?name={quote(name, safe='')}" + (f"&kind={kind}" if kind else "")
    answer = visitor.post(asked, content, Content_Type="application/octet-stream")
    return str(json.loads(answer)["path"])


def test_a_brought_file_lies_where_it_should(served: Served, study_folder: Path) -> None:
    visitor = Client(served)
    assert bring(visitor, "June/talk.txt") == "transcripts/June/talk.txt"
    assert bring(visitor, "../../../etc/passwd") == "transcripts/etc/passwd"
    assert bring(visitor, "C:\\Users\\kim\\a.txt") == "transcripts/C_/Users/kim/a.txt"
    assert bring(visitor, "answers.csv", kind="survey") == "surveys/answers.csv"
    outside = list(study_folder.rglob("passwd"))
    assert outside == [study_folder / "transcripts/etc/passwd"]


def test_a_brought_file_writes_over_nothing(served: Served, study_folder: Path) -> None:
    visitor = Client(served)
    before = (study_folder / "transcripts/April/leaders.txt").read_bytes()
    assert bring(visitor, "April/leaders.txt") == "transcripts/April/leaders (2).txt"
    assert bring(visitor, "April/leaders.txt") == "transcripts/April/leaders (2).txt"
    assert bring(visitor, "April/leaders.txt", b"other") == "transcripts/April/leaders (3).txt"
    assert (study_folder / "transcripts/April/leaders.txt").read_bytes() == before
    assert not list((study_folder / ".interviewkit").glob("brought-*"))


@pytest.mark.parametrize("name", ["", "...", "/", "\u202e", "~$"])
def test_a_file_without_a_name_is_refused(served: Served, name: str) -> None:
    with pytest.raises(HTTPError) as refused:
        bring(Client(served), name)
    assert refused.value.code in (400, 409)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("a/b.txt", "a/b.txt"),
        ("./../b.txt", "b.txt"),
        (".hidden", "hidden"),
        ("con.txt", "_con.txt"),
        ("a\x00b\u202e.txt", "ab.txt"),
        ('we?ird"<>.docx', "we_ird___.docx"),
        ("Ünïcødé 漢字.txt", "Ünïcødé 漢字.txt"),
        ("1/2/3/4/5/6/7.txt", "3/4/5/6/7.txt"),
        ("x" * 300 + ".txt", "x" * 116 + ".txt"),
    ],
)
def test_names_are_made_safe(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_a_link_out_of_the_study_is_not_followed(
    served: Served, study_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (study_folder / "transcripts/away").symlink_to(outside)
    with pytest.raises(HTTPError) as refused:
        bring(Client(served), "away/talk.txt")
    assert refused.value.code == 409
    assert not list(outside.iterdir())


def test_only_files_of_the_study_are_shown(served: Served, study_folder: Path) -> None:
    visitor = Client(served)
    (study_folder / "transcripts/new.txt").write_text(TALK)
    assert "I hardly talk to anyone." in visitor.get("/files/preview?path=transcripts/new.txt")
    for path in ("study.toml", "../secret.txt", "/etc/passwd", ".interviewkit/serving.json", ""):
        with pytest.raises(HTTPError) as refused:
            visitor.get(f"/files/preview?path={path}")
        assert refused.value.code == 400


def test_settings_are_checked_as_one_types(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/settings")
    expect(page.get_by_text("This is saved.")).to_be_visible()
    area = page.get_by_label("study.toml")
    area.fill(area.input_value().replace("[study]", "[study]\nnam = 3"))
    expect(page.locator("#verdict")).to_contain_text("[study] has no setting 'nam'")
    page.get_by_role("button", name=re.compile(r"line \d")).click()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    area.fill(area.input_value().replace("nam = 3\n", "").replace("Six people", "Seven people"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This is saved.")).to_be_visible()
    page.goto(served.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Seven people")


def test_unsaved_settings_are_not_lost(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/settings")
    area = page.get_by_label("study.toml")
    area.fill(area.input_value() + "\n# a thought")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(served.address)
    page.goto(f"{served.address}/settings")
    expect(area).to_have_value(re.compile("# a thought"))


def test_settings_changed_meanwhile_are_not_written_over(
    served: Served, study_folder: Path
) -> None:
    visitor = Client(served)
    before = visitor.get("/settings").partition('data-before="')[2].partition('"')[0]
    settings = study_folder / "study.toml"
    settings.write_text(settings.read_text() + "\n# theirs\n")
    told = json.dumps({"text": "[study]\nname = 'Mine'\n", "before": before}).encode()
    with pytest.raises(HTTPError) as refused:
        visitor.post("/api/settings", told)
    assert "changed by somebody else" in refused.value.read().decode()
    assert "# theirs" in settings.read_text()


def test_settings_that_cannot_be_used_are_mended_in_the_page(
    served: Served, study_folder: Path
) -> None:
    visitor = Client(served)
    settings = study_folder / "study.toml"
    settings.write_text("[study\n")
    with pytest.raises(HTTPError) as refused:
        visitor.get("/")
    assert 'href="/settings"' in refused.value.read().decode()
    page = visitor.get("/settings")
    before = page.partition('data-before="')[2].partition('"')[0]
    told = json.dumps({"text": "[study]\nname = 'Mended'\n", "before": before}).encode()
    visitor.post("/api/settings", told)
    assert "Mended" in visitor.get("/")


def test_folders_as_waves_fit_where_the_files_lie(browser: Browser, new_study: Path) -> None:
    for wave in ("2023", "2024"):
        folder = new_study / "transcripts/interviews" / wave
        folder.mkdir(parents=True)
        (folder / "ana.txt").write_text(TALK)
    with serving(new_study, "--coder", "kim") as served:
        page = browser.new_page()
        page.goto(served.entrance)
        page.goto(f"{served.address}/settings")
        expect(page.locator("#check")).to_contain_text("2 files")
        page.get_by_role("button", name="folders are waves").click()
        expect(page.get_by_role("row", name="2024/ana.txt")).to_contain_text("2024ana")
        expect(page.get_by_label("study.toml")).to_have_value(
            re.compile(r'pattern = "transcripts/interviews/\{wave\}/\{group\}')
        )
        page.close()


def test_a_named_file_is_set_where_its_example_stood(page: Page, served: Served) -> None:
    text = page.evaluate(
        """async () => {
          const { setKey } = await import("/static/study/toml.js");
          const text = '[a]\\nx = 1\\n[survey]\\n# file = "s.csv"   # one\\n[b]\\nfile = 2\\n';
          return [setKey(text, "survey", "file", "new.csv"), setKey("", "survey", "file", "n.csv")];
        }"""
    )
    assert text[0] == '[a]\nx = 1\n[survey]\nfile = "new.csv"\n[b]\nfile = 2\n'
    assert text[1] == '\n\n[survey]\nfile = "n.csv"\n'
