"""The framework matrix: people or segments by codes or themes, with the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.model import MODERATOR, Coder, Judgement
from interviewkit.model.grouping import group_lists
from interviewkit.model.query import AnyOf, Query, Term
from interviewkit.model.retrieval import Framework, FrameworkCell, FrameworkRow, PassagePlace
from interviewkit.model.review import SUMMARY
from interviewkit.model.waves import build_natural_key
from interviewkit.steps.marking.entries import write_entry
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.retrieving.asking import Asking
from interviewkit.steps.retrieving.passages import load_passages, sort_places
from interviewkit.steps.retrieving.scene import Scene, load_scene
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

PARTICIPANTS, SEGMENTS = "participants", "segments"
ROWS = (PARTICIPANTS, SEGMENTS)


def build_framework(
    site: Site, query: Query, rows: str, columns: Sequence[str], *, first: int = 0, most: int = 0
) -> Framework:
    """The matrix of what answers a question; ``query`` narrows it, and names no codes itself.

    Raises:
        StudyError: there are no such rows, or the question names codes.
        QueryError: there is no such code or theme.
    """
    if rows not in ROWS:
        raise StudyError(f"a matrix has no rows of {rows!r}", hint=did_you_mean(rows, ROWS))
    if query.asked is not None:
        raise StudyError("the columns say which codes", hint="leave codes out of the question")
    with site.store.reading() as shelves:
        scene = load_scene(site, shelves, query)
        every = _list_rows(shelves, scene, rows)
        shown = every[first : first + most if most else None]
        asking = Asking(site, shelves, query, scene.among({p for row in shown for p in row.people}))
        names = list(columns) or _choose_columns(asking)
        asking.query = replace(query, asked=AnyOf(tuple(map(Term, names))))
        return Framework(
            rows,
            tuple((name, asking.titles.get(name, name)) for name in names),
            tuple(_fill(asking, rows, shown, names)),
            len(every),
            first,
            tuple(asking.notes),
        )


@dataclass(frozen=True, slots=True)
class _RowOf:
    name: str
    title: str
    people: tuple[str, ...]
    about: str = ""


def _list_rows(shelves: Shelves, scene: Scene, rows: str) -> list[_RowOf]:
    people = {
        scene.person_of[label] for label, each in scene.speaking.items() if each.role != MODERATOR
    }
    ordered = sorted(people, key=build_natural_key)
    titles = {each.segment.name: each.segment.title for each in shelves.findings.segments()}
    if rows == SEGMENTS:
        return [
            _RowOf(name, titles[name], tuple(person for person in ordered if person in members))
            for name, members in scene.members.items()
        ]
    return [
        _RowOf(name, name, (name,), ", ".join(titles[each] for each in scene.segments_of(name)))
        for name in ordered
    ]


def _choose_columns(asking: Asking) -> list[str]:
    """Themes where there are some, else all codes."""
    book = asking.codebook
    if book is None:
        return []
    themes = [each.id for each in book.themes if each.id in asking.bundles]
    return themes or list(book.code_ids)


def _fill(
    asking: Asking, kind: str, rows: Sequence[_RowOf], names: Sequence[str]
) -> Iterator[FrameworkRow]:
    shelves, scene = asking.shelves, asking.scene
    found = {name: _group_by_person(scene, asking.places_under(Term(name))) for name in names}
    places = dict.fromkeys(p for each in found.values() for some in each.values() for p in some)
    passages = load_passages(asking, list(places))
    written = {each.about: each for each in shelves.judgements.standing([SUMMARY])}
    columns = {name: asking.kind_of(name) for name in names}
    for row in rows:
        cells = []
        for name, column in columns.items():
            about = name_cell(kind, row.name, column, name)
            said = tuple((who, passages[p]) for who in row.people for p in found[name].get(who, ()))
            entry = written.get(about)
            words = (entry.memo, entry.coder) if entry and entry.memo else ("", "")
            cells.append(FrameworkCell(about, *words, said))
        yield FrameworkRow(row.name, row.title, row.about, len(row.people), tuple(cells))


def _group_by_person(
    scene: Scene, places: Iterable[PassagePlace]
) -> Mapping[str, Sequence[PassagePlace]]:
    return group_lists(
        (scene.person_of[place.transcript_id, place.label], place)
        for place in sort_places(scene, places)
    )


def write_summary(
    site: Site, about: str, text: str, coder: str, *, new_coder: bool = False
) -> Judgement:
    """What a researcher makes of a cell; an empty text takes an earlier one away.

    Raises:
        StudyError: there is no such cell.
    """
    if not about.startswith("cell:") or about.count(":") != 4:
        raise StudyError(f"{about!r} is no cell of a matrix")
    with site.store.jotting() as shelves:
        name = find_coder(shelves, coder, new=new_coder).name
        shelves.codings.add_coder(Coder(name))
        earlier = shelves.judgements.standing([SUMMARY], about=about)
        run = shelves.runs.add(begin_run("summary", hash_values("summary", about, tell_time())))
        entry = Judgement(name, SUMMARY, 0, memo=text.strip(), about=about)
        change = {"replaces": earlier[-1].id} if earlier else {}
        return write_entry(shelves, run, entry, change)


def name_cell(rows: str, row: str, column_kind: str, column: str) -> str:
    """What the log calls a cell; a colon in a name is written as in an address."""
    parts = (rows, row, column_kind, column)
    return ":".join(["cell", *(quote(part, safe=" /'()@,;+") for part in parts)])
