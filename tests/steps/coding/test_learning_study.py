"""A study that learns from what people judge, from its files to its stored scores."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builders import SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.cli.main import main
from interviewkit.errors import StudyError
from interviewkit.model import Calibration
from interviewkit.wording.numbers import percent

LONELY = (
    "I hardly talk to anyone at the office now.",
    "My colleagues and I hardly talk to each other.",
    "Since then I sit alone and speak with nobody all day.",
    "I feel cut off from my team and lonely at my desk.",
)
ELSE = (
    "The coffee in the kitchen is good.",
    "The new tool writes letters rather quickly.",
    "I check the numbers twice before I send them.",
    "My train was late again this morning.",
)
RULES_ONLY = SMALL_TOML + '[coding]\ncoders = ["rules", "learned"]\n'


def interviews(n: int = 12) -> dict[str, str]:
    """Interviews of one person each, who say two lonely things and two others, in turns."""
    talks = {}
    for who in range(n):
        lines = [LONELY[who % 4], ELSE[who % 4], LONELY[(who + 1) % 4], ELSE[(who + 2) % 4]]
        talks[f"t{who:02d}"] = "".join(
            f"Moderator: And then?\nPerson{who}: {line}\n" for line in lines
        )
    return talks


def judged(
    folder: Path, study: Study, coder: str = "eva", code: str = "isolation", people: int = 12
) -> None:
    """What someone says who reads the first so many interviews and finds the lonely turns."""
    rows = ["transcript,turn,code,coder"]
    for who in range(people):
        rows += [
            f"t{who:02d},{turn},{code if turn in (2, 6) else ''},{coder}" for turn in (2, 4, 6, 8)
        ]
    path = folder / f"{coder}.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    study.import_codings(path)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    found = Study.open(small_study(tmp_path / "study", RULES_ONLY, **interviews()))
    found.ingest()
    return found


def scores(study: Study) -> dict[str, dict[int, float]]:
    with study._site.store.reading() as shelves:
        return shelves.scores.get("machine")


def turns_read(study: Study) -> set[int]:
    with study._site.store.reading() as shelves:
        return shelves.coverage.read_by("machine")


def test_before_anyone_judged_the_machine_is_alone_and_scores_every_turn(study: Study) -> None:
    outcome = study.code()
    assert outcome.facts["codings"] == {"rules": 12, "machine": 12}
    found = scores(study)
    assert set(found) == {"isolation"}
    assert set(found["isolation"]) == turns_read(study)
    assert len(found["isolation"]) == 48
    assert all(0 <= score <= 1 for score in found["isolation"].values())
    with pytest.raises(StudyError, match="nobody has judged"):
        study.calibration()


def test_what_was_judged_is_learnt_once(study: Study, tmp_path: Path) -> None:
    study.code()
    before = scores(study)["isolation"]
    judged(tmp_path, study)
    outcome = study.code()
    assert outcome.did
    assert any(
        say.startswith("isolation: learnt from 48 turns of 12 people") for say in outcome.says
    )
    after = scores(study)["isolation"]
    assert set(after) == set(before)
    assert all(math.isfinite(score) for score in after.values())
    learned, machine = study.codings(coders=["learned"]), study.codings(coders=["machine"])
    assert [(c.passage, c.score) for c in learned] == [(c.passage, c.score) for c in machine]
    assert len(learned) > 12  # the rules alone find twelve
    assert {e.kind for c in machine for e in c.evidence} == {"pattern", "example"}
    assert not study.code().did  # the same judgements again: nothing new
    (row,) = study.calibration()
    assert isinstance(row, Calibration)
    assert (row.learnt, row.judged, row.found, row.people) == (True, 48, 24, 12)
    assert row.kappa > 0.5
    assert row.interval is not None
    assert sum(bin.n for bin in row.curve) == 48


def test_a_judged_turn_is_scored_without_its_persons_judgements(
    study: Study, tmp_path: Path
) -> None:
    """Turning over all that is said of one person's turns leaves their scores as they are."""
    judged(tmp_path, study)
    study.code()
    mine = {c.id: c for c in study.transcript("t00").turns if c.id in scores(study)["isolation"]}
    before = {turn: scores(study)["isolation"][turn] for turn in mine}
    with study._site.store.writing() as shelves:
        turns = {turn.id or 0: turn for turn in mine.values()}
        own = shelves.codings.list(turns, coders=["eva"])
        assert len(own) == 2
    from interviewkit.model import Coding, Passage

    with study._site.store.writing() as shelves:
        shelves.codings.retire([c.id or 0 for c in own], 1)
        held = {c.passage.turn.id for c in own}
        turned = [
            Coding(Passage.whole(turn), "isolation", "eva")
            for key, turn in turns.items()
            if key not in held
        ]
        shelves.codings.add(turned, {"isolation": ""}, None)
    assert study.code().did
    after = {turn: scores(study)["isolation"][turn] for turn in mine}
    assert after == pytest.approx(before, abs=1e-6)


