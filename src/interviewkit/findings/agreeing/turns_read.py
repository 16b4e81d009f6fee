"""Which turns each coder has read, and for which codes: unread is never taken for "no code"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.findings.agreeing.units import require_turn
from interviewkit.model import Coding
from interviewkit.model.grouping import group_sets


@dataclass(frozen=True)
class TurnsRead:
    """Coder → the ids of the turns that they read for any code, and code → coder → turns.

    ``by_code`` has the codes of which it is known who read for them where; of any other code
    each coder has read all of their turns.
    """

    anything: Mapping[str, set[int]]
    by_code: Mapping[str, Mapping[str, set[int]]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        codings: Mapping[str, Sequence[Coding]],
        read: Mapping[str, Collection[int]] | TurnsRead,
    ) -> TurnsRead:
        """What these coders have read: what is said of them, and every turn that they coded.

        Raises:
            ValueError: a coding stands in a turn that has no id.
        """
        coded = {
            coder: group_sets((each.code, require_turn(each)) for each in theirs)
            for coder, theirs in codings.items()
        }
        whole = {coder: set[int]().union(*by_code.values()) for coder, by_code in coded.items()}
        if not isinstance(read, TurnsRead):
            return cls({coder: {*read.get(coder, ()), *whole[coder]} for coder in codings})
        return cls(
            {coder: read.turns(coder) | whole[coder] for coder in codings},
            {
                code: {
                    coder: known.get(coder, set()) | coded[coder].get(code, set())
                    for coder in codings
                }
                for code, known in read.by_code.items()
            },
        )

    @property
    def codes(self) -> Iterable[str]:
        """The codes of which it is known who read for them where."""
        return self.by_code.keys()

    def turns(self, coder: str, codes: Iterable[str] = ()) -> set[int]:
        """The turns that a coder has read with all of these codes in mind, or with any."""
        turns = set(self.anything.get(coder, ()))
        for code in codes:
            if code in self.by_code:
                turns &= self.by_code[code].get(coder, set())
        return turns

    def within(self, turns: Collection[int]) -> TurnsRead:
        """The same, of these turns alone."""
        wanted = set(turns)
        return TurnsRead(
            {coder: read & wanted for coder, read in self.anything.items()},
            {
                code: {coder: read & wanted for coder, read in known.items()}
                for code, known in self.by_code.items()
            },
        )
