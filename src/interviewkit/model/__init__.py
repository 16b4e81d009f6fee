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
from interviewkit.model.contrast import (
    Cell,
    Coefficient,
    Contrast,
    Crosstab,
    DesignFacts,
    SurveyModel,
    TermTest,
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
    "Cell",
    "Certificate",
    "Code",
    "Codebook",
    "Coder",
    "Coding",
    "Coefficient",
    "Comparison",
    "Confusion",
    "Contrast",
    "Corrected",
    "CorrectedDifference",
    "Crosstab",
    "DesignFacts",
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
    "Respondent",
    "Run",
    "Segment",
    "SegmentSize",
    "Selective",
    "Speaker",
    "SurveyModel",
    "TermTest",
    "Theme",
    "Tick",
    "Topic",
    "TopicFit",
    "Transcript",
    "Turn",
    "Value",
    "Variable",
    "no_tick",
    "silent",
]
