"""What XML declares above its first element, where alone entities can be declared."""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

_PIECE = 4096


class _BegunError(Exception):
    """The first element begins: no declarations come behind it."""


class _DeclaredError(Exception):
    """A document type is declared."""


def declares_type(raw: bytes, encoding: str | None = None) -> bool:
    """Whether XML declares a document type, or cannot be read down to its first element.

    What declares none has no entities of its own, and may be given to the parser in C, which knows
    no bounds for them and takes a third of the time.

    >>> declares_type(b"<a/>"), declares_type(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    (False, True)
    """
    parser = expat.ParserCreate(encoding)
    parser.StartElementHandler = _begin
    parser.StartDoctypeDeclHandler = _declare
    try:
        for at in range(0, len(raw), _PIECE):
            parser.Parse(raw[at : at + _PIECE], False)
    except _BegunError:
        return False
    except (_DeclaredError, expat.ExpatError, LookupError, ValueError):
        return True
    return True


def _begin(_name: str, _attributes: object) -> NoReturn:
    raise _BegunError


def _declare(*_said: object) -> NoReturn:
    raise _DeclaredError
