"""How a segment or variable lies over the groups that people talked in, and what may be exchanged.

If a theme has nothing to do with a segment, then who is in the segment could have fallen out
otherwise without changing what was said: that is what a permutation test counts. But people of
one conversation hear each other, so only what the design leaves open may be exchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from interviewkit.findings.voicing import Bools, Floats, Ints

PEOPLE, WITHIN, GROUPS, BOTH = "people", "within groups", "whole groups", "group by group"

MOSTLY_WITHIN = 0.7
"""From this share of a segment's variance within groups on, only what differs within them is used:
in groups of four or more whose members are mixed by chance it is above that, in pairs below."""

IN_WORDS = {
    PEOPLE: "people exchanged (nobody talked with another)",
    WITHIN: "people exchanged within their groups",
    GROUPS: "whole groups exchanged",
    BOTH: "each group's part of the difference turned round",
}


@dataclass(frozen=True)
class Design:
    """A variable over ``n`` people in groups, and what is exchanged to test it.

    Attributes:
        kind: ``people``, ``within groups``, ``whole groups`` or ``group by group``.
        x: (n,) the variable: 1 and 0 for a segment's two sides.
        group: (n,) numbers of groups, each at least one person.
        divided: how many groups have people of differing values.
    """

    kind: str
    x: Floats
    group: Ints
    divided: int

    @property
    def groups(self) -> int:
        return int(self.group.max(initial=-1)) + 1

    def only_within(self) -> Design:
        """The same with people exchanged within their groups, whatever lies between groups."""
        return replace(self, kind=WITHIN)

    @property
    def sizes(self) -> Ints:
        return np.bincount(self.group, minlength=self.groups)

    @property
    def centred(self) -> Floats:
        """(n,) what of ``x`` counts: less its mean, or less the mean of the person's group."""
        means = self.value_of_group[self.group] if self.kind == WITHIN else self.x.mean()
        return np.asarray(self.x - means, dtype=float)

    @property
    def strata(self) -> Ints:
        """(n,) among whom people are exchanged: their group, or everyone."""
        return self.group if self.kind == WITHIN else np.zeros_like(self.group)

    @property
    def value_of_group(self) -> Floats:
        """(groups,) the mean value of each."""
        return np.asarray(np.bincount(self.group, self.x, self.groups) / self.sizes, dtype=float)


def design(x: Floats, group: Ints) -> Design:
    """The design that a variable has.

    - Nobody talked with another: people are exchanged.
    - The variable is the same for all of a group: whole groups are exchanged.
    - It differs within groups, and (almost) only there: people are exchanged within groups.
    - It differs within and between groups, as in pairs, or where many groups are of one side:
      each group's part of the difference is turned round, or not.
    """
    sizes = np.bincount(group)
    means = np.bincount(group, x) / sizes
    rest = x - means[group]
    divided = int((np.bincount(group, rest**2) > 1e-12).sum())
    if sizes.max(initial=0) <= 1:
        kind = PEOPLE
    elif not divided:
        kind = GROUPS
    else:
        all_of_it = float(((x - x.mean()) ** 2).sum())
        kind = WITHIN if float((rest**2).sum()) >= MOSTLY_WITHIN * all_of_it else BOTH
    return Design(kind, x, group, divided)


def sides(inside: Bools, group: Ints) -> Design:
    """The design of a segment over the people of both its sides."""
    return design(inside.astype(float), group)
