"""What follows from the languages of a study, for words and models."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from builders import small_study, turns
from interviewkit import Study
from interviewkit.language.models import ENCODER, FoundModel
from interviewkit.model import Turn
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


def test_models_of_another_language_are_told(tmp_path: Path) -> None:
    english = pipeline(tmp_path, "en")
    encoder = FoundModel(ENCODER, "1", tmp_path, "", "packaged")
    grammar, likeness = describe_mismatch(("zh",), english, encoder)
    assert "looks like zh, and the_pipeline is made for en" in grammar
    assert "likenesses between texts in zh mean little" in likeness
    assert list(describe_mismatch(("en",), english, encoder)) == []
    assert list(describe_mismatch((), english, encoder)) == []
    other = replace(encoder, name="multilingual")
    assert list(describe_mismatch(("de",), pipeline(tmp_path, "de"), other)) == []
