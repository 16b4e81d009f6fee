"""No way out: while another package's coder works, no other machine is asked."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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
