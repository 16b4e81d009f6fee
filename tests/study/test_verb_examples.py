"""The examples in the docstrings of ``Study`` are run, each on a study of its own."""

from __future__ import annotations

import doctest
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from example import example_study

from interviewkit import Study

HOW = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


GIVEN = ("consent", "progress")
"""What ``open`` is given, no verbs."""


def list_verbs() -> Iterator[tuple[str, object]]:
    """What ``Study`` offers, by name."""
    for one in Study.__mro__[:-1]:
        for name, member in vars(one).items():
            kind = callable(member) or isinstance(member, classmethod | property)
            if kind and not name.startswith("_") and name not in GIVEN:
                yield name, member


VERBS = dict(list_verbs())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_study(tmp_path_factory.mktemp("example")).root


@pytest.mark.parametrize("name", sorted(VERBS))
def test_the_example_of_a_verb_is_true(name: str, made: Path, tmp_path: Path) -> None:
    member = VERBS[name]
    text = (getattr(member, "__func__", member).__doc__) or ""
    study = Study.open(shutil.copytree(made, tmp_path / "study"))
    example = doctest.DocTestParser().get_doctest(
        text, {"study": study, "Study": Study}, name, None, 0
    )
    assert example.examples, f"Study.{name} has no example"
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=HOW).run(example, out=told.append)
    assert result.failed == 0, "".join(told)
