"""The formats in which a study leaves, and what writes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from pathlib import Path

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.exchange.codings_csv import write_codings
from interviewkit.exchange.leaving.coded_document import write_coded_document
from interviewkit.exchange.leaving.coded_page import draw_coded_page
from interviewkit.exchange.leaving.data_tables import build_codings_table, build_study_tables
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.whole_json import write_study_json
from interviewkit.model import Transcript
from interviewkit.steps.ingesting.taking import clean_name
from interviewkit.tables.drawing import draw_table

Files = Mapping[str, str | bytes]
"""Path below the folder that was named → what it holds; the empty path is the named file itself."""

QDPX, QDC, DOCX, HTML, JSON, FOR_R = "qdpx", "qdc", "docx", "html", "json", "r"
CSV, XLSX, PARQUET = "csv", "xlsx", "parquet"


@dataclass(frozen=True)
class LeavingFormat:
    """One format.

    ``holds`` is what a file of it holds, in words. Where it is ``for_people``, machines' codings
    stay behind unless they are asked for. ``fills_folder`` says that it may, or must, be a folder.
    ``as_text`` says that transcripts go into it as texts of one piece.
    """

    name: str
    write: Callable[[LeavingStudy, bool], Files]
    for_people: bool = False
    as_text: bool = False
    may_be_folder: bool = False
    must_be_folder: bool = False
    has_speech: bool = True


def _write_qdpx(study: LeavingStudy, _folder: bool) -> Files:
    from interviewkit.exchange.leaving.project import build_project
    from interviewkit.exchange.refi.writing import write_project_file

    return {"": write_project_file(build_project(study))}


def _write_qdc(study: LeavingStudy, _folder: bool) -> Files:
    from interviewkit.exchange.leaving.project import build_project
    from interviewkit.exchange.refi.writing import write_codebook_file

    return {"": write_codebook_file(build_project(study))}


def _write_json(study: LeavingStudy, _folder: bool) -> Files:
    return {"": write_study_json(study)}


def _write_csv(study: LeavingStudy, _folder: bool) -> Files:
    stream = StringIO(newline="")
    write_codings(stream, study.codings, study.reads)
    return {"": stream.getvalue().encode()}


def _draw_codings(shape: str) -> Callable[[LeavingStudy, bool], Files]:
    return lambda study, _folder: {"": draw_table(build_codings_table(study), shape)}


def _write_transcripts(
    write: Callable[[LeavingStudy, Sequence[Transcript]], bytes], suffix: str
) -> Callable[[LeavingStudy, bool], Files]:
    """One file of all transcripts, or one each in a folder."""

    def write_files(study: LeavingStudy, folder: bool) -> Files:
        if not folder:
            return {"": write(study, study.transcripts)}
        names = name_files([each.name for each in study.transcripts], suffix)
        return {names[each.name]: write(study, [each]) for each in study.transcripts}

    return write_files


def name_files(names: Sequence[str], suffix: str) -> dict[str, str]:
    """Transcript → the path of its file; names that are one to some systems get a number.

    >>> name_files(["April/a", "april/A"], "html")
    {'April/a': 'April/a.html', 'april/A': 'april/A-2.html'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        stem = first = clean_name(name)
        number = 2
        while stem.casefold() in taken:
            stem, number = f"{first}-{number}", number + 1
        taken.add(stem.casefold())
        found[name] = f"{stem}.{suffix}"
    return found


def _write_for_r(shape: str) -> Callable[[LeavingStudy, bool], Files]:
    def write_folder(study: LeavingStudy, _folder: bool) -> Files:
        tables = build_study_tables(study)
        script = files("interviewkit.exchange.leaving") / "r_files" / "read_study.R"
        drawn = {f"{name}.{shape}": draw_table(each, shape) for name, each in tables.items()}
        return {**drawn, "read_study.R": script.read_text("utf-8")}

    return write_folder


FORMATS: Mapping[str, LeavingFormat] = {
    each.name: each
    for each in (
        LeavingFormat(QDPX, _write_qdpx, for_people=True, as_text=True),
        LeavingFormat(QDC, _write_qdc, for_people=True, has_speech=False),
        LeavingFormat(
            DOCX,
            _write_transcripts(write_coded_document, DOCX),
            for_people=True,
            may_be_folder=True,
        ),
        LeavingFormat(
            HTML, _write_transcripts(draw_coded_page, HTML), for_people=True, may_be_folder=True
        ),
        LeavingFormat(CSV, _write_csv),
        LeavingFormat(XLSX, _draw_codings(XLSX)),
        LeavingFormat(PARQUET, _draw_codings(PARQUET)),
        LeavingFormat(JSON, _write_json),
        LeavingFormat(FOR_R, _write_for_r(CSV), may_be_folder=True, must_be_folder=True),
        LeavingFormat("r-parquet", _write_for_r(PARQUET), may_be_folder=True, must_be_folder=True),
    )
}


def choose_format(path: Path, shape: str = "") -> tuple[LeavingFormat, bool]:
    """The format that was asked for, or that the name tells; and whether a folder is filled.

    Raises:
        StudyError: there is no such format, or it cannot be told.
    """
    suffix = path.suffix.lower().removeprefix(".")
    is_folder = path.is_dir() or not suffix
    name = shape or suffix
    found = FORMATS.get(name)
    if found is None:
        ends = ", ".join(f".{each.name}" for each in FORMATS.values() if not each.must_be_folder)
        if is_folder and not shape:
            hint = "a folder takes --as docx, --as html or --as r; a file ends with " + ends
            raise StudyError(f"{path}: in which format is it to leave?", hint=hint)
        near = did_you_mean(name, FORMATS, "")
        raise StudyError(
            f"{path.name}: nothing leaves as {name!r}", hint=f"{near} known: {ends}".strip()
        )
    if found.must_be_folder and not is_folder:
        raise StudyError(f"{path.name}: --as {name} fills a folder", hint="name a folder")
    if is_folder and not found.may_be_folder:
        hint = f"name the file: {path / f'study.{name}'}"
        raise StudyError(f"{path} is a folder, and .{name} is one file", hint=hint)
    return found, is_folder
