"""Columns whose cells list several chosen options: which they are, and what is told of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from interviewkit.survey.answers import CATEGORY
from interviewkit.survey.columns.column_types import (
    LONGEST_LEVEL,
    MOST_LEVELS,
    MULTIPLE,
    parse_declared_type,
)
from interviewkit.survey.columns.option_lists import (
    BAR,
    BLANK,
    LINE,
    LOOSE,
    SEMICOLON,
    TIGHT,
    OptionLists,
    Pieces,
    find_options,
    match_options,
    split_cell,
)
from interviewkit.survey.columns.response_sets import split_lists
from interviewkit.survey.faults import SurveyFaults, suggest_declaration
from interviewkit.survey.files.contract import Sheet

SHOWN = 4
ANYWHERE = (SEMICOLON, LINE, BAR, LOOSE, TIGHT)
"""Signs that may part options in a table of which nobody knows what wrote it."""


def split_options(
    sheet: Sheet,
    declared: Mapping[str, str],
    apart: Collection[str],
    missing: Sequence[str],
    faults: SurveyFaults,
) -> tuple[Sheet, dict[str, str]]:
    """The sheet with a yes-or-no column for each option of columns that list them.

    A declaration settles it: ``multiple`` takes a column apart, any other type keeps it whole.
    Of the rest those are taken apart whose tool joins choices in one cell and whose answers leave
    no doubt; where they do, the column stays whole and it is told. ``apart`` are columns that
    hold no answers (ids, waves, weights).
    """
    none = {cell.strip() for cell in missing}
    for name in sheet.header:
        if name in apart:
            continue
        kind, how = parse_declared_type(declared[name]) if name in declared else ("", ())
        if kind == MULTIPLE:
            sheet = split_lists(sheet, name, _declared_lists(sheet, name, how))
        elif not kind:
            sheet = _looked_at(sheet, name, none, faults)
    kinds = {name: parse_declared_type(each)[0] for name, each in declared.items()}
    return sheet, {name: each for name, each in declared.items() if kinds[name] != MULTIPLE}


def _declared_lists(sheet: Sheet, name: str, how: Sequence[str]) -> dict[str, Pieces]:
    """What each cell lists by ``multiple: ;`` (a separator) or ``multiple: A < B`` (options)."""
    cells = {cell for cell in sheet.column(name) if cell}
    if len(how) > 1:
        return {cell: match_options(cell, how) for cell in cells}
    if how:
        sign = next((sign for sign in sheet.of(name).joined if sign.strip() == how[0]), "")
    else:
        sign = SEMICOLON if any(SEMICOLON in cell for cell in cells) else ","
    return {cell: _part_at_signs(cell, sign or how[0]) for cell in cells}


def _part_at_signs(cell: str, sign: str) -> Pieces:
    """Parted at every sign that someone declares; a tool's own way of joining is kept to."""
    if sign == TIGHT:
        return tuple(dict.fromkeys(filter(None, map(str.strip, cell.split(sign)))))
    return split_cell(cell, sign)


def _looked_at(sheet: Sheet, name: str, none: set[str], faults: SurveyFaults) -> Sheet:
    about = sheet.of(name)
    if about.kind or about.labels or about.part_of or about.chosen:
        return sheet
    cells = [cell for cell in sheet.column(name) if cell and cell not in none]
    # Microsoft Forms ends every chosen option with a semicolon, the last one too.
    always_ended = len(cells) > 1 and all(cell.endswith(SEMICOLON) for cell in cells)
    if always_ended:
        lists = {cell: split_cell(cell, SEMICOLON) for cell in set(cells)}
        found: OptionLists | None = OptionLists(SEMICOLON, lists, sure=True)
    else:
        found = find_options(cells, about.joined or ANYWHERE)
    if found is None:
        return sheet
    if found.sure and (about.joined or always_ended):
        return _taken_apart(sheet, name, found, faults)
    # Few and short answers, as of a question with options; anything else is free text.
    is_short = len(set(cells)) <= MOST_LEVELS and max(map(len, cells)) <= LONGEST_LEVEL
    if found.sure or is_short:
        _tell_whole(name, found, faults)
    return sheet


def _taken_apart(sheet: Sheet, name: str, found: OptionLists, faults: SurveyFaults) -> Sheet:
    before = len(sheet.header)
    sheet = split_lists(sheet, name, found.lists)
    n = len(sheet.header) - before
    what = f"column {name!r} lists chosen options; read as {n} yes-or-no columns"
    faults.say(what, f"to keep it whole: {suggest_declaration(name, CATEGORY)}")
    return sheet


def _tell_whole(name: str, found: OptionLists, faults: SurveyFaults) -> None:
    several = next(cell for cell, each in found.lists.items() if len(each) > 1)
    sign = found.separator.strip() or found.separator
    shown = {LINE: "a new line", BLANK: "a blank"}.get(found.separator, repr(sign))
    what = f"column {name!r} has {shown} in answers like {several!r}; each is read as one answer"
    is_unseen = found.separator in (LINE, BLANK)
    options = " < ".join(found.options[:SHOWN]) if is_unseen else sign
    hint = f"if several options are listed: {suggest_declaration(name, f'{MULTIPLE}: {options}')}"
    faults.say(what, hint)
