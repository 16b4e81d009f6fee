"""Projects of other tools, built by hand: what a reader of their files would give."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from interviewkit.model.project import (
    PICTURE,
    ForeignFile,
    Loss,
    Project,
    ProjectCase,
    ProjectCode,
    ProjectCoding,
    ProjectLink,
    ProjectNote,
    ProjectSelection,
    ProjectSet,
    ProjectSource,
    ProjectUser,
    ProjectVariable,
)

TALK = """Interview with two nurses

Moderator: How is it at work?
Ana: I hardly talk to my colleagues. The coffee is good.
Ben: We talk more than ever.
Moderator: And the tools?
Ana: They never judge me.
"""


def select(
    text: str, words: str, *codings: tuple[str, str], guid: str = "", notes: Sequence[str] = ()
) -> ProjectSelection:
    """A selection on words of a text; ``codings`` are pairs of a code and a user."""
    start = text.index(words)
    key = guid or f"sel-{start}-{len(words)}"
    given = tuple(
        ProjectCoding(f"{key}-{code}-{user}", code, user, "2024-05-01T10:00:00Z")
        for code, user in codings
    )
    return ProjectSelection(
        key, start, start + len(words), quote=words, codings=given, notes=tuple(notes)
    )


def nurses() -> Project:
    """Two coders, four codes one below another, a case with variables, memos, a link, a picture."""
    selections = (
        select(TALK, "I hardly talk to my colleagues.", ("alone", "u1"), ("alone", "u2")),
        select(TALK, "The coffee is good.\nBen: We talk more than ever.", ("ties", "u1"), guid="x"),
        select(TALK, "They never judge me.", ("tools", "u2"), guid="j", notes=("n-passage",)),
        select(TALK, "Interview with two nurses", ("ties", "u1"), guid="head"),
    )
    return Project(
        name="Nurses",
        tool="Handmade 1.0",
        users=(ProjectUser("u1", "Kim", "K"), ProjectUser("u2", "Lee", "L")),
        codes=(
            ProjectCode("people", "People", is_codable=False, color="#112233"),
            ProjectCode("alone", "Alone", "Nobody to talk to.", parent="people", notes=("n-code",)),
            ProjectCode("ties", "Ties", parent="people"),
            ProjectCode("tools", "Tools", "What AI is to them.\n\nExclude:\n- coffee"),
        ),
        sources=(
            ProjectSource("s1", "Nurses one", text=TALK, selections=selections, notes=("n-source",),
                          values={"v-site": "North"}),
            ProjectSource("s2", "Whiteboard", kind=PICTURE, media="board.png"),
        ),
        variables=(
            ProjectVariable("v-age", "Age", "Integer"),
            ProjectVariable("v-site", "Site"),
        ),
        cases=(
            ProjectCase("c1", "Ana", values={"v-age": "41", "v-site": "North"}, sources=("s1",)),
        ),
        sets=(ProjectSet("set1", "Bonds", "Who they are with.", codes=("alone", "ties")),),
        notes=(
            ProjectNote("n-code", "On alone", "Is it chosen?", "u1", "2024-05-02T09:00:00Z"),
            ProjectNote("n-source", "", "A calm talk.", "u2"),
            ProjectNote("n-passage", "", "Strong words.", "u2"),
            ProjectNote("n-free", "Plan", "Ask about nights.", "u1"),
        ),
        links=(ProjectLink("l1", "alone", "ties", "contradicts"),),
    )  # fmt: skip


def as_file(project: Project, *losses: Loss) -> ForeignFile:
    """The project as a reader gives it."""
    return ForeignFile(project, "handmade", losses)


def with_new_guids(project: Project, seed: int = 1) -> Project:
    """The same project as a tool exports it anew that gives new GUIDs each time."""
    from interviewkit.model.project_json import from_plain, to_plain

    made: dict[str, str] = {}
    rng = random.Random(seed)

    def rename(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {
                (made[name] if key == "values" else name): rename(each, name)
                for name, each in value.items()
            }
        if isinstance(value, list):
            return [rename(each) for each in value]
        return made.get(value, value) if isinstance(value, str) else value

    def collect(value: object) -> None:
        if isinstance(value, dict):
            if "guid" in value:
                made[value["guid"]] = f"new-{rng.randrange(10**9)}"
            for each in value.values():
                collect(each)
        elif isinstance(value, list):
            for each in value:
                collect(each)

    plain = to_plain(project)
    collect(plain)
    return replace(from_plain(Project, rename(plain)), tool=project.tool)  # type: ignore[arg-type]
