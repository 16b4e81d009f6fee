"""The conversations as page one asks of them: each theme's page, who is behind it, who coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewkit.model import Corrected
from interviewkit.report.corrected import PERSON, find_corrected_of_everyone, is_correction
from interviewkit.report.figures import Span
from interviewkit.report.pages import ThemePage
from interviewkit.report.strands import Strand
from interviewkit.report.voices import Cast

BY_MACHINE = ", as a machine coded it and nobody has reviewed"
"""What is said of findings that no person has looked at."""


@dataclass(frozen=True)
class Talk:
    """What was said, with the strands of the codebook and their pages in the same order."""

    cast: Cast
    found: Sequence[Strand]
    pages: Sequence[ThemePage]

    @cached_property
    def strands(self) -> tuple[tuple[Strand, ThemePage], ...]:
        return tuple(zip(self.found, self.pages, strict=True))

    @cached_property
    def page_of(self) -> dict[str, ThemePage]:
        """The page of each theme and code."""
        return {
            name: page for strand, page in self.strands for name in (strand.id, *strand.code_ids)
        }

    @cached_property
    def codes_of(self) -> dict[str, tuple[str, ...]]:
        """The codes of each theme and code."""
        themes = {strand.id: strand.code_ids for strand in self.found}
        return {code: (code,) for codes in themes.values() for code in codes} | themes

    def doubt(self, *names: str) -> str:
        """That nobody has reviewed what these rest on, where that is so and nothing corrects it."""
        voices = self.cast.of(code for name in names for code in self.codes_of.get(name, ()))
        if not voices or any(voice.is_reviewed for voice in voices):
            return ""
        return "" if all(self.find_corrected(name) for name in names) else BY_MACHINE

    def find_corrected(self, name: str) -> Corrected | None:
        """The share of people that an audit corrects, where there is one."""
        row = find_corrected_of_everyone(self.cast.inputs, name).get(PERSON)
        return row if is_correction(row) else None

    def lead(self, text: str, page: ThemePage) -> Span:
        """A number that leads to the people behind it."""
        return Span(text, page.who.id if page.who else page.id)
