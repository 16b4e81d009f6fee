"""Keys of endpoints: from the environment or the keyring, and nowhere else to be seen."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from interviewkit.errors import EndpointError

KEYRING = "interviewkit"
"""The service under which the keyring is asked for a key; the user is the name of the key."""

HIDDEN = "[key]"
SECRET_FROM = 12
"""Shorter ones are placeholders of local servers ("ollama"), and words of people."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that shows itself to nobody: not in a repr, a traceback or what a server sends back."""

    _value: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self._value)

    def reveal(self) -> str:
        """The key, for the header of a request and nothing else."""
        return self._value

    def hide(self, text: str) -> str:
        """A text in which the key does not stand, whoever wrote it there."""
        if len(self._value) < SECRET_FROM:
            return text
        return text.replace(self._value, HIDDEN)


def find_key(name: str) -> Key:
    """The key of that name: from the environment, else from the keyring; without a name none.

    Raises:
        EndpointError: neither has it, or it cannot be sent.
    """
    if not name:
        return Key()
    value = (os.environ.get(name) or _ask_keyring(name)).strip()
    if not value:
        raise EndpointError(
            f"there is no key {name}: neither in the environment nor in the keyring",
            hint=f"export {name}=… before the command, or store it once with: "
            f"keyring set {KEYRING} {name}",
        )
    if not (value.isascii() and value.isprintable()):
        raise EndpointError(
            f"the key {name} holds characters that no key has", hint="copy it anew, alone"
        )
    return Key(value)


def _ask_keyring(name: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(KEYRING, name) or ""
    except (KeyringError, RuntimeError, OSError):  # locked, or none on this machine
        return ""
