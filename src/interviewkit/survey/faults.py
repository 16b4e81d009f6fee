"""What is wrong with one survey file, collected to be told together."""

from __future__ import annotations

import json
from collections.abc import Sequence

from interviewkit.errors import Problem
from interviewkit.wording.words import list_some

MOST_LINES_NAMED = 5


class SurveyFaults:
    """Collects problems of one file."""

    def __init__(self, path: str, problems: Sequence[Problem] = ()) -> None:
        self.path = path
        self.problems = list(problems)

    def say(self, what: str, hint: str = "", line: int = 0, *, fatal: bool = False) -> None:
        self.problems.append(Problem(self.path, line, what, hint, fatal))

    def say_lines(self, what: str, lines: Sequence[int], hint: str = "") -> None:
        """One problem for many lines, at the first of them."""
        if lines:
            self.say(f"{what}: {name_lines(lines)}", hint, lines[0])


def name_lines(lines: Sequence[int]) -> str:
    """``line 3`` or ``lines 3, 9, 12 and 4 more``."""
    shown = list_some([str(line) for line in lines], MOST_LINES_NAMED)
    return f"line{'s' if len(lines) > 1 else ''} {shown}"


def suggest_declaration(column: str, declaration: str) -> str:
    """How study.toml settles the type of a column: ``[survey.columns] "How old?" = "number"``."""
    bare = column.replace("_", "").replace("-", "")
    key = column if bare.isalnum() and bare.isascii() else json.dumps(column, ensure_ascii=False)
    return f'[survey.columns] {key} = "{declaration}"'
