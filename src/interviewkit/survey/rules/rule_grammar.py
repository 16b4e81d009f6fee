"""What a rule may say: Python's expression grammar, cut down to a short list of forms.

A rule is parsed into a syntax tree and never run as Python; whatever is not on the list is
refused with its place. So a ``study.toml`` from a stranger can select people and do nothing else.
"""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Callable, Iterator
from typing import TypeGuard

from interviewkit.errors import RuleError, did_you_mean
from interviewkit.survey.rules.rule_functions import FUNCTIONS

LONGEST = 2000
DEEPEST = 60
_LINE_BREAKS = dict.fromkeys(map(ord, "\n\r\t\v\f"), " ")
CONSTANTS = {"true": True, "false": False, "missing": None}

_PLAIN = (ast.BoolOp, ast.And, ast.Or, ast.Not, ast.USub, ast.UAdd, ast.Add, ast.Sub, ast.Mult,
          ast.Div, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
          ast.UnaryOp, ast.BinOp, ast.Load)  # fmt: skip
_SIGNS = {ast.Pow: "**", ast.Mod: "%", ast.FloorDiv: "//", ast.BitAnd: "&", ast.BitOr: "|",
          ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>", ast.MatMult: "@",
          ast.Invert: "~"}  # fmt: skip
_WORDS = {ast.Attribute: "a dot", ast.Lambda: "lambda", ast.JoinedStr: "an f-string",
          ast.Subscript: "square brackets after a name", ast.IfExp: "if ... else",
          ast.NamedExpr: ":=", ast.Starred: "a star", ast.Dict: "curly brackets",
          ast.Set: "curly brackets", ast.ListComp: "a loop in brackets",
          ast.SetComp: "a loop in brackets", ast.DictComp: "a loop in brackets",
          ast.GeneratorExp: "a loop in brackets", ast.Await: "await",
          ast.Slice: "a slice"}  # fmt: skip
_HINTS = {ast.BitAnd: "write and", ast.BitOr: "write or", ast.Invert: "write not"}


def parse_tree(text: str) -> ast.expr:
    """The checked syntax tree of a rule.

    Raises:
        RuleError: it is too long, not an expression, or says something that is not allowed.
    """
    if len(text) > LONGEST:
        raise RuleError(f"the rule has {len(text):,} characters; at most {LONGEST:,} are allowed")
    if not text.strip():
        raise RuleError("the rule is empty", hint="to select everyone, write: true")
    # One line, so that offsets are offsets into the rule and line breaks may stand anywhere.
    flat = text.translate(_LINE_BREAKS).rstrip()
    indent = len(flat) - len(flat.lstrip())
    tree = _parsed(flat, indent)
    for node, depth in _nodes(tree):
        if depth > DEEPEST:
            raise RuleError(f"the rule is nested more than {DEEPEST} deep", hint="split it")
        _check(node, flat)
    return tree


def build_rule_error(text: str, node: ast.AST | int, what: str, hint: str = "") -> RuleError:
    """An error that shows the place: the rule with a caret below."""
    place = node if isinstance(node, int) else getattr(node, "col_offset", 0)
    shown = text.translate(_LINE_BREAKS)
    start = max(0, place - 50)
    window = shown[start : start + 100]
    return RuleError(
        f"{what}, at character {place + 1} of the rule:\n  {window}\n  {' ' * (place - start)}^",
        hint=hint,
    )


def is_column(node: ast.AST) -> bool:
    """``name`` or ``col("any name")``."""
    return (isinstance(node, ast.Name) and node.id not in CONSTANTS) or is_call(node, "col")


def column_name(node: ast.AST) -> str:
    """The column that :func:`is_column` saw."""
    if isinstance(node, ast.Name):
        return node.id
    name = node.args[0] if isinstance(node, ast.Call) else None
    return str(name.value) if isinstance(name, ast.Constant) else ""


