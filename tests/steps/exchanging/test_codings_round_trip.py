"""Codings that leave a study and come into another say there what they said here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builders_review import review_study
from interviewkit import Study
from interviewkit.model import Comparison
from interviewkit.store.database import Store

LATER = """  - id: lunch
    label: Lunch
    definition: Eating together.
    examples: [We have lunch together on Fridays.]
"""


def read_through(study: Study, coder: str, *codes: str, turns: int, leave: bool = False) -> None:
    """Read so many turns to the end and accept what is proposed; ``leave`` the last one open."""
    session = study.review(coder, queue="all", codes=codes, blind=False, limit=0)
    for number in range(turns):
        card = session.card()
        assert card is not None
        for each in card.proposals:
            place = (each.passage.start, each.passage.end)
            session.accept(card, each.code, place, each.polarity)
        if not (leave and number == turns - 1):
            session.close(card)


def coverage(study: Study) -> Mapping[str, object]:
    """Coder → (transcript, position) → the codes that the turn was read for."""
    with Store(study.root / "study.db").reading() as shelves:
        places = {turn.id: (turn.transcript, turn.position) for turn in shelves.transcripts.turns()}
        return {
            name: {places[key]: codes for key, codes in shelves.coverage.of(name).items()}
            for name in ("ana", "ben")
        }


def test_a_file_carries_the_codes_that_were_read_for(tmp_path: Path) -> None:
    here = review_study(tmp_path / "here")
    read_through(here, "ana", "isolation", turns=4)
    read_through(here, "ben", turns=6, leave=True)
    book = (here.root / "codebook.yaml").read_text("utf-8") + LATER
    (here.root / "codebook.yaml").write_text(book, "utf-8")
    here = Study.open(here.root)
    read_through(here, "ana", "lunch", "isolation", turns=2)

    there = review_study(tmp_path / "there")
    (there.root / "codebook.yaml").write_text(book, "utf-8")
    there = Study.open(there.root)
    file = tmp_path / "codings.csv"
    here.export_codings(file)
    outcome = there.import_codings(file)
    assert not [each for each in outcome.problems if "read_for" in each.what]
    assert coverage(there) == coverage(here)
    how = Comparison(resamples=0)
    rows = here.agreement("ana", "ben", how=how)
    assert [(row.code, row.n) for row in rows] == [("isolation", 4), ("all codes", 4)]
    for mine, theirs in zip(rows, there.agreement("ana", "ben", how=how), strict=True):
        assert mine.measures == theirs.measures
        assert mine.pairs == theirs.pairs

    again = there.import_codings(file)
    assert again.facts["codings"] == 0
    assert coverage(there) == coverage(here)


def test_a_file_that_names_no_codes_counts_for_those_of_the_day(tmp_path: Path) -> None:
    study = review_study(tmp_path / "study")
    file = tmp_path / "codings.csv"
    file.write_text("transcript,turn,code,coder\ntalk,2,isolation,ana\ntalk,4,,ben\n", "utf-8")
    study.import_codings(file)
    both = {"isolation", "trust"}
    assert coverage(study) == {"ana": {("talk", 2): both}, "ben": {("talk", 4): both}}


def test_codes_that_the_codebook_lacks_are_kept_and_told(tmp_path: Path) -> None:
    study = review_study(tmp_path / "study")
    file = tmp_path / "codings.csv"
    lines = ("transcript,turn,code,coder,read_for", "talk,2,,ana,trust; lunhc", "talk,4,,ben,trust")
    file.write_text("\n".join(lines) + "\n", "utf-8")
    outcome = study.import_codings(file)
    assert "read_for names codes that the codebook lacks: lunhc" in outcome.problems[0].what
    assert coverage(study) == {
        "ana": {("talk", 2): {"trust", "lunhc"}},
        "ben": {("talk", 4): {"trust"}},
    }
