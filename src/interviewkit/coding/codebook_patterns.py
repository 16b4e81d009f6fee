"""Patterns of codes and the lists that they share: in a codebook, or in a file beside it.

A codebook names such a file under ``patterns:``. It is opened with no more trust than the codebook.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from interviewkit.coding.codebook_yaml import (
    CodebookFaults,
    compose_tree,
    convert_node,
    decode_text,
    find_line,
    is_empty,
    is_list,
    is_mapping,
    read_fields,
    read_items,
    read_number,
    read_text,
    read_texts,
)
from interviewkit.errors import CodebookError, Problem, did_you_mean
from interviewkit.model import Codebook, Pattern
from interviewkit.model.codebook import POLARITIES

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

FILE_FIELDS = ("lists", "patterns")
NOT_THERE = "is not there"


@dataclass(frozen=True, slots=True)
class PatternsFile:
    """The file of patterns beside a codebook: ``path`` as it is shown, and what it holds.

    ``absent`` says why it was not opened; ``problems`` what kept its text from being read.
    """

    path: str
    text: str = ""
    absent: str = ""
    problems: tuple[Problem, ...] = ()


def decode_patterns(shown: str, content: bytes | None) -> PatternsFile:
    """The file as its bytes are; ``None`` where it is not there."""
    if content is None:
        return PatternsFile(shown, absent=NOT_THERE)
    faults = CodebookFaults(shown)
    text = decode_text(content, faults)
    return PatternsFile(shown, text, problems=tuple(faults.problems))


def open_patterns(path: Path, shown: str) -> PatternsFile:
    """The file as it lies there."""
    if path.exists() and not path.is_file():  # a pipe would be waited for without end
        return PatternsFile(shown, absent="is no file")
    try:
        return decode_patterns(shown, path.read_bytes() if path.exists() else None)
    except OSError as fault:
        return PatternsFile(shown, absent=f"cannot be opened: {fault.strerror}")


def place_patterns(book: Path, name: str) -> Path:
    """Where the file lies that a codebook at a path names.

    Raises:
        CodebookError: a codebook cannot name such a file.
    """
    hint = "write where it lies beside the codebook: patterns: codes.patterns.yaml"
    if Path(name).is_absolute() or PureWindowsPath(name).anchor or "\0" in name:
        raise CodebookError(
            f"'patterns' must name a file from the codebook on: {name!r}", hint=hint
        )
    found = Path(os.path.normpath(book.parent / name))
    if found == Path(os.path.normpath(book)):
        raise CodebookError("'patterns' names the codebook itself", hint=hint)
    return found


def add_patterns(
    codebook: Codebook, line: int, file: PatternsFile
) -> tuple[Codebook, list[Problem]]:
    """The codebook with the lists and patterns of the file beside it, and what is wrong there.

    What stands in both places adds up. ``line`` is where the codebook names the file.
    """
    if file.absent:
        hint = "put it there, or take the line out: rules would find less without a word"
        told = f"the patterns file {file.path} {file.absent}"
        return codebook, [Problem(codebook.path, line, told, hint, fatal=True)]
    faults = CodebookFaults(file.path, is_beside=True)
    faults.problems += file.problems
    root = None if faults.are_fatal else compose_tree(file.text, faults, may_be_empty=True)
    if root is None or is_empty(root):
        return codebook, faults.problems
    entries = read_fields(root, faults, "the patterns file", FILE_FIELDS)
    by_code = _read_by_code(entries.get("patterns"), codebook.code_ids, faults)
    codes = tuple(
        replace(code, patterns=(*code.patterns, *by_code.get(code.id, ())))
        for code in codebook.codes
    )
    lists = _add_lists(codebook.lists, read_lists(entries.get("lists"), faults))
    return replace(codebook, codes=codes, lists=lists), faults.problems


def _read_by_code(
    node: Node | None, known: tuple[str, ...], faults: CodebookFaults
) -> dict[str, tuple[Pattern, ...]]:
    if node is None or is_empty(node):
        return {}
    found = {}
    for code, patterns in read_fields(node, faults, "'patterns'").items():
        if code in known:
            found[code] = read_patterns(patterns, faults, f"a pattern of code {code!r}")
        else:
            told = f"these patterns are of {code!r}, which the codebook does not have"
            faults.add(find_line(patterns), told, did_you_mean(code, known))
    return found


def _add_lists(
    first: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys([*first, *more])
    return {
        name: tuple(dict.fromkeys((*first.get(name, ()), *more.get(name, ()))))
        if name in first and name in more
        else first.get(name, more.get(name, ()))
        for name in names
    }


def read_lists(node: Node | None, faults: CodebookFaults) -> dict[str, tuple[str, ...]]:
    """Named lists of words."""
    if node is None or is_empty(node):
        return {}
    entries = read_fields(node, faults, "'lists'")
    return {name: read_texts(words, faults, f"list {name!r}") for name, words in entries.items()}


def read_patterns(node: Node | None, faults: CodebookFaults, what: str) -> tuple[Pattern, ...]:
    """The patterns of a list, those left out that say nothing."""
    found = (_pattern(item, faults, what) for item in read_items(node, faults, what))
    return tuple(pattern for pattern in found if pattern.match)


def _pattern(node: Node, faults: CodebookFaults, what: str) -> Pattern:
    """A line of text, a raw spaCy pattern, or a block with 'match' and its options."""
    line = find_line(node)
    if not is_mapping(node):
        return Pattern(_match(node, faults, what), line=line, file=_file(faults))
    entries = read_fields(node, faults, what)
    match = entries.pop("match", None)
    if match is None:
        hint = "write '- match: …', or quotes around a pattern with ': ' in it"
        faults.add(line, f"{what} has no 'match'", hint)
    return Pattern(
        match=_match(match, faults, what) if match is not None else "",
        polarity=read_polarity(entries.pop("polarity", None), faults, what),
        weight=read_number(entries.pop("weight", None), faults, f"the weight of {what}", 1.0),
        name=read_text(entries.pop("name", None), faults, f"the name of {what}"),
        options={key: convert_node(value, faults, what) for key, value in entries.items()},
        line=line,
        file=_file(faults),
    )


def read_pattern(text: str) -> Pattern:
    """A pattern as an author writes it in a list: a line of text, ``[…]`` or ``{match: …}``.

    Raises:
        CodebookError: it is none.
    """
    text = text.strip()
    faults = CodebookFaults("the pattern")
    root = compose_tree(f"- {text}\n", faults) if text[:1] in ("[", "{") else None
    items = root.value if root is not None and is_list(root) else []
    is_raw = len(items) == 1 and is_list(items[0]) and all(map(is_mapping, items[0].value))
    if text[:1] != "{" and not is_raw:  # "[neg] *5 soul" is a line of text as well
        return Pattern(" ".join(text.split()))
    if len(items) == 1:
        found = replace(_pattern(items[0], faults, "the pattern"), line=0)
    if faults.problems or len(items) != 1 or not found.match:
        said = "; ".join(each.what for each in faults.problems) or "it has no 'match'"
        raise CodebookError(f"{text!r} is no pattern: {said}", hint="see docs/patterns.md")
    return found


def _match(node: Node, faults: CodebookFaults, what: str) -> str | tuple[dict[str, object], ...]:
    if not is_list(node):
        return read_text(node, faults, what)
    tokens = [convert_node(item, faults, what) for item in node.value]
    if not all(isinstance(token, dict) for token in tokens):
        hint = "a line of text, or a list of spaCy token patterns such as [{LOWER: stuck}]"
        faults.add(find_line(node), f"{what} is neither a text nor a spaCy pattern", hint)
        return ""
    return tuple(token for token in tokens if isinstance(token, dict))


def read_polarity(node: Node | None, faults: CodebookFaults, what: str) -> str:
    """A polarity, ``+`` where none is said, or, told, where it is none."""
    found = read_text(node, faults, f"the polarity of {what}") or POLARITIES[0]
    if found in POLARITIES:
        return found
    if node is not None:
        hint = f"write '+' or '-'; '{POLARITIES[0]}' is taken"
        faults.add(find_line(node), f"the polarity of {what} is {found!r}", hint)
    return POLARITIES[0]


def _file(faults: CodebookFaults) -> str:
    return faults.path if faults.is_beside else ""
