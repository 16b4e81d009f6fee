"""What a study is asked for: passages under codes, words, and matrices with the text itself."""

from __future__ import annotations

from interviewkit.model.query import Query
from interviewkit.model.query_text import parse_query
from interviewkit.model.retrieval import Retrieval
from interviewkit.study.handle import Handle


class OfRetrieval(Handle):
    """Retrieval: passages by question, words in their context, named questions, the framework."""

    def retrieve(
        self,
        query: Query | str,
        *,
        first: int = 0,
        people: int = 0,
        passages: int = 0,
        context: int = 0,
    ) -> Retrieval:
        """The passages that answer a question, by person; docs/retrieve.md has its language.

        ``people`` from number ``first`` on are given, each with at most so many ``passages`` and
        so many turns of ``context`` on both sides; 0 people or passages are all of them.

        >>> found = study.retrieve("bonds and not neutrality segment:tired")
        >>> found.voiced, found.heard, [each.name for each in found.people]
        (2, 3, ['Ana', 'Dan'])
        >>> found.people[0].passages[0].passage.quote
        'I hardly talk to my colleagues any more.'
        """
        from interviewkit.steps.retrieving.retrieve import Page, retrieve

        asked = parse_query(query) if isinstance(query, str) else query
        return retrieve(self._site, asked, Page(first, people, passages, context))
