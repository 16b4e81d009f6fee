"""What the machine has read: what one of those has read whom it hears."""

from __future__ import annotations

from interviewkit.steps.coding.heard import join_reads, keep_read, spread_reads


def test_a_code_is_read_where_anybody_read_for_it() -> None:
    parts = [{"trust": {1}}, spread_reads(["trust", "joy"], ["joy"], [1, 2, 9])]
    assert join_reads(["trust", "joy"], [1, 2, 3], parts) == {"trust": {1}, "joy": {1, 2}}


def test_what_is_read_wholly_is_not_listed() -> None:
    parts = [{"trust": {1}}, spread_reads(["trust", "joy"], [""], [1, 2])]
    assert join_reads(["trust", "joy"], [1, 2], parts) is None


def test_nobody_has_a_score_where_nobody_read() -> None:
    scores = {"trust": {1: 0.9, 2: 0.1}, "joy": {1: 0.2}}
    assert keep_read(scores, {"trust": {1}}) == {"trust": {1: 0.9}, "joy": {}}
    assert keep_read(scores, None) is scores
