"""``link check``: every speaker, the participant behind them, and the row of the survey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.errors import StudyError, SurveyError
from interviewkit.model import (
    Contradiction,
    LinkCheck,
    Linked,
    Outcome,
    Participant,
    Speaker,
    Transcript,
)
from interviewkit.model.grouping import group_sets
from interviewkit.readers.moderators import SeemsToModerate, ask_about_moderators
from interviewkit.steps.ingesting.preview import find_unknown_moderators
from interviewkit.steps.ingesting.survey_text import is_of_survey
from interviewkit.steps.linking.people_answers import refuse_unknown_role
from interviewkit.steps.linking.survey_file import read_usable_survey
from interviewkit.steps.record import hash_values
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.survey.people.link import Link, link_people
from interviewkit.survey.people.proposals import Spoken
from interviewkit.survey.respondent_ids import WRITING
from interviewkit.wording.words import list_some

if TYPE_CHECKING:
    from interviewkit.survey.answers import Answers

NAME_COLUMNS = ("name", "full_name", "fullname", "participant", "pseudonym", "first_name")
"""Columns of a survey by which a respondent may go, the first that is there."""

CHANGING = ("ingest", "link", "map", "edit", "undo", "restore")
"""Verbs after which somebody else may be behind a label."""


def check_links(site: Site) -> LinkCheck:
    """Who is who, by which rule, and what is left over. Nothing is changed.

    Raises:
        StudyError: no transcript was read yet.
        SurveyError: the survey of study.toml is not there or cannot be read.
    """
    cast = _Cast.of(site)
    return LinkCheck(
        speakers=tuple(cast.linked(each) for each in cast.speakers),
        contradictions=tuple(cast.contradictions()),
        without_answers=cast.link.unmatched if cast.link else (),
        without_speech=cast.without_speech(),
        unresolved=cast.share(each for each in cast.speakers if not each.is_resolved),
        unlinked=cast.share(each for each in cast.speakers if not cast.respondent(each)),
        respondents=cast.link.respondents if cast.link else 0,
        notes=tuple(cast.notes()),
    )


def read_link_mark(site: Site) -> str:
    """What tells whether :func:`check_links` may say something else; cheap, to be asked often."""
    file = site.settings.survey.file
    with site.store.reading() as shelves:
        newest = shelves.runs.newest_of(CHANGING)
    survey = site.root / file
    stat = survey.stat() if file and survey.is_file() else None
    written = (stat.st_mtime_ns, stat.st_size) if stat else ()
    return hash_values(newest, written, site.settings.survey, site.settings.transcripts)


def propose_people(site: Site, path: Path, names: str = "") -> Outcome:
    """Write a participants file with proposals for whoever is not resolved or has no row.

    ``names`` is the survey's column of names. Nothing is applied: a person reads the file,
    strikes what is wrong and names it in study.toml.

    Raises:
        StudyError: nothing was read yet, or the file cannot be written.
        SurveyError: the survey has no column ``names``.
    """
    from interviewkit.exchange.people_csv import write_people
    from interviewkit.survey.people.proposals import propose_links

    door = StudyWriter.to(site, path)
    cast = _Cast.of(site)
    labels = [(each.transcript, each.label) for each in cast.speakers if not each.is_resolved]
    without = cast.looked_up()
    with site.progress("looking for likenesses", len(labels) + len(without)) as tick:
        placed = {each.name: each.attributes.get("participant", "") for each in cast.transcripts}
        people, rows = cast.known_people(), cast.open_rows(names)
        found = propose_links(labels, placed, people, without, rows, tick, cast.unnamed(placed))
    transcripts = {each.name: each for each in cast.transcripts}
    roles = {(each.transcript, each.label): each.why for each in cast.moderators()}
    stream = StringIO(newline="")
    n = write_people(stream, cast.speakers, cast.people, transcripts, found, roles)
    door.write(stream.getvalue().encode("utf-8-sig"))
    open_ = sum(not each.why for each in found)
    says = (
        f"{n} rows of {path} hold a proposal; {open_} labels or people are like nobody",
        *([f"{len(roles)} labels seem to moderate: see the column ?role"] if roles else []),
        "nothing is applied: read it, strike what is wrong, then name it in study.toml: "
        "[transcripts] participants",
    )
    return Outcome("propose", True, says, {"file": str(path), "proposed": n, "open": open_})


@dataclass(frozen=True)
class _Cast:
    """All that is known of who is who."""

    site: Site
    transcripts: Sequence[Transcript]
    speakers: Sequence[Speaker]
    people: Mapping[str, Participant]
    told: Sequence[str]
    answers: Answers | None
    link: Link | None

    @classmethod
    def of(cls, site: Site) -> _Cast:
        with site.store.reading() as shelves:
            transcripts = shelves.transcripts.heads()
            speakers = shelves.people.speakers()
            people = {each.name: each for each in shelves.people.list()}
            file = site.settings.transcripts.participants
            problems = shelves.transcripts.problems() if file else []
            told = [str(each) for each in problems if each.path == file and not each.fatal]
        if not speakers:
            raise StudyError("no transcript was read yet", hint="run: interviewkit ingest")
        answers = read_usable_survey(site)
        refuse_unknown_role(site, answers)
        alike = site.settings.survey.ids == "alike"
        found = link_people(people.values(), answers, alike=alike) if answers is not None else None
        return cls(site, transcripts, speakers, people, told, answers, found)

    def respondent(self, speaker: Speaker) -> str:
        """The row behind a label; moderators count as having one."""
        if self.people[speaker.participant].is_moderator:
            return "moderator"
        return self.link.matched.get(speaker.participant, "") if self.link else ""

    def share(self, some: Iterable[Speaker]) -> float:
        """The share of some speakers in the words of all who do not moderate, 0 to 1."""
        return self._count_words(some) / self._spoken_words if self._spoken_words else 0.0

    @cached_property
    def _spoken_words(self) -> int:
        return self._count_words(self.speakers)

    def _count_words(self, some: Iterable[Speaker]) -> int:
        """The words of those who do not moderate."""
        return sum(s.words for s in some if not self.people[s.participant].is_moderator)

    def linked(self, speaker: Speaker) -> Linked:
        person = self.people[speaker.participant]
        respondent = self.link.matched.get(person.name, "") if self.link else ""
        return Linked(speaker, person.role, respondent, self._how(person), self.share([speaker]))

    def _how(self, person: Participant) -> str:
        """By which rule someone has a row, or why not."""
        if person.is_moderator:
            return "moderates"
        if self.link is None:
            return "no survey"
        if person.name in self.link.matched:
            return self.link.rules[person.name]
        if person.name in self.link.ambiguous:
            return f"several are alike: {', '.join(self.link.ambiguous[person.name])}"
        if person.name in self.link.suggestions:
            return f"looks like {self.link.suggestions[person.name]}; not joined"
        return f"{person.respondent} is not in the survey" if person.respondent else "gives no id"

    def without_speech(self) -> tuple[str, ...]:
        if self.answers is None or self.link is None or not self.link.matched:
            return ()
        spoke = set(self.link.matched.values())
        return tuple(name for name in dict.fromkeys(self.answers.names) if name not in spoke)

    def contradictions(self) -> list[Contradiction]:
        if self.answers is None or self.link is None:
            return []
        from interviewkit.survey.people.contradictions import find_contradictions

        role = self.site.settings.survey.role
        people = self.people.values()
        return find_contradictions(people, self.answers, self.link, role, self._said_in())

    def _said_in(self) -> Mapping[str, Mapping[str, str]]:
        """Participant → what the transcript says of itself in which they alone take part."""
        attributes = {each.name: each.attributes for each in self.transcripts}
        alone = group_sets(
            (each.transcript, each.participant)
            for each in self.speakers
            if not self.people[each.participant].is_moderator
        )
        said = {min(who): attributes[name] for name, who in alone.items() if len(who) == 1}
        return {who: {k: v for k, v in facts.items() if v} for who, facts in said.items()}

    def moderators(self) -> Sequence[SeemsToModerate]:
        """Who seems to moderate where nobody is known to."""
        return find_unknown_moderators(self.spoken, self.speakers, self.people.values())

    @cached_property
    def spoken(self) -> Sequence[Transcript]:
        """The transcripts with their turns, which only proposals read."""
        with self.site.store.reading() as shelves:
            return [each for each in shelves.transcripts.list() if not is_of_survey(each)]

    def notes(self) -> Iterable[str]:
        yield from self.told
        settings = self.site.settings.transcripts
        yield from ask_about_moderators(self.moderators(), self.spoken, settings)
        if self.link is None:
            return
        yield from (
            f"the respondent {name!r} is claimed by more than one participant"
            for name in self.link.doubled
        )
        if self.link.suggestions and self.site.settings.survey.ids != "alike":
            yield (
                f"{len(self.link.suggestions)} people have an id that differs from a respondent's "
                f"only in {WRITING}; to join them, write the ids alike or say "
                'in study.toml: [survey] ids = "alike"'
            )
        if self.answers is not None:
            yield from self._waves(self.answers)

    def _waves(self, answers: Answers) -> Iterable[str]:
        """Respondents with several rows, and people who answered in other waves than they spoke."""
        if not answers.wave or self.link is None:
            return
        asked = group_sets(zip(answers.names, map(str, answers.table[answers.wave]), strict=True))
        several = [who for who, row in self.link.matched.items() if len(asked[row]) > 1]
        if several:
            yield (
                f"{len(several)} linked people answered in several waves; segments of people take "
                "their last wave, compare the row of each wave"
            )
        wave_of = {each.name: each.wave for each in self.transcripts}
        spoke = group_sets((each.participant, wave_of[each.transcript]) for each in self.speakers)
        apart = [
            who
            for who, row in self.link.matched.items()
            if spoke[who] - {""} and not spoke[who] & asked[row]
        ]
        if apart:
            names = list_some(apart, 5)
            yield f"{len(apart)} people answered in no wave in which they spoke: {names}"

    def known_people(self) -> dict[str, str]:
        """Participants whom a rule knows, by the label under which they said most."""
        found: dict[str, tuple[int, str]] = {}
        for each in self.speakers:
            if each.is_resolved and not self.people[each.participant].is_moderator:
                label = each.participant if each.rule == "one to one" else each.label
                found[each.participant] = max(
                    found.get(each.participant, (0, "")), (each.words, label)
                )
        return {who: label for who, (_, label) in found.items()}

    def unnamed(self, placed: Mapping[str, str]) -> list[Spoken]:
        """Labels behind which no file or alias says who stands."""
        return [
            Spoken(each.transcript, each.label, each.words, placed.get(each.transcript, ""))
            for each in self.speakers
            if each.rule in ("unresolved", "one to one")
            and not self.people[each.participant].is_moderator
        ]

    def looked_up(self) -> dict[str, str]:
        """Resolved people without a row → the id that they give, or the name they go by."""
        unresolved = {each.participant for each in self.speakers if not each.is_resolved}
        shown = self.known_people()
        return {
            who: self.people[who].respondent or shown.get(who, who)
            for who in (self.link.unmatched if self.link else ())
            if who not in unresolved
        }

    def open_rows(self, names: str) -> dict[str, str]:
        """Respondents whom nobody claims → the name, or else the id, they go by."""
        if self.answers is None or self.link is None:
            return {}
        column = self._name_column(names)
        claimed = set(self.link.matched.values())
        shown = self.answers.table[column] if column else self.answers.names
        return {
            name: name if said is None else str(said)
            for name, said in zip(self.answers.names, shown, strict=True)
            if name not in claimed
        }

    def _name_column(self, names: str) -> str:
        columns = self.answers.columns if self.answers is not None else ()
        if names and names not in columns:
            raise SurveyError(
                f"the survey has no column {names!r}", hint=f"its columns: {', '.join(columns)}"
            )
        known = {"_".join(each.casefold().split()): each for each in columns}
        return names or next((known[each] for each in NAME_COLUMNS if each in known), "")
