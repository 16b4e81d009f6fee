"""What the operating system refuses, in words that a researcher can act on."""

from __future__ import annotations

import errno

_HINTS = {
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG): "free some space on that disk and try again",
    (errno.EACCES, errno.EPERM): "ask for the right to read and write there, or name another place",
    (errno.EROFS,): "that disk can only be read: name a place on another one",
    (errno.ENOENT,): "see that the name is right and that its folder is there",
    (errno.EISDIR,): "that is a folder: name a file",
    (errno.ENOTDIR,): "a part of that path is a file, not a folder: name another place",
    (errno.EEXIST,): "something of that name is there already: name another",
    (errno.ENAMETOOLONG,): "give it a shorter name",
    (errno.EIO, errno.ENXIO, errno.ENODEV): "the disk or the connection to it fails: copy the "
    "study to another one",
    (errno.EMFILE, errno.ENFILE): "too many files are open: close other programs and try again",
    (errno.ENOMEM,): "the machine is out of memory: close other programs and try again",
    (errno.EBUSY, errno.ETXTBSY): "another program uses it: close that and try again",
    (errno.ELOOP,): "that link leads back to itself: name the file itself",
}


def describe_os_fault(fault: OSError) -> tuple[str, str]:
    """(what happened, what to do) where the system refused something; no hint that only may fit."""
    place = f"{fault.filename}: " if fault.filename else ""
    hint = next((hint for codes, hint in _HINTS.items() if fault.errno in codes), "")
    return f"{place}{fault.strerror or fault}", hint
