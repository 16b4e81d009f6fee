"""What questions find, as tables: passages by person, words in their context, named questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interviewkit.model import Coding
from interviewkit.model import table as kinds
from interviewkit.model.query import NamedQuery
from interviewkit.model.retrieval import Concordance, FoundPassage, FoundPerson, Keyword, Retrieval
from interviewkit.model.table import VOICES, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, read_fields
from interviewkit.tables.material.transcripts import lead_to_turn, list_time_fields
from interviewkit.wording.numbers import counted, of_people
from interviewkit.wording.query_words import describe_query
from interviewkit.wording.words import clip_left, clip_text, write_moment

BESIDE = 36
"""So many characters stand beside words where a line is short; as data there are more."""


@dataclass(frozen=True, slots=True)
class _Line:
    person: FoundPerson
    found: FoundPassage

    @property
    def codings(self) -> tuple[Coding, ...]:
        return self.found.codings


PASSAGES = (
    Field.of("person", kinds.TEXT, "person.name"),
    *list_data_fields(kinds.TEXT, role="person.role"),
    *list_data_fields(kinds.LIST, segments="person.segments"),
    Field.of("transcript", kinds.TEXT, "found.passage.turn.transcript"),
    Field.of("turn", kinds.ORDINAL, "found.passage.turn.position"),
    *list_data_fields(kinds.TEXT, speaker="found.passage.turn.speaker"),
    *list_data_fields(kinds.TEXT, wave="found.wave", group="found.group"),
    *list_data_fields(kinds.ORDINAL, start="found.passage.start", end="found.passage.end"),
    *list_time_fields(lambda line: line.found.passage),
    Field.of(
        "codes", kinds.LIST, lambda line: _list_once(f"{c.code} {c.polarity}" for c in line.codings)
    ),
    Field.of("coders", kinds.LIST, lambda line: _list_once(c.coder for c in line.codings)),
    Field.of(
        "statuses", kinds.LIST, lambda line: _list_once(c.status for c in line.codings), read=False
    ),
    Field.of("quote", kinds.PROSE, "found.passage.quote"),
    Field.of("quoted", kinds.TRUTH, "found.quoted", head="to be quoted", read=False),
)
KEYWORDS = (
    Field.of("transcript", kinds.TEXT, "turn.transcript"),
    Field.of("turn", kinds.ORDINAL, "turn.position"),
    *read_fields(kinds.TEXT, "person"),
    *list_data_fields(kinds.TEXT, "role"),
    Field.of(
        "before",
        kinds.FIGURE,
        lambda line: clip_left(_in_line(line.left), BESIDE),
        head="…",
        data=False,
    ),
    *list_data_fields(kinds.TEXT, left=lambda line: _in_line(line.left)),
    Field.of("words", kinds.TEXT, lambda line: _in_line(line.words)),
    Field.of(
        "after",
        kinds.TEXT,
        lambda line: clip_text(_in_line(line.right), BESIDE),
        head="…",
        data=False,
    ),
    *list_data_fields(kinds.TEXT, right=lambda line: _in_line(line.right)),
    *list_data_fields(
        kinds.ORDINAL, start=lambda line: line.span[0], end=lambda line: line.span[1]
    ),
    *list_data_fields(kinds.TEXT, text="turn.text"),
)
QUERIES = (
    *read_fields(kinds.TEXT, "name"),
    Field.of("query", kinds.PROSE, "text"),
    *read_fields(kinds.TEXT, "note", "by"),
    *list_data_fields(kinds.TEXT, "at"),
    Field.of("when", kinds.TEXT, lambda each: write_moment(each.at), head="at (UTC)", data=False),
)


def build_passages(found: Retrieval, most: int = 0, title: str = "") -> ResultTable:
    """A row a passage, by person; what was found in all stands under it, people first."""
    lines = [_Line(person, each) for person in found.people for each in person.passages]
    left_out = found.passages - len(lines[: most or None])
    notes = (tell_found(found), *found.notes)
    if left_out > 0:
        notes += (f"… and {counted(left_out, 'passage')} more (--limit 0 for all)",)
    return build_table(
        "passages", PASSAGES, lines[: most or None], title or "Passages", _lead, notes=notes,
        empty="nothing fits",
    )  # fmt: skip


def build_people_found(found: Retrieval) -> ResultTable:
    """A row a person and how many passages of theirs were found."""
    fields = (
        Field.of("person", kinds.TEXT, "name"),
        *read_fields(kinds.TEXT, "role"),
        Field.of("segments", kinds.LIST),
        Field.of("passages", kinds.COUNT, "found"),
    )
    notes = (tell_found(found), *found.notes)
    return build_table("people", fields, found.people, "People", notes=notes, empty="nothing fits")


def tell_found(found: Retrieval) -> str:
    """How many people of how many, then how many passages."""
    people = of_people(found.voiced, found.heard)
    passages = counted(found.passages, "passage")
    talks = counted(found.conversations, "conversation")
    return f"{people}, in {passages} of {talks}: {describe_query(found.query)}"


def build_keywords(found: Concordance) -> ResultTable:
    """A row a place where the words were said, with what stands around them."""
    places = "" if found.found is None else f" {counted(found.found, 'time')}"
    turns = counted(found.turns, "turn")
    told = f"{of_people(found.voiced, found.heard)} said it{places} in {turns}"
    more = () if found.found == len(found.lines) else ("there are more (--limit 0 for all)",)
    notes = (told, *(more if found.lines else ()), *found.notes)
    return build_table(
        "words", KEYWORDS, found.lines, "Words in their context", _lead_to_line, notes=notes,
        empty="nobody says that",
    )  # fmt: skip


def build_queries(found: Iterable[NamedQuery]) -> ResultTable:
    """A row a question with a name."""
    empty = "no question has a name yet; give one with: interviewkit coding list --save NAME"
    return build_table("queries", QUERIES, found, "Named questions", empty=empty)


def _lead(line: _Line) -> Mapping[str, Lead]:
    code = line.codings[0].code if line.codings else ""
    return {
        **lead_to_turn(line.found.passage.turn),
        **({"codes": Lead(VOICES, code)} if code else {}),
    }


def _lead_to_line(line: Keyword) -> Mapping[str, Lead]:
    return lead_to_turn(line.turn)


def _list_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _in_line(text: str) -> str:
    return " ".join(text.split())
