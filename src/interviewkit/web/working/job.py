"""The long work of a served study: one job at a time, what it tells, and its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.web.working.process import WorkProcess

RUNNING, DONE, STOPPED, FAILED = "running", "done", "stopped", "failed"

BROKEN = {
    "message": "the step ended before it was done",
    "hint": "nothing of it was kept, all else is safe; the terminal may say why. Try it again",
    "may_force": False,
}


@dataclass
class Job:
    """A piece of long work: how far it is, and what came of it."""

    number: int
    verb: str
    state: str = RUNNING
    label: str = ""
    total: int = 0
    done: int = 0
    outcomes: list[Mapping[str, Any]] = field(default_factory=list)
    fault: Mapping[str, Any] | None = None

    def show(self) -> Mapping[str, Any]:
        """The job as a page reads it."""
        names = ("number", "verb", "state", "label", "total", "done", "fault")
        return {**{name: getattr(self, name) for name in names}, "outcomes": list(self.outcomes)}


class Jobs:
    """The job of a served study: the one that runs, or the last that did."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._job: Job | None = None
        self._process: WorkProcess | None = None
        self.version = 0
        """Raised by whatever happens to a job, so that one sees whether there is news."""

    def show(self) -> Mapping[str, Any] | None:
        """The job that runs or did last; ``None`` where there was none since the server began."""
        with self._lock:
            return self._job.show() if self._job else None

    def start(self, verb: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
        """Begin a step.

        Raises:
            StudyError: another one runs.
        """
        with self._lock:
            if self._job and self._job.state == RUNNING:
                raise StudyError(
                    f"{self._job.verb} is still running", hint="wait until it has finished"
                )
            number = self._job.number + 1 if self._job else 1
            self._job, self._process = Job(number, verb), WorkProcess()
            self.version += 1
            about = (self._job, self._process, options)
            Thread(target=self._follow, args=about, daemon=True).start()
            return self._job.show()

    def stop(self) -> None:
        """Stop the step that runs, if any; what it had not finished is as if it had not begun."""
        with self._lock:
            job, process = self._job, self._process
            if job is None or process is None or job.state != RUNNING:
                return
            job.state = STOPPED
            self.version += 1
        process.stop()

    def _follow(self, job: Job, process: WorkProcess, options: Mapping[str, Any]) -> None:
        last = process.ask(self._root, job.verb, options, lambda said: self._hear(job, said))
        with self._lock:
            if job.state == RUNNING:
                job.fault = last.get("fault") if last else BROKEN
                job.state = FAILED if job.fault else DONE
            self.version += 1
        process.stop()

    def _hear(self, job: Job, said: Mapping[str, Any]) -> None:
        with self._lock:
            if "outcome" in said:
                job.outcomes.append(said["outcome"])
                job.label, job.total, job.done = "", 0, 0
            else:
                job.label, job.total, job.done = said["label"], said["total"], said["done"]
            self.version += 1