def test_all_judgements_taken_back_leave_the_machine_as_it_was(
    study: Study, tmp_path: Path
) -> None:
    study.code()
    before = study.codings(coders=["machine"])
    judged(tmp_path, study)
    study.code()
    with study._site.store.writing() as shelves:
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        own = shelves.codings.list(turns, coders=["eva"])
        shelves.codings.retire([c.id or 0 for c in own], 1)
        shelves.coverage.set_read("eva", [], None)
    study.code()
    again = study.codings(coders=["machine"])
    assert [(c.passage, c.score) for c in again] == [(c.passage, c.score) for c in before]
    assert not study.codings(coders=["learned"])


def test_codings_of_a_code_that_the_codebook_lost_are_left_out_and_listed(
    study: Study, tmp_path: Path
) -> None:
    judged(tmp_path, study)
    book = study.root / "codebook.yaml"
    text = book.read_text("utf-8")
    book.write_text(text.replace("id: isolation", "id: distance"), "utf-8")
    outcome = study.code()
    assert any("the codebook lacks: isolation (24)" in say for say in outcome.says)
    assert outcome.facts["not_in_codebook"] == {"isolation": 24}


def test_a_changed_code_is_still_learnt_and_said_to_be_older(study: Study, tmp_path: Path) -> None:
    judged(tmp_path, study)
    book = study.root / "codebook.yaml"
    text = book.read_text("utf-8")
    book.write_text(text.replace("Weaker ties", "Much weaker ties"), "utf-8")
    outcome = study.code()
    assert outcome.facts["judged_before_change"] == {"isolation": 24}
    assert any("although the code was changed since: isolation (24)" in s for s in outcome.says)
    assert any(say.startswith("isolation: learnt") for say in outcome.says)


def test_five_judged_turns_and_one_class_teach_nothing_yet(study: Study, tmp_path: Path) -> None:
    judged(tmp_path, study, people=1)
    outcome = study.code()
    assert any("not learnt, as only 4 judged turns, it takes 10" in say for say in outcome.says)
    judged(tmp_path, study, coder="ben", people=2)
    assert any("only 8 judged turns, it takes 10" in say for say in study.code().says)
    (row,) = study.calibration()
    assert not row.learnt
    assert row.judged == 8


def test_coders_who_read_disjoint_turns_teach_together(study: Study, tmp_path: Path) -> None:
    judged(tmp_path, study, people=5)
    rows = ["transcript,turn,code,coder"]
    for who in range(5, 12):
        rows += [f"t{who:02d},{t},{'isolation' if t in (2, 6) else ''},ben" for t in (2, 4, 6, 8)]
    (tmp_path / "ben.csv").write_text("\n".join(rows) + "\n", "utf-8")
    study.import_codings(tmp_path / "ben.csv")
    study.code()
    (row,) = study.calibration()
    assert (row.learnt, row.judged, row.people) == (True, 48, 12)


def test_agreement_says_that_the_machine_did_not_learn_from_the_person(
    study: Study, tmp_path: Path
) -> None:
    study.code()
    judged(tmp_path, study)
    assert not any(
        "learnt" in note for row in study.agreement("eva", "machine") for note in row.notes
    )
    study.code()
    *_, pooled = study.agreement("eva", "machine")
    assert any("isolation; the machine coded each participant" in note for note in pooled.notes)
    (row,) = study.calibration()
    assert pooled.kappa == pytest.approx(row.kappa)


