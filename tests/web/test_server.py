"""The server: who serves, who joins, how it ends, and what becomes of a study under it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError

import pytest

from builders_web import Client, Served, find_free_port, serving
from interviewkit.web.serving.note import make_note, read_note, write_note


def serve_again(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "interviewkit", "serve", "--no-open", *options]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )


@pytest.fixture
def no_port() -> Iterator[int]:
    """A port that another program has."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def test_a_second_serve_joins_the_first(served: Served, study_folder: Path) -> None:
    second = serve_again(study_folder, "--coder", "lee")
    assert second.returncode == 0, second.stderr
    assert "served already" in second.stdout
    [entrance] = re.findall(r"http://\S+", second.stdout)
    assert entrance.startswith(served.address)
    assert entrance != served.entrance
    page = Client(Served(served.process, entrance, served.errors)).get("/")
    assert '<meta name="coder" content="lee">' in page


def test_a_forged_joining_gets_no_entrance(served: Served) -> None:
    host = served.address.removeprefix("http://")
    for body in (b"{}", b'{"nonce": "1", "proof": "2", "coder": ""}', b"[", b""):
        connection = HTTPConnection(host, timeout=20)
        connection.request("POST", "/joining", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        assert answer.status in (400, 403)
        assert b"token" not in answer.read()


def test_the_note_is_its_owners_alone(served: Served, study_folder: Path) -> None:
    note = read_note(study_folder)
    assert note is not None
    assert note.pid == served.process.pid
    assert str(note.port) in served.address
    if os.name != "nt":
        assert (study_folder / ".interviewkit/serving.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "left", ["{", '{"key": 1}', '{"key": "a", "made": 1, "port": 99999999, "pid": 1}']
)
def test_a_spoilt_note_is_overcome(study_folder: Path, left: str) -> None:
    (study_folder / ".interviewkit").mkdir(exist_ok=True)
    (study_folder / ".interviewkit/serving.json").write_text(left)
    with serving(study_folder) as served:
        assert "Six people" in Client(served).get("/")


def test_a_note_of_a_dead_server_is_overcome(study_folder: Path, no_port: int) -> None:
    from dataclasses import replace

    write_note(study_folder, replace(make_note(), port=no_port, pid=os.getpid()))
    with serving(study_folder) as served:  # whoever has the port now does not know the key
        assert not served.address.endswith(f":{no_port}")
        assert "Six people" in Client(served).get("/")


def test_an_open_page_goes_on_after_a_restart(study_folder: Path) -> None:
    with serving(study_folder, "--coder", "kim", "--port", str(find_free_port())) as served:
        visitor = Client(served)
        assert served.stop(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    with serving(study_folder) as again:
        assert again.address == served.address
        assert json.loads(visitor.post("/api/coder", b'{"coder": "lee"}')) == {"coder": "lee"}


def test_a_taken_port_is_told(study_folder: Path, no_port: int) -> None:
    refused = serve_again(study_folder, "--port", str(no_port))
    assert refused.returncode == 1
    assert refused.stderr == (
        f"Error: port {no_port} is taken on this machine\n"
        "Hint: name another with --port, or leave it out\n"
    )


def test_a_folder_that_is_no_study_becomes_one_when_asked(tmp_path: Path) -> None:
    refused = serve_again(tmp_path)
    assert refused.returncode == 1
    assert "interviewkit serve --init" in refused.stderr
    assert not list(tmp_path.iterdir())
    with serving(tmp_path, "--init") as served:
        assert "My study" in Client(served).get("/")
    assert (tmp_path / "study.toml").is_file()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_with_a_stream_open(served: Served, how: int) -> None:
    visitor = Client(served)
    stream = visitor.open("/api/events")
    assert stream.readline()
    assert served.stop(how) == 0
    assert served.read_complaints() == ""


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    port = int(served.address.rpartition(":")[2])
    with pytest.raises(OSError), socket.create_connection(("::1", port), timeout=5):
        pass
    others = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None)}
    for address in others - {"127.0.0.1", "::1", "127.0.1.1"}:
        with pytest.raises(OSError), socket.create_connection((address, port), timeout=5):
            pass


def refusal(visitor: Client, path: str) -> str:
    with pytest.raises(HTTPError) as refused:
        visitor.get(path)
    assert refused.value.code == 409
    return str(refused.value.read().decode())


def test_a_study_that_was_moved_is_told_and_found_again(served: Served, tmp_path: Path) -> None:
    visitor, elsewhere = Client(served), tmp_path.with_name("elsewhere")
    tmp_path.rename(elsewhere)
    assert "the study is no longer at" in refusal(visitor, "/read")
    elsewhere.rename(tmp_path)
    assert "April/leaders" in visitor.get("/read")


def test_a_database_that_was_replaced_is_opened_anew(served: Served, tmp_path: Path) -> None:
    visitor, database = Client(served), tmp_path / "study.db"
    copy = tmp_path / "copy.db"
    assert "April/leaders" in visitor.get("/read")
    shutil.copy(database, copy)
    database.rename(tmp_path / "before.db")
    assert "study.db is no longer in" in refusal(visitor, "/read")
    copy.rename(database)
    assert "April/leaders" in visitor.get("/read")


def test_a_wrong_study_toml_is_told_with_its_line(served: Served, tmp_path: Path) -> None:
    visitor, settings = Client(served), tmp_path / "study.toml"
    right = settings.read_text()
    settings.write_text(right + "\n[nonsense")
    assert "study.toml" in refusal(visitor, "/read")
    settings.write_text(right)
    assert "April/leaders" in visitor.get("/read")


def test_a_damaged_database_is_told(served: Served, tmp_path: Path) -> None:
    visitor = Client(served)
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    for path in tmp_path.glob("study.db*"):
        path.unlink()
    (tmp_path / "broken.db").rename(tmp_path / "study.db")
    assert "damaged" in refusal(visitor, "/read")


def test_a_page_that_is_not_there_is_told(served: Served) -> None:
    visitor = Client(served)
    for path, says in (("/nothing", "<h1>"), ("/api/nothing", '"message"')):
        with pytest.raises(HTTPError) as refused:
            visitor.get(path)
        assert refused.value.code == 404
        assert says in refused.value.read().decode()


def test_a_visitor_who_breaks_off_is_no_fault(served: Served) -> None:
    host, _, port = served.address.removeprefix("http://").partition(":")
    head = b"POST /api/coder HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
    for name in (b"evil.example", f"{host}:{port}".encode()):
        for body in (b'5\r\n{"a":\r\nzz\r\n', b"zz\r\n", b"5\r\nab"):
            with socket.create_connection((host, int(port)), timeout=20) as line:
                line.sendall(head % name + body)
                line.shutdown(socket.SHUT_WR)
                while line.recv(4096):
                    pass
    assert served.stop() == 0
    assert served.read_complaints() == ""
