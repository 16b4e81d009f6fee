"""The participants of a study, each once, however often the participants file names them."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.errors import Problem
from interviewkit.model.participant import Participant, Value
from interviewkit.readers.people_file import PeopleFileRow


class Roster:
    """Participants by name, in the order in which they first speak."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        self._found: dict[str, Participant] = {}
        self._seen: set[tuple[str, int]] = set()

    @property
    def participants(self) -> tuple[Participant, ...]:
        return tuple(self._found.values())

    def is_moderator(self, name: str) -> bool:
        """Whether this participant, who was added before, moderates."""
        return self._found[name].is_moderator

    def add(self, name: str, role: str, person: PeopleFileRow | None = None) -> str:
        """Take this participant in, or hold the row against what is known; gives the name back."""
        line = person.line if person else 0
        if (name, line) in self._seen:
            return name
        self._seen.add((name, line))
        respondent = person.respondent if person else ""
        attributes = dict(person.attributes) if person else {}
        known = self._found.get(name)
        if known is None:
            self._found[name] = Participant(name, role, respondent, attributes)
        elif person:
            self._found[name] = self._merged(known, role, respondent, attributes, line)
        return name

    def _merged(
        self,
        known: Participant,
        role: str,
        respondent: str,
        attributes: Mapping[str, Value],
        line: int,
    ) -> Participant:
        """What was known first stays; gaps are filled; contradictions are told."""
        self._compare(known.name, "role", known.role, role, line)
        self._compare(known.name, "respondent", known.respondent, respondent, line)
        both = dict(known.attributes)
        for name, value in attributes.items():
            self._compare(known.name, name, both.get(name), value, line)
            if both.get(name) is None:
                both[name] = value
        return Participant(known.name, known.role, known.respondent or respondent, both)

    def _compare(self, name: str, what: str, known: Value, new: Value, line: int) -> None:
        if known not in (None, "") and new not in (None, "") and known != new:
            said = f"{what} of {name} is {_show(known)} above and {_show(new)} here"
            hint = f"{_show(known)} was kept"
            self.problems.append(Problem(self.shown, line, said, hint, False))


def _show(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else repr(value)
