"""Who talked with whom: people who hear each other do not vary independently."""

from __future__ import annotations

from collections.abc import Mapping


def group_by_talk(
    speaker_of: Mapping[int, str], transcript_of: Mapping[int, str]
) -> dict[str, str]:
    """Participant → a name for all the people they talked with, directly or through others.

    For bounds that need groups who vary by themselves: whoever may be tied is in one, so they can
    only become wider. Comparisons and shares use pairs (:mod:`findings.comparing.ties`).

    Whoever talked alone is left out: they are a group of their own. A group goes by the name of
    its first participant in alphabetical order.
    """
    talks: dict[str, set[str]] = {}
    for turn, name in speaker_of.items():
        talks.setdefault(transcript_of[turn], set()).add(name)
    group: dict[str, set[str]] = {}
    for people in talks.values():
        joined = people.union(*(group[name] for name in people if name in group))
        group.update(dict.fromkeys(joined, joined))
    return {name: min(people) for name, people in sorted(group.items()) if len(people) > 1}
