"""Reads a codebook from YAML, with the line on which everything stands.

The format is set out in ``docs/codebook.md``. What cannot be understood is told as a problem
and left out; what would make codings ambiguous is fatal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.coding import codebook_links
from interviewkit.coding.codebook_patterns import (
    NOT_THERE,
    PatternsFile,
    add_patterns,
    open_patterns,
    place_patterns,
    read_lists,
    read_patterns,
    read_polarity,
)
from interviewkit.coding.codebook_yaml import (
    MOST_BYTES,
    TOO_LARGE,
    CodebookFaults,
    compose_tree,
    decode_text,
    find_line,
    is_empty,
    is_list,
    is_mapping,
    read_fields,
    read_items,
    read_share,
    read_text,
    read_texts,
    read_truth,
)
from interviewkit.errors import CodebookError, Problem
from interviewkit.model import Code, Codebook, Example, Theme
from interviewkit.model.codebook import DEDUCTIVE, INDUCTIVE, POLARITIES

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

NO_CODES = "the codebook has no codes"

CODEBOOK_FIELDS = (
    "name",
    "version",
    "language",
    "exclusive",
    "patterns",
    "lists",
    "themes",
    "codes",
)
THEME_FIELDS = ("id", "label", "definition", "exclusive", "codes")
CODE_FIELDS = (
    "id", "label", "definition", "include", "exclude", "examples", "near_misses",
    "patterns", "polarity", "prevalence", "parent", "theme", "origin",
)  # fmt: skip

_ID = re.compile(r"\w[\w.-]*")


def read_codebook(
    path: Path | str, refuse: Callable[[Path], str] = lambda _: ""
) -> tuple[Codebook, tuple[Problem, ...]]:
    """The codebook that a file holds, with the patterns of the file beside it that it names.

    And everything that is wrong with the files. A codebook with a fatal problem must not be
    applied: hand both to :func:`require_usable`. ``refuse`` says why a file of patterns may not be
    opened; empty where it may.

    Raises:
        CodebookError: the file is absent or cannot be opened.
    """
    path = Path(path)
    faults = CodebookFaults(str(path))
    text = _text(path, faults)
    if faults.are_fatal:
        return Codebook(path.stem, (), path=str(path)), tuple(faults.problems)
    place = find_patterns(path, text)
    if place is None:
        return read_codebook_text(path, text)
    told = refuse(place)
    file = PatternsFile(str(place), absent=told) if told else open_patterns(place, str(place))
    return read_codebook_text(path, text, file)


def find_patterns(path: Path, text: str) -> Path | None:
    """Where the file of patterns lies that the text of a codebook at a path names, if any."""
    root, _ = _compose(text)
    name = _read_name(root)
    try:
        return place_patterns(path, name) if name else None
    except CodebookError:  # told where the codebook is read
        return None


def find_patterns_of(path: Path) -> Path | None:
    """Where the file of patterns lies that the codebook at a path names, if it can be read."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        return find_patterns(path, path.read_text("utf-8", errors="replace"))
    except OSError:
        return None


@lru_cache(maxsize=8)
def read_codebook_text(
    path: Path, text: str, patterns: PatternsFile | None = None
) -> tuple[Codebook, tuple[Problem, ...]]:
    """What the text of a file says, as :func:`read_codebook`.

    ``patterns`` is the file of :func:`find_patterns`. It is kept, since every step of a run asks
    for the same one.
    """
    faults = CodebookFaults(str(path))
    root, found = _compose(text)
    faults.problems += (replace(each, path=str(path)) for each in found)
    codebook, beside = Codebook(path.stem, (), path=str(path)), list[Problem]()
    if root is not None:
        codebook = _codebook(root, path, faults)
        if codebook.patterns_file:
            codebook, beside = _add_patterns(codebook, root, patterns, faults)
        codebook = codebook_links.tie_codes_and_themes(codebook, faults)
        if not codebook.codes:
            faults.add(0, NO_CODES, "list them under 'codes:'", fatal=True)
    both = ([*faults.problems], beside)
    told = [each for part in both for each in sorted(part, key=lambda problem: problem.line)]
    return codebook, tuple(told)


