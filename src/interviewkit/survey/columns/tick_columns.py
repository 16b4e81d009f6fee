"""Neighbouring columns whose cells hold nothing but their own option, as Typeform and Alchemer
write what people ticked, or a tick below ``Question [Option]``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from interviewkit.survey.answers import CATEGORY
from interviewkit.survey.columns.response_sets import ANY
from interviewkit.survey.faults import SurveyFaults, suggest_declaration
from interviewkit.survey.files.contract import ColumnFacts, Sheet
from interviewkit.survey.layouts.layout import PLAIN

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
