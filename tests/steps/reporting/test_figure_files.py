"""Figures as files: written when asked, kept up to date, never over what people changed."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import pytest

from interviewkit import Study
from interviewkit.errors import OverwriteError
from interviewkit.report.charts import raster
from study.example import example_study


def folder_of(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "figures"


def names(tmp_path: Path, ending: str) -> list[str]:
    return sorted(path.name for path in folder_of(tmp_path).glob(f"*.{ending}"))


def test_figures_are_written_where_asked_and_only_there(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    study.report()
    assert not folder_of(tmp_path).exists()
    done = study.report(figures=True)
    drawings, numbers = names(tmp_path, "svg"), names(tmp_path, "csv")
    assert len(drawings) > 1
    assert [name.removesuffix(".svg") for name in drawings] == [
        name.removesuffix(".csv") for name in numbers
    ]
    assert any("figures in reports/figures" in said for said in done.says)
    for name in drawings:
        ElementTree.parse(folder_of(tmp_path) / name)
    with (folder_of(tmp_path) / numbers[0]).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(float(row["share"]) <= 1 for row in rows if row.get("share"))


def test_asked_once_they_are_kept_up_to_date(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    study.report(figures=True)
    before = {path.name: path.read_bytes() for path in folder_of(tmp_path).iterdir()}
    assert not study.report().did
    study.import_codings(_more(tmp_path), new_coder=True)
    assert study.report().did
    after = {path.name: path.read_bytes() for path in folder_of(tmp_path).iterdir()}
    assert before.keys() <= after.keys()
    assert any(after[name] != content for name, content in before.items())


def _more(tmp_path: Path) -> Path:
    """Another coder's word on two turns."""
    path = tmp_path / "more.csv"
    path.write_text(
        "transcript,turn,code,coder\nApril/leaders,4,isolation,max\nApril/leaders,3,isolation,max\n",
        encoding="utf-8",
    )
    return path


def test_study_toml_asks_for_them_too(tmp_path: Path) -> None:
    example_study(tmp_path)
    toml = tmp_path / "study.toml"
    toml.write_text(f"{toml.read_text('utf-8')}\n[report]\nfigures = true\n", "utf-8")
    assert Study.open(tmp_path).report().did
    assert names(tmp_path, "svg")


def test_a_figure_that_somebody_changed_is_not_written_over(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    study.report(figures=True)
    mine = folder_of(tmp_path) / names(tmp_path, "svg")[0]
    mine.write_text("<svg>mine</svg>", "utf-8")
    (folder_of(tmp_path) / names(tmp_path, "svg")[1]).unlink()
    with pytest.raises(OverwriteError):
        study.report(figures=True)
    assert mine.read_text("utf-8") == "<svg>mine</svg>"


def test_one_that_went_missing_is_drawn_anew(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    study.report(figures=True)
    gone = folder_of(tmp_path) / names(tmp_path, "svg")[0]
    content = gone.read_bytes()
    gone.unlink()
    study.report()
    assert gone.read_bytes() == content


def test_without_a_rasteriser_there_is_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster, "_RASTERISERS", ())
    done = example_study(tmp_path).report(figures=True)
    assert names(tmp_path, "png") == []
    assert names(tmp_path, "svg")
    (told,) = [each for each in done.problems if "PNG" in each.what]
    assert "pip install resvg-py" in told.hint


def test_what_an_earlier_report_drew_is_told_and_left(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    study.report(figures=True)
    first = set(names(tmp_path, "svg"))
    toml = tmp_path / "study.toml"
    toml.write_text(toml.read_text("utf-8").replace('fresh = "burnout < 4"', ""), "utf-8")
    book = tmp_path / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("{id: bonds", "{id: ties"), "utf-8")
    study = Study.open(tmp_path)
    study.code()
    study.link()
    done = study.report()
    assert first <= set(names(tmp_path, "svg"))
    assert any("of an earlier report" in each.what for each in done.problems)
