"""Comparisons corrected by an audit, where people judged everything and so the truth is known.

    python benchmarks/coding_error_elsewhere.py [--shared PATH/TO/data] [--audits 25] [--write]

*CaSiNo* (Chawla et al. 2021, CC-BY): of 60 negotiations of two people the machine codes seven
strategies from five sentences each, taken from other negotiations. Some of the turns are drawn at
random and judged as the authors' coders did; that is repeated. What the corrected difference says
of a segment is held against the difference when all turns are judged. The machine is bad on
purpose, and its errors are real ones: nobody made them alike on both sides.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from association_elsewhere import STRATEGIES, _about, _dialogues, _turns
from page import ROOT, write

from interviewkit import Study
from interviewkit.model import Association

PAGE = ROOT / "docs" / "comparisons.md"
DIALOGUES, EXAMPLES, JUDGED = 60, 5, (150, 300)
CODES = tuple(code for code in STRATEGIES if code not in ("uv-part", "other-need"))
SEGMENTS = {
    "prosocial": 'svo == "prosocial"',
    "agreeable": "agreeable >= quantile(agreeable, 0.5)",
    "won": "points >= 22",
    "older": "age >= quantile(age, 0.5)",
}
NOTHING, MUCH = 0.05, 0.20
HEADER = ("transcript", "turn", "code", "coder", "status")
Rows = Mapping[tuple[str, str], Association]


@dataclass(frozen=True)
class Trial:
    """One code and segment: all judged, as coded, and corrected."""

    judged: int
    truth: float
    coded: float
    found: Association

    @property
    def holds(self) -> bool:
        ends = self.found.difference.interval
        return ends.low <= self.truth <= ends.high


def trials(shared: Path, audits: int) -> list[Trial]:
    """What every audit finds, of every code and segment in which anything was tested."""
    with tempfile.TemporaryDirectory() as place:
        base = Path(place) / "base"
        codings = make_study(shared, base)
        study = Study.open(base)
        study.ingest()
        study.code()
        study.link()
        coded, truth = rows_of(study), judged_by(base, codings, sorted(codings), "")
        found = []
        for n in JUDGED:
            for seed in range(audits):
                drawn = random.Random(1000 * n + seed).sample(sorted(codings), n)
                rows = judged_by(base, codings, drawn, f"{n}/{len(codings)}")
                found += [
                    Trial(n, truth[key].difference.value, coded[key].difference.value, row)
                    for key, row in rows.items()
                    if not math.isnan(row.tested.p) and not math.isnan(truth[key].difference.value)
                ]
    return found


def make_study(shared: Path, folder: Path) -> dict[tuple[str, int], list[str]]:
    """The study on disk; (transcript, turn) → the strategies that people found there."""
    (folder / "transcripts").mkdir(parents=True)
    talk, survey, codings = [], [], {}
    records = list(_dialogues(shared))
    for record in records[:DIALOGUES]:
        name = f"D{record['dialogue_id']:04}"
        for turn, (text, agent, said) in enumerate(_turns(record), 1):
            talk.append((name, f"{name}-{agent[-1]}", text))
            codings[name, turn] = [code for code in said.split(",") if code in CODES]
        survey += [
            {"id": f"{name}-{agent[-1]}", **_about(who)}
            for agent, who in record["participant_info"].items()
        ]
    put(folder / "transcripts" / "talk.csv", ("transcript", "speaker", "text"), talk)
    put(folder / "survey.csv", [*survey[0]], [[*row.values()] for row in survey])
    ids = [(row["id"],) * 3 for row in survey]
    put(folder / "participants.csv", ("speaker", "participant", "respondent"), ids)
    (folder / "codebook.yaml").write_text(codebook(records[DIALOGUES:]), "utf-8")
    rules = "\n".join(f"{name} = '{rule}'" for name, rule in SEGMENTS.items())
    (folder / "study.toml").write_text(
        '[study]\nname = "Elsewhere"\n[transcripts]\nparticipants = "participants.csv"\n'
        '[codebook]\nfile = "codebook.yaml"\n[coding]\ncoders = ["examples"]\n'
        f'[survey]\nfile = "survey.csv"\nrespondent = "id"\n[segments]\n{rules}\n',
        "utf-8",
    )
    return codings


def codebook(others: Sequence[Mapping]) -> str:
    """Seven codes with a few sentences from negotiations that are not in the study."""
    lines = ['name: Strategies\nversion: "1"\ncodes:']
    for code in CODES:
        said = (
            text.replace('"', "'")
            for record in others
            for text, _, codes in _turns(record)
            if [c for c in codes.split(",") if c] == [code] and 30 < len(text) < 140
        )
        examples = "".join(f'\n    - "{text}"' for text in islice(said, EXAMPLES))
        lines.append(f"- id: {code}\n  label: {code}\n  definition: {code}.\n  examples:{examples}")
    return "\n".join(lines) + "\n"


def judged_by(
    base: Path,
    codings: Mapping[tuple[str, int], Sequence[str]],
    turns: Sequence[tuple[str, int]],
    chance: str,
) -> Rows:
    """The comparisons once somebody has judged these turns, drawn with this chance."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(base, Path(place) / "study"))
        rows = [
            (name, turn, code, "people", "accepted" if code else "read")
            for name, turn in turns
            for code in codings[name, turn] or [""]
        ]
        put(folder / "judged.csv", HEADER, rows)
        study = Study.open(folder)
        study.import_codings(folder / "judged.csv", chance=chance)
        return rows_of(study)


def rows_of(study: Study) -> Rows:
    return {(row.of, row.segment): row for row in study.associations().segments}


def put(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def table(found: Sequence[Trial], audits: int) -> str:
    lines = [
        f"{DIALOGUES} negotiations, {len(CODES)} codes by {len(SEGMENTS)} segments, {audits} audits"
        " each. Off: how far the difference lies from the truth on average, in points.",
        "",
        "| judged | interval holds the truth | alarms, truth within 5 points | found, truth of 20 "
        "or more | off, as coded | off, corrected |",
        "|--:|--:|--:|--:|--:|--:|",
    ]
    for n in JUDGED:
        some = [each for each in found if each.judged == n]
        sure = [(abs(each.truth), each.found.tested.p < 0.05) for each in some]
        off = [
            100 * sum(abs(value - each.truth) for each, value in pairs) / len(some)
            for pairs in (
                [(each, each.coded) for each in some],
                [(each, each.found.difference.value) for each in some],
            )
        ]
        lines.append(
            f"| {n} | {share([each.holds for each in some])} "
            f"| {share([p for truth, p in sure if truth < NOTHING])} "
            f"| {share([p for truth, p in sure if truth >= MUCH])} | {off[0]:.0f} | {off[1]:.0f} |"
        )
    return "\n".join(lines)


def share(hits: Sequence[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):.1f} % of {len(hits)}" if hits else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--audits", type=int, default=25)
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    args = parser.parse_args()
    text = table(trials(args.shared, args.audits), args.audits)
    print(text)
    if args.write:
        begin, end = "<!-- real errors -->", "<!-- end of real errors -->"
        write(PAGE, text, begin, end, "Where the truth is known")


if __name__ == "__main__":
    main()
