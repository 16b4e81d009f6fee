"""Each tool's file is known by its own reader alone, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from builders_annotated import (
    brat_file,
    doccano_file,
    label_studio_file,
    prodigy_file,
    webanno_file,
)
from builders_atlas import bundle_file, unit_file
from builders_maxqda import bare_file, beside_file, full_file
from builders_qualcoder import qualcoder_project
from builders_rqda import rqda_file
from builders_taguette import taguette_file
from interviewkit import parts


def qualcoder_database(folder: Path) -> Path:
    return qualcoder_project(folder) / "data.qda"


def closed_file(folder: Path) -> Path:
    path = folder / "a.nvpx"
    path.write_bytes(b"\x13\x37closed" * 20)
    return path


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (full_file, "maxqda"), (bare_file, "maxqda"), (beside_file, "maxqda"),
        (qualcoder_project, "qualcoder"), (qualcoder_database, "qualcoder"),
        (taguette_file, "taguette"), (rqda_file, "rqda"), (unit_file, "atlas"),
        (bundle_file, "atlas"), (closed_file, "closed"),
        (brat_file, "brat"), (webanno_file, "webanno"), (label_studio_file, "label-studio"),
        (doccano_file, "labelled-json"), (prodigy_file, "labelled-json"),
    ],
)  # fmt: skip
def test_one_reader_alone_knows_a_file(
    tmp_path: Path, make: Callable[[Path], Path], name: str
) -> None:
    path = make(tmp_path)
    head = b"" if path.is_dir() else path.read_bytes()[:65_536]
    known = [
        each
        for each, place in parts.HOUSE["project_reader"].items()
        if import_module(place.partition(":")[0]).is_this(path, head)
    ]
    assert known == [name]
    if name != "closed":
        assert parts.load_part("project_reader", name)(path).project.sources
