"""How much of a file is read, and that study.toml may say otherwise."""

from __future__ import annotations

from itertools import repeat
from pathlib import Path

import pytest

from interviewkit.errors import SourceError, StudyError
from interviewkit.model.limits import LimitSettings, bound_rows
from interviewkit.model.settings import read_settings


def test_limits_come_from_the_study_file(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text("[limits]\nratio = 500\n")
    limits = read_settings(path).limits
    assert (limits.ratio, limits.unpacked_mb) == (500, LimitSettings().unpacked_mb)
    path.write_text("[limits]\nratio = 0\n")
    with pytest.raises(StudyError, match=r"limits\.ratio must be 1 or more"):
        read_settings(path)


def test_rows_are_counted_as_they_come() -> None:
    assert list(bound_rows([(1, 2), (), (3,)], LimitSettings(cells=4))) == [(1, 2), (), (3,)]
    for rows, limits, told in (
        (repeat(()), LimitSettings(cells=9), "cells = "),
        ([(1,) * 9], LimitSettings(columns=8), "columns = 9"),
        (repeat((1,)), LimitSettings(seconds=0), "seconds = "),
    ):
        with pytest.raises(SourceError) as caught:
            list(bound_rows(rows, limits))
        assert told in caught.value.hint
    with pytest.raises(SourceError, match="beyond 1,048,576"):
        list(bound_rows(repeat(()), LimitSettings()))
