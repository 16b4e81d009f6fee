"""The matrix people × codes: what was said, quantitised for other software."""

from __future__ import annotations

from interviewkit.findings.counting.voicing import build_people_table
from interviewkit.model import PARTICIPANT, PARTICIPANT_WAVE, PersonRow, Reading


def quantitise_people(reading: Reading, *, by_wave: bool = False) -> list[PersonRow]:
    """One row a participant, or with ``by_wave`` one a participant and wave they spoke in.

    Where nobody has read anything, all that was said is theirs. Participants of whom nothing was
    read have a row with no turns all the same, but none by wave. Rows come by participant, then
    wave.
    """
    table = build_people_table(
        reading,
        speaker_of=reading.counted or reading.codable,
        unit=PARTICIPANT_WAVE if by_wave else PARTICIPANT,
    )
    of = [thing.name for thing in table.things]
    rows = {
        who: PersonRow(
            *who, int(read), int(words), dict(zip(of, map(int, passages.tolist()), strict=True))
        )
        for who, read, words, passages in zip(
            table.who, table.read, table.words, table.passages, strict=True
        )
    }
    unread = {} if by_wave else dict.fromkeys((name, "") for name in reading.codable.values())
    silent = {who: PersonRow(*who, 0, 0, dict.fromkeys(of, 0)) for who in unread}
    return [row for _, row in sorted((silent | rows).items())]
