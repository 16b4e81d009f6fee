"""The safe rule language of segments: ``group == "freelancer" and age >= 50``."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interviewkit.survey.rules.rule_cells import Cells
from interviewkit.survey.rules.rule_evaluation import Evaluation
from interviewkit.survey.rules.rule_grammar import list_columns, parse_tree

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
