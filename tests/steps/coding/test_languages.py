"""What follows from the languages of a study, for words and models."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from builders import small_study, turns
from interviewkit import Study
from interviewkit.language.models import ENCODER, FoundModel
from interviewkit.model import Code, Codebook, Pattern, Turn
from interviewkit.steps.coding.languages import (
    choose_ignored_words,
    describe_ignored,
    describe_mismatch,
    find_languages,
)
from interviewkit.steps.site import Site

GERMAN = "Also ich finde, dass die Arbeit von zu Hause gut ist, aber man sieht die Kollegen nicht."
ENGLISH = "Well I think that working from home is fine, but you do not see what they do there."


def site_of(folder: Path, *language: str) -> Site:
    site = Study.open(small_study(folder))._site
    study = replace(site.settings.study, language=language)
    return replace(site, settings=replace(site.settings, study=study))


def said(text: str, name: str, times: int = 3) -> tuple[Turn, ...]:
    return turns(*[("P", text)] * times, transcript=name)


def pipeline(folder: Path, language: str) -> FoundModel:
    (folder / "meta.json").write_text(json.dumps({"lang": language}), "utf-8")
    return FoundModel("the_pipeline", "1", folder, "", "study")


def test_languages_are_told_transcript_by_transcript(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    spoken = (*said(GERMAN, "a", 6), *said(ENGLISH, "b"))
    assert find_languages(site, spoken) == ("de", "en")
    assert find_languages(site, (*said(GERMAN, "a", 60), *said(ENGLISH, "b"))) == ("de",)
    assert find_languages(site, said("Hm.", "a")) == ()


def test_study_toml_settles_it(tmp_path: Path) -> None:
    site = site_of(tmp_path, "fr")
    assert find_languages(site, said(GERMAN, "a")) == ("fr",)
    assert list(describe_ignored(site, ("fr",))) == ["words that carry no topic are those of: fr"]


def test_english_alone_goes_without_saying(tmp_path: Path) -> None:
    assert choose_ignored_words(("en",)) is None
    assert choose_ignored_words(()) is None
    assert list(describe_ignored(site_of(tmp_path), ("en",))) == []


def test_words_of_all_languages_are_ignored() -> None:
    both = choose_ignored_words(("de", "en"))
    assert both is not None
    assert {"nicht", "halt", "because", "um"} <= both


def test_languages_without_a_list_are_told(tmp_path: Path) -> None:
    told = list(describe_ignored(site_of(tmp_path), ("km",)))
    assert "[study] language settles" in told[0]
    assert "of km no such words are known" in told[1]


def book(language: str, *patterns: str) -> Codebook:
    found = tuple(Pattern(line) for line in patterns)
    return Codebook("b", (Code("x", "X", "D.", patterns=found),), language=language)


def test_models_of_another_language_are_told(tmp_path: Path) -> None:
    english = pipeline(tmp_path, "en")
    encoder = FoundModel(ENCODER, "1", tmp_path, "", "packaged")
    undeclared, limits = describe_mismatch(("zh",), english, encoder, book("en", "压力"))
    assert "the codebook says language: en, and the speech looks like zh: there" in undeclared
    assert undeclared.endswith("if it is, write language: zh there")
    assert "likenesses between texts in zh mean little" in limits
    patterns, likeness = describe_mismatch(("zh",), english, encoder, book("zh", "压力"))
    assert patterns.startswith("patterns in zh: a word is found as it is written")
    assert "denial is told from words nearby (不, 別, 别 …)" in patterns
    assert "word classes are those of the_pipeline, which is made for en" in patterns
    assert "examples, and what is learnt of sense, are weak there" in likeness


def test_nothing_is_missing_that_is_not_asked_for(tmp_path: Path) -> None:
    english = pipeline(tmp_path, "en")
    encoder = FoundModel(ENCODER, "1", tmp_path, "", "packaged")
    assert list(describe_mismatch(("en",), english, encoder, book("en", "stress"))) == []
    assert list(describe_mismatch((), english, encoder, book("en", "stress"))) == []
    other = replace(encoder, name="multilingual")
    assert list(describe_mismatch(("de",), english, other, book("de"))) == []
    assert list(describe_mismatch(("de",), english, other)) == []


def test_what_a_model_of_the_language_reads_is_told(tmp_path: Path) -> None:
    other = FoundModel("multilingual", "1", tmp_path, "", "study")
    spanish = pipeline(tmp_path, "es")
    [told] = describe_mismatch(("es",), spanish, other, book("es-MX", "juzga"))
    assert "denial is read by the grammar; who says it" in told
    assert "word classes" not in told
    [told] = describe_mismatch(("fi",), spanish, other, book("fi", "yksin"))
    assert "no denial is told" in told


def test_a_second_language_is_told_beside_the_codebooks(tmp_path: Path) -> None:
    other = FoundModel("multilingual", "1", tmp_path, "", "study")
    [told] = describe_mismatch(("en", "de"), pipeline(tmp_path, "en"), other, book("en", "stress"))
    assert "looks like de too: there patterns find words as they are written" in told
    assert "if it is" not in told
