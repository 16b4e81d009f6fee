"""Questions with a name: entries of the log, of which the newest on a name counts."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.errors import StudyError
from interviewkit.model import Coder, Judgement
from interviewkit.model.query import NamedQuery
from interviewkit.model.query_text import parse_query
from interviewkit.model.query_writing import write_query
from interviewkit.model.review import QUERY
from interviewkit.steps.marking.entries import write_entry
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

KIND = "query:"


def save_query(
    site: Site, name: str, text: str, by: str, note: str = "", *, new_coder: bool = False
) -> NamedQuery:
    """Keep a question under a name; one that is there is replaced, and stays in the log.

    Raises:
        QueryError: it cannot be understood.
        StudyError: the name is empty or no plain text, or nobody can be called so.
    """
    wanted = " ".join(name.split())
    if not wanted or not wanted.isprintable():
        raise StudyError(f"{name!r} is no name for a question", hint="give it a few plain words")
    written = write_query(parse_query(text))
    with site.store.jotting() as shelves:
        coder = find_coder(shelves, by, new=new_coder).name
        return _write(shelves, wanted, written, coder, note)


def forget_query(site: Site, name: str, by: str, *, new_coder: bool = False) -> NamedQuery:
    """Nobody is offered the question any more; it stays in the log.

    Raises:
        StudyError: there is none of that name.
    """
    with site.store.jotting() as shelves:
        known = find_query(shelves, name)
        coder = find_coder(shelves, by, new=new_coder).name
        _write(shelves, known.name, "", coder, "")
        return known


def list_queries(site: Site) -> Sequence[NamedQuery]:
    """All that have a name, by name."""
    with site.store.reading() as shelves:
        return _list(shelves)


def load_query(site: Site, name: str) -> NamedQuery:
    """As :func:`find_query`."""
    with site.store.reading() as shelves:
        return find_query(shelves, name)


def _write(shelves: Shelves, name: str, text: str, coder: str, note: str) -> NamedQuery:
    earlier = next((each.entry for each in _list(shelves) if each.name == name), None)
    shelves.codings.add_coder(Coder(coder))
    started = tell_time()
    run = shelves.runs.add(begin_run("query", hash_values("query", name, text, started)))
    entry = Judgement(coder, QUERY, 0, memo=text, about=f"{KIND}{name}")
    change = {"note": note, **({"replaces": earlier} if earlier else {})}
    return _read(write_entry(shelves, run, entry, change))


def _list(shelves: Shelves) -> list[NamedQuery]:
    newest = {each.about: each for each in shelves.judgements.standing([QUERY])}
    return [_read(newest[about]) for about in sorted(newest) if newest[about].memo]


def find_query(shelves: Shelves, name: str) -> NamedQuery:
    """The question of that name.

    Raises:
        StudyError: there is none; the hint names the nearest.
    """
    known = {each.name: each for each in _list(shelves)}
    wanted = " ".join(name.split())
    if wanted not in known:
        hint = suggest_known(wanted, known, "query list")
        raise StudyError(f"there is no question named {wanted!r}", hint=hint)
    return known[wanted]


def _read(entry: Judgement) -> NamedQuery:
    name = entry.about.removeprefix(KIND)
    note = str(entry.change.get("note", ""))
    return NamedQuery(name, entry.memo, entry.coder, entry.at, note, entry.id or 0)
