"""Which words stand nowhere among others, also where no blank parts words."""

from __future__ import annotations

import pytest

from interviewkit.model.new_words import collect_words, list_new_stretches

SAID = (
    "你这周怎么样？很好，非常忙。我们有很多客人。",
    "मैं कल बाज़ार गया था और सब्ज़ी ली",
    "How was the week for all of you?",
)


@pytest.mark.parametrize(
    "text",
    ["他们谈论了花园与邻居的关系", "राजा मोजा लाली जीरा", "Somebody came by bus"],
)
def test_a_sentence_that_is_said_nowhere_is_new(text: str) -> None:
    assert list(list_new_stretches(text, collect_words(SAID))) == [text]


@pytest.mark.parametrize(
    "text",
    ["你这周怎么样很好非常忙", "我们有很多客人", "已完成", "मैं कल बाज़ार गया", "How was the week?"],
)
def test_what_is_said_is_not_new_nor_is_a_word_of_a_tool(text: str) -> None:
    assert not list(list_new_stretches(text, collect_words(SAID)))
