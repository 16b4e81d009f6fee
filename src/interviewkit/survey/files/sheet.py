"""A survey file as cells with the lines they stand on, before anything is typed."""

from __future__ import annotations

import re
from pathlib import Path

from interviewkit import parts
from interviewkit.errors import Problem, SurveyError
from interviewkit.model.archives import is_archive, list_members
from interviewkit.model.limits import DEFAULT_LIMITS, MEGABYTE, LimitSettings, suggest_raising
from interviewkit.survey.files.contract import Sheet, SurveySource

READABLE = "what can be read: CSV, XLSX, SPSS (.sav, .zsav, .por), Stata (.dta)"
UNREADABLE = (".ods", ".numbers", ".sas7bdat", ".xpt", ".rdata", ".rds", ".parquet", ".qsf",
              ".pdf", ".docx")  # fmt: skip
JSON = re.compile(rb"\s*[\[{]\s*[\[{\]}\"]")
"""How JSON begins: a list or an object, and something in it."""
OFFICE = (("word/", "a Word document"), ("ppt/", "a presentation"))
ARCHIVED = (".csv", ".tsv", ".xlsx", ".sav", ".zsav", ".por", ".dta")


def read_sheet(
    path: Path, *, reader: str = "", layout: str = "", limits: LimitSettings = DEFAULT_LIMITS
) -> tuple[Sheet, tuple[Problem, ...]]:
    """The first table of a survey file, by the reader named or the one that its content asks for.

    Raises:
        SurveyError: no such file, too large, not a survey that can be read, or nothing in it.
        UnknownPartError: there is no such reader or layout.
    """
    try:
        _refuse_large(path, limits)
        source = SurveySource(path, path.read_bytes(), limits)
    except OSError as fault:
        what = f"{path} cannot be read: {fault.strerror or fault}"
        raise SurveyError(what, hint="see [survey] file in study.toml") from fault
    name = reader or choose_reader(source)
    sheet, problems = parts.load_part("survey_reader", name)(source, layout)
    return sheet, tuple(problems)


def _refuse_large(path: Path, limits: LimitSettings) -> None:
    size = path.stat().st_size // MEGABYTE
    if size >= limits.survey_mb:
        what = f"{path} has {size:,} MB, and {limits.survey_mb:,} are allowed"
        raise SurveyError(what, hint=suggest_raising("survey_mb", size + 1))


def choose_reader(source: SurveySource) -> str:
    """The reader for a file, by what is in it; its name decides nothing.

    Raises:
        SurveyError: it is of a kind that is known and cannot be read.
    """
    content = source.content
    if content.startswith((b"$FL2", b"$FL3")):
        return "spss"
    if b"SPSSPORT" in content[:800].replace(b"\n", b"").replace(b"\r", b""):
        return "spss"
    if content.startswith(b"<stata_dta>") or _is_old_stata(source):
        return "stata"
    if is_archive(content):
        _refuse_archive(source)
        return "xlsx"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        hint = "save it without a password as XLSX, or as CSV (UTF-8)"
        raise SurveyError(f"{source.path} is an old or password-protected workbook", hint=hint)
    suffix = source.path.suffix.lower()
    if suffix in UNREADABLE:
        raise SurveyError(f"{source.path}: {suffix} files cannot be read", hint=READABLE)
    if suffix in (".sav", ".zsav", ".por", ".dta"):
        what = "is not what its name says, or is damaged"
        raise SurveyError(f"{source.path} {what}", hint=f"save it again; {READABLE}")
    if kind := name_kind(content):
        hint = f"name the file with the answers; {READABLE}"
        raise SurveyError(f"{source.path} is {kind}, which is no table", hint=hint)
    if JSON.match(content.removeprefix(b"\xef\xbb\xbf")):
        hint = f"save it as a table with a column for each question; {READABLE}"
        raise SurveyError(f"{source.path} is JSON, which is no table", hint=hint)
    return "csv"


def _refuse_archive(source: SurveySource) -> None:
    """Survey tools hand out their CSV in a ZIP archive, which only looks like a workbook."""
    names = sorted(list_members(source.content))
    if "[Content_Types].xml" in names and "xl/workbook.xml" not in names:
        kind = next((what for part, what in OFFICE if any(n.startswith(part) for n in names)), "")
        if kind:
            hint = f"save the answers as a table; {READABLE}"
            raise SurveyError(f"{source.path} is {kind}, which is no table", hint=hint)
    tables = [name for name in names if name.lower().endswith(ARCHIVED)]
    if tables and "[Content_Types].xml" not in names:
        hint = "unpack it and name the file inside"
        raise SurveyError(f"{source.path} is a ZIP archive with {tables[0]} in it", hint=hint)
    if names and not any(name.startswith("xl/") for name in names):
        hint = f"unpack it and name the file with the answers; {READABLE}"
        raise SurveyError(f"{source.path} is a ZIP archive without a table in it", hint=hint)


def _is_old_stata(source: SurveySource) -> bool:
    """Stata before version 13: a release byte (102 to 115), then the order of bytes (1 or 2)."""
    head = source.content[:2]
    return source.path.suffix.lower() == ".dta" and len(head) == 2 and (
        102 <= head[0] <= 115 and head[1] in (1, 2)
    )  # fmt: skip


# -- files that are no table, known by how they begin, whatever their name says --------------------

BEGINNINGS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"ID3", "a sound"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ", "a packed file (xz)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "XML"),
)
_STRAY = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
HEAD = 4_096
MOST_STRAY = 0.02
"""So much of a text may be signs that nobody types: a slip here and there, but no more."""


def name_kind(content: bytes) -> str:
    """What a file is where it is no table of text: ``a PDF``; empty where it may be one."""
    head = content[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    # Letters alone may begin a table too ("ID3;age"): what follows must be no text.
    is_text = len(_STRAY.findall(head)) <= MOST_STRAY * len(head)
    for beginning, kind in BEGINNINGS:
        if head.lower().startswith(beginning.lower()) and not (is_text and beginning.isalnum()):
            return kind
    return ""


def is_binary(content: bytes) -> bool:
    """Whether bytes hold more signs that nobody types than a text of one byte a letter would."""
    head = content[:HEAD]
    return len(_STRAY.findall(head)) > max(MOST_STRAY * len(head), 2)
