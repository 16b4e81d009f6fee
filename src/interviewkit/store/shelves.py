"""All shelves over one open connection."""

from __future__ import annotations

from sqlalchemy import Connection

from interviewkit.store.answers import PromptLog
from interviewkit.store.cache import Parses, Vectors
from interviewkit.store.certificates import Certificates
from interviewkit.store.codebook_texts import CodebookTexts
from interviewkit.store.coded import CodedPlaces
from interviewkit.store.codings import Codings
from interviewkit.store.coverage import Coverage
from interviewkit.store.draws import Draws
from interviewkit.store.findings import Findings
from interviewkit.store.inferences import Inferences
from interviewkit.store.judgements import Judgements
from interviewkit.store.passages import Passages
from interviewkit.store.people import People
from interviewkit.store.projects import Projects
from interviewkit.store.recodings import Recodings
from interviewkit.store.revision import Revision
from interviewkit.store.rewordings import Rewordings
from interviewkit.store.runs import Runs
from interviewkit.store.scores import Scores
from interviewkit.store.spoken import SpokenTurns
from interviewkit.store.survey import Survey
from interviewkit.store.tallies import Tallies
from interviewkit.store.timings import Timings
from interviewkit.store.topics import Topics
from interviewkit.store.transcripts import Transcripts
from interviewkit.store.turns import Turns
from interviewkit.store.work import Work


class Shelves:
    """What a step takes from and puts back, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.transcripts = Transcripts(connection)
        self.turns = Turns(connection)
        self.timings = Timings(connection)
        self.rewordings = Rewordings(connection)
        self.people = People(connection)
        self.passages = Passages(connection)
        self.codings = Codings(connection)
        self.coverage = Coverage(connection)
        self.coded = CodedPlaces(connection)
        self.spoken = SpokenTurns(connection)
        self.scores = Scores(connection)
        self.certificates = Certificates(connection)
        self.draws = Draws(connection)
        self.inferences = Inferences(connection)
        self.judgements = Judgements(connection)
        self.codebook_texts = CodebookTexts(connection)
        self.recodings = Recodings(connection)
        self.tallies = Tallies(connection)
        self.topics = Topics(connection)
        self.survey = Survey(connection)
        self.findings = Findings(connection)
        self.runs = Runs(connection)
        self.revision = Revision(connection)
        self.work = Work(connection)
        self.prompts = PromptLog(connection)
        self.projects = Projects(connection)
        self.vectors = Vectors(connection)
        self.parses = Parses(connection)
