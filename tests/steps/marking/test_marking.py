"""What a coder does with any passage, and what the log and the shelves say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import SAID, read, review_study, standing
from interviewkit import Study
from interviewkit.errors import NewCoderError, StudyError
from interviewkit.model import Act, Coding
from interviewkit.steps.marking.marking import Marking
from interviewkit.store.database import Store


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


@pytest.fixture
def ana(study: Study) -> Marking:
    return study.marking("ana")


def turn_id(study: Study, position: int) -> int:
    return study.transcript("talk").turns[position - 1].id or 0


def span_of(position: int, quote: str) -> tuple[int, int]:
    start = SAID[position // 2 - 1].index(quote)
    return start, start + len(quote)


def code(study: Study, who: Marking, position: int, quote: str, of: str = "isolation") -> Coding:
    [made] = who.code(turn_id(study, position), span_of(position, quote), of).added
    return made


def proposal(study: Study, position: int) -> Coding:
    found = study.marked("talk").proposals
    return next(each for each in found if each.passage.turn.position == position)


def test_a_passage_is_coded_and_saved(study: Study, ana: Marking) -> None:
    act = ana.code(turn_id(study, 6), span_of(6, "They are fine"), "isolation", "-")
    assert [each.passage.quote for each in act.added] == ["They are fine"]
    assert standing(study, "ana") == [(6, "isolation", "-", "accepted", "They are fine")]
    assert (act.judgement.act, act.judgement.id, act.retired) == ("code", 1, ())


def test_saying_it_again_writes_nothing(study: Study, ana: Marking) -> None:
    first = code(study, ana, 6, "They are fine")
    again = ana.code(turn_id(study, 6), span_of(6, "They are fine"), "isolation")
    assert ([each.id for each in again.added], again.judgement.id) == ([first.id], None)
    assert len(study.judgements()) == 1


def test_a_memo_beside_a_coding_is_an_entry_of_its_own(study: Study, ana: Marking) -> None:
    ana.code(turn_id(study, 6), (0, 4), "trust", memo=" why? ")
    assert [(row["act"], row["memo"]) for row in study.judgements()] == [
        ("code", ""),
        ("memo", "why?"),
    ]


def test_a_coding_is_changed_in_one_entry(study: Study, ana: Marking) -> None:
    old = code(study, ana, 2, "I hardly talk")
    act = ana.change(old.id or 0, span=span_of(2, "hardly talk"), polarity="-")
    assert (act.retired, [each.passage.quote for each in act.added]) == ((old.id,), ["hardly talk"])
    assert standing(study, "ana") == [(2, "isolation", "-", "accepted", "hardly talk")]
    ana.undo()
    assert standing(study, "ana") == [(2, "isolation", "+", "accepted", "I hardly talk")]


def test_read_to_here_is_one_entry(study: Study, ana: Marking) -> None:
    turns = [turn_id(study, position) for position in (2, 3, 4)]
    act = ana.read(turns)
    assert (act.read, act.unread) == (tuple(turns), ())
    assert read(study, "ana", "trust") == [2, 3, 4]
    assert len(study.judgements()) == 1
    undone = ana.undo()
    assert undone is not None
    assert (undone.read, undone.unread) == ((), tuple(turns))
    assert read(study, "ana") == []
    ana.redo()
    assert read(study, "ana", "isolation") == [2, 3, 4]


def test_reading_again_writes_nothing(study: Study, ana: Marking) -> None:
    turns = [turn_id(study, 2), turn_id(study, 4)]
    ana.read(turns)
    again = ana.read(turns)
    assert (again.read, again.judgement.id) == (tuple(turns), None)
    assert len(study.judgements()) == 1


def test_only_what_was_unread_is_taken_back(study: Study, ana: Marking) -> None:
    review = study.review("ana", queue="all", codes=["trust"])
    card = review.card()
    assert card is not None
    review.close(card)
    ana.read([card.turn.id or 0, turn_id(study, 4)])
    assert read(study, "ana", "isolation") == [2, 4]
    ana.undo()
    assert (read(study, "ana", "trust"), read(study, "ana", "isolation")) == ([2], [])


def test_turns_become_unread_and_read_again(study: Study, ana: Marking) -> None:
    turns = [turn_id(study, 2), turn_id(study, 4)]
    ana.read(turns)
    ana.unread(turns[:1])
    assert read(study, "ana") == [4]
    with pytest.raises(StudyError, match="entry 2 rests on entry 1"):
        ana.undo(1)
    ana.undo()
    assert read(study, "ana", "trust") == [2, 4]
    ana.undo()
    assert read(study, "ana") == []


def test_who_reads_one_turn_keeps_it_when_its_transcript_changes(
    study: Study, ana: Marking
) -> None:
    ana.read([turn_id(study, 4)])
    file = study.root / "transcripts" / "talk.txt"
    file.write_text(file.read_text("utf-8").replace("coffee", "tea"), "utf-8")
    study.ingest()
    assert read(study, "ana", "trust") == [4]
    ana.undo()
    assert read(study, "ana") == []


def test_a_proposal_is_accepted_and_another_rejected(study: Study, ana: Marking) -> None:
    act = ana.accept(proposal(study, 2).id or 0)
    assert (act.judgement.act, act.proposals) == ("accept", {turn_id(study, 2): ()})
    ana.reject(proposal(study, 12).id or 0)
    assert [(row[0], row[1], row[3]) for row in standing(study, "ana")] == [
        (2, "isolation", "accepted"),
        (12, "trust", "rejected"),
    ]
    assert len(standing(study, "machine")) == 4


def test_accepting_fewer_words_answers_the_proposal(study: Study, ana: Marking) -> None:
    act = ana.accept(proposal(study, 2).id or 0, span=span_of(2, "hardly talk"))
    assert len(act.added) == 1
    assert act.proposals == {turn_id(study, 2): ()}


@pytest.mark.parametrize(("of", "sign"), [("trust", None), (None, "-")])
def test_another_word_for_other_words_rejects_what_was_proposed(
    study: Study, ana: Marking, of: str | None, sign: str | None
) -> None:
    found = proposal(study, 2)
    act = ana.accept(found.id or 0, span=(0, 8), code=of, polarity=sign)
    assert {row[1:] for row in standing(study, "ana")} == {
        (of or "isolation", sign or "+", "accepted", SAID[0][:8]),
        ("isolation", "+", "rejected", found.passage.quote),
    }
    assert act.proposals == {turn_id(study, 2): ()}
    ana.undo()
    assert standing(study, "ana") == []


def test_a_proposal_that_is_gone_meanwhile_can_still_be_accepted(
    study: Study, ana: Marking
) -> None:
    found = proposal(study, 2)
    with Store(study.root / "study.db").writing() as shelves:
        shelves.codings.retire([found.id or 0], 1)
    act = ana.accept(found.id or 0)
    assert [each.passage.quote for each in act.added] == [found.passage.quote]
    assert standing(study, "ana") == [(2, "isolation", "+", "accepted", found.passage.quote)]


def test_withdrawing_twice_does_it_once(study: Study, ana: Marking) -> None:
    mine = code(study, ana, 2, "I hardly talk")
    assert ana.withdraw(mine.id or 0).retired == (mine.id,)
    again = ana.withdraw(mine.id or 0)
    assert (again.retired, again.judgement.id) == ((mine.id,), None)
    assert len(study.judgements()) == 2


def test_the_coding_of_another_person_is_not_ones_own_to_change(study: Study, ana: Marking) -> None:
    mine = code(study, ana, 2, "I hardly talk")
    ben = study.marking("ben")
    for act in (ben.withdraw, ben.change):
        with pytest.raises(StudyError, match="is by ana, not by ben"):
            act(mine.id or 0)
    with pytest.raises(StudyError, match="is by ana and no proposal"):
        ben.accept(mine.id or 0)


def test_a_change_keeps_the_polarity_that_the_new_code_has(study: Study, ana: Marking) -> None:
    act = ana.code(turn_id(study, 2), (0, 8), "isolation", "-")
    changed = ana.change(act.added[0].id or 0, code="trust")
    assert [(each.code, each.polarity) for each in changed.added] == [("trust", "+")]


@pytest.mark.parametrize(
    ("span", "of", "sign", "told"),
    [
        ((0, 0), "trust", "+", "nothing is said from 0 to 0"),
        ((5, 900), "trust", "+", "nothing is said from 5 to 900"),
        ((-3, 2), "trust", "+", "nothing is said from -3 to 2"),
        ((1, 2), "trust", "+", "nothing is said from 1 to 2"),
        ((0, 8), "trusst", "+", "no code 'trusst'"),
        ((0, 8), "trust", "-", "'trust' has no polarity '-'"),
    ],
)
def test_what_cannot_be_coded_is_told(
    study: Study, ana: Marking, span: tuple[int, int], of: str, sign: str, told: str
) -> None:
    with pytest.raises(StudyError, match=told):
        ana.code(turn_id(study, 2), span, of, sign)
    assert study.judgements() == []


def test_words_that_changed_meanwhile_are_not_coded(study: Study, ana: Marking) -> None:
    turn, span = turn_id(study, 2), span_of(2, "The coffee")
    ana.code(turn, span, "trust", quote="The coffee")
    file = study.root / "transcripts" / "talk.txt"
    file.write_text(file.read_text("utf-8").replace("The coffee", "That tea"), "utf-8")
    study.ingest()
    with pytest.raises(StudyError, match="says 'That tea i' there, not 'The coffee'"):
        ana.code(turn, span, "isolation", quote="The coffee")


def test_who_reads_blind_answers_no_proposals(study: Study) -> None:
    found = proposal(study, 2)
    blind = study.marking("ana", blind=True)
    with pytest.raises(StudyError, match="who reads blind"):
        blind.accept(found.id or 0)
    act = blind.code(turn_id(study, 2), (0, 8), "isolation")
    assert (act.judgement.blind, act.proposals) == (True, {})


def test_a_name_much_like_a_known_one_is_asked_about(study: Study, ana: Marking) -> None:
    code(study, study.marking("annabel"), 2, "I hardly talk")
    with pytest.raises(NewCoderError):
        study.marking("anabel")
    assert study.marking("Annabel").coder == "annabel"
    assert study.marking("anabel", new_coder=True).coder == "anabel"


def test_without_a_codebook_nothing_can_be_coded_but_all_is_shown(tmp_path: Path) -> None:
    from builders import small_study

    toml = "[study]\nname = 'Open'\n[topics]\nenabled = false\n"
    study = Study.open(small_study(tmp_path, toml))
    study.ingest()
    marked = study.marked("talk", coder="ana")
    ana = study.marking("ana")
    with pytest.raises(StudyError, match="no code 'isolation'"):
        ana.code(marked.transcript.turns[1].id or 0, (0, 6), "isolation")
    with pytest.raises(StudyError, match="no codes yet"):
        ana.read([marked.transcript.turns[1].id or 0])
    assert marked.questions[marked.transcript.turns[1].id or 0].startswith("How is it")


def test_an_act_is_written_in_one_run_a_day(study: Study, ana: Marking) -> None:
    code(study, ana, 2, "I hardly talk")
    code(study, study.marking("ana"), 4, "We talk")
    code(study, study.marking("ben"), 4, "We talk")
    with Store(study.root / "study.db").reading() as shelves:
        assert [run.verb for run in shelves.runs.list() if run.verb == "mark"] == ["mark"] * 2


def test_review_and_marking_write_the_same(study: Study, ana: Marking) -> None:
    found = proposal(study, 2)
    ana.accept(found.id or 0)
    ana.read([turn_id(study, 2)])
    review = study.review("ben", queue="all")
    card = review.card()
    assert card is not None
    review.accept(card, "isolation", (found.passage.start, found.passage.end), "+", found)
    review.close(card)
    said = [
        {key: row[key] for key in row if key not in ("id", "at", "coder")}
        for row in study.judgements()
    ]
    assert said[:2] == said[2:]
    assert standing(study, "ana") == standing(study, "ben")
    with Store(study.root / "study.db").reading() as shelves:
        mine, theirs = (shelves.coverage.of(name) for name in ("ana", "ben"))
    assert mine == theirs


def redraw(act: Act) -> tuple[list[int | None], list[int]]:
    return [each.id for each in act.added], list(act.retired)


def test_undo_and_redo_tell_what_to_draw_anew(study: Study, ana: Marking) -> None:
    old = code(study, ana, 2, "I hardly talk")
    changed = ana.change(old.id or 0, span=(0, 8))
    new = changed.added[0].id
    undone, redone = ana.undo(), ana.redo()
    assert undone is not None
    assert redone is not None
    assert redraw(undone) == ([old.id], [new])
    assert redraw(redone) == ([new], [old.id])


def test_redo_goes_as_far_as_undo_went_and_no_further(study: Study, ana: Marking) -> None:
    for quote in ("I hardly talk", "The coffee"):
        code(study, ana, 2, quote)
    assert ana.redo() is None
    quotes = []
    for act in (ana.undo, ana.undo, ana.undo, ana.redo, ana.undo, ana.redo, ana.redo, ana.redo):
        act()
        quotes.append([row[4] for row in standing(study, "ana")])
    both = ["I hardly talk", "The coffee"]
    assert quotes == [both[:1], [], [], both[:1], [], both[:1], both, both]


def test_a_new_act_ends_what_can_be_done_again(study: Study, ana: Marking) -> None:
    code(study, ana, 2, "I hardly talk")
    ana.undo()
    code(study, ana, 4, "We talk")
    assert ana.redo() is None
    assert [row[0] for row in standing(study, "ana")] == [4]


def test_undo_goes_on_in_another_session_and_leaves_others_alone(study: Study) -> None:
    code(study, study.marking("ana"), 2, "I hardly talk")
    code(study, study.marking("ben"), 2, "I hardly talk")
    act = study.marking("ana").undo()
    assert act is not None
    assert standing(study, "ana") == []
    assert len(standing(study, "ben")) == 1
    with pytest.raises(StudyError, match="entry 2 is by ben, not by ana"):
        study.marking("ana").undo(2)


def test_an_import_is_not_undone_by_a_key(study: Study, ana: Marking) -> None:
    file = study.root / "theirs.csv"
    file.write_text("transcript,turn,code,coder\ntalk,2,isolation,ana\n", "utf-8")
    study.import_codings(file, new_coder=True)
    assert ana.undo() is None
    assert len(standing(study, "ana")) == 1
    study.undo(coder="ana")
    assert ana.redo() is None
    study.redo(coder="ana")
    assert len(standing(study, "ana")) == 1


def test_several_acts_are_undone_all_or_none(study: Study, ana: Marking) -> None:
    first, second = (ana.code(turn_id(study, at), (0, 4), "isolation") for at in (2, 4))
    entries = [each.judgement.id or 0 for each in (first, second)]
    with pytest.raises(StudyError):
        ana.undo_all([*entries, 999])
    assert len(standing(study, "ana")) == 2
    ana.undo_all(entries)
    assert standing(study, "ana") == []
