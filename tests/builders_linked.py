"""A study of thirty-two people in eight groups and two waves, coded by a person, with a survey."""

from __future__ import annotations

import csv
from pathlib import Path

from interviewkit import Study

TOML = """
[study]
name = "Linked"
[transcripts]
participants = "participants.csv"
pattern = "transcripts/{wave}/{group}.*"
waves = ["April", "May"]
[codebook]
file = "codebook.yaml"
[topics]
enabled = false
[survey]
file = "survey.csv"
respondent = "id"
wave = "wave"
[survey.columns]
edge = "ordinal: low < mid < high"
[segments]
leaders = { rule = 'role_now == "leader"', label = "Leaders" }
workers = 'role_now == "worker"'
tired = 'burnout >= 4'
women = 'gender == "woman"'
bosses = 'role_now == "boss"'
few = 'age > 63'
"""

CODEBOOK = """
name: Linked
version: "1"
codes:
  - {id: ties, label: Ties, definition: Ties to people at work., patterns: [lonely, colleagues]}
  - {id: pay, label: Pay, definition: What work pays., patterns: [wage]}
themes:
  - {id: work, label: Work, codes: [ties, pay]}
"""

PEOPLE = 32
GROUPS = 8


def voices(person: int) -> tuple[bool, bool]:
    """Whether a person raises ties (the tired do) and pay (every third does)."""
    return person % 4 in (1, 2) and person % 16 != 1, person % 3 == 0


def linked_study(folder: Path, toml: str = TOML) -> Study:
    """The study, ingested, coded by "ana" and linked. Each wave holds four of the groups, but for
    the people of the first group, who speak in both."""
    (folder / "study.toml").write_text(toml, "utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    codings: list[dict[str, object]] = []
    for group in range(GROUPS):
        wave = "April" if group < GROUPS // 2 else "May"
        _talk(folder, wave, f"group{group}", range(group * 4, group * 4 + 4), codings)
    _talk(folder, "May", "again", range(4), codings)
    with (folder / "participants.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["speaker", "participant", "role", "respondent"])
        writer.writerows([f"P{i:02}", f"P{i:02}", "participant", f"R{i:02}"] for i in range(PEOPLE))
    with (folder / "survey.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "wave", "role_now", "burnout", "gender", "edge", "age"])
        for i in range(PEOPLE):
            writer.writerow(_answers(i, "April"))
            if i < 4:
                writer.writerow(_answers(i, "May"))
    with (folder / "codings.csv").open("w", newline="") as file:
        rows = csv.DictWriter(file, ["transcript", "turn", "code", "coder"])
        rows.writeheader()
        rows.writerows(codings)
    study = Study.open(folder)
    study.ingest()
    study.import_codings(folder / "codings.csv")
    study.link()
    return study


def _answers(i: int, wave: str) -> list[object]:
    """Roles lie between groups; the first person is promoted in May."""
    role = "leader" if i // 4 % 2 == 0 else "worker"
    role = "worker" if i == 0 and wave == "May" else role
    tired = 5 if i % 4 in (1, 2) else 2
    edge = ("low", "mid", "high")[i % 3]
    return [f"R{i:02}", wave if i < 4 or i < 16 else "May", role, tired,
            "woman" if i % 2 else "man", edge, 30 + i]  # fmt: skip


def _talk(
    folder: Path, wave: str, name: str, people: range, codings: list[dict[str, object]]
) -> None:
    place = folder / "transcripts" / wave
    place.mkdir(parents=True, exist_ok=True)
    lines = ["Moderator: Welcome. How is it at work?"]
    if name == "group0":
        lines[0] += " Do you feel lonely?"
    for i in people:
        ties, pay = voices(i)
        said = ["I work here."]
        said += ["My colleagues are gone."] if ties else []
        said += ["The wage is low."] if pay else []
        lines.append(f"P{i:02}: {' '.join(said)}")
        turn = len(lines)
        found = [code for code, holds in (("ties", ties), ("pay", pay)) if holds] or [""]
        codings += [
            {"transcript": f"{wave}/{name}", "turn": turn, "code": code, "coder": "ana"}
            for code in found
        ]
    (place / f"{name}.txt").write_text("\n\n".join(lines), "utf-8")
