"""What the benchmarks of the workspace share: a study to serve, and how times are told."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from web_study import MAKERS, ROOT

sys.path.insert(0, str(ROOT / "tests"))  # a study is served here as the tests serve it

from builders_addresses import list_addresses
from builders_web import Served, read_entrance, serving

__all__ = ["Served", "list_addresses", "read_entrance", "serving"]


def build_parser(doc: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(doc or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--study", type=Path, help="a study that web_study.py made; it is copied")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables there")
    return parser


@contextmanager
def copied_study(kind: str, given: argparse.Namespace) -> Iterator[Path]:
    """A study of this kind to work on: a copy of the one that is named, or a new one."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "study"
        if given.study:
            shutil.copytree(given.study, folder)
        else:
            MAKERS[kind](folder, given.shared)
        yield folder


def pick(times: Sequence[float], share: float) -> float:
    """The time that this share of all do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def tell_milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


def describe_machine() -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load of the machine {load}"


def draw_table(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows as Markdown, figures to the right."""
    heads = list(rows[0])
    right = [isinstance(rows[0][head], int | float) for head in heads]
    lines = ["| " + " | ".join(heads) + " |"]
    lines.append("|" + "|".join("--:" if each else "---" for each in right) + "|")
    lines += ["| " + " | ".join(str(row[head]) for head in heads) + " |" for row in rows]
    return "\n".join(lines)
