"""What a study says of topics, and what people make of them: names, merges, codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.model import CodebookAct, Judgement, TopicFit, TopicShare
from interviewkit.study.codebooks import OfCodebooks


class OfTopics(OfCodebooks):
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
        """The turns that stand for a topic: transcript, turn, speaker, text, and what says it best.

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

    def topic_people(self) -> Mapping[int, int]:
        """How many people speak of each topic.

        >>> study.topic_people()
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there are no topics yet
        """
        from interviewkit.steps.discovering.topics import count_topic_people

        return count_topic_people(self._site)

    def topics_mark(self) -> str:
        """A mark that changes with topics and what people make of them; cheap to ask for.

        >>> study.topics_mark() == study.topics_mark()
        True
        """
        from interviewkit.steps.discovering.topics import read_topics_mark

        return read_topics_mark(self._site)

    def topic_acts(self) -> Sequence[Judgement]:
        """What people made of topics and has not been undone, the newest first.

        >>> study.topic_acts()
        []
        """
        from interviewkit.steps.discovering.topics import list_topic_acts

        return list_topic_acts(self._site)

    def code_topic(
        self,
        number: int,
        *,
        by: str,
        label: str = "",
        definition: str = "",
        turns: Sequence[int] | None = None,
    ) -> CodebookAct:
        """Make a topic a code: its name, its words, and what says it best as examples.

        ``turns`` are ids of those turns that stand for the topic whose words become examples; all
        of them without it. The code is a person's to mend: nothing is coded by this.

        >>> study.code_topic(0, by="kim")
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there are no topics yet
        """
        from interviewkit.steps.discovering.topic_code import draft_code

        label, fields = draft_code(self._site, number, label, definition, turns)
        return self.add_code(label, by=by, **fields)

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
