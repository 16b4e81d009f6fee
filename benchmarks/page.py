"""Where benchmarks read their data from and write their tables to."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent


def copy_codebook(folder: Path) -> None:
    """Put the shipped codebook and its patterns into a study, as ``codebook.yaml``."""
    shutil.copy(ROOT / "codebooks" / "human-ai-work.yaml", folder / "codebook.yaml")
    shutil.copy(ROOT / "codebooks" / "human-ai-work.patterns.yaml", folder)


def write(path: Path, report: str, begin: str, end: str, heading: str) -> None:
    """Put the report between its markers, at the end of the file where there are none."""
    text = path.read_text(encoding="utf-8") if path.exists() else "# Benchmarks\n"
    if begin not in text:
        text += f"\n## {heading}\n\n{begin}\n{end}\n"
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    path.write_text(f"{before}{begin}\n{report}\n{end}{after}", encoding="utf-8")


def parser_of(doc: str | None) -> argparse.ArgumentParser:
    """What every benchmark of codings takes."""
    parser = argparse.ArgumentParser(description=(doc or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--codebook", type=Path, default=ROOT / "codebooks" / "human-ai-work.yaml")
    parser.add_argument("--write", type=Path, metavar="FILE")
    return parser
