"""A coder of another package, called with care: what it says is checked, how it fails is told."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from inspect import Parameter, signature
from pathlib import Path
from traceback import walk_tb
from typing import Any

from interviewkit.coding.contract import THRESHOLD, Material, Vectors
from interviewkit.coding.proposal_check import ProposalCheck
from interviewkit.errors import GuestError, Problem
from interviewkit.model import Codebook, Coding, Passage, Tick, Turn, ignore_tick
from interviewkit.parts import GuestPart

Embed = Callable[[Sequence[str]], "Vectors"]


@dataclass
class GuestCoder:
    """A coder of another package, by the contract of :class:`~.contract.Proposer`.

    Whatever the package raises becomes a :class:`GuestError` that names it.
    """

    part: GuestPart
    embed: Embed = field(repr=False)
    seed: int = 0
    problems: list[Problem] = field(default_factory=list)
    unjudged: set[tuple[str, int]] = field(default_factory=set)
    """After ``propose``: transcript and position of the turns that it abstained from."""

    @property
    def name(self) -> str:
        return self.part.name

    @property
    def place(self) -> str:
        """What its faults are told under."""
        package = f"{self.part.package} {self.part.version}".strip()
        return f"coder {self.name}" + (f" ({package})" if package else "")

    @cached_property
    def factory(self) -> Any:
        """What the entry point names.

        Raises:
            GuestError: it cannot be loaded.
        """
        return self.part.load()

    @cached_property
    def made(self) -> Any:
        """The coder itself.

        Raises:
            GuestError: it cannot be made, or cannot propose.
        """
        with self._told("could not be made"):
            made = _make(self.factory, self.embed, self.seed)
        if not callable(getattr(made, "propose", None)):
            raise GuestError(
                f"{self.part} has no method 'propose'",
                hint="an entry point of interviewkit.coder names a class that has one",
            )
        return made

    @property
    def version(self) -> str:
        """Its own version and the package's: with another one, it is asked anew."""
        with self._told("has no version that can be read"):
            own = str(self._declared("version", "") or "")
        package = f"{self.part.package} {self.part.version}".strip()
        return f"{own} ({package})" if own and package else own or package

    @property
    def threshold(self) -> float:
        """The score from which its proposals hold.

        Raises:
            GuestError: it is not between 0 and 1.
        """
        given = self._declared("threshold", THRESHOLD)
        with self._told(f"has a threshold that is no number: {given!r}"):
            found = round(float(given), 4)
        if not 0 < found < 1:
            raise GuestError(
                f"{self.part} has the threshold {given!r}", hint="it must be above 0 and below 1"
            )
        return found

    def reads(self, codebook: Codebook) -> tuple[str, ...]:
        """The codes that it looks for, in the codebook's order."""
        asked = getattr(self.made, "reads", None)
        if not callable(asked):
            return codebook.code_ids
        with self._told("could not say which codes it reads for"):
            given = {str(code) for code in asked(codebook)}
        return tuple(code for code in codebook.code_ids if code in given)

    def propose(
        self, material: Material, codebook: Codebook, tick: Tick = ignore_tick
    ) -> list[Coding]:
        """What it proposes, as codings; what cannot be one is told in ``problems``.

        Raises:
            GuestError: it failed.
        """
        border = ProposalCheck(self.name, self.place, material, codebook, self.threshold)
        with self._told("failed"), keep_offline(self.name):
            also = _choose_taken(self.made.propose, {"tick": tick})
            codings = border.admit(self.made.propose(material, codebook, **also))
            given = getattr(self.made, "abstained", ())
            turns = [each.turn if isinstance(each, Passage) else each for each in given]
            self.unjudged = {each.place for each in turns if isinstance(each, Turn)}
            own = [each for each in getattr(self.made, "problems", ()) if isinstance(each, Problem)]
        codes = set(self.reads(codebook))
        self.problems = [*own, *border.problems]
        return [coding for coding in codings if coding.code in codes]

    def _declared(self, name: str, otherwise: object) -> Any:
        """What the class says; else the coder, which is made for that and may take its time."""
        found = getattr(self.factory, name, None)
        return found if isinstance(found, str | float) else getattr(self.made, name, otherwise)

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except GuestError:
            raise
        except (Exception, SystemExit) as fault:
            raise GuestError(
                f"{self.part} {what}: {type(fault).__name__}: {fault}{self._where(fault)}",
                hint="what was coded before stands; ask its makers to mend it, or take "
                f"{self.name!r} out of [coding] coders in study.toml",
            ) from fault

    def _where(self, fault: BaseException) -> str:
        """The last line of the package's own code on the way to the fault."""
        top = self.part.entry.module.partition(".")[0]
        own = [
            f" ({Path(frame.f_code.co_filename).name}, line {line})"
            for frame, line in walk_tb(fault.__traceback__)
            if str(frame.f_globals.get("__name__", "")).partition(".")[0] == top
        ]
        return own[-1] if own else ""


def _make(factory: Callable[..., Any], embed: Embed, seed: int) -> Any:
    """Call a factory with what it takes; one argument of another name is taken for ``embed``."""
    known = {"embed": embed, "seed": seed}
    unnamed = [
        each
        for each in _parameters(factory)
        if each.name not in known
        and each.default is Parameter.empty
        and each.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    ]
    if unnamed:
        return factory(embed, **_choose_taken(factory, {"seed": seed}))
    return factory(**_choose_taken(factory, known))


def _choose_taken(function: Callable[..., Any], named: Mapping[str, object]) -> dict[str, object]:
    """Those of the named arguments that a function takes."""
    parameters = _parameters(function)
    if any(each.kind is Parameter.VAR_KEYWORD for each in parameters):
        return dict(named)
    names = {each.name for each in parameters if each.kind is not Parameter.POSITIONAL_ONLY}
    return {name: value for name, value in named.items() if name in names}


def _parameters(function: Callable[..., Any]) -> Sequence[Parameter]:
    try:
        return tuple(signature(function).parameters.values())
    except (TypeError, ValueError):  # what is written in C need not say
        return ()


# -- no way out: while another package's coder works, no other machine is asked --------------------


HERE = ("localhost", "", "::1")

_shut: list[str] = []
"""For whom the way out is shut just now; the last one is at work."""

_hooked = False


class OutsideError(OSError):
    """A coder wanted to reach another machine."""


@contextmanager
def keep_offline(who: str) -> Iterator[None]:
    """Within this, Python connections to other machines raise :class:`OutsideError`.

    This machine may be asked, as a language model that runs here is. It guards against what is
    done without a thought, not against a package that means harm.
    """
    global _hooked
    if not _hooked:  # an audit hook can never be taken away, so there is one, and it looks
        sys.addaudithook(_watch)
        _hooked = True
    _shut.append(who)
    try:
        yield
    finally:
        _shut.pop()


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if not _shut or event not in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        return
    address = args[0] if event == "socket.getaddrinfo" else args[1]
    host = address[0] if isinstance(address, tuple) and address else address
    if isinstance(host, str) and isinstance(address, tuple | str) and not _is_here(event, host):
        raise OutsideError(f"a connection to {host} was refused: interviews stay on this machine")


def _is_here(event: str, host: str) -> bool:
    if host in HERE or (event != "socket.getaddrinfo" and host.startswith("/")):
        return True  # a path is a socket of this machine
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
