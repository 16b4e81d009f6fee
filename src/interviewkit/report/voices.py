"""The codings that stand as voices: who is behind each, who said so, and who proposed it.

Whose word stands is decided before, where people are counted (:mod:`interviewkit.findings`); of
several people who found a code in the same passage the last one is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.model import (
    CERTIFIED,
    MACHINE,
    MODERATOR,
    Code,
    Coding,
    Participant,
    Passage,
    Prevalence,
    Theme,
    Turn,
)
from interviewkit.model.coding import overlaps_half
from interviewkit.model.participant import PLAIN_ROLE
from interviewkit.model.small_cells import choose_withheld, is_few
from interviewkit.model.waves import build_natural_key, order_waves
from interviewkit.report.excerpts import Excerpt, choose_excerpt
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.names_said import NamesSaid
from interviewkit.report.relevance import Relevance, describe_code
from interviewkit.report.signatures import Signatures

Key = tuple[str, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Voice:
    """A coding that stands, with its speaker.

    ``proposal`` is the machine's coding of the same passage where there is one, ``verdict`` a
    person's. At least one of them is there. ``is_chosen`` says that a person wants it quoted.
    """

    speaker: str
    wave: str
    proposal: Coding | None
    verdict: Coding | None
    is_chosen: bool = False

    @property
    def coding(self) -> Coding:
        standing = self.verdict or self.proposal
        if standing is None:
            raise ValueError("a voice needs a coding")
        return standing

    @property
    def turn(self) -> Turn:
        return self.coding.passage.turn

    @property
    def polarity(self) -> str:
        return self.coding.polarity

    @property
    def score(self) -> float | None:
        """The machine's score, also where a person accepted it."""
        return self.proposal.score if self.proposal else self.coding.score

    @property
    def is_reviewed(self) -> bool:
        return self.verdict is not None

    @property
    def is_certified(self) -> bool:
        """Whether the machine decided alone, within a certified bound."""
        return self.verdict is None and self.coding.coder == CERTIFIED

    @property
    def order(self) -> tuple[object, ...]:
        """Where it was said: transcript, turn, character."""
        passage = self.coding.passage
        return (
            build_natural_key(self.turn.transcript),
            self.turn.position,
            passage.start,
            self.coding.code,
        )


