"""What can be asked of a study's people: tables of what they voiced, and who is on which side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.findings.comparing.association import AssociationSettings, Sides
from interviewkit.findings.comparing.family import Family
from interviewkit.findings.correcting.audit import Audit
from interviewkit.findings.counting.voicing import (
    Thing,
    Voicing,
    Who,
    build_people_table,
    build_voicing,
    list_things,
)
from interviewkit.model import PARTICIPANT_WAVE, Inquiry, Segment, Value
from interviewkit.model.association import BY_CONSTRUCTION
from interviewkit.model.grouping import group_sets
from interviewkit.steps.comparing.correct import Auditing
from interviewkit.steps.reading import Loaded
from interviewkit.survey.people.people_by_wave import PeopleByWave
from interviewkit.survey.rules.derived import is_defining
from interviewkit.wording.sentences import describe_whose_codings
from interviewkit.wording.words import list_some

EVERYONE = "everyone"
NAMED = 5

Answer = TypeVar("Answer")


@dataclass
class Questions:
    """How the people of a study are compared; ``notes`` gather what concerns all rows.

    Whoever asks, ``link themes``, ``compare`` or the report, takes tables and sides from here.
    """

    loaded: Loaded
    asked: Inquiry = Inquiry()

    def __post_init__(self) -> None:
        self.notes: list[str] = []
        self.unknown: dict[int, list[str]] = {}
        self._sides: dict[str, Sides] = {}
        self.reading, self.site = self.loaded.reading, self.loaded.site
        self.settings = self.site.settings.inference
        self.book = self.loaded.codebook
        self.things = list_things(self.book.codes, self.book.themes) if self.book else ()

    @cached_property
    def people(self) -> PeopleByWave:
        """Everyone's answers, by wave.

        Raises:
            SurveyError: the survey that study.toml names is not there or cannot be used.
        """
        return self.loaded.people_by_wave

    @property
    def shown(self) -> tuple[Thing, ...]:
        """Everything but themes that say no more than their only code."""
        return tuple(t for t in self.things if t.kind == "code" or len(t.codes) > 1)

    @cached_property
    def table(self) -> Voicing:
        """The people asked about, or people in a wave, and what they voiced."""
        asked = self.asked
        return self._told_to_all(
            build_people_table(
                self.reading,
                things=self.things,
                speaker_of=self.reading.in_wave(asked.wave),
                questions=self._put,
                polarity=asked.polarity,
                unit=asked.unit,
            )
        )

    def table_by(self, side_of: Mapping[int, str]) -> Voicing:
        """People on each side on which they spoke; ``side_of`` maps turns to sides."""
        reading = self.reading
        read = reading.counted or reading.codable  # where nothing is read, speech is all there is
        return self._told_to_all(
            build_voicing(
                reading.standing,
                self.things,
                reading.turns.values(),
                speaker_of={turn: read[turn] for turn in side_of if turn in read},
                wave_of=side_of,
                words_of=reading.words_of,
                questions=self._put,
                unit=PARTICIPANT_WAVE,
            )
        )

    def _told_to_all(self, table: Voicing) -> Voicing:
        for column, thing in enumerate(table.things):
            if any(self.settings.asked.get(code) == EVERYONE for code in thing.codes):
                table.asked[:, column] = True
        return table

    @cached_property
    def _put(self) -> Mapping[str, set[int]]:
        """Code → the turns in which a moderator asked about it."""
        from interviewkit.coding.matching import find_questions

        if self.book is None:
            return {}
        refuse_unknown(self.settings.asked, list(self.book.code_ids), "code in [inference.asked]")
        texts = {key: turn.text for key, turn in self.reading.moderated.items()}
        declared = {c: line for c, line in self.settings.asked.items() if line != EVERYONE}
        return find_questions(self.book, texts, declared)

    def how(
        self, sides: Mapping[str, Sides] | None = None, table: Voicing | None = None
    ) -> AssociationSettings:
        """How rows are tested; of ``sides``, and of variables, what is true by construction."""
        asked, settings = self.asked, self.settings
        families = self.site.settings.families
        return AssociationSettings(
            level=settings.level,
            adjust=asked.adjust or settings.adjust,
            families=tuple(Family(name, f.of, f.segments) for name, f in families.items()),
            min_cell=settings.min_cell if asked.min_cell is None else asked.min_cell,
            power=settings.power,
            unit=asked.unit if table is None else PARTICIPANT_WAVE,
            wave=asked.wave,
            polarity=asked.polarity,
            rests_on={
                t.name: describe_whose_codings(self.reading, sorted(t.codes)) for t in self.things
            },
            constructed=self._constructed(sides or {}),
            audits={} if asked.polarity else self._audits,
        )

    @cached_property
    def _audits(self) -> Mapping[str, Audit]:
        """What people judged by chance of each code and theme, where the machine has coded."""
        auditing = Auditing.ready(self.loaded)
        if auditing is None:
            return {}
        return {
            thing.name: auditing.audit(thing.name).audit
            for thing in self.things
            if self.loaded.sample(thing.codes).turns
            and thing.codes == frozenset(auditing.codes_of(thing.name))
        }

    def _constructed(self, sides: Mapping[str, Sides]) -> dict[tuple[str, str], str]:
        """Theme and segment or variable → why it is true by construction."""
        declared = self.settings.by_construction
        if not declared:
            return {}
        refuse_unknown(declared, [t.name for t in self.things], "code or theme")
        known = [*self.site.settings.segments, *map(str, self.people.table().columns)]
        found = {}
        for of, names in declared.items():
            refuse_unknown(names, known, "segment or variable")
            codes = next(thing.codes for thing in self.things if thing.name == of)
            for thing in (each for each in self.things if each.codes & codes):
                for about in self._made_of(names, sides):
                    found[thing.name, about] = (
                        f"{BY_CONSTRUCTION}: study.toml says that {of} and {', '.join(names)} are "
                        "made from one another"
                    )
        return found

    def _made_of(self, names: Sequence[str], sides: Mapping[str, Sides]) -> set[str]:
        """The segments and variables that stand for those named: segments whose rules use a
        variable, variables that a segment's rule uses, segments that part the same people."""
        rules = {name: each.rule for name, each in self.site.settings.segments.items()}
        survey = self.site.settings.survey
        using = {
            segment
            for segment, rule in rules.items()
            for name in names
            if name not in rules and is_defining(rule, name, survey)
        }
        variables = {*self.settings.variables, *self.asked.variables}
        used = {
            variable
            for variable in variables
            for name in names
            if name in rules and is_defining(rules[name], variable, survey)
        }
        found = {*names, *using, *used}
        parted = {_parts(self.side(name)) for name in found & rules.keys()} if sides else set()
        return found | {
            name
            for name, each in sides.items()
            if {each.segment or name, each.against} & found or _parts(each) in parted
        }

    def segments(self) -> dict[str, Sides]:
        """Every segment of study.toml against everyone else of whom it is known."""
        return {name: self.side(name) for name in self.site.settings.segments}

    def side(self, name: str) -> Sides:
        """Who is in a segment, and who certainly is not."""
        if name in self._sides:
            return self._sides[name]
        segment = self._segment(name)
        inside: set[Who] = set()
        outside: set[Who] = set()
        for wave, names in self.people_in_waves().items():
            in_, out = self.members(name, self.asked.wave or wave)
            inside |= {(who, wave) for who in names & in_}
            outside |= {(who, wave) for who in names & out}
        if self.asked.unit != PARTICIPANT_WAVE and not self.asked.wave:
            self._say_changing(segment)
        unknown = len(self.table.who) - len(inside) - len(outside)
        if unknown:
            self.unknown.setdefault(unknown, []).append(name)
        note = self.people.note(segment) if not inside else ""
        found = self._sides[name] = Sides(frozenset(inside), frozenset(outside), note=note)
        return found

    def members(self, name: str, wave: str = "") -> tuple[frozenset[str], frozenset[str]]:
        """The people who are in a segment, and who certainly are not; by a wave's answers, or the
        last."""
        parts = self.people.sides(self._segment(name), wave)
        inside, outside = (self.reading.members(part) for part in parts)
        return inside, outside - inside

    def against(self, name: str, other: str, *, leave_out: bool = False) -> Sides:
        """One segment against another; who is in both is refused, or left out of both.

        Raises:
            StudyError: they share people.
        """
        one, two = (frozenset(self.side(each).inside) for each in (name, other))
        both = one & two
        if both and not leave_out:
            verb = "belongs" if len(both) == 1 else "belong"
            raise StudyError(
                f"{list_some(sorted({who for who, _ in both}), NAMED)} {verb} to both {name!r} and "
                f"{other!r}: who is on both sides of a comparison hides the difference",
                hint=f"compare {name!r} with everyone else (leave --against out), "
                f"or exclude one in the other's rule, e.g. [segments] x = '(…) and not (…)'",
            )
        notes = (self.people.note(self._segment(each)) for each in (name, other))
        note = next((n for n, part in zip(notes, (one, two), strict=True) if not part), "")
        return Sides(one - both, two - both, other, note)

    def _segment(self, name: str) -> Segment:
        each = self.site.settings.segments[name]
        return Segment(name, each.rule, each.label)

    def people_in_waves(self) -> dict[str, set[str]]:
        """Wave (empty where waves are taken together) → who spoke."""
        return group_sets((wave, name) for name, wave in self.table.who)

    def _say_changing(self, segment: Segment) -> None:
        spoke = {name for name, _ in self.table.who}
        changing = set(self.reading.members(self.people.changing(segment))) & spoke
        if changing:
            self.notes.append(
                f"{list_some(sorted(changing), NAMED)} gave other answers in another wave, so that "
                f"they are in {segment.name!r} in one wave and out of it in another; as "
                "participants they count by their last answers. To count each wave by its own: "
                "--unit participant-wave"
            )

    def say_unknown(self) -> None:
        """Of how many it is not known on which side of which segments they are."""
        for n, segments in self.unknown.items():
            self.notes.append(
                f"of {n} of {len(self.table.who)} who spoke it is not known whether they belong "
                f"to {list_some(sorted(set(segments)), NAMED)} (no survey row, or no answer): "
                "they are on neither side"
            )

    def numbers(self, names: Iterable[str]) -> dict[str, dict[Who, float]]:
        """Variable → the answers of those who spoke, as numbers."""
        found: dict[str, dict[Who, float]] = {}
        for name in names:
            found[name] = {}
            for wave, people in self.people_in_waves().items():
                numbers = self._by_person(self.people.numbers(name, self.asked.wave or wave))
                found[name] |= {(who, wave): numbers[who] for who in people & numbers.keys()}
        return found

    def values(self, names: Sequence[str]) -> dict[Who, Mapping[str, Value]]:
        """Who spoke → their answers to these variables."""
        found: dict[Who, Mapping[str, Value]] = {}
        for wave, people in self.people_in_waves().items():
            values = self._by_person(self.people.values(names, self.asked.wave or wave))
            found |= {(who, wave): values[who] for who in people & values.keys()}
        return found

    def _by_person(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        person_of = self.reading.person_of
        return {person_of.get(name, name): each for name, each in answers.items()}


def list_steps(table: Voicing, names: Sequence[str], labels: Mapping[str, str]) -> dict[str, Sides]:
    """Each side against the one before it, and with three or more the last against the first."""
    at = {name: frozenset(who for who in table.who if who[1] == name) for name in names}
    pairs = [*pairwise(names), *([(names[0], names[-1])] if len(names) > 2 else [])]
    return {
        name_step(a, b): Sides(at[b], at[a], words=tuple(f"in {labels.get(n, n)}" for n in (b, a)))  # type: ignore[arg-type]
        for a, b in pairs
    }


def name_step(before: str, after: str) -> str:
    return f"{before} → {after}"


def refuse_unknown(asked: Iterable[str], known: Sequence[str], what: str) -> None:
    """Names that are not known, with the nearest that is.

    Raises:
        StudyError: one is not known.
    """
    for name in asked:
        if name and name not in known:
            listed = ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
            hint = did_you_mean(name, known, f"known: {listed or 'none'}")
            raise StudyError(f"there is no {what} {name!r}", hint=hint)


def _parts(sides: Sides) -> frozenset[frozenset[Who]]:
    return frozenset({frozenset(sides.inside), frozenset(sides.outside)})
