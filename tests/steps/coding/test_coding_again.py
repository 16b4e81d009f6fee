"""What a second round of coding does, and what a coder says when it is asked alone."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from builders import SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.model import Comparison
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.store.database import Store


def edit(study: Path, old: str, new: str) -> None:
    book = study / "codebook.yaml"
    text = book.read_text("utf-8")
    assert old in text
    book.write_text(text.replace(old, new), "utf-8")


def test_a_weak_pattern_is_kept_as_no_coding_and_never_exported(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "study", SMALL_TOML + '[coding]\ncoders = ["rules"]\n')
    edit(folder, "- hardly talk to", "- {match: hardly talk to, weight: 0.3}")
    study = Study.open(folder)
    study.ingest()
    outcome = study.code()
    assert outcome.facts["codings"] == {"rules": 1, "machine": 1}
    statuses = {c.passage.turn.position: c.status for c in study.codings(coders=["rules"])}
    assert statuses == {2: "rejected", 3: "proposed"}
    study.export_codings(tmp_path / "out.csv", coders=["rules"])
    with (tmp_path / "out.csv").open(encoding="utf-8") as file:
        assert [row["turn"] for row in csv.DictReader(file)] == ["3"]


def test_code_says_that_nothing_was_taken_in_yet(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path / "study", SMALL_TOML))
    told = "no speech was taken in yet: interviewkit ingest"
    assert told in study.code().says
    assert told in study.code().says
    study.ingest()
    assert told not in study.code().says


AHEAD = """
import sys
from interviewkit import Study
from interviewkit.steps.coding.vectors import VectorCache
vectors = VectorCache(Study.open(sys.argv[1])._site)
vectors.ahead([sys.argv[2]])
begun = vectors._coming is not None
vectors.of([sys.argv[2]])
print(begun, "_encoder" in vectors.__dict__)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a second process is forked on Linux only")
def test_new_texts_embedded_ahead_are_those_embedded_here(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path / "study"))
    study.ingest()
    embedded = study.code().facts["embedded"]
    assert set(embedded) <= {"bfloat16", "float32"}  # which, depends on the processor: it is noted
    assert sum(embedded.values()) == 8  # five passages, and what else the codebook says
    new = "Nobody asks me for lunch any more."
    command = [sys.executable, "-c", AHEAD, str(study.root), new]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split() == ["True", "False"]  # begun ahead, and never loaded in that process
    here = VectorCache(study._site)
    assert float(np.sum(here.of([new]) * here._encoder.encode([new]))) > 0.999


def test_nothing_is_forked_once_torch_is_at_work(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path / "study"))
    study.ingest()
    study.code()
    edit(study.root, "- I hardly talk to", "- Nobody asks me for lunch.\n      - I hardly talk to")
    assert Study.open(study.root).code().did


ONLY_RULES = SMALL_TOML + '[coding]\ncoders = ["rules"]\n'


def test_a_code_written_anew_is_proposed_anew_even_where_nothing_else_changes(
    tmp_path: Path,
) -> None:
    folder = small_study(tmp_path / "study", ONLY_RULES)
    study = Study.open(folder)
    study.ingest()
    study.code()
    before = {each.id for each in study.codings(coders=["rules"])}
    edit(folder, "Weaker ties to people", "Fewer ties to people")
    study = Study.open(folder)
    study.code()
    after = study.codings(coders=["rules"])
    assert len(after) == len(before)
    assert not before & {each.id for each in after}
    version = study.codebook()[0].code("isolation").version
    with Store(folder / "study.db").reading() as shelves:
        assert set(shelves.codings.versions(["rules", "machine"])) == {("isolation", version)}


def test_rules_have_not_read_for_a_code_without_patterns(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "study", ONLY_RULES)
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "  - {id: trust, label: Trust}\n", "utf-8")
    study = Study.open(folder)
    study.ingest()
    study.code()
    (tmp_path / "ana.csv").write_text("transcript,turn,code,coder\ntalk,2,trust,ana\n", "utf-8")
    study.import_codings(tmp_path / "ana.csv")
    rows = study.agreement("ana", "rules", how=Comparison(resamples=0))
    assert [row.code for row in rows if row.kind == "code"] == ["isolation"]
    assert "rules does not read for trust, so that is not compared" in rows[-1].notes
