"""The nouns: frozen dataclasses that know nothing of SQL, Click, spaCy or pandas."""

from __future__ import annotations

from interviewkit.model.agreement import (
    Agreement,
    Comparison,
    Confusion,
    Disagreement,
    Matched,
    Measured,
)
from interviewkit.model.certificate import CLASSES, DECISIONS, NO, YES, Certificate, Selective
from interviewkit.model.codebook import Code, Codebook, Example, Pattern, Theme
from interviewkit.model.coding import (
    ACCEPTED,
    PROPOSED,
    REJECTED,
    STATUSES,
    Coder,
    Coding,
    Evidence,
)
from interviewkit.model.correction import (
    PEOPLE_LIKE_THESE,
    THESE_CONVERSATIONS,
    Corrected,
    CorrectedDifference,
    Judged,
)
from interviewkit.model.finding import Estimate, Interval, Prevalence
from interviewkit.model.participant import (
    MODERATOR,
    Participant,
    Respondent,
    Segment,
    SegmentSize,
    Speaker,
    Value,
    Variable,
)
from interviewkit.model.progress import Progress, Tick, no_tick, silent
from interviewkit.model.review import (
    CONSENSUS,
    QUEUES,
    Assignment,
    Card,
    Difference,
    Draw,
    Judgement,
)
from interviewkit.model.run import Outcome, Run
from interviewkit.model.scale import Reliability
from interviewkit.model.survey_view import SurveyView, ValueCount, VariableView
from interviewkit.model.topic import Topic, TopicFit
from interviewkit.model.transcript import Passage, Transcript, Turn

__all__ = [
    "ACCEPTED",
    "CLASSES",
    "CONSENSUS",
    "DECISIONS",
    "MODERATOR",
    "NO",
    "PEOPLE_LIKE_THESE",
    "PROPOSED",
    "QUEUES",
    "REJECTED",
    "STATUSES",
    "THESE_CONVERSATIONS",
    "YES",
    "Agreement",
    "Assignment",
    "Card",
    "Certificate",
    "Code",
    "Codebook",
    "Coder",
    "Coding",
    "Comparison",
    "Confusion",
    "Corrected",
    "CorrectedDifference",
    "Difference",
    "Disagreement",
    "Draw",
    "Estimate",
    "Evidence",
    "Example",
    "Interval",
    "Judged",
    "Judgement",
    "Matched",
    "Measured",
    "Outcome",
    "Participant",
    "Passage",
    "Pattern",
    "Prevalence",
    "Progress",
    "Reliability",
    "Respondent",
    "Run",
    "Segment",
    "SegmentSize",
    "Selective",
    "Speaker",
    "SurveyView",
    "Theme",
    "Tick",
    "Topic",
    "TopicFit",
    "Transcript",
    "Turn",
    "Value",
    "ValueCount",
    "Variable",
    "VariableView",
    "no_tick",
    "silent",
]