@lru_cache(maxsize=8)
def _compose(text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    faults = CodebookFaults("")
    return compose_tree(text, faults), tuple(faults.problems)


def _read_name(root: Node | None) -> str:
    """The file of patterns that a codebook names, whatever else is wrong with it."""
    if root is None or not is_mapping(root):
        return ""
    pairs = ((key.value, value) for key, value in root.value)
    nodes = [value for key, value in pairs if key == "patterns"]
    return read_text(nodes[0], CodebookFaults(""), "'patterns'") if nodes else ""


def _add_patterns(
    codebook: Codebook, root: Node, file: PatternsFile | None, faults: CodebookFaults
) -> tuple[Codebook, list[Problem]]:
    line = next(find_line(key) for key, _ in root.value if key.value == "patterns")
    try:
        place = place_patterns(Path(codebook.path), codebook.patterns_file)
    except CodebookError as fault:
        faults.add(line, fault.message, fault.hint, fatal=True)
        return codebook, []
    return add_patterns(codebook, line, file or PatternsFile(str(place), absent=NOT_THERE))


def require_usable(codebook: Codebook, problems: tuple[Problem, ...]) -> Codebook:
    """The same codebook, if it may be applied.

    Raises:
        CodebookError: a problem of the file is fatal.
    """
    fatal = [str(problem) for problem in problems if problem.fatal]
    if fatal:
        raise CodebookError(
            "the codebook cannot be applied:\n" + "\n".join(f"  {line}" for line in fatal),
            hint="mend the file; nothing was coded",
        )
    return codebook


def _text(path: Path, faults: CodebookFaults) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            faults.add(0, TOO_LARGE, fatal=True)
            return ""
        return decode_text(path.read_bytes(), faults)
    except FileNotFoundError:
        raise CodebookError(
            f"there is no codebook {path}", hint="see [codebook] file in study.toml"
        ) from None
    except OSError as fault:
        raise CodebookError(f"the codebook {path} cannot be opened: {fault.strerror}") from fault


def _codebook(root: Node, path: Path, faults: CodebookFaults) -> Codebook:
    if not is_mapping(root):
        faults.add(find_line(root), "the file must say 'codes:' and list codes", fatal=True)
        return Codebook(path.stem, (), path=str(path))
    entries = read_fields(root, faults, "the codebook", CODEBOOK_FIELDS)
    themes = (_theme(node, faults) for node in _blocks(entries.get("themes"), faults, "themes"))
    codes = (_code(node, faults) for node in _blocks(entries.get("codes"), faults, "codes"))
    return Codebook(
        name=read_text(entries.get("name"), faults, "'name'") or path.stem,
        codes=tuple(code for code in codes if code),
        themes=tuple(theme for theme in themes if theme),
        declared=read_text(entries.get("version"), faults, "'version'"),
        language=read_text(entries.get("language"), faults, "'language'") or "en",
        lists=read_lists(entries.get("lists"), faults),
        patterns_file=read_text(entries.get("patterns"), faults, "'patterns'"),
        path=str(path),
        exclusive=read_truth(entries.get("exclusive"), faults, "'exclusive'"),
    )


def _blocks(node: Node | None, faults: CodebookFaults, what: str) -> list[Node]:
    """The items of a list of blocks, each of which must be a mapping."""
    if node is None or is_empty(node):
        return []
    if not is_list(node):
        faults.add(
            find_line(node), f"'{what}' must be a list: each begins with '- id:'", fatal=True
        )
        return []
    blocks = []
    for item in read_items(node, faults, what):
        if is_mapping(item):
            blocks.append(item)
        else:
            what_is = f"each of '{what}' must be a block that begins with '- id:'"
            faults.add(find_line(item), what_is, fatal=True)
    return blocks


def _theme(node: Node, faults: CodebookFaults) -> Theme | None:
    entries = read_fields(node, faults, "a theme", THEME_FIELDS)
    theme_id = _id(entries.get("id"), node, faults, "theme")
    if not theme_id:
        return None
    what = f"theme {theme_id!r}"
    return Theme(
        id=theme_id,
        label=read_text(entries.get("label"), faults, f"the label of {what}") or _label(theme_id),
        definition=read_text(entries.get("definition"), faults, f"the definition of {what}"),
        codes=read_texts(entries.get("codes"), faults, f"the codes of {what}"),
        line=find_line(node),
        exclusive=read_truth(entries.get("exclusive"), faults, f"'exclusive' of {what}"),
    )


def _code(node: Node, faults: CodebookFaults) -> Code | None:
    entries = read_fields(node, faults, "a code", CODE_FIELDS)
    code_id = _id(entries.get("id"), node, faults, "code")
    if not code_id:
        return None
    what = f"code {code_id!r}"
    return Code(
        id=code_id,
        label=read_text(entries.get("label"), faults, f"the label of {what}") or _label(code_id),
        definition=read_text(entries.get("definition"), faults, f"the definition of {what}"),
        include=read_texts(entries.get("include"), faults, f"'include' of {what}"),
        exclude=read_texts(entries.get("exclude"), faults, f"'exclude' of {what}"),
        examples=_examples(entries.get("examples"), faults, f"an example of {what}"),
        near_misses=_examples(entries.get("near_misses"), faults, f"a near miss of {what}"),
        patterns=read_patterns(entries.get("patterns"), faults, f"a pattern of {what}"),
        polarity=_polarities(entries.get("polarity"), faults, what),
        parent=read_text(entries.get("parent"), faults, f"the parent of {what}"),
        theme=read_text(entries.get("theme"), faults, f"the theme of {what}"),
        line=find_line(node),
        origin=_origin(entries.get("origin"), faults, what),
        prevalence=read_share(entries.get("prevalence"), faults, f"the prevalence of {what}"),
    )


def _origin(node: Node | None, faults: CodebookFaults, what: str) -> str:
    found = read_text(node, faults, f"the origin of {what}")
    if node is None or found in ("", INDUCTIVE, DEDUCTIVE):
        return found
    hint = f"write {INDUCTIVE} (found in the material) or {DEDUCTIVE} (fixed beforehand)"
    faults.add(find_line(node), f"the origin of {what} is {found!r}", hint)
    return ""


def _id(node: Node | None, block: Node, faults: CodebookFaults, what: str) -> str:
    found = read_text(node, faults, f"the id of a {what}")
    if not found or node is None:
        faults.add(find_line(block), f"a {what} has no id", fatal=True)
    elif not is_code_id(found):
        hint = "letters, digits and _ - . only; put the words into 'label'"
        faults.add(find_line(node), f"{found!r} cannot be the id of a {what}", hint, fatal=True)
    return found


def is_code_id(text: str) -> bool:
    """Whether a text can be the id of a code or a theme."""
    return bool(_ID.fullmatch(text))


def _label(id_: str) -> str:
    return id_.replace("_", " ")


def _examples(node: Node | None, faults: CodebookFaults, what: str) -> tuple[Example, ...]:
    found = (_example(item, faults, what) for item in read_items(node, faults, what))
    return tuple(example for example in found if example.text)


def _example(node: Node, faults: CodebookFaults, what: str) -> Example:
    if not is_mapping(node):
        return Example(read_text(node, faults, what), line=find_line(node))
    entries = read_fields(node, faults, what, ("text", "polarity"))
    if "text" not in entries:
        hint = "a text with ': ' in it needs quotes around it"
        faults.add(find_line(node), f"{what} has no 'text'", hint)
    polarity = read_polarity(entries.get("polarity"), faults, what)
    return Example(read_text(entries.get("text"), faults, what), polarity, find_line(node))


def _polarities(node: Node | None, faults: CodebookFaults, what: str) -> tuple[str, ...]:
    nodes = read_items(node, faults, f"the polarity of {what}")
    found = {read_polarity(item, faults, what) for item in nodes}
    return tuple(sign for sign in POLARITIES if sign in found) or POLARITIES[:1]
