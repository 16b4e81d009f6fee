"""A turn is mended: what was done with it goes along, and all of it can be taken back."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from builders_review import SAID, propose, read, review_study, standing
from interviewkit import Study
from interviewkit.errors import StudyError, SwallowedError
from interviewkit.model import TurnEdit
from interviewkit.store.database import Store

TABLES = ("turn", "coding", "passage", "cutting", "coverage", "draw", "assignment", "transcript")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ana's eight turns, all read by eva, who coded the first sentence of each and wrote a memo."""
    made = review_study(tmp_path / "study")
    made.assign(["eva"], turns=8, overlap=0)
    session = made.review("eva")
    for _ in range(8):
        card = session.card()
        assert card is not None
        session.accept(card, "isolation", card.sentences[0], "+")
        session.memo(card, "a first sentence", span=card.sentences[0])
        session.close(card)
    session.finish()
    return made


def quotes(study: Study) -> set[tuple[str, str, int, str]]:
    """(coder, code, turn, quote) of all that stands; offsets are checked as they are loaded."""
    return {(c.coder, c.code, c.passage.turn.position, c.passage.quote) for c in study.codings()}


def memos(study: Study) -> list[tuple[object, object]]:
    return [(e["turn"], e["quote"]) for e in study.judgements() if e["act"] == "memo"]


def said(study: Study, position: int) -> str:
    return study.transcript("talk").turns[position - 1].text


def dump(study: Study) -> dict[str, list[Any]]:
    """All rows of the tables that an edit may touch, ids of passages aside."""
    found: dict[str, list[Any]] = {}
    with Store(study.root / "study.db").reading() as shelves:
        ask = shelves.turns._execute
        for name in TABLES:
            if name != "passage":
                found[name] = sorted(map(repr, ask(text(f"SELECT * FROM {name}"))))
        spans = (
            "SELECT c.id, p.turn_id, p.start, p.end FROM coding c "
            "JOIN passage p ON p.id = c.passage_id"
        )
        found["coding"] = sorted(map(repr, ask(text(spans))))
        units = "SELECT turn_id, start, end, cut FROM passage"
        found["passage"] = sorted(map(repr, ask(text(units))))
    return found


def edit(study: Study, turn: int, old: str, new: str, **how: Any) -> TurnEdit:
    return study.edit_turn("talk", turn, old=old, new=new, coder="eva", **how)


def test_a_typo_is_mended_and_all_goes_along(study: Study) -> None:
    before = {each for each in quotes(study) if each[2] != 2}
    told = edit(study, 2, "hardly talk", "rarely talk")
    assert said(study, 2) == SAID[0].replace("hardly", "rarely")
    assert {each for each in quotes(study) if each[2] != 2} == before
    sentence = "I rarely talk to my colleagues any more."
    assert {each for each in quotes(study) if each[2] == 2} == {
        ("eva", "isolation", 2, sentence),
        ("machine", "isolation", 2, sentence),
    }
    assert (2, sentence) in memos(study)
    assert read(study, "eva") == list(range(2, 17, 2))
    assert (told.codings, told.memos, told.read_by) == (2, 1, ("eva",))
    assert len(told.reworded) == 3


def test_an_edit_is_undone_and_redone_to_the_letter(study: Study) -> None:
    before = dump(study)
    told = edit(study, 4, "We talk more than ever. ", "", swallow=True)
    after = quotes(study)
    assert told.entry is not None
    undone = study.undo(entry=told.entry)
    assert {k: v for k, v in dump(study).items() if k not in ("turn", "transcript", "passage")} == {
        k: v for k, v in before.items() if k not in ("turn", "transcript", "passage")
    }
    assert said(study, 4) == SAID[1]
    study.undo(entry=undone.id)
    assert quotes(study) == after
    assert said(study, 4) == "I believe what it tells me."
    [row] = study.edits()
    assert (row["turn"], row["stands"], row["swallowed"]) == (4, True, 2)


def test_what_would_lose_its_words_is_told_before(study: Study) -> None:
    with pytest.raises(SwallowedError, match=r"eva, isolation: 'We talk more than ever\.") as told:
        edit(study, 4, "We talk more than ever. ", "")
    assert len(told.value.lost) == 3  # eva's, the machine's, and a memo
    assert said(study, 4) == SAID[1]
    assert study.edits() == []


