"""Coders as they are in a study: what they read, for which codes, and what is told of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import SAID, review_study
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.model import CERTIFIED, Coder, Comparison
from interviewkit.model.agreement import WITH_CONSENSUS, WITH_MACHINE
from interviewkit.store.database import Store

QUICK = Comparison(resamples=0)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def review(study: Study, coder: str, *codes: str, blind: bool = True) -> None:
    """Read every turn to its end, with these codes in mind, and accept what is proposed."""
    session = study.review(coder, queue="all", codes=codes, blind=blind, limit=0)
    while (card := session.card()) is not None:
        for each in card.proposals:
            place = (each.passage.start, each.passage.end)
            session.accept(card, each.code, place, each.polarity)
        session.close(card)


def test_coders_who_read_for_some_codes_are_compared_on_these(study: Study) -> None:
    review(study, "ana", "isolation", blind=True)
    review(study, "ben", blind=True)
    review(study, "cleo", "trust", blind=True)
    found = {each.coders: each for each in study.compare_coders("ana", "ben", "cleo", how=QUICK)}
    codes = {pair: [row.code for row in each.figures] for pair, each in found.items()}
    assert codes["ana", "ben"] == ["isolation", "all codes"]
    assert codes["ben", "cleo"] == ["trust", "all codes"]
    assert codes["ana", "cleo"] == ["all codes"]
    assert not found["ana", "cleo"].has_overlap
    whole = found["ana", "ben", "cleo"]
    assert [(row.code, row.coders) for row in whole.figures[:2]] == [
        ("isolation", ("ana", "ben")),
        ("trust", ("ben", "cleo")),
    ]
    with pytest.raises(StudyError, match="no turn in common for the same code"):
        study.agreement("ana", "cleo")


def test_proposals_in_sight_are_told(study: Study) -> None:
    review(study, "ana", blind=False)
    review(study, "ben")
    [people] = study.compare_coders("ana", "ben", how=QUICK)
    assert people.pooled is not None
    n = len(SAID)
    seen = [note for note in people.pooled.notes if "in sight" in note]
    assert seen == [
        f"ana read {n} of {n} turns with the machine's proposals in sight, which makes coders "
        "alike; blind reading tells more"
    ]


def test_the_consensus_is_no_coder_among_others(study: Study) -> None:
    for name in ("ana", "ben", "cleo"):
        review(study, name)
    study.consensus()
    found = study.compare_coders("ana", "ben", "cleo", "consensus", how=QUICK)
    assert found[0].coders == ("ana", "ben", "cleo")
    with_it = [each for each in found if "consensus" in each.coders]
    assert {each.between for each in with_it} == {WITH_CONSENSUS}
    assert len(with_it) == 3
    for each in with_it:
        assert each.pooled is not None
        assert "the consensus is made of what people said" in "; ".join(each.pooled.notes)


def test_a_machine_that_decided_some_turns_is_compared_on_these(study: Study) -> None:
    review(study, "ana")
    review(study, "ben")
    with Store(study.root / "study.db").writing() as shelves:
        shelves.codings.add_coder(Coder(CERTIFIED, "machine", "1"))
        turns = sorted(shelves.coverage.read_by("ana"))
        shelves.coverage.note_read(CERTIFIED, turns[:3], None, ["trust"])
    found = {each.coders: each for each in study.compare_coders("ana", "ben", CERTIFIED, how=QUICK)}
    certified = found["ana", CERTIFIED]
    assert certified.between == WITH_MACHINE
    assert [(row.code, row.n) for row in certified.figures] == [("trust", 3), ("all codes", 3)]
    assert certified.pooled is not None
    assert certified.pooled.pairs[0].second_read == 3
    note = f"{CERTIFIED} does not read for isolation, so that is not compared"
    assert note in certified.pooled.notes
    assert [row.n for row in found["ana", "ben"].figures] == [len(SAID), len(SAID), 2 * len(SAID)]


def test_codings_by_older_texts_are_told_by_coder(study: Study) -> None:
    review(study, "ana", blind=False)
    book = study.root / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("Weaker ties", "Loosened ties"), "utf-8")
    later = Study.open(study.root)
    review(later, "ben", blind=False)
    isolation, *_ = later.agreement("ana", "ben", how=QUICK)
    assert isolation.code == "isolation"
    [note] = [each for each in isolation.notes if "before the code was changed" in each]
    assert "ana" in note
    assert "ben" not in note


def test_one_who_was_given_turns_and_read_none_is_told(study: Study) -> None:
    study.assign(["ana", "ben"], turns=4, overlap=1.0)
    review(study, "ana")
    with pytest.raises(StudyError, match=r"no turn in common \(turns read: ana 8, ben 0\)"):
        study.agreement("ana", "ben")


def test_who_has_read_nothing_is_told_to_read(study: Study) -> None:
    session = study.review("ana", queue="all", blind=True, limit=0)
    card = session.card()
    assert card is not None
    session.memo(card, "came back later")
    with pytest.raises(StudyError, match="turns read: ana 0") as refused:
        study.agreement("ana", "machine")
    assert str(refused.value.hint).startswith("let ana read: interviewkit review --coder ana")
