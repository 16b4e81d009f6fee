"""Themes by segment on data of others whose results are known, through a whole study.

    python benchmarks/association_elsewhere.py --shared PATH/TO/data [--write]

*gadarian* (Gadarian and Albertson 2014; with R's stm, MIT): 341 open answers on immigration. Half
of the respondents were first made to worry. A structural topic model of three topics was fitted
by others; its topic 2 (crime, jobs, welfare) is where worry goes: on average it fills 47 % of a
worried answer and 20 % of another. Here an answer has the topic that fills most of it.

*CaSiNo* (Chawla et al. 2021, CC-BY): 396 negotiations of two people, strategies coded by people in
every turn, and what both thought of it afterwards. Reference: Pearson's correlation over people
of how often somebody used a strategy with how much they liked the other, computed from the files.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from interviewkit import Study
from interviewkit.model import Association, Inquiry, Side

PAGE = Path(__file__).parent.parent / "docs" / "comparisons.md"
MARK, END = "<!-- foreign -->\n", "<!-- end of foreign -->"
LIKED = ("Extremely dislike", "Slightly dislike", "Undecided", "Slightly like", "Extremely like")
STRATEGIES = (
    "small-talk", "vouch-fair", "uv-part", "promote-coordination", "elicit-pref", "self-need",
    "other-need", "no-need", "showing-empathy",
)  # fmt: skip
FEAR = ("afraid", "crime", "danger", "fear", "scare", "terror", "threat", "worr")
Rows = Sequence[Mapping[str, object]]


def gadarian(shared: Path, folder: Path) -> Study:
    """Codes: the topic that fills most of an answer, and words of fear."""
    place = shared / "surveys" / "stm"
    with (place / "gadarian.csv").open(encoding="utf-8", newline="") as file:
        answers = list(csv.DictReader(file))
    shares = np.loadtxt(place / "gadarianFit_theta.csv", delimiter=",", skiprows=1)
    names = [f"R{number:03}" for number in range(1, len(answers) + 1)]
    talk, codings, survey = [], [], []
    for name, answer, share in zip(names, answers, shares, strict=True):
        text = " ".join(answer["open.ended.response"].split()) or "(nothing)"
        talk.append({"transcript": name, "speaker": name, "text": text})
        said = [f"topic{share.argmax() + 1}"]
        said += ["fear"] if any(word in text.lower() for word in FEAR) else []
        codings += [{"transcript": name, "turn": 1, "code": code, "coder": "stm"} for code in said]
        survey.append(
            {"id": name, "treatment": answer["treatment"], "republican": answer["pid_rep"]}
        )
    codes = ("topic1", "topic2", "topic3", "fear")
    return _study(folder, talk, codings, survey, codes, {"worried": "treatment == 1"})


def casino(shared: Path, folder: Path) -> Study:
    """Codes: strategies; segments and variables: personality and outcome."""
    talk, codings, survey = [], [], []
    for record in _dialogues(shared):
        name = f"D{record['dialogue_id']:04}"
        for turn, (text, agent, said) in enumerate(_turns(record), 1):
            person = f"{name}-{agent[-1]}"
            talk.append({"transcript": name, "speaker": person, "text": text})
            codings += [
                {"transcript": name, "turn": turn, "code": code, "coder": "people"}
                for code in ([c for c in said.split(",") if c in STRATEGIES] or [""])
            ]
        for agent, about in record["participant_info"].items():
            survey.append({"id": f"{name}-{agent[-1]}", **_about(about)})
    segments = {
        "liked": 'likes == "Extremely like"',
        "prosocial": 'svo == "prosocial"',
        "won": "points >= 22",
    }
    columns = f'likes = "ordinal: {" < ".join(LIKED)}"'
    return _study(folder, talk, codings, survey, STRATEGIES, segments, columns)


def _dialogues(shared: Path) -> Iterable[dict]:
    seen: set[int] = set()
    for path in sorted((shared / "interviews" / "casino" / "data" / "split").glob("*.json")):
        for record in json.loads(path.read_text("utf-8")):
            if record["annotations"] and record["dialogue_id"] not in seen:
                seen.add(record["dialogue_id"])
                yield record


def _turns(record: Mapping) -> Iterable[tuple[str, str, str]]:
    """Text, speaker and codes of every coded turn; offers made by button were not coded."""
    chat = iter(record["chat_logs"])
    for text, said in record["annotations"]:
        agent = next(each["id"] for each in chat if each["text"] == text)
        yield " ".join(text.split()), agent, said


def _about(person: Mapping) -> dict[str, object]:
    outcome, personality = person["outcomes"], person["personality"]
    return {
        "points": outcome["points_scored"],
        "likes": outcome["opponent_likeness"],
        "svo": personality["svo"],
        "agreeable": personality["big-five"]["agreeableness"],
        "age": person["demographics"]["age"],
    }


def _study(
    folder: Path,
    talk: Rows,
    codings: Rows,
    survey: Rows,
    codes: Sequence[str],
    segments: Mapping[str, str],
    columns: str = "",
) -> Study:
    """A study on disk: ingested, its codings imported, linked."""
    (folder / "transcripts").mkdir(parents=True)
    _write(folder / "transcripts" / "talk.csv", talk)
    _write(folder / "survey.csv", survey)
    _write(folder / "codings.csv", codings)
    people = [
        {"speaker": row["id"], "participant": row["id"], "respondent": row["id"]} for row in survey
    ]
    _write(folder / "participants.csv", people)
    listed = "\n".join(f"  - {{id: {code}, label: {code}, definition: {code}.}}" for code in codes)
    (folder / "codebook.yaml").write_text(f'name: Codes\nversion: "1"\ncodes:\n{listed}\n', "utf-8")
    rules = "\n".join(f"{name} = '{rule}'" for name, rule in segments.items())
    (folder / "study.toml").write_text(
        '[study]\nname = "Elsewhere"\n[transcripts]\nparticipants = "participants.csv"\n'
        '[codebook]\nfile = "codebook.yaml"\n[topics]\nenabled = false\n'
        f'[survey]\nfile = "survey.csv"\nrespondent = "id"\n[survey.columns]\n{columns}\n'
        f"[segments]\n{rules}\n",
        "utf-8",
    )
    study = Study.open(folder)
    study.ingest()
    study.import_codings(folder / "codings.csv")
    study.link()
    return study


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def gadarian_lines(study: Study) -> list[str]:
    lines = [
        "| code | worried first | not | difference | p | Holm | odds ratio, party held fixed |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    plain = study.associations().segments
    held = study.associations(Inquiry(covariates=("republican",))).segments
    for row, model in zip(plain, held, strict=True):
        ends = row.difference.interval
        lines.append(
            f"| {row.of} | {_side(row.inside)} | {_side(row.outside)} "
            f"| {100 * row.difference.value:+.0f} "
            f"({100 * ends.low:+.0f} to {100 * ends.high:+.0f}) "
            f"| {_p(row.tested.p)} | {_p(row.tested.adjusted)} | {_odds(model)} |"
        )
    return lines


def casino_lines(study: Study, shared: Path) -> list[str]:
    lines = [
        "| strategy | people who used it | rank correlation with liking the other | p | Holm "
        "| Pearson's r of how often |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    reference = pearson(shared)
    for row in study.associations(Inquiry(variables=("likes",))).variables:
        ends = row.correlation.interval
        lines.append(
            f"| {row.of} | {row.voiced} of {row.people} | {row.correlation.value:+.2f} "
            f"({ends.low:+.2f} to {ends.high:+.2f}) | {_p(row.tested.p)} "
            f"| {_p(row.tested.adjusted)} | {reference[row.of]:+.2f} |"
        )
    return lines


def pearson(shared: Path) -> dict[str, float]:
    """From the files alone: how often people used a strategy, and how much they liked the other."""
    used: dict[str, list[int]] = {code: [] for code in STRATEGIES}
    liked: list[int] = []
    for record in _dialogues(shared):
        counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(STRATEGIES, 0))
        for _, agent, said in _turns(record):
            for code in said.split(","):
                if code in STRATEGIES:
                    counts[agent][code] += 1
        for agent, about in record["participant_info"].items():
            liked.append(LIKED.index(about["outcomes"]["opponent_likeness"]))
            for code in STRATEGIES:
                used[code].append(counts[agent][code])
    return {code: float(np.corrcoef(used[code], liked)[0, 1]) for code in STRATEGIES}


def _side(side: Side) -> str:
    return f"{side.voiced} of {side.people}, {side.share.value:.0%}"


def _odds(row: Association) -> str:
    if row.modelled is None or row.modelled.why:
        return "–"
    odds = row.modelled.odds_ratio
    return f"{odds.value:.1f} ({odds.interval.low:.1f} to {odds.interval.high:.1f})"


def _p(value: float) -> str:
    return "–" if np.isnan(value) else "< .001" if value < 0.001 else f"{value:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="put the tables into the docs")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        first = gadarian_lines(gadarian(args.shared, Path(folder) / "gadarian"))
        second = casino_lines(casino(args.shared, Path(folder) / "casino"), args.shared)
    text = "\n".join(
        [
            "**Worry and immigration** (gadarian): 341 open answers, half of them after a task",
            "that made people worry; topics as R's stm fitted them. By the shipped model's means",
            "topic 2 (crime, jobs, welfare) fills 20 % of an answer without, 47 % with the task.",
            "",
            *first,
            "",
            "**Strategies and liking** (CaSiNo): 792 people in 396 pairs, strategies coded by",
            "people. Beside it Pearson's correlation of how often each was used, from the files.",
            "",
            *second,
            "",
        ]
    )
    print(text)
    if args.write:
        page = PAGE.read_text("utf-8")
        head, _, rest = page.partition(MARK)
        PAGE.write_text(f"{head}{MARK}{text}{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
