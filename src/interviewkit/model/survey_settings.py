"""What ``[survey]`` may say: the file, its columns, its design, what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    ``text`` names open questions whose answers are transcripts. ``derived`` are new variables by
    expressions, ``scales`` new ones from several items.

    The design: ``strata`` are crossed, ``clusters`` are named from the first stage of sampling
    down, ``fpc`` gives for every stage the column of population sizes (or of sampling fractions),
    ``lonely`` says what a stratum of one unit gives to the variance. ``margins`` maps a variable
    to the population's total of every level; weights are raked to them. ``compare`` are pairs of
    segments that the report sets against each other, ``phrases`` the words with which a share is
    told (``burned_out = "are burned out"``).

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
    derived: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, ScaleSettings] = field(default_factory=dict)
    strata: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    fpc: tuple[str, ...] = ()
    lonely: str = "adjust"
    replicates: ReplicateSettings = field(default_factory=ReplicateSettings)
    margins: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    compare: tuple[CompareSettings, ...] = ()
    phrases: Mapping[str, str] = field(default_factory=dict)
