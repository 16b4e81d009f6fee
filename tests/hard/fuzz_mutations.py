"""Damage to files: what disks, mail, other software and malice do to them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

TOKENS: tuple[bytes, ...] = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x1b[2J",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xc2\x85", b"\r", b"\r\n", b"\n\n\n",
    b"\t",
    b'"', b"'", b'""""', b",,,,", b";", b"|", b"\\", b"\\ud800", b"\\u0000", b"&#0;", b"&#xD800;",
    b"&xxe;", b'<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>', b"<w:p>", b"</w:t>",
    b"<w:tbl><w:tr><w:tc>", b'<row r="2000000000">', b'<c r="XFD1048576" t="s"><v>9</v></c>',
    b'<c r="ZZZZZZZ1">', b'gridSpan w:val="2000000000"', b'spans="1:99999999"', b"=1+1",
    b"@SUM(1)",
    b"{{7*7}}", b"<script>", b"[[[[[[[[", b"]]", b"{", b"}", b"(", b")", b"()", b"[]", b"(|)",
    b"||",
    b"<>", b"*", b"*0", b"*99999999999", b"?", b"??", b"...", b"=", b"(a? a?)? ", b"--- ", b"---",
    b"--> ", b"00:00:00.000 --> 99:99:99.999", b"WEBVTT", b"NOTE", b"<v >", b"<v Ana>", b": ",
    b":",
    b"- ", b"# ", b"!!python/object/apply:os.system [ls]", b"&a [*a, *a]", b"*a", b"<<: *a", b"? ",
    b"%YAML 9.9", b"null", b"true", b"NaN", b"nan", b"inf", b"-inf", b"1e999", b"1e-999", b"-0",
    b"0x7fffffff", b"99999999999999999999", b"2147483648", b"-2147483649", b"1_000", b"31/31/9999",
    b"9999-99-99", b"0000-00-00", b"1.7976931348623157e+309", b"1,5", b"None", b"[study]", b"[[a]]",
    b"'''", b'"""', b"[segments]", b" and ", b" not ", b" == ", b" in ", b"__import__('os')",
    b".__class__", b"quantile(", b"mean()", b"lambda: 0", b"\xc3", b"\x80", b"\x1a", b"ANSWER",
    b"<missing>", b"$FL2", b"<stata_dta>", b"PK\x03\x04",
)  # fmt: skip

LONG: tuple[tuple[bytes, int], ...] = (
    (b"9", 5000), (b"(", 5000), (b"[", 5000), (b"{", 3000), (b"a", 20_000), (b"(a? ", 60),
    (b"not ", 3000), (b"- ", 3000), (b"-", 3000), (b"a? ", 60), (b"*9 ", 60), (b",", 20_000),
    (b'"', 5001), (b"a: ", 500), (b"<b>", 5000), (b"\n", 5000), (b"x and ", 2000),
    (b"\xe2\x80\x8f", 2000),
)  # fmt: skip

ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "gb18030", "cp037")
NUMBERS = (b"0", b"-1", b"65536", b"2147483648", b"99999999999", b"9" * 400, b"1e400", b"0.0001")
NUMBER = re.compile(rb"\d+")
WORD = re.compile(rb"[^\W\d_]{2,}")

Damage = Callable[[Random, bytes, tuple[bytes, ...]], bytes]


def _slice(rng: Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + int(rng.expovariate(1 / 40)) + 1)


def _flip(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _random_bytes(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    start, end = _slice(rng, data)
    return data[:start] + rng.randbytes(end - start) + data[end:]


def _extreme_bytes(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    """Lengths and counts of binary formats become the greatest, the least or nothing."""
    at = rng.randrange(len(data) + 1)
    width = rng.choice((1, 2, 4, 8))
    fill = rng.choice((b"\xff", b"\x00", b"\x7f", b"\x80"))
    return data[:at] + fill * width + data[at + width :]


def _truncate(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _remove(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    start, end = _slice(rng, data)
    return data[:start] + data[end:]


def _repeat(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    start, end = _slice(rng, data)
    times = rng.choice((1, 2, 10, 300))
    return data[:end] + data[start:end] * times + data[end:]


def _swap(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    (a, b), (c, d) = sorted((_slice(rng, data), _slice(rng, data)))
    c, d = max(b, c), max(b, d)
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def _token(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    start, end = _slice(rng, data)
    return data[:start] + rng.choice(TOKENS) + data[rng.choice((start, end)) :]


def _long(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    at = rng.randrange(len(data) + 1)
    piece, times = rng.choice(LONG)
    return data[:at] + piece * times + data[at:]


def _number(rng: Random, data: bytes, seeds: tuple[bytes, ...]) -> bytes:
    found = list(NUMBER.finditer(data))
    if not found:
        return _token(rng, data, seeds)
    place = rng.choice(found)
    return data[: place.start()] + rng.choice(NUMBERS) + data[place.end() :]


def _word(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    """Another word or an odd one in the place of a word: what is around it stays in order."""
    found = list(WORD.finditer(data))
    if not found:
        return data
    place, other = rng.choice(found), rng.choice(found)
    new = rng.choice((other[0], other[0], rng.choice(TOKENS), place[0] + rng.choice(TOKENS)))
    return data[: place.start()] + new + data[place.end() :]


def _encode(rng: Random, data: bytes, _seeds: tuple[bytes, ...]) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")


def _splice(rng: Random, data: bytes, seeds: tuple[bytes, ...]) -> bytes:
    other = rng.choice(seeds)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


PLAIN: tuple[Damage, ...] = (
    _flip, _random_bytes, _extreme_bytes, _truncate, _remove, _repeat, _swap, _token, _token,
    _word, _word, _word, _long, _number, _encode, _splice,
)  # fmt: skip


def _in_archive(rng: Random, data: bytes, seeds: tuple[bytes, ...]) -> bytes:
    """Damage inside an Office file, whose archive stays sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, ValueError, RuntimeError):
        return _flip(rng, data, seeds)
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        return _flip(rng, data, seeds)
    if not members:
        return _flip(rng, data, seeds)
    members = _edited(rng, members, seeds)
    out = io.BytesIO()
    how = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in members:
            # A ZipInfo bears no time of day: the same number makes the same file a minute later.
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=how)
    return out.getvalue()


def _edited(
    rng: Random, members: list[tuple[str, bytes]], seeds: tuple[bytes, ...]
) -> list[tuple[str, bytes]]:
    place = rng.randrange(len(members))
    main = [i for i, (name, _) in enumerate(members) if re.search("document|sheet|shared", name)]
    if main and rng.random() < 0.7:
        place = rng.choice(main)
    name, content = members[place]
    act = rng.choice(("change", "change", "change", "change", "drop", "rename", "swap"))
    if act == "drop":
        return members[:place] + members[place + 1 :]
    if act == "rename":
        odd = rng.choice(("../" + name, name.upper(), "/" + name, name + ".bak"))
        return [*members[:place], (odd, content), *members[place + 1 :]]
    if act == "swap":
        content = members[rng.randrange(len(members))][1]
    else:
        content = rng.choice(PLAIN)(rng, content, (content,))
    return [*members[:place], (name, content), *members[place + 1 :]]


def damaged(rng: Random, seeds: tuple[bytes, ...]) -> bytes:
    """One file made of sound ones by one to four kinds of damage."""
    data = rng.choice(seeds)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        zipped = data[:2] == b"PK" and rng.random() < 0.8
        data = (_in_archive if zipped else rng.choice(PLAIN))(rng, data, seeds)
    return data[:2_000_000]
