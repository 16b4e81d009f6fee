"""The measures by name, for values on a level of measurement."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.findings.agreeing.measures.alpha import alpha
from interviewkit.findings.agreeing.measures.chance import (
    Measure,
    brennan_prediger,
    fleiss,
    gwet,
    kappa,
    percent,
)
from interviewkit.findings.agreeing.measures.ratings import Ratings
from interviewkit.findings.agreeing.measures.standard_error import (
    estimate_alpha_error,
    estimate_standard_error,
)
from interviewkit.findings.agreeing.measures.weights import build_agreement_weights

WEIGHTS_OF_LEVEL = {"nominal": "identity", "ordinal": "ordinal", "interval": "quadratic"}
ALPHA = "alpha"


def list_measures(ratings: Ratings, level: str = "nominal") -> Mapping[str, Measure]:
    """Name → measure; all but alpha weigh values that agree in part as the level asks.

    Raises:
        ValueError: no such level.
    """
    if level not in WEIGHTS_OF_LEVEL:
        raise ValueError(f"{level!r} is no level; these are: {', '.join(WEIGHTS_OF_LEVEL)}")
    weights = build_agreement_weights(ratings, WEIGHTS_OF_LEVEL[level])
    return {
        "percent": lambda some: percent(some, weights),
        "kappa": lambda some: kappa(some, weights),
        "fleiss": lambda some: fleiss(some, weights),
        ALPHA: lambda some: alpha(some, level),
        "gwet": lambda some: gwet(some, weights),
        "brennan_prediger": lambda some: brennan_prediger(some, weights),
    }


def estimate_named_error(name: str, ratings: Ratings, level: str = "nominal") -> float:
    """The standard error of a named measure where units are independent."""
    if name == ALPHA:
        return estimate_alpha_error(ratings, level)
    return estimate_standard_error(list_measures(ratings, level)[name], ratings)
