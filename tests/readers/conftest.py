"""Helpers for tests of readers: a file is written, read, and looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import FileReading
from interviewkit.readers.files import read_file

ReadText = Callable[..., FileReading]


@pytest.fixture
def read(tmp_path: Path) -> ReadText:
    """``read(content, name="talk.txt", **settings)``: what the readers make of such a file."""

    def _read(content: str | bytes, name: str = "talk.txt", **settings: object) -> FileReading:
        path = tmp_path / "transcripts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, root=tmp_path, settings=TranscriptSettings(**settings))  # type: ignore[arg-type]

    return _read
