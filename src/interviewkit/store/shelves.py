"""All shelves over one open connection."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Connection

from interviewkit.store.cache import Parses, Vectors
from interviewkit.store.certificates import Certificates
from interviewkit.store.codings import Codings
from interviewkit.store.draws import Draws
from interviewkit.store.findings import Findings
from interviewkit.store.inferences import Inferences
from interviewkit.store.judgements import Judgements
from interviewkit.store.passages import Passages
from interviewkit.store.people import People
from interviewkit.store.runs import Runs
from interviewkit.store.scores import Scores
from interviewkit.store.survey import Survey
from interviewkit.store.topics import Topics
from interviewkit.store.transcripts import Transcripts
from interviewkit.store.turns import Turns


class Shelves:
    """What a step takes from and puts back, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def transcripts(self) -> Transcripts:
        return Transcripts(self._connection)

    @cached_property
    def turns(self) -> Turns:
        return Turns(self._connection)

    @cached_property
    def people(self) -> People:
        return People(self._connection)

    @cached_property
    def passages(self) -> Passages:
        return Passages(self._connection)

    @cached_property
    def codings(self) -> Codings:
        return Codings(self._connection)

    @cached_property
    def scores(self) -> Scores:
        return Scores(self._connection)

    @cached_property
    def certificates(self) -> Certificates:
        return Certificates(self._connection)

    @cached_property
    def draws(self) -> Draws:
        return Draws(self._connection)

    @cached_property
    def inferences(self) -> Inferences:
        return Inferences(self._connection)

    @cached_property
    def judgements(self) -> Judgements:
        return Judgements(self._connection)

    @cached_property
    def topics(self) -> Topics:
        return Topics(self._connection)

    @cached_property
    def survey(self) -> Survey:
        return Survey(self._connection)

    @cached_property
    def findings(self) -> Findings:
        return Findings(self._connection)

    @cached_property
    def runs(self) -> Runs:
        return Runs(self._connection)

    @cached_property
    def vectors(self) -> Vectors:
        return Vectors(self._connection)

    @cached_property
    def parses(self) -> Parses:
        return Parses(self._connection)
