"""What a researcher concludes where conversations and survey are laid side by side."""

from __future__ import annotations

from dataclasses import dataclass

CONFIRMS, EXPANDS, CONTRADICTS, SILENT = "confirms", "expands", "contradicts", "silent"

FITS = {
    CONFIRMS: "both strands say the same",
    EXPANDS: "one strand explains or goes beyond the other",
    CONTRADICTS: "the strands say different things",
    SILENT: "only one strand says something",
}
"""How two strands fit, after Fetters, Curry and Creswell (2013), doi:10.1111/1475-6773.12117."""


@dataclass(frozen=True, slots=True)
class MetaInference:
    """One line of a joint display, written by a person.

    ``of`` is the theme or code; ``about`` the survey variable or segment it is laid beside, empty
    where it is about the theme as a whole. Each line is kept: a later one on the same pair takes
    its place, the earlier ones stay in the log.
    """

    of: str
    about: str
    fit: str
    text: str
    author: str
    at: str
    id: int | None = None
