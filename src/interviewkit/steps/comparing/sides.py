"""The sides of a comparison: whose speech, in which conversations, belongs to which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.model import Participant, Transcript
from interviewkit.model.sides import COHORT, SEGMENT, WAVE
from interviewkit.model.waves import build_natural_key
from interviewkit.steps.comparing.questions import Questions
from interviewkit.steps.reading import Loaded
from interviewkit.steps.waves import order_study_waves
from interviewkit.wording.words import list_some

LEAVE_OUT = "leave-out"
OTHERS = "everyone else"


@dataclass(frozen=True)
class Part:
    """One side: its name, and the ids of the turns that belong to it."""

    name: str
    label: str
    turns: frozenset[int] = field(repr=False)


class ComparedSpeech:
    """The speech of a study, and the sides that were chosen of it."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded, self.site, self.reading = loaded, loaded.site, loaded.reading
        self.chosen: dict[str, Part] = {}
        self.transcripts: Sequence[Transcript] = loaded.reading.transcripts
        self.place = loaded.reading.place
        self.people: dict[str, Participant] = {each.name: each for each in loaded.reading.people}
        self.segments = loaded.segment
        self.codable, self.same = loaded.reading.codable, loaded.reading.person_of

    def look_alikes(self) -> list[tuple[str, str]]:
        """Participants whose names differ in case and blanks alone."""
        known: dict[str, str] = {}
        found = []
        for name in self.people:
            key = "".join(name.split()).casefold()
            if key in known:
                found.append((known[key], name))
            known.setdefault(key, name)
        return found

    def words_of(self, part: Part) -> int:
        return sum(self.reading.words_of[turn] for turn in part.turns)


def build_parts(
    material: ComparedSpeech,
    questions: Questions,
    by: str,
    names: Sequence[str],
    overlap: str,
    *,
    also: Iterable[str] = (),
) -> list[Part]:
    """The sides asked for, over all speech that is coded.

    ``also`` are waves that the survey knows besides.

    Raises:
        StudyError: a name is not known or comes twice, a side is empty, or segments overlap.
    """
    for name in names:
        if list(names).count(name) > 1:
            raise StudyError(f"{name!r} is named twice", hint="compare two that differ")
    if by == WAVE:
        return _waves(material, names, also)
    if by == COHORT:
        return _cohorts(material, names, overlap)
    return _segments(material, questions, names, overlap)


def _waves(material: ComparedSpeech, names: Sequence[str], also: Iterable[str]) -> list[Part]:
    known = order_study_waves(material.site, material.transcripts, also).names
    _refuse_unknown(names, known, "wave")
    _refuse_too_few(names, "wave", known)
    parts = []
    for name in names:
        turns = (turn for turn in material.codable if material.place[turn].wave == name)
        # A bare number says what it counts.
        label = f"wave {name}" if name.isdecimal() and len(name) < 4 else name
        parts.append(Part(name, label, frozenset(turns)))
    return parts


def _cohorts(material: ComparedSpeech, names: Sequence[str], overlap: str) -> list[Part]:
    groups = sorted(
        {each.group for each in material.transcripts if each.group}, key=build_natural_key
    )
    _refuse_too_few(names, "cohort", groups)
    taken = {
        name: {group for group in groups if group == name or fnmatchcase(group, name)}
        for name in names
    }
    for name, found in taken.items():
        if not found:
            _refuse_unknown([name], groups, "cohort")
    for i, one in enumerate(names):
        for two in names[i + 1 :]:
            shared = sorted(taken[one] & taken[two])
            if shared and overlap != LEAVE_OUT:
                raise build_overlap_error("cohorts", one, two, _shared("groups", shared))
    twice = {g for g in groups if sum(g in found for found in taken.values()) > 1}
    parts = []
    for name in names:
        turns = (t for t in material.codable if material.place[t].group in taken[name] - twice)
        parts.append(_filled(Part(name, name, frozenset(turns)), "cohort", "nobody spoke in it"))
    return parts


def _segments(
    material: ComparedSpeech, questions: Questions, names: Sequence[str], overlap: str
) -> list[Part]:
    if not material.segments:
        raise StudyError(
            "no segments were linked yet", hint="name them in study.toml, then: interviewkit link"
        )
    _refuse_unknown(
        names, [n for n in material.segments if n in questions.site.settings.segments], "segment"
    )
    members = {name: set(questions.members(name)[0]) for name in names}
    if len(names) == 1:
        members[OTHERS] = set(questions.members(names[0])[1])
    both: set[str] = set()
    for i, one in enumerate(members):
        for two in list(members)[i + 1 :]:
            shared = sorted(members[one] & members[two], key=build_natural_key)
            if shared and overlap != LEAVE_OUT:
                raise build_overlap_error("segments", one, two, _shared("people", shared))
            both |= set(shared)
    parts = []
    for name, people in members.items():
        who = people - both
        turns = frozenset(turn for turn, person in material.codable.items() if person in who)
        label = material.segments[name].title if name in material.segments else name
        why = "all its people are in the other segment too" if people & both else "nobody fits it"
        parts.append(_filled(Part(name, label, turns), "segment", why))
    return parts


def _filled(part: Part, noun: str, why: str) -> Part:
    if not part.turns:
        raise StudyError(
            f"the {noun} {part.name!r} has nobody in the conversations: {why}",
            hint=f"see how many each has with: interviewkit {_list_of(noun)}",
        )
    return part


def _shared(what: str, shared: Sequence[str]) -> str:
    return f"{len(shared)} {what} are in both ({list_some(shared, 5)})"


def build_overlap_error(noun: str, one: str, two: str, how: str) -> StudyError:
    """The fault of comparing two sides, taken for disjoint, that share someone."""
    return StudyError(
        f"the {noun} {one!r} and {two!r} overlap: {how}",
        hint="they would be held against themselves: change a rule, or leave them out of both "
        "with --overlap leave-out",
    )


def _refuse_unknown(names: Sequence[str], known: Sequence[str], noun: str) -> None:
    for name in names:
        if name in known:
            continue
        listing = ", ".join(known[:20]) or f"none; see: interviewkit {_list_of(noun)}"
        hint = f"{did_you_mean(name, known, '')} known: {listing}".strip()
        raise StudyError(f"there is no {noun} {name!r}", hint=hint)


def _refuse_too_few(names: Sequence[str], noun: str, known: Sequence[str]) -> None:
    if len(names) < 2:
        have = f"the study has {', '.join(known) or f'no {noun}s'}"
        raise StudyError(f"two {noun}s are needed to compare", hint=f"{have}; name them A,B")


def _list_of(noun: str) -> str:
    return "segment list" if noun == SEGMENT else "transcript list"
