"""What becomes of a request on its way through hands that mean harm, or only shake."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import quote

from request_seeds import PageRequest, RequestMaker

SCRIPT = "<script>alert(1)</script>"
ODD = (
    "", " ", "\x00", "\u202e", "é" * 50, "漢字", "😀", "\ud800", SCRIPT, "'; DROP TABLE coding; --",
    "../../../etc/passwd", "..\\..\\x", "%00", "%2e%2e%2f", "a" * 5000, "(" * 300,
    "near(999999999)",
    "/(a+)+$/", "text:/(/", '"', "{{ 7*7 }}", "\n\r\t", "-1", "1e400", "NaN", "null", "٣",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, -1, 0, 2**53, 2**63, 10**400, 1.5, float("nan"), float("inf"), [], {}, [[]],
    [None], {"a": {}}, *ODD,
)  # fmt: skip
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "X")
HOSTS = ("evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "[::1]:80", "", "a b", "0.0.0.0")
ORIGINS = ("http://evil.example", "null", "", "https://127.0.0.1", "http://127.0.0.1:1", "http://[")

Mutation = Callable[[PageRequest, Random], PageRequest]


def mutate(request: PageRequest, random: Random) -> PageRequest:
    """The request after up to three mishaps."""
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        request = random.choice(MUTATIONS)(request, random)
    return request


def _header(request: PageRequest, **told: str) -> PageRequest:
    named = {name.replace("_", "-"): said for name, said in told.items()}
    return replace(request, headers={**request.headers, **named})


def change_method(request: PageRequest, random: Random) -> PageRequest:
    return replace(request, method=random.choice(METHODS))


def change_path(request: PageRequest, random: Random) -> PageRequest:
    path, _, query = request.path.partition("?")
    pieces = path.split("/")
    odd = quote(random.choice(ODD).encode("utf-8", "replace"), safe="/.%")
    pieces[random.randrange(len(pieces))] = odd
    path = "/".join(pieces) or "/"
    return replace(request, path=(path if path.startswith("/") else f"/{path}") + f"?{query}")


def change_query(request: PageRequest, random: Random) -> PageRequest:
    path, _, query = request.path.partition("?")
    pieces = [each for each in query.split("&") if each] or ["q=x"]
    name = pieces[random.randrange(len(pieces))].partition("=")[0]
    said = quote(random.choice(ODD).encode("utf-8", "replace"), safe="")
    return replace(request, path=f"{path}?{'&'.join([*pieces, f'{name}={said}'])}")


def forge_host(request: PageRequest, random: Random) -> PageRequest:
    return _header(request, Host=random.choice(HOSTS))


def forge_origin(request: PageRequest, random: Random) -> PageRequest:
    return _header(request, Origin=random.choice(ORIGINS))


def forge_csrf(request: PageRequest, random: Random) -> PageRequest:
    return _header(request, X_CSRF=random.choice(("", "x", "é", "a" * 5000)))


def forge_cookie(request: PageRequest, random: Random) -> PageRequest:
    cookie = request.headers.get("Cookie", "a=b")
    name, _, said = cookie.partition("=")
    at = random.randrange(max(len(said), 1))
    wrong = (f"{name}={said[:at]}X{said[at + 1 :]}", f"{name}=", "x" * 9000, "", f"{name}=e30=.a.b")
    return _header(request, Cookie=random.choice(wrong))


def say_other_site(request: PageRequest, random: Random) -> PageRequest:
    return _header(request, Sec_Fetch_Site=random.choice(("cross-site", "same-site", "x")))


def change_field(request: PageRequest, random: Random) -> PageRequest:
    """A field of another type, or with what no page sends."""
    told = _read_fields(request)
    name = random.choice([*told, "x"])
    told[name] = random.choice(VALUES)
    return RequestMaker.sized(replace(request, body=json.dumps(told).encode()))


def drop_fields(request: PageRequest, random: Random) -> PageRequest:
    told = _read_fields(request)
    kept = {name: said for name, said in told.items() if random.random() < 0.5}
    return RequestMaker.sized(replace(request, body=json.dumps(kept).encode()))


def _read_fields(request: PageRequest) -> dict[str, Any]:
    """What a request tells, where an earlier mishap has left it readable."""
    try:
        told = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def damage_body(request: PageRequest, random: Random) -> PageRequest:
    body = bytearray(request.body or b"{}")
    for _ in range(random.randrange(1, 6)):
        body[random.randrange(len(body))] = random.randrange(256)
    return RequestMaker.sized(replace(request, body=bytes(body)))


def replace_body(request: PageRequest, random: Random) -> PageRequest:
    bodies = (
        b"", b"null", b"[]", b"[" * 5000, b'{"a":' * 3000, b"\xff\xfe", b"1" * 5000,
        b'"' + b"x" * 200,
        b"{}" * 3, json.dumps({"text": "x" * 300_000}).encode(), b"\x00" * 100,
    )  # fmt: skip
    return RequestMaker.sized(replace(request, body=random.choice(bodies)))


def lie_about_length(request: PageRequest, random: Random) -> PageRequest:
    wrong = ("0", "-1", "x", "99999999999", "1", "1e3", "٣", str(len(request.body) + 7), "5000000")
    return _header(request, Content_Length=random.choice(wrong))


def chop(request: PageRequest, random: Random) -> PageRequest:
    """Only the beginning arrives."""
    whole = request.write()
    return replace(request, raw=whole[: random.randrange(1, len(whole))])


def speak_otherwise(request: PageRequest, random: Random) -> PageRequest:
    """What is no request of HTTP, or one of another age."""
    whole = request.write()
    head, _, body = whole.partition(b"\r\n\r\n")
    chunks = b'Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\nzz\r\n'
    raws = (
        random.randbytes(200), b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
        whole.replace(b"HTTP/1.1", b"HTTP/1.0"),
        head + b"\r\n" + chunks, head + b"\r\nX: " + b"y" * 80_000 + b"\r\n\r\n" + body,
        head + b"\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n" + body,
        head + b"\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
        head.replace(b"\r\n", b"\n") + b"\n\n", head + b"\r\nHost: b\r\n\r\n", whole * 2,
    )  # fmt: skip
    return replace(request, raw=random.choice(raws))


MUTATIONS: tuple[Mutation, ...] = (
    change_method, change_path, change_query, forge_host, forge_origin, forge_csrf, forge_cookie,
    say_other_site, change_field, change_field, change_field, change_field, drop_fields,
    damage_body, replace_body, lie_about_length, chop, speak_otherwise,
)  # fmt: skip
