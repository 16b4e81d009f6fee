"""Codes are renamed, merged, split and removed; what people coded follows, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from changing import COMMENTED, judged_study, list_state, say

from builders_review import read, standing
from interviewkit import Study
from interviewkit.errors import ChangedMeanwhileError, CodebookError, StudyError
from interviewkit.model import CodebookAct
from interviewkit.store.database import Store

WHOLE = "I hardly talk to my colleagues any more."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return judged_study(tmp_path)


def text(study: Study) -> str:
    return (study.root / "codebook.yaml").read_text("utf-8")


def told(act: CodebookAct) -> list[str]:
    return [str(effect) for effect in act.effects]


def test_a_renamed_code_takes_its_codings_along(study: Study) -> None:
    act = study.rename_code("isolation", "loneliness", by="kim")
    assert [(turn, code) for turn, code, *_ in standing(study, "kim")] == [
        (2, "loneliness"), (4, "loneliness"), (4, "trust"), (4, "trust"),
    ]  # fmt: skip
    assert read(study, "kim", "loneliness") == [2, 4]
    assert read(study, "kim", "isolation") == []
    assert told(act) == [
        "codings by kim (2 of 1 person): become codings of loneliness",
        "rejections by lee (2 of 1 person): become rejections of loneliness",
        "proposals of machines (3 of 1 person): go along until they are made again by: "
        "interviewkit code",
        "turns read by kim (2): count as read for loneliness",
    ]


def test_the_file_is_changed_in_its_places_alone(study: Study) -> None:
    study.rename_code("isolation", "loneliness", by="kim")
    assert text(study) == COMMENTED.replace("id: isolation ", "id: loneliness ").replace(
        "codes: [isolation]", "codes: [loneliness]"
    )


def test_nothing_is_out_of_date_by_another_name(study: Study) -> None:
    study.rename_code("isolation", "loneliness", by="kim")
    study.move_code("loneliness", by="kim", theme="")
    assert study.outdated() == []
    study.edit_code("loneliness", by="kim", definition="Something else.")
    assert [(row["coder"], row["what"]) for row in study.outdated()] == [
        ("kim", "changed"), ("lee", "changed"),
    ]  # fmt: skip


def test_merged_codings_of_one_place_become_one(study: Study) -> None:
    study.merge_codes(["trust"], "isolation", by="kim")
    assert standing(study, "kim") == [
        (2, "isolation", "+", "accepted", WHOLE),
        (4, "isolation", "-", "accepted", "We talk more than ever."),
        (4, "isolation", "+", "accepted", "I believe what it tells me."),
    ]


def test_read_for_all_parts_is_read_for_the_whole(study: Study) -> None:
    study.merge_codes(["isolation", "trust"], "bond", by="kim")
    assert read(study, "kim", "bond") == [2]


def test_a_rejection_of_a_part_rejects_no_whole(study: Study) -> None:
    study.merge_codes(["trust"], "isolation", by="kim")
    assert standing(study, "lee") == [
        (2, "isolation", "+", "rejected", "The coffee is good though."),
    ]


def test_merging_keeps_all_that_was_written(study: Study) -> None:
    study.merge_codes(["trust"], "isolation", by="kim")
    code = study.codebook()[0].code("isolation")
    assert code.include == ("fewer talks", "Trust: They rely on what it says.")
    assert [each.text for each in code.examples] == [WHOLE, "I believe what it tells me."]


def test_a_split_deals_codings_out(study: Study) -> None:
    first = next(c for c in study.codings(coders=["kim"]) if c.passage.turn.position == 2)
    act = study.split_code(
        "isolation",
        ["No talk", "Rest"],
        by="kim",
        codings={"No talk": [first.id or 0]},
        rest="Rest",
    )
    assert act.ids == ("no_talk", "rest")
    assert [(turn, code) for turn, code, *_ in standing(study, "kim")][:2] == [
        (2, "no_talk"), (4, "rest"),
    ]  # fmt: skip
    assert read(study, "kim", "no_talk") == [2, 4] == read(study, "kim", "rest")
    rejected = {(turn, code) for turn, code, _, status, _ in standing(study, "lee")}
    assert {(4, "no_talk"), (4, "rest")} <= rejected


def test_the_rest_of_a_split_may_be_a_part_of_its_own(study: Study) -> None:
    first = next(c for c in study.codings(coders=["kim"]) if c.passage.turn.position == 2)
    dealt = {"No talk": [first.id or 0]}
    act = study.split_code("isolation", ["No talk"], by="kim", codings=dealt, rest="All else")
    assert act.ids == ("no_talk", "all_else")
    assert "no part takes over its include and examples: put them where they belong" in act.notes
    assert [code for _, code, *_ in standing(study, "kim")][:2] == ["no_talk", "all_else"]


def test_a_code_that_stays_keeps_what_is_not_dealt(study: Study) -> None:
    first = next(c for c in study.codings(coders=["kim"]) if c.passage.turn.position == 2)
    study.split_code("isolation", ["No talk"], by="kim", codings={"No talk": [first.id or 0]})
    assert [(turn, code) for turn, code, *_ in standing(study, "kim")][:2] == [
        (2, "no_talk"), (4, "isolation"),
    ]  # fmt: skip


def test_codings_of_others_cannot_be_dealt(study: Study) -> None:
    trust = next(c for c in study.codings(coders=["kim"]) if c.code == "trust")
    with pytest.raises(CodebookError, match=f"coding {trust.id} is none that people made"):
        study.split_code("isolation", ["x"], by="kim", codings={"x": [trust.id or 0]})


def test_a_removed_code_keeps_its_codings_in_the_log(study: Study) -> None:
    act = study.remove_code("isolation", by="kim")
    assert "codings by kim (2 of 1 person): are retired; they stay in the log" in told(act)
    assert {code for _, code, *_ in standing(study, "kim")} == {"trust"}
    assert "# still a draft" in text(study)


def change_all(study: Study) -> list[CodebookAct]:
    """One after another, each on its own study, is tried by what it leaves."""
    return [
        study.rename_code("isolation", "loneliness", by="kim"),
        study.merge_codes(["loneliness", "trust"], "bond", by="lee"),
        study.split_code("bond", ["Near", "Far"], by="kim", rest="Far"),
        study.add_code("Hope", by="kim", theme="bonds", definition="A better day."),
        study.move_code("hope", by="kim", theme="", parent="near"),
        study.rename_theme("bonds", "ties", by="kim"),
        study.remove_code("far", by="lee"),
        study.remove_theme("ties", by="lee"),
    ]


def test_everything_comes_back_one_by_one(study: Study) -> None:
    states = [list_state(study)]
    acts = []
    for number in range(8):
        acts = [*acts, change_one(study, number)]
        states.append(list_state(study))
    for act, before, after in zip(acts[::-1], states[-2::-1], states[:0:-1], strict=True):
        assert list_state(study) == after
        study.undo(entry=act.entry)
        assert list_state(study) == before
    assert len(study.codebook_history()) == 1 + 8 + 8


def change_one(study: Study, number: int) -> CodebookAct:
    changes = (
        lambda: study.rename_code("isolation", "loneliness", by="kim"),
        lambda: study.merge_codes(["loneliness", "trust"], "bond", by="lee"),
        lambda: study.split_code("bond", ["Near", "Far"], by="kim", rest="Far"),
        lambda: study.add_code("Hope", by="kim", theme="bonds", definition="A better day."),
        lambda: study.move_code("hope", by="kim", theme="", parent="near"),
        lambda: study.rename_theme("bonds", "ties", by="kim"),
        lambda: study.remove_code("far", by="lee"),
        lambda: study.remove_theme("ties", by="lee"),
    )
    return changes[number]()


def test_what_was_undone_is_done_again(study: Study) -> None:
    act = study.merge_codes(["trust"], "isolation", by="kim")
    after = list_state(study)
    undone = study.undo(entry=act.entry)
    study.undo(entry=undone.id)
    assert list_state(study) == after


def test_a_dry_run_changes_nothing(study: Study) -> None:
    before = list_state(study)
    act = study.merge_codes(["trust"], "isolation", by="kim", dry_run=True)
    assert act.entry is None
    assert act.effects
    assert act.changes
    assert list_state(study) == before
    assert study.codebook_history() == []


def test_an_earlier_change_waits_for_the_later(study: Study) -> None:
    first = study.rename_code("isolation", "loneliness", by="kim")
    study.merge_codes(["trust"], "loneliness", by="kim")
    with pytest.raises(StudyError, match="came after it: trust is one with loneliness"):
        study.undo(entry=first.entry)


def test_codes_that_people_used_since_stay(study: Study) -> None:
    act = study.rename_code("isolation", "loneliness", by="kim")
    say(study, "lee", 8, "Nobody calls.", "loneliness")
    with pytest.raises(StudyError, match="loneliness would be no more, and people coded by it"):
        study.undo(entry=act.entry)


def test_a_verdict_waits_for_the_change_after_it(study: Study) -> None:
    session = study.review("kim", queue="all", codes=["isolation"])
    card = session.card()
    assert card is not None
    session.close(card)
    study.rename_code("isolation", "loneliness", by="kim")
    entry = next(e for e in study.judgements(coder="kim") if e["act"] == "read")
    with pytest.raises(StudyError, match="isolation is called loneliness"):
        study.undo(entry=entry["id"])


def test_hand_edits_elsewhere_survive_an_undo(study: Study) -> None:
    act = study.rename_code("isolation", "loneliness", by="kim")
    path = study.root / "codebook.yaml"
    path.write_text(text(study).replace("from Ana", "from Ana, by hand"), "utf-8")
    study.undo(entry=act.entry)
    assert text(study) == COMMENTED.replace("from Ana", "from Ana, by hand")


def test_hand_edits_in_the_same_place_are_not_lost(study: Study) -> None:
    act = study.rename_code("isolation", "loneliness", by="kim")
    path = study.root / "codebook.yaml"
    path.write_text(text(study).replace("id: loneliness ", "id: alone "), "utf-8")
    with pytest.raises(StudyError, match="changed in the same place") as refused:
        study.undo(entry=act.entry)
    assert "codebook history" in refused.value.hint
    assert "id: alone " in text(study)


def test_another_file_than_was_seen_is_told(study: Study) -> None:
    seen = study.codebook()[0].code("trust").version
    path = study.root / "codebook.yaml"
    path.write_text(text(study).replace("They rely", "People rely"), "utf-8")
    with pytest.raises(ChangedMeanwhileError, match="changed since you read it"):
        study.edit_code("trust", by="kim", label="Faith", seen=seen)
    assert "People rely" in text(study)
    assert "label: Trust" in text(study)


def test_a_change_elsewhere_is_no_conflict(study: Study) -> None:
    seen = study.codebook()[0].code("trust").version
    path = study.root / "codebook.yaml"
    path.write_text(text(study).replace("Weaker ties", "Lesser ties"), "utf-8")
    study.edit_code("trust", by="kim", label="Faith", seen=seen)
    assert "Lesser ties" in text(study)
    assert "label: Faith" in text(study)


def test_a_new_code_is_unread_by_everyone(study: Study) -> None:
    with Store(study.root / "study.db").writing() as shelves:
        turn = next(t for t in shelves.transcripts.turns() if t.position == 8)
        shelves.coverage.note_read("lee", [turn.id or 0], None)
    assert read(study, "lee", "anything") == [8]
    act = study.add_code("Hope", by="kim")
    assert read(study, "lee", "hope") == []
    assert read(study, "lee", "trust") == [8]
    study.undo(entry=act.entry)
    assert read(study, "lee", "anything") == [8]


def test_memos_follow_a_code(study: Study) -> None:
    session = study.review("kim", queue="all")
    card = session.card()
    assert card is not None
    session.memo(card, "why?", "isolation")
    study.rename_code("isolation", "loneliness", by="kim")
    assert [e["code"] for e in study.judgements() if e["act"] == "memo"] == ["loneliness"]


def test_queries_and_memos_go_by_the_new_name(study: Study) -> None:
    study.save_query("ties", "isolation and not trust", by="kim")
    study.write_memo("code:isolation", "How lonely?", coder="lee")
    act = study.rename_code("isolation", "loneliness", by="kim")
    assert told(act)[-2:] == [
        "memos (1): go along under the new name",
        "named queries (1): ask by the new name: ties",
    ]
    assert study.query("ties").text == "loneliness and not trust"
    assert [str(memo.about) for memo in study.memos()] == ["code:loneliness"]
    study.undo(entry=act.entry)
    assert study.query("ties").text == "isolation and not trust"
    assert [str(memo.about) for memo in study.memos()] == ["code:isolation"]


def test_queries_that_lose_a_code_are_told(study: Study) -> None:
    study.save_query("ties", "isolation or trust", by="kim")
    act = study.merge_codes(["trust"], "isolation", by="kim", dry_run=True)
    assert told(act)[-1].endswith("ask for what is no more; write them anew: ties")


def test_what_was_unread_since_stays_unread(study: Study) -> None:
    kim = study.marking("kim")
    turn = study.transcript("talk").turns[1].id or 0
    kim.read([turn])
    renamed = study.rename_code("isolation", "loneliness", by="lee")
    kim.unread([turn])
    undone = study.undo(entry=renamed.entry)
    assert turn not in study.marked("talk").begun["kim"]
    study.undo(entry=undone.id)
    assert turn not in study.marked("talk").begun["kim"]


def test_what_was_read_for_all_and_unread_since_stays_so(study: Study) -> None:
    with Store(study.root / "study.db").writing() as shelves:
        turn = next(t for t in shelves.transcripts.turns() if t.position == 8)
        shelves.coverage.note_read("lee", [turn.id or 0], None)
    act = study.add_code("Hope", by="kim")
    study.marking("lee").unread([turn.id or 0])
    study.undo(entry=act.entry)
    assert read(study, "lee", "anything") == []


def test_a_broken_file_is_told_whatever_is_asked_of_it(study: Study) -> None:
    broken = "codes:\n\t- id: isolation\n"
    (study.root / "codebook.yaml").write_text(broken, "utf-8")
    with pytest.raises(CodebookError, match=r"codebook\.yaml:2"):
        study.edit_code("isolation", by="kim", definition="Alone.")
    assert text(study) == broken
