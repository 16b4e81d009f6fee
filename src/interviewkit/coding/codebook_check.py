"""Does a codebook keep its word? Its gaps, its contradictions, and its rules put to work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewkit.coding.contract import Material, Vectors
from interviewkit.coding.denial import shorten_language
from interviewkit.coding.patterns import compile_pattern
from interviewkit.coding.rules import RulesCoder
from interviewkit.errors import CodebookError, Problem
from interviewkit.model import Code, Codebook, Example, Passage, Pattern, Turn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Tell = Callable[..., Problem]
_SHOWN = 60
_ROUNDING = 1e-9


def check_codebook(codebook: Codebook, nlp: Language | None = None) -> list[Problem]:
    """What an author should mend, in order of lines; patterns that cannot be used are fatal.

    What stands in the file of patterns comes last.

    Told are codes without definition, examples or near misses; a sentence that is an example of
    two codes, or an example and a near miss of one; a polarity that the code does not declare; and
    codes that exclude each other and are expected in more than all turns together.
    With a spaCy pipeline, rules are put to work as well: told are patterns that cannot be used,
    examples that no rule of their code reaches, and near misses that one does reach. Codes
    without patterns are spared these.
    """
    return check_with(codebook, None if nlp is None else Rules(nlp))


def check_with(codebook: Codebook, rules: Rules | None) -> list[Problem]:
    """:func:`check_codebook` with any rules, or none."""

    def tell(
        line: int, what: str, hint: str = "", *, fatal: bool = False, file: str = ""
    ) -> Problem:
        return Problem(file or codebook.path or codebook.name, line, what, hint, fatal)

    found = [*_tell_doubled_examples(codebook, tell), *_tell_excess(codebook, tell)]
    for code in codebook.codes:
        found += [*_gaps(code, tell), *_contradictions(code, tell), *_polarities(code, tell)]
        if rules is not None and code.patterns:
            found += _at_work(code, codebook, rules, tell)
    beside = {each.file for code in codebook.codes for each in code.patterns if each.file}
    return sorted(found, key=lambda problem: (problem.path in beside, problem.line))


class Rules:
    """The rules of the coder ``rules``, tried out on single sentences with a spaCy pipeline."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def fault(self, code: Code, pattern: Pattern, codebook: Codebook) -> str:
        """Why a pattern cannot be used; empty where it can."""
        try:
            compile_pattern(pattern, codebook.lists, shorten_language(codebook.language))
            self.reached(replace(code, patterns=(pattern,)), codebook, ["."], asked=True)
        except CodebookError as fault:
            return f"{fault.message} ({fault.hint})" if fault.hint else fault.message
        return ""

    def reached(
        self, code: Code, codebook: Codebook, texts: Sequence[str], *, asked: bool
    ) -> list[str]:
        """For each text the polarity with which a rule of the code reaches it, or ``""``.

        ``asked`` takes for granted that the moderator asked what rules with a question want.

        Raises:
            CodebookError: a pattern cannot be used.
        """

        def docs(positions: Sequence[int]) -> list[Doc]:
            return list(self.nlp.pipe(texts[position] for position in positions))

        turns = [Turn("codebook", place, "", text) for place, text in enumerate(texts)]
        material = Material([Passage.whole(turn) for turn in turns], _no_vectors, docs)
        tried = _unasked(code) if asked else code
        polarities = [""] * len(texts)
        for coding in RulesCoder(self.nlp).propose(material, replace(codebook, codes=(tried,))):
            polarities[coding.passage.turn.position] = coding.polarity
        return polarities


def _gaps(code: Code, tell: Tell) -> Iterator[Problem]:
    if not code.definition:
        yield tell(code.line, f"code {code.id!r} has no definition", "say what it means")
    if not code.examples:
        yield tell(code.line, f"code {code.id!r} has no examples", "give two or more sentences")
    if not code.near_misses:
        hint = "give sentences that look like it and are not"
        yield tell(code.line, f"code {code.id!r} has no near misses", hint)


def _contradictions(code: Code, tell: Tell) -> Iterator[Problem]:
    examples = {_key(example): example for example in code.examples}
    for miss in code.near_misses:
        if _key(miss) in examples:
            other = examples[_key(miss)].line
            what = f"this near miss of {code.id!r} is also its example in line {other}"
            yield tell(miss.line, f"{what}: {_shorten(miss.text)}", "leave one of them out")


