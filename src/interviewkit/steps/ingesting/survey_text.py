"""Open answers of the survey as transcripts: the question asks, the respondent speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.errors import Problem, StudyError, SurveyError, did_you_mean
from interviewkit.model import MODERATOR, Participant, Speaker, Transcript
from interviewkit.readers.contract import Conversation, Source, SpeechPiece
from interviewkit.readers.finish import finish_transcripts
from interviewkit.readers.people import Mapped, PeopleFile
from interviewkit.steps.record import hash_values
from interviewkit.steps.site import Site

QUESTION = "survey question"
"""The label under which questions stand; the "person" behind it moderates."""
RULE = "survey row"
VERSION = "1"


@dataclass(frozen=True, slots=True)
class SurveyText:
    """Which open questions become transcripts.

    ``asked`` are those of them that a command asked for, now or before, and study.toml does not
    name: they are kept until someone says otherwise.
    """

    site: Site
    columns: tuple[str, ...]
    asked: tuple[str, ...] = ()
    now: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(
        cls, site: Site, given: Sequence[str], before: Sequence[str], *, forget: bool
    ) -> SurveyText:
        """The columns of study.toml, those given now and those given before.

        Raises:
            StudyError: columns are given and there is no survey.
        """
        named = site.settings.survey.text
        asked = dict.fromkeys((*(() if forget else before), *given))
        if given and not site.settings.survey.file:
            hint = 'name its file in study.toml: [survey] file = "surveys/survey.csv"'
            raise StudyError("this study has no survey whose answers could be read", hint=hint)
        rest = tuple(column for column in asked if column not in named)
        return cls(site, tuple(dict.fromkeys((*named, *rest))), rest, tuple(given))

    @property
    def path(self) -> str:
        """The survey's file as study.toml writes it; empty where nothing is asked of it."""
        return self.site.settings.survey.file if self.columns else ""

    @property
    def how(self) -> str:
        """What tells whether the same file would be read differently."""
        settings = replace(self.site.settings.survey, derived={}, scales={}, show=(), weight="")
        return hash_values(VERSION, self.columns, settings, self.site.settings.transcripts.cohorts)

    def read(self) -> tuple[list[Transcript], list[Problem], str]:
        """The transcripts, what is wrong with the survey, and a sentence about both.

        Raises:
            SurveyError: the survey cannot be read, or has no column of those given now.
        """
        from interviewkit.survey.answers import collect_open_answers
        from interviewkit.survey.answers_file import read_answers

        settings = self.site.settings.survey
        texts = dict.fromkeys(self.columns, "text")
        settings = replace(settings, weight="", derived={}, scales={}, show=(),
                           columns={**settings.columns, **texts})  # fmt: skip
        answers, problems = read_answers(
            self.site.root / settings.file, settings, self.site.settings.limits
        )
        told = [replace(each, path=self.path) for each in problems if each.fatal]
        columns, absent = self._known(answers.columns)
        if told or not columns:
            return [], [*told, *absent], "no open answers were read"
        found, wordless = collect_open_answers(answers, columns)
        talks = [self._talk(each.respondent, each.wave, each.said) for each in found]
        transcripts, more = finish_transcripts(
            talks, Source(self.path, "survey"), replace(self.site.settings.transcripts, pattern="")
        )
        says = (
            f"{sum(len(each.said) for each in found):,} open answers of {len(found):,} respondents"
            f" to {', '.join(columns)}"
        )
        says += f"; {wordless:,} without a word left out" if wordless else ""
        return transcripts, [*absent, *more], says

    def _known(self, header: Sequence[str]) -> tuple[list[str], list[Problem]]:
        absent = []
        for column in self.columns:
            if column not in header:
                what, hint = f"there is no column {column!r}", did_you_mean(column, header)
                if column in self.now:
                    raise SurveyError(f"{self.path}: {what}", hint=hint)
                absent.append(Problem(self.path, 0, what, hint))
        return [column for column in self.columns if column in header], absent

    def _talk(self, respondent: str, wave: str, said: Sequence[tuple[str, str]]) -> Conversation:
        pieces = []
        for question, answer in said:
            pieces += [SpeechPiece(QUESTION, question), SpeechPiece(respondent, answer)]
        name = "/".join(part for part in ("survey", wave, respondent) if part)
        return Conversation(tuple(pieces), name, {"wave": wave, "respondent": respondent})


def is_of_survey(transcript: Transcript) -> bool:
    """Whether a transcript holds a respondent's open answers."""
    return "respondent" in transcript.attributes and QUESTION in transcript.speakers


def add_respondents(
    mapped: Mapped,
    transcripts: Sequence[Transcript],
    people: PeopleFile,
    same: Callable[[str], str] = str,
) -> Mapped:
    """The people who speak, with those of the open answers.

    A respondent is the participant who gives that id, in the conversations or in the participants
    file, and else a participant of that name. ``same`` makes ids alike that are one person's.
    """
    known = {each.name: each for each in mapped.participants}
    of_id = {same(each.respondent): each for each in reversed(mapped.participants)
             if each.respondent}  # fmt: skip
    rows = {same(row.respondent): row for row in reversed(people.people) if row.respondent}
    speakers, problems = [], []
    for transcript in transcripts:
        respondent = transcript.attributes["respondent"]
        person = of_id.get(same(respondent))
        if person is None:
            row = rows.get(same(respondent))
            name = row.name if row and row.name else respondent
            attributes: Mapping[str, object] = row.attributes if row else {}
            if name in known:
                what = (
                    f"respondent {respondent!r} has the name of a participant who gives no such id"
                )
                hint = "if they are one person, give the id in the participants file"
                problems.append(Problem(transcript.source, 0, what, hint, False))
                name = f"{name} (survey)"
            role = row.role if row and row.role else "participant"
            person = Participant(name, role, respondent, dict(attributes))  # type: ignore[arg-type]
            of_id[same(respondent)] = known[name] = person
        words: Counter[str] = Counter()
        for turn in transcript.turns:
            words[turn.speaker] += turn.words
        for label, n in words.items():
            who = QUESTION if label == QUESTION else person.name
            speakers.append(Speaker(transcript.name, label, who, RULE, n))
    if transcripts:
        known.setdefault(QUESTION, Participant(QUESTION, MODERATOR))
    return replace(
        mapped,
        participants=tuple(known.values()),
        speakers=(*mapped.speakers, *speakers),
        problems=(*mapped.problems, *problems),
    )
