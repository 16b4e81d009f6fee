"""What was worked out is kept until somebody does something."""

from __future__ import annotations

from interviewkit.store.remembered import MOST, Remembered
from interviewkit.store.revision import Newest


def test_it_is_worked_out_once_for_as_long_as_it_holds() -> None:
    made: list[int] = []
    kept = Remembered()

    def work_out() -> int:
        made.append(1)
        return len(made)

    assert [kept.get(Newest(1), "a", work_out) for _ in range(3)] == [1, 1, 1]
    assert kept.get(Newest(2), "a", work_out) == 2
    assert kept.find(Newest(1), "a") is None


def test_what_nobody_asks_for_goes() -> None:
    kept = Remembered()
    for name in range(MOST):
        kept.keep(Newest(), name, name)
    assert kept.find(Newest(), 0) == 0
    kept.keep(Newest(), "new", 1)
    assert kept.find(Newest(), 0) == 0
    assert kept.find(Newest(), 1) is None
