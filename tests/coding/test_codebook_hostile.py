"""Codebook files made to stop a reader: each is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.coding.codebook_file import read_codebook

GOOD = "codes:\n  - {id: a, label: A, definition: d}\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 10)}]\n" for i in range(9)
)
FILES = {
    "aliases that unfold": (BOMB + GOOD, 6, "unfold into too much"),
    "an alias of itself": ("x: &a [*a]\n" + GOOD, 1, "unfold into too much"),
    "many anchors": ("\n".join(f"x{i}: &a{i} 1" for i in range(1002)), 1001, "anchors"),
    "deep brackets": ("# one\ncodes: " + "[" * 5000 + "]" * 5000, 2, "nested too deeply"),
    "deep blocks": ("".join(" " * i + "a:\n" for i in range(2000)), 2000, "nested too deeply"),
    "a key twice": (GOOD + "codes: []\n", 3, "'codes' twice"),
    "a key that is a list": ("[a, b]: 3\n" + GOOD, 1, "a key must be a text"),
    "a key that is a number": ("1: 3\n" + GOOD, 1, "no field '1'"),
    "tabs": ("codes:\n\t- id: a\n", 2, "not valid YAML"),
    "a NUL": ("codes:\n  - id: a\0b\n", 2, "control character"),
    "half a character": (
        'codes:\n  - id: a\n    label: "x\\ud800"\n    definition: d\n', 3, "half a character",
    ),
    "a tag": ("codes: !!python/object:os.system x\n", 1, "is not allowed"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_hostile_codebooks_are_told_with_their_line(name: str, tmp_path: Path) -> None:
    text, line, says = FILES[name]
    path = tmp_path / "cb.yaml"
    path.write_text(text, "utf-8")
    _, problems = read_codebook(path)
    told = [each for each in problems if says in each.what]
    assert [each.line for each in told[:1]] == [line], problems


def test_a_codebook_of_ten_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "cb.yaml"
    path.write_text("# x\n" * 2_600_000 + GOOD, "utf-8")
    codebook, problems = read_codebook(path)
    assert not codebook.codes
    assert "larger than 5 MB" in problems[0].what


def test_brackets_in_words_are_no_depth(tmp_path: Path) -> None:
    path = tmp_path / "cb.yaml"
    path.write_text(GOOD + "name: 'a [b] {c} d'\n", "utf-8")
    assert not read_codebook(path)[1]
