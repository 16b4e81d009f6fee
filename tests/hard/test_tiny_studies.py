"""Every command in every format on the smallest and oddest studies: no traceback, no "nan"."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from hard.every_command import ARGUMENTS, FORMATS, OF_NO_STUDY, Words, commands
from hard.tiny_studies import STUDIES, Tiny, write_files
from interviewkit import parts
from interviewkit.cli import main
from interviewkit.language import models

NO_VALUE = re.compile(
    r"(?<![\w'\"“-])[-+]?(nan|inf|NaN|NaT)(?![\w'\"”])|\bNone(?=\s*[|,)\]%]|$)", re.M
)
SHAPES = ("table", "json", "csv")
EVERY_FORMAT = bool(os.environ.get("EVERY_FORMAT"))
"""Set it to try every command with all options in all formats on every study."""
TELLS = (
    "problem: ", ",True\n", '"fatal": true', '"state": "wrong"', "wrong,", "wrong  ",
    "nothing could be checked",
)  # fmt: skip
"""How a command prints itself that something is wrong, by exit code 1."""
ROUND = 6
"""Each study tries one in so many of the further options of a command."""
NAMES = tuple(map(" ".join, commands(main)))


@pytest.fixture(autouse=True, scope="module")
def loaded_once() -> Iterator[None]:
    """Every command loads its models and parts for itself; here they are loaded once for all."""
    import spacy

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spacy, "load", lru_cache(spacy.load))
        patch.setattr(models, "_sha256", lru_cache(models._sha256))
        patch.setattr(parts, "list_guests", lru_cache(parts.list_guests))
        yield


def call(words: Words, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def faults(result: Result, shape: str) -> Iterator[str]:
    """What is wrong with how a command ended and with what it printed."""
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        yield f"{type(result.exception).__name__}: {result.exception}"
        return
    if result.exit_code not in (0, 1):
        yield f"exit code {result.exit_code}: {result.stderr.strip()[-200:]}"
    tells = any(mark in result.stdout + result.stderr for mark in TELLS)
    if result.exit_code == 1 and "Error: " not in result.stderr and not tells:
        yield f"no error is told: {result.output[-200:]}"
    elif "Error: " in result.stderr and "Hint: " not in result.stderr:
        yield f"no hint: {result.stderr.strip()[-200:]}"
    if shape == "json" and result.exit_code == 0:
        try:
            json.loads(result.stdout, parse_constant=_no_number)
        except ValueError as fault:
            yield f"{fault}: {result.stdout[:100]!r}"
    yield from no_values(result.stdout + result.stderr)


def build(tiny: Tiny, folder: Path) -> Iterator[str]:
    """The study as it is found, and what went wrong on the way."""
    tiny.write(folder)
    for words in tiny.history:
        told = tuple(word.format(folder=folder) for word in words)
        result = call((*told, "--study", str(folder)), tiny.typed)
        yield from (f"{' '.join(words)}: {fault}" for fault in faults(result, "table"))
    write_files(folder, tiny.then)
    for name in tiny.gone:
        (folder / name).unlink()


def tried(folder: Path, out: Path, shift: int = 0) -> Iterator[str]:
    """What is wrong with any command; formats, and further options, go round the studies."""
    for place, (name, words) in enumerate((n, w) for n in NAMES for w in ARGUMENTS[n]):
        if words != ARGUMENTS[name][0] and (place + shift) % ROUND and not EVERY_FORMAT:
            continue
        for shape in _shapes(name, place + shift):
            told = [
                *name.split(),
                *words,
                *(() if name in OF_NO_STUDY else ("--study", str(folder))),
            ]
            told += ["--format", shape] if shape else []
            result = call(tuple(w.format(folder=folder, out=out, shape=shape) for w in told), "q\n")
            shown = " ".join((name, *words, "as", shape))
            yield from (f"{shown}: {fault}" for fault in faults(result, shape))


def _shapes(name: str, place: int) -> Words:
    """One format, the next in turn; all of them where that is asked for."""
    known = FORMATS.get(name, SHAPES) or ("",)
    return known if EVERY_FORMAT else (known[place % len(known)],)


def no_values(text: str) -> Iterator[str]:
    """Places that show what Python calls a figure that is not there."""
    for found in NO_VALUE.finditer(text):
        yield f"prints {found[0].strip()}: {text[max(found.start() - 80, 0) : found.end() + 20]!r}"


def no_value_in_the_report(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "reports").glob("*.md")):
        yield from (f"{path.name} {fault}" for fault in no_values(path.read_text("utf-8")))


def test_every_command_is_tried() -> None:
    assert sorted(NAMES) == sorted(ARGUMENTS)


@pytest.mark.parametrize("name", STUDIES)
def test_every_command_on(name: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "study", tmp_path / "out"
    out.mkdir()
    wrong = [*build(STUDIES[name], folder), *no_value_in_the_report(folder)]
    shift = list(STUDIES).index(name)
    wrong += [*tried(folder, out, shift), *no_value_in_the_report(folder)]
    assert not list(dict.fromkeys(wrong))
