"""Names and words that attack: none commands a terminal, is a formula, or becomes markup."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pyreadstat
import pytest
from click.testing import CliRunner
from docx import Document

from interviewkit import Study
from interviewkit.cli import main

ESCAPE = "\x1b[31m\x1b]0;gone\x07\x9b2J"
SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
EVIL = f"{ESCAPE}{SCRIPT}\u202e"

TOML = f"""
[study]
name = {json.dumps(EVIL)}
note = {json.dumps(FORMULA)}
[codebook]
file = "codebook.yaml"
[coding]
coders = ["rules"]
[topics]
enabled = false
[transcripts]
participants = "people.csv"
[survey]
file = "survey.csv"
[segments]
old = {{ rule = 'age > 40', label = {json.dumps(FORMULA)} }}
young = {{ rule = 'age <= 40', label = {json.dumps(SCRIPT)} }}
[joint.beside]
ties = "age"
"""
CODEBOOK = {
    "name": EVIL, "version": "1",
    "codes": [{"id": "ties", "label": FORMULA, "definition": EVIL, "patterns": ["lonely"]},
              {"id": "pay", "label": SCRIPT, "definition": SCRIPT, "patterns": ["wage"]}],
    "themes": [{"id": "work", "label": EVIL, "codes": ["ties", "pay"]}],
}  # fmt: skip
COMMANDS = (
    "status", "transcript list", "participant list", "codebook show", "coding list",
    "segment list", "survey show", "link check", "link themes", "run",
)  # fmt: skip
TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "transcripts").mkdir()
    (folder / "study.toml").write_text(TOML, "utf-8")
    (folder / "codebook.yaml").write_text(json.dumps(CODEBOOK), "utf-8")
    for i, name in enumerate((f"a{ESCAPE}", f"{FORMULA.replace('/', '')}", "b\nnote: c", "<b>d")):
        lines = ["Moderator: How is it?", f"P{i}: I feel lonely {EVIL}.",
                 "Moderator: And pay?", f"P{i}: {FORMULA} The wage is low."]  # fmt: skip
        (folder / "transcripts" / f"{name}.txt").write_text("\n".join(lines), "utf-8")
    (folder / "transcripts" / f"empty{ESCAPE}\nnote: forged.txt").write_text("", "utf-8")
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["speaker", "participant", "respondent", FORMULA, SCRIPT])
        rows.writerows([f"P{i}", f"{FORMULA}{i}", f"R{i}", EVIL, "@x"] for i in range(4))
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["respondent", "age", FORMULA, "why"])
        rows.writerows([f"R{i}", 30 + i % 2 * 20, ("+1", SCRIPT)[i % 2], EVIL] for i in range(8))
    list(Study.open(folder).run())
    return folder


@pytest.mark.parametrize("shape", ["table", "json"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_on_the_screen_commands_a_terminal(study: Path, command: str, shape: str) -> None:
    words = [*command.split(), "--study", str(study), "--format", shape]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert not TERMINAL.search(result.stdout + result.stderr)
    assert not any(line.startswith("note: forged") for line in result.stderr.splitlines())
    if shape == "json":
        json.loads(result.stdout)


def test_a_shown_transcript_commands_no_terminal(study: Path) -> None:
    for row in Study.open(study).transcripts():
        words = ["transcript", "show", str(row["transcript"]), "--study", str(study)]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        assert result.exit_code == 0
        assert not TERMINAL.search(result.stdout)


def no_formulas(text: str) -> bool:
    """Whether no cell begins as a formula does; a sign alone and a figure are none."""
    lines = csv.reader(io.StringIO(text))
    cells = [cell for line in lines for cell in line if not re.fullmatch(r"[-+]|-[\d.e-]+", cell)]
    return bool(cells) and not any(cell.startswith(("=", "@", "+", "-")) for cell in cells)


@pytest.mark.parametrize("command", COMMANDS[1:-1])
def test_no_cell_that_is_printed_is_a_formula(study: Path, command: str) -> None:
    words = [*command.split(), "--study", str(study), "--format", "csv"]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert no_formulas(result.stdout)


@pytest.mark.parametrize("verb", ["matrix", "codings", "people"])
def test_no_cell_or_head_of_a_csv_is_a_formula(study: Path, tmp_path: Path, verb: str) -> None:
    out, opened = tmp_path / "out.csv", Study.open(study)
    if verb == "matrix":
        opened.export_matrix(out, variables=["*"])
    elif verb == "codings":
        opened.export_codings(out)
    else:
        opened.propose_people(out)
    text = out.read_text("utf-8-sig")
    assert f"'{FORMULA}" in text or verb == "codings"
    assert no_formulas(text)


def test_workbooks_hold_no_formulas(study: Path, tmp_path: Path) -> None:
    opened = Study.open(study)
    opened.export_matrix(tmp_path / "people.xlsx", variables=["*"])
    opened.joint_display(tmp_path / "joint.xlsx")
    for name in ("people.xlsx", "joint.xlsx"):
        book = openpyxl.load_workbook(tmp_path / name)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert any(FORMULA in str(cell.value) for cell in cells)
        assert not any(cell.data_type == "f" for cell in cells)


@pytest.mark.parametrize("shape", ["sav", "dta"])
def test_labelled_files_can_be_read_again(study: Path, tmp_path: Path, shape: str) -> None:
    Study.open(study).export_matrix(tmp_path / f"people.{shape}", variables=["*"])
    read = pyreadstat.read_sav if shape == "sav" else pyreadstat.read_dta
    people, _ = read(str(tmp_path / f"people.{shape}"))
    assert sorted(people["participant"])[0] == f"{FORMULA}0"


class Page(HTMLParser):
    """The tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def test_pages_and_pictures_hold_no_foreign_script(study: Path, tmp_path: Path) -> None:
    opened = Study.open(study)
    opened.joint_display(tmp_path / "joint.html")
    opened.joint_display(tmp_path / "joint.svg")
    report = (study / "reports" / "report.html").read_text("utf-8")
    assert Page(report).tags.count("script") == 1  # its own
    assert "script" not in Page((tmp_path / "joint.html").read_text("utf-8")).tags
    picture = ElementTree.fromstring((tmp_path / "joint.svg").read_bytes())
    assert not any(element.tag.endswith("script") for element in picture.iter())
    assert SCRIPT not in (study / "reports" / "report.md").read_text("utf-8")
    assert not TERMINAL.search((study / "reports" / "report.md").read_text("utf-8"))


def test_a_word_document_shows_it_as_text(study: Path, tmp_path: Path) -> None:
    Study.open(study).joint_display(tmp_path / "joint.docx")
    document = Document(str(tmp_path / "joint.docx"))
    words = " ".join(cell.text for table in document.tables for row in table.rows
                     for cell in row.cells)  # fmt: skip
    assert FORMULA in words
