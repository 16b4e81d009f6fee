from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from builders_extracts import note_texts, told_codings
from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.commented import is_this, read

TURNS = ("Ann: ", "I trust it, mostly.", "Ben: ", "I do not.\tNever \U0001f600.")


def write(path: Path, comments: Sequence[tuple[int, str, str]]) -> Path:
    """A document of four runs in two paragraphs, with comments on runs: (run, author, text)."""
    document = docx.Document()
    runs = []
    for at in (0, 2):
        paragraph = document.add_paragraph()
        runs += [paragraph.add_run(text) for text in TURNS[at : at + 2]]
    for at, author, text in comments:
        document.add_comment(runs[at], text=text, author=author, initials="x")
    document.save(str(path))
    return path


def test_comments_of_dedoose_name_codes_and_places(tmp_path: Path) -> None:
    path = write(
        tmp_path / "I1.docx",
        [
            (1, "Coder", "Codes (5-24)\nTrust\nViews\\Of machines"),
            (3, "Coder", "Codes (31-40)\nTrust"),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("I1", "I trust it, mostly.", "Trust", "Coder"),
        ("I1", "I trust it, mostly.", "Views > Of machines", "Coder"),
        ("I1", "I do not.\tNever \U0001f600.", "Trust", "Coder"),
    ]
    (source,) = file.project.sources
    assert source.text == "Ann: I trust it, mostly.\nBen: I do not.\tNever \U0001f600."
    for each in source.selections:
        assert source.text[each.start : each.end] == each.quote
    assert (source.selections[0].name, file.project.tool) == ("5 – 24", "Dedoose")
    assert file.losses == ()


def test_short_comments_are_codes_and_remarks_are_notes(tmp_path: Path) -> None:
    path = write(
        tmp_path / "I1.docx",
        [
            (1, "ana", "Trust; Machines\nsays it twice"),
            (3, "ben", "Code: Trust > None at all"),
            (3, "ana", "Should we ask him again about what he said in the first interview?"),
        ],
    )
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert [(code, coder) for _, _, code, coder in told_codings(file)] == [
        ("Trust", "ana"), ("Machines", "ana"), ("Trust > None at all", "ben"),
    ]  # fmt: skip
    first, _, last = file.project.sources[0].selections
    assert note_texts(file.project, first.notes) == ["says it twice"]
    assert note_texts(file.project, last.notes)[0].startswith("Should we ask")
    (loss,) = file.losses
    assert (loss.held, loss.kept, loss.changed, loss.dropped) == (3, 2, 1, 0)


def test_documents_without_codes_are_left_alone(tmp_path: Path) -> None:
    remark = "Should we ask him again about what he said in the first interview?"
    path = write(tmp_path / "I1.docx", [(1, "ana", remark)])
    assert not is_this(path, path.read_bytes()[:4096])
    path = write(tmp_path / "I2.docx", [])
    assert not is_this(path, path.read_bytes()[:4096])
    with pytest.raises(SourceError, match="no Word document with comments"):
        read(path)
