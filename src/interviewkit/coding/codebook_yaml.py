"""YAML as nodes that know their line, and the small steps from nodes to values.

The file is composed, never constructed: no tag is ever carried out. What stands in the nodes is
taken as text (``version: 1.0`` stays ``1.0``), and every fault goes to :class:`CodebookFaults`.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from interviewkit.errors import Problem, did_you_mean
from interviewkit.model.toml_text import find_nesting

if TYPE_CHECKING:
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.nodes import Node

MOST_BYTES = 5_000_000
TOO_LARGE = f"larger than {MOST_BYTES // 1_000_000} MB"
MOST_ANCHORS = 1_000
MOST_NODES = 1_000_000
"""Nodes after every alias is followed: what a "billion laughs" file would grow to."""

_CORE = "tag:yaml.org,2002:"
_PLAIN_TAGS = {
    _CORE + name
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "map", "seq")
}
MOST_DEPTH = 50
"""Brackets within brackets; what codebooks need is five."""

SHARE_HINT = "write a number between 0 and 1, or a percentage: 0.3, 30 %"

_HALF = re.compile("[\ud800-\udfff]")
_ANCHOR = re.compile(r"(?:^|[\s\[{,])&\S")
_TOO_DEEP = "the lists are nested too deeply to be read"
_QUOTES_HINT = (
    "put quotes around a text that holds ': ' or ' #' or begins with one of [ ] { } * & ! % @ - ?"
)


class CodebookFaults:
    """The problems of one file, in the order in which they were met.

    ``is_beside`` says that it is the file of patterns beside a codebook.
    """

    def __init__(self, path: str, *, is_beside: bool = False) -> None:
        self.path, self.is_beside = path, is_beside
        self.problems: list[Problem] = []

    def add(self, line: int, what: str, hint: str = "", *, fatal: bool = False) -> None:
        self.problems.append(Problem(self.path, line, what, hint, fatal))

    @property
    def are_fatal(self) -> bool:
        return any(problem.fatal for problem in self.problems)


def decode_text(content: bytes, faults: CodebookFaults) -> str:
    """The text of a file; empty, with a fatal problem, where it is too large or not UTF-8."""
    if len(content) > MOST_BYTES:
        faults.add(0, TOO_LARGE, fatal=True)
        return ""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        faults.add(line, "not UTF-8 text", "save the file in the encoding UTF-8", fatal=True)
        return ""


def compose_tree(text: str, faults: CodebookFaults, *, may_be_empty: bool = False) -> Node | None:
    """The tree of a YAML text, or ``None`` with a fatal problem unless it may be empty."""
    text = text.removeprefix("\ufeff")
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if _refuse_excess(text, faults):
        return None
    root: Node | None = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a reused anchor is YAML's own business
            root = YAML(typ="safe", pure=True).compose(text)
            if root is not None:
                _size(root, {}, faults)
    except YAMLError as fault:
        _syntax_fault(fault, text, faults)
    except RecursionError:
        faults.add(_deepest(text), _TOO_DEEP, fatal=True)
    else:
        if root is None and not may_be_empty:
            faults.add(0, "the file is empty", "see docs/codebook.md for the format", fatal=True)
        return None if faults.are_fatal else root
    return None


def _refuse_excess(text: str, faults: CodebookFaults) -> bool:
    """Whether a text has so many anchors or brackets that it is not even looked at."""
    anchors = [found.start() for found in islice(_ANCHOR.finditer(text), MOST_ANCHORS + 1)]
    if len(anchors) > MOST_ANCHORS:
        line = text.count("\n", 0, anchors[-1]) + 1
        faults.add(line, f"more than {MOST_ANCHORS} anchors (&name)", fatal=True)
    if line := find_nesting(text, MOST_DEPTH):
        faults.add(line, _TOO_DEEP, fatal=True)
    return faults.are_fatal


def _deepest(text: str) -> int:
    """The line that stands furthest in."""
    lines = text.splitlines()
    return max(range(len(lines)), key=lambda i: len(lines[i]) - len(lines[i].lstrip())) + 1


def find_line(node: Node) -> int:
    """The 1-based line on which a node begins."""
    return int(node.start_mark.line) + 1


def read_fields(
    node: Node, faults: CodebookFaults, what: str, known: Iterable[str] = ()
) -> dict[str, Node]:
    """The entries of a mapping by key; a doubled key keeps its first value and is told.

    Where ``known`` is given, other keys are told and left out.
    """
    known = tuple(known)
    if not is_mapping(node):
        faults.add(find_line(node), f"{what} must be a block of 'key: value' lines; it is left out")
        return {}
    entries: dict[str, Node] = {}
    for key_node, value in node.value:
        key = read_text(key_node, faults, "a key")
        if key in entries:
            faults.add(find_line(key_node), f"{what} has {key!r} twice", "join them", fatal=True)
        elif known and key not in known:
            faults.add(
                find_line(key_node), f"{what} has no field {key!r}", did_you_mean(key, known)
            )
        else:
            entries[key] = value
    return entries


def read_items(node: Node | None, faults: CodebookFaults, what: str) -> list[Node]:
    """The items of a list; a single value stands for a list of one."""
    if node is None or is_empty(node):
        return []
    if is_list(node):
        return [item for item in node.value if not is_empty(item)]
    if is_mapping(node):
        faults.add(find_line(node), f"{what} must be a list ('- …'); it is left out", _QUOTES_HINT)
        return []
    return [node]


def read_text(node: Node | None, faults: CodebookFaults, what: str) -> str:
    """The text of a scalar, without white space around it; empty where there is none."""
    from ruamel.yaml.nodes import ScalarNode

    if node is None or is_empty(node):
        return ""
    if not isinstance(node, ScalarNode):
        faults.add(find_line(node), f"{what} must be a text; it is left out", _QUOTES_HINT)
        return ""
    if _HALF.search(node.value):
        said = f"{what} holds half a character (\\ud800 to \\udfff)"
        faults.add(find_line(node), said, "write the character itself", fatal=True)
        return _HALF.sub("", str(node.value)).strip()
    return str(node.value).strip()


def read_texts(node: Node | None, faults: CodebookFaults, what: str) -> tuple[str, ...]:
    """The texts of a list, empty ones left out."""
    found = (read_text(item, faults, f"each of {what}") for item in read_items(node, faults, what))
    return tuple(text for text in found if text)


def read_number(node: Node | None, faults: CodebookFaults, what: str, default: float) -> float:
    """The number of a scalar, or the default, told, where it is none."""
    text = read_text(node, faults, what)
    if not text or node is None:
        return default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isfinite(value):
        return value
    faults.add(find_line(node), f"{what} must be a number, not {text[:40]!r}; {default:g} is taken")
    return default


def parse_share(text: str) -> float | None:
    """A share between 0 and 1, written as such or as a percentage; ``None`` where it is none.

    >>> parse_share("0.3"), parse_share("30 %"), parse_share("30")
    (0.3, 0.3, None)
    """
    number, percent, rest = text.partition("%")
    try:
        value = float(number) / (100 if percent else 1)
    except ValueError:
        return None
    return value if 0 < value < 1 and not rest.strip() else None


def read_share(node: Node | None, faults: CodebookFaults, what: str) -> float | None:
    """A share between 0 and 1; ``None`` where none is said, or, told, where it is none."""
    text = read_text(node, faults, what)
    if not text or node is None:
        return None
    share = parse_share(text)
    if share is None:
        told = f"{what} is no share: {text[:40]!r}; it is left out"
        faults.add(find_line(node), told, SHARE_HINT)
    return share


def read_truth(node: Node | None, faults: CodebookFaults, what: str) -> bool:
    """Whether a field says true; anything but true and false is told and counts as false."""
    text = read_text(node, faults, what).lower()
    if node is not None and text not in ("", "true", "yes", "false", "no"):
        faults.add(find_line(node), f"{what} is neither true nor false: {text[:40]!r}")
    return text in ("true", "yes")


def convert_node(node: Node, faults: CodebookFaults, what: str) -> object:
    """The node as Python's own values: dict, list, str, int, float, bool or None."""
    if is_mapping(node):
        entries = read_fields(node, faults, what)
        return {key: convert_node(value, faults, what) for key, value in entries.items()}
    if is_list(node):
        return [convert_node(item, faults, what) for item in node.value]
    return _scalar(str(node.tag).removeprefix(_CORE), str(node.value))


