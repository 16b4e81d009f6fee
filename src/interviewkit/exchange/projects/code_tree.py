"""The codes of a project as a tree: their ways from the top, and what stands for another's side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewkit.model.project import ProjectCode

OPPOSED = " (-)"
"""What the name of a code ends with that stands for the other side of the one above it: other
tools know no polarity."""


@dataclass(frozen=True)
class CodeTree:
    """Codes by guid, each below its parent; a parent that is not there, or in a circle, is none."""

    codes: Sequence[ProjectCode]

    @cached_property
    def by_guid(self) -> dict[str, ProjectCode]:
        """Each code by its guid."""
        return {each.guid: each for each in self.codes}

    def find_parent(self, code: ProjectCode) -> ProjectCode | None:
        """The code above one; ``None`` at the top, and where codes stand in a circle."""
        above = self.by_guid.get(code.parent)
        step, seen = above, {code.guid}
        while step is not None:
            if step.guid in seen:
                return None
            seen.add(step.guid)
            step = self.by_guid.get(step.parent)
        return above

    def find_way(self, code: ProjectCode) -> tuple[str, ...]:
        """The names from the top down to a code."""
        above = self.find_parent(code)
        return (*self.find_way(above), code.name) if above else (code.name,)

    def find_opposed(self, code: ProjectCode) -> ProjectCode | None:
        """The code of which one is the other side."""
        above = self.find_parent(code)
        return above if above and code.name == above.name + OPPOSED else None

    def list_downward(self) -> list[ProjectCode]:
        """All codes, each behind the one above it, else in their order."""
        done: dict[str, ProjectCode] = {}
        for code in self.codes:
            chain = [code]
            while (above := self.find_parent(chain[-1])) is not None and above.guid not in done:
                chain.append(above)
            done |= {each.guid: each for each in reversed(chain) if each.guid not in done}
        return list(done.values())
