"""What interviewkit itself wrote, and where: such a file it may write anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from interviewkit.errors import StudyBusyError
from interviewkit.model.study_files import PRIVATE_FOLDER
from interviewkit.steps.record import hash_file
from interviewkit.steps.writing.whole_file import write_whole_files
from interviewkit.store.private import make_folder, make_private

FILE = "written.json"
SECONDS = 10


class Ledger:
    """Path → SHA-256 of what was written there, in ``.interviewkit/written.json``.

    A file that someone changed since is no longer the one that stands here, and so is theirs.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = root / PRIVATE_FOLDER / FILE

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever noted."""
        return not self._path.exists()

    def knows(self, path: Path) -> bool:
        """Whether a file is as interviewkit wrote it."""
        return hash_file(path) in self._read().get(self._key(path), ())

    def note(self, hashes: Mapping[Path, str]) -> None:
        """Note files just before they are put in place.

        Until then the one that stands there keeps its entry: whenever a process is stopped, what
        it leaves is known.

        Raises:
            StudyBusyError: another process keeps the ledger for longer than ten seconds.
            StudyError: it cannot be written.
        """
        make_folder(self._path.parent)
        lock = self._path.with_suffix(".lock")
        make_private(lock)
        try:
            with FileLock(lock, timeout=SECONDS):
                entries = self._read()
                for path, new in hashes.items():
                    key, now = self._key(path), hash_file(path)
                    kept = [old for old in entries.get(key, []) if old == now]
                    entries[key] = list(dict.fromkeys([*kept, new]))
                text = json.dumps(entries, indent=1, sort_keys=True, ensure_ascii=False)
                with write_whole_files({self._path: text.encode()}):
                    pass
        except Timeout:
            raise StudyBusyError(
                f"another interviewkit process keeps {self._path.parent}",
                hint="wait until it has finished, then try again",
            ) from None

    def _key(self, path: Path) -> str:
        near = path.is_relative_to(self._root)
        return path.relative_to(self._root).as_posix() if near else path.as_posix()

    def _read(self) -> dict[str, list[str]]:
        """The entries; a ledger that is gone or damaged knows nothing: people are asked."""
        try:
            entries = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(entries, dict):
            return {}
        return {
            key: list(map(str, each)) for key, each in entries.items() if isinstance(each, list)
        }
