"""Model formulas: ``burned_out ~ age + group + level:gender``, read without running anything.

Names are columns of the survey, in backticks where they are no single word. Anything else that
stands for a yes or no is a rule: ``(career_effect == "positive") ~ age + (hours_ai_week > 20)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from interviewkit.errors import SurveyError
from interviewkit.model import Segment
from interviewkit.survey.answers import FLAG, NUMBER, Answers
from interviewkit.survey.estimation.design import Floats, Mask
from interviewkit.survey.estimation.values import (
    build_indicators,
    find_variable,
    is_numeric,
    read_numbers,
)
from interviewkit.survey.rules.segments import find_members

_CLOSING = {"(": ")", "`": "`", '"': '"', "'": "'"}
_FORCED = re.compile(r"(category|number)\((.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a part of a formula gives: named columns (n, k) and who answered (n,).

    ``reference`` is the level that a category's columns are measured against.
    """

    names: tuple[str, ...]
    values: Floats = field(repr=False)
    answered: Mask = field(repr=False)
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula over a survey: outcome (n,), matrix (n, p) with the intercept first.

    ``terms`` maps every term to its columns' places; ``binary`` says that the outcome is a yes or
    no; ``references`` are the levels that categories are measured against.
    """

    text: str
    outcome: Floats = field(repr=False)
    matrix: Floats = field(repr=False)
    names: tuple[str, ...]
    terms: dict[str, tuple[int, ...]]
    answered: Mask = field(repr=False)
    binary: bool
    references: tuple[str, ...]


def read_formula(text: str, answers: Answers, within: Mask) -> Formula:
    """The formula over the survey's rows; levels that nobody ``within`` (n,) has are left out.

    Raises:
        SurveyError: it is no formula, names what is not there, or its outcome is no number and
            no yes or no.
        RuleError: a rule in it is not valid.
    """
    left, right = _sides(text)
    outcome, binary = _outcome(left, answers)
    names, blocks, answered = ["(intercept)"], [np.ones((len(answers), 1))], outcome.answered
    terms: dict[str, tuple[int, ...]] = {}
    references: list[str] = []
    all_terms = _terms(right)
    for term in all_terms:
        found = _term(term, all_terms, answers, within)
        terms[term] = tuple(range(len(names), len(names) + len(found.names)))
        names += found.names
        blocks.append(found.values)
        answered = answered & found.answered
        references += [found.reference] if found.reference else []
    return Formula(
        f"{left} ~ {' + '.join(terms)}", outcome.values[:, 0], np.hstack(blocks), tuple(names),
        terms, answered, binary, tuple(dict.fromkeys(references)),
    )  # fmt: skip


def _sides(text: str) -> tuple[str, str]:
    sides = _split(text, "~")
    if len(sides) != 2 or not all(side.strip() for side in sides):
        hint = 'write it as "outcome ~ variable + variable"'
        raise SurveyError(f"{text!r} is no formula", hint=hint)
    return sides[0].strip(), sides[1].strip()


def _terms(right: str) -> list[str]:
    """Terms in order, each once; ``a*b`` is ``a + b + a:b``."""
    terms: list[str] = []
    for piece in _split(right, "+"):
        factors = [factor.strip() for factor in _split(piece, "*")]
        if not all(factors):
            raise SurveyError("a term of the formula is empty")
        terms += factors
        if len(factors) == 2:
            terms.append(":".join(factors))
        elif len(factors) > 2:
            raise SurveyError("at most two variables can be crossed with *; write a:b for others")
    return list(dict.fromkeys(terms))


def _split(text: str, sign: str) -> list[str]:
    """A text at a sign that stands outside of brackets, quotes and backticks."""
    pieces: list[str] = []
    piece, open_ = "", list[str]()
    for letter in text:
        if open_ and letter == open_[-1]:
            open_.pop()
        elif letter in _CLOSING and (not open_ or open_[-1] == ")"):
            open_.append(_CLOSING[letter])
        elif letter == sign and not open_:
            pieces.append(piece)
            piece = ""
            continue
        piece += letter
    if open_:
        raise SurveyError(f"in the formula, {open_[-1]} is missing at the end of {text!r}")
    return [*pieces, piece]


def _outcome(text: str, answers: Answers) -> tuple[Columns, bool]:
    name = _column(text, answers)
    if not name:
        return _rule(text, answers), True
    about = find_variable(answers, name)
    if is_numeric(answers, about):
        values, answered = read_numbers(answers, about, "mean")
        return Columns((name,), values[:, None], answered), about.type == FLAG
    level = about.levels[0] if about.levels else "..."
    what = f"the outcome {name!r} is neither a number nor a yes or no"
    raise SurveyError(what, hint=f"""model one of its answers: ({name} == "{level}") ~ ...""")


def _factors(term: str) -> list[str]:
    return [factor.strip() for factor in _split(term, ":")]


def _term(text: str, terms: Sequence[str], answers: Answers, within: Mask) -> Columns:
    """The columns of a term, coded as R codes it.

    Where the term without a category is in the model, the category's columns say what lies between
    a level and the first; where it is not, every level has a column, else the first would be held
    to have no effect at all (J. M. Chambers, T. J. Hastie 1992, Statistical Models in S, 2.4.1).
    Of cells that no other term describes, the first is what the others are measured against.
    """
    factors = _factors(text)
    known = {frozenset[str](), *(frozenset(_factors(term)) for term in terms)}
    wholes = [frozenset(factors) - {each} not in known for each in factors]
    parts = [_factor(*each, answers, within) for each in zip(factors, wholes, strict=True)]
    if len(parts) == 1:
        return parts[0]
    names = [":".join(each) for each in product(*(part.names for part in parts))]
    columns = parts[0].values
    for part in parts[1:]:
        columns = np.stack([a * b for a in columns.T for b in part.values.T], axis=1)
    answered = np.all([part.answered for part in parts], axis=0)
    are_cells = all(whole and part.reference for whole, part in zip(wholes, parts, strict=True))
    against = [
        part.reference
        for whole, part in zip(wholes, parts, strict=True)
        if part.reference and (are_cells or not whole)
    ]
    first = int(are_cells)
    return Columns(tuple(names[first:]), columns[:, first:], answered, ", ".join(against))


def _factor(text: str, whole: bool, answers: Answers, within: Mask) -> Columns:
    forced = _FORCED.fullmatch(text)
    inner = forced[2].strip() if forced else text
    name = _column(inner, answers)
    if not name:
        return _rule(inner, answers)
    about = find_variable(answers, name)
    kind = forced[1] if forced else ("number" if about.type == NUMBER else "category")
    if kind == "number":
        values, answered = read_numbers(answers, about, "mean")
        return Columns((name,), values[:, None], answered)
    if about.type == NUMBER:
        return _treatments(name, *_levels_of_number(answers, name), within, whole)
    hits, answered = build_indicators(answers, about)
    if about.type == FLAG and not whole:
        return Columns((f"{name}[yes]",), hits["yes"][:, None], answered)
    if about.type == FLAG:
        hits = {"no": answered - hits["yes"], **hits}
    return _treatments(name, hits, answered, within, whole)


def _levels_of_number(answers: Answers, name: str) -> tuple[dict[str, Floats], Mask]:
    values, answered = read_numbers(answers, find_variable(answers, name), "level")
    levels = np.unique(values[answered])
    if len(levels) > 50:
        raise SurveyError(f"{name!r} has {len(levels)} different numbers: too many for categories")
    hits = {f"{level:g}": (answered & (values == level)).astype(float) for level in levels}
    return hits, answered


def _treatments(
    name: str, hits: dict[str, Floats], answered: Mask, within: Mask, whole: bool
) -> Columns:
    """Every level but the first that someone has: what lies between it and the first. Where
    ``whole``, every level as it is."""
    given = {level: hit for level, hit in hits.items() if (hit[within] > 0).any()}
    if len(given) < 2:
        what = f"everyone has the same answer for {name!r}; it explains nothing"
        raise SurveyError(what, hint="leave it out of the formula")
    first, *others = given
    shown = list(given) if whole else others
    columns = np.stack([given[level] for level in shown], axis=1)
    names = tuple(f"{name}[{level}]" for level in shown)
    return Columns(names, columns, answered, f"{name} {first}")


def _column(text: str, answers: Answers) -> str:
    """The column that a text names; empty where it is a rule.

    Raises:
        SurveyError: it is a plain name, and there is no such column.
    """
    name = text.strip("`") if text.startswith("`") else text
    if name in answers.columns:
        return name
    if text.startswith("`") or re.fullmatch(r"[\w.]+", name):
        find_variable(answers, name)
    return ""


def _rule(text: str, answers: Answers) -> Columns:
    """A rule as a column of 0 and 1; who is in neither it nor its opposite did not answer."""
    bare = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    yes, no = (find_members(Segment(rule, rule), answers).mask for rule in (bare, f"not ({bare})"))
    return Columns((bare,), yes.astype(float)[:, None], yes | no)


def find_aliased(matrix: Floats, names: Sequence[str]) -> str:
    """The first column that the columns before it determine; empty where there is none."""
    scaled = matrix / np.maximum(np.abs(matrix).max(axis=0), 1e-300)
    for i in range(1, matrix.shape[1] + 1):
        if np.linalg.matrix_rank(scaled[:, :i]) < i:
            return names[i - 1]
    return ""
