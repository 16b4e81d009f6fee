"""``verify`` as it is typed: what it prints, in which formats, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewkit.cli import main
from study.example import example_study

DRAFT = """# What we heard

“I hardly talk to my neighbours any more.” — Ana

Somewhere 17 of 230 nurses said so.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = example_study(tmp_path_factory.mktemp("example")).root
    (made / "draft.md").write_text(DRAFT, encoding="utf-8")
    (made / "right.md").write_text("Ana: “I hardly talk to my colleagues any more.”", "utf-8")
    (made / "empty.md").write_text("Nothing is said here.", encoding="utf-8")
    return made


def verify(folder: Path, name: str, *words: str) -> Result:
    typed = ["verify", str(folder / name), "--study", str(folder), *words]
    return CliRunner().invoke(main, typed, catch_exceptions=False)


def test_what_is_wrong_is_printed_with_its_place(folder: Path) -> None:
    done = verify(folder, "draft.md")
    assert done.exit_code == 1
    said = done.output.replace(str(folder / "draft.md"), "draft.md").replace("\u00a0", " ")
    assert said == (
        "draft.md: 1 thing is wrong\n"
        "  line 3, under “What we heard”: other words than were said: “neighbours” for "
        "“colleagues”\n"
        "    says  I hardly talk to my neighbours any more.\n"
        "    study “I hardly talk to my colleagues any more” (Ana, April/leaders, turn 2)\n"
        "  0 of 2 numbers as in the study, 2 bound to no finding and 1 quote (1 in other words)\n"
    )


def test_a_right_document_ends_well(folder: Path) -> None:
    done = verify(folder, "right.md")
    assert done.exit_code == 0
    assert "nothing is wrong" in done.output


def test_nothing_checked_ends_badly(folder: Path) -> None:
    done = verify(folder, "empty.md")
    assert done.exit_code == 1
    assert "nothing could be checked" in done.output


def test_unbound_numbers_are_listed_where_asked(folder: Path) -> None:
    assert "230 is no figure of the study" in verify(folder, "draft.md", "--unbound").output


def test_json_holds_everything(folder: Path) -> None:
    [found] = json.loads(verify(folder, "draft.md", "--format", "json").stdout)
    assert (found["holds"], found["checked"]) == (False, 1)
    assert found["numbers"] == {"unbound": 2}
    assert [claim["state"] for claim in found["claims"]] == ["drifted", "unbound", "unbound"]


def test_csv_has_a_row_a_fault(folder: Path) -> None:
    done = verify(folder, "draft.md", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(done.stdout))
    assert (row["kind"], row["state"]) == ("quote", "drifted")
    assert "0 of 2" in done.stderr


def test_a_wrong_kind_of_file_is_told(folder: Path) -> None:
    done = verify(folder, "study.toml")
    assert done.exit_code == 1
    assert "study.toml is of no kind that can be checked" in done.output
    assert "Hint: documents that can: .html, .md, .docx, .pdf, .txt" in done.output
