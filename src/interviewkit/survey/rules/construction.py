"""What a segment's rule is made of: where it uses an outcome, a difference is true by construction.

``top = gain >= quantile(gain, 0.75)`` holds those who gain most: that they gain more than the
others was settled when the rule was written, and tells nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from interviewkit.errors import RuleError
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.rules.rule import parse_rule


def is_defining(rule: str, variable: str, settings: SurveySettings) -> bool:
    """Whether a rule uses a variable, or what the variable or the rule's columns are made from.

    ``[survey.derived]`` and ``[survey.scales]`` are followed to the columns of the file. A rule
    that cannot be read defines nothing; whoever evaluates it tells what is wrong with it.
    """
    used = trace_sources(_columns(rule), settings)
    return not used.isdisjoint(trace_sources([variable], settings))


def explain_construction(segments: Iterable[str], variable: str) -> str:
    """Why a difference is true by construction; ``segments`` are titles whose rules use it."""
    named = " and ".join(f"“{each}”" for each in segments)
    rule = "rules" if " and " in named else "rule"
    uses = "use" if " and " in named else "uses"
    return f"{BY_CONSTRUCTION}: the {rule} of {named} {uses} “{variable}” or what it is made from"


def trace_sources(names: Iterable[str], settings: SurveySettings) -> frozenset[str]:
    """The variables, and all that they are made from, in however many steps."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name in settings.scales:
            waiting += settings.scales[name].items
        elif name in settings.derived:
            waiting += _columns(settings.derived[name])
    return frozenset(found)


@lru_cache(maxsize=256)
def _columns(rule: str) -> tuple[str, ...]:
    try:
        return parse_rule(rule).columns
    except RuleError:
        return ()
