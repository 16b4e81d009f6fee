"""The section on topics: named ones first, each with voices; what is technical is folded away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_report import study
from interviewkit.model.report_profile import APPENDIX, FULL
from interviewkit.report.discovery import build_topics_section, choose_topic_voices
from interviewkit.report.outline import build_outline
from interviewkit.report.profiles import cut_profile
from interviewkit.report.strands import list_strands
from interviewkit.report.voices import Cast


@pytest.fixture(scope="module")
def inputs():
    return study()


@pytest.fixture(scope="module")
def section(inputs):
    return build_topics_section(Cast(inputs), list_strands(inputs.codebook))


def test_named_topics_come_first_and_words_are_no_headline(inputs, section):
    told = [sentence.text for sentence in section.text[1:]]
    named = [topic.name for topic in inputs.topics.topics if topic.name]
    rest, *told = told
    assert rest == "3 of them have no name yet and stand in the appendix alone."
    assert {text.split(" (")[0] for text in told} == set(named)


def test_where_nothing_is_coded_words_stand_for_topics(inputs):
    uncoded = build_topics_section(Cast(replace(inputs, codings=(), standing=())), ())
    told = [sentence.text for sentence in uncoded.text[1:]]
    named = [topic.name for topic in inputs.topics.topics if topic.name]
    assert 0 < len(named) < len(told)
    assert {text.split(" (")[0] for text in told[: len(named)]} == set(named)
    assert all(text.startswith("Unnamed, with the words “") for text in told[len(named) :])


def test_what_makes_a_topic_is_told(section):
    lead = section.text[0].text
    assert "most fits of the model find it again" in lead
    assert "more often than by chance" in lead


def test_voices_of_a_topic_are_different_people(inputs):
    turns = list(inputs.turns.items())
    spoken = [number for number, turn in turns if turn.speaker != "MOD"]
    cast = Cast(inputs)
    for topic in inputs.topics.topics:
        wide = replace(topic, representatives=tuple(range(min(8, len(inputs.documents)))))
        voices = choose_topic_voices(wide, cast)
        assert 0 < len(voices) <= 2
        said = [
            {inputs.turns[n].speaker for n in spoken if voice.strip("[…] ") in inputs.turns[n].text}
            for voice in voices
        ]
        assert all(said)
        assert len(voices) == 1 or said[0] != said[1] or len(said[0]) > 1


def test_map_and_measures_stand_in_the_appendix_alone(inputs):
    outline = build_outline(inputs)
    assert not cut_profile(outline, FULL).topics.figures
    assert not cut_profile(outline, FULL).topics.tables
    assert cut_profile(outline, FULL).topics.text
    proof = cut_profile(outline, APPENDIX).topics
    assert [figure.id for figure in proof.figures] == ["topic-map", "overlap"]
    assert [table.name for table in proof.tables] == ["topics", "topic_measures"]


def test_page_one_never_leads_with_topics_nobody_named(inputs):
    unnamed = replace(
        inputs.topics, topics=tuple(replace(topic, name="") for topic in inputs.topics.topics)
    )
    silent = replace(inputs, codings=(), standing=(), topics=unnamed)
    words = [topic.keywords[0][0] for topic in unnamed.topics if not topic.is_outliers]
    front = build_outline(silent).front
    said = " ".join([front.headline.text, *(each.headline.text for each in front.takeaways)])
    assert "topic" not in said
    assert not any(f"“{word}" in said for word in words)
