"""``code --llm-export`` and ``--llm-import``: a language model is asked by way of files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from interviewkit.errors import Problem, SourceError
from interviewkit.exchange.batch_file import BatchAnswer, read_batch_answers, write_batch_requests
from interviewkit.model import Outcome
from interviewkit.model.llm_settings import ANTHROPIC, OPENAI
from interviewkit.model.prompt import ERROR, Answer, Prompt
from interviewkit.steps.asking.audit import FILE, StudyAsker
from interviewkit.steps.asking.plan import PlannedTasks, require_language_model
from interviewkit.steps.site import Site
from interviewkit.steps.writing.outside import is_odd
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.wording.numbers import counted

PREFIX = "confidential"
"""How every id begins: whoever opens the file is told what it holds."""

_ID = re.compile(rf"{PREFIX}-([0-9a-f]{{32}})-([0-9]{{1,2}})")

UNKNOWN = "answers no question of this study"
CHANGED = "answers what was asked before codebook, template, settings or speech changed"
ANSWERED = "answers what is answered already; the first answer stays"


def export_prompts(site: Site, path: Path, limit: int | None = None) -> Outcome:
    """Write what is still to be asked, one request a line and vote; nothing is sent.

    Raises:
        StudyError: study.toml asks for no language model, or the file cannot be written there.
        OverwriteError: a file stands there that interviewkit did not write.
    """
    from interviewkit.endpoints.opening import FORMS
    from interviewkit.endpoints.shape import Shape

    require_language_model(site)
    writer = StudyWriter.to(site, path)
    wanted, settings = PlannedTasks.of(site, limit), site.settings.coding.llm
    build = FORMS[settings.provider].build_body
    requests = [
        (custom_id, build(prompt, settings.model, Shape()))
        for key, whole in wanted.wanted.items()
        for custom_id, prompt in _part_votes(key, whole)
    ]
    if not requests:
        return Outcome("export", False, ("nothing is left to be asked; no file was written",))
    writer.write(write_batch_requests(requests, as_messages=settings.provider == ANTHROPIC))
    asker = StudyAsker(site)
    for key, prompt in wanted.wanted.items():
        asker.keep(key, prompt, (), f"{FILE}{path.name}")
    says = (
        f"{counted(len(requests), 'request')} about {counted(wanted.turns, 'turn')} written to "
        f"{path}",
        "the file holds what people said: it is confidential, and only you can read it",
        "take the answers in with: interviewkit code --llm-import FILE",
    )
    return Outcome("export", True, says, {"requests": len(requests), "turns": wanted.turns})


def _part_votes(key: str, prompt: Prompt) -> Iterator[tuple[str, Prompt]]:
    """One request a vote, as not every server gives several answers."""
    for vote in range(prompt.votes):
        seed = None if prompt.seed is None else prompt.seed + vote
        yield f"{PREFIX}-{key}-{vote}", replace(prompt, votes=1, seed=seed)


@dataclass
class AnswersTaken:
    """The good lines of a file, by key and vote, and what is wrong with the others."""

    name: str
    wanted: Mapping[str, Prompt] = field(repr=False)
    known: Mapping[str, str] = field(repr=False)
    answers: dict[str, dict[int, Answer]] = field(default_factory=dict, repr=False)
    problems: list[Problem] = field(default_factory=list)

    def take(self, line: BatchAnswer) -> None:
        """Keep what a line answers, if it is wanted and the first for its vote."""
        match = _ID.fullmatch(line.custom_id)
        if line.custom_id and not match:
            return self._tell(line, UNKNOWN)
        key, vote = (match[1], int(match[2])) if match else ("", 0)
        if key and (key not in self.wanted or vote >= self.wanted[key].votes):
            return self._tell(line, self.known.get(key, UNKNOWN))
        if line.body is None:
            return self._tell(line, line.fault)
        if vote in self.answers.get(key, {}):
            return self._tell(line, ANSWERED)
        answer = _read_body(line)
        if answer.finish == ERROR:
            return self._tell(line, f"holds no answer: {answer.fault}")
        self.answers.setdefault(key, {})[vote] = answer
        return None

    def _tell(self, line: BatchAnswer, what: str) -> None:
        hints = {
            UNKNOWN: "was it asked of another study?",
            CHANGED: "write and ask anew: interviewkit code --llm-export",
            ANSWERED: "",
        }
        hint = hints.get(what, "it can be asked again: interviewkit code --llm-export")
        self.problems.append(Problem(self.name, line.line, f"the line {what}", hint, fatal=False))

    @property
    def models(self) -> Sequence[str]:
        """What the models call themselves that answered."""
        every = (each for votes in self.answers.values() for each in votes.values())
        return sorted({each.model for each in every if each.model})


def import_answers(site: Site, path: Path) -> tuple[Outcome, bool]:
    """Take in a file of answers, good lines whatever the others hold; ``True``: something is new.

    Raises:
        StudyError: study.toml asks for no language model.
        SourceError: the file cannot be read.
    """
    require_language_model(site)
    lines = _read_lines(path)
    planned = PlannedTasks.of(site)
    asked_for = {match[1] for line in lines if (match := _ID.search(line[:200]))}
    with site.store.reading() as shelves:
        logged = shelves.prompts.known(asked_for)
        answered = shelves.prompts.get(asked_for).keys() | shelves.prompts.erased(asked_for)
    known = dict.fromkeys(logged, CHANGED) | dict.fromkeys(answered, ANSWERED)
    taken = AnswersTaken(path.name, planned.wanted, known)
    for line in read_batch_answers(lines):
        taken.take(line)
    asker = StudyAsker(site)
    for key, votes in taken.answers.items():
        asker.keep(
            key, planned.wanted[key], [votes[v] for v in sorted(votes)], f"{FILE}{path.name}"
        )
    return _tell_import(site, path, taken), bool(taken.answers)


def _tell_import(site: Site, path: Path, taken: AnswersTaken) -> Outcome:
    n = sum(map(len, taken.answers.values()))
    says = [f"{counted(n, 'answer')} taken in from {path.name}"]
    if taken.problems:
        says.append(f"{counted(len(taken.problems), 'line')} left out")
    others = [each for each in taken.models if each != site.settings.coding.llm.model]
    if others:
        says.append(
            f"answered by {', '.join(others)}, where study.toml says "
            f"{site.settings.coding.llm.model or 'no model'}: name in study.toml the one that did"
        )
    facts: dict[str, object] = {"answers": n, "models": list(taken.models)}
    return Outcome("import", bool(n), tuple(says), facts, tuple(taken.problems))


def _read_body(line: BatchAnswer) -> Answer:
    from interviewkit.endpoints.faults import RequestFault
    from interviewkit.endpoints.opening import FORMS

    form = FORMS[ANTHROPIC if line.is_message else OPENAI]
    body: Mapping[str, Any] = line.body or {}
    try:
        return form.read_answers(body, 1)[0]
    except RequestFault as fault:
        return Answer("", ERROR, 0, 0, fault=fault.words)


def _read_lines(path: Path) -> list[str]:
    if is_odd(path):
        raise SourceError(f"{path} is no file but a pipe or a device", hint="save it as a file")
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as fault:
        raise SourceError(
            f"{path} cannot be read: {fault.strerror}", hint="see its name"
        ) from fault
    if "\0" in text[:1000]:
        raise SourceError(f"{path} is no text", hint="name a file of answers, one JSON a line")
    return text.split("\n")
