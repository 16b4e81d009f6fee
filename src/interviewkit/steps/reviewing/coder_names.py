"""Who a coder is, by the name that somebody typed: known, new, or a slip."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interviewkit.errors import NewCoderError, StudyError
from interviewkit.model import CERTIFIED, CONSENSUS, MACHINE
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

SHORT, LONG = 2, 6
"""Names of up to so many letters are never slips of one another; from the other on two may be."""

MACHINES = frozenset({"rules", "examples", MACHINE, "learned", "llm", CERTIFIED})


@dataclass(frozen=True, slots=True)
class CoderMatch:
    """The coder that a name means, and what should be said of that.

    ``is_only_new``: all that is to be said is that nobody is called so yet.
    """

    name: str
    note: str = ""
    is_only_new: bool = False


def find_coder(shelves: Shelves, typed: str, *, new: bool = False) -> CoderMatch:
    """The known coder whom a name means, or a new one; ``new`` says that it is meant to be new.

    Names that differ by case, blanks or ways to write a letter are one name.

    Raises:
        StudyError: it is empty, a machine's, or kept for the consensus.
        NewCoderError: nobody has coded under this name, and somebody under a name much like it.
    """
    coders = shelves.codings.coders()
    people = [each.name for each in coders if each.is_person and each.name != CONSENSUS]
    machines = MACHINES | {each.name for each in coders if not each.is_person}
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    _refuse_unfit(typed, name, machines)
    known = match_known_name(name, people)
    if known:
        note = (
            "" if known == typed.strip() else f"{typed.strip()!r} is taken for the coder {known!r}"
        )
        return CoderMatch(known, note)
    like = find_nearest_name(name, people)
    if like and not new:
        raise NewCoderError(name, like)
    some = ", ".join(people[:5]) + (" …" if people[5:] else "")
    return CoderMatch(name, f"{name!r} is a new coder here (known: {some})" if people else "")


def identify_coder(site: Site, typed: str, *, new: bool = False) -> str:
    """The name of the coder whom a typed name means; see :func:`find_coder`."""
    with site.store.reading() as shelves:
        return find_coder(shelves, typed, new=new).name


def find_coders(
    shelves: Shelves, typed: Iterable[str], *, new: bool = False
) -> dict[str, CoderMatch]:
    """Whom each of several names means; new ones that are one name are one coder.

    Raises:
        StudyError: one of them cannot be a person's.
        NewCoderError: one of them is new and much like a known one.
    """
    found: dict[str, CoderMatch] = {}
    for name in typed:
        earlier = match_known_name(name, [each.name for each in found.values()])
        found[name] = CoderMatch(earlier) if earlier else find_coder(shelves, name, new=new)
    return found


def match_coders_in_file(
    shelves: Shelves, names: Iterable[str], *, named: bool = False
) -> dict[str, CoderMatch]:
    """Whom the names in a file mean; a file is asked nothing, so what is new or odd is told.

    That a coder is new is nothing odd where study.toml has ``named`` the file.
    """
    people = [each.name for each in shelves.codings.coders() if each.is_person]
    found: dict[str, CoderMatch] = {}
    for name in names:
        known = match_known_name(name, [*people, *(each.name for each in found.values())])
        like = "" if known else find_nearest_name(name, people)
        is_told = bool(people) and not known and bool(like or not named)
        note = f"{name!r} is a new coder here" if is_told else ""
        note += f"; if {like!r} is meant, mend the file and take it in again" if like else ""
        if known not in ("", name):
            note = f"{name!r} is taken for the coder {known!r}"
        found[name] = CoderMatch(known or name, note, is_told and not like)
    return found


def match_known_name(name: str, people: Iterable[str]) -> str:
    """Which of these people a name means, letter by letter or else case and blanks aside."""
    known = list(people)
    if name in known:
        return name
    return next((each for each in known if _key(each) == _key(name)), "")


def find_nearest_name(name: str, people: Sequence[str]) -> str:
    """The name of which this may be a slip; empty where it is none.

    Names that differ in figures alone are told apart by them: coder1 and coder2 are two.
    """
    for each in people:
        least = min(len(name), len(each))
        most = 0 if least <= SHORT else 1 if least < LONG else 2
        a, b = _key(name), _key(each)
        figures = [[c for c in text if c.isdigit()] for text in (a, b)]
        if figures[0] == figures[1] and 0 < _count_slips(a, b) <= most:
            return each
    return ""


def _refuse_unfit(typed: str, name: str, machines: Iterable[str]) -> None:
    if not name or "," in name or not name.isprintable():
        raise StudyError(f"{typed!r} is no name for a coder", hint="--coder takes one plain name")
    if _key(name) in {_key(each) for each in machines}:
        raise StudyError(f"{typed!r} is a machine coder", hint="review under a name of your own")
    if _key(name) == _key(CONSENSUS):
        raise StudyError(
            f"{typed!r} is kept for what people settle together",
            hint="settle differences with: interviewkit review consensus",
        )


def _key(name: str) -> str:
    """What is the same for names that nobody would tell apart."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _count_slips(a: str, b: str) -> int:
    """How many letters were left out, added, mistaken or exchanged with their neighbour.

    Optimal string alignment (F. J. Damerau 1964, Communications of the ACM 7, 171-176).
    """
    rows = [list(range(len(b) + 1))]
    for i, letter in enumerate(a, start=1):
        row = [i]
        for j, other in enumerate(b, start=1):
            steps = [row[j - 1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (letter != other)]
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                steps.append(rows[-2][j - 2] + 1)
            row.append(min(steps))
        rows.append(row)
    return rows[-1][-1]
