"""From speaker labels to participants, and the rule that said so in each case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from interviewkit.errors import Problem
from interviewkit.model.participant import MODERATOR, PLAIN_ROLE, Participant, Speaker, Value
from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.transcript import Transcript
from interviewkit.readers import labels
from interviewkit.readers.contract import UNKNOWN_SPEAKER
from interviewkit.readers.people_file import PeopleFile, PeopleFileRow, Rows, read_people
from interviewkit.wording.words import list_some

__all__ = ["Mapped", "PeopleFile", "PeopleFileRow", "map_speakers", "read_people"]


@dataclass(frozen=True, slots=True)
class Mapped:
    """Who speaks.

    ``transcripts`` are those given, in their order, with the wave, group and date that the
    participants file knows and they lacked. ``speakers`` has one entry for each label in each of
    them. People who never speak are told among the problems and left out.
    """

    transcripts: tuple[Transcript, ...] = field(repr=False)
    participants: tuple[Participant, ...]
    speakers: tuple[Speaker, ...]
    problems: tuple[Problem, ...] = ()


def map_speakers(
    transcripts: Sequence[Transcript], people: PeopleFile, settings: TranscriptSettings
) -> Mapped:
    """The participant behind every label, by the first rule that knows.

    ``participants file``, then ``alias``, ``moderator label``, ``one to one`` (nobody else speaks
    besides moderators; the participant is the one whom path or file name, or is called like the
    transcript), else ``unresolved`` (a participant named ``<transcript>/<label>``).
    """
    rows = Rows(people, transcripts)
    placed, problems = rows.placed(transcripts)
    mapping = _Mapping(rows, settings)
    speakers = [speaker for each in placed for speaker in mapping.of(each)]
    told = (*problems, *mapping.problems(), *mapping.roster.problems, *rows.leftovers())
    return Mapped(tuple(placed), mapping.roster.participants, tuple(speakers), told)


class _Mapping:
    """The rules, over one study's rows and settings."""

    def __init__(self, rows: Rows, settings: TranscriptSettings) -> None:
        self.rows = rows
        self.roster = Roster(rows.shown)
        self.shortened: list[str] = []
        self._spelling: dict[str, str] = {}
        self._moderators = [labels.fold_label(pattern) for pattern in settings.moderators]
        self._aliases = {labels.fold_label(one): two for one, two in settings.aliases.items()}

    def of(self, transcript: Transcript) -> list[Speaker]:
        """The speakers of a transcript, in the order in which they first speak."""
        words: Counter[str] = Counter()
        for turn in transcript.turns:
            words[turn.speaker] += turn.words
        known = {label: self._known(transcript, label) for label in words}
        rest = self._rest(transcript, known)
        speakers = []
        for label, found in known.items():
            who, rule = found or rest[labels.fold_label(self._meant(label))]
            if labels.fold_label(label) in self._aliases:
                rule = "alias" if rule != "participants file" else rule
            speakers.append(Speaker(transcript.name, label, who, rule, words[label]))
        return speakers

    def _meant(self, label: str) -> str:
        """The label that an alias stands for; itself where it is none."""
        return self._aliases.get(labels.fold_label(label), label)

    def _known(self, transcript: Transcript, label: str) -> tuple[str, str] | None:
        """The participant and the rule, as far as the label alone tells."""
        person = self.rows.find(transcript, label)
        if person:
            return self._take(person, label), "participants file"
        meant = self._meant(label)
        if meant != label and (person := self.rows.find(transcript, meant)):
            return self._take(person, meant), "alias"
        short = labels.strip_label_suffix(label)
        if short != label and (person := self.rows.find(transcript, short)):
            self.shortened.append(f"{label!r} as {short!r} in {transcript.name}")
            return self._take(person, short), "participants file"
        if self._is_moderator(meant):
            name = self._spelling.setdefault(labels.fold_label(meant), meant)
            return self.roster.add(name, MODERATOR), "moderator label"
        return None

    def _rest(
        self, transcript: Transcript, known: Mapping[str, tuple[str, str] | None]
    ) -> dict[str, tuple[str, str]]:
        """Participant and rule for the labels that nothing tells, by key."""
        open_labels: dict[str, str] = {}
        for label, found in known.items():
            if not found:
                open_labels.setdefault(labels.fold_label(self._meant(label)), self._meant(label))
        named = {key: label for key, label in open_labels.items() if label != UNKNOWN_SPEAKER}
        others = any(found and not self.roster.is_moderator(found[0]) for found in known.values())
        rest = {
            key: (f"{transcript.name}/{label}", "unresolved") for key, label in open_labels.items()
        }
        whose = transcript.attributes.get("participant", "")
        alone = named or (open_labels if whose else {})
        if len(alone) == 1 and not others:
            (key, label), *_ = alone.items()
            person = self.rows.find(transcript, "")
            if person:
                rest[key] = (self._take(person, label), "participants file")
            else:
                rest[key] = (whose or transcript.name, "one to one")
        for who, _rule in rest.values():
            self.roster.add(who, PLAIN_ROLE)
        return rest

    def _take(self, person: PeopleFileRow, label: str) -> str:
        role = MODERATOR if self._is_moderator(person.role or label) else person.role
        return self.roster.add(person.name or label, role or PLAIN_ROLE, person)

    def _is_moderator(self, label: str) -> bool:
        key = labels.fold_label(label)
        return bool(key) and any(fnmatchcase(key, pattern) for pattern in self._moderators)

    def problems(self) -> list[Problem]:
        """Labels that were found in the participants file only without their suffix."""
        if not self.shortened:
            return []
        what = f"labels taken without their suffix: {list_some(self.shortened, 10)}"
        return [Problem(self.rows.shown, 0, what, "", False)]


# -- the participants of a study, each once, however often the participants file names them --------


class Roster:
    """Participants by name, in the order in which they first speak."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        self._found: dict[str, Participant] = {}
        self._seen: set[tuple[str, int]] = set()

    @property
    def participants(self) -> tuple[Participant, ...]:
        return tuple(self._found.values())

    def is_moderator(self, name: str) -> bool:
        """Whether this participant, who was added before, moderates."""
        return self._found[name].is_moderator

    def add(self, name: str, role: str, person: PeopleFileRow | None = None) -> str:
        """Take this participant in, or hold the row against what is known; gives the name back."""
        line = person.line if person else 0
        if (name, line) in self._seen:
            return name
        self._seen.add((name, line))
        known = self._found.get(name, Participant(name, role))
        self._found[name] = self._merged(known, role, person) if person else known
        return name

    def _merged(self, known: Participant, role: str, person: PeopleFileRow) -> Participant:
        """What was known first stays; gaps are filled; contradictions are told."""
        line, respondent = person.line, person.respondent
        self._compare(known.name, "role", known.role, role, line)
        self._compare(known.name, "respondent", known.respondent, respondent, line)
        both = dict(known.attributes)
        for name, value in person.attributes.items():
            self._compare(known.name, name, both.get(name), value, line)
            if both.get(name) is None:
                both[name] = value
        return Participant(known.name, known.role, known.respondent or respondent, both)

    def _compare(self, name: str, what: str, known: Value, new: Value, line: int) -> None:
        if known not in (None, "") and new not in (None, "") and known != new:
            said = f"{what} of {name} is {_show(known)} above and {_show(new)} here"
            hint = f"{_show(known)} was kept"
            self.problems.append(Problem(self.shown, line, said, hint, False))


def _show(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else repr(value)
