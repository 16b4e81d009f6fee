"""Questions with several columns: which options were chosen, as yes and no, column by column.

write what people ticked, or a tick below ``Question [Option]``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.model.grouping import group_lists
from interviewkit.survey.answers import CATEGORY
from interviewkit.survey.columns import numbers
from interviewkit.survey.columns.option_lists import MOST_OPTIONS
from interviewkit.survey.faults import SurveyFaults, suggest_declaration
from interviewkit.survey.files.contract import ColumnFacts, Sheet
from interviewkit.survey.layouts.plain import PLAIN

ANY = "*"
CHOSEN = frozenset({"1", "y", "yes", "x", "true", "checked", "selected", "ja", "oui", "sí", "si"})
NOT_CHOSEN = frozenset({"0", "2", "n", "no", "false", "unchecked", "not selected", "nein", "non"})

NEVER = NOT_CHOSEN - {"2"}


def flag_ticks(sheet: Sheet, missing: Iterable[str]) -> Sheet:
    """The sheet with yes, no or nothing in the columns of multiple-response sets.

    Chosen is yes. An empty cell is no where the person chose anything in the set and the column
    knows no other way to say no; where nothing in the set was chosen, nobody can tell "none of
    these" from "not asked", and it stays missing.
    """
    sets = group_lists((sheet.of(n).part_of, n) for n in sheet.header if sheet.of(n).chosen)
    if not sets:
        return sheet
    columns = dict(zip(sheet.header, map(list, zip(*sheet.rows, strict=True)), strict=True))
    none = {cell.strip() for cell in missing} | {""}
    about = dict(sheet.about)
    for part_of, names in sets.items():
        every = [n for n in sheet.header if sheet.of(n).part_of == part_of]
        answered = [any(cell not in none for cell in cells)
                    for cells in zip(*(columns[n] for n in every), strict=True)]  # fmt: skip
        for name in names:
            what = sheet.of(name)
            columns[name] = _flags(columns[name], what.chosen, answered, none, what)
            about[name] = replace(what, labels=(), absences=(), kind="flag")
    rows = tuple(zip(*columns.values(), strict=True))
    return replace(sheet, rows=rows, about=about)


def _flags(
    cells: Sequence[str], chosen: str, answered: Sequence[bool], none: set[str], about: ColumnFacts
) -> list[str]:
    absent = [cell in none or about.absence(cell) is not None for cell in cells]
    others = {cell for cell, no in zip(cells, absent, strict=True) if not no} - {chosen}
    says_no = bool(others) and chosen != ANY
    return [
        ("yes" if chosen in (ANY, cell) else "no") if not no
        else "no" if any_chosen and not says_no and cell in none else ""
        for cell, no, any_chosen in zip(cells, absent, answered, strict=True)
    ]  # fmt: skip


def mark_chosen(sheet: Sheet, missing: Iterable[str] = ()) -> Sheet:
    """The sheet in which the options of multiple-response questions say what "chosen" looks like.

    Columns of one question are options where each of them only ever holds one answer, and that
    is its own option (at the end of its label) or a plain yes. A matrix, whose columns hold
    different answers to rows, is left alone, and so are columns of free text ("other").
    """
    none = {cell.strip() for cell in missing} | {""}
    known = [(sheet.of(name), name) for name in sheet.header]
    groups = group_lists((each.part_of, name) for each, name in known
                         if each.part_of and each.kind != "text")  # fmt: skip
    about = dict(sheet.about)
    for names in groups.values():
        given = {name: set(sheet.column(name)) - none for name in names}
        if len(names) < 2 or not any(given.values()):
            continue
        marks = {name: _mark(cells, sheet.of(name).label) for name, cells in given.items()}
        if all(mark is not None for mark in marks.values()):
            for name, mark in marks.items():
                about[name] = replace(sheet.of(name), chosen=mark or ANY)
    return replace(sheet, about=about)


def _mark(given: set[str], label: str) -> str | None:
    """The cell that means chosen; ``None`` where the column is no option."""
    if not given:
        return ANY
    if len(given) > 1:
        yes = [cell for cell in given if cell.casefold() in CHOSEN]
        no = [cell for cell in given if cell.casefold() in NOT_CHOSEN]
        return yes[0] if len(given) == 2 and len(yes) == 1 and len(no) == 1 else None
    (only,) = given
    small = only.casefold()
    if small in NEVER:
        return "yes"  # nobody chose it; the cells themselves say no
    return only if small in CHOSEN or label.casefold().rstrip("] ").endswith(small) else None


def split_lists(sheet: Sheet, name: str, lists: Mapping[str, Sequence[str]]) -> Sheet:
    """The sheet with one yes-or-no column for each option that a column's cells list.

    ``lists`` maps each cell to its options. The column itself stays, as a text.
    """
    listed = [lists.get(cell, ()) for cell in sheet.column(name)]
    options = sorted({piece for pieces in listed for piece in pieces})
    about = {**sheet.about, name: replace(sheet.of(name), kind="text")}
    sets = {**sheet.sets, name: sheet.of(name).label or name}
    sheet = replace(sheet, about=about, sets=sets)
    return _with_flags(sheet, name, dict(zip(options, options, strict=True)), listed)


def _with_flags(
    sheet: Sheet, name: str, labels: Mapping[str, str], rows: Sequence[Collection[str]]
) -> Sheet:
    """The sheet with a yes-or-no column for each of the answers, which rows hold; with labels."""
    added: dict[str, tuple[Sequence[str], ColumnFacts]] = {}
    for answer, label in labels.items():
        column = f"{name} [{label}]"
        if column not in sheet.header:
            flags = ["" if not row else "yes" if answer in row else "no" for row in rows]
            title = f"{sheet.sets.get(name) or name} [{label}]"
            added[column] = (flags, ColumnFacts(title, kind="flag", part_of=name))
    return sheet.with_columns(added)


def flag_mentions(sheet: Sheet, name: str, columns: Sequence[str]) -> Sheet:
    """The sheet with a yes-or-no column for each answer that any of the columns may hold.

    For sets in which the columns are the first, second, third answer. Who answered in none of the
    columns is missing in all.
    """
    labels = {code: label for column in columns for code, label in sheet.of(column).labels}
    cells = [sheet.column(column) for column in columns]
    rows = [
        {cell for column, cell in zip(columns, row, strict=True)
         if cell and not sheet.of(column).absence(cell)}
        for row in zip(*cells, strict=True)
    ]  # fmt: skip
    codes = [*labels, *sorted(set().union(*rows) - set(labels))]
    if len(codes) > MOST_OPTIONS:
        return sheet
    return _with_flags(sheet, name, {code: labels.get(code, code) for code in codes}, rows)


# neighbouring columns whose cells hold nothing but their own option, as Typeform and Alchemer


_PARTED = re.compile(r"\s*(?::|\s[-–]|\[|\])\s*")
"""What parts an option from its question in a column's name: ``R:Tools``, ``Tools [R]``."""
TICKS = frozenset({"x", "\u2713", "\u2714", "\u2611", "\u2612"})
"""Cells that say nothing but that the column's option was ticked, as in ``Tools [R]``."""
OTHER = ("other", "sonstige", "anderes", "autre", "otro", "outro", "altro", "anders")
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Ticks:
    """Columns of one question, with the cell that means chosen; ``""`` for what people wrote."""

    question: str
    chosen: dict[str, str]

    @property
    def title(self) -> str:
        """The question's words, or its options where the file has no words for it."""
        options = [name for name, cell in self.chosen.items() if cell]
        more = " …" if len(options) > SHOWN else ""
        return self.question or ", ".join(options[:SHOWN]) + more


