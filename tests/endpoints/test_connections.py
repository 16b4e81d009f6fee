"""Which connections are opened, and which never: other machines, proxies, half-known names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from builders import SMALL_TOML, small_study
from builders_endpoint import ask_one, endpoint, prompt
from interviewkit.errors import EndpointError
from scripted_endpoint import ScriptedEndpoint, answer

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")

WATCHED = """
import sys
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        print("CONNECTED", event, args[1:] if event != "socket.getaddrinfo" else args)
sys.addaudithook(watch)
from interviewkit.cli import main
main({words!r})
"""


def set_proxies(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    for name in (*PROXIES, *map(str.lower, PROXIES)):
        monkeypatch.setenv(name, url)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_no_proxy_comes_between_this_machine_and_itself(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    with ScriptedEndpoint() as proxy, ScriptedEndpoint([answer("{}")]) as server:
        set_proxies(monkeypatch, proxy.url.removesuffix("/v1"))
        [found] = ask_one(server.url.replace("127.0.0.1", host))
    assert found.text == "{}"
    assert server.requests[0].headers["Host"].startswith(host.lower())
    assert (proxy.requests, proxy.tunnels) == ([], [])


def test_a_proxy_on_the_way_elsewhere_is_shown_the_host_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MY_KEY", "sk-4hT9xQ2mZ7pLw8Rk")
    with ScriptedEndpoint() as proxy:
        set_proxies(monkeypatch, proxy.url.removesuffix("/v1"))
        url = "https://api.example.org/v1"
        [found] = ask_one(url, prompt("secret"), consent="They agreed.", key_env="MY_KEY")
    assert "the line to api.example.org broke off" in found.fault
    assert set(proxy.tunnels) == {"api.example.org:443"}
    assert proxy.requests == []


def test_a_proxy_that_cannot_be_used_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_proxies(monkeypatch, "gopher://ana:hunter2@proxy.example.org")
    asked = endpoint("https://api.example.org/v1", consent="They agreed.")
    with pytest.raises(EndpointError, match="proxy that the environment names") as told:
        next(asked.ask([("k", prompt())]))
    assert "hunter2" not in f"{told.value}{told.value.hint}{told.value.__cause__}"


def test_without_the_extra_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(EndpointError, match="needs the package httpx, which is not") as told:
        endpoint("http://127.0.0.1:11434/v1")
    assert told.value.hint == "pip install 'interviewkit[llm]'"


def run_watched(*words: str) -> str:
    command = [sys.executable, "-c", WATCHED.format(words=words)]
    return subprocess.run(command, capture_output=True, text=True).stdout


def test_a_study_without_a_language_model_connects_to_nobody(tmp_path: Path) -> None:
    root = small_study(tmp_path, SMALL_TOML + "[coding]\ncoders = ['rules']\n")
    said = run_watched("run", "--study", str(root))
    assert "report.html" in said
    assert "CONNECTED" not in said


def test_the_watch_sees_a_connection() -> None:
    code = WATCHED.split("from interviewkit")[0] + "import socket\nsocket.getaddrinfo('::1', 1)"
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert "CONNECTED socket.getaddrinfo" in seen