def _polarities(code: Code, tell: Tell) -> Iterator[Problem]:
    shown: Iterable[tuple[str, Example | Pattern]] = [
        *(("example", example) for example in code.examples),
        *(("pattern", pattern) for pattern in code.patterns),
    ]
    for kind, item in shown:
        if item.polarity not in code.polarity:
            what = f"this {kind} of {code.id!r} has the polarity {item.polarity!r}"
            hint = f"the code declares {' '.join(code.polarity)}; write 'polarity: [+, -]'"
            file = item.file if isinstance(item, Pattern) else ""
            yield tell(item.line, what, hint, file=file)


def _tell_doubled_examples(codebook: Codebook, tell: Tell) -> Iterator[Problem]:
    first: dict[str, tuple[str, int]] = {}
    for code in codebook.codes:
        for example in code.examples:
            owner, line = first.setdefault(_key(example), (code.id, example.line))
            if (owner, line) != (code.id, example.line):
                what = f"this example of {code.id!r} is also one of {owner!r} in line {line}"
                hint = "fine if the sentence shows both codes" if owner != code.id else ""
                yield tell(example.line, f"{what}: {_shorten(example.text)}", hint)


def _tell_excess(codebook: Codebook, tell: Tell) -> Iterator[Problem]:
    """Of codes that exclude each other, the expected shares cannot exceed all turns."""
    for group in codebook.exclusive_groups:
        codes = [codebook.code(each) for each in group]
        total = sum(code.prevalence or 0.0 for code in codes)
        if total > 1 + _ROUNDING:
            line = max(code.line for code in codes if code.prevalence)
            what = f"{', '.join(group)} exclude each other, and their 'prevalence' adds up to"
            yield tell(line, f"{what} {total:.0%}", "a turn has at most one of them: 100 % in all")


def _at_work(code: Code, codebook: Codebook, rules: Rules, tell: Tell) -> Iterator[Problem]:
    faults = [(pattern, rules.fault(code, pattern, codebook)) for pattern in code.patterns]
    for pattern, fault in faults:
        if fault:
            yield tell(pattern.line, f"code {code.id!r}: {fault}", fatal=True, file=pattern.file)
    sound = replace(code, patterns=tuple(pattern for pattern, fault in faults if not fault))
    if sound.patterns:
        yield from _missed(sound, codebook, rules, tell)
        yield from _tell_reached_near_misses(sound, codebook, rules, tell)


def _missed(code: Code, codebook: Codebook, rules: Rules, tell: Tell) -> Iterator[Problem]:
    texts = [example.text for example in code.examples]
    reached = rules.reached(code, codebook, texts, asked=True)
    for example, polarity in zip(code.examples, reached, strict=True):
        if not polarity:
            what = f"no rule of {code.id!r} reaches its example {_shorten(example.text)}"
            yield tell(example.line, what, "add a pattern, if rules are to find such sentences")
        elif polarity != example.polarity:
            what = (
                f"the rules of {code.id!r} read its example {_shorten(example.text)} as {polarity}"
            )
            yield tell(example.line, what, f"the codebook says {example.polarity}")


def _tell_reached_near_misses(
    code: Code, codebook: Codebook, rules: Rules, tell: Tell
) -> Iterator[Problem]:
    texts = [miss.text for miss in code.near_misses]
    reached = rules.reached(code, codebook, texts, asked=False)
    for miss, polarity in zip(code.near_misses, reached, strict=True):
        if polarity:
            what = f"a rule of {code.id!r} reaches its near miss {_shorten(miss.text)}"
            yield tell(miss.line, what, "make the pattern narrower, or say 'unless'")


def _unasked(code: Code) -> Code:
    """The code with rules that do not look at the moderator's question."""
    patterns = (
        replace(pattern, options={k: v for k, v in pattern.options.items() if k != "question"})
        for pattern in code.patterns
    )
    return replace(code, patterns=tuple(patterns))


def _no_vectors() -> Vectors:
    raise CodebookError("rules read words, not vectors")


def _key(example: Example) -> str:
    return " ".join(example.text.casefold().split())


def _shorten(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
