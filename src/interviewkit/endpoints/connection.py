"""The connection to a server: one request and its whole answer, within time and size.

The only module that connects to another program. No redirect is followed, and a proxy of
the environment is used for https to another machine alone.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from interviewkit.endpoints.addresses import Address
from interviewkit.endpoints.backoff import read_retry_after
from interviewkit.endpoints.body import parse_body, read_complaint, unpack_body
from interviewkit.endpoints.faults import RequestFault, explain_status
from interviewkit.endpoints.form import Form
from interviewkit.endpoints.keys import Key
from interviewkit.errors import EndpointError

if TYPE_CHECKING:
    import httpx

CONNECT_S = 10.0


@dataclass
class Connection:
    """A server, how it is spoken to and with which key.

    ``reached`` says whether it has ever answered anything: a server that never did is not waited
    for as long as one that stumbles.
    """

    address: Address
    form: Form
    key: Key = field(repr=False)
    timeout_s: float
    reached: bool = False
    _urls: list[str] = field(default_factory=list, repr=False)

    def build_client(self, most: int) -> httpx.AsyncClient:
        """A client for at most so many requests at once; it must be closed.

        Raises:
            EndpointError: the environment names a proxy or certificates that cannot be used.
        """
        import httpx

        through_proxy = self.address.is_encrypted and not self.address.is_here
        self._urls = [f"{url}{self.form.path}" for url in self.address.list_urls()]
        try:
            return httpx.AsyncClient(
                verify=_read_own_certificates() or True,
                trust_env=through_proxy,
                follow_redirects=False,
                timeout=httpx.Timeout(self.timeout_s, connect=min(CONNECT_S, self.timeout_s)),
                limits=httpx.Limits(max_connections=most, max_keepalive_connections=most),
            )
        except (ImportError, ValueError):  # not repeated: a proxy may hold a password
            raise EndpointError(
                "the proxy that the environment names cannot be used",
                hint="see HTTPS_PROXY and ALL_PROXY; a SOCKS proxy needs: pip install socksio",
            ) from None

    async def post(
        self, client: httpx.AsyncClient, body: Mapping[str, Any], most: int
    ) -> Mapping[str, Any]:
        """What the server answers, as an object of at most ``most`` bytes.

        Raises:
            RequestFault, UnfitRequestError, UnfitPromptError: this request failed.
            EndpointError: every request will.
        """
        try:
            async with asyncio.timeout(self.timeout_s):
                status, headers, raw = await self._send(client, body, most)
        except TimeoutError:
            raise self._too_slow() from None
        self.reached = True
        packing = headers.get("content-encoding", "").strip().lower()
        kind = headers.get("content-type", "")
        if status == 200:
            found = parse_body(unpack_body(raw, packing, most), kind, self.key)
            if found.get("error"):
                raise RequestFault(f"{self.address.shown} failed: {read_complaint(raw, self.key)}")
            return found
        complaint = read_complaint(raw, self.key)
        wait_s = read_retry_after(headers.get("retry-after", ""))
        raise explain_status(status, self.address.shown, complaint, wait_s)

    async def _send(
        self, client: httpx.AsyncClient, body: Mapping[str, Any], most: int
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body; the addresses of the server are tried in turn."""
        import httpx

        content = json.dumps(body, ensure_ascii=False, allow_nan=False).encode(errors="replace")
        for place, url in enumerate(list(self._urls)):
            try:
                found = await self._stream(client, url, content, most)
            except httpx.ConnectError as fault:
                if place + 1 < len(self._urls):
                    continue
                raise self._explain_connection(str(fault)) from None
            except httpx.TimeoutException:
                raise self._too_slow() from None
            except (httpx.HTTPError, httpx.InvalidURL) as fault:  # its words name no header
                words = self.key.hide(str(fault))[:200] or type(fault).__name__
                raise RequestFault(f"the line to {self.address.shown} broke off: {words}") from None
            self._urls = [url]
            return found
        raise RequestFault("no address to ask")  # pragma: no cover - there is always one

    async def _stream(
        self, client: httpx.AsyncClient, url: str, content: bytes, most: int
    ) -> tuple[int, Mapping[str, str], bytes]:
        head = {
            "Host": self.address.shown,
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        names = {"sni_hostname": self.address.host} if self.address.is_encrypted else {}
        asked = client.stream(
            "POST", url, content=content, headers=head, auth=self._sign, extensions=names
        )
        async with asked as response:
            raw = bytearray()
            async for chunk in response.aiter_raw():
                raw += chunk
                if len(raw) > most:
                    raise RequestFault(
                        f"the answer is longer than {most >> 20} MB, and was cut off"
                    )
            return response.status_code, response.headers, bytes(raw)

    def _sign(self, request: httpx.Request) -> httpx.Request:
        """The request with the key, put in so late that no variable of ours ever shows it."""
        request.headers.update(self.form.build_headers(self.key.reveal()))
        return request

    def _too_slow(self) -> RequestFault:
        return RequestFault(f"no whole answer within {self.timeout_s:g} seconds", is_timeout=True)

    def _explain_connection(self, words: str) -> Exception:
        if "CERTIFICATE_VERIFY_FAILED" in words:
            return EndpointError(
                f"who answers as {self.address.shown} cannot prove to be it (its certificate)",
                hint="see to the certificate; one of your own goes into SSL_CERT_FILE",
            )
        return RequestFault(f"nothing answers at {self.address.shown}", is_absent=True)


def _read_own_certificates() -> ssl.SSLContext | None:
    """The certificates of SSL_CERT_FILE, which httpx passes over where it is to know no proxies."""
    path = os.environ.get("SSL_CERT_FILE", "")
    if not path:
        return None
    try:
        return ssl.create_default_context(cafile=path)
    except OSError:
        raise EndpointError(
            "SSL_CERT_FILE names no certificates that can be read", hint="mend it, or unset it"
        ) from None


def require_httpx() -> None:
    """See to it that the library which speaks HTTP is there.

    Raises:
        EndpointError: it is not installed.
    """
    try:
        import httpx  # noqa: F401
    except ImportError as fault:
        raise EndpointError(
            f"a language model needs the package {fault.name}, which is not installed",
            hint="pip install 'interviewkit[llm]'",
        ) from None
