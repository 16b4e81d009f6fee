"""A text as lines, from which what is no speech is taken off, and remembered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from interviewkit.errors import Problem
from interviewkit.readers.contract import Aside, Source
from interviewkit.readers.invisible_signs import strip_unseen, unify_writing
from interviewkit.readers.layouts import BOLD_MARK


@dataclass(slots=True)
class TextLines:
    """The lines of a file, none of them ever removed, so that line numbers stand.

    What is taken off becomes a fact of the file or is set ``aside``; its line is left blank.
    """

    source: Source
    lines: list[str]
    facts: dict[str, str] = field(default_factory=dict)
    aside: list[Aside] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, source: Source) -> TextLines:
        """The lines of a text, without blanks and invisible signs around them.

        A form feed at the edge of a line stays in the text of the source alone.
        """
        lines = strip_unseen(source.text).split("\n")
        return cls(source, [line.strip() for line in lines])

    @property
    def filled(self) -> list[int]:
        """The places of the lines that are not blank."""
        return [place for place, line in enumerate(self.lines) if line]

    def text_of(self, place: int) -> str:
        """A line as the words of tools are compared with it: blanks and letters of one kind."""
        return unify_writing(self.lines[place].replace(BOLD_MARK, "")).strip()

    def set_aside(self, places: Iterable[int], why: str) -> None:
        """Take lines off as nobody's speech. With an empty ``why`` it is not worth telling."""
        for place in places:
            if self.lines[place]:
                self.aside.append(Aside(place + 1, self.text_of(place), why))
            self.lines[place] = ""

    def add_fact(self, place: int, name: str, value: str) -> None:
        """Take a line off as something that the file says of itself."""
        value = value.replace(BOLD_MARK, "").strip()
        known = self.facts.get(name)
        self.facts[name] = f"{known}; {value}" if known and known != value else value
        self.lines[place] = ""
