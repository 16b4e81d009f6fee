"""On real talk whose every turn people have coded, the interval holds and the promise is kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.mark.shared
def test_it_holds_on_negotiations_that_people_coded(root: Path, shared: Path) -> None:
    sys.path.insert(0, str(root / "benchmarks"))
    try:
        from corrected_on_casino import measured, read
    finally:
        sys.path.pop(0)
    talk = read(shared)
    assert (len(talk.texts), int(talk.dialogue.max()) + 1) == (4615, 396)
    row = measured(talk, "promote-coordination", 80)
    assert row["covered"] >= 0.90
    assert row["naive"] < 0.5
    assert row["length"] < 0.97
    assert row["broken"] <= 0.1
