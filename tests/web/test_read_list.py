"""The list of transcripts: in order, found by name, a hundred at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import SMALL_TALK, small_study
from builders_web import Client, serving
from interviewkit import Study

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Somebody at a study of 130 transcripts."""
    folder: Path = tmp_path_factory.mktemp("many")
    talks = {f"talk_{number:03}": SMALL_TALK + f"Ana: {number}.\n" for number in range(130)}
    small_study(folder, **talks)
    Study.open(folder).ingest()
    with serving(folder, "--coder", "kim") as served:
        yield Client(served)


def list_shown(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/read/([^"]+)"', page)


def test_long_lists_have_pages(visitor: Client) -> None:
    first, second = list_shown(visitor.get("/read")), list_shown(visitor.get("/read?page=2"))
    assert (len(first), first[0], first[-1]) == (100, "talk_000", "talk_099")
    assert second == [f"talk_{number}" for number in range(100, 130)]
    assert list_shown(visitor.get("/read?page=999")) == second


def test_names_are_found(visitor: Client) -> None:
    page = visitor.get("/read?find=K_01")
    assert list_shown(page) == [f"talk_01{digit}" for digit in range(10)]
    assert re.search(r"10\W+transcripts", page)
    assert list_shown(visitor.get("/read?find=nobody")) == []


def test_what_is_counted_orders_all(visitor: Client) -> None:
    for order in ("turns", "read", "codings", "last", "people", "wave", "group", "nonsense"):
        assert len(list_shown(visitor.get(f"/read?by={order}"))) == 100
