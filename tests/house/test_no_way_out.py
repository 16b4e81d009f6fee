"""Interviews stay here: one module connects to other programs, and one lets a browser in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

NETWORK = {
    "aiohttp", "asyncio", "ftplib", "grpc", "http", "httpcore", "httpx", "huggingface_hub",
    "imaplib", "keyring", "openai", "poplib", "requests", "smtplib", "socket", "socketserver",
    "ssl", "telnetlib", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
"""Packages by which a program can reach another machine."""

ALLOWED = {
    "endpoints/addresses.py": {"socket"},  # asks which machine a name means
    "endpoints/asking.py": {"asyncio", "httpx"},
    "endpoints/background.py": {"asyncio"},
    "endpoints/connection.py": {"asyncio", "httpx", "ssl"},  # the one that connects
    "endpoints/keys.py": {"keyring"},
    "cli/review_app.py": {"asyncio"},  # the terminal's own loop
    "language/models.py": {"huggingface_hub"},  # where study.toml says allow_hub = true
}
"""What stands outside of the workspace, which serves this machine alone (``web/serving``)."""

JOINS = {"web/serving/joining.py": {"http"}}
"""Asks a server on 127.0.0.1 whether it serves this study."""


def imports(path: Path) -> Iterator[str]:
    """Packages that a module imports anywhere; ``urllib.request`` under its whole name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
        for name in names:
            yield "urllib.request" if name.startswith("urllib.request") else name.split(".")[0]


def reaching(house: Path) -> dict[str, set[str]]:
    """The modules outside of the workspace that could reach another machine, and by what."""
    found = {
        path.relative_to(house).as_posix(): set(imports(path)) & (NETWORK | {"urllib.request"})
        for path in house.rglob("*.py")
    }
    return {name: by for name, by in found.items() if by and not name.startswith("web/")}


def test_no_other_module_could_reach_another_machine(root: Path) -> None:
    assert reaching(root / "src" / "interviewkit") == ALLOWED


def test_the_workspace_serves_and_does_not_ask(root: Path) -> None:
    web = root / "src" / "interviewkit" / "web"
    asks = {"aiohttp", "http", "httpcore", "httpx", "requests", "ssl", "urllib.request", "urllib3"}
    found = {
        path.relative_to(web.parent).as_posix(): set(imports(path)) & asks
        for path in web.rglob("*.py")
    }
    assert {name: by for name, by in found.items() if by} == JOINS


def test_an_import_within_a_function_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("def f():\n    from urllib import request\n    import httpx.x as y\n", "utf-8")
    assert {"urllib.request", "httpx"} <= set(imports(path))
