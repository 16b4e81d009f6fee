"""What stands in a transcript, and what changed there since a page was drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import propose, review_study
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.model import MarkedTranscript
from interviewkit.store.database import Store


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def turn_id(study: Study, position: int) -> int:
    return study.transcript("talk").turns[position - 1].id or 0


def proposed(marked: MarkedTranscript) -> list[tuple[int, str, str]]:
    return [(e.passage.turn.position, e.code, e.passage.quote) for e in marked.proposals]


def test_page_and_queue_propose_the_same(study: Study) -> None:
    propose(study, 6, "They are fine, I suppose.", "trust", 0.2, coder="examples")
    study.marking("ana").code(turn_id(study, 2), (0, 40), "isolation", "-")
    study.marking("ana").code(turn_id(study, 4), (24, 45), "trust")
    review = study.review("ana", queue="all")
    of_queue = []
    while (card := review.card()) is not None:
        of_queue += card.proposals
        review.skip(card)
    of_page = study.marked("talk", coder="ana").proposals
    assert list(of_page) == of_queue
    assert [each.evidence for each in of_page] == [each.evidence for each in of_queue]
    assert proposed(study.marked("talk", coder="ana")) == [
        (4, "isolation", "We talk more than ever."),
        (8, "isolation", "Nobody calls."),
        (12, "trust", "I trust it with the numbers."),
    ]


def test_without_a_reader_what_anybody_answered_is_settled(study: Study) -> None:
    first = study.marked("talk").proposals[0]
    study.marking("ana").reject(first.id or 0)
    assert first.id not in [each.id for each in study.marked("talk").proposals]
    assert first.id in [each.id for each in study.marked("talk", coder="ben").proposals]


def test_a_transcript_shows_who_said_and_read_what(study: Study) -> None:
    ana, ben = study.marking("ana"), study.marking("ben")
    ana.code(turn_id(study, 2), (0, 8), "isolation", memo="strong")
    ana.read([turn_id(study, 2), turn_id(study, 3)])
    ben.code(turn_id(study, 4), (0, 7), "trust")
    marked = study.marked("talk", coder="ana")
    assert [speaker.label for speaker in marked.speakers] == ["Moderator", "Ana"]
    assert [speaker.role for speaker in marked.speakers] == ["moderator", "participant"]
    assert marked.questions[turn_id(study, 4)] == "Question 2?"
    assert turn_id(study, 3) not in marked.questions
    assert marked.reads == {
        "ana": frozenset({turn_id(study, 2), turn_id(study, 3)}),
        "ben": frozenset(),
    }
    assert [memo.memo for memo in marked.memos] == ["strong"]
    by = {each.coder for each in marked.codings}
    assert by == {"ana", "ben", "machine", "rules", "examples"}
    assert marked.persons == {"ana", "ben"}


def test_who_reads_blind_sees_what_is_their_own(study: Study) -> None:
    for name in ("ana", "ben"):
        one = study.marking(name)
        one.code(turn_id(study, 2), (0, 8), "isolation", memo=f"by {name}")
        one.read([turn_id(study, 2)])
    marked = study.marked("talk", coder="Ana", blind=True)
    assert {each.coder for each in marked.codings} == {"ana"}
    assert (marked.proposals, list(marked.reads)) == ((), ["ana"])
    assert [memo.memo for memo in marked.memos] == ["by ana"]


def test_a_turn_read_for_some_codes_is_not_read(study: Study) -> None:
    review = study.review("ana", queue="all", codes=["trust"])
    card = review.card()
    assert card is not None
    review.close(card)
    assert study.marked("talk").reads == {"ana": frozenset()}
    study.marking("ana").read([card.turn.id or 0])
    assert study.marked("talk").reads == {"ana": frozenset({card.turn.id})}


def test_a_transcript_that_is_not_there_is_told(study: Study) -> None:
    with pytest.raises(StudyError, match="no transcript 'tolk'"):
        study.marked("tolk")


def test_segments_and_attributes_of_speakers_are_shown(tmp_path: Path) -> None:
    from study.example import example_study

    study = example_study(tmp_path / "six")
    ana = next(e for e in study.marked("April/leaders").speakers if e.label == "Ana")
    assert (ana.participant, ana.segments) == ("Ana", ("tired",))


# -- what changed ---------------------------------------------------------------------------------


def test_nothing_changed_is_told_shortly(study: Study) -> None:
    mark = study.marked("talk").mark
    told = study.changes("talk", mark)
    assert (told.mark, told.is_anew, told.codings, told.memos) == (mark, False, (), None)


def test_another_window_follows_every_act(study: Study) -> None:
    ana = study.marking("ana")
    mark = study.marked("talk", coder="ben").mark
    old = ana.code(turn_id(study, 2), (0, 8), "isolation").added[0]
    told = study.changes("talk", mark, coder="ben")
    assert ([each.id for each in told.codings], told.retired) == ([old.id], ())
    assert list(told.proposals) == [turn_id(study, 2)]
    new = ana.change(old.id or 0, span=(0, 12)).added[0]
    ana.read([turn_id(study, 2), turn_id(study, 4)])
    later = study.changes("talk", told.mark, coder="ben")
    assert ([each.id for each in later.codings], later.retired) == ([new.id], (old.id,))
    assert later.reads == {"ana": frozenset({turn_id(study, 2), turn_id(study, 4)})}
    assert [each.act for each in later.judgements] == ["change", "read"]
    ana.undo()
    ana.undo()
    last = study.changes("talk", later.mark, coder="ben")
    assert ([each.id for each in last.codings], last.retired) == ([old.id], (new.id,))
    assert last.reads == {"ana": frozenset()}


def test_memos_are_told_where_they_changed(study: Study) -> None:
    ana = study.marking("ana")
    mark = study.marked("talk").mark
    ana.code(turn_id(study, 2), (0, 8), "isolation", memo="strong")
    told = study.changes("talk", mark)
    assert told.memos is not None
    assert [memo.memo for memo in told.memos] == ["strong"]
    ana.undo()
    assert study.changes("talk", told.mark).memos == ()


def test_what_machines_take_back_is_told(study: Study) -> None:
    marked = study.marked("talk", coder="ana")
    with Store(study.root / "study.db").writing() as shelves:
        from interviewkit.model import Run

        run = shelves.runs.add(Run("code", "anew"))
        shelves.codings.retire([marked.proposals[0].id or 0], run)
    told = study.changes("talk", marked.mark, coder="ana")
    assert told.retired == (marked.proposals[0].id,)
    assert told.proposals == {turn_id(study, 2): ()}


def test_who_reads_blind_is_told_nothing_of_others(study: Study) -> None:
    study.marking("ana").code(turn_id(study, 2), (0, 8), "isolation")
    mark = study.marked("talk", coder="ana", blind=True).mark
    study.marking("ben").code(turn_id(study, 2), (0, 8), "trust", memo="no")
    told = study.changes("talk", mark, coder="ana", blind=True)
    assert (told.codings, told.proposals, told.reads, told.memos) == ((), {}, {}, None)
    assert (told.judgements, told.is_anew) == ((), False)


@pytest.mark.parametrize("change", ["transcript", "codebook", "nonsense", "backup"])
def test_what_cannot_be_followed_is_loaded_again(study: Study, change: str) -> None:
    mark = study.marked("talk").mark
    if change == "transcript":
        file = study.root / "transcripts" / "talk.txt"
        file.write_text(file.read_text("utf-8").replace("coffee", "tea"), "utf-8")
        study.ingest()
    elif change == "codebook":
        file = study.root / "codebook.yaml"
        file.write_text(file.read_text("utf-8").replace("fewer talks", "fewer calls"), "utf-8")
    else:
        mark = {"nonsense": "x-1", "backup": f"9999.{mark.split('.', 1)[1]}"}[change]
    assert study.changes("talk", mark).is_anew


def test_other_transcripts_do_not_disturb(tmp_path: Path) -> None:
    from study.example import example_study

    study = example_study(tmp_path / "six")
    mark = study.marked("April/leaders").mark
    turn = study.transcript("May/freelancers").turns[2]
    study.marking("kim").code(turn.id or 0, (0, 6), "isolation")
    told = study.changes("April/leaders", mark)
    assert (told.codings, told.judgements, told.reads) == ((), (), {})
