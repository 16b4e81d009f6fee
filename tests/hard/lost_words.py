"""Words of odd and damaged files that no turn holds and nothing tells.

    python tests/hard/lost_words.py --files 1000            shapes and damage, all formats
    python tests/hard/lost_words.py --formats html --only 7 one file again: what was lost of it

Each sound file says some hundred words that are said nowhere else. A plain look at the file, which
knows nothing of the readers, tells which of them still stand where words stand. Each must be in a
turn, in what was set aside or in a problem; or the file is refused, or its damage told by its line.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from fuzz_mutations import damaged
from fuzz_seeds import list_spoken
from fuzz_shapes import shaped
from plain_look import KINDS, MARK, decode, find_words, look_at

from interviewkit.errors import InterviewkitError
from interviewkit.model.settings import TranscriptSettings

SEED = 14


def _make_turns() -> tuple[tuple[str, str], ...]:
    rng, known = Random(1), set()
    while len(known) < 60:
        syllables = rng.choice((3, 4))
        word = "".join(rng.choice("bdfgklmnprstv") + rng.choice("aeiou") for _ in range(syllables))
        known.add(word + "q")
    words = iter(sorted(known))
    who = ("Moderator", "Ana", "Dr. Ben Müller", "Ana", "Moderator", "Ana")
    frame = "Well, {} and {} I think. They {} my {} with the {}, {}; {} {} – 日本 – {} or {}?"
    return tuple((name, frame.format(*(next(words) for _ in range(10)))) for name in who)


TURNS = _make_turns()
MAKERS = {name: made for name, made in list_spoken(TURNS).items() if name in KINDS}


@cache
def marked(name: str) -> tuple[bytes, ...]:
    """The sound files of a format; those without words of ours are passed over."""
    return tuple(each for each in MAKERS[name][1]() if find_words(name, each))


def content_of(name: str, number: int, seed: int = SEED) -> bytes:
    """The file of that number: of an odd shape, or every second damaged."""
    rng = Random(f"{seed}/{name}/{number}")
    if number % 2:
        return damaged(rng, marked(name))
    return shaped(rng, rng.choice(marked(name)), KINDS[name])


# -- what the reader says --------------------------------------------------------------------------


def find_lost(name: str, content: bytes, folder: Path) -> set[str]:
    """Words of the file of which its reader says nothing."""
    words = find_words(name, content)
    if not words:
        return set()
    path = folder / f"talk{MAKERS[name][0]}"
    path.write_bytes(content)
    if name.startswith("project"):
        said = _read_project(path, content, look_at(name, content))
    else:
        said = _read_transcript(path, content)
    if said is None:
        return set()
    missing = {word for word in words if word not in said.casefold()}
    letters = re.sub(r"[\W\d_]+", "", said.casefold()) if missing else ""
    return {word for word in missing if word not in letters}


def _read_transcript(path: Path, content: bytes) -> str | None:
    """All that a reader hands on; none where it refuses the file."""
    from interviewkit.readers.files import read_file

    reading = read_file(path, root=path.parent, settings=TranscriptSettings())
    told = "\n".join(map(str, reading.problems))
    if any(each.fatal for each in reading.problems) or "what stands before that was read" in told:
        return None
    texts = [str(each) for each in reading.problems]
    texts += [each.text for each in reading.aside]
    for talk in reading.transcripts:
        texts += [talk.name, talk.group, talk.wave, talk.date, str(dict(talk.attributes))]
        texts += [part for turn in talk.turns for part in (turn.speaker, turn.text)]
    texts += [*_list_told_lines(content, told), *_list_guessed(content, told)]
    return "\n".join(texts)


def _list_guessed(content: bytes, told: str) -> set[str]:
    """Words that are none in the encoding of which the reader says that it is a guess."""
    found = re.search(r"it was read as ([\w-]+), which is a guess", told)
    text = content.decode(found[1], "replace") if found else ""
    return set(MARK.findall(decode(content))) - set(MARK.findall(text)) if found else set()


def _list_told_lines(content: bytes, told: str) -> list[str]:
    """What stands in a line that a problem says is left out, or from where a file breaks off."""
    lines = re.split(r"\r\n|\r|\n", decode(content))
    ends = re.findall(r":(\d+): the file is damaged here", told)
    broken = ["\n".join(lines[int(line) - 1 :]) for line in ends]
    left_out = [
        lines[int(line) - 1]
        for line in re.findall(r":(\d+): not (?:JSON|a JSON)[^\n]*left out", told)
    ]
    return broken + left_out


def _read_project(path: Path, content: bytes, plain: str) -> str | None:
    """All that a project holds and tells; none where it is refused."""
    from interviewkit.exchange.projects.detecting import detect_format, load_reader

    try:
        name = detect_format(path)
        found = load_reader(name)(path) if name else None
    except InterviewkitError:
        return None
    if found is None:
        return None
    texts = [repr(found)]
    for source in found.project.sources:
        texts += [source.name, source.text, source.xml, repr(source.selections)]
    texts += found.project.kept_xml.values()
    texts += [repr(found.project.notes), repr(found.project.codes)]
    lines = re.split(r"\r\n|\r|\n", decode(content))
    for loss in found.losses:
        texts += _list_told_whole(loss.names, " ".join(plain.split()))
        told = re.findall(
            r"row (\d+): (?:the row cannot be read|it names n)", "\n".join(loss.names)
        )
        texts += [lines[int(line) - 1] for line in told if int(line) <= len(lines)]
    return "\n".join(texts)


def _list_told_whole(names: Sequence[str], plain: str) -> Iterator[str]:
    """What losses tell by its first words: all up to the end of the sentence."""
    for name in names:
        begin = re.sub(r"^row \d+: ", "", name)
        if begin.endswith("…") and begin[:-1] in plain:
            rest = plain[plain.index(begin[:-1]) :]
            yield rest[: rest.find("?") + 1]


# -- all of them -----------------------------------------------------------------------------------


def look(
    names: Sequence[str], numbers: Sequence[int], seed: int, folder: Path
) -> tuple[Counter[str], list[tuple[str, int, set[str]]]]:
    """How many files of each format held words of ours, and those of which some were lost."""
    held: Counter[str] = Counter()
    lost = []
    for number in numbers:
        for name in names:
            content = content_of(name, number, seed)
            held[name] += bool(find_words(name, content))
            if missing := find_lost(name, content, folder):
                lost.append((name, number, missing))
    return held, lost


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 where words were lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--formats", nargs="*", default=list(MAKERS), choices=list(MAKERS))
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    numbers = range(asked.files) if asked.only is None else [asked.only]
    with tempfile.TemporaryDirectory() as scratch:
        held, lost = look(asked.formats, numbers, asked.seed, Path(scratch))
    for name in asked.formats:
        bad = [each for each in lost if each[0] == name]
        print(f"{name:<17} {held[name]:>6} files with words, {len(bad):>4} lose some", end="  ")
        print(" ".join(str(number) for _, number, _ in bad[:12]))
    if asked.only is not None:
        for name, number, missing in lost:
            print(name, number, sorted(missing), content_of(name, number, asked.seed)[:6000])
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