def test_the_queue_asks_what_the_learned_coder_cannot_tell(study: Study, tmp_path: Path) -> None:
    """Turns are drawn by their probability, also where no machine proposes anything."""
    judged(tmp_path, study, people=8)
    study.code()
    proposed = {c.passage.turn.id for c in study.codings(coders=["machine"])}
    session = study.review("ben", queue="uncertain", random_share=0.0)
    lessons = session.source.lessons  # type: ignore[attr-defined]
    unproposed = [turn for turn, _ in lessons if turn not in proposed]
    assert len(unproposed) > 5


def test_the_command_tells_what_holds_and_the_curve(study: Study, tmp_path: Path) -> None:
    judged(tmp_path, study)
    study.code()
    where = ["--study", str(study.root)]
    told = CliRunner().invoke(main, ["coding", "calibration", *where])
    assert told.exit_code == 0
    assert "isolation  yes" in told.output
    curve = CliRunner().invoke(
        main, ["coding", "calibration", "isolation", "--format", "csv", *where]
    )
    assert curve.output.startswith("score from,to,turns,promised,held,low,high\n")
    rows = json.loads(
        CliRunner().invoke(main, ["coding", "calibration", "--format", "json", *where]).output
    )
    assert rows[0]["judged"] == 48
    wrong = CliRunner().invoke(main, ["coding", "calibration", "isolatoin", *where])
    assert wrong.exit_code == 1
    assert "no code 'isolatoin'" in wrong.stderr


def test_who_decides_is_told_and_kept(study: Study, tmp_path: Path) -> None:
    judged(tmp_path, study)
    outcome = study.code()
    (row,) = study.calibration()
    assert row.by_judgements is not None
    assert 0 <= row.by_judgements <= 1
    told = f"; decided by judgements {percent(row.by_judgements)}, machine "
    assert any(told in say for say in outcome.says)
    kept: Any = outcome.facts["learned"]
    assert kept["isolation"]["by_judgements"] == row.by_judgements


def test_a_code_of_one_person_is_not_tested_yet(study: Study, tmp_path: Path) -> None:
    rows = ["transcript,turn,code,coder"]
    for who in range(3):
        rows += [
            f"t{who:02d},{turn},{'isolation' if who == 0 and turn in (2, 6) else ''},eva"
            for turn in (2, 4, 6, 8)
        ]
    (tmp_path / "eva.csv").write_text("\n".join(rows) + "\n", "utf-8")
    study.import_codings(tmp_path / "eva.csv")
    (said,) = [say for say in study.code().says if say.startswith("isolation: learnt")]
    assert said.endswith(
        "not tested yet, as without some of the participants, no judged turn has it"
    )
    (row,) = study.calibration()
    assert row.learnt
    assert "without some of the participants" in row.why


def test_two_codes_of_an_exclusive_codebook_are_told(study: Study, tmp_path: Path) -> None:
    book = study.root / "codebook.yaml"
    two = book.read_text("utf-8") + "  - {id: distance, label: Distance, definition: Far away.}\n"
    book.write_text(two, "utf-8")
    judged(tmp_path, study)
    judged(tmp_path, study, code="distance", people=3)
    assert not any("is exclusive" in line for line in study.code().says)
    book.write_text("exclusive: true\n" + two, "utf-8")
    told = "the codebook is exclusive, yet people gave 6 turns two of its codes"
    assert any(line.startswith(told) for line in study.code().says)


def test_what_means_the_same_is_nowhere_called_changed(study: Study, tmp_path: Path) -> None:
    judged(tmp_path, study)

    def told() -> tuple[bool, bool, bool]:
        in_code = any("the code was changed since" in line for line in study.code().says)
        row = study.agreement("eva", "machine")[0]
        in_agreement = any("before the code was changed" in note for note in row.notes)
        return in_code, in_agreement, bool(study.outdated())

    study.edit_code("isolation", by="eva", label="Being apart")
    assert told() == (False, False, False)
    study.edit_code("isolation", by="eva", definition="Something else.")
    assert told() == (True, True, True)
