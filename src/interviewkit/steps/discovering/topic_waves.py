"""Topics over waves: how many people of each wave speak of each topic."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import TopicShare
from interviewkit.model.grouping import group_lists
from interviewkit.steps.discovering.topics import require_fit
from interviewkit.steps.site import Site
from interviewkit.steps.waves import order_study_waves


def count_topic_waves(site: Site) -> Sequence[TopicShare]:
    """A row a topic and wave, topics by number and waves in order; outliers are left out.

    People are counted of those who say enough for a topic model in that wave.

    Raises:
        StudyError: there are no topics yet.
    """
    with site.store.reading() as shelves:
        fit, _ = require_fit(shelves)
        home = fit.home
        spoken = [(home.get(n, n), wave, who) for n, wave, who in shelves.topics.spoken()]
        heads = shelves.transcripts.heads()
    heard = group_lists((wave, who) for _, wave, who in spoken)
    order = order_study_waves(site, heads)
    waves = [*order.among(heard), *({""} & heard.keys())]
    said = group_lists(((number, wave), who) for number, wave, who in spoken)
    return [
        TopicShare(
            topic.number,
            topic.title,
            wave,
            len(set(said.get((topic.number, wave), ()))),
            len(set(heard.get(wave, ()))),
            len(said.get((topic.number, wave), ())),
        )
        for topic in fit.topics
        if not topic.is_outliers
        for wave in waves
    ]
