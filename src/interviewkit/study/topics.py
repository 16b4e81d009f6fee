"""What a study says of topics, and what people make of them: names, merges, codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.model import Judgement, TopicFit, TopicShare
from interviewkit.study.handle import Handle


class OfTopics(Handle):
    """Topics as a model found them, with what people said of them."""

    def topics(self) -> TopicFit:
        """The newest topics, with the names that people gave them.

        >>> study.topics()
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there are no topics yet
        """
        from interviewkit.steps.discovering.topics import load_topics

        return load_topics(self._site)

    def topic_voices(self, number: int) -> Sequence[Mapping[str, object]]:
        """The turns that stand for a topic: transcript, turn, speaker, text.

        >>> study.topic_voices(0)
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there are no topics yet
        """
        from interviewkit.steps.discovering.topics import list_topic_voices

        return list_topic_voices(self._site, number)

    def topic_waves(self) -> Sequence[TopicShare]:
        """How many people of each wave speak of each topic, and in how many turns.

        >>> study.topic_waves()
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there are no topics yet
        """
        from interviewkit.steps.discovering.topic_waves import count_topic_waves

        return count_topic_waves(self._site)

    def name_topic(self, number: int, name: str, *, by: str) -> Judgement:
        """Give a topic a human's name, kept across refits where the topic survives.

        >>> study.name_topic(0, "Drifting apart", by="kim")
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there are no topics yet
        """
        from interviewkit.steps.discovering.topic_acts import name_topic

        return name_topic(self._site, number, name, by)

    def merge_topics(self, number: int, into: int, *, by: str) -> Judgement:
        """Say that two topics are one, kept across refits where both survive.

        >>> study.merge_topics(3, 0, by="kim")
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there are no topics yet
        """
        from interviewkit.steps.discovering.topic_acts import merge_topics

        return merge_topics(self._site, number, into, by)
