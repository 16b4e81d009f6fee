"""Studies in German, Spanish and Chinese: what patterns find, and what code says is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_languages import TALKS, Talk, talk_study
from interviewkit import Study
from interviewkit.model import Outcome

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
