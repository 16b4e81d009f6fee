"""Who voiced what, who was asked, and how much they spoke: one row a person, one column a theme."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from interviewkit.findings.agreeing.units import require_turn
from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.ties import Ties
from interviewkit.model import (
    ASSOCIATION_UNITS,
    PARTICIPANT,
    PARTICIPANT_WAVE,
    Code,
    Coding,
    PersonRow,
    Reading,
    Theme,
    Turn,
)
from interviewkit.model.grouping import group_lists, group_sets

Who = tuple[str, str]
"""A participant and a wave; the wave is empty where waves are taken together."""

MODERATOR_ASKED = ""
"""Who put a matter on the table where it was the moderator."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted: a code alone, or the codes of a theme."""

    name: str
    codes: frozenset[str]
    kind: str = "code"


@dataclass(frozen=True)
class Voicing:
    """``n`` people (or people in a wave) and ``k`` codes and themes.

    Attributes:
        who: (n,) participant and wave.
        ties: who talked with whom, and which rows are one person.
        words: (n,) words of theirs that somebody or something has read for codes.
        things: (k,) what is counted.
        voiced: (n, k) whether they voiced it.
        passages: (n, k) how many passages of theirs hold it.
        asked: (n, k) whether it was put to them: the moderator asked, or somebody else raised it
            in their conversation, and they spoke afterwards.
        read: (n,) how many turns of theirs somebody or something has read.
        sides: polarity → (n, k) how many passages of theirs hold it on that side.
        whose: turn → the row that it belongs to, by participant and wave.
    """

    who: tuple[Who, ...]
    ties: Ties = field(repr=False)
    words: Floats
    things: tuple[Thing, ...]
    voiced: Bools = field(repr=False)
    passages: Floats = field(repr=False)
    asked: Bools = field(repr=False)
    read: Floats = field(default_factory=lambda: np.zeros(0), repr=False)
    sides: Mapping[str, Floats] = field(default_factory=dict, repr=False)
    whose: Mapping[int, Who] = field(default_factory=dict, repr=False)

    def of_side(self, polarity: str) -> Floats:
        """(n, k) how many passages hold it on one side; on either for the empty one."""
        nothing = np.zeros_like(self.passages)
        return self.sides.get(polarity, nothing) if polarity else self.passages

    @property
    def groups(self) -> int:
        """How many different sets of people the conversations brought together."""
        return self.ties.groups

    def among(self, kept: Bools) -> Voicing:
        """The same of some people."""
        return Voicing(
            tuple(each for each, keep in zip(self.who, kept, strict=True) if keep),
            self.ties.among(kept),
            self.words[kept],
            self.things,
            self.voiced[kept],
            self.passages[kept],
            self.asked[kept],
            self.read[kept] if len(self.read) else self.read,
            {sign: of[kept] for sign, of in self.sides.items()},
            self.whose,
        )


def list_things(codes: Sequence[Code], themes: Sequence[Theme]) -> tuple[Thing, ...]:
    """Every code, then every theme with the codes that it names or that name it."""
    known = {code.id for code in codes}
    bundles = [
        Thing(
            theme.id,
            frozenset({*theme.codes} & known | {c.id for c in codes if c.theme == theme.id}),
            "theme",
        )
        for theme in themes
    ]
    alone = [Thing(code.id, frozenset({code.id})) for code in codes]
    return (*alone, *(each for each in bundles if each.codes))


def build_people_table(
    reading: Reading,
    *,
    things: Sequence[Thing] | None = None,
    speaker_of: Mapping[int, str] | None = None,
    questions: Mapping[str, Collection[int]] | None = None,
    polarity: str = "",
    unit: str = PARTICIPANT,
) -> Voicing:
    """The table of people and what they voiced, of the codings that stand.

    Without ``things`` all codes and themes are counted; ``speaker_of`` is the speech asked, all
    that somebody has read without it. The rest is as for :func:`build_voicing`.
    """
    book = reading.codebook
    if things is None:
        things = list_things(book.codes, book.themes) if book else ()
    return build_voicing(
        reading.standing,
        things,
        reading.turns.values(),
        speaker_of=reading.counted if speaker_of is None else speaker_of,
        wave_of=reading.wave_of,
        words_of=reading.words_of,
        questions=questions,
        polarity=polarity,
        unit=unit,
    )


