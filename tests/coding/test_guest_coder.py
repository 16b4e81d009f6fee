"""Coders of other packages, called with care."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from typing import Any

import numpy as np
import pytest

from builders import turns
from interviewkit.coding.contract import Material, Proposal
from interviewkit.coding.guests import GuestCoder, keep_offline
from interviewkit.errors import GuestError, Problem
from interviewkit.model import Code, Codebook, Passage
from interviewkit.parts import GuestPart

BOOK = Codebook("b", (Code("c", "C", ""), Code("d", "D", "")))
TURNS = turns(("Ana", "Yes."), ("Ben", "No."))
MATERIAL = Material(
    [Passage.whole(turn) for turn in TURNS], lambda: np.zeros((2, 2), np.float32), lambda _: []
)


def embed(texts: Any) -> Any:
    return np.ones((len(texts), 2), np.float32)


def guest(made: str) -> GuestCoder:
    """A coder of this very file, by an entry point of a package."""
    entry = EntryPoint("mine", f"{__name__}:{made}", "interviewkit.coder")
    return GuestCoder(GuestPart("coder", "mine", entry, "acme", "2.0"), embed, 7)


class Bare:
    def propose(self, material: Any, codebook: Any) -> Any:
        return [Proposal(material.passages[0], "c", 0.9)]


class Full:
    version = "3"
    threshold = 0.25

    def __init__(self, *, seed: int, embed: Any) -> None:
        self.seed, self.embed = seed, embed
        self.abstained: list[Any] = []
        self.problems: list[Problem] = []

    def reads(self, codebook: Any) -> list[str]:
        return ["d", "strange"]

    def propose(self, material: Any, codebook: Any, codes: Any = None, tick: Any = None) -> Any:
        assert codes is None
        assert self.embed(["a"]).shape == (1, 2)
        tick(len(material.passages))
        self.abstained.append(material.passages[1])
        self.problems.append(Problem("mine", 0, f"seed {self.seed}", fatal=False))
        yield Proposal(material.passages[0], "d", 0.25)
        yield Proposal(material.passages[0], "c", 0.9)


class ByEncoder(Bare):
    def __init__(self, encode: Any) -> None:
        assert encode is embed


class Failing(Bare):
    def propose(self, material: Any, codebook: Any) -> Iterator[Any]:
        yield Proposal(material.passages[0], "c", 0.9)
        raise KeyError("lost")


class Leaving(Bare):
    def propose(self, material: Any, codebook: Any) -> Any:
        raise SystemExit(3)


class Unmade(Bare):
    def __init__(self) -> None:
        raise RuntimeError("no weights here")


class Sure(Bare):
    threshold = 1.0


class Curious(Bare):
    def propose(self, material: Any, codebook: Any) -> Any:
        return socket.create_connection(("192.0.2.1", 80), timeout=1)


class Empty:
    pass


def test_a_bare_coder_is_enough() -> None:
    coder = guest("Bare")
    (coding,) = coder.propose(MATERIAL, BOOK)
    assert (coding.coder, coding.code, coding.score) == ("mine", "c", 0.9)
    assert (coder.version, coder.threshold, coder.reads(BOOK)) == ("acme 2.0", 0.5, ("c", "d"))
    assert coder.unjudged == set()


def test_a_full_coder_is_given_and_asked_all() -> None:
    coder, ticks = guest("Full"), list[int]()
    (coding,) = coder.propose(MATERIAL, BOOK, ticks.append)
    assert (coding.code, coding.holds) == ("d", True)  # what it does not read for is not heard
    assert (coder.version, coder.reads(BOOK)) == ("3 (acme 2.0)", ("d",))
    assert coder.unjudged == {("talk", 2)}
    assert [problem.what for problem in coder.problems] == ["seed 7"]
    assert ticks == [2]


def test_one_argument_of_any_name_is_the_encoder() -> None:
    assert len(guest("ByEncoder").propose(MATERIAL, BOOK)) == 1


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ("Failing", r"failed: KeyError: 'lost' \(test_guest_coder.py, line \d+\)"),
        ("Leaving", "failed: SystemExit: 3"),
        ("Unmade", "could not be made: RuntimeError: no weights here"),
        ("Sure", "has the threshold 1.0"),
        ("Empty", "has no method 'propose'"),
        ("Absent", "cannot be loaded: AttributeError"),
        ("Curious", "failed: OutsideError: a connection to 192.0.2.1 was refused"),
    ],
)
def test_how_it_fails_is_told(made: str, message: str) -> None:
    with pytest.raises(GuestError, match=message) as fault:
        guest(made).propose(MATERIAL, BOOK)
    named = f"the coder 'mine' of acme 2.0 ({__name__}:{made})"
    assert fault.value.message.startswith(named)
    assert fault.value.hint


def test_this_machine_may_be_asked_and_others_afterwards() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, keep_offline("mine"):
        socket.create_connection(server.getsockname(), timeout=5).close()
        with pytest.raises(OSError, match="stay on this machine"):
            socket.getaddrinfo("example.org", 80)
    outside = socket.socket()
    outside.settimeout(0.01)
    with outside, pytest.raises(OSError) as fault:
        outside.connect(("192.0.2.1", 9))
    assert "stay on this machine" not in str(fault.value)
