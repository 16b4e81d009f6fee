"""A transcript changes in a word, a label, a name or a place: what people did stays with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import SAID, review_study, standing
from interviewkit import Study
from interviewkit.readers import files
from interviewkit.steps.ingesting import ingest
from interviewkit.store.database import Store

FRAME = range(2, 17, 2)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Ana's eight turns, all assigned to eva, who has read them in order and coded two."""
    made = review_study(tmp_path / "study")
    made.assign(["eva"], turns=6, overlap=0)
    return made


def judge(study: Study, n: int, coder: str = "eva") -> list[int]:
    """Read so many assigned turns, each with the code isolation on its first sentence."""
    session = study.review(coder)
    done = []
    for _ in range(n):
        card = session.card()
        assert card is not None
        session.accept(card, "isolation", card.sentences[0], "+")
        session.close(card)
        done.append(card.turn.position)
    session.finish()
    return sorted(done)


def talk(study: Study) -> Path:
    return study.root / "transcripts" / "talk.txt"


def edit(study: Study, old: str, new: str, count: int = -1) -> str:
    """Change the transcript, take it in again, and hand back what is said."""
    text = talk(study).read_text("utf-8")
    assert old in text
    talk(study).write_text(text.replace(old, new, count), "utf-8")
    return "\n".join(study.ingest().says)


def given(study: Study, coder: str = "eva") -> list[tuple[int, bool]]:
    """(position, blind) of what is assigned to a coder on current turns."""
    with Store(study.root / "study.db").reading() as shelves:
        place = {turn.id: turn.position for turn in shelves.transcripts.turns()}
        return sorted((place[e.turn_id], e.blind) for e in shelves.draws.assignments(coder))


def audit(study: Study, code: str = "isolation") -> dict[int, float]:
    """Position → chance of the turns in the audit."""
    with Store(study.root / "study.db").reading() as shelves:
        place = {turn.id: turn.position for turn in shelves.transcripts.turns()}
    return {place[key]: chance for key, chance in study.audited(code).items()}


