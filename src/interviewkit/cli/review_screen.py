"""How the review desk looks: lines for a terminal, and the same in plain words for a pipe."""

from __future__ import annotations

from collections.abc import Iterator

import click

from interviewkit.cli.review_desk import COMMANDS, Desk, Draft
from interviewkit.cli.terminal import strip_controls, wrap_text, write_bold, write_dim
from interviewkit.model import Card, Code, Coding
from interviewkit.wording.numbers import decimal

SHORT = {
    "verdict": "y accept  n reject  p polarity  c code  j k sentence  ← → words  ↑ ↓ sentences  "
    "Tab end  PgUp PgDn page  b before  m memo  i info  u undo  s skip  q quit  ? help",
    "turn": "1-9 code  d done  x withdraw  PgUp PgDn page  b before  m memo  u undo  s skip  "
    "q quit  ? help",
}
QUESTION_LINES, BEFORE_LINES = 5, 3


def draw_head(desk: Desk, width: int) -> list[str]:
    """Where one is, and what was said before."""
    return [_headline(desk, desk.card), "", *_context(desk, desk.card, width)] if desk.card else []


def draw_body(desk: Desk, width: int) -> list[str]:
    """The turn with the passage set off, or all keys where somebody asked for them."""
    if desk.help:
        return _all_keys()
    mark = desk.draft.span if desk.draft else None
    return wrap_text(desk.card.turn.text, width, mark) if desk.card else []


def draw_foot(desk: Desk, width: int) -> list[str]:
    """What is asked, what went wrong, and the keys in short; nothing beside all keys."""
    if desk.help:
        return []
    keys = SHORT["verdict" if desk.draft else "turn"]
    side = f"[{desk.side} moves]  " if desk.draft else ""
    short = map(write_dim, wrap_text(side + keys, width))
    return ["", *list_questions(desk, width), "", *_note(desk), *short]


def describe_desk(desk: Desk, *, whole: bool) -> str:
    """The desk in plain words; ``whole`` for a new turn, else only what has changed."""
    card = desk.card
    if card is None:
        return ""
    lines = []
    if whole:
        lines = ["", _headline(desk, card), *_context(desk, card, 100), *_numbered(card)]
    if desk.draft is not None:
        lines.append(f"  passage: “{_flat(card.turn.text[slice(*desk.draft.span)])}”")
    keys = _all_keys() if desk.help else []
    return click.unstyle("\n".join([*lines, *list_questions(desk, 100), *_note(desk), *keys]))


def list_questions(desk: Desk, width: int) -> list[str]:
    """What the person is asked: a verdict on one passage, or what else the turn holds."""
    card = desk.card
    if card is None:
        return []
    lines = list(_verdict(desk, desk.draft, width)) if desk.draft else list(_turn(card))
    for each in card.said:
        lines += wrap_text(each, width, left="  ")
    for each in card.memos:
        lines += wrap_text(f"memo: {each}", width, left="  ")
    return lines


def _headline(desk: Desk, card: Card) -> str:
    review = desk.review
    blind = " (blind)" if card.blind else ""
    done = f"{review.read + 1} of {review.limit}" if review.limit else f"{review.read + 1}"
    place = f"{card.turn.transcript}, turn {card.turn.position}"
    parts = [review.coder, f"{card.queue}{blind}", *filter(None, [card.why]), done]
    parts += [place, card.speaker]
    return click.style(" · ".join(strip_controls(part) for part in parts), reverse=True)


def _context(desk: Desk, card: Card, width: int) -> list[str]:
    """The turns before, dimmed; the question asked comes first where it lies further back."""
    shown = card.before[-desk.before :]
    lines = []
    if card.question and not any(turn.text == card.question for _, turn in shown):
        lines += _said(f"asked: {card.question}", width, QUESTION_LINES)
    for speaker, turn in shown:
        lines += _said(f"{speaker}: {turn.text}", width, BEFORE_LINES)
    left = len(card.before) - len(shown)
    if lines and left:
        lines = [f"  … {left} more turns before: b", *lines]
    return [*map(write_dim, lines), ""] if lines else []


def _said(text: str, width: int, most: int) -> list[str]:
    """The end of what was said, which is what the turn answers."""
    lines = wrap_text(text, width)
    name = lines[0][: lines[0].find(":") + 1] if len(lines) > most else ""
    return [f"{name} …", *lines[1 - most :]] if name else lines


def _numbered(card: Card) -> Iterator[str]:
    for number, span in enumerate(card.sentences, start=1):
        yield f"  {number}. {_flat(card.turn.text[slice(*span)])}"


def _verdict(desk: Desk, draft: Draft, width: int) -> Iterator[str]:
    more = f"   ({len(desk.waiting)} more in this turn)" if desk.waiting else ""
    what = "Does this hold here?" if draft.proposal else "Is this what you mean?"
    yield write_bold(
        f"  {strip_controls(draft.code.label)} ({draft.polarity})  {what}"
    ) + write_dim(more)
    yield from wrap_text(draft.code.definition, width, left="    ")
    if draft.proposal is not None:
        yield from map(write_dim, wrap_text(_evidence(draft.proposal), width, left="    "))
    if draft.proposal is not None and draft.proposal.code != draft.code.id:
        yield f"    instead of {strip_controls(draft.proposal.code)}, which is then rejected"
    if desk.info:
        yield from _whole_code(draft.code, width)


def _evidence(proposal: Coding) -> str:
    score = "" if proposal.score is None else f" {decimal(proposal.score)}"
    why = [
        f"{each.kind} {each.what}" + (f" {decimal(each.strength)}" if each.strength else "")
        for each in proposal.evidence
    ]
    return f"{proposal.coder}{score}" + (f": {'; '.join(why)}" if why else "")


def _whole_code(code: Code, width: int) -> Iterator[str]:
    groups = {
        "include": code.include,
        "exclude": code.exclude,
        "example": tuple(f"{each.text} ({each.polarity})" for each in code.examples),
        "near miss": tuple(each.text for each in code.near_misses),
    }
    for name, texts in groups.items():
        for text in texts[:4]:
            yield from map(write_dim, wrap_text(f"{name}: {text}", width, left="    "))


def _turn(card: Card) -> Iterator[str]:
    codes = "other codes" if card.own else "codes"
    yield write_bold(f"  Which {codes} are in this turn? A number for each, then d for done.")
    for number, code in enumerate(card.codes, start=1):
        yield f"    {number} {strip_controls(code.label)} ({' '.join(code.polarity)})"
    for number, each in enumerate(card.own, start=1):
        quote = _flat(each.passage.quote)
        cut = quote if len(quote) < 60 else f"{quote[:59]}…"
        yield write_dim(f"    yours {number}: {each.status} {each.code} ({each.polarity}) “{cut}”")


def _note(desk: Desk) -> list[str]:
    return [click.style(f"  {strip_controls(desk.note)}", fg="yellow")] if desk.note else []


def _all_keys() -> list[str]:
    return [f"  {each.key:<3} {each.word:<14} {each.help}" for each in COMMANDS]


def _flat(text: str) -> str:
    return " ".join(strip_controls(text).split())
