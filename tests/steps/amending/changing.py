"""A study of one interview that Kim and Lee have judged, made without any model."""

from __future__ import annotations

from pathlib import Path

from builders_review import review_study
from interviewkit import Study
from interviewkit.model import ACCEPTED, REJECTED, Coder, Coding, Passage
from interviewkit.store.database import Store

COMMENTED = """\
# Ours since 2019
name: Small   # a name
version: "1"
themes:
  - id: bonds
    label: Bonds
    codes: [isolation]   # one so far
codes:
  - id: isolation   # the old word
    label: Isolation
    definition: Weaker ties to people at work.
    polarity: ["+", "-"]
    include: [fewer talks]
    examples: [I hardly talk to my colleagues any more.]

  # still a draft
  - id: trust
    label: Trust
    definition: They rely on what it says.
    examples:
      - I believe what it tells me.   # from Ana
"""


def judged_study(folder: Path) -> Study:
    """Kim found isolation in turns 2 and 4 and trust in 4, Lee rejected both in turn 2."""
    study = review_study(folder)
    (folder / "codebook.yaml").write_text(COMMENTED, "utf-8")
    study = Study.open(folder)
    say(study, "kim", 2, "I hardly talk to my colleagues any more.", "isolation")
    say(study, "kim", 4, "We talk more than ever.", "isolation", polarity="-")
    say(study, "kim", 4, "We talk more than ever.", "trust", polarity="-")
    say(study, "kim", 4, "I believe what it tells me.", "trust")
    say(study, "lee", 2, "The coffee is good though.", "isolation", status=REJECTED)
    say(study, "lee", 2, "The coffee is good though.", "trust", status=REJECTED)
    say(study, "lee", 4, "We talk more than ever.", "isolation", status=REJECTED)
    note_read(study, "kim", {2: ["isolation", "trust"], 4: ["isolation"], 6: ["trust"]})
    return study


def say(
    study: Study,
    coder: str,
    position: int,
    quote: str,
    code: str,
    *,
    polarity: str = "+",
    status: str = ACCEPTED,
) -> None:
    """Let a person say that a code holds for a quote, or does not."""
    versions = {each.id: each.version for each in study.codebook()[0].codes}
    with Store(study.root / "study.db").writing() as shelves:
        turn = next(t for t in shelves.transcripts.turns() if t.position == position)
        start = turn.text.index(quote)
        passage = Passage.cut(turn, start, start + len(quote))
        shelves.codings.add_coder(Coder(coder))
        shelves.codings.add([Coding(passage, code, coder, polarity, status=status)], versions, None)


def note_read(study: Study, coder: str, codes: dict[int, list[str]]) -> None:
    """What a person has read: position of a turn → the codes that they read it for."""
    with Store(study.root / "study.db").writing() as shelves:
        ids = {turn.position: turn.id or 0 for turn in shelves.transcripts.turns()}
        for position, names in codes.items():
            shelves.coverage.note_read(coder, [ids[position]], None, names)


def list_state(study: Study) -> dict[str, object]:
    """All that a change of the codebook may touch, to be compared before and after."""
    with Store(study.root / "study.db").reading() as shelves:
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        return {
            "file": (study.root / "codebook.yaml").read_bytes(),
            "codings": sorted(
                (c.coder, c.passage.place, c.code, c.polarity, c.status, c.code_version)
                for c in shelves.codings.list(turns)
            ),
            "read": shelves.coverage.of_all(),
            "asked": [shelves.recodings.asked(table) for table in ("draw", "assignment")],
            "certificates": shelves.certificates.list(),
            "inferences": [(each.of, each.text) for each in shelves.inferences.list()],
        }
