"""A study.toml that would stop its reader is told with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.errors import StudyError
from interviewkit.model.settings import read_settings

TEXTS = [
    ("[study]\nseed = " + "9" * 5000, ":2: a number of 5000 digits"),
    ("[topics]\nmin_words = 0x" + "f" * 5000, ":2: a number of 5002 digits"),
    ("[study]\n\nx = " + "[" * 5000 + "]" * 5000, ":3: brackets stand in brackets"),
    ("[study]\nname = " + "{a=" * 2000 + "1" + "}" * 2000, ":2: brackets stand in brackets"),
    ("[study]\nname = '" + "a" * 1_000_001 + "'", "longer than 1,000,000"),
    ("[study\n", "not valid TOML"),
]


@pytest.mark.parametrize(("text", "says"), TEXTS)
def test_excess_in_settings_is_told_with_its_line(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(StudyError) as fault:
        read_settings(path)
    assert says in fault.value.message
    assert fault.value.hint


def test_long_numbers_and_brackets_in_quotes_are_words(tmp_path: Path) -> None:
    path = tmp_path / "study.toml"
    name = "1" * 60 + " " + "[" * 60
    path.write_text(f'[study]\nname = "{name}"  # {"{" * 60}\n', "utf-8")
    assert read_settings(path).study.name == name
