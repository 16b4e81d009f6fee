"""The workspace killed at random moments while somebody codes: nothing acknowledged is lost.

    python tests/hard/killing_server.py                     100 kills
    python tests/hard/killing_server.py --kills 6 --seed 8

After each kill the server is started again, and the act that was not answered is sent once more, as
an open page does: it stands once, whether the kill came before or after it was written.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import HTTPError

sys.path.insert(0, str(Path(__file__).parents[1]))

from builders_web import Client, find_free_port, serving
from study.example import example_study

SEED = 8
LONGEST = 1.5
"""Seconds after which a server that is coded in is killed, at most."""

CODES = ("isolation", "neutrality")


@dataclass
class Killed:
    """What was acknowledged over all kills, and what went wrong."""

    acknowledged: list[int] = field(default_factory=list)
    """Ids of codings that a page was told of."""
    sent_again: int = 0
    written_unheard: int = 0
    """Acts that were written though their answer never came."""
    kills: int = 0
    wrong: list[str] = field(default_factory=list)


def make_acts(random: Random, turns: Sequence[tuple[int, str]]) -> Iterator[Mapping[str, Any]]:
    """Codings of passages, each in another place."""
    places = [
        (turn, start, end, code)
        for turn, text in turns
        for start in range(len(text) - 1)
        for end in range(start + 1, len(text))
        if text[start:end].strip()
        for code in CODES
    ]
    random.shuffle(places)
    for turn, start, end, code in places:
        yield {"turn": turn, "start": start, "end": end, "code": code, "polarity": "+"}


def code_until_killed(client: Client, acts: Iterator[Mapping[str, Any]]) -> Iterator[Any]:
    """Answers as they come; the act itself where none came, which is the last."""
    for act in acts:
        try:
            yield json.loads(client.post("/api/read/code", json.dumps(act).encode()))
        except HTTPError:  # it said no, so it lives: that is a mistake of this file
            raise
        except (OSError, HTTPException):
            yield act
            return


def kill(kills: int, seed: int = SEED) -> Killed:
    """So many kills, one after the other, on one study."""
    done, random = Killed(), Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "study"
        folder.mkdir()
        example_study(folder)
        acts = make_acts(random, read_turns(folder))
        client: Client | None = None
        first: tuple[str, ...] = ("--port", str(find_free_port()))  # nobody else's usual one
        unheard: Mapping[str, Any] | None = None
        for _ in range(kills):
            with serving(folder, "--coder", "kim", *first) as served:
                first = ()
                if client is None:
                    client = Client(served)
                if served.address != client.address:
                    done.wrong.append("the server came back at another port")
                    client = Client(served)
                if unheard:
                    done.written_unheard += count_standing(folder, unheard)
                    _send_again(done, client, unheard, folder)
                timer = threading.Timer(random.uniform(0, LONGEST), served.process.kill)
                timer.start()
                for answer in code_until_killed(client, acts):
                    unheard = answer if "added" not in answer else None
                    done.acknowledged += [each["id"] for each in answer.get("added", ())]
                timer.join()
                served.process.wait()
            done.kills += 1
            done.wrong += list(find_lost(folder, done.acknowledged))
    return done


def _send_again(done: Killed, client: Client, act: Mapping[str, Any], folder: Path) -> None:
    client.post("/api/read/code", json.dumps(act).encode())
    done.sent_again += 1
    if (times := count_standing(folder, act)) != 1:
        done.wrong.append(f"an act that was sent again stands {times} times: {act}")


def ask(folder: Path, query: str, *said: object) -> list[Any]:
    with closing(sqlite3.connect(folder / "study.db")) as connection:
        return connection.execute(query, said).fetchall()


def read_turns(folder: Path) -> list[tuple[int, str]]:
    """(id, text) of what participants said in a study that is not served yet."""
    query = "SELECT id, text FROM turn WHERE speaker <> 'Moderator'"
    return [(key, text) for key, text in ask(folder, query)]


def count_standing(folder: Path, act: Mapping[str, Any]) -> int:
    """How often this coding by kim stands."""
    query = """SELECT count(*) FROM coding JOIN passage ON passage.id = passage_id
        JOIN coder ON coder.id = coder_id WHERE coder.name = 'kim' AND retired_run_id IS NULL
        AND turn_id = ? AND "start" = ? AND "end" = ? AND code = ?"""
    [[found]] = ask(folder, query, act["turn"], act["start"], act["end"], act["code"])
    return int(found)


def find_lost(folder: Path, acknowledged: Sequence[int]) -> Iterator[str]:
    """What was acknowledged and does not stand, and what the database says of itself."""
    [[state]] = ask(folder, "PRAGMA integrity_check")
    if state != "ok" or ask(folder, "PRAGMA foreign_key_check"):
        yield f"the database is damaged: {state}"
    standing = {key for (key,) in ask(folder, "SELECT id FROM coding WHERE retired_run_id IS NULL")}
    if lost := set(acknowledged) - standing:
        yield f"acknowledged and not there: codings {sorted(lost)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 where something was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    done = kill(asked.kills, asked.seed)
    for each in done.wrong:
        print(f"wrong: {each}")
    took = time.monotonic() - started
    print(
        f"{done.kills} kills in {took:.0f} s; {len(done.acknowledged)} codings acknowledged, "
        f"{done.sent_again} acts sent again, {done.written_unheard} of them written before; "
        f"{len(done.wrong)} went wrong"
    )
    return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
