"""What changed from one version of a codebook to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from interviewkit.model import Code, Codebook, Example, Pattern, Theme

Item = TypeVar("Item", Code, Theme)

ADDED, REMOVED, RENAMED, CHANGED = "added", "removed", "renamed", "changed"


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """One change of one field.

    ``kind`` is ``added``, ``removed``, ``renamed`` (a label) or ``changed``; ``what`` is
    ``codebook``, ``list``, ``theme`` or ``code``, ``id`` names which. ``field`` is empty where
    the whole code, theme or list came or went. ``before`` and ``after`` show the value, empty
    where there was or is none.
    """

    kind: str
    what: str
    id: str
    field: str = ""
    before: str = ""
    after: str = ""

    def row(self) -> dict[str, str]:
        """The change as a row of a table, columns in the order of the fields."""
        return asdict(self)

    def __str__(self) -> str:
        subject = " ".join(part for part in (self.what, self.id, self.field) if part)
        if self.kind in (ADDED, REMOVED):
            value = self.after or self.before
            return f"{subject} {self.kind}" + (f": {value}" if value else "")
        return f"{subject} {self.kind}: {self.before!r} → {self.after!r}"


def diff_codebooks(old: Codebook, new: Codebook) -> list[CodebookChange]:
    """Every change from ``old`` to ``new``: the codebook itself, lists, themes, then codes.

    Themes and codes come in the order of ``old``, those that were added after them in the order
    of ``new``. Lines and files make no change; where nothing but an order differs, which counts
    for the version, a single change of the field ``order`` says so.
    """
    changes = [
        *_texts("codebook", "", old, new, ("name", "declared", "language", "exclusive")),
        *_lists(old.lists, new.lists),
        *_compare_items("theme", old.themes, new.themes, _theme),
        *_compare_items("code", old.codes, new.codes, _code),
    ]
    if changes or old.version == new.version:
        return changes
    return [CodebookChange(CHANGED, "codebook", "", "order", old.version, new.version)]


def _compare_items(
    what: str,
    old: Sequence[Item],
    new: Sequence[Item],
    changes: Callable[[Item, Item], Iterator[CodebookChange]],
) -> Iterator[CodebookChange]:
    after = {item.id: item for item in new}
    for item in old:
        if item.id in after:
            yield from changes(item, after[item.id])
        else:
            yield CodebookChange(REMOVED, what, item.id, before=item.label)
    known = {item.id for item in old}
    for item in new:
        if item.id not in known:
            yield CodebookChange(ADDED, what, item.id, after=item.label)


def _code(old: Code, new: Code) -> Iterator[CodebookChange]:
    texts = ("label", "definition", "parent", "theme", "prevalence")
    yield from _texts("code", old.id, old, new, texts)
    signs = " ".join(old.polarity), " ".join(new.polarity)
    if signs[0] != signs[1]:
        yield CodebookChange(CHANGED, "code", old.id, "polarity", *signs)
    shown: tuple[tuple[str, Callable[[Code], Sequence[str]]], ...] = (
        ("include", lambda code: code.include),
        ("exclude", lambda code: code.exclude),
        ("example", lambda code: [_example(example) for example in code.examples]),
        ("near miss", lambda code: [_example(example) for example in code.near_misses]),
        ("pattern", lambda code: [_pattern(pattern) for pattern in code.patterns]),
    )
    for field, values in shown:
        yield from _members("code", old.id, field, values(old), values(new))


def _theme(old: Theme, new: Theme) -> Iterator[CodebookChange]:
    yield from _texts("theme", old.id, old, new, ("label", "definition", "exclusive"))
    yield from _members("theme", old.id, "code", old.codes, new.codes)


def _texts(
    what: str, id_: str, old: object, new: object, fields: Sequence[str]
) -> Iterator[CodebookChange]:
    for field in fields:
        before, after = _show(getattr(old, field)), _show(getattr(new, field))
        if before != after:
            kind = RENAMED if field == "label" else CHANGED
            yield CodebookChange(kind, what, id_, field, before, after)


def _show(value: object) -> str:
    """A value as the file says it; what it does not say is empty."""
    return "" if value is None or value is False else "true" if value is True else str(value)


def _lists(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]
) -> Iterator[CodebookChange]:
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            yield CodebookChange(REMOVED, "list", name, before=", ".join(old[name]))
        elif name not in old:
            yield CodebookChange(ADDED, "list", name, after=", ".join(new[name]))
        else:
            yield from _members("list", name, "word", old[name], new[name])


def _members(
    what: str, id_: str, field: str, old: Sequence[str], new: Sequence[str]
) -> Iterator[CodebookChange]:
    for value in dict.fromkeys(old):
        if value not in new:
            yield CodebookChange(REMOVED, what, id_, field, before=value)
    for value in dict.fromkeys(new):
        if value not in old:
            yield CodebookChange(ADDED, what, id_, field, after=value)


def _example(example: Example) -> str:
    return example.text if example.polarity == "+" else f"{example.text} ({example.polarity})"


def _pattern(pattern: Pattern) -> str:
    """The pattern with all that its block says, so that no change of an option is missed."""
    match = pattern.match if isinstance(pattern.match, str) else [dict(t) for t in pattern.match]
    says: dict[str, object] = {"polarity": pattern.polarity, "weight": pattern.weight}
    says |= {"name": pattern.name} | dict(sorted(pattern.options.items()))
    silent = {"polarity": "+", "weight": 1.0, "name": ""}
    told = [f"{key}: {value}" for key, value in says.items() if value != silent.get(key)]
    return f"{match}" + (f" ({', '.join(told)})" if told else "")