def test_one_word_changed_keeps_draws_assignments_and_log(study: Study) -> None:
    judge(study, 6)
    before, assigned, coded = audit(study), given(study), standing(study, "eva")
    assert len(before) == 6
    position = next(p for p in FRAME if p not in before)
    quote = SAID[position // 2 - 1]
    says = edit(study, quote, f"Honestly {quote}")
    assert audit(study) == pytest.approx(before)
    assert given(study) == assigned
    assert standing(study, "eva") == coded
    assert "6 of people's codings went with it" in says
    log = study.judgements(coder="eva")
    assert all(row["transcript"] == "talk" for row in log)
    study.undo(coder="eva")
    assert len(audit(study)) == 5


def test_an_audited_turn_that_changed_is_to_be_read_again_and_told(study: Study) -> None:
    judge(study, 6)
    before = audit(study)
    position = min(before)
    quote = SAID[position // 2 - 1]
    says = edit(study, quote, f"{quote} Or so it seems.")
    after = audit(study)
    assert set(after) == set(before) - {position}
    assert list(after.values()) == pytest.approx([5 / 8] * 5)
    assert "turns with other words are to be read again (eva 1)" in says
    assert "1 turn of a sample is unread until then" in says
    session = study.review("eva")
    card = session.card()
    assert card is not None
    assert card.turn.position == position
    assert [each.code for each in card.own] == ["isolation"]
    session.close(card)
    assert audit(study) == pytest.approx(before)


def test_a_coded_quote_that_is_gone_stays_with_its_coder_named(study: Study) -> None:
    judge(study, 6)
    position, *_, quote = standing(study, "eva")[0]
    says = edit(study, quote, f"{quote[:-4]} indeed{quote[-4:]}")
    assert "5 of people's codings went with it, 1 stay with version 1" in says
    assert "(eva 1)" in says
    assert position not in [each[0] for each in standing(study, "eva")]


def test_a_change_taken_back_has_everything_back(study: Study) -> None:
    judge(study, 6)
    before, coded = audit(study), standing(study, "eva")
    text = talk(study).read_text("utf-8")
    edit(study, "I go home", "I went home")
    edit(study, "We talk more", "We speak more")
    talk(study).write_text(text, "utf-8")
    study.ingest()
    assert audit(study) == pytest.approx(before)
    assert standing(study, "eva") == coded
    study.undo(coder="eva")


def test_a_respelled_label_carries_everything_and_is_told(study: Study) -> None:
    judge(study, 6)
    before, coded = audit(study), standing(study, "eva")
    says = edit(study, "Ana: ", "Ana K.: ")
    assert audit(study) == pytest.approx(before)
    assert standing(study, "eva") == coded
    assert "8 turns say the same under another speaker's name" in says


def test_a_turn_put_in_shifts_everything_behind_it(study: Study) -> None:
    judge(study, 6)
    before, coded = audit(study), standing(study, "eva")
    edit(
        study,
        "Moderator: Question 1?",
        "Moderator: Hello.\nAna: Hello to you.\nModerator: Question 1?",
    )
    assert {p - 2 for p in audit(study)} == set(before)
    assert [(p - 2, *rest) for p, *rest in standing(study, "eva")] == coded


def test_a_turn_taken_apart_keeps_codings_and_reading(study: Study) -> None:
    judge(study, 6)
    coded = standing(study, "eva")
    edit(
        study,
        "We talk more than ever. I believe what it tells me.",
        "We talk more than ever.\nModerator: Yes?\nAna: I believe what it tells me.",
    )
    assert [each[1:] for each in standing(study, "eva")] == [each[1:] for each in coded]
    with Store(study.root / "study.db").reading() as shelves:
        now = {turn.position: turn.id for turn in shelves.transcripts.turns()}
        assert {now[4], now[6]} <= shelves.coverage.read_by("eva")


def test_other_signs_are_the_same_words(study: Study) -> None:
    judge(study, 6)
    before, coded = audit(study), standing(study, "eva")
    edit(study, ". ", " … ")
    assert audit(study) == pytest.approx(before)
    assert len(standing(study, "eva")) == len(coded)
    for p, code, polarity, status, quote in standing(study, "eva"):
        assert (p, code, polarity, status) in [each[:4] for each in coded]
        assert quote in study.transcript("talk").turns[p - 1].text


def test_a_renamed_file_keeps_draws_and_log(study: Study) -> None:
    judge(study, 6)
    before, assigned = audit(study), given(study)
    talk(study).rename(talk(study).with_name("interview-07.txt"))
    study.ingest()
    assert audit(study) == pytest.approx(before)
    assert given(study) == assigned
    assert all(row["transcript"] == "interview-07" for row in study.judgements(coder="eva"))


def test_a_renamed_and_mended_file_is_the_same_transcript(study: Study) -> None:
    judge(study, 6)
    before = audit(study)
    position = next(p for p in FRAME if p not in before)
    quote = SAID[position // 2 - 1]
    text = talk(study).read_text("utf-8").replace(quote, f"Well, {quote}")
    talk(study).unlink()
    talk(study).with_name("moved.txt").write_text(text, "utf-8")
    says = "\n".join(study.ingest().says)
    assert "moved says nearly the same as talk" in says
    assert audit(study) == pytest.approx(before)


def test_two_files_that_change_names_keep_their_own_work(study: Study) -> None:
    judge(study, 6)
    other = talk(study).with_name("other.txt")
    words = "Moderator: And you?\n" + "".join(
        f"Cora: I garden on day {i}, alone and slowly.\nModerator: Go on {i}.\n" for i in range(9)
    )
    other.write_text(words, "utf-8")
    study.ingest()
    before = audit(study)
    aside = study.root / "aside"
    talk(study).rename(aside)
    other.rename(talk(study))
    aside.rename(other)
    study.ingest()
    assert {row["transcript"] for row in study.judgements(coder="eva")} == {"other"}
    assert audit(study) == pytest.approx(before)


def test_a_file_that_resembles_two_that_are_gone_is_told(study: Study) -> None:
    text = talk(study).read_text("utf-8")
    talk(study).with_name("again.txt").write_text(text.replace("Fridays", "Mondays"), "utf-8")
    study.ingest()
    for name in ("talk.txt", "again.txt"):
        talk(study).with_name(name).unlink()
    talk(study).with_name("third.txt").write_text(text.replace("Fridays", "Tuesdays"), "utf-8")
    says = "\n".join(study.ingest().says)
    assert "third is taken as new: it says nearly the same as again and talk" in says


def test_another_persons_same_short_answer_is_nobody_moved(tmp_path: Path) -> None:
    study = review_study(tmp_path / "study")
    table = talk(study).with_name("all.csv")
    table.write_text("transcript,speaker,text\na,Ann,No idea\nb,Bob,Yes I do\n", "utf-8")
    study.ingest()
    (tmp_path / "c.csv").write_text("transcript,turn,code,coder\na,1,isolation,eva\n", "utf-8")
    study.import_codings(tmp_path / "c.csv")
    table.write_text("transcript,speaker,text\nc,Cid,No idea\nb,Bob,Yes I do\n", "utf-8")
    study.ingest()
    assert standing(study, "eva") == []


def test_a_new_reader_of_the_same_file_keeps_what_people_coded(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version reads every turn otherwise: without the full stops, with a mark before."""
    from dataclasses import replace

    judge(study, 6)
    before, coded = audit(study), standing(study, "eva")
    whole = files.read_file

    def otherwise(path: Path, **how: object) -> object:
        reading = whole(path, **how)  # type: ignore[arg-type]
        transcripts = tuple(
            replace(
                each,
                content_hash=f"{each.content_hash}-2",
                turns=tuple(
                    replace(turn, text=f"[00:{turn.position:02}] " + turn.text.replace(".", ""))
                    for turn in each.turns
                ),
            )
            for each in reading.transcripts
        )
        return replace(reading, transcripts=transcripts)

    monkeypatch.setattr(ingest, "read_file", otherwise)
    monkeypatch.setattr(ingest, "READER_VERSION", "another")
    study.ingest()
    assert len(standing(study, "eva")) == len(coded)
    assert audit(study) == pytest.approx(before)
    assert given(study)
    monkeypatch.undo()
    study.ingest()  # and back
    assert audit(study) == pytest.approx(before)
    assert standing(study, "eva") == coded
