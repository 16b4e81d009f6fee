"""From a path to transcripts: find files, choose a reader, keep what is good, tell the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from interviewkit import parts
from interviewkit.errors import GuestError, Problem
from interviewkit.model.limits import DEFAULT_LIMITS, MEGABYTE, LimitSettings, suggest_raising
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.choosing import (
    BY_SUFFIX,
    READABLE,
    choose_binary_kind,
    find_forced_reader,
    reads_bytes,
)
from interviewkit.readers.choosing import choose_text_reader as choose_text_reader
from interviewkit.readers.contract import FileReading, Heard, Source
from interviewkit.readers.encoding import Decoded, decode_text, name_binary_kind
from interviewkit.readers.file_search import find_files as find_files
from interviewkit.readers.finish import finish_transcripts, set_unsaid_aside
from interviewkit.readers.guest_kinds import (
    check_answer,
    choose_bytes_guest,
    choose_text_guest,
    list_guest_kinds,
    reads_bytes_as_guest,
)
from interviewkit.readers.invisible_signs import unify_line_ends
from interviewkit.wording.words import list_some

_TABLES = ("table", "dialogues")
"""Readers of rows, in whose cells a line end is no end of a row."""

_ONE_LINE = ("recogniser",)
"""Readers of files that may be one long line."""

_OFFICE = (".docx", ".xlsx")
"""Under these names even a damaged file is told of by its reader."""


_PACKED = (".odt", ".ott", ".epub")
"""Under these names a damaged archive is told of by its reader; a text may have them as well."""


def name_transcript(shown: str) -> str:
    """The path below the study without ``transcripts/`` and without its suffix."""
    path = Path(shown.removeprefix("transcripts/"))
    return path.with_suffix("").as_posix() if path.stem else path.as_posix()


def read_file(
    path: Path,
    *,
    root: Path,
    settings: TranscriptSettings,
    limits: LimitSettings = DEFAULT_LIMITS,
) -> FileReading:
    """All transcripts in a file. Whatever is wrong with the file is a problem, never an exception.

    Raises:
        StudyError: ``settings.pattern`` is not a pattern.
        UnknownPartError: ``settings.readers`` names a reader that there is not.
    """
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    source = Source(shown, name_transcript(shown), limits=limits)
    try:
        size = path.stat().st_size // MEGABYTE
        if size >= limits.transcript_mb:
            what = f"it has {size:,} MB, and {limits.transcript_mb:,} are allowed"
            return _refused(source, what, suggest_raising("transcript_mb", size + 1))
        source = replace(source, raw=path.read_bytes())
    except OSError as fault:
        return _refused(source, f"it cannot be opened: {fault.strerror or fault}", "")
    try:
        return _read_by_content(source, settings)
    except GuestError as fault:
        return _refused(source, fault.message, fault.hint)


def read_content(
    raw: bytes,
    shown: str,
    settings: TranscriptSettings,
    limits: LimitSettings = DEFAULT_LIMITS,
) -> FileReading:
    """The same of a file that is not written yet, and would lie at a path below the study."""
    return _read_by_content(Source(shown, name_transcript(shown), raw, limits=limits), settings)


def _refused(source: Source, what: str, hint: str = "cut it into smaller files") -> FileReading:
    return FileReading(problems=(source.problem(what, hint=hint, fatal=True),))


def _read_by_content(source: Source, settings: TranscriptSettings) -> FileReading:
    if not source.raw.strip():
        return _refused(source, "the file is empty", "")
    asked = find_forced_reader(source.shown, settings.readers)
    if asked:  # a wrong name is the study's fault, whatever the file holds
        parts.load_part("reader", asked)
    kind = choose_binary_kind(source.raw)
    by_name = BY_SUFFIX.get(source.suffix, "")
    if asked and (reads_bytes(asked) or _is_guest_of_bytes(asked)) and not kind:
        return _read_with(source, asked, settings, [], "")
    ours = source.suffix in BY_SUFFIX
    guest = None if asked or kind else choose_bytes_guest(source.suffix, source.raw, ours)
    if guest:
        return _read_with(source, guest.name, settings, [], "")
    is_packed = source.raw[:2] == b"PK" and source.suffix in _PACKED
    if kind or is_packed or source.suffix in _OFFICE:
        suffixes = kind.suffixes if kind else (source.suffix,)
        return _read_bytes(source, asked or (kind.reader if kind else by_name), suffixes, settings)
    if not asked and source.suffix not in BY_SUFFIX and name_binary_kind(source.raw):
        return _cannot_read(source, "a file")
    return _read_text(source, asked, settings)


def _is_guest_of_bytes(asked: str) -> bool:
    return asked not in parts.HOUSE["reader"] and reads_bytes_as_guest(asked)


def _cannot_read(source: Source, unnamed: str) -> FileReading:
    """That nothing reads it, and which guest might if it worked."""
    hint = "; ".join((READABLE, *list_guest_kinds()[1]))
    return _refused(source, f"{source.suffix or unnamed} cannot be read", hint)


def _read_bytes(
    source: Source, reader: str, suffixes: Sequence[str], settings: TranscriptSettings
) -> FileReading:
    """What is no text, as a Word document or a workbook; its reader also tells what is damaged."""
    told = []
    if suffixes and source.suffix not in (*suffixes, ".xlsm"):
        told.append(source.problem(f"it is named {source.suffix}, but is a {suffixes[0]} file"))
    return _read_with(source, reader, settings, told, "")


def _read_text(source: Source, asked: str, settings: TranscriptSettings) -> FileReading:
    decoded = decode_text(source.raw)
    if decoded.binary:
        what = f"binary, not text: {decoded.binary}"
        return _refused(source, what, READABLE)
    if not decoded.text.strip():
        return _refused(source, "the file is empty", "")
    reader, misnamed = asked, ""
    if not asked:
        reader, misnamed = _choose_reader(source.suffix, decoded.text)
    if not reader:
        return _cannot_read(source, "a file without extension")
    most = source.limits.line_mb
    if reader not in _ONE_LINE and _longest_line(source.raw, most * MEGABYTE) > most * MEGABYTE:
        what = f"a line is longer than {most:,} MB, which no line of a transcript is"
        return _refused(source, what, suggest_raising("line_mb", len(source.raw) // MEGABYTE + 1))
    told = _about_encoding(source, decoded)
    if misnamed:
        told.append(source.problem(misnamed))
    text = decoded.text if reader in _TABLES else unify_line_ends(decoded.text)
    source = replace(source, text=text)
    return _read_with(source, reader, settings, told, decoded.encoding)


def _choose_reader(suffix: str, text: str) -> tuple[str, str]:
    """The reader for a text: ours by what it holds, a guest, or ours by its name."""
    reader, misnamed = choose_text_reader(suffix, text)
    ours = suffix in BY_SUFFIX
    is_by_name = reader == BY_SUFFIX.get(suffix, "")
    guest = choose_text_guest(suffix, text, ours) if is_by_name else None
    return (guest.name, "") if guest else (reader, misnamed)


def _ask_reader(name: str, source: Source, settings: TranscriptSettings) -> Heard:
    """What the reader makes of it.

    Raises:
        GuestError: it is another package's, and failed.
    """
    reader = parts.load_part("reader", name)
    if name in parts.HOUSE["reader"]:
        heard: Heard = reader(source, settings)
        return heard
    try:
        return check_answer(name, reader(source, settings))
    except GuestError:
        raise
    except Exception as fault:
        what = f"{parts.find_guest('reader', name)} failed: {type(fault).__name__}: {fault}"
        raise GuestError(what, hint="tell who wrote it, or do without it") from fault


def _read_with(
    source: Source, reader: str, settings: TranscriptSettings, told: list[Problem], encoding: str
) -> FileReading:
    found, problems = _ask_reader(reader, source, settings)
    heard = set_unsaid_aside(found, settings)
    transcripts, more = finish_transcripts(heard, source, settings, problems)
    problems = [*told, *problems, *more]
    if not transcripts and not any(problem.fatal for problem in problems):
        problems.append(source.problem("it holds no words", fatal=True))
    aside = tuple(each for talk in heard for each in talk.aside)
    return FileReading(tuple(transcripts), tuple(problems), encoding, reader, aside)


def _about_encoding(source: Source, decoded: Decoded) -> list[Problem]:
    hint = "save it as UTF-8 to be sure"
    told = []
    if decoded.guessed:
        what = f"it is not UTF-8; it was read as {decoded.encoding}, which is a guess"
        told.append(source.problem(what, hint=hint))
    if decoded.bad_lines:
        lines = list_some([str(line) for line in decoded.bad_lines], 10)
        what = f"not {decoded.encoding} in lines {lines}; they were read as Windows-1252"
        told.append(source.problem(what, line=decoded.bad_lines[0], hint=hint))
    return told


def _longest_line(raw: bytes, most: int) -> int:
    """Bytes of the longest line; 0 for a file too small to have one of more than ``most``."""
    if len(raw) <= most:
        return 0
    longest = at = 0
    while at < len(raw):
        end = raw.find(b"\n", at)
        end = len(raw) if end < 0 else end
        longest = max(longest, end - at)
        at = end + 1
    return longest
