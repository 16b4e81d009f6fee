"""Corrected prevalence and certificates on real talk whose every turn people have coded.

    python benchmarks/corrected_on_casino.py --shared PATH/TO/data [--replicates 250] [--write]

396 negotiations of two people each (CaSiNo, CC-BY), 4,615 turns, ten codes by human coders. A
plain machine (words and a logistic regression, scored on dialogues that it had not seen) stands
for any. Each study draws dialogues by chance and an audit of their turns; the truth is the share
in all dialogues. What was certified is tried on the dialogues that the study did not draw.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from interviewkit.findings.certifying.selective import certify_codes
from interviewkit.findings.correcting.audit import Audit
from interviewkit.findings.correcting.corrected import correct_shares
from interviewkit.model import AuditVerdict

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "corrected-prevalence.md"
MARK, END = "<!-- real talk -->\n", "<!-- end of real talk -->"


class Talk(NamedTuple):
    """All turns: their words, dialogue (a number) and codes."""

    texts: list[str]
    dialogue: np.ndarray
    codes: list[frozenset[str]]


def read(shared: Path) -> Talk:
    texts, dialogue, codes = [], [], []
    folder = shared / "interviews" / "casino" / "data" / "split"
    seen: set[int] = set()
    for path in sorted(folder.glob("*.json")):
        for record in json.loads(path.read_text("utf-8")):
            if not record["annotations"] or record["dialogue_id"] in seen:
                continue
            seen.add(record["dialogue_id"])
            for text, said in record["annotations"]:
                texts.append(text)
                dialogue.append(record["dialogue_id"])
                codes.append(frozenset(filter(None, said.split(","))))
    return Talk(texts, np.unique(dialogue, return_inverse=True)[1], codes)


def scores(talk: Talk, holds: np.ndarray) -> np.ndarray:
    """Probabilities of a machine that had not seen the dialogue."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    machine = make_pipeline(words, LogisticRegression(C=10))
    folds = GroupKFold(4).split(talk.texts, holds, talk.dialogue)
    found: np.ndarray = cross_val_predict(
        machine, talk.texts, holds, cv=list(folds), method="predict_proba"
    )
    return found[:, 1]


def measured(
    talk: Talk, code: str, replicates: int, dialogues: int = 40, judged: int = 150
) -> dict[str, float]:
    """Coverage and relative length of the interval, coverage of naive counting, certificates."""
    holds = np.array([code in each for each in talk.codes])
    score = scores(talk, holds)
    rng = np.random.default_rng(1)
    rows = []
    for _ in range(replicates):
        drawn = rng.choice(talk.dialogue.max() + 1, dialogues, replace=False)
        turns = np.flatnonzero(np.isin(talk.dialogue, drawn))
        audit = _audit(code, talk, holds, score, turns, rng.choice(turns, judged, replace=False))
        row, [found] = correct_shares(audit)[0], certify_codes([audit])
        spread = 1.96 * np.sqrt(row.naive * (1 - row.naive) / len(turns))
        others = np.setdiff1d(np.arange(len(holds)), turns)
        yes, no = found.present.threshold, found.absent.threshold
        wrong = [(score[others] >= yes, False)] if yes is not None else []
        wrong += [(score[others] <= no, True)] if no is not None else []
        worst = max((float((holds[others][at] == bad).mean()) for at, bad in wrong), default=0.0)
        alone = row.alone_interval
        rows.append(
            (
                row.interval.low <= holds.mean() <= row.interval.high,
                alone.low <= holds.mean() <= alone.high,
                abs(row.naive - holds.mean()) <= spread,
                (row.interval.high - row.interval.low) / (alone.high - alone.low),
                found.share,
                worst > 0.10,
            )
        )
    names = ("covered", "alone", "naive", "length", "decided", "broken")
    return {"share": float(holds.mean())} | dict(
        zip(names, np.array(rows, dtype=float).mean(0).tolist(), strict=True)
    )


def _audit(
    code: str,
    talk: Talk,
    holds: np.ndarray,
    score: np.ndarray,
    turns: np.ndarray,
    chosen: np.ndarray,
) -> Audit:
    chance = len(chosen) / len(turns)
    return Audit(
        code,
        {turn: float(score[turn]) for turn in turns.tolist()},
        {turn: AuditVerdict(bool(holds[turn]), chance) for turn in chosen.tolist()},
        {turn: f"dialogue {talk.dialogue[turn]}" for turn in turns.tolist()},
    )


def table(talk: Talk, replicates: int) -> str:
    lines = [
        "| code | in turns | corrected | alone | naive | length | certified share | broken |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for code in sorted(set().union(*talk.codes)):
        row = measured(talk, code, replicates)
        held = " | ".join(f"{100 * row[key]:.1f}" for key in ("share", "covered", "alone", "naive"))
        lines.append(
            f"| {code} | {held} | {row['length']:.2f} | {100 * row['decided']:.0f} "
            f"| {100 * row['broken']:.1f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--replicates", type=int, default=250)
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    args = parser.parse_args()
    text = f"{table(read(args.shared), args.replicates)}\n"
    print(text)
    if args.write:
        head, mark, rest = PAGE.read_text("utf-8").partition(MARK)
        PAGE.write_text(f"{head}{mark}{text}{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
