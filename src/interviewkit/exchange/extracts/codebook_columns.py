"""How the columns of codebooks are called, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.exchange.extracts.heading_words import CODE_LISTS, OTHERS, add_languages
from interviewkit.exchange.extracts.headings import (
    ColumnHeadings,
    index_names,
    simplify_heading,
    simplify_names,
)

NAMES = add_languages({
    "theme": (
        "theme", "themes", "main theme", "overarching theme", "dimension", "domain", "family",
        "level 1", "thema", "themen", "hauptthema", "oberthema", "ebene 1", "themenfeld",
    ),
    "category": (
        "category", "categories", "main category", "primary code", "parent theme", "level 2",
        "kategorie", "kategorien",
        "hauptkategorie", "ebene 2",
    ),
    "subcategory": (
        "subcategory", "subcategories", "sub-category", "sub category", "subtheme", "sub-theme",
        "sub theme", "unterkategorie", "unterkategorien", "subkategorie", "unterthema",
    ),
    "code": (
        "code", "codes", "code path", "tag", "node", "nodes", "hierarchical name", "level 3",
        "kode", "codepfad", "ebene 3", *CODE_LISTS, *OTHERS["codes"],
    ),
    "sub": (
        "subcode", "sub-code", "subcodes", "secondary code", "sub code", "child code", "level 4",
        "untercode", "ebene 4",
    ),
    "label": (
        "label", "code label", "name", "code name", "codename", "name of code", "title",
        "code title", "label of code", "title of code", "bezeichnung", "codebezeichnung",
        "kurzbezeichnung", "name des codes", "bezeichnung des codes",
    ),
    "id": ("id", "code id", "code nr", "nr", "no", "number", "nummer", "abbreviation", "kürzel",
           "nickname", "code alias", "alias"),
    "parent": (
        "parent", "parent code", "parent id", "parent node", "parent name", "obercode",
        "oberkategorie", "übergeordneter code", "elterncode", "übergeordnet",
    ),
    "group": (
        "code group", "code groups", "groups", "codegruppe", "codegruppen", "gruppen",
        *OTHERS["code group"],
    ),
    "definition": (
        "definition", "description", "definition/description", "brief definition",
        "full definition", "short definition", "detailed description", "meaning",
        "memo", "code memo", "comment",
        "explanation", "code description", "code definition", "what it is", "beschreibung",
        "bedeutung", "erläuterung", "code-memo", "codememo", "kommentar",
        "inhaltliche beschreibung", "code comment", "codekommentar", *OTHERS["comment"],
    ),
    "include": (
        "include", "includes", "inclusion", "inclusion criteria", "when to use", "use when",
        "use", "when to apply", "einschluss", "einschlusskriterien", "wann verwenden",
        "anwendung", "wann anwenden",
    ),
    "exclude": (
        "exclude", "excludes", "exclusion", "exclusion criteria", "when not to use", "do not use",
        "don't use when", "when not to apply", "ausschluss", "ausschlusskriterien", "abgrenzung",
        "wann nicht verwenden", "weitere abgrenzung",
    ),
    "rules": (
        "rules", "coding rules", "coding rule", "guidelines", "kodierregel", "kodierregeln",
        "codierregel", "codierregeln", "regeln",
    ),
    "example": (
        "example", "examples", "example quote", "example quotes", "exemplar", "anchor example",
        "anchor examples", "illustrative quote", "illustrative quotes", "sample quote",
        "typical example", "examples from text", "typical exemplar", "exemplars",
        "beispiel", "beispiele", "ankerbeispiel", "ankerbeispiele",
        "beispielzitat", "beispielzitate",
    ),
    "misses": (
        "near miss", "near misses", "non-example", "non-examples", "counter example",
        "counterexample", "atypical example", "atypical exemplar", "close but no",
        "gegenbeispiel", "gegenbeispiele",
    ),
    "colour": ("color", "colour", "farbe"),
    "count": (
        "files", "references", "sources", "frequency", "freq", "count", "coded segments",
        "number of highlights", "grounded", "groundedness", "density", "magnitude degree",
        "number of documents", "applications", "number of groups", "n contents", "n", "documents",
        "quotations", "depth", "dateien",
        "referenzen", "quellen", "häufigkeit", "anzahl", "codierte segmente", "codings",
        "dokumente", "fundierung", "dichte",
    ),
})  # fmt: skip

GENERIC = frozenset({"codebook", "codes", "nodes", "code system", "codesystem", "codebuch"})
"""Titles of all codes together, which are none themselves."""

LEVELS = ("theme", "category", "subcategory", "code", "label", "sub")
"""Columns that hold codes, from the uppermost down; beside a label, a code is a short name."""

MEANINGS = ("definition", "include", "exclude", "rules", "example", "misses")
ABOVE = ("theme", "category", "subcategory")
"""Columns above a code."""

TELLING = (*MEANINGS, "parent", "count", "group")
_SURE = frozenset({"hierarchical name"})
"""Headings that nothing but a list of codes has; a matrix of counts begins with codes too."""

YES_OR_NO = frozenset({"true", "false", "yes", "no", "wahr", "falsch", "ja", "nein"})

_OF_SURVEYS = frozenset({"variable", "variable name", "variable label", "values", "value labels"})
"""Headings of a survey's codebook, which is another thing."""
_OF_CODINGS = simplify_names(
    {"document", "document name", "dokument", "dokumentname", "transcript", "transkript",
     "media title", "segment", "quote", "quotation", "zitat", "excerpt", "coder",
     *OTHERS["document"], *OTHERS["segment"], *OTHERS["quotation"], *OTHERS["talk"],
     *OTHERS["coder"]}
)  # fmt: skip
"""Headings of coded words, which are read otherwise."""


