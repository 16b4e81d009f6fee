"""Keys come from the environment or the keyring, and are shown nowhere."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from interviewkit.endpoints.keys import Key, find_key
from interviewkit.errors import EndpointError

SECRET = "sk-4hT9xQ2mZ7pLw8Rk"


class Drawer(KeyringBackend):
    """A keyring that keeps what it is given as long as the test runs."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, is_locked: bool = False) -> None:
        self.is_locked = is_locked
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def drawer() -> Iterator[Drawer]:
    before = keyring.get_keyring()
    keyring.set_keyring(found := Drawer())
    yield found
    keyring.set_keyring(before)


def test_without_a_name_there_is_no_key() -> None:
    assert not find_key("")


def test_the_environment_comes_before_the_keyring(
    monkeypatch: pytest.MonkeyPatch, drawer: Drawer
) -> None:
    keyring.set_password("interviewkit", "MY_KEY", SECRET)
    assert find_key("MY_KEY").reveal() == SECRET
    monkeypatch.setenv("MY_KEY", " of-the-environment\n")
    assert find_key("MY_KEY").reveal() == "of-the-environment"


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_key_that_is_nowhere_is_told(is_locked: bool) -> None:
    keyring.set_keyring(Drawer(is_locked))
    with pytest.raises(EndpointError, match="there is no key MY_KEY") as told:
        find_key("MY_KEY")
    assert "keyring set interviewkit MY_KEY" in told.value.hint


@pytest.mark.parametrize("broken", [f"{SECRET}\nHost: x", f"{SECRET}ü", f"{SECRET}\x07"])
def test_a_key_that_cannot_be_sent_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setenv("MY_KEY", broken)
    with pytest.raises(EndpointError, match="characters that no key has") as told:
        find_key("MY_KEY")
    assert SECRET not in "".join(traceback.format_exception(told.value)) + told.value.hint


def test_a_key_shows_itself_to_nobody() -> None:
    key = Key(SECRET)
    assert SECRET not in f"{key!r} {key} {[key]}"
    assert key.hide(f"you sent {SECRET}.") == "you sent [key]."
    assert Key("ollama").hide("ollama is a runtime") == "ollama is a runtime"
