"""Projects that other tools wrote, taken into a fresh study and worked on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewkit import Study
from interviewkit.cli.main import main
from interviewkit.exchange.projects.ink import read_ink
from interviewkit.model.project import Loss, Project
from interviewkit.model.project_json import losses_from_plain

pytestmark = pytest.mark.shared


@pytest.fixture
def study(tmp_path: Path) -> Study:
    Study.init(tmp_path / "study")
    return Study.open(tmp_path / "study")


def take(study: Study, path: Path) -> tuple[Project, dict[str, Loss]]:
    outcome = study.import_project(path)
    losses = {each.kind: each for each in losses_from_plain(outcome.facts["losses"])}
    [kept] = study.projects()
    return kept.project, losses


def hold_words(study: Study, project: Project) -> int:
    """Every coding stands on the words of its selection; returns how many selections have some."""
    said: dict[str, str] = {}
    seen = set()
    for each in study.codings():
        place = (each.selection, *each.passage.place)
        if place not in seen:
            seen.add(place)
            key = each.selection or ""
            said[key] = said.get(key, "") + read_ink(each.passage.quote).signs
    for source, selection in project.each_selection():
        if selection.guid in said:
            there = read_ink(source.text[selection.start : selection.end]).signs
            spoken = iter(there)
            assert all(sign in spoken for sign in said[selection.guid])  # labels left out
            assert len(said[selection.guid]) > 0.5 * len(there)
    return len(said)


def test_sample_of_qdapy_comes_in_whole(study: Study, shared: Path) -> None:
    project, losses = take(study, shared / "refi_qda/qdapy/sample.qdpx")
    assert {c.coder for c in study.codings()} == {"Ann", "Bob"}
    assert hold_words(study, project) == 3
    assert (losses["codings"].held, losses["codings"].kept) == (7, 6)  # one is in a PDF
    assert losses["PDFs"].changed == losses["pictures"].changed == 1
    parents = {code.label: code.parent for code in study.codebook()[0].codes}
    assert parents == {
        "Belastung": "", "beruflich": "belastung", "privat": "belastung", "Ressourcen": "",
    }  # fmt: skip
    rows = {row.code: row for row in study.agreement("Ann", "Bob")}
    assert (rows["ressourcen"].n, rows["ressourcen"].both) == (1, 1)


def test_project_of_qc_stands_on_its_words(study: Study, shared: Path) -> None:
    project, losses = take(study, shared / "refi_qda/qualitative-coding/demo.qdpx")
    assert (losses["codings"].held, losses["codings"].kept) == (205, 205)
    assert hold_words(study, project) == 158
    groups = {(c.selection, c.code) for c in study.codings()}
    assert len(groups) == 205
    again = study.import_project(shared / "refi_qda/qualitative-coding/demo.qdpx")
    assert again.facts["codings"] == 0


def test_project_of_nvivo_brings_its_codes(study: Study, shared: Path) -> None:
    _, losses = take(study, shared / "refi_qda/qualitative-coding/nvivo_project.qdpx")
    assert losses["codes"].kept == 262
    assert losses["texts"].changed == 2  # both are empty
    assert losses["users"].kept == 2
    assert len(study.codebook()[0].codes) == 262


def test_imported_study_is_reported(study: Study, shared: Path) -> None:
    settings = study.root / "study.toml"
    text = settings.read_text()
    settings.write_text(re.sub(r"\[topics\]", "[topics]\nenabled = false", text))
    path = str(shared / "refi_qda/qdapy/sample.qdpx")
    at = ["--study", str(study.root)]
    for words in (
        ["import", path],
        ["code"],
        ["report"],
        ["export", str(study.root.parent / "o.qdpx")],
    ):
        done = CliRunner().invoke(main, [*words, *at])
        assert done.exit_code == 0, done.output
    page = (study.root / "reports/report.html").read_text()
    assert "Ressourcen" in page
    back = Study.init(study.root.parent / "back") and Study.open(study.root.parent / "back")
    back.import_project(study.root.parent / "o.qdpx")
    said = [
        sorted(
            (c.coder, c.passage.quote, c.passage.turn.position)
            for c in each.codings(coders=["Ann", "Bob"])
        )
        for each in (study, back)
    ]
    assert said[0] == said[1]
