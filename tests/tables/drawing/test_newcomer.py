"""Somebody new adds a table by writing one builder, or a face by writing one renderer."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from builders_audit import audit_study
from builders_guests import install_guest
from builders_report import study as report_study
from faces import faces
from interviewkit import parts
from interviewkit.cli import main
from interviewkit.cli.show import show_table
from interviewkit.model.table import COUNT, SHARE, TEXT, VOICES, Column, Lead, ResultTable, Row
from interviewkit.report import html, markdown
from interviewkit.report.outline import build_outline
from interviewkit.report.pages import Section
from interviewkit.tables.drawing import FAMILY, draw_table


def build_laughter(laughed: Mapping[str, tuple[int, int]]) -> ResultTable:
    """The builder: how many of each group laughed. This is all that a newcomer writes."""
    columns = (
        Column("group", TEXT),
        Column("laughed", COUNT, out_of="people", note="at least once"),
        Column("people", COUNT, read=False),
        Column("share", SHARE),
    )
    rows = tuple(
        Row(
            {"group": name, "laughed": k, "people": n, "share": k / n},
            leads={"laughed": Lead(VOICES, "laughter", segment=name)},
        )
        for name, (k, n) in laughed.items()
    )
    return ResultTable("laughter", columns, rows, title="who laughed")


@pytest.fixture
def laughter() -> ResultTable:
    return build_laughter({"north": (7, 8), "south <b>": (1, 3)})


def test_a_new_table_has_every_face(laughter: ResultTable) -> None:
    drawn = dict(faces(laughter))
    assert set(drawn) == set(parts.HOUSE[FAMILY])
    for face in ("text", "md", "html", "docx", "xlsx"):
        assert "7 of 8" in drawn[face]
        assert "88%" in drawn[face]
    for face in ("json", "csv", "xlsx"):
        assert "0.875" in drawn[face]
    assert '<a href="#laughter">7 of 8</a>' in drawn["html"]
    assert "[7 of 8](#laughter)" in drawn["md"]


def test_the_command_line_prints_it(
    laughter: ResultTable, capsys: pytest.CaptureFixture[str]
) -> None:
    show_table(laughter, "table")
    assert "7 of 8    88%" in capsys.readouterr().out


def test_the_report_draws_it(laughter: ResultTable) -> None:
    section = Section("laughter", "Laughter", tables=(laughter,))
    outline = replace(build_outline(report_study()), appendix=(section,))
    assert '<td dir="auto">south &lt;b&gt;</td>' in html.render(outline)
    assert "| south \\<b\\> | 1 of 3 | 33% |" in markdown.render(outline)


def test_a_guest_renderer_is_a_format_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (
        "def render(table, drawing):\n"
        "    return ' & '.join(column.title for column in table.read_columns) + r' \\\\' + '\\n'\n"
    )
    how = {"name": "latex", "package": "acme-faces", "attribute": "render"}
    site = install_guest(tmp_path / "site", source, group=f"interviewkit.{FAMILY}", **how)
    monkeypatch.syspath_prepend(str(site))
    assert "latex" in parts.list_names(FAMILY)
    assert draw_table(build_laughter({}), "latex") == "group & laughed & share \\\\\n"
    root = str(audit_study(tmp_path / "study", people=4, turns=2).root)
    words = ("coding", "prevalence", "--study", root, "--format")
    assert "code & naive & corrected" in CliRunner().invoke(main, [*words, "latex"]).output
    unknown = CliRunner().invoke(main, [*words, "latx"])
    assert unknown.exit_code == 2
    assert "latex" in unknown.output
    sys.modules.pop("acme_faces_latex", None)


def test_a_workbook_goes_into_a_file_and_to_no_terminal(
    laughter: ResultTable,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    show_table(laughter, "xlsx")
    assert capfdbinary.readouterr().out.startswith(b"PK")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(click.UsageError, match=r"xlsx is no text: send it to a file"):
        show_table(laughter, "xlsx")
