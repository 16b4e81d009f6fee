"""What a transcript says never commands a terminal."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.cli.terminal import strip_controls, wrap_text
from interviewkit.tables.drawing.data import write_csv


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x1b]0;title\x07said", "said"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0\x1b\\after", "after"),
        ("\x9b31mc1", "31mc1"),
        ("a\x08\x07\x00b\x7f", "ab"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("naïve “quotes” 日本", "naïve “quotes” 日本"),
        ("cut short \x1b", "cut short "),
    ],
)
def test_escapes_and_controls_are_gone_and_words_stay(text: str, shown: str) -> None:
    assert strip_controls(text) == shown


@given(st.text(alphabet="ab \x1b[]0;m\x9b\x07\n\u202e", max_size=60), st.integers(0, 60))
def test_no_control_survives_wrapping_wherever_the_mark_lies(text: str, at: int) -> None:
    for line in wrap_text(text, 20, (at, at + 7)):
        own = click.unstyle(line)
        assert not set(own) & set("\x1b\x9b\x07\u202e\n")


def test_lines_fit_and_the_mark_is_set_off() -> None:
    text = "one two three four five six seven eight nine ten"
    lines = wrap_text(text, 20, (4, 13))
    assert all(len(click.unstyle(line)) <= 20 for line in lines)
    assert " ".join(click.unstyle(line).strip() for line in lines) == text
    marked = "".join(
        part.split("\x1b[0m")[0] for line in lines for part in line.split("\x1b[4m")[1:]
    )
    assert "two" in lines[0]
    assert "\x1b[" in lines[0]
    assert "one" not in marked


def test_a_list_in_csv_is_one_cell_a_person_can_read() -> None:
    rows = [{"codes": ["a", "b"], "none": [], "bad": ["=1+1"]}]
    assert write_csv(list(rows[0]), rows) == "codes,none,bad\na; b,,'=1+1\n"


def test_a_figure_that_is_not_defined_is_an_empty_cell() -> None:
    assert write_csv(["p", "n"], [{"p": float("nan"), "n": 3}]) == "p,n\n,3\n"
