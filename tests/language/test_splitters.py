"""Sentences ended without a parse: marks, lists, abbreviations, speech without marks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy

from interviewkit.errors import ModelMissingError
from interviewkit.language.cutters import cut_by_sentence
from interviewkit.language.models import FoundModel, find_pipeline, load_pipeline
from interviewkit.language.splitters import end_run_on_sentences, find_splitter, load_splitter
from interviewkit.model import Turn

FOUND = find_pipeline()


def cut(text: str) -> list[str]:
    def split(texts: Sequence[str]) -> list[Any]:
        docs = list(load_splitter(FOUND).pipe(texts))
        end_run_on_sentences(docs, lambda some: list(load_pipeline(FOUND).pipe(some)))
        return docs

    return [passage.quote for passage in cut_by_sentence([Turn("a", 1, "P", text)], split)]


def test_the_splitter_parses_nothing() -> None:
    assert find_splitter(FOUND) == "senter"
    assert load_splitter(FOUND).pipe_names == ["senter"]
    assert "parser" in load_pipeline(FOUND).pipe_names


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Smith, e.g. at the U.S. office, said so... and then left.", "I stayed."],
        ["I use v2.0 of it.", "It costs $3.50 a day.", "Then at 5 p.m. we met."],
        ["1. Meditate.", "2. Take a piece of paper.", "3. Repeat it all.", "4. Write."],
        ["The total was 5.", "Then we left.", "I was 30.", "It was fine."],
        ["Ich habe z.B. gestern Frau Dr. Müller gesehen.", "Das war am 3. Oktober in Berlin."],
        ["Fui a casa ayer.", "¿Qué pasó después?", "¡No lo sé!", "Fui a casa."],
        ["我不相信它！", "你怎么看？", "家里很安静，孩子们都去外婆家了。"],
    ],
)  # fmt: skip
def test_sentences_end_where_people_end_them(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_every_line_of_a_list_is_a_sentence() -> None:
    asked = ["I do have a few questions, yes.", "1. Is this restricted to scientists?"]
    asked += ["2. What level is needed for this?", "3. Can students do it, too?"]
    assert cut("\n".join(asked)) == asked
    things = ["I like these things:", "- it is fast", "- it is cheap", "• it never sleeps"]
    assert cut("\n".join(things)) == things


def test_speech_without_marks_is_ended_by_grammar() -> None:
    said = "well you know I went there and then the boss came in and she said that it was off so "
    said += "I just left and went home because there was nothing to do and I did not care about it "
    said += "but then she called me again and said please come back"
    found = cut(said)
    assert " ".join(found) == said
    assert len(found) > 1
    assert all(len(quote.split()) < 40 for quote in found)


def test_what_has_marks_is_not_parsed() -> None:
    asked: list[str] = []
    docs = list(load_splitter(FOUND).pipe(["I went, and she came, " * 30, "Yes. It helps."]))
    end_run_on_sentences(docs, lambda texts: asked.extend(texts) or [])
    assert asked == []


def test_a_pipeline_without_a_splitter_parses(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path)
    found = FoundModel("mine", "", tmp_path, "", "study")
    assert find_splitter(found) == ""
    assert load_splitter(found).pipe_names == ["sentencizer"]


def test_a_broken_splitter_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[components.senter]\nfactory = 3", "utf-8")
    with pytest.raises(ModelMissingError, match="cannot be loaded"):
        load_splitter(FoundModel("mine", "", tmp_path, "", "study"))
