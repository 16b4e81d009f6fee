"""Projects as plain values and back."""

from __future__ import annotations

import json

from builders_projects import nurses, with_new_guids
from interviewkit.model.project import Loss, Project
from interviewkit.model.project_json import from_plain, losses_from_plain, losses_to_plain, to_plain


def test_project_survives_json_whole() -> None:
    project = nurses()
    plain = json.loads(json.dumps(to_plain(project)))
    assert from_plain(Project, plain) == project


def test_unknown_fields_are_left_out() -> None:
    assert from_plain(Project, {"name": "x", "newer": 1}) == Project("x")


def test_losses_survive_json() -> None:
    losses = (Loss("graphs", 3, kept=1, dropped=2, why="no place", names=("a", "b")),)
    assert losses_from_plain(json.loads(json.dumps(losses_to_plain(losses)))) == losses


def test_new_guids_change_nothing_else() -> None:
    one, other = nurses(), with_new_guids(nurses())
    assert [c.name for c in one.codes] == [c.name for c in other.codes]
    assert {c.guid for c in one.codes}.isdisjoint(c.guid for c in other.codes)
    parents = {c.guid: c.name for c in other.codes}
    assert [parents.get(c.parent, "") for c in other.codes] == ["", "People", "People", ""]
