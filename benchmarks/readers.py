"""How long reading takes: 100 transcripts of 150 turns a format, beside the start of the process.

    python benchmarks/readers.py                  each format once warm, the best of five
    python benchmarks/readers.py --formats docx --profile

The transcripts are drawn with a seed: short and long turns of people with names, times at some,
as typists and services write them. Nothing is asserted; figures stand in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.files import read_file

FILES, TURNS, SEED = 100, 150, 7
WORDS = [
    "I",
    "we",
    "they",
    "and",
    "then",
    "so",
    "really",
    "work",
    "tools",
    "people",
    "colleagues",
    "meeting",
    "coffee",
    "hardly",
    "talk",
    "more",
    "less",
    "often",
    "never",
    "time",
    "after",
    "before",
    "because",
    "though",
    "think",
    "said",
    "home",
    "office",
    "team",
    "manager",
    "question",
    "answer",
    "review",
    "machine",
    "draft",
    "client",
    "week",
    "month",
    "day",
    "morning",
    "quiet",
    "screen",
]
NAMES = ("Ana", "Ben", "Carla", "Dimitri", "Moderator")

Turns = Sequence[tuple[str, str, int]]


def draw_turns(rng: random.Random) -> Turns:
    """Who says what from which second on."""
    turns, at = [], 0
    people = rng.sample(NAMES[:4], rng.randint(1, 3))
    for number in range(TURNS):
        speaker = "Moderator" if number % 2 == 0 else rng.choice(people)
        said = []
        for _ in range(rng.randint(1, 4)):
            words = [rng.choice(WORDS) for _ in range(rng.randint(4, 18))]
            said.append(" ".join(words).capitalize() + rng.choice(".....?"))
        turns.append((speaker, " ".join(said), at))
        at += rng.randint(3, 40)
    return turns


def write_txt(turns: Turns, path: Path) -> None:
    """As a typist writes it."""
    path.write_text("\n\n".join(f"{who}: {text}" for who, text, _ in turns), "utf-8")


def write_timed_txt(turns: Turns, path: Path) -> None:
    """As services write it: name and time above the words."""
    lines = (f"{who}  {at // 60:02d}:{at % 60:02d}\n{text}\n" for who, text, at in turns)
    path.write_text("\n".join(lines), "utf-8")


def write_stamped_txt(turns: Turns, path: Path) -> None:
    """As recognisers write it: time, name and words on a line."""
    lines = (
        f"[{at // 3600}:{at // 60 % 60:02d}:{at % 60:02d}] {who}: {text}" for who, text, at in turns
    )
    path.write_text("\n".join(lines), "utf-8")


def write_docx(turns: Turns, path: Path) -> None:
    """A typed document, names in bold."""
    from docx import Document

    document = Document()
    for who, text, _ in turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{who}: ").bold = True
        paragraph.add_run(text)
    document.save(str(path))


def write_table_docx(turns: Turns, path: Path) -> None:
    """A table of turns: time, speaker, words."""
    from docx import Document

    document = Document()
    table = document.add_table(rows=len(turns) + 1, cols=3)
    rows = [("Time", "Speaker", "Text")]
    rows += [(f"{at // 60:02d}:{at % 60:02d}", who, text) for who, text, at in turns]
    cells = table._cells
    for place, text in enumerate(cell for row in rows for cell in row):
        cells[place].text = text
    document.save(str(path))


MAKERS: dict[str, tuple[str, Callable[[Turns, Path], None]]] = {
    "txt": (".txt", write_txt),
    "timed-txt": (".txt", write_timed_txt),
    "stamped-txt": (".txt", write_stamped_txt),
    "docx": (".docx", write_docx),
    "table-docx": (".docx", write_table_docx),
}


def make_files(name: str, folder: Path) -> list[Path]:
    """The transcripts of one format, the same at every run."""
    suffix, write = MAKERS[name]
    rng = random.Random(f"{SEED}/{name}")
    paths = [folder / f"{name}-{number:03d}{suffix}" for number in range(FILES)]
    for path in paths:
        write(draw_turns(rng), path)
    return paths


def read_all(paths: Sequence[Path]) -> int:
    """Turns of all files."""
    settings = TranscriptSettings()
    read = [read_file(path, root=path.parent, settings=settings) for path in paths]
    return sum(len(each.turns) for one in read for each in one.transcripts)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--formats", nargs="*", default=list(MAKERS), choices=list(MAKERS))
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for name in asked.formats:
            paths = make_files(name, Path(scratch))
            took = []
            started = time.perf_counter()
            turns = read_all(paths[:1])
            first = time.perf_counter() - started
            for _ in range(asked.runs):
                started, computed = time.perf_counter(), time.process_time()
                turns = read_all(paths)
                took.append((time.process_time() - computed, time.perf_counter() - started))
            cpu, wall = min(took)
            sys.stdout.write(
                f"{name:<12} {len(paths)} files, {turns:,} turns: {wall:.2f} s"
                f" ({cpu:.2f} s of computing); the first file alone {first:.2f} s\n"
            )
            if asked.profile:
                profile = cProfile.Profile()
                profile.runcall(read_all, paths)
                pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    return 0


if __name__ == "__main__":
    sys.exit(main())
