"""What commands that ask a question take: the question itself, and filters as options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from interviewkit.cli.options import F, choice_option, code_option, coder_option, repeated_option
from interviewkit.model.query import ASKED_STATUSES, AllOf, AnyOf, Asked, Query, Term
from interviewkit.model.query_text import parse_query, parse_words

_OF_SPEECH = (
    repeated_option("--segment", "segments", help="Only this segment; may be repeated."),
    repeated_option("--wave", "waves", help="Only this wave; may be repeated."),
    repeated_option("--group", "groups", help="Only this group; may be repeated."),
    repeated_option("--transcript", "transcripts", help="Only this transcript; may be repeated."),
    repeated_option("--person", "people", help="Only this person; may be repeated."),
    repeated_option("--role", "roles", help="Only this role; may be repeated."),
)
_OF_CODINGS = (
    click.option("--query", "text", default="", help="A question; docs/retrieve.md has its words."),
    coder_option,
    code_option,
    choice_option("--status", of=ASKED_STATUSES, help="Which codings. Default: whose word stands."),
    click.option("--machine/--people", default=None, help="By a machine alone, or by people."),
    click.option("--text", "words", default="", help='With these words, "a phrase" or begin*.'),
)

author_option = click.option(
    "--author",
    default="",
    envvar="INTERVIEWKIT_CODER",
    metavar="NAME",
    help="Who does it. (INTERVIEWKIT_CODER in the environment says it for good.)",
)


def speech_filters(function: F) -> F:
    """Filters of people and places."""
    return _add(function, _OF_SPEECH)


def query_filters(function: F) -> F:
    """The same with a question, codes and who coded."""
    return _add(function, (*_OF_CODINGS, *_OF_SPEECH))


def build_query(text: str = "", words: str = "", **filters: Any) -> Query:
    """The question with what options say; an option takes the place of what the question says.

    Codes join the question: both have to be there.

    Raises:
        QueryError: the question cannot be understood.
    """
    query = parse_query(text)
    codes: tuple[str, ...] = filters.pop("codes", ())
    given = {name: said for name, said in filters.items() if said not in ((), None)}
    texts = (*query.texts, *parse_words(words))
    return replace(query, asked=_join(query.asked, codes), texts=texts, **given)


def _join(asked: Asked | None, codes: tuple[str, ...]) -> Asked | None:
    if not codes:
        return asked
    terms = tuple(map(Term, codes))
    wanted: Asked = terms[0] if len(terms) == 1 else AnyOf(terms)
    return wanted if asked is None else AllOf((asked, wanted))


def require_author(author: str) -> str:
    """Who does it.

    Raises:
        UsageError: nobody was named.
    """
    if not author:
        raise click.UsageError("say who does it: --author NAME")
    return author


def _add(function: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        function = option(function)
    return function
