"""What a report is written as: its profiles, and the files of each format."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

BRIEF, FULL, APPENDIX = "brief", "full", "appendix"
STEMS = MappingProxyType({FULL: "report", APPENDIX: "report-appendix", BRIEF: "report-brief"})
"""Profile → how the names of its files begin."""
PAIR = (FULL, APPENDIX)
"""What a report is made of unless somebody asks for one profile alone."""

IN_TWO = ("html", "md", "docx", "pdf")
"""Formats in which the appendix is a file of its own; others hold all in one."""
SHOWN = ("pptx",)
"""Formats for a room full of people, who are shown no appendix."""


def list_profiles(shape: str) -> tuple[str, ...]:
    """The profiles that are written in a format; an empty one is all in one file.

    >>> list_profiles("docx"), list_profiles("pptx"), list_profiles("other")
    (('full', 'appendix'), ('full',), ('',))
    """
    if shape in IN_TWO:
        return PAIR
    return (FULL,) if shape in SHOWN else ("",)


def name_report_file(profile: str, shape: str) -> str:
    """How a file of the report is called: ``report-appendix.html``."""
    return f"{STEMS.get(profile, STEMS[FULL])}.{shape}"


def list_report_names(formats: Iterable[str]) -> list[str]:
    """All names that a file of the report may have; a format of the house may be asked for once."""
    shapes = dict.fromkeys((*formats, *IN_TWO, *SHOWN))
    return [name_report_file(profile, shape) for shape in shapes for profile in STEMS]
