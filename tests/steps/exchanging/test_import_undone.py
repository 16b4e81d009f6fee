"""An import is one act: taken back whole, done again whole, never by a key pressed too often."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import review_study, standing
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.model import Card
from interviewkit.store.database import Store

ROWS = (
    "transcript,turn,quote,code,coder\n"
    "talk,2,hardly talk,isolation,eva\ntalk,4,,,eva\ntalk,6,,trust,dan\n"
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def take_in(study: Study, text: str = ROWS, **how: str) -> int:
    file = study.root / "codings.csv"
    file.write_text(text, "utf-8")
    entry = study.import_codings(file, **how).facts["entry"]
    assert isinstance(entry, int)
    return entry


def state(study: Study) -> object:
    """All that people coded and read, and what is in the audit."""
    with Store(study.root / "study.db").reading() as shelves:
        reads = {name: shelves.coverage.of(name) for name in ("eva", "dan")}
        draws = [(each.turn_id, each.probability) for each in shelves.draws.list()]
    return [standing(study, name) for name in ("eva", "dan")], reads, draws


def test_an_import_is_undone_and_done_again_whole(study: Study) -> None:
    empty = ([[], []], {"eva": {}, "dan": {}}, [])
    entry = take_in(study, chance="0.5")
    full = state(study)
    undone = study.undo(entry=entry)
    assert state(study) == empty
    assert "2 codings, 3 turns read and 3 drawn turns" in undone.memo
    redone = study.undo(entry=undone.id)
    assert state(study) == full
    study.undo(entry=entry)
    assert state(study) == empty
    with pytest.raises(StudyError, match="is undone already"):
        study.undo(entry=redone.id)


def test_the_log_has_an_entry_for_each_coder_of_a_file(study: Study) -> None:
    entry = take_in(study)
    rows = [(row["coder"], row["act"], row["memo"]) for row in study.judgements()]
    assert rows == [
        ("eva", "import", "codings.csv: 1 codings, 2 turns read"),
        ("dan", "import", "codings.csv: 1 codings, 1 turns read"),
    ]
    study.undo(coder="dan")
    assert [row["stands"] for row in study.judgements()] == [False, False, True, True]
    assert study.undo(entry=entry + 2).coder == "eva"


def test_what_was_here_before_an_import_stays(study: Study) -> None:
    take_in(study, "transcript,turn,quote,code,coder\ntalk,2,hardly talk,isolation,eva\n")
    before = state(study)
    study.undo(entry=take_in(study))
    assert state(study) == before
    take_in(study)
    assert take_in(study) == 0


def test_an_import_that_a_later_judgement_rests_on_is_kept(study: Study) -> None:
    entry = take_in(study)
    session = study.review("eva", queue="all")
    [own] = study.codings(coders=["eva"])
    card = Card(own.passage.turn, study.codebook()[0].codes)
    session.withdraw(card, own)
    with pytest.raises(StudyError, match="rests on codings of that import"):
        study.undo(entry=entry)
    session.undo()
    assert session.undo() is None  # the import comes before it, and is no key's affair
    study.undo(entry=entry)
    assert standing(study, "eva") == []


def test_an_import_is_taken_back_after_the_transcript_changed(study: Study) -> None:
    entry = take_in(study)
    path = study.root / "transcripts" / "talk.txt"
    path.write_text(path.read_text("utf-8").replace("any more. The", "any more.  The"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("I hardly", "Oh, I hardly"), "utf-8")
    study.ingest()
    assert len(standing(study, "eva")) == 1
    study.undo(entry=entry)
    assert standing(study, "eva") == []


def test_an_import_is_backed_up_only_where_people_worked(study: Study) -> None:
    take_in(study)
    assert study._site.store.backups.every() == []
    take_in(study, ROWS + "talk,8,,trust,dan\n")
    [kept] = study._site.store.backups.every()
    assert kept.reason == "import"
    assert kept.work == {
        "eva": {"codings": 1, "read": 2, "log": 1},
        "dan": {"codings": 1, "read": 1, "log": 1},
    }


def test_a_code_of_later_was_not_looked_for(study: Study) -> None:
    take_in(study)
    with Store(study.root / "study.db").reading() as shelves:
        assert len(shelves.coverage.read_by("eva", ("isolation", "trust"))) == 2
        assert shelves.coverage.read_by("eva", ("a_code_of_later",)) == set()
