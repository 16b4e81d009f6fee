"""The package as people install it: what is in it, and that it does its work from there."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from builders import SMALL_CODEBOOK, SMALL_TALK
from interviewkit.steps.keeping.example_files import EXAMPLE

ALL_CODERS = '# coders = ["rules", "examples", "learned"]'
"""In the settings that init writes; rules alone need no encoder, which takes long to load."""

ROOT_FILES = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "MANIFEST.in", "CHANGELOG.md")


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sdist, and the wheel that is made of it, by the tools that publish them."""
    import shutil

    source = tmp_path_factory.mktemp("source") / "interviewkit"
    hidden = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(root / "src", source / "src", ignore=hidden)
    for name in (*ROOT_FILES, "constraints.txt", *example_files(root)):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, source / name)
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.suffix: path for path in out.iterdir()}


def data_files(root: Path) -> set[str]:
    """Whatever lies beside the code, of any kind."""
    return {
        path.relative_to(root / "src").as_posix()
        for path in (root / "src" / "interviewkit").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }


def example_files(root: Path) -> set[str]:
    """The example study, which lies around the code and is copied into the package."""
    places = [root / name for name in EXAMPLE]
    files = [path for place in places for path in (place, *place.rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix() for path in files}


def code_files(root: Path) -> set[str]:
    return {p.relative_to(root / "src").as_posix() for p in (root / "src").rglob("*.py")}


def test_the_wheel_has_every_file_of_the_house(root: Path, built: dict[str, Path]) -> None:
    names = set(ZipFile(built[".whl"]).namelist())
    inside = {name for name in names if ".dist-info/" not in name}
    example = {f"interviewkit/example/{name}" for name in example_files(root)}
    assert inside == data_files(root) | code_files(root) | example
    assert {name.split("/")[-1] for name in names - inside} >= {"LICENSE", "entry_points.txt"}
    assert {
        "interviewkit/py.typed",
        "interviewkit/steps/keeping/templates/study.toml",
        "interviewkit/steps/keeping/templates/codebook.yaml",
        "interviewkit/report/templates/report.html.jinja",
    } <= inside


def test_the_source_archive_has_what_the_wheel_is_made_of(
    root: Path, built: dict[str, Path]
) -> None:
    with tarfile.open(built[".gz"]) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {f"src/{name}" for name in data_files(root) | code_files(root)} <= names
    assert {*ROOT_FILES, "constraints.txt", *example_files(root)} <= names


@pytest.fixture(scope="module")
def installed(
    built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., str]:
    """Commands of the wheel, installed under a path with a blank and an umlaut."""
    place = tmp_path_factory.mktemp("Köln und Umland")
    packages = place / "packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(packages), str(built[".whl"])], check=True)
    work = place / "my work"
    work.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(packages), "HOME": str(place)}

    def call(*args: str, within: str = ".") -> str:
        command = [sys.executable, "-P", "-m", "interviewkit", *args]
        if args[0] == "-c":
            command = [sys.executable, "-P", *args]
        done = subprocess.run(
            command, cwd=work / within, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = call("-c", "import interviewkit; print(interviewkit.__file__)")
    assert Path(where.strip()).is_relative_to(packages)
    return call


def test_a_study_from_the_wheel_goes_from_init_to_a_report(
    installed: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert "codebooks/codebook.yaml" in installed("init", "Erste Studie")
    where = installed("-c", "import os; print(os.path.abspath('Erste Studie'))")
    study = Path(where.strip())
    (study / "transcripts" / "gespräch eins.txt").write_text(SMALL_TALK, "utf-8")
    said = installed("run", within="Erste Studie")
    assert "nothing is coded: codebooks/codebook.yaml has no codes yet" in said
    (study / "codebooks" / "codebook.yaml").write_text(SMALL_CODEBOOK, "utf-8")
    settings = study / "study.toml"
    text = settings.read_text("utf-8")
    assert ALL_CODERS in text
    settings.write_text(text.replace(ALL_CODERS, 'coders = ["rules"]'), "utf-8")
    assert "proposed codings in 2 of 3 turns" in installed("run", within="Erste Studie")
    (study / "reports" / "report.html").unlink()
    assert "reports/report.html" in installed("report", within="Erste Studie")
    assert "Isolation" in (study / "reports" / "report.html").read_text("utf-8")


def test_the_wheel_brings_the_example_study(root: Path, installed: Callable[..., str]) -> None:
    assert "interviewkit run" in installed("init", "--example", "Beispiel")
    where = installed("-c", "import os; print(os.path.abspath('Beispiel'))")
    study = Path(where.strip())
    found = {path.relative_to(study).as_posix() for path in study.rglob("*") if path.is_file()}
    assert found == example_files(root)
    assert all((study / name).read_bytes() == (root / name).read_bytes() for name in found)
    assert "8 transcripts" in installed("ingest", within="Beispiel")
    assert "625 turns read" in installed("coding", "import", within="Beispiel").replace("\xa0", " ")
