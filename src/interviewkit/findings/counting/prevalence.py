"""How many *people* voiced a code or theme: never how many fragments."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from interviewkit.findings.arrays import Bools
from interviewkit.findings.comparing.people_share import estimate_people_share
from interviewkit.findings.counting.voicing import Thing, Voicing, build_people_table
from interviewkit.model import Codebook, Interval, Prevalence, Reading
from interviewkit.model.waves import order_waves

EVERYONE = ""
ALL_WAVES = ""
ANY_POLARITY = ""

Column = tuple[int, str]
"""What is counted: a column of the table of people, and a polarity."""


def estimate_prevalence(
    reading: Reading,
    *,
    segments: Mapping[str, Collection[str]] | None = None,
    waves: Sequence[str] = (),
    level: float = 0.95,
) -> list[Prevalence]:
    """The share of participants who voiced each code and theme, by segment and wave.

    A participant has voiced a code if a coding of it stands in a turn of theirs that counts, and a
    theme if they have voiced one of its codes. The share is of those who *spoke*: who have at
    least one turn in that wave and belong to that segment. ``segments`` maps names to
    participants, who may be in several; ``waves`` are those of the conversations, in order.

    Rows come by code, then by theme; within these by polarity (either first; ``+`` and ``-``
    apart only where a code has both), by segment (everyone first) and by wave (all first).
    Where nobody spoke, ``n`` is 0 and share and interval are ``nan``: there is no number.
    The interval is that of :func:`~findings.comparing.people_share.estimate_people_share`: people
    who talked with each other vary together.

    Raises:
        ValueError: a coding stands in a turn that has no id.
    """
    if reading.codebook is None:
        return []
    heard = {reading.wave_of.get(turn, "") for turn in reading.counted}
    known = [wave for wave in waves if wave in heard] or order_waves(heard).names
    tables = {
        wave: build_people_table(reading, speaker_of=reading.in_wave(wave))
        for wave in (ALL_WAVES, *known)
    }
    columns = list(_columns(tables[ALL_WAVES].things, reading.codebook))
    groups = {EVERYONE: None, **(segments or {})}
    rows = {
        (segment, wave): _rows(table, columns, members, segment, wave, level)
        for segment, members in groups.items()
        for wave, table in tables.items()
    }
    return [
        rows[segment, wave][k] for k in range(len(columns)) for segment in groups for wave in tables
    ]


def _columns(things: Sequence[Thing], codebook: Codebook) -> Iterator[Column]:
    signs_of = {code.id: code.polarity for code in codebook.codes}
    for column, thing in enumerate(things):
        yield column, ANY_POLARITY
        if len({sign for code in thing.codes for sign in signs_of[code]}) > 1:
            yield from ((column, "+"), (column, "-"))


def _rows(
    table: Voicing,
    columns: Sequence[Column],
    members: Collection[str] | None,
    segment: str,
    wave: str,
    level: float,
) -> list[Prevalence]:
    """One row for each of what is counted, of the same people in a segment and wave."""
    kept: Bools = np.array([members is None or who in members for who, _ in table.who], dtype=bool)
    n, k = int(kept.sum()), len(columns)
    passages = {sign: table.of_side(sign)[kept] for sign in (ANY_POLARITY, "+", "-")}
    counted = [passages[sign][:, column] for column, sign in columns]
    shares, ends = [math.nan] * k, [Interval(math.nan, math.nan, level)] * k
    worth = [math.nan] * k
    if n:
        hits = np.array(counted).T.reshape(n, k) > 0
        found = estimate_people_share(hits.astype(float), table.ties.among(kept), level)
        shares, worth = found.value.tolist(), found.effective_n.tolist()
        limits = zip(found.low.tolist(), found.high.tolist(), strict=True)
        ends = [Interval(low, high, level) for low, high in limits]
    return [
        Prevalence(
            of=table.things[column].name,
            voiced=int((each > 0).sum()),
            n=n,
            share=shares[i],
            interval=ends[i],
            segment=segment,
            wave=wave,
            polarity=sign,
            passages=int(each.sum()),
            effective_n=worth[i],
        )
        for i, ((column, sign), each) in enumerate(zip(columns, counted, strict=True))
    ]


# -- which people voiced a theme and also spoke in a topic -----------------------------------------


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
