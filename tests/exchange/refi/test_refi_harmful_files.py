"""Files made to do harm are refused in words, and nothing is written."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from builders_refi import pack, pack_project, put, wrap_project
from interviewkit.errors import SourceError
from interviewkit.exchange.refi.reading import is_this, read
from interviewkit.model.limits import LimitSettings

EMPTY = wrap_project("").encode()
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{10 * f"&{a};"}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + ']><Project xmlns="urn:QDA-XML:project:1.0" name="&h;"/>'
)
EXTERNAL = (
    '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<Project xmlns="urn:QDA-XML:project:1.0" name="&x;"/>'
)
DEEP = wrap_project("<Sources>" + "<a>" * 30_000 + "</a>" * 30_000 + "</Sources>")


def write_raw(folder: Path, *infos: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in infos:
            archive.writestr(info, content)
    return put(folder, stream.getvalue())


def refuse(path: Path, match: str, limits: LimitSettings | None = None) -> None:
    before = sorted(each.name for each in path.parent.rglob("*"))
    with pytest.raises(SourceError, match=match) as told:
        read(path, limits=limits or LimitSettings())
    assert told.value.hint
    assert sorted(each.name for each in path.parent.rglob("*")) == before


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "sources/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt",
             "..\\..\\evil.txt", "\\\\server\\share\\evil.txt"],
)  # fmt: skip
def test_a_name_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    refuse(write_raw(tmp_path, ("project.qde", EMPTY), (name, b"x")), "evil.txt")


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("sources/a.txt")
    link.external_attr = 0o120777 << 16
    refuse(write_raw(tmp_path, ("project.qde", EMPTY), (link, b"/etc/passwd")), "is a link")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    refuse(write_raw(tmp_path, ("project.qde", EMPTY), ("project.qde", EMPTY)), "twice")


def test_a_text_that_unpacks_to_a_multiple_is_refused(tmp_path: Path) -> None:
    inside = '<Sources><TextSource guid="1" plainTextPath="internal://a.txt"/></Sources>'
    path = put(tmp_path, pack_project(inside, {"sources/a.txt": bytes(6 * 2**20)}))
    refuse(path, "zip bomb")


def test_a_project_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    limits = LimitSettings(unpacked_mb=1)
    big = wrap_project(f"<Description>{'a b ' * 2**19}</Description>").encode()
    refuse(put(tmp_path, pack({"project.qde": big})), "unpacks to 2 MB", limits)


def test_a_large_recording_beside_it_is_no_bomb(tmp_path: Path) -> None:
    inside = '<Sources><AudioSource guid="1" path="internal://a.wav"/></Sources>'
    path = put(tmp_path, pack_project(inside, {"sources/a.wav": bytes(6 * 2**20)}))
    assert read(path, limits=LimitSettings(unpacked_mb=2)).project.sources[0].media


def test_a_wrong_size_is_refused(tmp_path: Path) -> None:
    content = bytearray(pack({"project.qde": EMPTY}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    refuse(put(tmp_path, bytes(content)), "damaged")


def test_a_password_is_told(tmp_path: Path) -> None:
    content = bytearray(pack({"project.qde": EMPTY}))
    for sign, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(sign) + shift] |= 1
    refuse(put(tmp_path, bytes(content)), "password")


@pytest.mark.parametrize(
    ("xml", "match"),
    [
        (ENTITIES, "entities"),
        (EXTERNAL, "entities"),
        (DEEP, "deep"),
        (wrap_project("")[:-9], "no whole XML"),
        (wrap_project("<Sources>\x00</Sources>"), "no whole XML"),
        ('<?xml version="1.0" encoding="klingon"?><Project/>', "cannot be decoded|no whole XML"),
        ("<html/>", "no project"),
        ("", "no whole XML"),
    ],
)
def test_xml_that_is_no_project_is_refused(xml: str, match: str, tmp_path: Path) -> None:
    refuse(put(tmp_path, pack({"project.qde": xml.encode()})), match)
    refuse(put(tmp_path, xml.encode(), "bare.qde"), match)


def test_more_tags_than_a_tree_may_have_are_refused(tmp_path: Path) -> None:
    path = put(tmp_path, wrap_project("<a/>" * 3000).encode(), "bare.qde")
    refuse(path, "3,0[0-9]{2} XML tags", LimitSettings(tags=10_000))


@pytest.mark.parametrize("content", [b"PK\x03\x04nothing", b"PK", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_refused(content: bytes, tmp_path: Path) -> None:
    path = put(tmp_path, content)
    assert not is_this(path, content)
    refuse(path, "damaged|no project")


@pytest.mark.parametrize("scheme", ["relative://", "absolute://", "internal://", "file://", ""])
def test_no_file_elsewhere_is_read(scheme: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    folder = tmp_path / "project"
    folder.mkdir()
    for path in ("../secret.txt", str(secret), "sources/../../secret.txt"):
        inside = f'<Sources><TextSource guid="1" plainTextPath="{scheme}{path}"/></Sources>'
        bare = put(folder, wrap_project(inside).encode(), "p.qde")
        assert read(bare).project.sources[0].text == ""
        packed = put(folder, pack_project(inside), "p.qdpx")
        assert read(packed).project.sources[0].text == ""


def test_a_link_beside_a_project_leads_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "a.txt").symlink_to(secret)
    inside = '<Sources><TextSource guid="1" plainTextPath="relative:///a.txt"/></Sources>'
    assert read(put(folder, wrap_project(inside).encode(), "p.qde")).project.sources[0].text == ""
