"""How speakers, people and rows of the survey hang together, and where they do not."""

from __future__ import annotations

from dataclasses import dataclass

from interviewkit.model.participant import Speaker


@dataclass(frozen=True, slots=True)
class Linked:
    """One label in one transcript, the participant behind it and the respondent behind them.

    ``respondent`` is empty where there is none; ``how`` is the rule that joined the two (``id``,
    or which differences were ignored), or why they are not joined. ``share`` is the label's share
    (0 to 1) of the words of all who do not moderate, 0 for moderators.
    """

    speaker: Speaker
    role: str
    respondent: str
    how: str
    share: float

    @property
    def is_joined(self) -> bool:
        return bool(self.respondent)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that say different things of one person.

    ``about`` is a participant or respondent, ``what`` the attribute; ``here`` and ``there`` are
    what is said, ``where`` names both sources.
    """

    about: str
    what: str
    here: str
    there: str
    where: str


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """Everything that is known, and not known, of who is who.

    ``unresolved`` and ``unlinked`` are shares (0 to 1) of participants' words: behind labels that
    nothing resolves, and of people without a row in the survey. ``without_answers`` are such
    people, ``without_speech`` respondents whom no transcript has. ``notes`` are sentences.
    """

    speakers: tuple[Linked, ...]
    contradictions: tuple[Contradiction, ...] = ()
    without_answers: tuple[str, ...] = ()
    without_speech: tuple[str, ...] = ()
    unresolved: float = 0.0
    unlinked: float = 0.0
    respondents: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """Who a label, or a participant without a row, may be: for a person to read.

    ``likeness`` runs from 0 to 1; ``also`` are others who are nearly as like. Empty
    ``participant`` or ``respondent``: nothing is proposed for it. ``asks`` is what a person could
    know where nothing is proposed.
    """

    transcript: str
    label: str
    participant: str = ""
    respondent: str = ""
    likeness: float = 0.0
    why: str = ""
    also: tuple[str, ...] = ()
    asks: str = ""
