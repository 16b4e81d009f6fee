"""A study of many people in which a machine has coded and a truth is known."""

from __future__ import annotations

from pathlib import Path
from random import Random

from builders import small_study
from interviewkit import Study
from interviewkit.model import Coder, Coding, Passage, Turn
from interviewkit.store.database import Store
from interviewkit.store.shelves import Shelves

TOML = """
[study]
name = "Audited"
[transcripts]
pattern = "transcripts/{wave}_{group}.*"
participants = "people.csv"
[codebook]
file = "codebook.yaml"
[topics]
enabled = false
[segments]
north = 'place == "north"'
south = 'place == "south"'
"""

CODEBOOK = """
name: Audited
version: "1"
codes:
  - {id: trust, label: Trust, definition: They rely on it., theme: bond}
  - {id: doubt, label: Doubt, definition: They do not rely on it., theme: bond}
themes:
  - {id: bond, label: Bond, definition: How they stand to it.}
"""

WAVES = ("2024", "2025")


def audit_study(folder: Path, people: int = 24, turns: int = 10, seed: int = 1) -> Study:
    """Everyone talks alone, half of them in each of two waves and places.

    What holds is written into the turn: ``yes`` for trust, ``no`` for doubt, ``maybe`` for
    neither. The machine misses a third of trust and doubts nothing.
    """
    luck = Random(seed)
    talks = {
        f"{WAVES[i % 2]}_p{i:02}": "".join(
            f"Moderator: And {t}?\nP{i:02}: {luck.choice(('yes', 'no', 'maybe', 'maybe'))} {t}.\n"
            for t in range(turns)
        )
        for i in range(people)
    }
    small_study(folder, TOML, **talks)
    (folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    rows = (f"P{i:02},P{i:02},{'north' if i < people // 2 else 'south'}" for i in range(people))
    (folder / "people.csv").write_text(
        "\n".join(["speaker,participant,place", *rows]) + "\n", "utf-8"
    )
    study = Study.open(folder)
    study.ingest()
    study.link()
    machine_codes(study, Random(seed + 1))
    return study


def machine_codes(study: Study, luck: Random) -> None:
    """What the machine says: two thirds of the trust, and a tenth of what is none."""
    with Store(study.root / "study.db").writing() as shelves:
        turns = speech(shelves)
        shelves.codings.add_coder(Coder("machine", "machine", "1"))
        found = [
            Coding(Passage.whole(turn), "trust", "machine", score=0.8)
            for turn in turns
            if luck.random() < (0.67 if holds(turn, "trust") else 0.1)
        ]
        shelves.codings.add(found, {"trust": "v1"}, None)
        shelves.coverage.set_read("machine", [turn.id or 0 for turn in turns], None)


def speech(shelves: Shelves) -> list[Turn]:
    """What everyone but the moderator says, in order."""
    said = (turn for each in shelves.transcripts.list() for turn in each.turns)
    return [turn for turn in said if turn.speaker != "Moderator"]


def holds(turn: Turn, code: str) -> bool:
    """Whether a code is truly there."""
    return turn.text.startswith({"trust": "yes", "doubt": "no"}[code])


def judge(study: Study, coder: str, queue: str = "assigned", limit: int = 0) -> int:
    """Let somebody who is always right read; returns how many turns."""
    review = study.review(coder, queue=queue, limit=limit)
    n = 0
    while (card := review.card()) is not None:
        for code in card.codes:
            if holds(card.turn, code.id):
                review.accept(card, code.id, (0, len(card.turn.text)), "+")
        review.close(card)
        n += 1
    return n


def truth(study: Study, *codes: str, unit: str = "turn") -> float:
    """The share of turns or people in which any of these codes truly is."""
    with Store(study.root / "study.db").reading() as shelves:
        turns = speech(shelves)
    found: dict[object, bool] = {}
    for turn in turns:
        key = turn.id if unit == "turn" else turn.speaker
        found[key] = found.get(key, False) or any(holds(turn, code) for code in codes)
    return sum(found.values()) / len(found)
