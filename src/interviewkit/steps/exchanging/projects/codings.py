"""The codings of a project laid on turns: one a passage, and one group a selection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.exchange.projects.quote_pairing import choose_places
from interviewkit.exchange.projects.quotes import QuoteFinder
from interviewkit.model import ACCEPTED, Coding, Passage, Transcript, Turn
from interviewkit.model.project import TEXT, Project, ProjectCoding, ProjectSelection, ProjectSource
from interviewkit.steps.exchanging.projects.coders import PlacedCoders
from interviewkit.steps.exchanging.projects.codes import PlacedCodes
from interviewkit.steps.exchanging.projects.earlier_codes import GONE, REMOVED
from interviewkit.steps.exchanging.projects.ledger import CHANGED, DROPPED, KEPT, ImportLedger
from interviewkit.steps.exchanging.projects.texts import PlacedSource
from interviewkit.tables.drawing.safe_text import strip_controls

ASIDE = "kept aside with the project, and leaves again with it"
NO_SPEECH = "on words that are nobody's speech (a heading, a label, a time): kept aside"
NOTHING_SAID = f"without a code or memo: {ASIDE}"
NOT_FOUND = "whose words stand in no transcript: kept aside"
NOT_IN_IT = "whose words stand in no transcript of that name: kept aside"
SEVERAL = "whose words stand in several places, and nothing says which is meant: kept aside"
ELSEWHERE = "found by their words, in another transcript than the file names"
NO_PLACE = "without a place in a text: kept aside"
WHOLE = "as codings of all that is said in it"
TWICE = "that say the same of the same words as another: one with it"
MACHINES = "by a machine: a machine's codings are made here"

Spoken = Mapping[str, Sequence[Passage]]
"""Selection → the passages on which it stands."""


@dataclass(frozen=True)
class LaidProject:
    """What is to be coded: ``codings`` on turns as they were read, ``passages`` of selections.

    ``read`` maps each coder to the sources in which they coded.
    """

    codings: Sequence[Coding] = ()
    passages: Spoken = field(default_factory=dict)
    read: Mapping[str, Sequence[str]] = field(default_factory=dict)


def lay_selections(
    project: Project, placed: Mapping[str, PlacedSource], known: Sequence[Transcript],
    ledger: ImportLedger,
) -> Spoken:  # fmt: skip
    """Where each selection stands in turns; what stands on none is noted."""
    laid: dict[str, Sequence[Passage]] = {}
    every = [*known, *_list_new(placed, known)]
    finder: QuoteFinder | None = None
    for source in project.sources:
        if source.guid in placed:
            whole = placed[source.guid].laying.lay(0, len(source.text))
            laid |= {selection.guid: whole for _, selection in list_whole(source)}
        quoted: list[ProjectSelection] = []
        for selection in source.selections:
            if selection.same_as:
                continue
            if selection.kind != TEXT or (selection.start is None and not selection.quote):
                _note_aside(ledger, source, selection)
            elif selection.start is None or source.guid not in placed:
                quoted.append(selection)
            else:
                end = selection.start if selection.end is None else selection.end
                found = placed[source.guid].laying.lay(selection.start, end)
                ledger.note(*_describe(found, selection), _name(source, selection))
                laid[selection.guid] = found
        if quoted:
            finder = finder or QuoteFinder.of(every)
            laid |= _find_quoted(finder, source, quoted, placed, ledger)
    return {guid: found for guid, found in laid.items() if found}


def lay_codings(
    project: Project, spoken: Spoken, codes: PlacedCodes, coders: PlacedCoders, ledger: ImportLedger
) -> LaidProject:
    """The codings, one a passage; what cannot be coded is noted."""
    codings: dict[tuple[object, ...], Coding] = {}
    names = {each.guid: each.name for each in project.codes}
    read: dict[str, dict[str, None]] = {}
    for source in project.sources:
        for coding, selection in list_whole(source):
            name = f"{source.name}: {names.get(coding.code, coding.code)}"
            became = (DROPPED, MACHINES) if coders.is_machine(coding) else (CHANGED, WHOLE)
            if selection.guid not in spoken:
                became = (CHANGED, ASIDE)
            if codes.meanings[coding.code][0] == GONE:
                became = (CHANGED, f"of codes {REMOVED}")
            ledger.note("codings of whole sources", *became, name)
        for coding, selection in [*_list_given(source), *list_whole(source)]:
            is_whole = selection.guid == coding.guid
            if coders.is_machine(coding):
                ledger.note("codings", DROPPED, MACHINES, n=not is_whole)
            elif codes.meanings[coding.code][0] == GONE:
                gone = names.get(coding.code, coding.code)
                ledger.note("codings", CHANGED, f"of codes {REMOVED}", gone, n=not is_whole)
            elif selection.guid not in spoken:
                why, code = "of selections that are kept aside", names.get(coding.code, coding.code)
                ledger.note("codings", CHANGED, why, code, n=not is_whole)
            else:
                coder = coders.find(coding, selection)
                built = {_key(e): e for e in _build(coding, selection, spoken, codes, coder)}
                new = {key: each for key, each in built.items() if key not in codings}
                codings |= new
                read.setdefault(coder, {})[source.guid] = None
                ledger.note_kept("codings", int(bool(new) and not is_whole))
                if not new:
                    again = names.get(coding.code, coding.code)
                    ledger.note("codings", CHANGED, TWICE, again, n=not is_whole)
    return LaidProject(
        list(codings.values()), spoken, {who: list(where) for who, where in read.items()}
    )


def list_whole(source: ProjectSource) -> list[tuple[ProjectCoding, ProjectSelection]]:
    """The codings of a source as a whole, each with a selection of all of its text."""
    return [
        (each, ProjectSelection(each.guid, 0, len(source.text), user=each.user, at=each.at))
        for each in source.codings
    ]


def _list_given(source: ProjectSource) -> Iterator[tuple[ProjectCoding, ProjectSelection]]:
    """The codings of selections, those that show another one again left out."""
    for selection in source.selections:
        if not selection.same_as:
            yield from ((coding, selection) for coding in selection.codings)


def _build(
    coding: ProjectCoding,
    selection: ProjectSelection,
    spoken: Spoken,
    codes: PlacedCodes,
    coder: str,
) -> Iterator[Coding]:
    code, polarity = codes.meanings[coding.code]
    for passage in spoken[selection.guid]:
        yield Coding(passage, code, coder, polarity, status=ACCEPTED, selection=selection.guid)


def _key(coding: Coding) -> tuple[object, ...]:
    return coding.coder, coding.passage.place, coding.code, coding.polarity


def _find_quoted(
    finder: QuoteFinder,
    source: ProjectSource,
    selections: Sequence[ProjectSelection],
    placed: Mapping[str, PlacedSource],
    ledger: ImportLedger,
) -> Spoken:
    """The passages that say the words of selections without a place."""
    own = placed[source.guid].transcripts if source.guid in placed else (source.name,)
    quoted = [(each, finder.list_places(each.quote, own)) for each in selections]
    meant = choose_places(quoted)
    several = {each.guid for each, places in quoted if len(places) > 1}
    named = finder.list_named(own)
    for each in selections:
        place = meant.get(each.guid)
        became, why = KEPT, "found by their words"
        if place is None:
            absent = NOT_IN_IT if named else NOT_FOUND
            became, why = CHANGED, SEVERAL if each.guid in several else absent
        elif named and place[0] not in named:
            became, why = CHANGED, ELSEWHERE
        ledger.note("selections", became, why, _name(source, each))
    return {guid: finder.cut(place) for guid, place in meant.items()}


def _describe(found: Sequence[Passage], selection: ProjectSelection) -> tuple[str, str, str]:
    if not found:
        return "selections", CHANGED, NO_SPEECH
    if not (selection.codings or selection.notes or selection.description):
        return "selections", CHANGED, NOTHING_SAID
    return "selections", KEPT, ""


def _note_aside(ledger: ImportLedger, source: ProjectSource, selection: ProjectSelection) -> None:
    if selection.kind == TEXT:
        why = f"{selection.unresolved}: kept aside" if selection.unresolved else NO_PLACE
        ledger.note("selections", CHANGED, why, _name(source, selection))
    else:
        kind = f"selections in {_PLURAL.get(selection.kind, selection.kind)}"
        ledger.note(kind, CHANGED, ASIDE, _name(source, selection))


_PLURAL = {"pdf": "PDF pages", "picture": "pictures", "audio": "recordings", "video": "videos"}


def _list_new(
    placed: Mapping[str, PlacedSource], known: Sequence[Transcript]
) -> Iterator[Transcript]:
    """The transcripts that are to come, as far as quotes are looked for in them."""
    names = {each.name for each in known}
    for each in placed.values():
        for name in each.transcripts:
            if name not in names:
                names.add(name)
                turns = tuple(turn for turn in each.turns if turn.transcript == name)
                yield Transcript(name, each.path, "", turns)


def _name(source: ProjectSource, selection: ProjectSelection) -> str:
    words = selection.quote
    if not words and selection.start is not None:
        words = source.text[selection.start : selection.end]
    words = " ".join(strip_controls(words or selection.name).split())
    return f"{source.name}: {words[:40]}{'…' * (len(words) > 40)}"


def renumber(codings: Sequence[Coding], saved: Mapping[tuple[str, int], Turn]) -> list[Coding]:
    """The same codings on the turns as they are saved; those whose turn is not there are left."""
    found = []
    for each in codings:
        turn = saved.get(each.passage.turn.place)
        if turn is not None and turn.text == each.passage.turn.text:
            moved = Passage.cut(turn, each.passage.start, each.passage.end)
            found.append(replace(each, passage=moved))
    return found
