"""What came in from another tool leaves as it came, also where the study has no word for it."""

from __future__ import annotations

from pathlib import Path

from interviewkit import Study
from interviewkit.exchange.refi.reading import read
from interviewkit.exchange.refi.writing import write_project
from interviewkit.model.project import (
    Project,
    ProjectCase,
    ProjectCode,
    ProjectSource,
    ProjectUser,
    ProjectVariable,
)

GUIDS = [f"00000000-0000-4000-8000-{n:012}" for n in range(12)]
WHEN = "2024-05-02T09:00:00Z"
ODD = Project(
    name="",
    tool="NVivo 14",
    description="About all.",
    user=GUIDS[0],
    at=WHEN,
    modified_by=GUIDS[0],
    modified_at=WHEN,
    users=(ProjectUser(GUIDS[0], "Kim"),),
    codes=(ProjectCode(GUIDS[1], ""), ProjectCode(GUIDS[2], "Waiting")),
    sources=(ProjectSource(GUIDS[3], "talk", text="Ana: We waited.", values={GUIDS[4]: "41"}),),
    variables=(ProjectVariable(GUIDS[4], "age"),),
    cases=(
        ProjectCase(GUIDS[5], "Family", sources=(GUIDS[3],)),
        ProjectCase(GUIDS[6], "Ana", "A nurse.", {GUIDS[4]: ""}, (GUIDS[3],)),
    ),
)


def test_an_odd_project_leaves_as_it_came(tmp_path: Path) -> None:
    with (tmp_path / "in.qdpx").open("wb") as stream:
        write_project(ODD, stream)
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    outcome = study.import_project(tmp_path / "in.qdpx")
    study.export(tmp_path / "out.qdpx")
    came, left = (read(tmp_path / name).project for name in ("in.qdpx", "out.qdpx"))
    for name in ("users", "codes", "cases", "variables", "description", "user", "at"):
        assert getattr(left, name) == getattr(came, name), name
    assert (left.modified_by, left.modified_at) == (came.modified_by, came.modified_at)
    assert [row["participant"] for row in study.participants()] == ["Ana"]
    losses = outcome.facts["losses"]
    assert isinstance(losses, list)
    [cases] = [each for each in losses if each["kind"] == "cases"]
    assert (cases["kept"], cases["changed"], cases["names"]) == (1, 1, ["Family"])
