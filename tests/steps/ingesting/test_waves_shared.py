"""Real people in repeated rounds: reviewers of code, P1R1 to P10R3."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.model import ComparisonRequest

TOML = """
[study]
name = "Code review in rounds"
[transcripts]
pattern = "transcripts/{participant}R{wave}.txt"
moderators = ["I"]
"""


@pytest.mark.shared
def test_rounds_become_a_panel_once_a_person_has_read_the_guesses(
    tmp_path: Path, shared: Path
) -> None:
    (tmp_path / "transcripts").mkdir()
    for path in (shared / "interviews" / "code_review_interviews").glob("P*R*.txt"):
        shutil.copy(path, tmp_path / "transcripts")
    toml = tmp_path / "study.toml"
    toml.write_text(TOML, "utf-8")
    study = Study.open(tmp_path)
    study.ingest()
    before = study.check_link()
    # Notes on what the person did stand beside what they said, and nobody is named for them.
    assert 0.4 < before.unresolved < 0.6
    done = study.propose_people(tmp_path / "people.csv")
    assert done.facts["open"] == 0
    assert study.check_link() == before

    toml.write_text(f'{TOML}participants = "people.csv"\n', "utf-8")
    study = Study.open(tmp_path)
    study.ingest()
    assert study.check_link().unresolved == 0
    found = study.compare(ComparisonRequest(names=("1", "2")))
    [step] = found.steps
    assert (step.design.kind, step.design.both) == ("panel", 10)
    assert [side.label for side in found.sides] == ["wave 1", "wave 2"]
    every = study.compare()
    assert [side.people for side in every.sides] == [10, 10, 4, 1]
    designs = {(s.before, s.after): s.design.kind for s in every.steps}
    assert designs["2", "3"] == "mixed"