def mark_ticks(
    sheet: Sheet, apart: Collection[str], missing: Iterable[str], faults: SurveyFaults
) -> Sheet:
    """The sheet in which such columns say what "chosen" looks like; the questions are told.

    ``apart`` are columns that hold no answers or are declared to be something. Two neighbours at
    least must each hold their own option; one that nobody chose counts with those around it.
    """
    if sheet.layout != PLAIN:
        return sheet  # other tools have their own ways, which their layouts know
    none = {cell.strip() for cell in missing} | {""}
    about, sets = dict(sheet.about), dict(sheet.sets)
    for names in _runs(sheet, apart):
        given = {name: frozenset(sheet.column(name)) - none for name in names}
        for ticks in _questions(given):
            sets[ticks.title] = ticks.title
            for name, cell in ticks.chosen.items():
                label = sheet.of(name).label or name
                about[name] = ColumnFacts(label=label, part_of=ticks.title, chosen=cell)
            _tell(ticks, faults)
    return replace(sheet, about=about, sets=sets)


def _tell(ticks: Ticks, faults: SurveyFaults) -> None:
    names = [name for name, cell in ticks.chosen.items() if cell]
    held = "a mark" if ticks.chosen[names[0]].casefold() in TICKS else "their own option"
    what = f"columns {names[0]!r} to {names[-1]!r} hold {held} where it was ticked"
    hint = f"if they are no options: {suggest_declaration(names[0], CATEGORY)}, and so on"
    faults.say(f"{what}; read as {len(names)} yes-or-no columns", hint)


