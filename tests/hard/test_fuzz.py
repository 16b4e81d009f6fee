"""Whatever happened to a file: it is read, or refused in words, soon and in little room."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from click.testing import CliRunner
from fuzz_doors import door_of
from fuzz_mutations import damaged
from fuzz_seeds import MAKERS, seeds

from interviewkit.cli import main

HERE = Path(__file__).parent
FILES = int(os.environ.get("INTERVIEWKIT_FUZZ_FILES", "40"))


def test_every_door_is_tried() -> None:
    from interviewkit.readers.files import BY_SUFFIX

    doors = {door_of(name).__name__ for name in MAKERS}
    assert len(doors) == 10
    suffixes = {suffix for name, (suffix, _) in MAKERS.items() if not name.startswith("survey")}
    # Other names of formats that are tried.
    same = {".text", ".markdown", ".ndjson", ".ott", ".htm", ".xhtml", ".exs", ".fln", ".dfxp"}
    same |= {".ssa", ".sami", ".srv1", ".srv2"}
    refused = {".scc", ".mcc", ".sub", ".stl"}
    assert set(BY_SUFFIX) - same - refused <= suffixes


def test_a_file_can_be_made_again_from_its_number() -> None:
    for name in ("vtt", "xlsx", "survey-dta"):
        made = {damaged(Random(f"8/{name}/{number}"), seeds(name)) for number in range(20)}
        again = {damaged(Random(f"8/{name}/{number}"), seeds(name)) for number in range(20)}
        assert made == again
        assert len(made) > 15


def test_no_damaged_file_stops_or_hangs_a_door(tmp_path: Path) -> None:
    """In a process of its own: limits on memory and time hold for all that runs beside them."""
    keep = Path(tempfile.mkdtemp(prefix="fuzz-failures-"))  # outlives the test, for a closer look
    out = tmp_path / "out.json"
    command = [sys.executable, str(HERE / "fuzzing.py"), "--files", str(FILES)]
    done = subprocess.run(
        [*command, "--keep", str(keep), "--json", str(out)], capture_output=True, text=True
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    ends = json.loads(out.read_text("utf-8"))["ends"]
    assert {name: sum(count.values()) for name, count in ends.items()} == dict.fromkeys(
        MAKERS, FILES
    )
    # Damage that nothing survives tries the front of each door only.
    assert [name for name, count in ends.items() if count.get("read", 0) < FILES / 100] == []
    shutil.rmtree(keep)


def test_a_batch_goes_on_around_damaged_files(tmp_path: Path) -> None:
    folder = tmp_path / "transcripts"
    folder.mkdir()
    (tmp_path / "study.toml").write_text("[topics]\nenabled = false\n", "utf-8")
    spoken = [name for name in MAKERS if MAKERS[name][0] in (".txt", ".md", ".vtt", ".srt",
              ".docx", ".tsv", ".xlsx", ".jsonl", ".pdf", ".json", ".eaf", ".odt", ".rtf")
              and not name.startswith(("survey", "project", "rules", "patterns"))]  # fmt: skip
    for name in spoken:
        for number in range(4):
            content = damaged(Random(f"batch/{name}/{number}"), seeds(name))
            (folder / f"{name}{number}{MAKERS[name][0]}").write_bytes(content)
    for place in ("000", "zzz"):
        text = f"Ana: This is {place}.\nBen: It is sound.\nAna: Good.\nBen: Yes.\n"
        (folder / f"{place}.txt").write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["ingest", "--study", str(tmp_path)])
    assert result.exit_code == 0, result.output
    listed = CliRunner().invoke(main, ["transcript", "--study", str(tmp_path), "--format", "csv"])
    assert {"000", "zzz"} <= {line.split(",")[0] for line in listed.stdout.splitlines()}
