"""Where an endpoint is: on this machine, in a private network, or anywhere else."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from interviewkit.errors import EndpointError

LOCALHOST = "localhost"
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

OWN_NETWORKS = tuple(
    map(
        ipaddress.ip_network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7",
         "fe80::/10"),
    )
)  # fmt: skip
"""What no packet from outside reaches (RFC 1918, 3927, 4193, 4291)."""


@dataclass(frozen=True, slots=True)
class Address:
    """A server as ``endpoint`` names it; ``path`` has no slash at its end.

    ``ips`` are the only addresses that may be connected to, where that is settled before: a name
    cannot come to mean another machine while a run goes on. Empty, it is the certificate of
    https that says who answers.
    """

    scheme: str
    host: str
    port: int
    path: str
    ips: tuple[str, ...] = ()

    @property
    def is_here(self) -> bool:
        """Whether it is this machine, by its name alone."""
        ip = _read_ip(self.host)
        return ip.is_loopback if ip else self.host == LOCALHOST

    @property
    def is_encrypted(self) -> bool:
        return self.scheme == "https"

    @property
    def shown(self) -> str:
        """Host and port, the usual port left out."""
        usual = {"http": 80, "https": 443}[self.scheme]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == usual else f"{host}:{self.port}"

    def list_urls(self) -> tuple[str, ...]:
        """What to connect to, in turn; more than one where a name has several addresses."""
        hosts = [f"[{ip}]" if ":" in ip else ip for ip in self.ips]
        own = f"[{self.host}]" if ":" in self.host else self.host
        return tuple(f"{self.scheme}://{host}:{self.port}{self.path}" for host in hosts or [own])


def read_address(endpoint: str) -> Address:
    """The server that an address names; nothing is asked for it.

    Raises:
        EndpointError: it names none.
    """
    hint = 'write it as in endpoint = "http://127.0.0.1:11434/v1"'
    try:
        parts = urlsplit(endpoint)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        if not _read_ip(host):
            host = host.encode("idna").decode("ascii")  # as it goes over the wire, no look-alikes
    except (ValueError, KeyError):
        raise EndpointError("coding.llm.endpoint is no address of a server", hint=hint) from None
    ip = _read_ip(host)
    if not host or (ip and ip.is_unspecified):
        raise EndpointError(f"nobody can be asked at {endpoint}", hint=hint)
    return Address(parts.scheme, host, port, parts.path.rstrip("/"))


def pin_address(address: Address) -> Address:
    """The address with what its name stands for, where that decides whether it may be asked.

    Raises:
        EndpointError: ``localhost`` is not this machine here, or speech would go unencrypted to a
            machine outside of private networks.
    """
    if address.is_encrypted and not address.is_here:
        return address
    ips = _look_up(address)
    if address.is_here and not all(ip.is_loopback for ip in ips):
        raise EndpointError(
            f"{address.host} is not this machine here, but {ips[0]}",
            hint="name the machine by its number: http://127.0.0.1, with its port",
        )
    if not all(ip.is_loopback or any(ip in net for net in OWN_NETWORKS) for ip in ips):
        raise EndpointError(
            f"http to {address.host} is not encrypted: everyone on the way could read along",
            hint="write https://, or use a model on this machine",
        )
    found = sorted(ips, key=lambda ip: ip.version)  # most servers listen on the old one
    return Address(address.scheme, address.host, address.port, address.path, tuple(map(str, found)))


def _look_up(address: Address) -> list[Ip]:
    ip = _read_ip(address.host)
    if ip:
        return [ip]
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise EndpointError(
            f"there is no machine {address.host}", hint="mend endpoint, or see to the network"
        ) from None
    ips = {str(each[4][0]): _read_ip(str(each[4][0])) for each in found}
    known = [ip for ip in ips.values() if ip]
    if not known:
        raise EndpointError(f"there is no machine {address.host}")
    return known


def _read_ip(host: str) -> Ip | None:
    """The address that a host is written as; one of IPv4 within IPv6 is that of IPv4."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return None
    inner = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return inner or ip
