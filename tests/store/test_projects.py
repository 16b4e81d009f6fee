"""The shelf of other tools' projects."""

from __future__ import annotations

from pathlib import Path

from builders_projects import nurses
from interviewkit.model.kept_project import KeptProject, ProjectPlaces
from interviewkit.model.project import Loss
from interviewkit.store.database import Store


def test_project_is_kept_whole(tmp_path: Path) -> None:
    store = Store(tmp_path / "study.db")
    places = ProjectPlaces(codes={"alone": "alone"}, sources={"s1": "Nurses one"})
    losses = (Loss("pictures", 1, kept=1, why="kept with the study"),)
    new = KeptProject(nurses(), "handmade", "n.qdpx", "ab" * 32, "2025-01-01", losses, places)
    with store.writing() as shelves:
        key = shelves.projects.add(new)
    with store.reading() as shelves:
        [kept] = shelves.projects.list()
        assert kept == shelves.projects.get(key)
        assert shelves.projects.count() == 1
        assert shelves.projects.get(key + 1) is None
    assert (kept.project, kept.places, kept.losses) == (nurses(), places, losses)
    assert (kept.name, kept.file, kept.id) == ("Nurses", "n.qdpx", key)


def test_half_characters_are_kept(tmp_path: Path) -> None:
    from dataclasses import replace

    store = Store(tmp_path / "study.db")
    odd = replace(nurses(), name="half \ud83d sign")
    with store.writing() as shelves:
        shelves.projects.add(KeptProject(odd, "handmade", "n.qdpx", "", ""))