def is_codebook(headings: ColumnHeadings) -> bool:
    """Whether the headings are those of a codebook: a code, and something that is said of it."""
    called = {simplify_heading(cell) for cell in headings.row.cells if cell.strip()}
    if called & _OF_SURVEYS or len(called & _OF_CODINGS) > 1:
        return False
    levels = sum(headings.has(level) for level in LEVELS)
    return (
        levels > 1
        or bool(called & _SURE)
        or (levels > 0 and any(headings.has(each) for each in TELLING))
    )


def names_levels(headings: ColumnHeadings) -> bool:
    """Whether a column without a known meaning holds codes above or below others."""
    levels = index_names({each: NAMES[each] for each in (*ABOVE, "sub")})
    return any(simplify_heading(name) in levels for _, name in headings.others)


def list_level_columns(headings: ColumnHeadings) -> Sequence[int]:
    """The columns that hold codes, the uppermost level first.

    A tree is written over several columns of which the first alone has a heading: those beside
    it that have none, and hold anything, are its deeper levels.
    """
    columns = [column for level in list_levels(headings) for column in level]
    columns = [column for column in columns if not _is_yes_or_no(headings, column)]
    return columns + _list_bare_columns(headings, columns[-1] + 1) if columns else []


def list_levels(headings: ColumnHeadings) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """The columns above codes, those of codes, and those below them."""
    name = "label" if headings.has("label") else "code"
    names = headings.columns.get(name, ())
    upper = _list_upper_columns(headings, names)
    lower = [each for each in headings.columns.get("subcategory", ()) if each not in upper]
    return upper, names, [*lower, *headings.columns.get("sub", ())]


def _list_upper_columns(headings: ColumnHeadings, names: Sequence[int]) -> list[int]:
    """The columns above the code: as they stand where the uppermost is the first, else by rank.

    A subcategory is above a code where a category is, or where it stands before it.
    """
    ranked = [column for level in ABOVE for column in headings.columns.get(level, ())]
    if names and not any(map(headings.has, ABOVE[:-1])):
        return [column for column in ranked if column < names[0]]
    return sorted(ranked) if ranked and min(ranked) == ranked[0] else ranked


def _is_yes_or_no(headings: ColumnHeadings, column: int) -> bool:
    """Whether a column only says of each row that something is so, or is not."""
    said = {row.cell(column).strip().casefold() for row in headings.data} - {""}
    return bool(said) and said <= YES_OR_NO


def find_id_column(headings: ColumnHeadings) -> int:
    """The column of short names that others refer to; -1 where there is none."""
    if headings.has("id"):
        return headings.columns["id"][0]
    if headings.has("label", "code"):
        return headings.columns["code"][-1]
    return -1


def _list_bare_columns(headings: ColumnHeadings, start: int) -> list[int]:
    found: list[int] = []
    width = max((len(row.cells) for row in headings.data), default=0)
    for column in range(start, width):
        if headings.row.cell(column).strip():
            break
        if any(row.cell(column).strip() for row in headings.data):
            found.append(column)
    return found
