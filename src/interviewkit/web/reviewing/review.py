"""The page on which one judges turn after turn: which queue, the card, and what a key does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from interviewkit.errors import StudyError
from interviewkit.model import QUEUES, Card, Coding
from interviewkit.model.code_colours import choose_colours
from interviewkit.model.review import ASSIGNED, RANDOM, RARE, TEACH
from interviewkit.web.answering.told import RequestError, Told
from interviewkit.web.answering.visit import Visit, act, page
from interviewkit.web.reviewing.cards import describe_card, describe_own
from interviewkit.web.reviewing.desks import Choice, OpenReview

USUAL_TURNS = 50

ABOUT: Mapping[str, str] = {
    TEACH: "First turns that likely hold a code that is still to be found, until each was found in "
    "ten; then turns of which the machine is least sure. Teaches it most.",
    RARE: "Turns that likely hold a code of which few passages are known: finds examples soonest.",
    "uncertain": "Turns of which the machine is least sure.",
    "disagreement": "Turns of which the machine's coders say different things.",
    RANDOM: "Turns that chance alone chose, read without proposals: they tell how good the machine "
    "is.",
    "all": "Every turn, in order: for a transcript or two that you want read whole.",
    "remainder": "What the machine may not decide alone and leaves to people.",
    ASSIGNED: "What was dealt out to you, read without proposals.",
}
"""What each queue is for."""

WHY: Mapping[str, str] = {
    RANDOM: "Chance chose this turn. Turns like it are the only honest measure of how often the "
    "machine errs, so nothing is proposed here.",
    ASSIGNED: "This turn was dealt out to you by chance, to be read without proposals.",
    "all": "Turns come in order.",
}
CHOSEN = "This turn was chosen because it may teach most; how likely it was to be chosen is stored."


def choose_queue(visit: Visit) -> Response:
    """Which turns, for which codes, how many; and how far one is."""
    workload = visit.study.workload(coder=visit.coder) if visit.coder else ()
    codes = visit.study.codebook()[0].codes
    has_assigned = any(row["queue"] == ASSIGNED and row["left"] for row in workload)
    usual = ASSIGNED if has_assigned else TEACH
    known = {row["queue"]: row for row in workload}
    queues = [(name, ABOUT[name], known.get(name)) for name in QUEUES]
    return visit.show(
        "review.html.jinja", queues=queues, usual=usual, codes=codes, turns=USUAL_TURNS
    )


def show_desk(visit: Visit) -> Response:
    """The desk; its card is asked for by its script, since giving one out is written down."""
    return visit.show("desk.html.jinja")


def open_desk(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Sit down, or come back to the card that lies there; ``anew`` begins a new session."""
    if told.truth("anew"):
        visit.workspace.desks.get_up(*_who(visit), _choice(visit, told))
    desk = _desk(visit, told)
    with desk.alone():
        desk.look()
        return _tell(visit, desk)


def accept(visit: Visit, told: Told) -> Mapping[str, Any]:
    """The code holds in a passage, as proposed or as the reader marked it."""
    desk = _desk(visit, told)
    with desk.judging(told.number("turn")) as card:
        code, span = _code(card, told.text("code")), told.span()
        if span is None or not 0 <= span[0] < span[1] <= len(card.turn.text):
            raise RequestError("the passage must lie within the turn")
        sign = told.text("polarity")
        if sign not in code.polarity:
            raise StudyError(f"{code.label} is never coded {sign!r}")
        proposal = _proposal(card, told.number("proposal")) if "proposal" in told else None
        desk.review.accept(card, code.id, span, sign, proposal)
        return _tell_own(desk)


def reject(visit: Visit, told: Told) -> Mapping[str, Any]:
    """None of these proposals hold."""
    desk = _desk(visit, told)
    with desk.judging(told.number("turn")) as card:
        for each in [_proposal(card, number) for number in told.numbers("proposals")]:
            desk.review.reject(card, each)
        return _tell_own(desk)


