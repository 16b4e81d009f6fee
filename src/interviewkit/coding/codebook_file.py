"""Reads a codebook from YAML, with the line on which everything stands.

The format is set out in ``docs/codebook.md``. What cannot be understood is told as a problem
and left out; what would make codings ambiguous is fatal.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.coding import codebook_links
from interviewkit.coding.codebook_yaml import (
    CodebookFaults,
    compose_tree,
    convert_node,
    find_line,
    is_empty,
    is_list,
    is_mapping,
    read_fields,
    read_items,
    read_number,
    read_share,
    read_text,
    read_texts,
    read_truth,
)
from interviewkit.errors import CodebookError, Problem
from interviewkit.model import Code, Codebook, Example, Pattern, Theme
from interviewkit.model.codebook import DEDUCTIVE, INDUCTIVE, POLARITIES

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

MOST_BYTES = 5_000_000

NO_CODES = "the codebook has no codes"

CODEBOOK_FIELDS = ("name", "version", "language", "exclusive", "lists", "themes", "codes")
THEME_FIELDS = ("id", "label", "definition", "exclusive", "codes")
CODE_FIELDS = (
    "id", "label", "definition", "include", "exclude", "examples", "near_misses",
    "patterns", "polarity", "prevalence", "parent", "theme", "origin",
)  # fmt: skip

_ID = re.compile(r"\w[\w.-]*")


def read_codebook(path: Path | str) -> tuple[Codebook, tuple[Problem, ...]]:
    """The codebook that a file holds, and everything that is wrong with the file.

    A codebook with a fatal problem must not be applied: hand both to :func:`require_usable`.

    Raises:
        CodebookError: the file is absent or cannot be opened.
    """
    path = Path(path)
    faults = CodebookFaults(str(path))
    text = _text(path, faults)
    if faults.are_fatal:
        return Codebook(path.stem, (), path=str(path)), tuple(faults.problems)
    return read_codebook_text(path, text)


@lru_cache(maxsize=8)
def read_codebook_text(path: Path, text: str) -> tuple[Codebook, tuple[Problem, ...]]:
    """What the text of a file says, as :func:`read_codebook`.

    It is kept, since every step of a run asks for the same one.
    """
    text = text.removeprefix("\ufeff")
    faults = CodebookFaults(str(path))
    root = compose_tree(text, faults)
    codebook = Codebook(path.stem, (), path=str(path))
    if root is not None:
        codebook = codebook_links.tie_codes_and_themes(_codebook(root, path, faults), faults)
        if not codebook.codes:
            faults.add(0, NO_CODES, "list them under 'codes:'", fatal=True)
    return codebook, tuple(sorted(faults.problems, key=lambda problem: problem.line))


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
            faults.add(0, f"larger than {MOST_BYTES // 1_000_000} MB", fatal=True)
            return ""
        content = path.read_bytes()
    except FileNotFoundError:
        raise CodebookError(
            f"there is no codebook {path}", hint="see [codebook] file in study.toml"
        ) from None
    except OSError as fault:
        raise CodebookError(f"the codebook {path} cannot be opened: {fault.strerror}") from fault
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        faults.add(line, "not UTF-8 text", "save the file in the encoding UTF-8", fatal=True)
        return ""


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
        lists=_lists(entries.get("lists"), faults),
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


def _lists(node: Node | None, faults: CodebookFaults) -> dict[str, tuple[str, ...]]:
    if node is None or is_empty(node):
        return {}
    entries = read_fields(node, faults, "'lists'")
    return {name: read_texts(words, faults, f"list {name!r}") for name, words in entries.items()}


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
        patterns=_patterns(entries.get("patterns"), faults, f"a pattern of {what}"),
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
    polarity = _polarity(entries.get("polarity"), faults, what)
    return Example(read_text(entries.get("text"), faults, what), polarity, find_line(node))


def _patterns(node: Node | None, faults: CodebookFaults, what: str) -> tuple[Pattern, ...]:
    found = (_pattern(item, faults, what) for item in read_items(node, faults, what))
    return tuple(pattern for pattern in found if pattern.match)


def _pattern(node: Node, faults: CodebookFaults, what: str) -> Pattern:
    """A line of text, a raw spaCy pattern, or a block with 'match' and its options."""
    line = find_line(node)
    if not is_mapping(node):
        return Pattern(_match(node, faults, what), line=line)
    entries = read_fields(node, faults, what)
    match = entries.pop("match", None)
    if match is None:
        hint = "write '- match: …', or quotes around a pattern with ': ' in it"
        faults.add(line, f"{what} has no 'match'", hint)
    return Pattern(
        match=_match(match, faults, what) if match is not None else "",
        polarity=_polarity(entries.pop("polarity", None), faults, what),
        weight=read_number(entries.pop("weight", None), faults, f"the weight of {what}", 1.0),
        name=read_text(entries.pop("name", None), faults, f"the name of {what}"),
        options={key: convert_node(value, faults, what) for key, value in entries.items()},
        line=line,
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


def _polarity(node: Node | None, faults: CodebookFaults, what: str) -> str:
    found = read_text(node, faults, f"the polarity of {what}") or POLARITIES[0]
    if found in POLARITIES:
        return found
    if node is not None:
        hint = f"write '+' or '-'; '{POLARITIES[0]}' is taken"
        faults.add(find_line(node), f"the polarity of {what} is {found!r}", hint)
    return POLARITIES[0]


def _polarities(node: Node | None, faults: CodebookFaults, what: str) -> tuple[str, ...]:
    nodes = read_items(node, faults, f"the polarity of {what}")
    found = {_polarity(item, faults, what) for item in nodes}
    return tuple(sign for sign in POLARITIES if sign in found) or POLARITIES[:1]
