"""What people settle on the board: one entry each, which can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.store.database import Store
from study.example import example_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return example_study(tmp_path)


def held(study: Study) -> list[tuple[str, int, str, str, str]]:
    """What the consensus holds."""
    found = study.codings(coders=["consensus"]) if study.disputes()[0].is_settled else []
    return [
        (each.passage.turn.transcript, each.passage.turn.position, each.code, each.polarity,
         each.passage.quote)
        for each in found
    ]  # fmt: skip


def settled(study: Study) -> list[tuple[str, bool]]:
    return [(each.code, each.is_settled) for each in study.disputes()]


def test_what_all_agree_on_goes_along(study: Study) -> None:
    first, second = study.disputes()
    study.settle(first.turn.id or 0, first.code, [(0, 19, "+")], by="kim")
    assert ("April/leaders", 6, "neutrality", "+", "It never judges me.") in held(study)
    assert ("May/freelancers", 2, "isolation", "+", "I hardly talk to anyone.") in held(study)
    assert settled(study) == [("neutrality", True), ("isolation", False)]
    assert second.entry is None
    with Store(study.root / "study.db").reading() as shelves:
        entry = shelves.judgements.standing(["settle"])[0]
        assert entry.change["by"] == "kim"
        read = shelves.coverage.of("consensus")
    # All readers found nothing of isolation there: the consensus says so.
    assert "isolation" in read[first.turn.id or 0]


def test_without_the_rest_only_its_turn_is_written(study: Study) -> None:
    first = study.disputes()[0]
    study.settle(first.turn.id or 0, first.code, [], agreed=False)
    with Store(study.root / "study.db").reading() as shelves:
        assert [*shelves.coverage.of("consensus")] == [first.turn.id]


def test_settling_anew_takes_the_place_of_it(study: Study) -> None:
    first = study.disputes()[0]
    key = first.turn.id or 0
    one = study.settle(key, first.code, [(0, 19, "+")])
    two = study.settle(key, first.code, [(3, 8, "+")], agreed=False)
    assert [c.passage.quote for c in study.disputes()[0].settled] == ["never"]
    with pytest.raises(StudyError, match="rests on"):
        study.undo(entry=one.id)
    study.undo(entry=two.id)
    assert [c.passage.quote for c in study.disputes()[0].settled] == ["It never judges me."]
    assert study.disputes()[0].entry == one.id
    study.undo(entry=one.id)
    assert settled(study) == [("neutrality", False), ("isolation", False)]


def test_another_code_is_read_for_as_well(study: Study) -> None:
    second = study.disputes()[1]
    key = second.turn.id or 0
    study.settle(key, "isolation", [(0, 6, "+")], other="neutrality")
    assert not study.disputes()[1].settled
    found = study.codings(coders=["consensus"], codes=["neutrality"])
    assert [each.passage.quote for each in found if each.passage.turn.id == key] == ["I work"]
    with Store(study.root / "study.db").reading() as shelves:
        assert shelves.coverage.of("consensus")[key] == {"isolation", "neutrality"}


@pytest.mark.parametrize(
    ("code", "found", "why"),
    [
        ("nonsense", [], "no code 'nonsense'"),
        ("neutrality", [(0, 5, "-")], "never coded '-'"),
        ("neutrality", [(5, 5, "+")], "no passage"),
        ("neutrality", [(0, 900, "+")], "no passage"),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    study: Study, code: str, found: list[tuple[int, int, str]], why: str
) -> None:
    before = study.mark()
    with pytest.raises(StudyError, match=why):
        study.settle(study.disputes()[0].turn.id or 0, code, found)
    assert study.mark() == before


def test_workload_counts_each_turn_once(study: Study) -> None:
    study.assign(["kim", "lee"], turns=4, overlap=1.0)
    before = {row["coder"]: row["left"] for row in study.workload()}
    review = study.review("kim")
    card = review.card()
    assert card is not None
    assert review.left() == before["kim"]
    review.close(card)
    [mine] = study.workload(coder="kim")
    assert (mine["queue"], mine["given"], mine["blind"]) == ("assigned", 4, 4)
    assert mine["left"] == review.left()
    assert {row["coder"]: row["left"] for row in study.workload()} == {
        "kim": review.left(),
        "lee": before["lee"],
    }


@pytest.mark.parametrize(("n", "overlap"), [(1, 1.0), (7, 0.3), (10, 0.0), (9, 0.5)])
def test_what_is_foreseen_is_dealt(study: Study, n: int, overlap: float) -> None:
    foreseen = study.foresee_assignment(["kim", "lee", "max"], n=min(n, 6), overlap=overlap)
    dealt = study.assign(["kim", "lee", "max"], turns=min(n, 6), overlap=overlap, new_coder=True)
    assert dealt.facts["given"] == foreseen


def test_who_has_read_is_told_apart(study: Study) -> None:
    study.assign(["kim", "zoe"], turns=1, overlap=1.0)
    assert "zoe" in [each.name for each in study.coders()]
    assert "zoe" not in [each.name for each in study.coders(who_read=True)]


def test_the_example_of_the_manual_runs(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    text = (Path(__file__).parents[3] / "docs" / "review.md").read_text("utf-8")
    block = next(each for each in text.split("```python\n") if "study.disputes" in each)
    exec(block.split("```")[0], {"study": study})
    assert "It never judges me. neutrality" in capsys.readouterr().out
    assert not study.disputes()[0].settled
    assert study.disputes()[0].is_settled
