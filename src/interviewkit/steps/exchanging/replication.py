"""``export --replication``: a folder with which others rebuild the report and check its numbers."""

from __future__ import annotations

import csv
import platform
import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from io import StringIO
from pathlib import Path
from shutil import copy2

from interviewkit.errors import Problem, StudyError
from interviewkit.model import Outcome
from interviewkit.model.study_files import DATABASE_FILE, PRIVATE_FOLDER
from interviewkit.readers.file_search import find_way_out
from interviewkit.steps.exchanging.environment import list_requirements
from interviewkit.steps.exchanging.exchange import export_codings
from interviewkit.steps.exchanging.voices_left import list_voices_left
from interviewkit.steps.record import hash_file
from interviewkit.steps.reporting.report import report
from interviewkit.steps.reviewing.log import list_log
from interviewkit.steps.site import Site
from interviewkit.steps.writing.own_files import find_text_files, list_made_files
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.store.database import Store
from interviewkit.store.masking import mask_database
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.data import render_csv
from interviewkit.tables.material.codings import build_log
from interviewkit.version import __version__

TEXT = "a text of the report"
VOICES = ("a transcript", "a file of codings", TEXT)
"""What is left out with the texts, for it is or quotes what people said."""
SURVEY = "the [survey] file"
"""Left out, too, where it has answers in people's own words."""

HERE, EXPECTED, LEFT_OUT = "here", "expected", "left out"


def export_replication(site: Site, folder: Path, *, texts: bool = True) -> Outcome:
    """Write the study as others need it to rebuild the report; without ``texts``, without voices.

    Raises:
        StudyError: nothing was reported yet, the folder is not empty, it cannot be written, or the
            report lies outside of the study.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(
            f"{folder} is there already and not empty", hint="name a folder that is not there yet"
        )
    if find_way_out(site.root / site.settings.report.folder, site.root):
        raise StudyError(
            f"[report] folder {site.settings.report.folder} lies outside of the study: elsewhere"
            " the report would be rebuilt there, too",
            hint="name a folder of the study in study.toml for the export",
        )
    with tempfile.TemporaryDirectory() as name, site.progress("packing", 4) as tick:
        place = Path(name)
        left, problems = _copy_files(site, place, texts=texts)
        tick(1)
        site.store.backups.copy_to(place / DATABASE_FILE)
        if not texts:
            mask_database(place / DATABASE_FILE, [site.settings.survey.respondent])
            problems += list_voices_left(site, place)
        tick(1)
        made = _write_made(site, place, left, texts=texts)
        tick(1)
        paths = sorted(path for path in place.rglob("*") if path.is_file() and _is_for_others(path))
        targets = [folder / path.relative_to(place) for path in paths]
        StudyWriter.to(site, *targets).write(*(path.read_bytes() for path in paths))
        tick(1)
    said = f"{len(paths)} files to {folder}"
    hidden = "" if texts else "; what people said is masked, and their files are left out"
    facts = {"folder": str(folder), "files": len(paths), "left_out": sorted(left), "report": made}
    return Outcome("export", True, (said + hidden,), facts, tuple(problems))


def _is_for_others(path: Path) -> bool:
    """Whether a file is more than a trace of writing the others."""
    return not any(part.startswith((PRIVATE_FOLDER, f"{DATABASE_FILE}.")) for part in path.parts)


def _copy_files(site: Site, place: Path, *, texts: bool) -> tuple[dict[str, str], list[Problem]]:
    """Copy what people made; gives what is left out with its hash, and what lies elsewhere."""
    left, problems = {}, []
    closed = set() if texts else set(_list_voices(site))
    texts_of_report = [(TEXT, path) for path in find_text_files(site.root)]
    for what, path in (*list_made_files(site.root, site.settings), *texts_of_report):
        if not path.is_relative_to(site.root):
            told = f"{what} lies outside of the study and is left out"
            problems.append(Problem(str(path), 0, told, fatal=False))
            continue
        name = path.relative_to(site.root).as_posix()
        if what in closed:
            left[name] = hash_file(path)
            continue
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        copy2(path, place / name)
    return left, problems


def _list_voices(site: Site) -> Iterator[str]:
    """The kinds of files that hold people's own words."""
    yield from VOICES
    with site.store.reading() as shelves:
        variables = shelves.survey.variables()
    own = site.settings.survey.respondent
    if any(each.type == "text" and each.name != own for each in variables):
        yield SURVEY


def _write_made(site: Site, place: Path, left: Mapping[str, str], *, texts: bool) -> list[str]:
    """Everything that is made from the copy: the report to expect, open tables, the manifest."""
    there = Site(place, site.settings, Store(place / DATABASE_FILE))
    report(there)
    export_codings(there, place / "codings.csv", ())
    decisions = render_csv(build_log(list_log(there, "")), Drawing())
    (place / "decisions.csv").write_text(decisions, "utf-8")
    there.store.close()
    folder = place / site.settings.report.folder
    expected = {path for path in folder.rglob("*") if path.is_file()}
    (place / "requirements.txt").write_text("\n".join(list_requirements()) + "\n", "utf-8")
    own = files("interviewkit.steps.exchanging") / "replication_files"
    (place / "rebuild.py").write_text((own / "rebuild.py").read_text("utf-8"), "utf-8")
    survey = " and the survey" if site.settings.survey.file in left else ""
    filled = (
        (own / "README.md")
        .read_text("utf-8")
        .format(
            title=site.settings.report.title or site.settings.study.name,
            version=__version__,
            python=platform.python_version(),
            texts="with what people said" if texts else "what people said is masked",
            without="" if texts else (own / "WITHOUT.md").read_text("utf-8").format(survey=survey),
        )
    )
    (place / "README.md").write_text(filled, "utf-8")
    (place / "MANIFEST.csv").write_text(_list_manifest(place, expected, left), "utf-8")
    return sorted(path.relative_to(place).as_posix() for path in expected)


def _list_manifest(place: Path, expected: set[Path], left: Mapping[str, str]) -> str:
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("path", "sha256", "state"))
    for path in sorted(place.rglob("*")):
        # The database notes each report that is written: it is no file to hold to a hash.
        if path.is_file() and _is_for_others(path) and path.name != DATABASE_FILE:
            state = EXPECTED if path in expected else HERE
            writer.writerow((path.relative_to(place).as_posix(), hash_file(path), state))
    writer.writerows((name, digest, LEFT_OUT) for name, digest in sorted(left.items()))
    return stream.getvalue()
