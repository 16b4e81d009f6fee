"""A project of many codings, read and written: seconds, and whether every place is right.

Builds a .qdpx as NVivo for Windows writes it (UTF-16 units, line ends of two signs that count two,
a mark at the start of each text), in which two coders coded each selection, reads it, writes it as
we do and reads that again. Prints the best of several runs of each as JSON:

    python benchmarks/refi_projects.py [--codings 13915] [--documents 60] [--runs 5]
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from builders_refi import Counting, Document, build_project, put
from interviewkit.exchange.refi.reading import read
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model.project import Project

WORDS = tuple(
    "I we they work day team people really hard tired was and then my boss said nothing about "  # noqa: SIM905
    "über Größe café always never maybe because of it all 🙂".split()
)
Result = TypeVar("Result")


def main() -> None:
    """Build, read, write, read again."""
    options = _options()
    documents = make_documents(options.documents, -(-options.codings // 2))
    content = build_project(documents, Counting("utf16", "crlf"), "NVivo 14", coders=2)
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), content)
        seconds_read, found = best_of(options.runs, lambda: read(path))
        seconds_written, written = best_of(options.runs, lambda: write(found.project))
        ours = put(Path(folder), written, "ours.qdpx")
        seconds_again, again = best_of(options.runs, lambda: read(ours))
    right = sum(find_right(found.project, documents))
    figures = {
        "codings": sum(len(each.codings) for _, each in found.project.each_selection()),
        "selections": sum(len(each.spans) for each in documents),
        "at their words": right,
        "ways of counting": sorted({each.offsets for each in found.project.sources}),
        "read, s": round(seconds_read, 2),
        "written, s": round(seconds_written, 2),
        "read again, s": round(seconds_again, 2),
        "read again the same": [each.selections for each in again.project.sources]
        == [each.selections for each in found.project.sources],
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures, indent=2, ensure_ascii=False))


def make_documents(count: int, selections: int) -> list[Document]:
    """Talks of some 150 turns, and sentences selected in them."""
    return [
        make_document(random.Random(nth), selections // count + (nth < selections % count))
        for nth in range(count)
    ]


def make_document(draw: random.Random, selections: int) -> Document:
    """A talk of 150 turns, and spans that begin and end at its sentences."""
    turns = []
    for nth in range(150):
        sentences = [
            " ".join(draw.choice(WORDS) for _ in range(draw.randint(4, 16))).capitalize() + "."
            for _ in range(draw.randint(1, 6))
        ]
        turns.append(f"{'IB'[nth % 2]}: " + " ".join(sentences))
    text = "\n".join(turns)
    places = [(found.start(), found.end()) for found in re.finditer(r"[^.:\s][^.]*\.", text)]
    spans = []
    for _ in range(selections):
        first = draw.randrange(len(places))
        last = min(first + draw.randrange(3), len(places) - 1)
        spans.append((places[first][0], places[last][1]))
    return Document(text, spans, ("\r\n",), has_mark=True)


def find_right(project: Project, documents: list[Document]) -> list[int]:
    """How many selections of each source are at the places that they were made from."""
    return [
        sum(
            (each.start, each.end) == span
            for each, span in zip(source.selections, document.spans, strict=True)
        )
        for source, document in zip(project.sources, documents, strict=True)
    ]


def write(project: Project) -> bytes:
    """The project as we write it."""
    stream = io.BytesIO()
    write_project(project, stream)
    return stream.getvalue()


def best_of(runs: int, do: Callable[[], Result]) -> tuple[float, Result]:
    """The least seconds, and what came of it."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        result = do()
        seconds.append(time.perf_counter() - start)
    return min(seconds), result


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=13_915)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    main()