def _runs(sheet: Sheet, apart: Collection[str]) -> Iterator[list[str]]:
    """Columns side by side that may be options."""
    run: list[str] = []
    for name in sheet.header:
        known = sheet.of(name)
        if name in apart or known.part_of or known.labels or known.kind:
            yield run
            run = []
        else:
            run.append(name)
    yield run


def _questions(given: Mapping[str, frozenset[str]]) -> Iterator[Ticks]:
    """Neighbours that ask the same question, each with its own option."""
    open_ = Ticks("", {})
    for name, cells in given.items():
        asked = _question_of(name, cells)
        if open_.chosen and (asked == open_.question if cells else _asks(name, open_.question)):
            open_.chosen[name] = next(iter(cells), ANY)
        elif open_.chosen and _is_other(name, open_.question):
            open_.chosen[name] = ""
        else:
            yield from _ended(open_)
            open_ = Ticks(asked or "", {name: next(iter(cells))} if asked is not None else {})
    yield from _ended(open_)


def _ended(ticks: Ticks) -> Iterator[Ticks]:
    """What was found, without what nobody chose at its end where nothing says that it belongs."""
    chosen = dict(ticks.chosen)
    while chosen and not ticks.question and chosen[next(reversed(chosen))] == ANY:
        chosen.popitem()
    if sum(cell not in ("", ANY) for cell in chosen.values()) > 1:
        yield Ticks(ticks.question, chosen)


def _question_of(name: str, given: Collection[str]) -> str | None:
    """The rest of a column's name besides the one option that it holds; ``None`` if it is none."""
    if len(given) != 1:
        return None
    (option,) = given
    if name == option:
        return ""
    if option.casefold() in TICKS and name.endswith("]"):
        return name.rpartition("[")[0].strip() or None
    return next((question for question, other in _parts(name) if other == option), None)


def _asks(name: str, question: str) -> bool:
    return not question or any(asked == question for asked, _ in _parts(name))


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """Every way to part a name into question and option, whichever stands first."""
    for sign in _PARTED.finditer(name):
        before, after = name[: sign.start()].strip(), name[sign.end() :].strip(" ]")
        if before and after:
            yield after, before
            yield before, after


def _is_other(name: str, question: str) -> bool:
    options = [name] if not question else [o for asked, o in _parts(name) if asked == question]
    return any(option.casefold().startswith(OTHER) for option in options)


# -- which columns of a question hold what people wrote: their answers tell ------------------------

FEW = 4
"""Answers from which on repetition tells something."""

_TICKS = {word for word in CHOSEN | NOT_CHOSEN if not word.isdigit()}


def find_written_parts(
    answers: Mapping[str, Sequence[str]], hinted: Collection[str], missing: Collection[str]
) -> set[str]:
    """The columns that are free text among the columns of one question.

    ``answers`` maps each column to its cells. ``hinted`` are columns whose name speaks of a
    comment or of another answer: that counts only where the answers leave it open. Beside ticked
    options, whatever is no tick was written; what other columns hold too, or what many people
    gave alike, was chosen.
    """
    given = {name: [cell for cell in cells if cell not in missing]
             for name, cells in answers.items()}  # fmt: skip
    distinct = {name: set(cells) for name, cells in given.items()}
    ticked = [name for name, cells in distinct.items() if cells and _all_ticks(cells)]
    plain = [cells for name, cells in distinct.items() if cells and name not in hinted]
    # Tools that tick by the option's own words: each column holds one answer, each its own.
    different = len(set().union(*plain)) == len(plain)
    own = bool(plain) and all(len(cells) == 1 for cells in plain) and different
    found = set()
    for name, cells in given.items():
        others = set().union(*(distinct[other] for other in distinct if other != name))
        if name not in hinted:
            if ticked and cells and not any(_is_tick(cell) for cell in cells):
                found.add(name)
        elif own and cells:
            found |= set() if _is_own(name, distinct[name]) or _all_ticks(cells) else {name}
        elif not (distinct[name] & others or is_self_explaining(cells) or _all_ticks(cells)):
            found.add(name)
    return found


def is_self_explaining(cells: Sequence[str]) -> bool:
    """Whether answers show their kind whatever the column is called: numbers, or few repeated."""
    if not cells:
        return False
    repeated = len(cells) >= FEW and 2 * len(set(cells)) <= len(cells)
    return repeated or numbers.are_numbers(cells)


def _is_own(name: str, cells: set[str]) -> bool:
    """Whether a column holds nothing but the words of its own name."""
    return len(cells) == 1 and next(iter(cells)).casefold() in name.casefold()


def _all_ticks(cells: Collection[str]) -> bool:
    return bool(cells) and all(map(_is_tick, cells))


def _is_tick(cell: str) -> bool:
    return cell.casefold() in _TICKS
