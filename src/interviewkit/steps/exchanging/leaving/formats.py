"""The formats in which a study leaves, and what writes each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO, StringIO
from pathlib import Path

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.exchange.codings_csv import write_codings
from interviewkit.exchange.leaving.coded_document import write_coded_document
from interviewkit.exchange.leaving.coded_page import draw_coded_page
from interviewkit.exchange.leaving.data_tables import build_codings_table, build_study_tables
from interviewkit.exchange.leaving.kept_quotes import count_unheard
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.project import ORIGIN, build_project
from interviewkit.exchange.leaving.whole_json import write_study_json
from interviewkit.exchange.refi.writing import WrittenProject, write_codebook, write_project
from interviewkit.model import Transcript
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.memo import PASSAGE, TRANSCRIPT, TURN
from interviewkit.steps.ingesting.file_names import clean_name
from interviewkit.tables.drawing import draw_table
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import join_words, list_some

MOST_TOLD = 10

QDPX, QDC, DOCX, HTML, JSON, FOR_R = "qdpx", "qdc", "docx", "html", "json", "r"
CSV, XLSX, PARQUET = "csv", "xlsx", "parquet"


@dataclass(frozen=True)
class MadeFiles:
    """What was made: path below the folder that was named → what it holds.

    The empty path is the named file itself. ``notes`` say what could not go along.
    """

    files: Mapping[str, str | bytes]
    notes: tuple[str, ...] = ()


Write = Callable[[LeavingStudy, bool], MadeFiles]
"""Writes a study; into a folder where the second argument says so."""


@dataclass(frozen=True)
class LeavingFormat:
    """One format.

    ``for_people`` says that machines' codings stay behind unless they are asked for. ``as_text``
    says that transcripts go into it as texts of one piece. It ``may_be_folder`` or
    ``must_be_folder``; of one without speech nothing is confidential. Into one that is
    ``only_coded`` go the coded words alone, without memos, and labels where it ``has_labels``.
    """

    name: str
    write: Write
    for_people: bool = False
    as_text: bool = False
    may_be_folder: bool = False
    must_be_folder: bool = False
    has_speech: bool = True
    only_coded: bool = False
    has_labels: bool = True


def _write_qdpx(study: LeavingStudy, _folder: bool) -> MadeFiles:
    stream = BytesIO()
    told = write_project(build_project(study), stream, study.media)
    notes = (*_tell_left_out(told), *_tell_unheard(study.kept))
    return MadeFiles({"": stream.getvalue()}, notes)


def _write_qdc(study: LeavingStudy, _folder: bool) -> MadeFiles:
    stream = BytesIO()
    project = build_project(study)
    sets = [each for each in project.sets if each.codes or not (each.sources or each.notes)]
    told = write_codebook(project.codes, stream, sets, ORIGIN, project.own)
    return MadeFiles({"": stream.getvalue()}, tuple(_tell_left_out(told)))


def _tell_left_out(told: WrittenProject) -> Iterator[str]:
    """What is not in a file of the standard, in sentences."""
    if told.missing:
        some = list_some(told.missing, MOST_TOLD)
        yield f"files that belong to sources and did not come with them: {some}"
    if told.left_out:
        some = list_some([f"{name} ({n})" for name, n in told.left_out.items()], MOST_TOLD)
        yield f"the standard has no place for: {some}"


def _tell_unheard(kept: Sequence[KeptProject]) -> Iterator[str]:
    """Quotes that came without their texts and were not found: they have no place in a text."""
    for each in {each.name: each for each in kept}.values():
        if n := count_unheard(each):
            yield f"{counted(n, 'quote')} of {each.file} not found in a transcript, and left out"


def _write_json(study: LeavingStudy, _folder: bool) -> MadeFiles:
    return MadeFiles({"": write_study_json(study)})


def _write_csv(study: LeavingStudy, _folder: bool) -> MadeFiles:
    stream = StringIO(newline="")
    write_codings(stream, study.codings, study.reads)
    return MadeFiles({"": stream.getvalue().encode()})


def _draw_codings(shape: str) -> Write:
    return lambda study, _folder: MadeFiles({"": draw_table(build_codings_table(study), shape)})


def _write_transcripts(
    write: Callable[[LeavingStudy, Sequence[Transcript]], bytes],
    suffix: str,
    tell: Callable[[LeavingStudy], Iterator[str]] = lambda _: iter(()),
) -> Write:
    """One file of all transcripts, or one each in a folder; ``tell`` says what has no place."""

    def write_files(study: LeavingStudy, folder: bool) -> MadeFiles:
        notes = tuple(tell(study))
        if not folder:
            return MadeFiles({"": write(study, study.transcripts)}, notes)
        names = name_files([each.name for each in study.transcripts], suffix)
        made = {names[each.name]: write(study, [each]) for each in study.transcripts}
        return MadeFiles(made, notes)

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


def _tell_memos_left_out(study: LeavingStudy) -> Iterator[str]:
    """Memos on nothing that a transcript has: among its words they would be taken for speech."""
    left = [each for each in study.memos if each.kind not in (TRANSCRIPT, TURN, PASSAGE)]
    if left:
        kinds = join_words(list(dict.fromkeys(each.kind for each in left)))
        yield f"{counted(len(left), 'memo')} about {kinds} left out: Word has transcripts alone"


def _write_for_r(shape: str) -> Write:
    """Tables, and the script that reads them into R."""

    def write_folder(study: LeavingStudy, _folder: bool) -> MadeFiles:
        tables = build_study_tables(study)
        script = files("interviewkit.exchange.leaving") / "r_files" / "read_study.R"
        drawn = {f"{name}.{shape}": draw_table(each, shape) for name, each in tables.items()}
        return MadeFiles({**drawn, "read_study.R": script.read_text("utf-8")})

    return write_folder


FORMATS: Mapping[str, LeavingFormat] = {
    each.name: each
    for each in (
        LeavingFormat(QDPX, _write_qdpx, for_people=True, as_text=True),
        LeavingFormat(QDC, _write_qdc, for_people=True, has_speech=False),
        LeavingFormat(
            DOCX,
            _write_transcripts(write_coded_document, DOCX, _tell_memos_left_out),
            for_people=True,
            may_be_folder=True,
        ),
        LeavingFormat(
            HTML, _write_transcripts(draw_coded_page, HTML), for_people=True, may_be_folder=True
        ),
        LeavingFormat(CSV, _write_csv, only_coded=True, has_labels=False),
        LeavingFormat(XLSX, _draw_codings(XLSX), only_coded=True),
        LeavingFormat(PARQUET, _draw_codings(PARQUET), only_coded=True),
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
            hint = "a folder takes --as docx, --as html or --for r; a file ends with " + ends
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
