"""Ways to embed sentences on this machine, side by side: speed, and how near the vectors are.

    python benchmarks/embedding.py --shared ../shared/data [--sentences 4000]

Takes sentences of real participants, evenly from all interviews. The first way is
sentence-transformers' own ``encode``; the others are interviewkit's embedder with other token
budgets and precisions. "cosine" is the least similarity of a vector with that of the first way.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from baseline import read_turns

from interviewkit.language import embedder
from interviewkit.language.models import find_encoder, load_encoder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Encode = Callable[[list[str]], npt.NDArray[np.float32]]

BUDGETS = (1024, 2048, 4096, 8192)


def main() -> None:
    options = _options()
    sentences = some_sentences(options.shared, options.sentences)
    found = find_encoder()
    plain = embedder.open_model(found.path)
    ways: dict[str, Encode] = {"sentence-transformers float32": plain.encode}
    for precision in ("float32", "bfloat16"):
        encoder = load_encoder(found, precision=precision)
        for budget in BUDGETS:
            ways[f"interviewkit {precision}, {budget} tokens"] = _with_budget(encoder, budget)
    reference = None
    for way, encode in ways.items():
        encode(sentences[:100])  # the first call prepares things
        began = time.perf_counter()
        vectors = encode(sentences)
        seconds = time.perf_counter() - began
        reference = vectors if reference is None else reference
        cosine = float((vectors * reference).sum(axis=1).min())
        print(
            json.dumps(
                {
                    "way": way,
                    "sentences_per_second": round(len(sentences) / seconds),
                    "cosine": round(cosine, 5),
                }
            ),
            flush=True,
        )


def some_sentences(shared: Path, count: int) -> list[str]:
    """Sentences evenly from all turns, cut simply at end marks."""
    cut = [s for turn in read_turns(shared, 0) for s in re.split(r"(?<=[.!?])\s+", turn)]
    return cut[:: max(1, len(cut) // count)][:count]


def _with_budget(encoder: embedder.Embedder, budget: int) -> Encode:
    def encode(texts: list[str]) -> npt.NDArray[np.float32]:
        embedder.TOKEN_BUDGET = budget
        return encoder.encode(texts)

    return encode


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True, help="folder of the real data")
    parser.add_argument("--sentences", type=int, default=4000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