def test_what_lost_its_words_stays_with_the_version_before(study: Study) -> None:
    edit(study, 4, "We talk more than ever. ", "", swallow=True)
    assert study.transcript("talk").version == 2
    with Store(study.root / "study.db").reading() as shelves:
        earlier = shelves.transcripts.get("talk", 1)
        assert earlier is not None
        assert earlier.turns[3].text == SAID[1]
    log = [each for each in study.judgements() if each["transcript"] == "(an earlier version)"]
    assert {each["act"] for each in log} == {"accept", "memo"}
    accepted = next(each["id"] for each in log if each["act"] == "accept")
    with pytest.raises(StudyError, match="taken in anew since"):
        study.undo(entry=int(str(accepted)))


def test_an_act_before_an_edit_can_still_be_taken_back(study: Study) -> None:
    edit(study, 2, "hardly", "rarely")
    entry = next(e for e in study.judgements() if e["act"] == "accept" and e["turn"] == 2)
    study.undo(entry=int(str(entry["id"])))
    assert 2 not in [each[0] for each in standing(study, "eva")]


def test_a_coding_made_after_an_edit_moves_back_with_it(study: Study) -> None:
    told = edit(study, 6, "fine", "very fine indeed")
    propose(study, 6, "I suppose", "trust", 0.5)
    study.undo(entry=told.entry)
    assert ("machine", "trust", 6, "I suppose") in quotes(study)


def test_an_edit_below_another_is_not_taken_back(study: Study) -> None:
    first = edit(study, 6, "fine", "good")
    second = edit(study, 6, "good", "great")
    with pytest.raises(StudyError, match=f"entry {second.entry} rests on entry {first.entry}"):
        study.undo(entry=first.entry)
    study.undo(entry=second.entry)
    study.undo(entry=first.entry)
    assert said(study, 6) == SAID[2]


def test_taking_in_an_unchanged_file_leaves_the_edit(study: Study) -> None:
    edit(study, 6, "fine", "good")
    assert study.ingest().says[0].startswith("nothing new")
    talk = study.root / "transcripts" / "talk.txt"
    talk.with_name("other.txt").write_text("Moderator: Hm?\nCora: Well, I garden.\n", "utf-8")
    study.ingest()
    assert said(study, 6) == "They are good, I suppose."
    assert all(found.state == "well" for found in study.check() if "turns" in found.what)


def test_a_changed_file_is_mended_again(study: Study) -> None:
    coded = standing(study, "eva")
    edit(study, 6, "fine", "good")
    path = study.root / "transcripts" / "talk.txt"
    path.write_text(path.read_text("utf-8").replace("Fridays", "Mondays"), "utf-8")
    study.ingest()
    assert said(study, 6) == "They are good, I suppose."
    assert len(standing(study, "eva")) == len(coded) - 1  # the turn with Fridays
    with Store(study.root / "study.db").reading() as shelves:
        turn = shelves.transcripts.turn_at("talk", 6)
        assert turn is not None
        assert "eva" in shelves.coverage.readers_of_turn(turn.id or 0)
    [row] = study.edits()
    study.undo(entry=int(str(row["id"])))
    assert said(study, 6) == SAID[2]


def test_a_turn_changed_elsewhere_is_mended_again(study: Study) -> None:
    edit(study, 8, "twice", "thrice")
    path = study.root / "transcripts" / "talk.txt"
    path.write_text(path.read_text("utf-8").replace("Then I go home", "Then I stay"), "utf-8")
    outcome = study.ingest()
    assert said(study, 8) == "Nobody calls. I check everything thrice. Then I stay."
    assert not outcome.problems


def test_an_edit_that_has_no_place_any_more_is_told(study: Study) -> None:
    edit(study, 8, "twice", "thrice")
    path = study.root / "transcripts" / "talk.txt"
    changed = path.read_text("utf-8").replace("I check everything twice", "I look at nothing")
    path.write_text(changed, "utf-8")
    [problem] = study.ingest().problems
    assert "turn 8 of talk had been mended here ('twice' to 'thrice')" in problem.what
    [row] = study.edits()
    with pytest.raises(StudyError, match="says something else by now"):
        study.undo(entry=int(str(row["id"])))


def test_a_file_that_has_the_edit_itself_is_nothing_to_tell(study: Study) -> None:
    edit(study, 8, "twice", "thrice")
    path = study.root / "transcripts" / "talk.txt"
    path.write_text(path.read_text("utf-8").replace("twice", "thrice"), "utf-8")
    assert not study.ingest().problems
    assert said(study, 8) == SAID[3].replace("twice", "thrice")


