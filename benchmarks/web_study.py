"""Large studies to measure the workspace on: 1,250 interviews, and two long transcripts.

    python benchmarks/web_study.py interviews FOLDER [--shared PATH/TO/shared/data]
    python benchmarks/web_study.py reading FOLDER

``interviews``: 1,250 real interviews of some 30,000 turns in two waves, taken in as
always; a survey and segments; a codebook of 30 codes; 100,000 codings of three people and three
machines, 50,000 entries of the log, memos, a topic map. ``reading``: one transcript of 2,000 turns
with 5,000 codings that overlap, and one of 20,000 turns. What people and machines say of the words
is drawn at random: it is for measuring time.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from interviewkit import Study
from interviewkit.model import Coder, Coding, Evidence, Judgement, Passage, Topic, TopicFit, Turn
from interviewkit.model.review import ACCEPT, MEMO, READ
from interviewkit.steps.record import begin_run, tell_time
from interviewkit.store.shelves import Shelves

ROOT = Path(__file__).parent.parent
PEOPLE = ("ana", "ben", "cleo")
MACHINES = ("rules", "examples", "machine")
CODINGS = 100_000
BY_PEOPLE = 36_000
ENTRIES = 50_000
SUBJECTS = [
    "time",
    "trust",
    "error",
    "privacy",
    "cost",
    "skill",
    "learning",
    "teaching",
    "writing",
    "coding",
    "data",
    "research",
    "meeting",
    "email",
    "client",
    "team",
    "manager",
    "deadline",
    "quality",
    "creativity",
    "idea",
    "feedback",
    "control",
    "fear",
    "future",
    "job",
    "training",
    "source",
    "accuracy",
    "tool",
]
"""What the codes are about: words that come up in these interviews, so that rules find some."""

STUDY = """
[study]
name = "AI at work: 1,250 interviews"
seed = 1
[transcripts]
moderators = ["Assistant", "AI"]
columns = { transcript = "transcript_id" }
cohorts = { "work_*" = "workforce", "creativity_*" = "creatives", "science_*" = "scientists" }
[codebook]
file = "codebook.yaml"
[coding]
coders = ["rules"]
[survey]
file = "survey.csv"
respondent = "id"
[segments]
tired = { rule = "burnout >= 4", label = "Tired" }
fresh = { rule = "burnout < 4", label = "Fresh" }
freelancers = { rule = 'work == "freelance"', label = "Freelancers" }
employees = { rule = 'work == "employed"', label = "Employees" }
"""
READING = """
[study]
name = "Long conversations"
[codebook]
file = "codebook.yaml"
[coding]
coders = ["rules"]
[topics]
enabled = false
"""


def make_interviews(folder: Path, shared: Path) -> Study:
    """A study of 1,250 interviews, with all that a workspace shows of it."""
    _write_files(folder, STUDY)
    luck = Random(11)
    names = _copy_interviews(folder, shared, luck)
    _write_survey(folder, names, luck)
    study = Study.open(folder)
    study.ingest()
    study.link()
    with study._site.store.writing() as shelves:
        turns = _codable_turns(shelves)
        _add_work(shelves, study, turns, luck, BY_PEOPLE, CODINGS - BY_PEOPLE)
        _add_log(shelves, turns, luck, ENTRIES - BY_PEOPLE)
        _add_topics(shelves, turns, luck)
    return study


def make_reading(folder: Path, shared: Path) -> Study:
    """A study of two long transcripts: 2,000 turns with 5,000 codings, and 20,000 turns."""
    _write_files(folder, READING)
    said = list(_read_words(shared))
    luck = Random(12)
    for name, turns in (("coded", 2_000), ("long", 20_000)):
        lines = _write_talk(said, turns, luck)
        (folder / "transcripts" / f"{name}.txt").write_text("\n".join(lines), "utf-8")
    study = Study.open(folder)
    study.ingest()
    with study._site.store.writing() as shelves:
        coded = shelves.transcripts.get("coded")
        _add_work(shelves, study, coded.turns if coded else (), luck, 3_000, 2_000)
    return study


def _write_files(folder: Path, toml: str) -> None:
    (folder / "transcripts").mkdir(parents=True)
    (folder / "study.toml").write_text(toml, "utf-8")
    (folder / "codebook.yaml").write_text(_write_codebook(), "utf-8")


def _write_codebook() -> str:
    """Thirty codes in six themes, each with a rule; half of them have two poles."""
    lines = ["name: AI at work", 'version: "1"', "themes:"]
    for number in range(6):
        codes = ", ".join(SUBJECTS[number::6])
        lines.append(f"  - {{id: theme_{number}, label: Theme {number}, codes: [{codes}],")
        lines.append(f"     definition: What is said of {codes}.}}")
    lines.append("codes:")
    for number, name in enumerate(SUBJECTS):
        lines += [
            f"  - id: {name}",
            f"    label: About {name}",
            f"    definition: Somebody tells what AI does to {name}, for better or worse.",
            f"    examples: [It has changed {name} a lot., I worry about {name} now.]",
            f"    patterns: [{name}]",
        ]
        lines += ['    polarity: ["+", "-"]'] if number % 2 else []
    return "\n".join(lines) + "\n"


def _find_interviews(shared: Path) -> Sequence[Path]:
    return sorted((shared / "interviews" / "anthropic_interviewer").glob("*.csv"))


def _copy_interviews(folder: Path, shared: Path, luck: Random) -> Sequence[str]:
    """The interviews, each with a wave; returns their names."""
    names = []
    for path in _find_interviews(shared):
        with path.open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        with (folder / "transcripts" / path.name).open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(["transcript_id", "wave", "text"])
            for row in rows:
                wave = luck.choice(["2025-04", "2025-05"])
                writer.writerow([row["transcript_id"], wave, row["text"]])
                names.append(row["transcript_id"])
    return names


def _read_words(shared: Path) -> Iterator[str]:
    """What people said in real interviews, turn by turn, each on one line."""
    for path in _find_interviews(shared)[:1]:
        with path.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                for block in row["text"].split("\n\n"):
                    if block.startswith("User: "):
                        yield " ".join(block.removeprefix("User: ").split())


def _write_talk(said: Sequence[str], turns: int, luck: Random) -> Iterator[str]:
    """Eight people, never twice the same one in a row: that would be one turn."""
    who = 0
    for _ in range(turns):
        who = (who + luck.randint(1, 7)) % 8
        yield f"P{who + 1:02}: {luck.choice(said)}\n"


def _write_survey(folder: Path, names: Sequence[str], luck: Random) -> None:
    """Answers of everyone who was interviewed and of as many more, with two open questions."""
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["id", "work", "burnout", "trust", "hours", "age", "why", "wish"])
        for name in (*names, *(f"other_{i}" for i in range(len(names)))):
            work = luck.choice(["employed", "employed", "freelance"])
            scales = [luck.randint(1, 5), luck.randint(1, 5), luck.randint(0, 40)]
            why = f"Because of {luck.choice(SUBJECTS)} and {luck.choice(SUBJECTS)}."
            wish = f"More {luck.choice(SUBJECTS)}, less {luck.choice(SUBJECTS)}."
            writer.writerow([name, work, *scales, luck.randint(18, 70), why, wish])


def _codable_turns(shelves: Shelves) -> list[Turn]:
    """What participants said."""
    people = {each.name for each in shelves.people.list() if not each.is_moderator}
    speaker_of = shelves.people.speaker_of()
    return [each for each in shelves.transcripts.turns() if speaker_of.get(each.id or 0) in people]


def _add_work(
    shelves: Shelves, study: Study, turns: Sequence[Turn], luck: Random, own: int, proposed: int
) -> None:
    """So many codings by people, each with its entry in the log, and so many by machines."""
    for name in PEOPLE:
        shelves.codings.add_coder(Coder(name))
    for name in MACHINES:
        shelves.codings.add_coder(Coder(name, name))
    run = shelves.runs.add(begin_run("review", "benchmark"))
    codes = {code.id: code for code in study.codebook()[0].codes}
    versions = {name: code.version for name, code in codes.items()}
    said = [_draw_coding(turns, codes, PEOPLE, luck) for _ in range(own)]
    before = shelves.codings.latest()
    shelves.codings.add(said, versions, run)
    for key, each in enumerate(said, start=before + 1):
        shelves.judgements.add(_judge(each, key), run)
    machine_run = shelves.runs.add(begin_run("code", "benchmark"))
    proposals = [_draw_coding(turns, codes, MACHINES, luck) for _ in range(proposed)]
    shelves.codings.add(proposals, versions, machine_run)
    ids = [each.id or 0 for each in turns]
    for name in MACHINES:
        shelves.coverage.note_read(name, ids, machine_run)
    for name in PEOPLE:
        shelves.coverage.note_read(name, ids[: len(ids) * 2 // 3], run)


def _draw_coding(
    turns: Sequence[Turn], codes: dict[str, object], coders: Sequence[str], luck: Random
) -> Coding:
    """A few words or a whole turn; where they overlap others is left to chance."""
    turn, code, coder = luck.choice(turns), luck.choice(list(codes)), luck.choice(coders)
    start = luck.randrange(max(1, len(turn.text) // 2))
    end = min(len(turn.text), start + luck.randint(5, 240))
    polarity = luck.choice(getattr(codes[code], "polarity", ()) or ("+",))
    passage = Passage.cut(turn, start, end)
    if coder in PEOPLE:
        return Coding(passage, code, coder, polarity, None, "accepted")
    evidence = (Evidence("pattern", code, 0.8),)
    return Coding(passage, code, coder, polarity, round(luck.random(), 3), evidence=evidence)


def _judge(coding: Coding, key: int) -> Judgement:
    """The entry of the log by which a person made a coding."""
    span = (coding.passage.start, coding.passage.end)
    turn = coding.passage.turn.id or 0
    made = {"added": [key]}
    about = (coding.code, coding.polarity, span)
    return Judgement(coding.coder, ACCEPT, turn, *about, change=made, at=tell_time())


def _add_log(shelves: Shelves, turns: Sequence[Turn], luck: Random, entries: int) -> None:
    """Turns that were read, and a memo in ten."""
    run = shelves.runs.add(begin_run("review", "benchmark log"))
    for number in range(entries):
        turn, who = luck.choice(turns), luck.choice(PEOPLE)
        memo = f"Compare what is said of {luck.choice(SUBJECTS)} elsewhere." * (number % 10 == 0)
        act = MEMO if memo else READ
        shelves.judgements.add(Judgement(who, act, turn.id or 0, memo=memo, at=tell_time()), run)


def _add_topics(shelves: Shelves, turns: Sequence[Turn], luck: Random) -> None:
    """A map of forty topics over all that participants said."""
    numbers = [luck.randrange(-1, 40) for _ in turns]
    topics = []
    for number in range(-1, 40):
        members = [place for place, of in enumerate(numbers) if of == number]
        words = tuple((word, 0.5) for word in luck.sample(SUBJECTS, 8))
        spot = {"x": luck.uniform(-1, 1), "y": luck.uniform(-1, 1)}
        topics.append(Topic(number, len(members), words, tuple(members[:8]), **spot))
    spots = tuple((luck.uniform(-1, 1), luck.uniform(-1, 1)) for _ in turns)
    measures = {"coherence": 0.1, "diversity": 0.6, "outliers": 0.02, "stability": 0.5}
    fit = TopicFit(tuple(topics), tuple(numbers), measures, positions=spots)
    run = shelves.runs.add(begin_run("discover", "benchmark"))
    shelves.topics.add(fit, [each.id or 0 for each in turns], run)


MAKERS = {"interviews": make_interviews, "reading": make_reading}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=MAKERS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    given = parser.parse_args()
    start = time.perf_counter()
    study = MAKERS[given.kind](given.folder, given.shared)
    with study._site.store.reading() as shelves:
        held = {
            **shelves.transcripts.count(),
            "codings": sum(shelves.codings.count().values()),
            "entries": len(shelves.judgements.list()),
        }
    print(json.dumps({"seconds": round(time.perf_counter() - start, 1), **held}))


if __name__ == "__main__":
    main()