@dataclass(frozen=True)
class Cast:
    """Everyone and everything said, arranged to be asked by theme, person, segment and wave."""

    inputs: ReportInputs = field(repr=False)

    @cached_property
    def people(self) -> dict[str, Participant]:
        """Participants who spoke, by name; moderators left out.

        Where nothing tells who spoke, everyone in the list took part.
        """
        heard = set(self.inputs.speaker_of.values())
        listed = {p.name: p for p in self.inputs.participants if not p.is_moderator}
        return {name: p for name, p in listed.items() if name in heard or not heard}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What readers know codes and themes by; a code comes before a theme of its name."""
        book = self.inputs.codebook
        every: Sequence[Theme | Code] = (*book.themes, *book.codes) if book else ()
        return {each.id: each.label or each.id for each in every}

    @cached_property
    def titles(self) -> dict[str, str]:
        """What readers know segments by."""
        return {segment.name: segment.title for segment in self.inputs.segments}

    def variable(self, name: str) -> str:
        """What readers know a survey variable by."""
        return self.inputs.variable_labels.get(name, "") or name

    @cached_property
    def moderators(self) -> frozenset[str]:
        return frozenset(p.name for p in self.inputs.participants if p.role == MODERATOR)

    @cached_property
    def waves(self) -> tuple[str, ...]:
        """Waves of the transcripts, first to last."""
        return self.inputs.waves or order_waves(t.wave for t in self.inputs.transcripts).names

    @cached_property
    def wave_of(self) -> dict[str, str]:
        """The wave of each transcript."""
        return {t.name: t.wave for t in self.inputs.transcripts}

    @cached_property
    def segments_of(self) -> dict[str, tuple[int, ...]]:
        """The positions of each participant's segments; of withheld ones nobody's."""
        member: dict[str, list[int]] = {}
        for position, segment in enumerate(self.inputs.segments):
            if self.inputs.withheld.hides(segment.name):
                continue
            for name in segment.participants:
                member.setdefault(name, []).append(position)
        return {name: tuple(positions) for name, positions in member.items()}

    @cached_property
    def place_of(self) -> dict[tuple[str, int], str]:
        """Participant by transcript and turn, for codings whose turn has no number."""
        turns, speaker_of = self.inputs.turns, self.inputs.speaker_of
        return {
            (turns[number].transcript, turns[number].position): name
            for number, name in speaker_of.items()
            if number in turns
        }

    @cached_property
    def has_discussions(self) -> bool:
        """Whether participants spoke with one another: more than one of them in a transcript."""
        together: dict[str, set[str]] = {}
        for (transcript, _), name in self.place_of.items():
            if name in self.people:
                together.setdefault(transcript, set()).add(name)
        return any(len(names) > 1 for names in together.values())

    @cached_property
    def signatures(self) -> Signatures:
        """How people are signed under their words."""
        waves_of: dict[str, set[str]] = {}
        if len(self.waves) > 1:
            for (transcript, _), name in self.place_of.items():
                if wave := self.wave_of.get(transcript, ""):
                    waves_of.setdefault(name, set()).add(wave)
        return Signatures(self.people, waves_of, self.inputs.min_cell)

    @cached_property
    def names(self) -> NamesSaid:
        """The names of all who took part, moderators too, as their transcripts have them."""
        labels: dict[str, set[str]] = {}
        for number, name in self.inputs.speaker_of.items():
            if number in self.inputs.turns:
                labels.setdefault(name, set()).add(self.inputs.turns[number].speaker)
        # A label that nobody resolved is all that the report has to call its speaker by.
        frozen = {name: frozenset(theirs) for name, theirs in labels.items() if "/" not in name}
        return NamesSaid(frozen, self.inputs.turns)

    @cached_property
    def _excerpts(self) -> dict[tuple[str, int, int, int], Excerpt]:
        return {}

    def excerpt(self, voice: Voice) -> Excerpt:
        """The words that a voice would be quoted with: whole sentences around its passage."""
        at, turn = voice.coding.passage, voice.turn
        key = (turn.transcript, turn.position, at.start, at.end)
        if key not in self._excerpts:
            found = choose_excerpt(turn.text, (at.start, at.end), self.names.is_said_in)
            self._excerpts[key] = found
        return self._excerpts[key]

    @cached_property
    def relevance(self) -> Relevance:
        """What codes are about, by the words of the codebook and of those who voice them."""
        book, said = self.inputs.codebook, dict[tuple[str, str], list[str]]()
        for voice in self.voices:
            key = (voice.coding.code, voice.polarity)
            said.setdefault(key, []).append(voice.coding.passage.quote)
        texts = {
            (code.id, sign): (*describe_code(code, sign), *said.get((code.id, sign), ()))
            for code in (book.codes if book else ())
            for sign in ("+", "-")
        }
        return Relevance(tuple(turn.text for turn in self.inputs.turns.values()), texts)

    @cached_property
    def standing(self) -> tuple[Voice, ...]:
        """Everything that stands, by place; moderators' words and unresolved ones included."""
        persons = {coder.name for coder in self.inputs.coders if coder.is_person}
        proposed = {
            _key(each): each
            for each in self.inputs.codings
            if each.coder in (MACHINE, CERTIFIED) and each.holds
        }
        decisive = {_key(each): each for each in self.inputs.standing}
        voices = []
        for key, each in decisive.items():
            turn, verdict = each.passage.turn, each if each.coder in persons else None
            wave = self.wave_of.get(turn.transcript, "")
            proposal = proposed.get(key) if verdict else each
            voices.append(
                Voice(self.speaker(turn), wave, proposal, verdict, self._is_chosen(each.passage))
            )
        return tuple(sorted(voices, key=lambda voice: voice.order))

    def _is_chosen(self, passage: Passage) -> bool:
        """Whether somebody wants the passage, or most of it, quoted."""
        spans = self.inputs.chosen.get(passage.turn.id or 0, ())
        return any(overlaps_half((passage.start, passage.end), span) for span in spans)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """What stands and was said by a known participant: all that is counted or quoted."""
        return tuple(v for v in self.standing if v.speaker and v.speaker not in self.moderators)

    @cached_property
    def _shares(self) -> dict[tuple[str, str, str], Prevalence]:
        return {(p.of, p.segment, p.wave): p for p in self.inputs.prevalence if not p.polarity}

    def share(self, of: str, segment: str = "", wave: str = "") -> Prevalence | None:
        """The share of people who voiced a code or theme, whatever the polarity."""
        return self._shares.get((of, segment, wave))

    @property
    def unattributed(self) -> int:
        """Passages that stand but whose speaker nobody resolved."""
        return sum(not voice.speaker for voice in self.standing)

    def speaker(self, turn: Turn) -> str:
        """The participant who spoke a turn; empty where it is not resolved."""
        if turn.id is not None:
            return self.inputs.speaker_of.get(turn.id, "")
        return self.place_of.get((turn.transcript, turn.position), "")

    def of(self, codes: Iterable[str]) -> tuple[Voice, ...]:
        """The voices of some codes."""
        wanted = frozenset(codes)
        return tuple(voice for voice in self.voices if voice.coding.code in wanted)

    @cached_property
    def rare_roles(self) -> frozenset[str]:
        """Roles of too few people to be told of anybody.

        Who has no role but that of a participant belongs to no group that could be recognised; as
        their number is not told, it gives none of another role away.
        """
        having: dict[str, set[str]] = {}
        for name, person in self.people.items():
            having.setdefault(person.role or PLAIN_ROLE, set()).add(name)
        if having.pop(PLAIN_ROLE, None):
            few = self.inputs.min_cell
            return frozenset(role for role, names in having.items() if is_few(len(names), few))
        return choose_withheld({"": set(self.people), **having}, "", self.inputs.min_cell)

    def about(self, name: str) -> str:
        """A person's role (where it tells something, and of many) and segments, in words."""
        person = self.people.get(name)
        role = person.role if person and person.role != PLAIN_ROLE else ""
        role = "" if role in self.rare_roles else role
        titles = [self.inputs.segments[i].title for i in self.segments_of.get(name, ())]
        return ", ".join([role, *titles] if role else titles)


def _key(coding: Coding) -> Key:
    passage = coding.passage
    return passage.turn.transcript, passage.turn.position, passage.start, passage.end, coding.code


def group_by_speaker(voices: Iterable[Voice]) -> dict[str, list[Voice]]:
    """Voices by person, people in natural order of their names."""
    people: dict[str, list[Voice]] = {}
    for voice in voices:
        people.setdefault(voice.speaker, []).append(voice)
    return {name: people[name] for name in sorted(people, key=build_natural_key)}


def describe_decider(voice: Voice) -> str:
    """Who says so, in words."""
    if voice.verdict is None and voice.is_certified:
        return f"decided by {voice.coding.coder}, not reviewed"
    if voice.verdict is None:
        return f"proposed by {voice.coding.coder}, not reviewed"
    if voice.proposal is None:
        return f"coded by {voice.verdict.coder}"
    return f"proposed by {voice.proposal.coder}, accepted by {voice.verdict.coder}"
