"""The page of the study: what is here, and what is next."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from interviewkit.model import ChecklistStep
from interviewkit.model import checklist as steps
from interviewkit.web.answering.visit import Visit, page

PAGES = {
    steps.TRANSCRIPTS: ("/read", "The transcripts"),
    steps.PEOPLE: ("/people", "Who is who"),
    steps.CODEBOOK: ("/codebook", "The codebook"),
    steps.CODINGS: ("/read", "Read and code"),
    steps.READ: ("/read", "Read and code"),
    steps.AGREEMENT: ("/review", "Review"),
    steps.AUDIT: ("/review", "Review at random"),
    steps.TOPICS: ("/topics", "The topics"),
    steps.SURVEY: ("/people", "People and survey"),
    steps.REPORT: ("/findings", "The findings"),
}
"""Step → the page where one goes on with it, and what leads there."""

VERBS = {
    "ingest": "Read the files",
    "import": "Take in the codings",
    "code": "Let the machine propose",
    "discover": "Find topics",
    "link": "Link the survey",
    "report": "Write the report",
}
AGAIN = {
    steps.TRANSCRIPTS: "ingest",
    steps.CODE: "code",
    steps.TOPICS: "discover",
    steps.REPORT: "report",
}
"""What may be done once more where a step is done."""

STATES = {
    steps.DONE: ("✓", "done"),
    steps.NEXT: ("→", "next"),
    steps.MAY: ("○", "open"),
    steps.LATER: ("…", "later"),
}


@dataclass(frozen=True)
class ShownStep:
    """A step of the checklist with what the page offers for it."""

    step: ChecklistStep
    verb: str

    @property
    def sign(self) -> tuple[str, str]:
        return STATES[self.step.state]

    @property
    def does(self) -> str:
        return VERBS[self.verb]

    @property
    def leads(self) -> tuple[str, str] | None:
        """(address, words) of the page where it goes on; none where there is nothing to see."""
        is_first = self.step.key == steps.TRANSCRIPTS and self.is_next
        if self.step.state == steps.LATER or is_first or (self.is_next and self.step.verb):
            return None
        if self.step.key == steps.SURVEY and self.step.state == steps.MAY:
            return "/settings", "Name one in the settings"
        if self.step.key == steps.REPORT and self.step.state == steps.DONE:
            return "/report", "Read the report"
        if self.step.key == steps.CODEBOOK and self.is_next and not self.step.problems:
            return PAGES[steps.READ]  # codes come from reading
        return PAGES.get(self.step.key)

    @property
    def is_next(self) -> bool:
        return self.step.state == steps.NEXT


def show_study(visit: Visit) -> Response:
    checklist = visit.study.checklist()
    following = steps.find_next(checklist)
    shown = [ShownStep(step, _choose_verb(step)) for step in checklist]
    is_empty = following is not None and following.key == steps.TRANSCRIPTS and not following.verb
    return visit.show(
        "study.html.jinja",
        steps=shown,
        following=following,
        is_empty=is_empty,
        strays=visit.study.stray_files() if is_empty else (),
        waiting=() if is_empty else _list_new_transcripts(visit),
    )


def _list_new_transcripts(visit: Visit) -> tuple[str, ...]:
    """The new files that are read as transcripts; the list of participants is none."""
    people = visit.study.settings.transcripts.participants
    return tuple(path for path in visit.study.waiting_files().new if path != people)


def _choose_verb(step: ChecklistStep) -> str:
    if step.verb or step.state == steps.LATER:
        return step.verb
    if step.key == steps.SURVEY and step.state == steps.DONE:
        return "link"
    return AGAIN.get(step.key, "") if step.state == steps.DONE else ""


ROUTES = (page("/", show_study),)
