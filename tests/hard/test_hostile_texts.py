"""Whatever texts say, every output shows them as texts: nothing runs, nothing is computed."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from click.testing import Result
from docx import Document
from hostile_study import FILES, FORMULA, HOSTILE, SCRIPT, call, invoke, write_hostile_study
from markdown_it import MarkdownIt

from interviewkit.cli import main

NUMBER = re.compile(r"[+-]?[\d.,]+(e[+-]?\d+)?%?|[+-]", re.IGNORECASE)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
OWN = re.compile(
    r"((report(-appendix)?\.html)?#[^:]*|report(-appendix)?\.html|data:,"
    r"|data:image/png;base64,[\sA-Za-z0-9+/=]*)?\Z"
)
"""Where our own pages lead: into themselves and each other, to nothing, to a picture they hold."""
WRITES = ("init", "review start", "review assign", "review consensus", "review disagreements")
"""Commands that ask a person, or that change the study for those after them."""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_hostile_study(tmp_path_factory.mktemp("hostile") / "study")
    said = call("run", "--study", str(folder))
    assert "proposed codings in" in said
    assert (folder / "reports" / "report.html").is_file(), said
    return folder


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_lifeless(text: str, scripts: int) -> None:
    """No element or attribute of a page acts or fetches, beside so many scripts of our own."""
    elements = Elements(text).found
    assert sum(tag == "script" for tag, _ in elements) == scripts
    acting = {"img", "iframe", "object", "embed", "base", "audio", "video"}
    assert sorted({tag for tag, _ in elements} & acting) == []
    for _, attributes in elements:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("href", "src", "xlink:href", "action"):
            target = attributes.get(name) or ""
            assert OWN.match(target), target


def assert_no_formulas(text: str) -> None:
    """Nothing in a CSV file would be computed by a spreadsheet."""
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or NUMBER.fullmatch(
                cell
            ), cell


def test_the_page_runs_nothing_but_its_own_script(study: Path) -> None:
    text = (study / "reports" / "report.html").read_text("utf-8")
    assert_lifeless(text, scripts=1)
    assert "&lt;script&gt;alert(1)" in text
    assert "{{ 7*7 }}" in text
    assert not CONTROLS.search(re.sub("[\u200e-\u2069]", "", text))


def test_the_markdown_holds_no_markup_of_others(study: Path) -> None:
    text = (study / "reports" / "report.md").read_text("utf-8")
    assert_lifeless(MarkdownIt("commonmark", {"html": True}).enable("table").render(text), 0)
    assert "alert(1)" in text
    assert SCRIPT not in text
    assert not CONTROLS.search(re.sub("[\u200e-\u2069]", "", text))


@pytest.mark.parametrize("suffix", ["html", "svg"])
def test_a_joint_display_runs_nothing(study: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"joint.{suffix}"
    call("link", "display", str(file), "--study", str(study))
    text = file.read_text("utf-8")
    assert_lifeless(text, scripts=0)
    if suffix == "svg":
        tags = {element.tag.split("}")[-1] for element in ET.fromstring(text).iter()}
        assert not tags & {"script", "foreignObject", "a"}


def test_a_joint_display_in_word_has_no_fields_or_links(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "joint.docx"
    call("link", "display", str(file), "--study", str(study))
    with ZipFile(file) as archive:
        body = archive.read("word/document.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
        ET.fromstring(body)
    assert not re.search("instrText|fldSimple|w:hyperlink|w:object|w:altChunk", body)
    assert 'TargetMode="External"' not in links
    assert "alert(1)" in body
    tables = Document(str(file)).tables
    words = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert FORMULA in words


def test_a_picture_is_drawn_of_any_text(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "joint.png"
    call("link", "display", str(file), "--study", str(study))
    assert file.read_bytes().startswith(b"\x89PNG")


def exported(study: Path, file: Path) -> Path:
    how = ["display"] if file.name.startswith("joint") else ["export", "--with", "*"]
    said = call("link", *how, str(file), "--study", str(study))
    assert file.is_file(), said
    return file


@pytest.mark.parametrize("name", ["people.xlsx", "joint.xlsx"])
def test_a_workbook_computes_nothing(study: Path, tmp_path: Path, name: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(exported(study, tmp_path / name))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert any("alert(1)" in text for text in texts)
    assert any(FORMULA in text for text in texts)


@pytest.mark.parametrize("suffix", ["sav", "dta"])
def test_statistics_files_are_read_back_with_every_person(
    study: Path, tmp_path: Path, suffix: str
) -> None:
    import pyreadstat

    read = pyreadstat.read_sav if suffix == "sav" else pyreadstat.read_dta
    table, _ = read(str(exported(study, tmp_path / f"people.{suffix}")))
    assert len(table) == 12 + len(FILES)
    assert {f"{FORMULA}{number}" for number in range(len(FILES))} <= {*table["participant"]}


def test_csv_files_hold_no_formula(study: Path, tmp_path: Path) -> None:
    people = exported(study, tmp_path / "people.csv").read_text("utf-8-sig")
    assert f"'{FORMULA}" in people
    assert_no_formulas(people)
    guesses = tmp_path / "guesses.csv"
    call("link", "check", "--propose", str(guesses), "--study", str(study))
    assert f"'{FORMULA}" in guesses.read_text("utf-8-sig")
    assert_no_formulas(guesses.read_text("utf-8-sig"))
    file = tmp_path / "codings.csv"
    call("coding", "export", str(file), "--study", str(study))
    assert len(file.read_text("utf-8").splitlines()) > 10
    assert_no_formulas(file.read_text("utf-8"))


def looks() -> list[tuple[str, ...]]:
    """Every command that prints and needs no argument, and those that take one of the study's."""

    def below(command: click.Command, name: tuple[str, ...]) -> list[tuple[str, ...]]:
        if isinstance(command, click.Group):
            return [
                found for child in command.commands.values()
                for found in below(child, (*name, str(child.name)))
            ]  # fmt: skip
        asks = {"shape", "path"} <= {str(option.name) for option in command.params}
        needs = any(option.required for option in command.params)
        return [name] if asks and not needs and " ".join(name) not in WRITES else []

    more = [
        ("coding", "agreement", "--coders", "rules,machine"),
        ("coding", "disagreements", "--coders", "rules,machine"),
        ("survey", "estimate", "burned"),
        ("survey", "crosstab", "burned", "q_open"),
        ("compare", "--segments", "one,two"),
        ("transcript", "show", "TRANSCRIPT"),
        ("participant", "show", "PARTICIPANT"),
    ]
    return [*below(main, ()), *more]


