"""Kinds of files that other packages read: asked for where none of ours claims what a file holds.

A guest's reader may carry ``kind`` (a :class:`FileKind`) or ``kinds`` (several). Guests are loaded
only once a file comes that may be theirs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache

from interviewkit import parts
from interviewkit.errors import GuestError
from interviewkit.model.archives import list_members
from interviewkit.parts import GuestPart
from interviewkit.readers.contract import Heard
from interviewkit.readers.kinds import HEAD, FileKind

GuestKind = tuple[GuestPart, FileKind]


def list_guest_kinds() -> tuple[Sequence[GuestKind], Sequence[str]]:
    """The kinds that guests read, and what is wrong with guests of which we cannot tell."""
    return _list_kinds(tuple(sys.path))


@lru_cache(maxsize=4)
def _list_kinds(_where: tuple[str, ...]) -> tuple[Sequence[GuestKind], Sequence[str]]:
    """``_where`` packages are looked for: with other folders there are other guests."""
    found: list[GuestKind] = []
    faults: list[str] = []
    for guest in parts.list_guests("reader"):
        if guest.name in parts.HOUSE["reader"]:
            continue
        try:
            found += [(guest, kind) for kind in _read_kinds(guest)]
        except GuestError as fault:
            faults.append(fault.message)
    return found, faults


def _read_kinds(guest: GuestPart) -> list[FileKind]:
    reader = guest.load()
    kinds = [*getattr(reader, "kinds", ())]
    if kind := getattr(reader, "kind", None):
        kinds.append(kind)
    if not all(isinstance(kind, FileKind) for kind in kinds):
        raise GuestError(f"{guest} carries kinds that are no FileKind")
    return kinds


def choose_bytes_guest(suffix: str, raw: bytes, ours: bool) -> GuestPart | None:
    """The guest for a file that is no text, if there is one: by what it holds, else by its name
    unless the suffix is one of ``ours``.

    Raises:
        GuestError: two guests claim it.
    """
    inside = list_members(raw) if raw[:2] == b"PK" else ()
    kinds = [each for each in list_guest_kinds()[0] if not each[1].is_text]
    held = [
        guest
        for guest, kind in kinds
        if (kind.member and kind.member in inside) or (kind.magic and kind.magic(raw[:HEAD]))
    ]
    named = [g for g, kind in kinds if suffix in kind.suffixes and not (kind.member or kind.magic)]
    return _choose_one(held or ([] if ours else named), suffix)


def choose_text_guest(suffix: str, text: str, ours: bool) -> GuestPart | None:
    """The same for a text: by how it begins where its suffix is the guest's or nobody's, else by
    its name.

    Raises:
        GuestError: two guests claim it.
    """
    head = text[:HEAD].lstrip("\ufeff \n")
    kinds = [each for each in list_guest_kinds()[0] if each[1].is_text]
    held = [
        guest
        for guest, kind in kinds
        if kind.fits and (suffix in kind.suffixes or not ours) and kind.fits(head)
    ]
    named = [guest for guest, kind in kinds if suffix in kind.suffixes and not kind.fits]
    return _choose_one(held or ([] if ours else named), suffix)


def _choose_one(guests: Sequence[GuestPart], suffix: str) -> GuestPart | None:
    names = dict.fromkeys((guest.name, guest.package) for guest in guests)
    if len(names) > 1:
        either = " and ".join(f"{name!r} of {package}" for name, package in names)
        first = next(iter(names))[0]
        raise GuestError(
            f"{len(names)} readers of other packages claim it: {either}",
            hint=f'say which in study.toml: [transcripts.readers] "*{suffix}" = "{first}"',
        )
    return guests[0] if guests else None


def reads_bytes_as_guest(name: str) -> bool:
    """Whether a guest of that name is given bytes alone."""
    kinds = [kind for guest, kind in list_guest_kinds()[0] if guest.name == name]
    return bool(kinds) and not any(kind.is_text for kind in kinds)


def check_answer(name: str, answer: object) -> Heard:
    """What a guest's reader gave, if it is what a reader gives.

    Raises:
        GuestError: it is something else.
    """
    if isinstance(answer, tuple) and len(answer) == 2:
        heard, problems = answer
        if isinstance(heard, list) and isinstance(problems, list):
            return heard, problems
    raise GuestError(
        f"the reader {name!r} gave no pair of lists, of conversations and of problems",
        hint="see docs/plugins.md for what a reader gives",
    )
