"""Files that people keep by hand, changed in places for them: whole, and never blindly."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewkit.errors import ChangedMeanwhileError, StudyError
from interviewkit.model.study_files import PRIVATE_FOLDER
from interviewkit.readers.file_search import ALLOW, find_way_out
from interviewkit.steps.site import Site
from interviewkit.steps.writing.outside import is_odd
from interviewkit.steps.writing.whole_file import explain_write_faults, write_whole_files

PENDING = "changing.json"


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file as it was read and as it is to be; ``before`` is ``None`` where there was none."""

    path: Path
    before: bytes | None
    after: bytes


def read_before(path: Path) -> bytes | None:
    """What a file holds, ``None`` where there is none.

    Raises:
        StudyError: it is no file, or cannot be read.
    """
    if is_odd(path) or path.is_dir():
        raise StudyError(f"{path} is no file", hint="name a file")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise StudyError(f"{path} cannot be read ({fault.strerror})") from fault


def write_edited(site: Site, files: tuple[EditedFile, ...], token: str, newest: int) -> None:
    """Put changed files in the place of those that were read.

    Meant for the end of a transaction that says in the log, with ``token`` and after the
    entry ``newest``, that they changed. What they were is noted first, so that
    :func:`put_back_edited` can put them back if the process ends before the transaction does.

    Raises:
        ChangedMeanwhileError: one is another than was read.
        StudyError: one lies outside of the study, or cannot be written.
    """
    for each in files:
        if not site.settings.study.allow_outside and (real := find_way_out(each.path, site.root)):
            raise StudyError(f"{each.path} leads out of the study, to {real}", hint=ALLOW)
        if read_before(each.path) != each.before:
            raise ChangedMeanwhileError(f"{each.path.name} was changed on the disk meanwhile")
    note = {"token": token, "newest": newest, "files": [_note(site, each) for each in files]}
    _write_note(site, note)
    contents = {Path(os.path.realpath(each.path)): each.after for each in files}
    with write_whole_files(contents):
        pass


def forget_edited(site: Site) -> None:
    """The transaction is through: what the files were is in it."""
    _write_note(site, {})


def read_unsettled(site: Site) -> tuple[str, int]:
    """The token of a change of which nobody knows whether it was finished (empty if none).

    And the entry of the log after which its own would stand.
    """
    note = _read_note(site)
    return str(note.get("token", "")), int(note.get("newest", 0))


def put_back_edited(site: Site) -> tuple[str, ...]:
    """Files of a change that was not finished are as they were, but for those changed since.

    What was not there before is taken away again. Gives the files that are another now.
    """
    back, gone, names = {}, [], []
    for each in _read_note(site).get("files", ()):
        path = site.root / each["path"]
        now = read_before(path)
        if now is None or _hash(now) != each["after"]:
            continue
        names.append(Path(each["path"]).as_posix())
        if each["before"] is None:
            gone.append(path)
        else:
            back[Path(os.path.realpath(path))] = base64.b64decode(each["before"])
    for path in gone:  # first, as it makes room where the disk is full
        with explain_write_faults(path):
            path.unlink(missing_ok=True)
    with write_whole_files(back):
        pass
    forget_edited(site)
    return tuple(names)


def _note(site: Site, each: EditedFile) -> dict[str, str | None]:
    before = None if each.before is None else base64.b64encode(each.before).decode()
    return {
        "path": os.path.relpath(each.path, site.root),
        "before": before,
        "after": _hash(each.after),
    }


def _write_note(site: Site, note: Mapping[str, Any]) -> None:
    path = site.root / PRIVATE_FOLDER / PENDING
    with explain_write_faults(path), write_whole_files({path: json.dumps(note).encode()}):
        pass


def _read_note(site: Site) -> dict[str, Any]:
    """The note of an unfinished change; one that is damaged says nothing."""
    try:
        found = json.loads((site.root / PRIVATE_FOLDER / PENDING).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
