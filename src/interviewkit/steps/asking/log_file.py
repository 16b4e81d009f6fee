"""``code --llm-log``: all that a language model was asked and answered, as a file to read."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from interviewkit.model import Outcome
from interviewkit.steps.asking.audit import list_kept_answers
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.wording.numbers import counted


def write_asking_log(site: Site, path: Path) -> Outcome:
    """One JSON object a line: a prompt, whom it was sent to and when, and every answer to it.

    Raises:
        StudyError: the file cannot be written there.
        OverwriteError: a file stands there that interviewkit did not write.
    """
    writer = StudyWriter.to(site, path)
    kept = list_kept_answers(site)
    if not kept:
        return Outcome("log", False, ("a language model was asked nothing; no file was written",))
    lines = [
        json.dumps(
            {**asdict(prompt), "answers": [asdict(each) for each in answers]}, ensure_ascii=False
        )
        for prompt, answers in kept
    ]
    writer.write("\n".join(lines) + "\n")
    n = sum(len(answers) for _, answers in kept)
    says = (
        f"{counted(len(kept), 'request')} and {counted(n, 'answer')} written to {path}",
        "the file holds what people said: it is confidential, and only you can read it",
    )
    return Outcome("log", True, says, {"requests": len(kept), "answers": n})
