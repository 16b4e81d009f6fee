"""A study in which a machine scored every turn and people judged some of them by chance."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from builders import small_study
from builders_review import CODEBOOK
from interviewkit import Study
from interviewkit.model import ACCEPTED, Coder, Coding, Passage, Run
from interviewkit.model.review import RANDOM
from interviewkit.steps.reviewing.queue import Frame
from interviewkit.store.database import Store
from interviewkit.store.shelves import Shelves

CODES = ("isolation", "trust")
Truth = Callable[[str, int], bool]


def scored_study(folder: Path, *, people: int = 100, turns: int = 5, toml: str = "") -> Study:
    """Interviews with so many people, scored for both codes."""
    talks = {
        f"talk{who:03}": "".join(
            f"Moderator: Question {i}?\nP{who:03}: I say thing {i} of {who}.\n"
            for i in range(1, turns + 1)
        )
        for who in range(1, people + 1)
    }
    base = '[study]\nname = "S"\n[codebook]\nfile = "codebook.yaml"\n[topics]\nenabled = false\n'
    small_study(folder, base + toml, **talks)
    (folder / "codebook.yaml").write_text(CODEBOOK, "utf-8")
    study = Study.open(folder)
    study.ingest()
    score(study)
    return study


def copied(study: Study, folder: Path) -> Study:
    """The same study elsewhere, to do with as one likes."""
    shutil.copytree(study.root, folder)
    return Study.open(folder)


def store_of(study: Study) -> Store:
    return Store(study.root / "study.db")


def frame_of(study: Study, shelves: Shelves) -> Frame:
    return Frame.of(study._site, shelves)


def holds(code: str, turn: int) -> bool:
    """The truth: isolation in four turns of ten, trust in three."""
    return Random(f"{code} {turn}").random() < (0.4 if code == "isolation" else 0.3)


def sure(code: str, turn: int) -> float:
    """The score of a machine that is nearly always right, and sure of it."""
    luck = Random(f"score {code} {turn}")
    right = luck.random() < 0.995
    return 0.9 + luck.random() / 10 if holds(code, turn) is right else luck.random() / 10


def score(study: Study, how: Callable[[str, int], float] = sure) -> None:
    """Put the machine's scores on the shelf, and mark all turns as read by it."""
    with store_of(study).writing() as shelves:
        turns = list(frame_of(study, shelves).turns)
        version = study.codebook()[0].version
        run = shelves.runs.add(Run("code", "f", codebook_version=version))
        key = shelves.codings.add_coder(Coder("machine", "machine", "1"))
        shelves.scores.replace(key, {c: {t: how(c, t) for t in turns} for c in CODES}, run)
        shelves.coverage.set_read("machine", turns, run)


def judge(
    study: Study, n: int, truth: Truth = holds, *, codes: Iterable[str] = CODES, who: str = "ana"
) -> list[int]:
    """A person reads so many turns of the random sample; returns their ids."""
    wanted = tuple(codes)
    with store_of(study).writing() as shelves:
        frame = frame_of(study, shelves)
        drawn = {each.turn_id for each in shelves.draws.list()}
        pool = set(frame.turns) - drawn
        chosen = Random(len(drawn)).sample(sorted(pool), n)
        shelves.codings.add_coder(Coder(who))
        for turn in chosen:
            draw = frame.draw(turn, RANDOM, wanted, 1 / len(pool), pool)
            shelves.draws.add(draw, None, "2026-01-01")
            pool.remove(turn)
        found = [
            Coding(Passage.cut(frame.turns[t], 0, 5), code, who, status=ACCEPTED)
            for t in chosen
            for code in wanted
            if truth(code, t)
        ]
        versions = {code.id: code.version for code in study.codebook()[0].codes}
        shelves.codings.add(found, versions, None)
        shelves.coverage.note_read(who, chosen, None, wanted)
    return chosen
