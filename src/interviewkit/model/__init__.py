"""The nouns: frozen dataclasses that know nothing of SQL, Click, spaCy or pandas."""

from __future__ import annotations

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
from interviewkit.model.finding import Agreement, Estimate, Interval, Prevalence, ThemeReport
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
    Disagreement,
    Draw,
    Judgement,
)
from interviewkit.model.run import Outcome, Run
from interviewkit.model.topic import Topic, TopicFit
from interviewkit.model.transcript import Passage, Transcript, Turn

__all__ = [
    "ACCEPTED",
    "CONSENSUS",
    "MODERATOR",
    "PROPOSED",
    "QUEUES",
    "REJECTED",
    "STATUSES",
    "Agreement",
    "Assignment",
    "Card",
    "Code",
    "Codebook",
    "Coder",
    "Coding",
    "Disagreement",
    "Draw",
    "Estimate",
    "Evidence",
    "Example",
    "Interval",
    "Judgement",
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
    "Speaker",
    "Theme",
    "ThemeReport",
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
