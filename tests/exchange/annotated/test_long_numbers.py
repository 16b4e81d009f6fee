"""A number of thousands of digits is damage, not a place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.errors import InterviewkitError

NUMBER = "9" * 5000
WEBANNO = f"#FORMAT=WebAnno TSV 3.3\n\n\n#Text=So it is\n1-1\t0-{NUMBER}\tSo\n1-2\t3-5\tit\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("talk.ann", f"T1\tTrust 0 2\tSo\nT2\tTrust 3 {NUMBER}\tit\n"),
        ("talk.tsv", WEBANNO),
    ],
)
def test_a_long_number_is_no_traceback(tmp_path: Path, name: str, content: str) -> None:
    Study.init(tmp_path / "study")
    (tmp_path / "talk.txt").write_text("So it is\n")
    (tmp_path / name).write_text(content)
    with suppress(InterviewkitError):  # a refusal in words is right, too
        Study.open(tmp_path / "study").import_project(tmp_path / name, as_coder="Ana", dry_run=True)
