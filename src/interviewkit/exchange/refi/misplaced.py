"""Elements that stand where the standard has none of them: put where they belong, or kept aside.

A reader asks each element for what may stand in it. What else stands there would be lost without
a word, and a project would not add up.
"""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element, SubElement

from interviewkit.exchange.refi.losses import NAMED, LossLedger
from interviewkit.exchange.refi.schema import PROJECT_SCHEMA, TEXT_ONLY, ElementRule
from interviewkit.exchange.refi.sources import KINDS, TEXT_OF
from interviewkit.exchange.refi.xml_text import find_child, name_of

ASIDE = "Misplaced"
"""What is kept aside is kept under this name."""

_OF_TEXT = "PlainTextSelection"


def put_in_place(root: Element, ledger: LossLedger) -> None:
    """Move what has a place elsewhere to it, and keep the rest aside."""
    moved = sum(map(_move_passages, find_child(root, "Sources") or ()))
    if moved:
        ledger.note(
            f"{moved:,} passages stand beside the text of their source, and were put into it"
        )
    aside = Element(ASIDE)
    names: Counter[str] = Counter()
    parts = PROJECT_SCHEMA["Project"].children  # strange parts of a project are kept whole
    todo = [each for each in root if name_of(each) in parts]
    while todo:
        element = todo.pop()
        for each in _find_misplaced(element):
            names[f"{name_of(each)} in {name_of(element)}"] += 1
            element.remove(each)
            aside.append(each)
        todo.extend(each for each in element if len(each))
    if names:
        root.append(aside)
        shown = ", ".join(list(names)[:NAMED])
        ledger.note(
            f"{sum(names.values()):,} elements stand where the standard has none of them, and are "
            f"kept unread: {shown}"
        )


def _move_passages(source: Element) -> int:
    """How many passages of a page, a picture or a recording were put into its text."""
    stray = [each for each in source if name_of(each) == _OF_TEXT]
    kind = KINDS.get(name_of(source))
    if not stray or name_of(source) == "TextSource" or kind is None:
        return 0
    name = TEXT_OF.get(kind, "Transcript")
    text = find_child(source, name)
    text = SubElement(source, name) if text is None else text
    for each in stray:
        source.remove(each)
        text.append(each)
    return len(stray)


def _find_misplaced(element: Element) -> list[Element]:
    """Children that the element may not have, or has too many of, and does not keep unread."""
    name = name_of(element)
    rule = PROJECT_SCHEMA.get(name)
    if rule is None:
        return []
    names = [name_of(each) for each in element]
    distinct = {*names}
    if distinct <= rule.children.keys() and (
        len(distinct) == len(names)
        or not any(rule.children[each] and names.count(each) > 1 for each in distinct)
    ):
        return []
    seen: Counter[str] = Counter()
    return [each for each in element if _is_misplaced(name_of(each), name, rule, seen)]


def _is_misplaced(child: str, parent: str, rule: ElementRule, seen: Counter[str]) -> bool:
    if child in TEXT_ONLY:
        return False  # words that nobody reads are told with those that stand between elements
    if parent == "Transcript" and child == _OF_TEXT:
        return False
    if child not in rule.children:
        return child in PROJECT_SCHEMA or not (rule.attributes or parent == "Sources")
    seen[child] += 1
    most = rule.children[child]
    return bool(most) and seen[child] > most
