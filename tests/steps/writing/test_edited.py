"""Files of a change that failed are as they were, on a full disk too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.steps.writing import edited
from interviewkit.steps.writing.edited import EditedFile, put_back_edited, write_edited


def test_new_files_make_room_for_what_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    new, book = study.root / "transcripts/new.txt", study.root / "codebooks/codebook.yaml"
    before = book.read_bytes()
    files = (EditedFile(new, None, b"Ana: Hi."), EditedFile(book, before, b"name: other"))
    write_edited(study._site, files, "token", None)
    write = edited.write_whole_files

    @contextmanager
    def write_where_room_is(contents: dict[Path, bytes]) -> Iterator[None]:
        if new.exists():
            raise OSError(28, "No space left on device")
        with write(contents):
            yield

    monkeypatch.setattr(edited, "write_whole_files", write_where_room_is)
    put_back_edited(study._site)
    assert not new.exists()
    assert book.read_bytes() == before
