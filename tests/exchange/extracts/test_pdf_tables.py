from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from builders_extracts import code_paths, told_codings
from builders_pages import build_pdf
from interviewkit.errors import SourceError
from interviewkit.exchange.extracts import codebooks, maxqda
from interviewkit.exchange.extracts.opening import open_content

SEGMENTS = [
    [
        (20, 380, "Coded Segments"),
        (20, 350, "Document name"), (120, 350, "Code"), (300, 350, "Segment"),
        (20, 326, "P4"), (120, 326, "Trust > Machines"), (300, 327, "I trust it"),
        (300, 314, "mostly."), (300, 286, "Ben: I do not."),
        (20, 260, "P5"), (120, 260, "Time"), (300, 260, "Never."),
        (20, -4, "P6"), (120, -4, "Time"), (300, -4, "Cut"),
    ],
    [(20, 388, "P6"), (120, 388, "Time"), (300, 388, "Cut off.")],
]  # fmt: skip
CODES = [
    [
        (20, 380, "Code System"),
        (20, 350, "Code System"), (250, 350, "Memo"), (540, 350, "Frequency"),
        (20, 326, "Code System"), (573, 326, "9"),
        (40, 302, "Trust"), (250, 302, "What carries, and"), (250, 289, "what does not."),
        (573, 302, "2"),
        (60.4, 265, "Machines"), (573, 265, "3"),
        (40, 241, "Time"), (573, 241, "4"),
    ],
]  # fmt: skip


def write(path: Path, pages: list[list[tuple[float, float, str]]]) -> Path:
    path.write_bytes(build_pdf(pages))
    return path


def test_segments_are_read_by_their_places(tmp_path: Path) -> None:
    path = write(tmp_path / "coded-segments.pdf", SEGMENTS)
    assert maxqda.is_this(path, path.read_bytes()[:4096])
    file = maxqda.read(path)
    assert told_codings(file) == [
        ("P4", "I trust it mostly.\nBen: I do not.", "Trust > Machines", ""),
        ("P5", "Never.", "Time", ""),
        ("P6", "Cut off.", "Time", ""),
    ]
    assert file.losses == ()


def test_codes_stand_below_those_that_are_less_moved_in(tmp_path: Path) -> None:
    path = write(tmp_path / "code-system.pdf", CODES)
    assert codebooks.is_this(path, path.read_bytes()[:4096])
    file = codebooks.read(path)
    assert list(code_paths(file.project).values()) == ["Trust", "Trust > Machines", "Time"]
    assert file.project.codes[0].description == "What carries, and what does not."
    rows, counts = file.losses
    assert (rows.held, rows.dropped, counts.held, counts.names) == (4, 1, 4, ("Frequency",))


def test_other_pdfs_hold_no_table(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.pdf", [[(20, 350, "Ann: The code is in the segment.")]])
    assert not maxqda.is_this(path, path.read_bytes())
    assert open_content(path).blocks == ()
    path.write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(SourceError, match="the PDF cannot be read"):
        maxqda.read(path)


@pytest.mark.shared
def test_the_lists_of_a_published_study_come_in_whole(shared: Path) -> None:
    folder = shared / "interviews" / "pdpilot_interviews" / "results"
    segments = told_codings(maxqda.read(folder / "coded-segments.pdf"))
    codes = codebooks.read(folder / "code-system.pdf")
    counts = Counter(code for _, _, code, _ in segments)
    known = set(code_paths(codes.project).values())
    assert (len(segments), len(known)) == (261, 91)  # 293 less 32 of a code that is withheld
    assert set(counts) <= known
    assert counts["Explainability techniques > SHAP"] == 6
    assert {document for document, *_ in segments} == {f"P{number}" for number in range(1, 8)}
