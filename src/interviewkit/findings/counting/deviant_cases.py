"""Deviant cases: who contradicts the pattern that a code or theme shows.

There are two kinds of pattern. Most of those who voiced it took one side: whoever took the other
contradicts it. Or people of a segment or a wave voice it more or less often than the others, by
more than chance: whoever among them does the reverse contradicts that. Where there is no pattern,
nobody contradicts it; to come from a rare segment contradicts nothing. Negative cases: Lincoln and
Guba (1985), Naturalistic Inquiry, 309-313.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.model import DeviantCase
from interviewkit.model.person_row import ONE_SIDE
from interviewkit.model.waves import build_natural_key


@dataclass(frozen=True)
class GroupPattern:
    """People of a segment or wave (``kind``) named ``where`` who differ from the others.

    ``people`` are those of whom something was read, ``voiced`` those of them who voiced it.
    ``more`` says whether they voice it more often than the others.
    """

    kind: str
    where: str
    people: frozenset[str] = field(repr=False)
    voiced: frozenset[str] = field(repr=False)
    more: bool

    @property
    def against(self) -> frozenset[str]:
        """Who does what most of them do not; nobody where the pattern is not that of most."""
        silent = self.people - self.voiced
        if self.more and len(self.voiced) > len(silent):
            return silent
        return self.voiced if not self.more and len(silent) > len(self.voiced) else frozenset()


def find_deviant_cases(
    of: str, sides: Mapping[str, Collection[str]], groups: Sequence[GroupPattern] = ()
) -> list[DeviantCase]:
    """Everyone who contradicts a pattern of a code or theme, each once, clearest pattern first.

    ``sides`` maps ``+`` and ``-`` to those who voiced it on that side, once at least.
    """
    cases = [*_of_sides(of, sides), *(case for group in groups for case in _of_group(of, group))]
    first: dict[str, DeviantCase] = {}
    for case in sorted(cases, key=_order):
        first.setdefault(case.participant, case)
    return list(first.values())


def _order(case: DeviantCase) -> tuple[object, ...]:
    kept_to = case.follow / case.people if case.people else 0.0
    return (case.pattern != ONE_SIDE, -kept_to, case.where, build_natural_key(case.participant))


def _of_sides(of: str, sides: Mapping[str, Collection[str]]) -> Iterator[DeviantCase]:
    """Those who took the side that fewer took; whoever took both also followed the pattern."""
    common, rare = sorted(("+", "-"), key=lambda sign: -len(sides.get(sign, ())))
    most, few = frozenset(sides.get(common, ())), frozenset(sides.get(rare, ()))
    if len(most) == len(few):
        return
    for name in few - most:
        everyone = len(most | few)
        yield DeviantCase(of, name, ONE_SIDE, common, True, rare, len(most - few), everyone)


def _of_group(of: str, group: GroupPattern) -> Iterator[DeviantCase]:
    for name in group.against:
        follow = len(group.people) - len(group.against)
        did = name in group.voiced
        yield DeviantCase(of, name, group.kind, group.where, did, "", follow, len(group.people))
