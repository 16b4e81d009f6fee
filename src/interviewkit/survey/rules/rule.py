"""The safe rule language of segments: ``group == "freelancer" and age >= 50``."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interviewkit.errors import did_you_mean
from interviewkit.survey.rules.rule_cells import (
    Cells,
    Mismatch,
    calculate_cells,
    combine_with_and,
    combine_with_or,
    compare_cells,
    make_column,
    make_literal,
    negate_cells,
    require_conditions,
)
from interviewkit.survey.rules.rule_functions import FUNCTIONS, is_in, is_missing
from interviewkit.survey.rules.rule_grammar import (
    CONSTANTS,
    build_rule_error,
    column_name,
    is_absence,
    is_column,
    list_columns,
    parse_tree,
)

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Rule:
    """A checked rule. ``columns`` are those it needs, in the order in which it names them."""

    text: str
    columns: tuple[str, ...]
    tree: ast.expr = field(repr=False, compare=False)

    def over(
        self,
        table: pd.DataFrame,
        weights: NDArray[np.float64] | None = None,
        *,
        everyone: pd.DataFrame | None = None,
        codes: Mapping[str, Mapping[str, str]] | None = None,
    ) -> NDArray[np.bool_]:
        """Which rows of the table the rule selects, as a mask (n,).

        Quantiles, medians and means are taken over ``everyone`` (default: ``table``), with one
        weight (0 or more) for each of its rows; those of columns that only ``table`` has are
        taken over ``table``, unweighted. A comparison with a missing answer selects
        nobody, and neither does its negation. ``codes`` are those of the labels of columns.

        Raises:
            RuleError: a column is not in the table, or things are compared that cannot be.
        """
        base = table if everyone is None else everyone
        weights = np.ones(len(base)) if weights is None else weights
        return Evaluation(self.text, table, base, weights, codes or {}).mask(self.tree)

    def of(
        self,
        table: pd.DataFrame,
        weights: NDArray[np.float64],
        codes: Mapping[str, Mapping[str, str]],
    ) -> Cells:
        """What the rule gives for each row: conditions, numbers or texts, n of them.

        Raises:
            RuleError: a column is not in the table, or things are combined that cannot be.
        """
        found = Evaluation(self.text, table, table, weights, codes).value(self.tree)
        shape = (len(table),)
        return replace(
            found,
            values=np.broadcast_to(found.values, shape).copy(),
            known=np.broadcast_to(found.known, shape).copy(),
        )


def parse_rule(text: str) -> Rule:
    """The rule that a text writes down; nothing of it is ever executed as Python.

    Raises:
        RuleError: the text is no rule, or says something that is not allowed; the message shows
            the place.
    """
    tree = parse_tree(text)
    return Rule(text, list_columns(tree), tree)


# -- the checked syntax tree, evaluated over whole columns at a time -------------------------------

_SIGNS: dict[type[ast.AST], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
}  # fmt: skip


@dataclass(frozen=True)
class Evaluation:
    """A rule's text (for carets), the rows to select from, and everyone for summaries.

    ``weights`` has one number for each row of ``everyone``. ``codes`` are those of the labels of
    columns.
    """

    text: str
    table: pd.DataFrame
    everyone: pd.DataFrame
    weights: NDArray[np.float64]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def mask(self, tree: ast.expr) -> NDArray[np.bool_]:
        """True for the rows of ``table`` for which the tree is known to hold."""
        cells = self.value(tree)
        try:
            chosen = require_conditions(cells).values
        except Mismatch as fault:
            raise build_rule_error(self.text, tree, str(fault)) from None
        return np.broadcast_to(chosen, (len(self.table),)).copy()

    def value(self, node: ast.AST) -> Cells:
        """What a part of the rule is, for every row or, where it is one for all, for one.

        Raises:
            RuleError: things are compared or combined that cannot be.
        """
        try:
            return self._cells(node)
        except Mismatch as fault:
            raise build_rule_error(self.text, node, str(fault)) from None

    def _cells(self, node: ast.AST) -> Cells:
        if is_absence(node):
            return replace(make_literal(0.0), known=np.array([False]))
        if is_column(node):
            return self._column(node)
        match node:
            case ast.Constant(value=value):
                return make_literal(value)  # type: ignore[arg-type]
            case ast.Name(id=word):
                return make_literal(bool(CONSTANTS[word]))
            case ast.BoolOp(op=sign, values=parts):
                join = combine_with_and if isinstance(sign, ast.And) else combine_with_or
                return reduce(join, [self.value(part) for part in parts])
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return negate_cells(self.value(inner))
            case ast.UnaryOp(op=sign, operand=inner):
                factor = -1.0 if isinstance(sign, ast.USub) else 1.0
                return calculate_cells("*", make_literal(factor), self.value(inner))
            case ast.BinOp(left=left, op=sign, right=right):
                return calculate_cells(_SIGNS[type(sign)], self.value(left), self.value(right))
            case ast.Compare():
                return self._comparison(node)
            case ast.Call():
                return self._call(node)
        raise build_rule_error(self.text, node, "a list is allowed after in and not in only")

    def _column(self, node: ast.AST) -> Cells:
        name = column_name(node)
        if name not in self.table.columns:
            hint = did_you_mean(name, map(str, self.table.columns))
            raise build_rule_error(self.text, node, f"there is no column {name!r}", hint)
        return make_column(self.table[name], self.codes.get(name))

    def _comparison(self, node: ast.Compare) -> Cells:
        """``a < b < c`` is ``a < b and b < c``."""
        chain = [node.left, *node.comparators]
        links = zip(chain, node.ops, chain[1:], strict=False)
        return reduce(combine_with_and, [self._link(*link) for link in links])

    def _link(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Cells:
        if is_absence(left) and isinstance(sign, ast.Eq | ast.NotEq):
            left, right = right, left
        if isinstance(right, ast.List | ast.Tuple):
            found = self._in_list(self.value(left), right.elts)
            return negate_cells(found) if isinstance(sign, ast.NotIn) else found
        if is_absence(right) and isinstance(sign, ast.Is | ast.Eq | ast.IsNot | ast.NotEq):
            absent = is_missing(self.value(left))
            wanted = isinstance(sign, ast.Is | ast.Eq)
            return absent if wanted else negate_cells(absent)
        return compare_cells(_SIGNS[type(sign)], self.value(left), self.value(right))

    def _in_list(self, needle: Cells, items: list[ast.expr]) -> Cells:
        """The word ``missing`` in the list stands for those without an answer."""
        found = is_in(needle, *[self.value(item) for item in items if not is_absence(item)])
        if any(is_absence(item) for item in items):
            return combine_with_or(found, is_missing(needle))
        return found

    def _call(self, node: ast.Call) -> Cells:
        function = FUNCTIONS[node.func.id if isinstance(node.func, ast.Name) else ""]
        if not function.summary:
            return function.call(*[self.value(part) for part in node.args])
        asked, weights = replace(self, table=self.everyone), self.weights
        if not set(list_columns(node)) <= set(self.everyone.columns):
            asked, weights = self, np.ones(len(self.table))
        return function.call(*[asked.value(part) for part in node.args], weights)
