"""What people wrote under the name of a code or theme goes along when that gets another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from interviewkit.model import Judgement, MetaInference
from interviewkit.model.codebook_act import CODEBOOK_ACTS
from interviewkit.model.query import AllOf, AnyOf, Asked, Follows, Near, Not, Term
from interviewkit.model.query_text import parse_query
from interviewkit.model.query_writing import write_query
from interviewkit.model.review import MEMO, QUERY, SUMMARY, UNDO
from interviewkit.steps.record import tell_time
from interviewkit.store.shelves import Shelves

Mention = Sequence[str]
"""Kind (``code`` or ``theme``), old name, new name."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """How much is written under names that change; ``lost`` queries ask for what is no more."""

    notes: int = 0
    cells: int = 0
    inferences: int = 0
    queries: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def count_mentions(
    shelves: Shelves, mentions: Sequence[Mention], ended: Sequence[str]
) -> Mentioned:
    """What goes along with these names, and which queries ask for codes or themes that end."""
    old = {name for _, name, _ in mentions}
    queries = {each.about.partition(":")[2]: _list_names(each) for each in _list_queries(shelves)}
    lines = shelves.inferences.list() if old else ()
    return Mentioned(
        notes=sum(len(_list_notes(shelves, *each[:2])) for each in mentions),
        cells=sum(len(_list_cells(shelves, *each[:2])) for each in mentions),
        inferences=sum(each.of in old for each in lines),
        queries=tuple(name for name, asked in queries.items() if old & asked),
        lost=tuple(name for name, asked in queries.items() if asked & set(ended)),
    )


def carry_mentions(shelves: Shelves, mentions: Iterable[Mention], run: int) -> None:
    """Memos, summaries, queries and meta-inferences go by the new names; what they say stays."""
    for kind, old, new in mentions:
        shelves.recodings.set_about(_list_subjects(shelves, kind, old), f"{kind}:{new}")
        for key, about in _list_cells(shelves, kind, old):
            shelves.recodings.set_about([key], f"{about.rpartition(':')[0]}:{_spell(new)}")
        if kind == "code":
            shelves.recodings.set_code(shelves.recodings.notes_under(old, MEMO), new)
        _rename_in_queries(shelves, old, new)
        _carry_inferences(shelves, old, new, run)


def _list_notes(shelves: Shelves, kind: str, name: str) -> set[int]:
    under = shelves.recodings.notes_under(name, MEMO) if kind == "code" else ()
    return {*_list_subjects(shelves, kind, name), *under}


def _list_subjects(shelves: Shelves, kind: str, name: str) -> Sequence[int]:
    """Entries about a code or theme, but those that changed the codebook."""
    return shelves.recodings.entries_about(f"{kind}:{name}", (*CODEBOOK_ACTS, UNDO))


def _list_cells(shelves: Shelves, kind: str, name: str) -> list[tuple[int, str]]:
    """Summaries of cells in the column of a code or theme: (entry, what it is about)."""
    end = f":{kind}:{_spell(name)}"
    found = shelves.judgements.standing([SUMMARY])
    return [(each.id or 0, each.about) for each in found if each.about.endswith(end)]


def _spell(name: str) -> str:
    """A name as the log writes it in a cell: see ``steps.retrieving.framework.name_cell``."""
    return quote(name, safe=" /'()@,;+")


# -- queries -------------------------------------------------------------------------------------


def _list_queries(shelves: Shelves) -> list[Judgement]:
    newest = {each.about: each for each in shelves.judgements.standing([QUERY])}
    return [each for each in newest.values() if each.memo]


def _list_names(entry: Judgement) -> set[str]:
    """The codes and themes that a query asks for."""
    found: set[str] = set()

    def note(term: Term) -> Term:
        found.add(term.name)
        return term

    asked = parse_query(entry.memo).asked
    if asked is not None:
        _change_terms(asked, note)
    return found


def _rename_in_queries(shelves: Shelves, old: str, new: str) -> None:
    def rename(term: Term) -> Term:
        return replace(term, name=new) if term.name == old else term

    for entry in _list_queries(shelves):
        query = parse_query(entry.memo)
        if query.asked is not None and old in _list_names(entry):
            changed = replace(query, asked=_change_terms(query.asked, rename))
            shelves.recodings.set_memo(entry.id or 0, write_query(changed))


def _change_terms(asked: Asked, change: Callable[[Term], Term]) -> Asked:
    match asked:
        case Term():
            return change(asked)
        case Not(of):
            return Not(_change_terms(of, change))
        case AllOf(parts):
            return AllOf(tuple(_change_terms(part, change) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_change_terms(part, change) for part in parts))
        case Near(first, second, turns):
            return Near(_change_terms(first, change), _change_terms(second, change), turns)
        case Follows(what, after):
            return Follows(_change_terms(what, change), _change_terms(after, change))


# -- meta-inferences -----------------------------------------------------------------------------


def _carry_inferences(shelves: Shelves, old: str, new: str, run: int) -> None:
    """Lines are written again under the new name and taken back under the old one."""
    for line in [each for each in shelves.inferences.list() if each.of == old]:
        shelves.inferences.add(replace(line, of=new, id=None), run)
        empty = MetaInference(line.of, line.about, line.fit, "", line.author, tell_time())
        shelves.inferences.add(empty, run)
