"""Who answers by https must prove to be the one that was asked, by name, at the pinned address."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path

import pytest

from builders_endpoint import ask_one, prompt
from interviewkit.errors import EndpointError
from scripted_endpoint import ScriptedEndpoint, answer

x509 = pytest.importorskip("cryptography.x509")

from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402

NAMES = ("localhost", "api.example.org")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for two names that nobody has signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(each) for each in NAMES]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


def serve(certificate: Path) -> ScriptedEndpoint:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    return ScriptedEndpoint(then=answer("{}"), tls=tls)


def test_a_certificate_that_nobody_knows_ends_the_run(certificate: Path) -> None:
    with serve(certificate) as server, pytest.raises(EndpointError) as told:
        ask_one(server.url.replace("127.0.0.1", "localhost"))
    assert "cannot prove to be it" in told.value.message
    assert "SSL_CERT_FILE" in told.value.hint
    assert server.requests == []


def test_one_of_ones_own_is_known_by_its_file(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serve(certificate) as server:
        [found] = ask_one(server.url.replace("127.0.0.1", "localhost"))
    assert found.text == "{}"


def test_a_certificate_for_another_name_is_none(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serve(certificate) as server, pytest.raises(EndpointError, match="cannot prove"):
        ask_one(server.url)
    assert server.requests == []


@pytest.mark.parametrize("content", [b"", b"no certificate"])
def test_a_file_of_certificates_that_holds_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    path = tmp_path / "mine.pem"
    path.write_bytes(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with pytest.raises(EndpointError, match="SSL_CERT_FILE names no certificates"):
        ask_one("http://127.0.0.1:9/v1")


def test_to_another_machine_it_goes_encrypted_even_through_a_proxy(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("MY_KEY", "sk-4hT9xQ2mZ7pLw8Rk")
    asked = prompt("I waited five months.")
    with serve(certificate) as server, ScriptedEndpoint(leads_to=server.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", "")
        url = "https://api.example.org/v1"
        [found] = ask_one(url, asked, consent="They agreed.", key_env="MY_KEY")
    assert found.text == "{}"
    [received] = server.requests
    assert (received.headers["Host"], received.prompt) == ("api.example.org", asked.user)
    assert received.headers["Authorization"] == "Bearer sk-4hT9xQ2mZ7pLw8Rk"
    assert proxy.tunnels == ["api.example.org:443"]
    assert b"five months" not in proxy.passed
    assert b"sk-4hT9" not in proxy.passed
