"""What ``study.toml`` may say of coding, inference, families and the survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from interviewkit.model.llm_settings import LlmSettings

LLM = "llm"
"""The coder that asks a language model."""

STANDINGS = (
    "consensus, then majority",
    "consensus, then any",
    "consensus, then all",
    "majority",
    "any",
    "all",
)
"""How what several people say of a turn becomes one word, the default first."""


@dataclass(frozen=True, slots=True)
class CodingSettings:
    """Which coders propose, and whose word stands; together coders decide as ``machine``.

    ``learned`` begins to propose once people have judged enough, and then decides. With
    ``selective`` it is certified what the machine may decide alone: at most ``error`` of it wrong,
    with ``confidence``, by the ``promise`` (``decisions`` or ``classes``). ``standing`` says how
    what several people say of a turn becomes one word; docs/standing.md explains it. ``import_``
    (in study.toml ``import``) are shell-style patterns of files with people's codings, taken in as
    they change. ``llm`` is the language model that the coder of that name asks, if it is among the
    coders.
    """

    coders: tuple[str, ...] = ("rules", "examples", "learned")
    selective: bool = False
    error: float = 0.10
    confidence: float = 0.95
    promise: str = "decisions"
    standing: str = STANDINGS[0]
    import_: tuple[str, ...] = ()
    llm: LlmSettings = field(default_factory=LlmSettings)


OUTDATED = (("inference", "permutations"),)
"""Sections and settings of older versions: told, and otherwise passed over."""


@dataclass(frozen=True, slots=True)
class FamilySettings:
    """Tests that are adjusted together: codes or themes, and segments or variables, by name or
    shell-style pattern; empty means any."""

    of: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InferenceSettings:
    """How themes and survey are tested against each other.

    ``level`` is that of intervals; tests are held against 1 less it. ``adjust`` is ``holm``,
    ``bh`` or ``none``. A side with fewer people than ``min_cell`` is not tested and not shown to
    others. ``power`` is what a power statement promises. ``variables`` are survey variables to be
    set against every theme. ``asked`` maps a code to what its question sounds like, or to
    ``everyone``. ``by_construction`` maps a code or theme to the segments and variables that are
    made from what it codes: between these a difference is sure before anybody is asked.
    """

    level: float = 0.95
    adjust: str = "holm"
    min_cell: int = 5
    power: float = 0.8
    variables: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    by_construction: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InferredSettings:
    """A meta-inference that stands in study.toml: what both strands show together of ``of``.

    ``of`` is a theme or code, ``beside`` a survey variable or segment (empty: of the theme as a
    whole); ``fit`` says how the strands fit. A line that somebody writes into the study later
    takes its place.
    """

    of: str
    fit: str
    text: str
    beside: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class JointSettings:
    """What a joint display lays side by side.

    ``beside`` maps a theme (or code) to survey variables, parted by commas. ``segments`` are set
    out in it; without any, those that survey and conversations both know. ``inferences`` are
    lines in which people say what both strands show together.
    """

    beside: Mapping[str, str] = field(default_factory=dict)
    segments: tuple[str, ...] = ()
    inferences: tuple[InferredSettings, ...] = ()


def take_outdated(table: dict[str, Any]) -> tuple[str, ...]:
    """Settings of older versions that stand there, which are taken out of the table."""
    found = []
    for section, name in OUTDATED:
        if isinstance(table.get(section), Mapping) and name in table[section]:
            table[section] = {key: v for key, v in table[section].items() if key != name}
            found.append(f"[{section}] {name}")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ReplicateSettings:
    """Replicate weights: their columns (shell patterns allowed) and how their spread is scaled.

    ``type`` is BRR, Fay (with ``fay``, its coefficient), JK1, JKn (with ``rscales``), JK2,
    bootstrap, SDR or other (with ``scale``). ``scale`` 0 means: the type's own. ``combined`` says
    that the columns hold whole weights and no mere factors; ``mse`` that deviations are taken from
    the full sample's figure and not from the replicates' mean.
    """

    type: str = ""
    columns: tuple[str, ...] = ()
    scale: float = 0.0
    rscales: tuple[float, ...] = ()
    fay: float = 0.0
    combined: bool = True
    mse: bool = False


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """Variables to compare ``between`` two segments; ``of`` empty means those in ``show``.

    ``levels`` restricts categories and ordinals to some of their levels.
    """

    between: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class SurveyFigureSettings:
    """One figure of the report: answers to ``of`` in each of the segments ``among``.

    ``of`` are variables, or questions with several columns, which stand for all of these. Without
    ``among`` it is of everyone. ``levels`` restricts categories and ordinals to some of their
    levels. ``kind`` is ``shares``, ``stacked`` or ``means``; empty means: as fits the answers.
    """

    of: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ScaleSettings:
    """A score from several items: their ``mean`` or ``sum``, over those that are answered.

    ``reverse`` are items that run the other way; ``range`` the least and most that an item can be,
    where the answers themselves do not show it. ``minimum`` items must be answered, by default
    half of them.
    """

    items: tuple[str, ...]
    reverse: tuple[str, ...] = ()
    score: str = "mean"
    minimum: int = 0
    range: tuple[float, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class SurveySettings:
    """The survey file and what its columns mean.

    ``columns`` declares types (``number``, ``category``, ``ordinal``, ``flag``, ``text``,
    ``date``); what is not declared is inferred and shown. ``missing`` are cells that mean
    "no answer". ``show`` names the variables that the report sets out by segment. ``reader`` and
    ``layout`` settle how the file is read where its content is misleading. ``ids`` is ``exact``,
    or ``alike`` where ids that differ only in how they are written (case, blanks, leading zeros,
    ``101.0`` for ``101``) are one person.
    ``text`` names open questions whose answers are transcripts. ``asked`` are rules for whom a
    question was put to, where that was not everyone. ``derived`` are new variables by
    expressions, ``scales`` new ones from several items.

    The design: ``strata`` are crossed, ``clusters`` are named from the first stage of sampling
    down, ``fpc`` gives for every stage the column of population sizes (or of sampling fractions),
    ``lonely`` says what a stratum of one unit gives to the variance. ``margins`` maps a variable
    to the population's total of every level; weights are raked to them. ``figure`` are the figures
    that the report draws, ``compare`` pairs of segments that it sets against each other,
    ``phrases`` the words with which a share is told (``burned_out = "are burned out"``).

    ``role`` is the column that says a respondent's role, which ``link check`` holds against the
    participants'.
    """

    file: str = ""
    respondent: str = "respondent"
    weight: str = ""
    wave: str = ""
    missing: tuple[str, ...] = ("", "NA", "N/A", "n/a", "nan", "NaN", "#N/A", "#NULL!")
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    show: tuple[str, ...] = ()
    reader: str = ""
    layout: str = ""
    ids: str = "exact"
    role: str = ""
    text: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    derived: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, ScaleSettings] = field(default_factory=dict)
    strata: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()
    lonely: str = "adjust"
    replicates: ReplicateSettings = field(default_factory=ReplicateSettings)
    margins: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    figure: tuple[SurveyFigureSettings, ...] = ()
    compare: tuple[CompareSettings, ...] = ()
    phrases: Mapping[str, str] = field(default_factory=dict)