def withdraw(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Take back a coding of one's own."""
    desk = _desk(visit, told)
    with desk.judging(told.number("turn")) as card:
        wanted = told.number("coding")
        for each in desk.review.own(card):
            if each.id == wanted:
                desk.review.withdraw(card, each)
        return _tell_own(desk)


def note(visit: Visit, told: Told) -> Mapping[str, Any]:
    """A memo on the turn, or on a passage under a code."""
    desk = _desk(visit, told)
    with desk.judging(told.number("turn")) as card:
        code = told.text("code", "")
        desk.review.memo(card, told.text("text"), code, told.span() if code else None)
        return {}


def finish(visit: Visit, told: Told) -> Mapping[str, Any]:
    """The turn is read to its end; the next card."""
    desk = _desk(visit, told)
    with desk.judging(told.number("turn")) as card:
        desk.review.close(card)
        desk.turn()
        return _tell(visit, desk)


def skip(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Leave the turn for another session; the next card."""
    desk = _desk(visit, told)
    with desk.judging(told.number("turn")) as card:
        desk.review.skip(card)
        desk.turn()
        return _tell(visit, desk)


def undo(visit: Visit, told: Told) -> Mapping[str, Any]:
    """Take back what was done last; its turn lies on the desk again."""
    desk = _desk(visit, told)
    with desk.alone():
        undone = desk.review.undo()
        if undone is None:
            raise StudyError("there is nothing to undo")
        desk.turn()
        return {**_tell(visit, desk), "undone": f"{undone.act} {undone.code}".strip()}


def _who(visit: Visit) -> tuple[str, str]:
    if not visit.coder:
        raise StudyError("nobody has said who reads", hint="say it with the button on top")
    return str(visit.request.session.get("id", "")), visit.coder


def _choice(visit: Visit, told: Told) -> Choice:
    """What was chosen; a browser that is blind reads blind whatever was chosen."""
    return Choice(
        told.text("queue", ""),
        told.texts("codes"),
        told.truth("blind") or visit.is_blind,
        told.number("limit", 0),
        min(told.number("share", 25), 100) / 100,
    )


def _desk(visit: Visit, told: Told) -> OpenReview:
    return visit.workspace.desks.sit_down(visit.study, *_who(visit), _choice(visit, told))


def _code(card: Card, name: str) -> Any:
    for code in card.codes:
        if code.id == name:
            return code
    raise StudyError(f"there is no code {name!r} on this card")


def _proposal(card: Card, number: int) -> Coding:
    if number >= len(card.proposals):
        raise RequestError("there is no such proposal on this card")
    return card.proposals[number]


def _tell_own(desk: OpenReview) -> Mapping[str, Any]:
    card = desk.look()
    return {"own": describe_own(card.own) if card else []}


def _tell(visit: Visit, desk: OpenReview) -> Mapping[str, Any]:
    """The card, and how far one is."""
    review, card = desk.review, desk.card
    colours = choose_colours(review.codebook.code_ids)
    told = describe_card(card, colours, hide=visit.is_blind) if card else None
    why = WHY.get(card.queue, CHOSEN) if card else ""
    if card and card.why and not visit.is_blind:
        why = f"{card.why[:1].upper()}{card.why[1:]}. {why}"
    return {
        "card": told,
        "why": why,
        "read": review.read,
        "left": review.left(),
        "queue": review.queue,
        "limit": review.limit,
    }


ROUTES = (
    page("/review", choose_queue),
    page("/review/read", show_desk),
    act("/api/review/open", open_desk),
    act("/api/review/accept", accept),
    act("/api/review/reject", reject),
    act("/api/review/withdraw", withdraw),
    act("/api/review/memo", note),
    act("/api/review/done", finish),
    act("/api/review/skip", skip),
    act("/api/review/undo", undo),
)
