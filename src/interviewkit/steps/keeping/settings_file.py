"""``study.toml`` as a text: checked while somebody writes it, and written only where it holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from interviewkit.errors import Problem, StudyError
from interviewkit.model.settings import Settings, parse_settings
from interviewkit.model.settings_check import PlacedFile, SettingsCheck
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.readers.files import find_files, name_transcript
from interviewkit.readers.finish import find_place
from interviewkit.readers.people import read_people
from interviewkit.steps.writing.outside import list_named_files, refuse_outside
from interviewkit.steps.writing.own_files import list_own_papers
from interviewkit.steps.writing.whole_file import write_whole_files
from interviewkit.wording.numbers import counted

FILES_SHOWN = 12

_TOLD_LINE = re.compile(r"\(at line (\d+)|^[^\n]*?:(\d+):")
_NAMED = re.compile(
    r"no setting '([^']+)'|no section '([^']+)'|: ([\w.-]+) (?:must|is|holds|names)"
)


def read_settings_file(root: Path) -> tuple[str, str]:
    """The text of ``study.toml`` and its hash, by which one tells whether it changed meanwhile.

    Raises:
        StudyError: it is not UTF-8.
    """
    raw = (root / SETTINGS_FILE).read_bytes()
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), _hash(raw)
    except UnicodeDecodeError as fault:
        raise StudyError(f"{SETTINGS_FILE} is not UTF-8 text", hint="save it as UTF-8") from fault


def check_settings_file(root: Path, text: str) -> SettingsCheck:
    """What is wrong with a text for ``study.toml``, and what it makes of the study's files."""
    try:
        settings = parse_settings(text, SETTINGS_FILE)
        refuse_outside(root, settings)
        paths = _find(root, settings)
        placed = tuple(_place(root, path, settings) for path in paths[:FILES_SHOWN])
    except StudyError as fault:
        line = _find_line(text, fault.message)
        what = fault.message.removeprefix(f"{SETTINGS_FILE}: ")
        return SettingsCheck((Problem(SETTINGS_FILE, line, what, fault.hint),))
    problems = tuple(_find_doubts(root, text, settings))
    says = [f"{counted(len(paths), 'file')} would be read as transcripts"]
    if settings.transcripts.pattern and paths and not any(_is_placed(each) for each in placed):
        says.append("the pattern fits none of them: no wave or group is read off")
    people = settings.transcripts.participants
    if people and (root / people).is_file():
        known, told = read_people(root / people, root=root)
        says.append(f"{people}: {counted(len(known.people), 'row')}")
        problems += tuple(told)
    return SettingsCheck(problems, tuple(says), placed, len(paths))


def write_settings_file(root: Path, text: str, before: str) -> str:
    """Write ``study.toml`` where the text holds; returns the new hash.

    Raises:
        StudyError: the text cannot be used, or the file was changed since ``before`` was its hash.
    """
    check = check_settings_file(root, text)
    if not check.is_valid:
        [fault, *_] = [each for each in check.problems if each.fatal]
        raise StudyError(fault.what, hint=fault.hint)
    path = root / SETTINGS_FILE
    if _hash(path.read_bytes()) != before:
        raise StudyError(
            f"{SETTINGS_FILE} was changed by somebody else meanwhile",
            hint="keep a copy of your text, load the page anew, and change what is there now",
        )
    raw = text.encode()
    with write_whole_files({path: raw}):
        pass
    return _hash(raw)


def _find(root: Path, settings: Settings) -> list[Path]:
    people = settings.transcripts.participants
    own = [*list_own_papers(root, settings), *([root / people] if people else [])]
    outside = settings.study.allow_outside
    return find_files(root, settings.transcripts.files, exclude=own, outside=outside)


def _place(root: Path, path: Path, settings: Settings) -> PlacedFile:
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    place, doubts = find_place(shown, name_transcript(shown), {}, settings.transcripts)
    return PlacedFile(shown, place.wave, place.group, place.date, tuple(doubts))


def _is_placed(file: PlacedFile) -> bool:
    return bool(file.wave or file.group or file.date)


def _find_doubts(root: Path, text: str, settings: Settings) -> Iterator[Problem]:
    """Files that are named and not there, and settings without meaning; both may be written."""
    for setting, path in list_named_files(settings):
        if not (root / path).is_file():
            line = _find_key(text, setting.rpartition(" ")[2])
            what = f"{setting} = {path!r} is not there"
            yield Problem(SETTINGS_FILE, line, what, "put it there, or change the name", False)
    for name in settings.outdated:
        line = _find_key(text, name.rpartition(".")[2])
        yield Problem(SETTINGS_FILE, line, f"{name} has no meaning any more", "take it out", False)


def _find_line(text: str, message: str) -> int:
    """The line that a message is about, as far as it tells."""
    if told := _TOLD_LINE.search(message):
        return int(told[1] or told[2])
    named = _NAMED.search(message)
    return _find_key(text, next(filter(None, named.groups())).rpartition(".")[2]) if named else 0


def _find_key(text: str, key: str) -> int:
    """The first line that sets a key or opens a section of that name; 0 where none does."""
    key = re.escape(key)
    sets = re.compile(rf"\s*(?:[\"']?{key}[\"']?\s*=|\[+\s*{key}\b)")
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if sets.match(line)), 0)


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
