"""The prompt as a researcher can read and rewrite it: a Jinja template in two parts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interviewkit.errors import StudyError

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

PARTS = ("system", "user")
MOST_CHARACTERS = 100_000
"""A template may be so long, and may make so long a prompt."""

MOST_LOOPS = 2
"""Loops stand in loops at most so deep: no template can hold up a run."""

FILTERS = ("join", "upper", "lower", "trim", "title", "capitalize", "length", "first", "last")

DEFAULT = "prompt.txt"

NEEDED = {"system": ("codes",), "user": ("turn",)}
"""What each part must ask for, or nothing could be answered."""


@dataclass(frozen=True)
class PromptTemplate:
    """A template's text and where it stands; ``name`` is what faults are told under."""

    text: str = field(repr=False)
    name: str = "the prompt's template"

    @classmethod
    def packaged(cls, file: str = DEFAULT) -> PromptTemplate:
        """One that comes with interviewkit."""
        return cls(Path(__file__).with_name(file).read_text("utf-8"), "the packaged template")

    @property
    def digest(self) -> str:
        """SHA-256 of its text, 12 hex digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    def render(self, part: str, values: Mapping[str, object]) -> str:
        """The ``system`` or ``user`` part of the prompt.

        Raises:
            StudyError: the template is not valid or asks for what there is not; with its line.
        """
        from jinja2 import TemplateError

        try:
            made = self._compiled[part].render(**values).strip()
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as fault:
            raise self._fault(str(fault), _find_line(fault)) from fault
        if len(made) > MOST_CHARACTERS * 10:
            raise self._fault(f"its part [{part}] makes {len(made):,} characters", 0)
        return made

    @cached_property
    def _compiled(self) -> Mapping[str, Template]:
        from jinja2 import TemplateSyntaxError, meta

        if len(self.text) > MOST_CHARACTERS:
            raise self._fault(f"it has more than {MOST_CHARACTERS:,} characters", 0)
        house, found = _build_environment(), {}
        for part, source in self._parts.items():
            try:
                tree = house.parse(source)
                found[part] = house.from_string(source)
            except TemplateSyntaxError as fault:
                raise self._fault(str(fault), fault.lineno) from fault
            if line := _find_deep_loop(tree):
                raise self._fault(f"loops stand more than {MOST_LOOPS} deep", line)
            lacking = [
                each for each in NEEDED[part] if each not in meta.find_undeclared_variables(tree)
            ]
            if lacking:
                raise self._fault(f"its part [{part}] never says {{{{ {lacking[0]} }}}}", 0)
        return found

    @cached_property
    def _parts(self) -> dict[str, str]:
        """Part → its source; lines before it are left empty, so that faults have their line."""
        marks = list(re.finditer(r"(?m)^\[(system|user)\][ \t]*\r?\n", self.text))
        if [mark[1] for mark in marks] != list(PARTS):
            raise self._fault("it needs a line [system] and, below, a line [user], once each", 0)
        ends = [*(mark.start() for mark in marks[1:]), len(self.text)]
        return {
            mark[1]: "\n" * self.text.count("\n", 0, mark.end()) + self.text[mark.end() : end]
            for mark, end in zip(marks, ends, strict=True)
        }

    def _fault(self, what: str, line: int) -> StudyError:
        place = f"{self.name}:{line}" if line else self.name
        return StudyError(
            f"{place}: {what}",
            hint="mend it, or begin anew from the packaged one: interviewkit code --llm-template",
        )


def _build_environment() -> SandboxedEnvironment:
    """Jinja that can show and repeat what it is given, and nothing else."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Narrow(ImmutableSandboxedEnvironment):
        """No call, no arithmetic: neither can be needed to write a prompt."""

        intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

        def call_binop(self, _context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "+" and isinstance(left, int) and isinstance(right, int):
                return left + right
            raise SecurityError(f"{operator!r} is not to be used in a prompt")

        def call(self, *_: Any, **__: Any) -> Any:
            raise SecurityError("nothing can be called in a prompt")

    house = Narrow(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    house.globals.clear()
    house.filters = {name: house.filters[name] for name in FILTERS}
    return house


def _find_deep_loop(tree: Any) -> int:
    """The line of a loop within too many others; 0 where there is none."""
    from jinja2 import nodes

    def look(node: Any, depth: int) -> int:
        depth += isinstance(node, nodes.For)
        if depth > MOST_LOOPS or isinstance(node, nodes.Macro | nodes.CallBlock):
            return int(node.lineno)
        if isinstance(node, nodes.For) and node.recursive:
            return int(node.lineno)
        return next((line for child in node.iter_child_nodes() if (line := look(child, depth))), 0)

    return look(tree, 0)


def _find_line(fault: BaseException) -> int:
    """The line of the template that was at work when it failed."""
    line, step = 0, fault.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line
