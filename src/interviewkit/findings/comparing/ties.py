"""Who may vary together: people of one conversation, and a person with himself.

A tie is pairwise. Two people who never met are not tied, even where a third one met both: so one
reunion of people from several groups does not make one cluster of them all.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from interviewkit.findings.arrays import Bools, Floats, Ints
from interviewkit.model.grouping import group_sets

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Ties:
    """The ties among ``n`` rows, each a person or a person on one side of a comparison.

    Attributes:
        person: (n,) number of the person.
        conversations: (n, c) 1 where the row spoke in the conversation, sparse.
    """

    person: Ints
    conversations: csr_array = field(repr=False)

    @classmethod
    def of(cls, people: Sequence[Hashable], conversations: Sequence[Collection[Hashable]]) -> Ties:
        """Ties of rows from each one's person and the conversations that it spoke in."""
        from scipy.sparse import csr_array

        numbers = {each: k for k, each in enumerate(dict.fromkeys(people))}
        places: dict[Hashable, int] = {}
        cells = [
            (row, places.setdefault(each, len(places)))
            for row, spoken_in in enumerate(conversations)
            for each in dict.fromkeys(spoken_in)
        ]
        rows, columns = (np.array([cell[k] for cell in cells], dtype=int) for k in (0, 1))
        shape = (len(people), max(len(places), 1))
        table = csr_array((np.ones(len(cells)), (rows, columns)), shape=shape)
        return cls(np.array([numbers[each] for each in people], dtype=np.intp), table)

    @cached_property
    def same_person(self) -> csr_array:
        """(n, n) 1 where two different rows are the same person."""
        from scipy.sparse import csr_array

        n = len(self.person)
        shape = (n, int(self.person.max(initial=-1)) + 1)
        table = csr_array((np.ones(n), (np.arange(n), self.person)), shape=shape)
        return _without_diagonal(table @ table.T)

    @cached_property
    def same_conversation(self) -> csr_array:
        """(n, n) 1 where two rows of different people share a conversation."""
        together = _without_diagonal(self.conversations @ self.conversations.T)
        return _mark_any(together - together.multiply(self.same_person))

    def summed(self, values: Floats) -> Floats:
        """(n, k) for each row the sum over itself and all whom it is tied to."""
        return np.asarray(self.tied @ values)

    @cached_property
    def tied(self) -> csr_array:
        """(n, n) 1 where two rows are tied, and for each row with itself."""
        from scipy.sparse import eye_array

        one = eye_array(len(self.person), format="csr")
        return (one + self.same_conversation + self.same_person).tocsr()

    @property
    def alone(self) -> bool:
        """Whether nobody is tied to anybody else."""
        return not self.same_conversation.nnz

    @cached_property
    def groups(self) -> int:
        """How many different sets of people the conversations brought together; somebody who
        was only ever alone is one."""
        rows, columns = self.conversations.nonzero()
        spoke = group_sets(zip(columns.tolist(), self.person[rows].tolist(), strict=True))
        silent = {*self.person.tolist()}.difference(*spoke.values())
        return len({frozenset(each) for each in spoke.values()}) + len(silent)

    def among(self, kept: Bools) -> Ties:
        """The same of some rows."""
        person = np.unique(self.person[kept], return_inverse=True)[1].astype(np.intp)
        return Ties(person, self.conversations[np.flatnonzero(kept)])


def _without_diagonal(table: csr_array) -> csr_array:
    from scipy.sparse import csr_array

    cells = table.tocoo()
    off = cells.row != cells.col
    return _mark_any(
        csr_array((cells.data[off], (cells.row[off], cells.col[off])), shape=cells.shape)
    )


def _mark_any(table: csr_array) -> csr_array:
    """1 where there is anything, nothing elsewhere."""
    table = table.tocsr()
    table.data = (table.data > 0).astype(float)
    table.eliminate_zeros()
    return table


# -- who talked with whom: people who hear each other do not vary independently --------------------


def group_by_talk(
    speaker_of: Mapping[int, str], transcript_of: Mapping[int, str]
) -> dict[str, str]:
    """Participant → a name for all the people they talked with, directly or through others.

    For bounds that need groups who vary by themselves: whoever may be tied is in one, so they can
    only become wider. Comparisons and shares use pairs (:mod:`findings.comparing.ties`).

    Whoever talked alone is left out: they are a group of their own. A group goes by the name of
    its first participant in alphabetical order.
    """
    talks = group_sets((transcript_of[turn], name) for turn, name in speaker_of.items())
    group: dict[str, set[str]] = {}
    for people in talks.values():
        joined = people.union(*(group[name] for name in people if name in group))
        group.update(dict.fromkeys(joined, joined))
    return {name: min(people) for name, people in sorted(group.items()) if len(people) > 1}
