"""What a file holds, counted in its XML, is what was taken in and what is told as lost."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builders_refi import pack_project, put
from builders_refi_everything import EVERYTHING
from interviewkit.exchange.refi.counting import KIND_WORDS, count_held
from interviewkit.exchange.refi.reading import read


def count_in_file(path: Path) -> Counter[str]:
    with zipfile.ZipFile(path) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".qde"))
        root = ElementTree.fromstring(archive.read(name))
    names = (str(each.tag).rpartition("}")[2] for each in root.iter())
    return Counter(KIND_WORDS[name] for name in names if name in KIND_WORDS)


def add_up(path: Path) -> Counter[str]:
    """What was taken in as it was, and what was told."""
    found = read(path)
    held = Counter({KIND_WORDS[name]: count for name, count in count_held(found.project).items()})
    for loss in found.losses:
        if loss.kind in KIND_WORDS.values():
            held[loss.kind] += loss.dropped + loss.changed
    return held


def test_everything_is_held_or_told(tmp_path: Path) -> None:
    path = put(tmp_path, pack_project(EVERYTHING))
    assert add_up(path) == count_in_file(path)
    assert {*KIND_WORDS.values()} - count_in_file(path).keys() == set()


def test_each_loss_says_what_and_why(tmp_path: Path) -> None:
    losses = read(put(tmp_path, pack_project(EVERYTHING))).losses
    assert {(each.kind, each.dropped, each.changed) for each in losses} == {
        ("codings", 1, 0),
        ("codings", 0, 1),
        ("sources", 1, 0),
        ("values of variables", 1, 0),
    }
    assert all(each.why for each in losses)


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    ["qualitative-coding/demo", "qualitative-coding/nvivo_project", "qdapy/sample"],
)
def test_published_projects_add_up(name: str, shared: Path) -> None:
    path = shared / "refi_qda" / f"{name}.qdpx"
    assert add_up(path) == count_in_file(path)
