"""What people make of topics: names and merges, which stand over a refit and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_topics import build_fit, place_fit
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.model import Run, Topic, TopicFit
from interviewkit.steps.coding.discover import _save
from interviewkit.store.database import Store
from study.example import example_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = example_study(tmp_path)
    place_fit(study)
    return study


def sizes(study: Study) -> dict[int, int]:
    return {each.number: each.size for each in study.topics().topics}


def refit(study: Study, order: tuple[int, ...]) -> None:
    """Topics found anew: the same turns together, under other numbers."""
    with Store(study.root / "study.db").writing() as shelves:
        turns = [t for t in shelves.transcripts.turns() if t.speaker != "Moderator"]
        run = shelves.runs.add(Run("discover", f"again {order}"))
        _save(shelves, turns, build_fit(turns, order), run)


def test_merged_topics_count_as_one(study: Study) -> None:
    before = sizes(study)
    entry = study.merge_topics(1, 0, by="kim")
    [first, *_] = [each for each in study.topics().topics if each.number == 0]
    assert sizes(study) == {n: size for n, size in before.items() if n != 1} | {
        0: before[0] + before[1]
    }
    assert first.merged == (1,)
    assert [word for word, _ in first.keywords] == ["hardly", "judge"]
    assert {voice["participant"] for voice in study.topic_voices(0)} == {"Ana", "Dan", "Eve"}
    assert set(study.topics().assignment) == {-1, 0, 2}
    undone = study.undo(entry=entry.id)
    assert sizes(study) == before
    study.undo(entry=undone.id)
    assert sizes(study)[0] == before[0] + before[1]


def test_a_merge_of_merged_topics_is_followed(study: Study) -> None:
    total = sum(size for n, size in sizes(study).items() if n >= 0)
    study.merge_topics(2, 1, by="kim")
    study.merge_topics(1, 0, by="kim")
    assert sizes(study)[0] == total


@pytest.mark.parametrize(
    ("number", "into", "why"),
    [(0, 0, "one already"), (-1, 0, "is no topic"), (7, 0, "no topic 7"), (1, 2, "merged into")],
)
def test_what_cannot_be_merged_is_told(study: Study, number: int, into: int, why: str) -> None:
    if why == "merged into":
        study.merge_topics(1, 0, by="kim")
    with pytest.raises(StudyError, match=why):
        study.merge_topics(number, into, by="kim")


def grown(study: Study) -> Study:
    """Each subject is spoken of often enough to be known again."""
    text = "".join(
        f"Ana: I hardly talk, {n}.\nBen: It does not judge, {n}.\nCleo: I work at home, {n}.\n"
        for n in range(4)
    )
    (study.root / "transcripts/April/leaders.txt").write_text(text, "utf-8")
    study.ingest()
    place_fit(study)
    return study


def test_merges_and_names_stand_over_a_refit(study: Study) -> None:
    grown(study)
    entry = study.merge_topics(1, 0, by="kim")
    study.name_topic(0, "Ties", by="kim")
    merged = sizes(study)[0]
    refit(study, (2, 0, 1))
    [found] = [each for each in study.topics().topics if each.merged]
    assert (found.number, found.size, found.merged, found.name) == (2, merged, (0,), "Ties")
    study.undo(entry=entry.id)
    assert not any(each.merged for each in study.topics().topics)


def test_a_merge_undone_stays_undone_over_a_refit(study: Study) -> None:
    grown(study)
    entry = study.merge_topics(1, 0, by="kim")
    study.undo(entry=entry.id)
    refit(study, (2, 0, 1))
    assert not any(each.merged for each in study.topics().topics)


def test_a_name_is_undone_in_every_fit(study: Study) -> None:
    grown(study)
    study.name_topic(0, "Ties", by="kim")
    renamed = study.name_topic(0, "Bonds at work", by="lee")
    refit(study, (2, 0, 1))
    assert study.topics().topic(2) is not None
    study.undo(entry=renamed.id)
    assert [each.name for each in study.topics().topics if each.name] == ["Ties"]


def test_a_name_is_undone_before_what_it_replaced(study: Study) -> None:
    first = study.name_topic(0, "Ties", by="kim")
    study.name_topic(0, "Bonds", by="lee")
    with pytest.raises(StudyError, match="named anew"):
        study.undo(entry=first.id)


def test_people_of_waves_are_counted_once(study: Study) -> None:
    rows = {(row.topic, row.wave): (row.people, row.of, row.turns) for row in study.topic_waves()}
    assert rows[1, "April"] == (1, 3, 1)
    assert rows[1, "May"] == (2, 3, 2)
    assert study.topic_people()[1] == 3


def test_a_topic_becomes_a_code(study: Study) -> None:
    voice = study.topic_voices(1)[1]
    made = study.code_topic(1, by="kim", label="Not judged", turns=[voice["id"]])
    code = next(each for each in study.codebook()[0].codes if each.id == made.ids[0])
    assert code.label == "Not judged"
    assert [each.text for each in code.examples] == ["It does not judge."]
    assert code.definition == "What people say with words like judge and never."
    study.undo(entry=made.entry)
    assert made.ids[0] not in study.codebook()[0].code_ids


def test_topics_merge_by_the_larger_weight() -> None:
    words = (("a", 0.2), ("b", 0.1)), (("b", 0.3), ("c", 0.05))
    topics = tuple(Topic(n, n + 1, words[n], (n,), x=float(n)) for n in (0, 1))
    [found] = TopicFit(topics, (0, 1, 1)).merged({1: 0}).topics
    assert found.keywords == (("b", 0.3), ("a", 0.2))
    assert (found.size, found.representatives, round(found.x, 3)) == (3, (0, 1), 0.667)
