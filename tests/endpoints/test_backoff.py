"""How long to wait: doubling, bounded, the same for the same seed, as long as a server asks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interviewkit.endpoints.backoff import MOST_ASKED_S, Backoff, read_retry_after

NOW = datetime(2026, 5, 4, 12, 0, 0, tzinfo=UTC)


def test_waits_double_within_their_upper_half() -> None:
    waits = [Backoff(seed=3).compute_wait("k", attempt) for attempt in range(1, 9)]
    for wait, longest in zip(waits, (1, 2, 4, 8, 16, 32, 60, 60), strict=True):
        assert longest / 2 <= wait < longest


def test_a_seed_gives_the_same_waits_and_prompts_differ() -> None:
    first = [Backoff(seed=3).compute_wait(key, 2) for key in "abcdef"]
    assert first == [Backoff(seed=3).compute_wait(key, 2) for key in "abcdef"]
    assert len(set(first)) == 6
    assert first != [Backoff(seed=4).compute_wait(key, 2) for key in "abcdef"]


def test_a_server_may_ask_for_more_within_bounds() -> None:
    assert Backoff().compute_wait("k", 1, asked_s=30.0) == 30.0
    assert Backoff().compute_wait("k", 1, asked_s=86_400.0) == MOST_ASKED_S
    assert Backoff().compute_wait("k", 5000, asked_s=0.1) >= 30


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0),
        ("0.5", 0.5),
        ("Mon, 04 May 2026 12:00:20 GMT", 20.0),
        ("Mon, 04 May 2026 12:00:20 -0000", 20.0),
        ("Mon, 04 May 2026 11:00:00 GMT", 0.0),
        ("-5", 0.0),
        ("nan", 0.0),
        ("inf", 0.0),
        ("soon", 0.0),
        ("", 0.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str, seconds: float) -> None:
    assert read_retry_after(header, NOW) == seconds
