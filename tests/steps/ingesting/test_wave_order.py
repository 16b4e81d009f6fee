"""Waves are compared in the order in which they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import SMALL_TALK, SMALL_TOML
from interviewkit import Study
from interviewkit.model import ComparisonRequest

PATTERN = '[transcripts]\npattern = "transcripts/{wave}/{group}.*"\n'


def study_of(folder: Path, *waves: str, more: str = "", dates: tuple[str, ...] = ()) -> Study:
    (folder / "study.toml").write_text(SMALL_TOML + PATTERN + more, "utf-8")
    (folder / "codebook.yaml").write_text("name: N\nversion: '1'\ncodes: []\n", "utf-8")
    for i, wave in enumerate(waves):
        (folder / "transcripts" / wave).mkdir(parents=True)
        head = f"---\ndate: {dates[i]}\n---\n" if dates else ""
        text = SMALL_TALK.replace("Ana", f"Ana{i}")
        (folder / "transcripts" / wave / "g.txt").write_text(head + text, "utf-8")
    toml = folder / "study.toml"
    toml.write_text(toml.read_text("utf-8").replace('[codebook]\nfile = "codebook.yaml"\n', ""))
    study = Study.open(folder)
    study.ingest()
    return study


@pytest.mark.parametrize(
    "waves",
    [
        ("pre", "post"),
        ("w2", "w10"),
        ("vorher", "nachher"),
        ("T1", "T2", "T10"),
        ("2024-12", "2025-02"),
        ("baseline", "6 months"),
    ],
)
def test_names_tell_the_order(tmp_path: Path, waves: tuple[str, ...]) -> None:
    study = study_of(tmp_path, *waves)
    found = study.compare()
    assert tuple(side.name for side in found.sides) == waves
    assert not any("alphabet" in note for note in found.notes)
    assert study.status()["waves"] == list(waves)


def test_dates_tell_the_order(tmp_path: Path) -> None:
    found = study_of(tmp_path, "b", "a", dates=("2024-01-01", "2024-06-01")).compare()
    assert [side.name for side in found.sides] == ["b", "a"]


def test_an_order_that_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    study = study_of(tmp_path, "spring", "autumn")
    found = study.compare()
    assert [side.name for side in found.sides] == ["autumn", "spring"]
    assert found.steps == ()
    [told] = [note for note in found.notes if "waves are not compared" in note]
    assert 'declare it with [transcripts] waves = ["autumn", "spring"], first to last' in told
    named = study.compare(ComparisonRequest(names=("spring", "autumn")))
    assert [side.name for side in named.sides] == ["spring", "autumn"]
    outcome = study.report()
    assert any("waves are not compared: order of waves" in each.what for each in outcome.problems)


def test_a_declaration_settles_it(tmp_path: Path) -> None:
    found = study_of(tmp_path, "spring", "autumn", more='waves = ["spring", "autumn"]\n').compare()
    assert [side.name for side in found.sides] == ["spring", "autumn"]
    assert not any("order of waves" in note for note in found.notes)
