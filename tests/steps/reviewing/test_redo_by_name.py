"""What was undone is somebody's, and is done again for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.errors import StudyError


def test_redo_asks_whose_act_it_was(tmp_path: Path) -> None:
    Study.init(tmp_path / "study")
    with pytest.raises(StudyError, match="redo needs to know who") as told:
        Study.open(tmp_path / "study").redo(coder="")
    assert "--coder" in told.value.hint
