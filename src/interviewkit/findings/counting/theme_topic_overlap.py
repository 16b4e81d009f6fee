"""Which people voiced a theme and also spoke in a topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def count_people_in_both(
    voiced: Mapping[str, Iterable[int]],
    topic_of: Mapping[int, int],
    speaker_of: Mapping[int, str],
) -> dict[tuple[str, int], int]:
    """(theme, topic) → number of *people* with a turn that voices the theme and lies in the topic.

    ``voiced`` maps a theme to the ids of the turns that voice it; a turn outside of every topic
    (number -1 or unknown) counts for none. One person counts once however often they spoke.
    """
    people: dict[tuple[str, int], set[str]] = {}
    for theme, turns in voiced.items():
        for turn in turns:
            topic = topic_of.get(turn, -1)
            if topic >= 0 and turn in speaker_of:
                people.setdefault((theme, topic), set()).add(speaker_of[turn])
    return {key: len(names) for key, names in people.items()}
