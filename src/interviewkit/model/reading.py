"""What was said and read: whose speech counts, who has read it, and which codings stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.model.codebook import Codebook
from interviewkit.model.coding import MACHINE, Coder, Coding
from interviewkit.model.grouping import group_lists, group_sets
from interviewkit.model.participant import Participant, Speaker
from interviewkit.model.transcript import Transcript, Turn

Coverage = Mapping[str, Mapping[int, Collection[str]]]
"""Coder → turn id → the codes that they read it for; an empty code means every one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people say together of one code in one turn.

    ``by`` are the people whose word it is. ``split`` says how it was ended where they differ, and
    is empty where they agree or settled it.
    """

    holds: bool
    by: tuple[str, ...] = ()
    split: str = ""


@dataclass(frozen=True)
class Reading:
    """One look at a study's conversations, from which every finding is counted.

    Attributes:
        codebook: the codes as they are applied now; ``None`` where the study has none.
        transcripts: the conversations with all their turns.
        people: everyone who speaks in them, moderators too.
        label_of: turn id → participant, moderators too, as the transcripts say. Findings take
            :attr:`codable` or :attr:`counted` instead: there one person has one name.
        speakers: the labels of all transcripts and who is behind them.
        coders: everyone who coded, in the order in which they came to the study.
        codings: all that people, the machine and the certified machine say, rejections included.
        coverage: who has read which turn for which code.
        verdicts: code → turn id → what people say of it together, for turns that any of them
            has read for it or found it in.
        standing: the codings that stand, of codes in the codebook; ``coder`` tells by whom. How
            several people's become one is said in :mod:`interviewkit.findings.counting.standing`.
        all_speech: whether moderators' speech counts as well.
    """

    codebook: Codebook | None
    transcripts: Sequence[Transcript] = field(repr=False)
    people: Sequence[Participant] = field(repr=False)
    label_of: Mapping[int, str] = field(repr=False)
    speakers: Sequence[Speaker] = field(default=(), repr=False)
    coders: Sequence[Coder] = field(default=(), repr=False)
    codings: Sequence[Coding] = field(default=(), repr=False)
    coverage: Coverage = field(default_factory=dict, repr=False)
    verdicts: Mapping[str, Mapping[int, Verdict]] = field(default_factory=dict, repr=False)
    standing: Sequence[Coding] = field(default=(), repr=False)
    all_speech: bool = False

    # -- what was said ---------------------------------------------------------------------------

    @cached_property
    def turns(self) -> Mapping[int, Turn]:
        """Turn id → turn, everyone's, in order of transcript and turn."""
        return {turn.id or 0: turn for each in self.transcripts for turn in each.turns}

    @cached_property
    def place(self) -> Mapping[int, Transcript]:
        """Turn id → the conversation that it belongs to."""
        return {turn.id or 0: each for each in self.transcripts for turn in each.turns}

    @cached_property
    def wave_of(self) -> Mapping[int, str]:
        """Turn id → wave, where it has one."""
        return {turn: each.wave for turn, each in self.place.items() if each.wave}

    @cached_property
    def conversation_of(self) -> Mapping[int, str]:
        """Turn id → name of the conversation."""
        return {turn: each.name for turn, each in self.place.items()}

    @cached_property
    def words_of(self) -> Mapping[int, int]:
        """Turn id → how many words it has."""
        return {key: turn.words for key, turn in self.turns.items()}

    # -- whose speech counts ---------------------------------------------------------------------

    @cached_property
    def moderators(self) -> frozenset[str]:
        return frozenset(each.name for each in self.people if each.is_moderator)

    @cached_property
    def person_of(self) -> Mapping[str, str]:
        """Another name of a person → the name that they count by.

        Participants who give one respondent's id and never speak in the same wave are one person,
        who goes by the first of these names.
        """
        claims = [(p.respondent, p.name) for p in self.people if not p.is_moderator]
        spoken = self.label_of.items() if any(who for who, _ in claims) else ()
        heard = group_sets((who, self.wave_of.get(turn, "")) for turn, who in spoken)
        return find_same_people(claims, heard)

    def members(self, names: Collection[str]) -> frozenset[str]:
        """The people behind these participants."""
        return frozenset(self.person_of.get(name, name) for name in names)

    @cached_property
    def speaker_of(self) -> Mapping[int, str]:
        """Turn id → person, moderators too; each goes by one name."""
        return {turn: self.person_of.get(who, who) for turn, who in self.label_of.items()}

    @cached_property
    def codable(self) -> Mapping[int, str]:
        """Turn id → person, for speech that is to be coded: something is said, by no moderator.

        Moderators' speech is among it where study.toml says ``speech = "all"``.
        """
        left_out = frozenset() if self.all_speech else self.moderators
        return {
            key: self.speaker_of[key]
            for key, turn in self.turns.items()
            if self.label_of.get(key, "") not in left_out | {""} and turn.text.strip()
        }

    @cached_property
    def counted(self) -> Mapping[int, str]:
        """Turn id → person, for speech that somebody has read: unread is never taken for no."""
        return {turn: who for turn, who in self.codable.items() if turn in self.read}

    @cached_property
    def moderated(self) -> Mapping[int, Turn]:
        """The turns of moderators, by id."""
        names = self.moderators
        return {key: turn for key, turn in self.turns.items() if self.label_of.get(key) in names}

    def in_wave(self, wave: str) -> Mapping[int, str]:
        """:attr:`counted` in one wave; all of it for the empty wave."""
        if not wave:
            return self.counted
        return {key: who for key, who in self.counted.items() if self.wave_of.get(key) == wave}

    @cached_property
    def unresolved_share(self) -> float:
        """The share (0 to 1) of participants' words behind labels that nothing resolves."""
        theirs = [each for each in self.speakers if each.participant not in self.moderators]
        spoken = sum(each.words for each in theirs)
        words = sum(each.words for each in self.speakers if not each.is_resolved)
        return round(words / spoken, 4) if spoken else 0.0

    # -- who has read it -------------------------------------------------------------------------

    @cached_property
    def persons(self) -> tuple[str, ...]:
        """The coders who are people, in the order in which they came to the study."""
        return tuple(each.name for each in self.coders if each.is_person)

    @cached_property
    def read(self) -> frozenset[int]:
        """Ids of the turns that the machine or a person has read for some code."""
        return frozenset().union(
            *(self.coverage.get(name, ()) for name in (MACHINE, *self.persons))
        )

    def read_by(self, name: str, codes: Collection[str] = ()) -> frozenset[int]:
        """Ids of the turns that a coder has read for all of ``codes``; without, for any."""
        asked = (name, frozenset(codes))
        if asked not in self._read_by:
            found = find_turns_read(self.coverage.get(name, {}), codes)
            self._read_by[asked] = frozenset(found)
        return self._read_by[asked]

    @cached_property
    def _read_by(self) -> dict[tuple[str, frozenset[str]], frozenset[int]]:
        """What was asked of :meth:`read_by`: findings ask for every code again and again."""
        return {}

    def read_by_people(self, codes: Collection[str]) -> frozenset[int]:
        """Ids of the turns that some one person has read for all of ``codes``."""
        return frozenset().union(*(self.read_by(name, codes) for name in self.persons))

    def share_read_by_people(self, codes: Sequence[str]) -> float:
        """The share (0 to 1) of turns, for each of ``codes``, that a person has read."""
        turns = self.counted.keys()
        if not turns or not codes:
            return 0.0
        read = sum(len(self.read_by_people([code]) & turns) for code in codes)
        return read / (len(codes) * len(turns))


def find_same_people(
    claims: Iterable[tuple[str, str]], heard: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Another name of a person → the name that they count by; see :attr:`Reading.person_of`.

    ``claims`` are (respondent, participant) of all who do not moderate, ``heard`` maps
    participants to the waves in which they speak.
    """
    found: dict[str, str] = {}
    for respondent, names in group_lists(claims).items():
        waves = [set(heard.get(name, ())) for name in names]
        if respondent and len(names) > 1 and sum(map(len, waves)) == len(set().union(*waves)):
            found |= dict.fromkeys(names[1:], names[0])
    return found


def find_turns_read(
    covered: Mapping[int, Collection[str]], codes: Collection[str] = ()
) -> set[int]:
    """Ids of the turns read for all of ``codes``; without, for any.

    Who read a turn for every code has read it for each; who read it for one code has not read it
    for another.
    """
    wanted = set(codes)
    return {turn for turn, read in covered.items() if "" in read or wanted <= set(read)}
