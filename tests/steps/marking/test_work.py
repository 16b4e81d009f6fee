"""How far people have come with each transcript."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.errors import StudyError
from study.example import example_study


def test_each_transcript_tells_who_read_and_coded(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    april, may = study.work()
    assert (april.wave, april.group, april.turns, april.people) == ("April", "leaders", 8, 3)
    assert april.read == {"kim": 2, "lee": 2}
    assert april.codings == {"kim": 2, "lee": 1}
    assert may.read == {"kim": 4, "lee": 3}
    assert april.last == max(str(each["at"]) for each in study.judgements())


def test_blind_shows_ones_own_work_alone(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    [may] = study.work("May/freelancers", coder="Kim", blind=True)
    assert (may.read, may.codings) == ({"kim": 4}, {"kim": 3})


def test_what_does_not_hold_is_no_coding(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    [proposal] = study.marked("April/leaders", coder="kim").proposals
    act = study.marking("kim").reject(proposal.id or 0)
    [april] = study.work("April/leaders")
    assert april.codings["kim"] == 2
    assert april.last == act.judgement.at


def test_reading_for_some_codes_is_not_reading(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    study.add_code("Work", by="kim")
    assert study.work("April/leaders")[0].read == {}
    turn = study.transcript("April/leaders").turns[2]
    study.marking("kim").read([turn.id or 0])
    assert study.work("April/leaders")[0].read == {"kim": 1}


def test_an_unknown_transcript_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no transcript 'April/leader'"):
        example_study(tmp_path).work("April/leader")
