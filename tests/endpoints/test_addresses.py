"""Which machine an address means, and which may be asked without encryption."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from interviewkit.endpoints.addresses import pin_address, read_address
from interviewkit.errors import EndpointError


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "http://127.8.9.1/v1",
        "http://[::1]:8080/v1",
        "http://[::ffff:127.0.0.1]:8080/v1",
        "http://localhost:1234/v1/",
        "https://LOCALHOST./v1",
    ],
)
def test_this_machine_is_known_by_its_names(url: str) -> None:
    assert read_address(url).is_here


@pytest.mark.parametrize(
    "url",
    [
        "https://api.openai.com/v1",
        "http://192.168.1.5:8000/v1",
        "http://10.0.0.1/v1",
        "http://localhost.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://my-mac.local/v1",
        "http://0x7f.1/v1",
        "http://2130706433/v1",
        "http://127.1/v1",
        "http://lоcalhost/v1",  # its second letter is Cyrillic
        "http://[::ffff:8.8.8.8]/v1",
        "http://[fe80::1]/v1",
    ],
)
def test_every_other_name_is_another_machine(url: str) -> None:
    assert not read_address(url).is_here


@pytest.mark.parametrize(
    "url", ["http://", "http:///v1", "http://0.0.0.0:11434/v1", "http://[::]/v1", "http://a:x/",
            "http://a:99999/", "http://[::1/v1", "ftp://a/v1", "http://" + "a" * 80 + ".org/"],
)  # fmt: skip
def test_what_names_no_machine_is_refused(url: str) -> None:
    with pytest.raises(EndpointError) as told:
        read_address(url)
    assert "http://127.0.0.1:11434/v1" in told.value.hint


@pytest.mark.parametrize(
    ("url", "shown", "asked"),
    [
        ("https://api.example.org/v1/", "api.example.org", "https://api.example.org:443/v1"),
        ("http://127.0.0.1:80", "127.0.0.1", "http://127.0.0.1:80"),
        ("http://[::1]:8080/v1", "[::1]:8080", "http://[::1]:8080/v1"),
        ("https://müller.example/v1", "xn--mller-kva.example",
         "https://xn--mller-kva.example:443/v1"),
    ],
)  # fmt: skip
def test_how_a_machine_is_shown_and_asked(url: str, shown: str, asked: str) -> None:
    address = read_address(url)
    assert (address.shown, address.list_urls()) == (shown, (asked,))


def resolve_to(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ips]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)


def test_localhost_is_asked_by_its_number() -> None:
    pinned = pin_address(read_address("http://localhost:11434/v1"))
    assert pinned.ips[0] == "127.0.0.1"
    assert pinned.list_urls()[0] == "http://127.0.0.1:11434/v1"
    assert pinned.shown == "localhost:11434"


def test_a_localhost_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "127.0.0.1", "203.0.113.9")
    with pytest.raises(EndpointError, match="localhost is not this machine here"):
        pin_address(read_address("https://localhost/v1"))


@pytest.mark.parametrize("url", ["http://192.168.1.5:8000/v1", "http://10.1.2.3/v1"])
def test_a_private_network_may_be_asked_without_encryption(url: str) -> None:
    assert pin_address(read_address(url)).ips


def test_a_name_keeps_the_private_address_that_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "192.168.1.5")
    pinned = pin_address(read_address("http://gpu.lab:8000/v1"))
    resolve_to(monkeypatch, "203.0.113.9")
    assert pinned.list_urls() == ("http://192.168.1.5:8000/v1",)


@pytest.mark.parametrize("ips", [("8.8.8.8",), ("192.168.1.5", "8.8.8.8"), ("192.0.2.1",)])
def test_elsewhere_it_must_be_encrypted(
    monkeypatch: pytest.MonkeyPatch, ips: tuple[str, ...]
) -> None:
    resolve_to(monkeypatch, *ips)
    with pytest.raises(EndpointError, match=r"http to gpu\.lab is not encrypted") as told:
        pin_address(read_address("http://gpu.lab/v1"))
    assert "https://" in told.value.hint


def test_a_machine_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_more: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(EndpointError, match=r"there is no machine gpu\.lab"):
        pin_address(read_address("http://gpu.lab/v1"))


def test_an_encrypted_line_needs_no_look_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", None)
    assert pin_address(read_address("https://api.example.org/v1")).ips == ()