def test_a_file_that_comes_back_is_as_it_was_mended(study: Study) -> None:
    edit(study, 6, "fine", "good")
    before = quotes(study)
    path = study.root / "transcripts" / "talk.txt"
    text_before = path.read_text("utf-8")
    path.write_text(text_before.replace("Fridays", "Mondays"), "utf-8")
    study.ingest()
    path.write_text(text_before, "utf-8")
    study.ingest()
    assert said(study, 6) == "They are good, I suppose."
    assert quotes(study) == before


def test_an_edit_follows_a_renamed_file(study: Study) -> None:
    told = edit(study, 6, "fine", "good")
    path = study.root / "transcripts" / "talk.txt"
    path.rename(path.with_name("interview.txt"))
    study.ingest()
    [row] = study.edits("interview")
    assert row["turn"] == 6
    study.undo(entry=told.entry)
    assert study.transcript("interview").turns[5].text == SAID[2]


def test_a_mistaken_speaker_is_named_anew(study: Study) -> None:
    before = study.participants()
    told = study.edit_turn("talk", 6, speaker="Ben", coder="eva")
    assert study.transcript("talk").turns[5].speaker == "Ben"
    people = {str(row["participant"]): row["turns"] for row in study.participants()}
    assert people["talk/Ben"] == 1
    assert len(standing(study, "eva")) == 8
    study.undo(entry=told.entry)
    assert study.participants() == before


def test_words_said_are_counted_anew(study: Study) -> None:
    before = study.participants()[0]["words"]
    edit(study, 6, "fine", "very fine")
    assert study.participants()[0]["words"] == int(str(before)) + 1
    with Store(study.root / "study.db").reading() as shelves:
        counted = {each.label: each.words for each in shelves.people.speakers()}
    assert counted["Ana"] == int(str(before)) + 1


@pytest.mark.parametrize(
    ("turn", "how", "told"),
    [
        (99, {"old": "a", "new": "b"}, "talk has no turn 99"),
        (2, {"old": "nowhere", "new": "b"}, "turn 2 of talk does not say 'nowhere'"),
        (2, {"old": "a", "new": "b"}, "times"),
        (6, {"old": SAID[2], "new": " "}, "nothing would be left of the turn"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(
    study: Study, turn: int, how: dict[str, str], told: str
) -> None:
    with pytest.raises(StudyError, match=told):
        study.edit_turn("talk", turn, coder="eva", **how)
    assert study.edits() == []


def test_nothing_to_mend_is_no_entry(study: Study) -> None:
    assert edit(study, 6, "fine", "fine").entry is None
    assert study.edits() == []


def test_what_is_mended_waits_for_a_long_step(study: Study) -> None:
    with Store(study.root / "study.db").locked(), pytest.raises(StudyError, match="another"):
        edit(study, 6, "fine", "good")
    assert said(study, 6) == SAID[2]


PIECES = st.lists(
    st.sampled_from(["I", "We", "talk", "it", "tells", "me.", "more", "🙂", "ever.", "e\u0301"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(PIECES, min_size=1, max_size=3), seed=st.integers(0, 99))
def test_random_edits_never_break_an_offset(study: Study, texts: list[str], seed: int) -> None:
    """Edits and undos, as they come: every coding loads, and taking all back has all back."""
    before = quotes(study)
    done = []
    for text_ in texts:
        told = study.edit_turn("talk", 4, text_, coder="eva", swallow=True)
        quotes(study)
        if told.entry:
            done.append(told.entry)
            if random.Random(seed).random() < 0.5:
                again = study.undo(entry=study.undo(entry=told.entry).id)
                assert again.id
    for entry in reversed(done):
        study.undo(entry=entry)
    assert quotes(study) == before
    assert said(study, 4) == SAID[1]


def test_an_open_page_is_told_to_load_the_turn_anew(study: Study) -> None:
    mark = study.marked("talk", coder="eva").mark
    told = edit(study, 6, "fine", "good")
    assert study.changes("talk", mark, coder="eva").is_anew
    mark = study.marked("talk", coder="eva").mark
    study.undo(entry=told.entry)
    assert study.changes("talk", mark, coder="eva").is_anew


def test_mended_words_are_found_by_searching(study: Study) -> None:
    edit(study, 6, "fine", "splendid")
    with Store(study.root / "study.db").reading() as shelves:
        ask = shelves.turns._execute
        found = ask(text("SELECT rowid FROM spoken_word WHERE spoken_word MATCH 'splendid'")).all()
        assert len(found) == 1
