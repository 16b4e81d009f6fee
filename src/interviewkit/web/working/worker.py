"""Long work in a process of its own: it is told one request a line, and tells how far it is.

So pages stay quick, a stop harms nothing (a step keeps all of its work or none), and a step that
breaks takes nothing with it. It ends with whoever started it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from queue import Queue
from threading import Lock, Thread
from typing import Any

from interviewkit.errors import UNFIT, InterviewkitError, OverwriteError, Problem, StudyError
from interviewkit.model import Outcome
from interviewkit.study import Study
from interviewkit.web.reporting.findings_drawn import draw_findings
from interviewkit.wording.style import written_in
from interviewkit.wording.system_faults import describe_os_fault

Said = Mapping[str, Any]
Tell = Callable[[Said], None]

SECONDS_BETWEEN = 0.1
"""Progress is told no more often than this."""

FINDINGS = "findings"
"""What is looked at, where nothing is written."""

VERBS = ("ingest", "import", "code", "discover", "link", "report", "run")
"""The steps that a page may start."""


def main() -> None:
    """Answer requests until whoever sends them has gone."""
    gc.set_threshold(100_000, 50, 100)  # as for a command: millions of small lasting objects
    if hasattr(os, "nice"):
        os.nice(5)  # pages come first
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this one
    voice = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # what libraries print is no answer
    lock = Lock()

    def tell(said: Said) -> None:
        with lock:
            voice.write(json.dumps(said) + "\n")
            voice.flush()

    requests: Queue[str] = Queue()
    Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        tell({**answer(json.loads(requests.get()), tell), "ended": True})


def _listen(requests: Queue[str]) -> None:
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)  # who asked has gone: nobody would hear what comes of it


def answer(request: Said, tell: Tell) -> Said:
    """Do what is asked; returns what came of it, or ``fault``."""
    try:
        return _work(request, tell)
    except InterviewkitError as fault:
        return {"fault": build_fault(fault)}
    except OSError as fault:
        message, hint = describe_os_fault(fault)
        return {"fault": build_fault(StudyError(message, hint=hint))}


def _work(request: Said, tell: Tell) -> Said:
    consent = bool(request["options"].get("force"))
    progress = _tell_progress(tell)
    study = Study.open(request["study"], progress=progress, consent=lambda _what: consent)
    try:
        with written_in(study.settings.report.style):
            if request["work"] == FINDINGS:
                for piece in draw_findings(study):
                    tell({"piece": piece})
                return {}
            return _do(study, request["work"], request["options"], tell)
    except UNFIT as fault:
        damage = study.damage()
        if damage is None:  # no broken cell has set it off: a mistake of ours, told as it is
            raise
        raise damage from fault


def _do(study: Study, verb: str, options: Said, tell: Tell) -> Said:
    for outcome in _outcomes(study, verb, options):
        tell({"outcome": build_outcome(outcome)})
    return {}


def _outcomes(study: Study, verb: str, options: Said) -> Iterable[Outcome]:
    if verb == "ingest":
        return [study.ingest(survey_text=options.get("survey_text", ()))]
    if verb == "import":
        return [study.import_named()]
    if verb == "code":
        return _code(study)
    if verb == "run":
        return study.run()
    step: Callable[[], Outcome] = getattr(study, verb)
    return [step()]


def _code(study: Study) -> Iterator[Outcome]:
    yield study.code()
    if study.settings.coding.selective:
        yield study.certify()
    elif (lapsed := study.lapsed()) is not None:
        yield lapsed


def build_outcome(outcome: Outcome) -> Said:
    """What a step did, as a page reads it."""
    return {
        "verb": outcome.verb,
        "did": outcome.did,
        "says": list(outcome.says),
        "problems": [build_problem(each) for each in outcome.problems],
    }


def build_problem(problem: Problem) -> Said:
    """What is wrong with a file, as a page reads it."""
    return {
        "path": problem.path,
        "line": problem.line,
        "what": problem.what,
        "hint": problem.hint,
        "fatal": problem.fatal,
    }


def build_fault(fault: InterviewkitError) -> Said:
    asks = isinstance(fault, OverwriteError)
    return {"message": fault.message, "hint": fault.hint, "may_force": asks}


def _tell_progress(tell: Tell) -> Any:
    @contextmanager
    def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
        done, last = 0, 0.0

        def tick(more: int) -> None:
            nonlocal done, last
            done += more
            if done >= total or time.monotonic() - last > SECONDS_BETWEEN:
                last = time.monotonic()
                tell({"label": label, "total": total, "done": done})

        tell({"label": label, "total": total, "done": 0})
        yield tick

    return progress


if __name__ == "__main__":
    main()
