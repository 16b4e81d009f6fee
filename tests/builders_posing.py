"""Comparisons that are posed and settled at once, each over its own families."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.findings.comparing.association import (
    AssociationSettings,
    Sides,
    pose_associations,
)
from interviewkit.findings.comparing.family import settle_tests
from interviewkit.findings.comparing.trends import pose_trends
from interviewkit.findings.counting.voicing import Voicing, Who
from interviewkit.model import Association, Trend

DEFAULT = AssociationSettings()


def find_associations(
    table: Voicing, segments: Mapping[str, Sides], how: AssociationSettings = DEFAULT
) -> list[Association]:
    """One row a segment and code or theme, in this order."""
    found = pose_associations(table, segments, how)
    tests = settle_tests([each.posed for each in found], how.adjusting)
    return [row for each, some in zip(found, tests, strict=True) for row in each.tested(some)]


def find_trends(
    table: Voicing,
    variables: Mapping[str, Mapping[Who, float]],
    how: AssociationSettings = DEFAULT,
    levels: Mapping[str, Sequence[str]] | None = None,
) -> list[Trend]:
    """One row a variable and code or theme, in this order."""
    found = pose_trends(table, variables, how, levels)
    tests = settle_tests([each.posed for each in found], how.adjusting)
    return [row for each, some in zip(found, tests, strict=True) for row in each.tested(some)]