def build_voicing(
    codings: Iterable[Coding],
    things: Sequence[Thing],
    turns: Iterable[Turn],
    *,
    speaker_of: Mapping[int, str],
    wave_of: Mapping[int, str] | None = None,
    words_of: Mapping[int, int] | None = None,
    questions: Mapping[str, Collection[int]] | None = None,
    polarity: str = "",
    unit: str = PARTICIPANT,
) -> Voicing:
    """The table of people and what they voiced.

    ``codings`` are those that stand; ``turns`` all turns of the conversations, moderators' too.
    ``speaker_of`` maps the ids of participants' turns that were read to the participant: turns
    that are not in it are nobody's. ``words_of`` maps turn ids to words, where they are counted
    already. ``questions`` maps a code to the ids of turns in which the moderator asked about it.
    With a ``polarity`` only codings of that side are voiced, while either side puts a matter on
    the table.

    Raises:
        ValueError: no such unit, or a coding stands in a turn that has no id.
    """
    if unit not in ASSOCIATION_UNITS:
        raise ValueError(f"{unit!r} is no unit; it is one of {', '.join(ASSOCIATION_UNITS)}")
    waves = (wave_of or {}) if unit == PARTICIPANT_WAVE else {}
    by_id = {turn.id: turn for turn in turns if turn.id is not None}
    whose = {key: (name, waves.get(key, "")) for key, name in speaker_of.items() if key in by_id}
    place = {each: row for row, each in enumerate(sorted(set(whose.values())))}
    columns = group_lists(
        (code, column) for column, thing in enumerate(things) for code in thing.codes
    )
    kept = [each for each in codings if require_turn(each) in whose and each.code in columns]
    words, read = np.zeros(len(place)), np.zeros(len(place))
    for key, unit_of in whose.items():
        words[place[unit_of]] += by_id[key].words if words_of is None else words_of[key]
        read[place[unit_of]] += 1
    shape = (len(place), len(things))
    sides = {
        sign: _passages((c for c in kept if sign in ("", c.polarity)), columns, place, whose, shape)
        for sign in ("", "+", "-")
    }
    table = _OnTheTable(by_id, whose)
    for each in kept:
        table.raised(columns[each.code], require_turn(each), whose[require_turn(each)][0])
    for code, asking in (questions or {}).items():
        for turn in asking:
            table.raised(columns.get(code, ()), turn, MODERATOR_ASKED)
    passages = sides[polarity]
    return Voicing(
        who=tuple(place),
        ties=_ties(place, whose, by_id),
        words=words,
        things=tuple(things),
        voiced=passages > 0,
        passages=passages,
        asked=table.asked(place, len(things)),
        read=read,
        sides={sign: sides[sign] for sign in ("+", "-")},
        whose=whose,
    )


def _passages(
    codings: Iterable[Coding],
    columns: Mapping[str, Sequence[int]],
    place: Mapping[Who, int],
    whose: Mapping[int, Who],
    shape: tuple[int, int],
) -> Floats:
    """(n, k) how many different passages hold it: one that two codes share is one of a theme."""
    found = np.zeros(shape)
    marked: set[tuple[int, int, int, int]] = set()
    for each in codings:
        span = (require_turn(each), each.passage.start, each.passage.end)
        marked.update((column, *span) for column in columns[each.code])
    for column, turn, _, _ in marked:
        found[place[whose[turn]], column] += 1
    return found


class _OnTheTable:
    """When a matter came up in a conversation, by whom, and who spoke after that."""

    def __init__(self, turns: Mapping[int, Turn], whose: Mapping[int, Who]) -> None:
        self.turns = turns
        self.first: dict[tuple[str, int], dict[str, int]] = {}
        self.last: dict[tuple[str, Who], int] = {}
        for key, who in whose.items():
            turn = turns[key]
            at = (turn.transcript, who)
            self.last[at] = max(turn.position, self.last.get(at, 0))

    def raised(self, columns: Iterable[int], key: int, by: str) -> None:
        """Somebody raised it in a turn; the earliest time of each counts."""
        if (turn := self.turns.get(key)) is None:
            return
        for column in columns:
            times = self.first.setdefault((turn.transcript, column), {})
            times[by] = min(turn.position, times.get(by, turn.position))

    def asked(self, place: Mapping[Who, int], columns: int) -> Bools:
        """(n, k) whether somebody else raised it before they last spoke."""
        found = np.zeros((len(place), columns), dtype=bool)
        by_transcript = group_lists(
            (transcript, (column, times)) for ((transcript, column), times) in self.first.items()
        )
        for (transcript, who), last in self.last.items():
            for column, times in by_transcript.get(transcript, ()):
                others = (at for by, at in times.items() if by != who[0])
                if min(others, default=last) < last:
                    found[place[who], column] = True
        return found


def _ties(place: Mapping[Who, int], whose: Mapping[int, Who], turns: Mapping[int, Turn]) -> Ties:
    """Rows tied by the conversations in which their speech was read, and by being one person."""
    spoken_in = group_sets((who, turns[key].transcript) for key, who in whose.items())
    return Ties.of([name for name, _ in place], [sorted(spoken_in[who]) for who in place])


# -- the matrix people × codes: what was said, quantitised for other software ----------------------


def quantitise_people(reading: Reading, *, by_wave: bool = False) -> list[PersonRow]:
    """One row a participant, or with ``by_wave`` one a participant and wave they spoke in.

    Where nobody has read anything, all that was said is theirs. Participants of whom nothing was
    read have a row with no turns all the same, but none by wave. Rows come by participant, then
    wave.
    """
    table = build_people_table(
        reading,
        speaker_of=reading.counted or reading.codable,
        unit=PARTICIPANT_WAVE if by_wave else PARTICIPANT,
    )
    of = [thing.name for thing in table.things]
    rows = {
        who: PersonRow(
            *who, int(read), int(words), dict(zip(of, map(int, passages.tolist()), strict=True))
        )
        for who, read, words, passages in zip(
            table.who, table.read, table.words, table.passages, strict=True
        )
    }
    unread = {} if by_wave else dict.fromkeys((name, "") for name in reading.codable.values())
    silent = {who: PersonRow(*who, 0, 0, dict.fromkeys(of, 0)) for who in unread}
    return [row for _, row in sorted((silent | rows).items())]
