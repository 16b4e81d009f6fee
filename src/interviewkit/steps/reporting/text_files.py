"""The analyst's texts of the report: files of the folder ``report``, read, written, set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from unicodedata import normalize

from interviewkit.errors import Problem, StudyError
from interviewkit.readers.encoding import decode_text
from interviewkit.readers.file_search import ALLOW, find_way_out
from interviewkit.report.inputs import AnalystText
from interviewkit.report.text_blocks import read_text_file
from interviewkit.steps.site import Site
from interviewkit.steps.writing.own_files import TEXTS, find_text_files
from interviewkit.steps.writing.whole_file import explain_write_faults, write_whole_files
from interviewkit.store.private import make_folder

MOST = 100_000
"""Characters of one text: a report's text is no place for a transcript."""
EARLIER = "earlier"
"""Where texts go whose place another takes."""


def read_texts(site: Site) -> tuple[Mapping[str, AnalystText], list[Problem]]:
    """The texts by their keys, and what is wrong with files; those are left out."""
    texts: dict[str, AnalystText] = {}
    problems = []
    for path in find_text_files(site.root):
        key, fault = normalize("NFC", path.stem), ""
        if not site.settings.study.allow_outside and find_way_out(path, site.root):
            fault = "it leads out of the study"
        else:
            content, fault = _read(path)
        if fault:
            problems.append(Problem(show_place(key), 0, f"{fault}; the draft stands", fatal=False))
        else:
            texts[key] = read_text_file(key, content)
    return texts, problems


def _read(path: Path) -> tuple[str, str]:
    """The content of a file, or what is wrong with it."""
    try:
        found = decode_text(path.read_bytes())
    except OSError as fault:
        return "", f"it cannot be read: {fault.strerror or fault}"
    if found.binary:
        return "", f"it is no text but {found.binary}"
    if len(found.text) > MOST:
        return "", f"it has {len(found.text):,} characters, and {MOST:,} are allowed"
    return found.text, ""


def show_place(key: str) -> str:
    """Where the text of a key stands, below the study."""
    return f"{TEXTS}/{key}.md"


def save_text(site: Site, key: str, content: str) -> Path:
    """Write a text; what stood there is set aside.

    Raises:
        StudyError: it leads out of the study, is too long, or cannot be written.
    """
    if len(content) > MOST:
        raise StudyError(f"a text of {len(content):,} characters is too long", hint=f"{MOST:,} are")
    path = _find_place(site, key)
    if path.is_file() and _read(path)[0] != content:
        set_aside(site, key)
    with write_whole_files({path: content}):
        return path


def set_aside(site: Site, key: str) -> Path:
    """Move a text to ``report/earlier``, under a number of its own.

    Raises:
        StudyError: it cannot be moved.
    """
    path = _find_place(site, key)
    place = next(_list_places(path))
    with explain_write_faults(place):
        make_folder(place.parent)
        path.replace(place)
    return place


def _list_places(path: Path) -> Iterator[Path]:
    number = 1
    while True:
        place = path.parent / EARLIER / f"{path.stem}-{number}.md"
        if not place.exists():
            yield place
        number += 1


def _find_place(site: Site, key: str) -> Path:
    path = site.root / show_place(key)
    if not site.settings.study.allow_outside and (real := find_way_out(path, site.root)):
        raise StudyError(f"{show_place(key)} leads out of the study, to {real}", hint=ALLOW)
    return path
