"""The shelf of projects: what files of other tools held, whole, so that it can leave again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from interviewkit.model.kept_project import KeptProject, ProjectPlaces
from interviewkit.model.project import Project
from interviewkit.model.project_json import from_plain, losses_from_plain, losses_to_plain, to_plain
from interviewkit.store.rows import Shelf
from interviewkit.store.schema_kept import project


class Projects(Shelf):
    """Every project that was taken in, oldest first."""

    def add(self, new: KeptProject) -> int:
        """Keep a project; returns its id."""
        values = {
            "name": _mend(new.name),
            "tool": _mend(new.project.tool),
            "file_hash": new.file_hash,
            "at": new.at,
            "run_id": new.run,
            "body": _pack(new),
            "losses": losses_to_plain(new.losses),
        }
        return self._add(project, values)

    def list(self) -> Sequence[KeptProject]:
        """All of them, whole."""
        return [_unpack(row) for row in self._execute(select(project).order_by(project.c.id))]

    def get(self, key: int) -> KeptProject | None:
        """One by its id."""
        row = self._execute(select(project).where(project.c.id == key)).first()
        return None if row is None else _unpack(row)

    def count(self) -> int:
        """How many were taken in."""
        return len(self._execute(select(project.c.id)).all())


def _mend(text: str) -> str:
    """The text as a column takes it: half a character is a sign of its own there."""
    return text.encode("utf-8", "replace").decode()


def _pack(new: KeptProject) -> bytes:
    body = {
        "project": to_plain(new.project),
        "places": to_plain(new.places),
        "format": new.format,
        "file": new.file,
        "copy": new.copy,
    }
    # ASCII holds half characters, which some tools leave in their texts.
    return zlib.compress(json.dumps(body).encode("ascii"), 6)


def _unpack(row: Row[Any]) -> KeptProject:
    body = json.loads(zlib.decompress(row.body)) if row.body else {}
    return KeptProject(
        project=from_plain(Project, body.get("project") or {"name": row.name}),
        format=body.get("format", ""),
        file=body.get("file", ""),
        file_hash=row.file_hash,
        at=row.at,
        losses=losses_from_plain(row.losses),
        places=from_plain(ProjectPlaces, body.get("places", {})),
        copy=body.get("copy", ""),
        run=row.run_id,
        id=row.id,
    )
