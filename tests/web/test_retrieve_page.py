"""Finding passages again in a browser: asked, selected, worked on together, taken away as files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from builders_web import Client, Served
from interviewkit import Study

pytestmark = pytest.mark.browser

SPEAKER = "<img src=x onerror=alert(1)>"
HOSTILE = f"""speaker,text
Moderator,How is it?
{SPEAKER},"I hardly talk to <script>alert(2)</script> any more & ""so"" on."
"""


def ask(page: Page, question: str) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/retrieve")
    page.get_by_label("A question").fill(question)
    page.get_by_role("button", name="Find").click()
    page.locator("html[data-ready=yes]").wait_for()


def people(page: Page) -> list[str]:
    return page.locator(".person h2 bdi").all_inner_texts()


def quotes(page: Page) -> list[str]:
    return page.locator(".passage blockquote").all_inner_texts()


@pytest.mark.parametrize(
    ("question", "told", "found"),
    [
        ("isolation and not neutrality", "3 of 6 people", ["Ana", "Ben", "Dan"]),
        ("neutrality follows isolation", "3 of 6 people", ["Ana", "Dan", "Eve"]),
        ("isolation near(1) isolation", "2 of 6 people", ["Ana", "Ben"]),
        ('text:"talk to" segment:tired', "2 of 3 people", ["Ana", "Dan"]),
        ("isolation- wave:April", "1 of 3 people", ["Ben"]),
    ],
)
def test_people_come_before_passages(
    page: Page, question: str, told: str, found: list[str]
) -> None:
    ask(page, question)
    assert page.locator(".told .people").inner_text().replace("\xa0", " ") == told
    assert people(page) == found


def test_what_people_coded_is_told_apart(page: Page, served: Served, study_folder: Path) -> None:
    ask(page, "isolation")
    told = page.locator(".told").get_by_role("link", name="passage")
    study = Study.open(study_folder)
    of_people, every = study.retrieve("isolation machine:no"), study.retrieve("isolation")
    assert 0 < of_people.passages < every.passages
    expect(told).to_contain_text(f"{of_people.passages} passage")
    told.click()
    expect(page.locator(".told .people")).to_contain_text(f"{of_people.voiced} of ")
    expect(page.locator(".told")).not_to_contain_text("the rest is proposed")


def test_a_matrix_shows_what_is_only_proposed(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/retrieve/matrix?column=isolation&q=status:proposed")
    passages = page.locator("table.matrix blockquote")
    assert passages.count()
    expect(passages.filter(has_text="proposal")).to_have_count(passages.count())
    page.goto(f"{served.address}/retrieve/matrix?column=isolation&q=status:accepted")
    assert passages.count()
    expect(passages.filter(has_text="proposal")).to_have_count(0)


def test_a_question_is_put_together_and_taken_apart(page: Page) -> None:
    ask(page, "isolation")
    page.get_by_label("joined with").select_option("or")
    page.get_by_label("Add a code or theme").select_option("tools")
    expect(page.locator(".chips li")).to_contain_text("“Isolation” or “Tools”")
    page.locator("html[data-ready=yes]").wait_for()
    page.get_by_label("Segment").select_option("tired")
    expect(page.locator(".chips li")).to_have_count(2)
    assert people(page) == ["Ana", "Dan", "Eve"]
    page.get_by_role("link", name="Without said by “tired”").click()
    assert people(page) == ["Ana", "Ben", "Dan", "Eve"]


def test_a_slip_is_shown_where_it_stands(page: Page) -> None:
    ask(page, "isolation and (trust")
    shown = page.locator(".fault-box")
    expect(shown).to_contain_text("this bracket is not closed, at character 15")
    ask(page, "isolatoin")
    expect(shown).to_contain_text("did you mean 'isolation'?")


def test_a_code_asked_by_its_label_is_told_by_its_id(page: Page, study_folder: Path) -> None:
    book = study_folder / "codebook.yaml"
    book.write_text(book.read_text().replace("label: Isolation", "label: Loneliness"))
    ask(page, "loneliness")
    expect(page.get_by_role("alert")).to_contain_text(
        "what is called 'loneliness' is written isolation"
    )


def test_context_unfolds_and_leads_to_the_transcript(page: Page) -> None:
    ask(page, "isolation person:Ben")
    page.get_by_text("before and after").click()
    around = page.locator(".around .turns p")
    expect(around).to_have_count(6)
    expect(page.locator(".around .here")).to_contain_text("3 Ben Really?")
    page.get_by_role("link", name="April/leaders, turn 3").click()
    expect(page).to_have_url(page.url.split("/read")[0] + "/read/April/leaders#turn-3")


def test_several_are_recoded_by_keys_and_undone(page: Page, study_folder: Path) -> None:
    ask(page, "isolation machine:no")
    page.locator("body").press("X")
    expect(page.locator("#chosen-told")).to_have_text("2 passages selected")
    page.get_by_role("button", name="recode …").click()
    page.get_by_role("dialog").locator("[name=code]").select_option("neutrality")
    page.get_by_role("button", name="Recode", exact=True).click()
    expect(page.locator("#undo-bar")).to_contain_text("2 passages as neutrality")
    study = Study.open(study_folder)
    own = {(c.code, c.passage.turn.position) for c in study.codings(coders=["kim"])}
    assert {("neutrality", 2)} <= own
    assert not any(code == "isolation" for code, _ in own)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#undo-bar")).to_be_hidden()
    kept = [c.code for c in study.codings(coders=["kim"])]
    assert kept.count("isolation") == 2


def test_passages_get_memos_and_are_quoted(page: Page, study_folder: Path) -> None:
    ask(page, "isolation person:Dan")
    page.locator(".tick input").check()
    page.get_by_role("button", name="memo").click()
    page.get_by_role("textbox", name="Memo").fill("<b>compare</b> with Ana")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#undo-bar").get_by_text("1 passage with a memo").wait_for()
    page.locator(".tick input").check()
    page.get_by_role("button", name="quote in the report").click()
    expect(page.locator(".chip.wanted")).to_have_text("quote in the report")
    study = Study.open(study_folder)
    assert [memo.memo for memo in study.marked("May/freelancers").memos] == [
        "<b>compare</b> with Ana"
    ]
    [person] = study.retrieve("isolation person:Dan").people
    assert person.passages[0].quoted


def test_a_question_is_saved_asked_again_and_forgotten(page: Page, study_folder: Path) -> None:
    ask(page, "isolation  and  segment:tired")
    page.get_by_role("button", name="save as").click()
    page.get_by_role("textbox", name="Name").fill("lonely & tired")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="lonely & tired").click()
    expect(page.get_by_label("A question")).to_have_value("isolation segment:tired")
    page.locator("html[data-ready=yes]").wait_for()
    page.get_by_role("button", name="Forget lonely & tired").click()
    page.get_by_role("dialog").get_by_role("button", name="Forget").click()
    page.get_by_text("None yet").wait_for()
    assert Study.open(study_folder).queries() == []


def test_words_in_context_are_sorted(page: Page) -> None:
    ask(page, "text:talk")
    page.get_by_role("link", name="words in context").click()
    assert page.locator(".kwic mark").all_inner_texts() == ["talk"] * 3
    assert page.locator(".kwic tbody td:nth-child(4)").all_inner_texts() == ["Ben", "Dan", "Ana"]
    page.get_by_role("link", name="the words before").click()
    assert page.locator(".kwic tbody td:nth-child(4)").all_inner_texts() == ["Ana", "Dan", "Ben"]


def test_a_summary_is_written_in_place_and_exported(
    page: Page, served: Served, study_folder: Path, tmp_path: Path
) -> None:
    from docx import Document
    from openpyxl import load_workbook

    page.goto(f"{served.address}/retrieve/matrix?rows=segments")
    page.get_by_role("button", name="Summary of tired, Bonds").click()
    page.get_by_role("textbox", name="Summary of tired, Bonds").fill("They <lose> touch.")
    page.get_by_role("textbox", name="Summary of tired, Bonds").press("Control+Enter")
    expect(page.locator("#saved")).to_have_text("saved")
    assert "They <lose> touch." in page.locator(".written").all_inner_texts()
    cells = {}
    for shape in ("docx", "xlsx"):
        with page.expect_download() as download:
            page.get_by_role("link", name=shape).click()
        content = io.BytesIO(Path(download.value.path()).read_bytes())
        if shape == "docx":
            cells[shape] = Document(content).tables[0].rows[1].cells[2].text
        else:
            cells[shape] = load_workbook(content).worksheets[0]["C2"].value
    assert cells["docx"] == cells["xlsx"]
    assert cells["docx"].splitlines()[0] == "They <lose> touch. [kim]"
    assert "“I hardly talk to my colleagues any more.” (Ana, April/leaders:2, +)" in cells["docx"]
    page.reload()
    page.get_by_role("button", name="Summary of tired, Bonds").click()
    page.get_by_role("textbox", name="Summary of tired, Bonds").fill("")
    page.get_by_role("textbox", name="Summary of tired, Bonds").press("Control+Enter")
    expect(page.get_by_role("button", name="Summary of tired, Bonds")).to_have_text("summarise")
    assert Study.open(study_folder).framework("segments").rows[0].cells[0].summary == ""


def test_only_what_was_selected_is_exported(page: Page) -> None:
    ask(page, "isolation or neutrality")
    for number in (0, 2):
        page.locator(".tick input").nth(number).check()
    with page.expect_download() as download:
        page.locator("#export").click()
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))["data"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[rows[0].index("quote")] for row in rows[1:]] == [quotes(page)[0], quotes(page)[2]]


def test_blind_sees_ones_own_alone(page: Page) -> None:
    ask(page, "isolation")
    assert people(page) == ["Ana", "Ben", "Dan"]
    page.get_by_role("button", name="blind").click()
    page.locator("#blind[aria-pressed=true]").wait_for()
    assert people(page) == ["Ana", "Dan"]
    assert page.locator(".proposal").count() == 0
    assert {text.split()[-1] for text in page.locator(".passage .by").all_inner_texts()} == {"kim"}


class TestHostile:
    @pytest.fixture
    def study_folder(self, tmp_path: Path) -> Path:
        from builders import small_study

        folder = small_study(tmp_path)
        (folder / "transcripts" / "talk.txt").unlink()
        (folder / "transcripts" / "talk.csv").write_text(HOSTILE, "utf-8")
        study = Study.open(folder)
        study.ingest()
        study.code()
        return folder

    def test_texts_from_outside_stay_texts(self, page: Page) -> None:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        ask(page, "isolation")
        assert quotes(page) == ['I hardly talk to <script>alert(2)</script> any more & "so" on.']
        page.get_by_text("before and after").click()
        expect(page.locator(".around .here")).to_contain_text(SPEAKER)
        ask(page, '"<b>x</b>"')
        expect(page.locator(".fault-box")).to_contain_text("<b>x</b>")
        page.goto(page.url.replace("/retrieve", "/retrieve/matrix").split("?")[0])
        assert page.locator("img, b").count() == 0


def test_requests_that_no_page_sends_are_refused(served: Served, study_folder: Path) -> None:
    visitor = Client(served)
    told = {"turns": [2], "starts": [0], "ends": [], "memo": "x"}
    for path, body in (
        ("/api/retrieve/memo", told),
        ("/api/retrieve/memo", {**told, "ends": [10**9]}),
        ("/api/retrieve/recode", {"codings": ["x"], "code": "isolation"}),
        ("/api/retrieve/summary", {"about": "study:", "text": "x"}),
        ("/api/retrieve/save", {"name": "\x01", "query": "isolation"}),
        ("/api/retrieve/save", {"name": "x", "query": "isolation and"}),
        ("/api/retrieve/forget", {"name": "x"}),
    ):
        with pytest.raises(OSError, match="HTTP Error 4"):
            visitor.post(path, json.dumps(body).encode())
    asked = urlencode({"q": "isolation", "format": "../x"})
    with pytest.raises(OSError, match="HTTP Error 4"):
        visitor.get(f"/retrieve/passages?{asked}")
    assert visitor.get(f"/retrieve?q={quote('text:/(a+)+$/ ' * 3)}&first=-1")
    assert {e["act"] for e in Study.open(study_folder).judgements()} <= {"import"}


def test_a_column_that_is_asked_for_twice_is_one(served: Served) -> None:
    twice = "column=isolation&column=isolation"
    client = Client(served)
    assert "Isolation" in client.get(f"/retrieve/matrix?{twice}")
    once = client.get("/retrieve/matrix/file?column=isolation")
    assert client.get(f"/retrieve/matrix/file?{twice}") == once