def is_empty(node: Node) -> bool:
    """True for a value that was left blank."""
    return bool(node.tag == _CORE + "null")


def is_mapping(node: Node) -> bool:
    from ruamel.yaml.nodes import MappingNode

    return isinstance(node, MappingNode)


def is_list(node: Node) -> bool:
    from ruamel.yaml.nodes import SequenceNode

    return isinstance(node, SequenceNode)


def _scalar(tag: str, text: str) -> object:
    if tag == "bool":
        return text.lower() == "true"
    if tag == "null":
        return None
    try:
        if tag == "int":
            return int(text.replace("_", ""))
        if tag == "float":
            return float(text.replace("_", ""))
    except ValueError:  # 0x1F, 0o17, .inf: nothing in a codebook needs them as numbers
        return text
    return text


def _size(node: Node, sizes: dict[int, float], faults: CodebookFaults) -> float:
    """How many nodes stand below this one once aliases are followed; a loop is endless."""
    if id(node) in sizes:
        return sizes[id(node)]
    sizes[id(node)] = math.inf  # met again before it is known: it holds itself
    if str(node.tag) not in _PLAIN_TAGS:
        what = f"the tag {str(node.tag).replace(_CORE, '!!')} is not allowed"
        faults.add(find_line(node), what, _QUOTES_HINT, fatal=True)
    size = 1 + sum(_size(child, sizes, faults) for child in _children(node))
    if size > MOST_NODES and not faults.are_fatal:
        faults.add(find_line(node), "the aliases (*name) unfold into too much", fatal=True)
    sizes[id(node)] = size
    return size


def _children(node: Node) -> Iterable[Node]:
    if is_mapping(node):
        return (part for pair in node.value for part in pair)
    return node.value if is_list(node) else ()


def _syntax_fault(fault: YAMLError, text: str, faults: CodebookFaults) -> None:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    what = getattr(fault, "problem", None)
    if mark is not None:
        hint = "YAML is indented with spaces, not tabs" if "'\\t'" in str(what) else _QUOTES_HINT
        faults.add(mark.line + 1, f"this is not valid YAML: {what}", hint, fatal=True)
        return
    position = getattr(fault, "position", 0)  # a control character: the reader knows no lines
    line = text.count("\n", 0, position) + 1
    faults.add(line, "a control character that YAML does not allow", "delete it", fatal=True)
