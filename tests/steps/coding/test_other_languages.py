"""Studies in German, Spanish and Chinese: what patterns find, and what code says is missing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from builders_encoder import random_encoder
from builders_languages import TALKS, Talk, talk_study
from interviewkit import Study
from interviewkit.errors import ModelMissingError
from interviewkit.model import ACCEPTED, Coder, Coding, Outcome, Passage
from interviewkit.store.database import Store

RULES = '[coding]\ncoders = ["rules"]\n'


@pytest.fixture(scope="module", params=sorted(TALKS))
def coded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    talk = TALKS[request.param]
    study = talk_study(tmp_path_factory.mktemp(talk.language), talk, RULES)
    return talk, study, study.code()


def found(study: Study, code: str, coder: str = "rules") -> list[str]:
    codings = study.codings(coders=[coder], codes=[code])
    return [each.passage.turn.text for each in codings if each.holds]


def test_patterns_find_what_is_said_and_not_what_is_denied(
    coded: tuple[Talk, Study, Outcome],
) -> None:
    talk, study, _ = coded
    for code, holds in talk.gold.items():
        said = [text for (_, text), is_there in zip(talk.turns, holds, strict=True) if is_there]
        assert set(found(study, code)) <= set(said)
        assert len(found(study, code)) >= 4


def test_code_says_what_is_missing(coded: tuple[Talk, Study, Outcome]) -> None:
    talk, _, outcome = coded
    assert outcome.facts["languages"] == [talk.language]
    [told] = [line for line in outcome.says if line.startswith("patterns in")]
    assert told.startswith(f"patterns in {talk.language}: a word is found as it is written")
    assert "denial is told from words nearby" in told
    assert "who says it (subject, hearsay) is not asked" in told
    assert "which is made for en: name another with [models] spacy" in told


def test_a_codebook_of_another_language_is_told(tmp_path: Path) -> None:
    study = talk_study(tmp_path, TALKS["de"], RULES)
    book = study.root / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("language: de\n", ""), "utf-8")
    study = Study.open(study.root)
    says = study.code().says
    assert any(
        "the codebook says language: en, and the speech looks like de" in line for line in says
    )
    assert any("Ich vertraue ihr nicht" in text for text in found(study, "trust"))
    # Saying so is enough to have the patterns read again.
    book.write_text(f"language: de\n{book.read_text('utf-8')}", "utf-8")
    study = Study.open(study.root)
    study.code()
    assert not any("Ich vertraue ihr nicht" in text for text in found(study, "trust"))


def vectors_kept(study: Study) -> dict[str, set[int]]:
    """Key of an encoder → the lengths in bytes of the vectors that are kept by it."""
    with sqlite3.connect(study.root / "study.db") as database:
        rows = database.execute("select model, length(vector) from vector").fetchall()
    return {key: {size for model, size in rows if model == key} for key, _ in rows}


def test_another_encoder_has_vectors_of_its_own(tmp_path: Path) -> None:
    narrow = random_encoder(tmp_path / "narrow", 24)
    wide = random_encoder(tmp_path / "wide", 520)
    toml = f'[coding]\ncoders = ["rules", "examples"]\n[models]\nembedding = "{narrow}"\n'
    study = talk_study(tmp_path / "study", TALKS["de"], toml)
    assert study.code().did
    file = study.root / "study.toml"
    file.write_text(file.read_text("utf-8").replace(str(narrow), str(wide)), "utf-8")
    study = Study.open(study.root)
    assert study.code().did
    assert sorted(map(sorted, vectors_kept(study).values())) == [[24 * 4], [520 * 4]]
    assert not study.code().did
    file.write_text(file.read_text("utf-8").replace(str(wide), "multilingual_minilm"), "utf-8")
    with pytest.raises(ModelMissingError, match="neither an installed package nor a folder"):
        Study.open(study.root).code()


def test_people_teach_in_any_language_and_dimension(tmp_path: Path) -> None:
    wide = random_encoder(tmp_path / "wide", 520)
    toml = f'[coding]\ncoders = ["rules", "examples", "learned"]\n[models]\nembedding = "{wide}"\n'
    for talk in TALKS.values():
        study = talk_study(tmp_path / talk.language, talk, toml)
        judge_by_gold(study, talk)
        outcome = study.code()
        assert any("learnt from 20 turns of 5 people" in line for line in outcome.says)
        assert [row.code for row in study.agreement("gold", "machine")][:2] == [*talk.gold]


def judge_by_gold(study: Study, talk: Talk) -> None:
    """Everything is read by a coder who is always right."""
    with Store(study.root / "study.db").writing() as shelves:
        said = [turn for turn in shelves.transcripts.turns() if turn.speaker != talk.moderator]
        shelves.codings.add_coder(Coder("gold"))
        codings = [
            Coding(Passage.whole(turn), code, "gold", status=ACCEPTED)
            for code, holds in talk.gold.items()
            for turn, is_there in zip(said, holds, strict=True)
            if is_there
        ]
        shelves.codings.add(codings, dict.fromkeys(talk.gold, "v1"), None)
        shelves.coverage.note_read("gold", [turn.id or 0 for turn in said], None)
