"""Texts of the report that the analyst may replace, as they stand."""

from __future__ import annotations

from dataclasses import dataclass

DRAFT, OWN, STALE, UNUSED, BESIDE = "draft", "yours", "yours, figures changed", "unused", "beside"
"""Where a text comes from: drafted from the figures; written by the analyst; written for figures
that have changed; written for what the report does not have; a draft that page one leaves out."""


@dataclass(frozen=True, slots=True)
class ReportText:
    """One text: what stands (``text``), what the figures would say, and its ``state``.

    ``figures`` are those behind the draft of today, ``then`` those for which a stale text was
    written. ``file`` is where the analyst's words are, or would be.
    """

    key: str
    state: str
    text: str
    drafted: str = ""
    figures: str = ""
    then: str = ""
    file: str = ""
