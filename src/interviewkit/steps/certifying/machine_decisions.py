"""What the machine decides alone, as codings and readings of the coder ``machine (certified)``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.model import (
    ACCEPTED,
    CERTIFIED,
    MACHINE,
    Codebook,
    Coder,
    Coding,
    Passage,
    Selective,
)
from interviewkit.model import Evidence as Reason
from interviewkit.steps.certifying.evidence import CertificateEvidence, collect_machine_spans
from interviewkit.steps.reviewing.queue import Frame
from interviewkit.store.shelves import Shelves
from interviewkit.version import __version__
from interviewkit.wording.numbers import decimal, percent


@dataclass(frozen=True)
class Decided:
    """What the machine decides alone: the codings that hold, and what counts as read."""

    codings: Sequence[Coding]
    read: Mapping[int, set[str]]
    old: Sequence[Coding]

    @classmethod
    def of(
        cls,
        shelves: Shelves,
        frame: Frame,
        codebook: Codebook,
        found: Sequence[tuple[Selective, CertificateEvidence]],
        kept: Collection[str],
    ) -> Decided:
        """What these certificates decide, beside what stands of the codes that are ``kept``."""
        known = shelves.codings.coverage(CERTIFIED)
        old = shelves.codings.list(frame.turns, coders=[CERTIFIED])
        codings = [each for each in old if each.code in kept]
        stays = set(kept)
        read = {turn: codes & stays for turn, codes in known.items() if codes & stays}
        where = collect_machine_spans(shelves, frame, codebook)
        for each, evidence in found:
            for turn, score in evidence.scores.items():
                verdict = each.decide(score)
                if verdict is None:
                    continue
                read.setdefault(turn, set()).add(each.code)
                if verdict:
                    at = where.get((turn, each.code)) or [_code_whole_turn(frame, turn, each.code)]
                    codings += [_certified(one, each, score) for one in at]
        return cls(codings, read, old)

    def differs(self, shelves: Shelves) -> bool:
        old, new = ({_content(c) for c in those} for those in (self.old, self.codings))
        return old != new or shelves.codings.coverage(CERTIFIED) != self.read

    def save(self, shelves: Shelves, run: int, codebook: Codebook) -> None:
        """Write down what is new and retire what no longer stands; the rest is left alone."""
        shelves.codings.add_coder(Coder(CERTIFIED, MACHINE, __version__))
        new = {_content(each): each for each in self.codings}
        here = {_content(each) for each in self.old}
        gone = [each.id or 0 for each in self.old if _content(each) not in new]
        shelves.codings.retire(gone, run)
        versions = {code.id: code.version for code in codebook.codes}
        fresh = [each for content, each in new.items() if content not in here]
        shelves.codings.add(fresh, versions, run)
        if shelves.codings.coverage(CERTIFIED) != self.read:
            shelves.codings.set_read(CERTIFIED, [], run)
            for code in codebook.code_ids:
                turns = [turn for turn, codes in self.read.items() if code in codes]
                shelves.codings.note_read(CERTIFIED, turns, run, [code])


def _certified(proposal: Coding, found: Selective, score: float) -> Coding:
    """A proposal as what the machine has decided: why it may is among the evidence."""
    sure = found.present
    needed = decimal(sure.threshold or 0.0)
    why = f"score {decimal(score)} of {needed} needed; error below {percent(sure.error)}"
    return replace(
        proposal,
        coder=CERTIFIED,
        status=ACCEPTED,
        evidence=(Reason("certificate", why, round(score, 6)), *proposal.evidence),
        run=None,
        id=None,
    )


def _code_whole_turn(frame: Frame, turn: int, code: str) -> Coding:
    """A whole turn, where no coder says which passage of it."""
    text = frame.turns[turn].text
    return Coding(Passage.cut(frame.turns[turn], 0, len(text)), code, MACHINE)


def _content(coding: Coding) -> tuple[object, ...]:
    span = coding.passage
    return (
        span.turn.id,
        span.start,
        span.end,
        coding.code,
        coding.polarity,
        coding.score,
        coding.evidence,
    )
