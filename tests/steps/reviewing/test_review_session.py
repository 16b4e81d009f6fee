"""A review session: what is put before a person, what comes of every act, what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders_review import CODEBOOK, SAID, propose, read, review_study, spans, standing
from interviewkit import Study
from interviewkit.errors import InterviewkitError, StudyError
from interviewkit.model import Card
from interviewkit.steps.reviewing.review import Review
from interviewkit.store.database import Store


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def card_of(review: Review) -> Card:
    card = review.card()
    assert card is not None
    return card


def span_of(card: Card, quote: str) -> tuple[int, int]:
    start = card.turn.text.index(quote)
    return start, start + len(quote)


def at_turn(review: Review, position: int) -> Card:
    """Go through the queue in order until this turn."""
    while (card := card_of(review)).turn.position != position:
        review.skip(card)
    return card


def in_order(study: Study, coder: str = "ana") -> Review:
    return study.review(coder, queue="all")


def test_a_card_has_the_turn_the_question_and_what_machines_propose(study: Study) -> None:
    card = at_turn(in_order(study), 4)
    assert card.question == "Question 2?"
    assert (card.turn.text, card.speaker) == (SAID[1], "talk")
    assert spans(card) == [
        ("isolation", "We talk more than ever."),
        ("trust", "I believe what it tells me."),
    ]
    assert [card.turn.text[a:b] for a, b in card.sentences] == [
        "We talk more than ever.",
        "I believe what it tells me.",
    ]
    assert card.proposals[0].evidence[0].what == "a rule"


def test_where_the_machine_is_silent_its_best_coder_is_shown_if_worth_it(study: Study) -> None:
    propose(study, 6, "They are fine, I suppose.", "trust", 0.2, coder="examples")
    review = in_order(study)
    assert spans(at_turn(review, 6)) == []
    assert spans(at_turn(review, 8)) == [("isolation", "Nobody calls.")]


def test_what_other_coders_say_of_the_passage_is_among_the_evidence(study: Study) -> None:
    [proposal] = at_turn(in_order(study), 12).proposals
    assert ("coder", "rules", 0.7) in [(e.kind, e.what, e.strength) for e in proposal.evidence]


def test_verdicts_are_codings_of_the_person_and_the_machine_keeps_its_own(study: Study) -> None:
    review = in_order(study)
    card = at_turn(review, 4)
    first, second = card.proposals
    review.accept(card, "isolation", (0, 22), "+", first)
    review.reject(card, second)
    review.close(card)
    assert standing(study, "ana") == [
        (4, "isolation", "+", "accepted", "We talk more than ever"),
        (4, "trust", "+", "rejected", "I believe what it tells me."),
    ]
    assert len(standing(study, "machine")) == 4
    assert read(study, "ana", "isolation") == read(study, "ana", "trust") == [4]


def test_another_code_rejects_the_proposed_one(study: Study) -> None:
    review = in_order(study)
    card = at_turn(review, 2)
    [proposal] = card.proposals
    review.accept(card, "trust", span_of(card, proposal.passage.quote), "+", proposal)
    assert [(row[1], row[3]) for row in standing(study, "ana")] == [
        ("isolation", "rejected"),
        ("trust", "accepted"),
    ]
    review.undo()
    assert standing(study, "ana") == []


def test_judging_a_place_again_retires_the_first_verdict(study: Study) -> None:
    review = in_order(study)
    card = at_turn(review, 2)
    [proposal] = card.proposals
    review.reject(card, proposal)
    review.accept(card, "isolation", span_of(card, proposal.passage.quote), "-")
    assert [row[2:4] for row in standing(study, "ana")] == [("-", "accepted")]
    review.undo()
    assert [row[2:4] for row in standing(study, "ana")] == [("+", "rejected")]


def test_codings_keep_the_version_of_their_code(study: Study) -> None:
    review = in_order(study)
    card = at_turn(review, 2)
    review.accept(card, "isolation", (0, 8), "+")
    version = study.codebook()[0].code("isolation").version
    with Store(study.root / "study.db").reading() as shelves:
        assert shelves.codings.versions_of_people() == [("ana", "isolation", version, 1)]


def test_undo_goes_back_step_by_step_and_the_turn_comes_again(study: Study) -> None:
    review = in_order(study)
    card = at_turn(review, 2)
    review.accept(card, "isolation", (0, 8), "+", card.proposals[0])
    review.memo(card, "strong", "isolation", (0, 8))
    review.close(card)
    after = card_of(review)
    assert after.turn.position == 4
    assert [review.undo().act for _ in range(3)] == ["read", "memo", "accept"]  # type: ignore[union-attr]
    again = card_of(review)
    assert again.turn.position == 2
    assert again.own == again.memos == ()
    assert read(study, "ana") == []
    assert review.undo() is None


def test_a_skip_can_be_undone_and_comes_again_next_time(study: Study) -> None:
    review = in_order(study)
    review.skip(card_of(review))
    assert card_of(review).turn.position == 4
    assert review.undo().act == "skip"  # type: ignore[union-attr]
    assert card_of(review).turn.position == 2
    assert in_order(study).card().turn.position == 2  # type: ignore[union-attr]


def test_withdrawing_takes_back_one_coding_and_stays_in_the_log(study: Study) -> None:
    review = in_order(study)
    card = at_turn(review, 2)
    review.accept(card, "isolation", (0, 8), "+")
    [mine] = review.own(card)
    review.withdraw(card, mine)
    assert standing(study, "ana") == []
    review.undo()
    assert [row[1] for row in standing(study, "ana")] == ["isolation"]


def test_a_session_goes_on_where_the_last_one_stopped(study: Study) -> None:
    first = study.review("ana", queue="rare")
    card = card_of(first)
    turn = card.turn.position
    assert card.proposals
    first.accept(card, card.codes[0].id, (0, 3), "+")
    again = card_of(study.review("ana", queue="rare"))
    assert again.turn.position == turn
    assert [each.passage.quote for each in again.own] == [card.turn.text[:3]]


def test_nothing_is_proposed_in_blind_mode_nor_on_random_turns(study: Study) -> None:
    blind = study.review("ana", queue="all", blind=True)
    assert all(not at_turn(blind, p).proposals for p in (2, 4, 8, 12))
    random = study.review("ben", queue="random")
    for _ in SAID:
        card = card_of(random)
        assert card.blind
        assert card.proposals == ()
        random.close(card)
    assert random.card() is None


def test_every_judged_turn_has_a_draw_with_its_probability(study: Study) -> None:
    review = study.review("ana", queue="uncertain", random_share=0.5)
    while (card := review.card()) is not None:
        review.close(card)
    with Store(study.root / "study.db").reading() as shelves:
        draws = shelves.draws.list()
    assert {each.turn_id for each in draws} == {2 * n for n in range(1, 9)}
    assert {each.mode for each in draws} == {"random", "uncertain"}
    assert all(0 < each.probability <= 1 and each.frame == 8 for each in draws)
    for each in draws:
        if each.mode == "random":
            assert each.probability == pytest.approx(1 / each.pool)


def test_the_random_share_is_kept(study: Study) -> None:
    review = study.review("ana", queue="rare", random_share=0.5, limit=6)
    queues = []
    while (card := review.card()) is not None:
        queues.append(card.queue)
        review.close(card)
    assert queues == ["rare", "random"] * 3


def test_a_turn_that_falls_to_the_sample_and_was_read_is_not_read_twice(study: Study) -> None:
    first = in_order(study)
    for _ in range(5):
        first.close(card_of(first))
    second = study.review("ben", queue="random")
    seen = []
    while (card := second.card()) is not None:
        seen.append(card.turn.position)
        second.close(card)
    assert sorted(seen) == [12, 14, 16]
    assert set(study.audited("trust").values()) == {1.0}
    assert len(study.audited("trust")) == 8


def test_audited_turns_have_the_share_that_was_drawn(study: Study) -> None:
    review = study.review("ana", queue="random", limit=3)
    while (card := review.card()) is not None:
        review.close(card)
    assert list(study.audited("isolation").values()) == pytest.approx([3 / 8] * 3)
    study.undo(coder="ana")
    assert len(study.audited("isolation")) == 2


def test_what_is_read_for_one_code_counts_for_that_code_alone(study: Study) -> None:
    review = study.review("ana", queue="random", codes=["trust"], limit=4)
    while (card := review.card()) is not None:
        assert [code.id for code in card.codes] == ["trust"]
        review.close(card)
    assert len(study.audited("trust")) == 4
    assert study.audited("isolation") == {}
    assert len(read(study, "ana", "trust")) == 4
    assert read(study, "ana", "isolation") == []


def test_the_same_history_gives_the_same_choices(tmp_path: Path) -> None:
    orders = []
    for name in ("one", "two"):
        review = review_study(tmp_path / name).review("ana", queue="rare")
        order = []
        while (card := review.card()) is not None:
            order.append(card.turn.position)
            review.close(card)
        orders.append(order)
    assert orders[0] == orders[1]
    assert sorted(orders[0]) == [2 * n for n in range(1, 9)]


def test_a_transcript_that_changes_meanwhile_is_told(study: Study) -> None:
    review = in_order(study)
    card = card_of(review)
    file = study.root / "transcripts" / "talk.txt"
    file.write_text(file.read_text("utf-8").replace("coffee", "tea"), "utf-8")
    study.ingest()
    with pytest.raises(StudyError, match="taken in anew"):
        review.accept(card, "isolation", (0, 8), "+")
    assert standing(study, "ana") == []


# -- the log ----------------------------------------------------------------------------------


def test_undoing_an_undo_has_the_first_back(study: Study) -> None:
    review = in_order(study)
    card = card_of(review)
    review.accept(card, "isolation", (0, 8), "+")
    undone = study.undo(coder="ana")
    assert standing(study, "ana") == []
    study.undo(entry=undone.id)
    assert len(standing(study, "ana")) == 1
    assert [(row["act"], row["stands"]) for row in study.judgements()] == [
        ("accept", True),
        ("undo 1", False),
        ("undo 2", True),
    ]


def test_reading_can_be_undone_and_done_again(study: Study) -> None:
    review = in_order(study)
    review.close(card_of(review))
    undone = study.undo(coder="ana")
    assert read(study, "ana") == []
    study.undo(entry=undone.id)
    assert read(study, "ana", "trust") == [2]


def test_what_later_entries_rest_on_is_not_undone_before_them(study: Study) -> None:
    review = in_order(study)
    card = card_of(review)
    review.accept(card, "isolation", (0, 8), "+")
    review.accept(card, "isolation", (0, 8), "-")
    with pytest.raises(StudyError, match="entry 2 rests on entry 1"):
        study.undo(entry=1)
    study.undo(entry=2)
    with pytest.raises(StudyError, match="entry 2 is undone already, by entry 3"):
        study.undo(entry=2)
    study.undo(entry=1)
    assert standing(study, "ana") == []


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda s: s.undo(), "whose newest entry"),
        (lambda s: s.undo(entry=9), "there is no entry 9"),
        (lambda s: s.undo(coder="zoe"), "zoe has judged nothing"),
        (lambda s: s.judgements(coder="zoe"), "zoe has judged nothing"),
        (lambda s: s.review("machine"), "'machine' is a machine coder"),
        (lambda s: s.review("learned"), "'learned' is a machine coder"),
        (lambda s: s.review("consensus"), "kept for what people settle"),
        (lambda s: s.review(" "), "no name for a coder"),
        (lambda s: s.review("a\x1b[2J"), "no name for a coder"),
        (lambda s: s.review("ana", queue="best"), "there is no queue 'best'"),
        (lambda s: s.review("ana", codes=["trusst"]), "the codebook has no code 'trusst'"),
        (lambda s: s.review("ana", random_share=2), "not between 0 and 1"),
        (lambda s: s.differences(), "takes two to differ"),
        (lambda s: s.differences(coders=["zoe"]), "nobody of the name 'zoe'"),
        (lambda s: s.consensus(), "takes two to differ"),
    ],
)
def test_what_cannot_be_is_told_with_a_hint(
    study: Study, call: Callable[[Study], object], told: str
) -> None:
    with pytest.raises(InterviewkitError, match=told):
        call(study)


def test_a_queue_that_needs_machines_says_so_where_none_has_coded(tmp_path: Path) -> None:
    study = review_study(tmp_path, ["One thing.", "Another."])
    with pytest.raises(StudyError, match="none has coded yet") as fault:
        study.review("ana")
    assert "interviewkit code" in fault.value.hint
    assert study.review("ana", queue="random").card() is not None


# -- a codebook that changes -------------------------------------------------------------------


def test_what_rests_on_another_codebook_is_listed(study: Study) -> None:
    review = in_order(study)
    card = at_turn(review, 4)
    review.accept(card, "isolation", (0, 22), "+")
    review.accept(card, "trust", (24, 30), "+")
    review.close(card)
    assert study.outdated() == []
    changed = CODEBOOK.replace("They rely on", "They depend on").replace(
        "id: isolation", "id: distance"
    )
    (study.root / "codebook.yaml").write_text(changed, "utf-8")
    rows = [tuple(row.values()) for row in study.outdated()]
    assert rows == [("ana", "isolation", "gone", 1, 1), ("ana", "trust", "changed", 1, 1)]


def test_a_new_code_is_asked_for_in_turns_that_were_read_without_it(study: Study) -> None:
    review = in_order(study)
    for _ in SAID:
        review.close(card_of(review))
    (study.root / "codebook.yaml").write_text(
        CODEBOOK + "  - {id: calm, label: Calm, definition: At ease.}\n", "utf-8"
    )
    card = card_of(in_order(study))
    assert [code.id for code in card.codes] == ["calm"]
    assert study.outdated() == []


def test_what_was_judged_of_an_older_version_is_not_undone_there(study: Study) -> None:
    review = in_order(study)
    review.accept(card_of(review), "isolation", (0, 8), "+")
    file = study.root / "transcripts" / "talk.txt"
    file.write_text(file.read_text("utf-8").replace("I hardly", "Oh, I hardly"), "utf-8")
    study.ingest()
    assert [row[:2] for row in standing(study, "ana")] == [(2, "isolation")]
    with pytest.raises(StudyError, match="taken in anew since"):
        study.undo(coder="ana")


def test_the_usual_queue_says_which_code_it_seeks(study: Study) -> None:
    review = study.review("ana", random_share=0)
    card = card_of(review)
    assert (review.queue, card.queue) == ("teach", "teach")
    assert card.why.startswith("finding ")
    assert card.why.endswith(": 0 of 10 found")
    again = card_of(study.review("ana", random_share=0))
    assert (again.turn, again.why) == (card.turn, card.why)
    with Store(study.root / "study.db").reading() as shelves:
        (draw,) = shelves.draws.list()
        assert 0 < draw.probability < 1


def test_neither_blind_nor_random_turns_say_what_is_sought(study: Study) -> None:
    """It would tell what the machine thinks of the turn."""
    assert card_of(study.review("ana", queue="teach", random_share=0, blind=True)).why == ""
    assert card_of(study.review("ben", queue="teach", random_share=1)).why == ""
