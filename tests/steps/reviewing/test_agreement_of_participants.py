"""Agreement is about what participants say: nobody agrees by not coding the moderator."""

from __future__ import annotations

from pathlib import Path

from interviewkit import Study
from study.example import example_study


def test_turns_of_moderators_are_no_agreement(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    talk = study.transcript("April/leaders")
    for name in ("kim", "lee"):
        study.marking(name).read([turn.id for turn in talk.turns])
    assert count_turns(study) == 9  # six of April, three of May
    settings = study.root / "study.toml"
    settings.write_text(f'{settings.read_text()}\n[passages]\nspeech = "all"\n')
    assert count_turns(Study.open(tmp_path)) == 11


def count_turns(study: Study) -> int:
    """How many turns the agreement of Kim and Lee on isolation rests on."""
    return next(row.n for row in study.agreement("kim", "lee") if row.code == "isolation")