def listed(study: Path, noun: str) -> list[dict[str, str]]:
    found = invoke(noun, "list", "--study", str(study), "--format", "json")
    rows: list[dict[str, str]] = json.loads(found.stdout)
    return rows


def shown(study: Path, command: tuple[str, ...], shape: str) -> Result:
    places = {
        "TRANSCRIPT": ("transcript", "transcript"),
        "PARTICIPANT": ("participant", "participant"),
    }
    words = []
    for word in command:
        if word in places:
            noun, key = places[word]
            rows = json.loads(
                invoke(noun, "list", "--study", str(study), "--format", "json").stdout
            )
            word = rows[0][key]
        words.append(word)
    return invoke(*words, "--study", str(study), "--format", shape)


@pytest.mark.parametrize("command", looks(), ids=" ".join)
def test_what_a_command_prints_is_harmless_in_every_format(
    study: Path, command: tuple[str, ...]
) -> None:
    for shape in ("table", "csv", "json"):
        found = shown(study, command, shape)
        text = found.stdout + found.stderr
        assert text.strip() or shape == "csv"
        assert not any(line.startswith("note: forged") for line in found.stderr.splitlines())
        text.encode("utf-8")
        if shape == "csv":
            if "Error: " not in text:
                assert_no_formulas(text)
            continue
        assert not CONTROLS.search(text.replace("\r\n", "\n"))
        if shape == "json" and not found.exit_code:
            json.loads(found.stdout)


def test_every_transcript_is_shown_without_commanding_a_terminal(study: Path) -> None:
    rows = json.loads(
        invoke("transcript", "list", "--study", str(study), "--format", "json").stdout
    )
    assert len(rows) >= 2 * len(FILES)
    for row in rows:
        found = invoke("transcript", "show", row["transcript"], "--study", str(study))
        assert found.exit_code == 0
        assert not CONTROLS.search(found.stdout)


def test_half_a_character_stops_nothing(tmp_path: Path) -> None:
    study = write_hostile_study(tmp_path / "study")
    line = {"transcript": "half", "speaker": "A\ud800na", "text": "half \udc00 a colleague"}
    file = study / "transcripts" / "half.jsonl"
    file.write_text(json.dumps(line) + "\n" + json.dumps({**line, "text": "whole"}), "utf-8")
    said = call("run", "--study", str(study))
    assert "half.jsonl" in said
    call("transcript", "list", "--study", str(study), "--format", "json").encode("utf-8")
    (study / "reports" / "report.html").read_bytes().decode("utf-8")


def test_hostile_texts_reach_the_study_at_all(study: Path) -> None:
    """The tests above would pass on a study that had refused everything."""
    rows = json.loads(call("participant", "list", "--study", str(study), "--format", "json"))
    names = " ".join(row["participant"] for row in rows)
    assert len(rows) >= len(HOSTILE)
    assert "<script>" in names
    assert "=HYPERLINK" in names
    [first, *_] = json.loads(call("segment", "list", "--study", str(study), "--format", "json"))
    assert "=HYPERLINK" in first["label"]
