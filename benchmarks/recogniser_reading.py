"""How long ten hours of WhisperX JSON with word times take to read: about 100,000 words.

    .venv/bin/python benchmarks/recogniser_reading.py

The file is made here: three speakers, eight words a segment, every word with times and a score, as
``whisperx --diarize --output_format json`` writes it. The best of five is told, without
the start of the process, and the peak of memory.
"""

from __future__ import annotations

import json
import random
import resource
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.files import read_file

WORDS = 100_000
HOURS = 10
PLAIN = [
    "we",
    "waited",
    "for",
    "months",
    "and",
    "nobody",
    "called",
    "back",
    "so",
    "I",
    "went",
    "there",
    "and",
    "asked",
    "again",
    "why",
]


def build_whisperx(words: int = WORDS, hours: float = HOURS, seed: int = 1) -> dict[str, Any]:
    """The JSON of WhisperX, segments with words and the same words once more."""
    draw = random.Random(seed)
    step = hours * 3600 / words
    segments, everything, at = [], [], 0
    while at < words:
        speaker = f"SPEAKER_0{draw.randrange(3)}"
        size = min(8, words - at)
        said = []
        for n in range(at, at + size):
            text = draw.choice(PLAIN)
            start = round(n * step, 3)
            said.append(
                {"word": text, "start": start, "end": round(start + step * 0.8, 3),
                 "score": round(draw.random(), 3), "speaker": speaker}
            )  # fmt: skip
        said[-1]["word"] += "."
        text = " " + " ".join(word["word"] for word in said)
        segments.append(
            {"start": said[0]["start"], "end": said[-1]["end"], "text": text, "words": said,
             "speaker": speaker}
        )  # fmt: skip
        everything += said
        at += size
    return {"segments": segments, "word_segments": everything, "language": "en"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ten-hours.json"
        path.write_text(json.dumps(build_whisperx()))
        took, used = [], []
        for _ in range(5):
            begin, cpu = perf_counter(), process_time()
            reading = read_file(path, root=path.parent, settings=TranscriptSettings())
            took.append(perf_counter() - begin)
            used.append(process_time() - cpu)
        (transcript,) = reading.transcripts
        timed = sum(len(turn.timing) for turn in transcript.turns if turn.timing)
        size = path.stat().st_size / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:.1f} MB, {timed:,} timed words in {len(transcript.turns):,} turns")
    print(f"read in {min(took):.2f} s, {min(used):.2f} s of them on the processor (best of 5)")
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