def is_call(node: ast.AST, name: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def is_absence(node: ast.AST) -> bool:
    """The word ``missing`` where a value could stand."""
    return (isinstance(node, ast.Name) and node.id == "missing") or (
        isinstance(node, ast.Constant) and node.value is None
    )


def list_columns(tree: ast.expr) -> tuple[str, ...]:
    """The columns that a rule needs, in the order in which they are named."""
    nodes = [node for node, _ in _nodes(tree) if is_column(node)]
    nodes.sort(key=lambda node: getattr(node, "col_offset", 0))
    return tuple(dict.fromkeys(column_name(node) for node in nodes))


def list_node_parts(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that have a meaning of their own."""
    if is_call(node, "col"):
        return
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Call) and child is node.func):
            yield child


def _nodes(tree: ast.expr) -> Iterator[tuple[ast.AST, int]]:
    """Every node with its depth, without recursion."""
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in list_node_parts(node)]


def _parsed(flat: str, indent: int) -> ast.expr:
    """Python's own parser, its complaints put in the words of rules."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(flat[indent:], mode="eval").body
    except SyntaxError as fault:
        place = min(indent + max(0, (fault.offset or 1) - 1), len(flat))
        hint = 'e.g. age >= 50 and country == "UK"; names with blanks: col("the name")'
        hint = "compare with ==" if _single_equals(flat) else hint
        raise build_rule_error(flat, place, f"not a rule: {fault.msg}", hint) from None
    except (ValueError, RecursionError, MemoryError, OverflowError):
        hint = "it is nested too deeply, or holds signs that are not text"
        raise RuleError("the rule cannot be read", hint=hint) from None
    behind = flat[indent:].encode()[tree.end_col_offset or 0 :].decode(errors="ignore")
    if "#" in behind:
        place = len(flat) - len(behind) + behind.index("#")
        raise build_rule_error(flat, place, "comments are not allowed")
    return _with_character_offsets(tree, flat, indent)


def _single_equals(flat: str) -> bool:
    bare = flat
    for sign in ("==", "!=", "<=", ">="):
        bare = bare.replace(sign, "")
    return "=" in bare


def _with_character_offsets(tree: ast.expr, flat: str, indent: int) -> ast.expr:
    """Python counts bytes of UTF-8; carets need characters."""
    line = flat[indent:].encode()
    for node in ast.walk(tree):
        if hasattr(node, "col_offset"):
            node.col_offset = indent + len(line[: node.col_offset].decode(errors="ignore"))
    return tree


def _check(node: ast.AST, text: str) -> None:
    checks: dict[type[ast.AST], Callable[..., None]] = {
        ast.Constant: _check_constant, ast.Call: _check_call, ast.Compare: _check_comparison,
        ast.Name: _check_name, ast.List: _check_list, ast.Tuple: _check_list,
    }  # fmt: skip
    if type(node) in checks:
        checks[type(node)](node, text)
    elif type(node) in _SIGNS:
        sign, hint = _SIGNS[type(node)], _HINTS.get(type(node), "")
        raise build_rule_error(text, text.find(sign), f"{sign} is not allowed", hint)
    elif not isinstance(node, (*_PLAIN, ast.Is, ast.IsNot)):
        is_dotted = isinstance(node, ast.Attribute)
        hint = f'if that is the name of a column: col("{ast.unparse(node)}")' if is_dotted else ""
        what = _WORDS.get(type(node), type(node).__name__)
        raise build_rule_error(text, node, f"{what} is not allowed", hint)


def _check_name(node: ast.Name, text: str) -> None:
    if node.id.startswith("__"):
        what = f"the name {node.id} is not allowed"
        raise build_rule_error(text, node, what, 'a column of that name: col("...")')


def _check_constant(node: ast.Constant, text: str) -> None:
    if isinstance(node.value, bool | str) or node.value is None:
        return
    if isinstance(node.value, int | float):
        try:
            if math.isfinite(float(node.value)):
                return
        except OverflowError:
            pass
        raise build_rule_error(text, node, "the number is too large")
    raise build_rule_error(text, node, f"{type(node.value).__name__} values are not allowed")


def _check_call(node: ast.Call, text: str) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name == "col":
        only = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if not (isinstance(only, ast.Constant) and isinstance(only.value, str)):
            raise build_rule_error(text, node, 'col takes one name in quotes: col("the column")')
        return
    if name not in FUNCTIONS:
        hint = did_you_mean(name, FUNCTIONS, f"functions: {', '.join(FUNCTIONS)}, col")
        raise build_rule_error(text, node, f"calling {name or 'that'} is not allowed", hint)
    if node.keywords or not FUNCTIONS[name].takes(len(node.args)):
        raise build_rule_error(text, node, f"{name} takes other arguments", FUNCTIONS[name].usage)


def _check_comparison(node: ast.Compare, text: str) -> None:
    for sign, right in zip(node.ops, node.comparators, strict=True):
        if isinstance(sign, ast.Is | ast.IsNot) and not is_absence(right):
            raise build_rule_error(text, right, "is compares with missing only", "write == or !=")
        if isinstance(sign, ast.In | ast.NotIn) and not isinstance(right, ast.List | ast.Tuple):
            hint = 'e.g. country in ["UK", "US"]'
            raise build_rule_error(text, right, "after in comes a list", hint)
        if isinstance(right, ast.List | ast.Tuple) and not isinstance(sign, ast.In | ast.NotIn):
            raise build_rule_error(text, right, "a list is allowed after in and not in only")


def _check_list(node: ast.List | ast.Tuple, text: str) -> None:
    for item in node.elts:
        if isinstance(item, ast.List | ast.Tuple):
            raise build_rule_error(text, item, "a list inside a list is not allowed")
