"""Figures of a made-up survey, and what is found wrong with a sentence about them."""

from __future__ import annotations

from interviewkit.checking.documents.pieces import DocumentPiece
from interviewkit.checking.figures_built import FigureNames, list_figures, list_segment_phrases
from interviewkit.checking.figures_known import KnownFigures
from interviewkit.checking.reading_words import load_reading_words
from interviewkit.checking.speech import SpeechSearch, SpokenTurn
from interviewkit.checking.streams import TokenStream
from interviewkit.checking.verifying import StudyEvidence, verify_document
from interviewkit.checking.vocabulary import Vocabulary
from interviewkit.model import Contrast, Estimate, Interval, Prevalence
from interviewkit.model.estimate import Naming
from interviewkit.model.verification import Verification

SEGMENTS = {"top": "Top quartile by AI gain", "rest": "The other three quartiles"}
PEOPLE = {"top": "those who gain most from AI", "rest": "the others"}
ROLES = {"executives": "Executives", "freelancers": "Freelancers"}


def contrast(variable: str, label: str, phrase: str, one: float, two: float, p: float) -> Contrast:
    sides = (
        Estimate(variable, name, value, n, n, Interval(value - 0.03, value + 0.03), "share", "yes")
        for name, value, n in (("top", one, 682), ("rest", two, 1818))
    )
    return Contrast(
        *sides,
        difference=one - two,
        difference_interval=Interval(one - two - 0.04, one - two + 0.04),
        ratio=one / two,
        ratio_interval=Interval(one / two - 0.1, one / two + 0.1),
        p=p,
        adjusted=p,
        told_as=Naming(*SEGMENTS.values(), label, phrase),
    )


CONTRASTS = (
    contrast("burned_out", "Burned out", "are burned out", 0.88, 0.62, 0.0001),
    contrast("quit", "Intends to quit", "mean to quit", 0.44, 0.22, 0.0001),
    contrast("union", "Is in a union", "are in a union", 0.31, 0.28, 0.21),
)


def voiced(count: int, n: int, segment: str = "", wave: str = "", side: str = "") -> Prevalence:
    around = Interval(count / n - 0.15, count / n + 0.15)
    return Prevalence("bonds", count, n, count / n, around, segment, wave, side)


VOICED = (
    voiced(28, 41), voiced(12, 16, "executives"), voiced(16, 24, "freelancers"),
    voiced(3, 8, "executives", wave="April"), voiced(14, 41, side="+"), voiced(16, 41, side="-"),
)  # fmt: skip
NAMES = FigureNames(
    {"bonds": ("Bonds",)}, {c.first.variable: (c.naming.label,) for c in CONTRASTS},
    SEGMENTS | ROLES,
    {c.first.variable: c.naming.phrase for c in CONTRASTS},
)  # fmt: skip
KNOWN = KnownFigures(
    list_figures(NAMES, contrasts=CONTRASTS, prevalence=VOICED),
    {
        name: list_segment_phrases(name, title, PEOPLE.get(name, ""))
        for name, title in (SEGMENTS | ROLES).items()
    },
    load_reading_words(),
)


def check_text(text: str, printed: str = "", level: float = 0.95) -> Verification:
    """What is found in a text by this survey, of a study in which one sentence was said."""
    speech = SpeechSearch(
        [SpokenTurn("talk", 1, "Ana", "I hardly talk to my colleagues any more.")]
    )
    evidence = StudyEvidence(
        speech, Vocabulary(()), KNOWN, (TokenStream.of([DocumentPiece(printed)]),), level=level
    )
    return verify_document("draft.md", [DocumentPiece(text, place="line 1")], evidence)
