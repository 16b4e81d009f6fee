"""What a report says holds no command to type."""

from __future__ import annotations

import pytest

from interviewkit.wording.plain import leave_out_commands


@pytest.mark.parametrize(
    ("note", "plain"),
    [
        ("no audit yet: judge 50 random turns: interviewkit review --coder NAME --queue random",
         "no audit yet: judge 50 random turns"),
        ("no audit of whole people yet: interviewkit review assign --coders NAME",
         "no audit of whole people yet"),
        ("the code has changed since people judged by it: see interviewkit review outdated",
         "the code has changed since people judged by it"),
        ("people differ on 2 turns, counted by majority: interviewkit review consensus settles it",
         "people differ on 2 turns, counted by majority"),
        ("read all turns for some codes (interviewkit review --code CODE), or write 'x'",
         "read all turns for some codes, or write 'x'"),
        ("its rows are the same, and not shown again; see them with --segment freelancers",
         "its rows are the same, and not shown again"),
        ("see what changed: interviewkit codebook diff OLD NEW; then judge it again: "
         "interviewkit review --coder NAME", "see what changed; then judge it again"),
        ("the machine has not read 3 turns: interviewkit code; only 12 judged",
         "the machine has not read 3 turns; only 12 judged"),
        ("coded with interviewkit 0.1.0", "coded with interviewkit 0.1.0"),
        ("a word -- and another", "a word -- and another"),
    ],
)  # fmt: skip
def test_commands_are_left_out_and_the_rest_is_kept(note: str, plain: str) -> None:
    assert leave_out_commands(note) == plain
