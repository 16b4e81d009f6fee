"""``map_speaker``: a person says who is who, which is written into the participants file."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.exchange.people_lines import Hunk, PeopleLines, find_hunks, take_back_hunks
from interviewkit.model import Coder, Judgement, Speaker
from interviewkit.model.participant import MODERATOR
from interviewkit.model.review import MAP
from interviewkit.model.settings import read_settings
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.readers.people_file import PeopleFileRow, Rows, read_people
from interviewkit.steps.amending.settings_text import name_file
from interviewkit.steps.amending.unfinished import settle_within
from interviewkit.steps.ingesting.people import map_people
from interviewkit.steps.linking.survey_file import read_usable_survey
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import (
    EditedFile,
    forget_edited,
    put_back_edited,
    read_before,
    write_edited,
)
from interviewkit.store.shelves import Shelves
from interviewkit.tables.drawing.safe_text import is_formula

FIRST = "participants.csv"
"""The file that is made where study.toml names none."""

TEXTS = (".csv", ".tsv", ".txt", "")


@dataclass(frozen=True)
class WantedMapping:
    """Who a label in a transcript is, by name, id in the survey and role; empty: as it is."""

    participant: str = ""
    respondent: str = ""
    role: str = ""

    @property
    def cells(self) -> dict[str, str]:
        """What stands in the participants file.

        Raises:
            StudyError: a spreadsheet would take one of them for a formula.
        """
        named = {
            name: " ".join(getattr(self, name).split())
            for name in ("participant", "role", "respondent")
        }
        for name, value in named.items():
            refuse_formula(name, value)
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class PeopleSource:
    """The participants file as it stands, and study.toml where it has to name it."""

    site: Site
    path: Path
    before: bytes | None
    is_named: bool

    @classmethod
    def read(cls, site: Site) -> PeopleSource:
        """The file of the study, or the one to be made.

        Raises:
            StudyError: it is no text file, or not UTF-8.
        """
        named = site.settings.transcripts.participants
        path = site.root / (named or FIRST)
        if path.suffix.lower() not in TEXTS:
            raise StudyError(
                f"{named} is no text file and is not changed here",
                hint="change it in its own program, or save it as CSV and name that in study.toml",
            )
        return cls(site, path, read_before(path), bool(named))

    @cached_property
    def lines(self) -> PeopleLines:
        if not (self.before or b"").strip():
            return PeopleLines.begin()
        try:
            return PeopleLines((self.before or b"").removeprefix(BOM_UTF8).decode("utf-8"))
        except UnicodeDecodeError:
            raise StudyError(
                f"{self.path.name} is not UTF-8 text", hint="save the file in the encoding UTF-8"
            ) from None

    @cached_property
    def rows(self) -> Sequence[PeopleFileRow]:
        return read_people(self.path, root=self.site.root)[0].people if self.before else ()

    def write(self, text: str) -> tuple[EditedFile, ...]:
        """What is to be put in place: the file, and study.toml where it has to name it."""
        mark = BOM_UTF8 if (self.before or b"").startswith(BOM_UTF8) else b""
        files = (EditedFile(self.path, self.before, mark + text.encode()),)
        if self.is_named:
            return files
        settings = self.site.root / SETTINGS_FILE
        old = read_before(settings) or b""
        name = self.path.relative_to(self.site.root).as_posix()
        new = name_file(old.decode("utf-8", "surrogateescape"), "transcripts", "participants", name)
        return (*files, EditedFile(settings, old, new.encode("utf-8", "surrogateescape")))


def map_speaker(
    site: Site, transcript: str, label: str, wanted: WantedMapping, coder: str
) -> Judgement:
    """Say who speaks under a label of a transcript; returns the entry of the log.

    Raises:
        StudyError: there is no such transcript, label or respondent, or the participants file
            cannot be changed here.
    """
    with _changing(site) as shelves:
        speaker = _find_speaker(shelves, transcript, label)
        cells = wanted.cells
        refuse_formula("speaker", speaker.label)
        _refuse_unknown_respondent(site, wanted.respondent)
        source = PeopleSource.read(site)
        text = _set_label(source, shelves, speaker, cells).text
        who = cells.get("participant", speaker.participant)
        said = [f"{speaker.label!r} in {transcript} is {who}", *_describe_more(cells)]
        return _save(source, shelves, text, coder, f"person:{who}", ", ".join(said))


def map_person(site: Site, participant: str, respondent: str, coder: str) -> Judgement:
    """Say which row of the survey is a participant's; returns the entry of the log.

    Raises:
        StudyError: there is no such person or respondent, or the participants file cannot be
            changed here.
    """
    with _changing(site) as shelves:
        spoken = [e for e in shelves.people.speakers() if e.participant == participant]
        if not spoken:
            known = [each.name for each in shelves.people.list()]
            hint = suggest_known(participant, known, "participant list")
            raise StudyError(f"there is no participant {participant!r}", hint=hint)
        _refuse_unknown_respondent(site, respondent)
        cells = WantedMapping(respondent=respondent).cells
        source = PeopleSource.read(site)
        lines, own = source.lines, [e.line for e in source.rows if e.name == participant]
        for line in own:
            lines = lines.change_row(line, cells)
        for speaker in spoken if not own else ():
            refuse_formula("speaker", speaker.label)
            lines = lines.add_row(
                {"transcript": speaker.transcript, "speaker": speaker.label,
                 "participant": participant, **cells}
            )  # fmt: skip
        said = f"{participant} is the respondent {respondent}"
        return _save(source, shelves, lines.text, coder, f"person:{participant}", said)


def take_back_mapping(
    site: Site, shelves: Shelves, target: Judgement, _run: int
) -> Mapping[str, object]:
    """The inverse of a mapping, done; returns its change. Taking that back maps again.

    Raises:
        StudyError: what it wrote was changed by hand since.
    """
    with site.store.held():
        settle_within(site, shelves)
        source = PeopleSource.read(site)
        hunks: Any = target.change["hunks"]
        text = take_back_hunks(source.lines.text, [(at, old, new) for at, old, new in hunks])
        if text is None:
            raise StudyError(
                f"what entry {target.id} wrote into {source.path.name} was changed by hand since",
                hint="change it there",
            )
        shelves.runs.add(begin_run(MAP, hash_values(MAP, target.id, tell_time())))
        change = {"hunks": [[at, new, old] for at, old, new in hunks]}
        return _put_in_place(source, shelves, text, change)


@contextmanager
def _changing(site: Site) -> Iterator[Shelves]:
    """One transaction at whose end files are put in place; no long step may read them meanwhile."""
    with site.store.jotting() as shelves, site.store.held():
        settle_within(site, shelves)
        yield shelves
    forget_edited(site)


def refuse_formula(what: str, value: str) -> None:
    """Raise where a spreadsheet would take a cell for a formula."""
    if is_formula(value):
        raise StudyError(
            f"the {what} {value!r} begins as a formula does",
            hint="write it into the participants file by hand, or name it otherwise",
        )


def _set_label(
    source: PeopleSource, shelves: Shelves, speaker: Speaker, cells: Mapping[str, str]
) -> PeopleLines:
    """The row of this label in this transcript changed, or one more that says it of it alone."""
    found = shelves.transcripts.get(speaker.transcript)
    file = read_people(source.path, root=source.site.root)[0] if source.before else None
    row = Rows(file, [found]).find(found, speaker.label) if file and found else None
    if row is not None and not row.is_glob and row.speaker:
        return source.lines.change_row(row.line, cells)
    who = cells.get("participant", speaker.participant)
    like = next((each for each in source.rows if each.name == who), None)
    known = {"role": like.role, "respondent": like.respondent} if like else {}
    values = {
        "transcript": speaker.transcript,
        "speaker": speaker.label,
        "participant": who,
        **{name: value for name, value in known.items() if value},
        **cells,
    }
    return source.lines.add_row(values, like.line if like else 0)


def _save(
    source: PeopleSource, shelves: Shelves, text: str, coder: str, about: str, said: str
) -> Judgement:
    person = find_coder(shelves, coder).name
    shelves.codings.add_coder(Coder(person))
    run = shelves.runs.add(begin_run(MAP, hash_values(MAP, about, tell_time())))
    hunks: list[Hunk] = find_hunks(source.lines.text, text)
    change = _put_in_place(source, shelves, text, {"hunks": [list(each) for each in hunks]})
    entry = Judgement(person, MAP, 0, memo=said, change=change, at=tell_time(), about=about)
    return shelves.judgements.add(entry, run)


def _put_in_place(
    source: PeopleSource, shelves: Shelves, text: str, change: Mapping[str, object]
) -> Mapping[str, object]:
    """Write the files and map people anew; the files are as they were if that fails."""
    site = source.site
    token = hash_values(MAP, text, tell_time())
    write_edited(site, source.write(text), token, shelves.judgements.latest())
    try:
        map_people(replace(site, settings=read_settings(site.root / SETTINGS_FILE)), shelves)
    except BaseException:
        put_back_edited(site)
        raise
    return {**change, "token": token}


def _find_speaker(shelves: Shelves, transcript: str, label: str) -> Speaker:
    here = [each for each in shelves.people.speakers() if each.transcript == transcript]
    if not here:
        known = [head.name for head in shelves.transcripts.heads()]
        hint = suggest_known(transcript, known, "transcript list")
        raise StudyError(f"there is no transcript {transcript!r}", hint=hint)
    found = next((each for each in here if each.label == label), None)
    if found is None:
        hint = did_you_mean(label, [each.label for each in here])
        raise StudyError(f"nobody speaks as {label!r} in {transcript}", hint=hint)
    return found


def _refuse_unknown_respondent(site: Site, respondent: str) -> None:
    if not respondent:
        return
    answers = read_usable_survey(site)
    if answers is None:
        raise StudyError("the study has no survey", hint="name one in study.toml: [survey] file")
    known = list(map(str, answers.names))
    if respondent not in known:
        hint = did_you_mean(respondent, known, "see the ids with: interviewkit link check")
        raise StudyError(f"the survey has no respondent {respondent!r}", hint=hint)


def _describe_more(cells: Mapping[str, str]) -> list[str]:
    more = [f"respondent {cells['respondent']}"] if "respondent" in cells else []
    return [*more, *(["moderates"] if cells.get("role") == MODERATOR else [])]
