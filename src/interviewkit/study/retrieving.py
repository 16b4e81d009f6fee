"""What a study is asked for: passages under codes, words, and matrices with the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewkit.model import Judgement, Outcome, Turn
from interviewkit.model.query import NamedQuery, Query
from interviewkit.model.query_text import parse_query, parse_words
from interviewkit.model.retrieval import Concordance, Framework, QueryChoices, Retrieval
from interviewkit.study.handle import Handle

Spot = tuple[int, int, int]
"""A turn's id, and start and end of a passage in it."""


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

        return retrieve(self._site, _understand(query), Page(first, people, passages, context))

    def search(
        self, words: Query | str, *, sort: str = "", first: int = 0, limit: int = 0
    ) -> Concordance:
        """Words in their context, by place or by what stands ``left`` or ``right`` of them.

        ``words`` are as one types them: words, ``"a phrase"``, ``begin*``; stems and regular
        expressions are said in a question (``text:~talk``, ``text:/tal[ck]/``).

        >>> found = study.search('"talk to"', sort="right")
        >>> found.voiced, found.heard, found.turns
        (2, 6, 2)
        >>> [line.right for line in found.lines]
        [' anyone.', ' my colleagues any more.']
        """
        from interviewkit.steps.retrieving.search import search

        asked = Query(texts=parse_words(words)) if isinstance(words, str) else words
        return search(self._site, asked, sort=sort, first=first, limit=limit)

    def turns_around(self, transcript: str, turn: int, around: int = 2) -> Sequence[Turn]:
        """A turn of a transcript with so many turns before and after it.

        >>> [each.speaker for each in study.turns_around("April/leaders", 3, 1)]
        ['Ana', 'Ben', 'Cleo']
        """
        from interviewkit.steps.retrieving.passages import load_around

        return load_around(self._site, transcript, turn, around)

    def query_choices(self) -> QueryChoices:
        """What a question can name: codes, themes, segments, waves, groups, roles, coders.

        >>> choices = study.query_choices()
        >>> list(choices.themes), choices.waves, list(choices.segments)
        (['bonds', 'tools'], ('April', 'May'), ['tired', 'fresh'])
        """
        from interviewkit.steps.retrieving.choices import list_choices

        return list_choices(self._site)

    def save_query(
        self, name: str, query: Query | str, *, by: str, note: str = "", new_coder: bool = False
    ) -> NamedQuery:
        """Keep a question under a name; study.toml's ``[report] queries`` may cite it.

        >>> study.save_query("lonely", "isolation  and not ( neutrality )", by="kim").text
        'isolation and not neutrality'
        """
        from interviewkit.model.query_writing import write_query
        from interviewkit.steps.retrieving.named import save_query

        text = query if isinstance(query, str) else write_query(query)
        return save_query(self._site, name, text, by, note, new_coder=new_coder)

    def queries(self) -> Sequence[NamedQuery]:
        """All questions that have a name, by name.

        >>> saved = study.save_query("lonely", "isolation", by="kim")
        >>> [(each.name, each.text, each.by) for each in study.queries()]
        [('lonely', 'isolation', 'kim')]
        """
        from interviewkit.steps.retrieving.named import list_queries

        return list_queries(self._site)

    def query(self, name: str) -> NamedQuery:
        """The question of that name.

        >>> study.query("lonley")
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there is no question named 'lonley'
        """
        from interviewkit.steps.retrieving.named import load_query

        return load_query(self._site, name)

    def forget_query(self, name: str, *, by: str, new_coder: bool = False) -> NamedQuery:
        """Offer a question no longer; it stays in the log, and undoing brings it back.

        >>> saved = study.save_query("lonely", "isolation", by="kim")
        >>> study.forget_query("lonely", by="kim").text
        'isolation'
        >>> study.queries()
        []
        """
        from interviewkit.steps.retrieving.named import forget_query

        return forget_query(self._site, name, by, new_coder=new_coder)

    def recode(
        self,
        codings: Iterable[int],
        code: str,
        *,
        coder: str,
        polarity: str = "",
        new_coder: bool = False,
    ) -> Outcome:
        """Give several passages another code; what others coded stays theirs.

        >>> ids = [coding.id for coding in study.codings(coders=["kim"], codes=["isolation"])]
        >>> study.recode(ids, "neutrality", coder="kim").says
        ('2 passages as neutrality',)
        """
        from interviewkit.steps.retrieving.together import recode

        return recode(self._site, codings, code, coder, polarity, new_coder=new_coder)

    def note_passages(
        self, spots: Iterable[Spot], memo: str, *, coder: str, new_coder: bool = False
    ) -> Outcome:
        """Write the same memo on several passages.

        >>> study.note_passages([(2, 0, 8), (10, 0, 8)], "compare", coder="kim").says
        ('2 passages with a memo',)
        """
        from interviewkit.steps.retrieving.together import write_memos

        return write_memos(self._site, spots, memo, coder, new_coder=new_coder)

    def quote_in_report(
        self, spots: Iterable[Spot], *, coder: str, quoted: bool = True, new_coder: bool = False
    ) -> Outcome:
        """Have the report prefer these passages where it quotes, or no longer.

        >>> study.quote_in_report([(10, 0, 23)], coder="kim").says
        ('1 passage to be quoted in the report',)
        >>> [p.quoted for each in study.retrieve("isolation").people for p in each.passages]
        [False, False, True]
        """
        from interviewkit.steps.retrieving.together import quote_in_report

        return quote_in_report(self._site, spots, coder, quoted=quoted, new_coder=new_coder)

    def framework(
        self,
        rows: str = "participants",
        columns: Sequence[str] = (),
        *,
        query: Query | str = "",
        first: int = 0,
        most: int = 0,
    ) -> Framework:
        """People or segments by codes or themes, with what was said in the cells.

        Without ``columns`` the themes, or all codes where there are none. ``query`` narrows it
        (``wave:April``). ``most`` rows are given from number ``first`` on, 0 for all.

        >>> matrix = study.framework("segments", ["isolation"])
        >>> [(row.title, row.heard, row.cells[0].people) for row in matrix.rows]
        [('tired', 3, 2), ('fresh', 3, 1)]
        """
        from interviewkit.steps.retrieving.framework import build_framework

        asked = _understand(query)
        return build_framework(self._site, asked, rows, columns, first=first, most=most)

    def summarise_cell(
        self, about: str, text: str, *, coder: str, new_coder: bool = False
    ) -> Judgement:
        """Write what a cell of the framework says; it stands above its passages from then on.

        >>> cell = study.framework("segments", ["isolation"]).rows[0].cells[0]
        >>> study.summarise_cell(cell.about, "They lose touch.", coder="kim").about
        'cell:segments:tired:code:isolation'
        >>> study.framework("segments", ["isolation"]).rows[0].cells[0].summary
        'They lose touch.'
        """
        from interviewkit.steps.retrieving.framework import write_summary

        return write_summary(self._site, about, text, coder, new_coder=new_coder)


def _understand(query: Query | str) -> Query:
    return parse_query(query) if isinstance(query, str) else query
