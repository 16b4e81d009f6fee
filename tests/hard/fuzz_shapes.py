"""Odd shapes of sound files, in which every word still stands where words stand.

Programs write in other orders, with other attributes, twice, without ends and in other encodings.
Nothing here is noise: what was said can be read off the file without knowing its format.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any
from xml.etree import ElementTree

Shape = Callable[[Random, str], str]

NAMES = (
    "S1", "P1 (Ana)", "Speaker 1", "Dr. Ben Müller", "A", "ANA", ">> Ana", "[Ana]", "Ana/Ben",
    "*Ana", "Ana B.", "I:", "Teilnehmerin 3", "日本", "O'Neil-Smith", "1", "unknown", "Title",
)  # fmt: skip
VALUES = (
    "",
    "0",
    "-1",
    "x",
    "T999",
    "9" * 12,
    "Ä ö",
    "a b",
    "true",
    "none",
    "00:00:00",
    "1.5e3",
    "t",
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252", "utf-8", "utf-8", "utf-8")
LINE_ENDS = ("\n", "\n", "\r\n", "\r")


def shaped(rng: Random, sound: bytes, kind: str) -> bytes:
    """A sound file in an odd shape. ``kind`` is lines, tags, json or a member's name."""
    if kind in SHAPES:
        text = sound.decode("utf-8")
        for _ in range(rng.choice((1, 1, 2, 3))):
            text = rng.choice(SHAPES[kind])(rng, text)
        return _encoded(rng, text, kind)
    return _repacked(rng, sound, re.compile(kind))


def _encoded(rng: Random, text: str, kind: str) -> bytes:
    name = "utf-8" if kind == "json" else rng.choice(ENCODINGS)
    if kind == "tags" and text.startswith("<?xml"):
        text = re.sub(r"<\?xml[^>]*\?>", f'<?xml version="1.0" encoding="{name}"?>', text, count=1)
    if kind == "lines":
        text = text.replace("\n", rng.choice(LINE_ENDS))
    return text.encode(name, "xmlcharrefreplace" if kind == "tags" else "replace")


def _repacked(rng: Random, sound: bytes, wanted: re.Pattern[str]) -> bytes:
    """An archive in which the member that holds the words has another shape."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if wanted.search(name):
                text = rng.choice(SHAPES["tags"])(rng, content.decode("utf-8"))
                content = text.encode("utf-8")
            new.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


# -- elements --------------------------------------------------------------------------------------

_TAG = re.compile(r"<(?P<name>[A-Za-z][\w:.-]*)(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(r"(?P<name>[\w:.-]+)=(\"[^\"]*\"|'[^']*')")
_TEXT = re.compile(r">(?P<text>[^<>]*[^\W\d_]{4}[^<>]*)<")


def _tree(act: Callable[[Random, Any], None]) -> Shape:
    """A change of the tree; a text that is no tree stays as it is."""

    def change(rng: Random, text: str) -> str:
        try:
            root = ElementTree.fromstring(text.encode("utf-8"))
        except (ElementTree.ParseError, LookupError, ValueError):
            return _odd_value(rng, text)
        act(rng, root)
        head = re.match(r"\s*(<\?xml[^>]*\?>)?\s*(<!DOCTYPE[^>]*>)?", text)
        return (head[0] if head else "") + ElementTree.tostring(root, "unicode")

    return change


def _pick(rng: Random, root: Any) -> tuple[Any, int]:
    """A parent, and the place of one of its children."""
    parents = [each for each in root.iter() if len(each)]
    parent = rng.choice(parents) if parents else root
    return parent, rng.randrange(len(parent)) if len(parent) else 0


def _double(rng: Random, root: Any) -> None:
    parent, at = _pick(rng, root)
    if len(parent):
        parent.insert(at, parent[at])


def _move(rng: Random, root: Any) -> None:
    parent, at = _pick(rng, root)
    if not len(parent):
        return
    child = parent[at]
    inside = {id(each) for each in child.iter()}
    parent.remove(child)
    others = [each for each in root.iter() if id(each) not in inside]
    other = rng.choice(others)
    other.insert(rng.randint(0, len(other)), child)


def _shuffle(rng: Random, root: Any) -> None:
    parent, _ = _pick(rng, root)
    children = list(parent)
    rng.shuffle(children)
    parent[:] = children


def _unwrap(rng: Random, root: Any) -> None:
    """An element goes, its words and children stay where it was."""
    parent, at = _pick(rng, root)
    if not len(parent):
        return
    child = parent[at]
    lead = child.text or ""
    if len(child):
        child[-1].tail = (child[-1].tail or "") + (child.tail or "")
    else:
        lead += child.tail or ""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + lead
    else:
        parent.text = (parent.text or "") + lead
    parent[at : at + 1] = list(child)


def _wrap(rng: Random, root: Any) -> None:
    """The words of an element, or all of it, stand in one that nobody knows."""
    each = rng.choice(list(root.iter()))
    inner = ElementTree.Element(rng.choice(("x", "span", "b", "div", "p", "seg")))
    inner.text, each.text = each.text, None
    if rng.random() < 0.5:
        inner[:], each[:] = list(each), []
    each.insert(0, inner)


def _rename(rng: Random, root: Any) -> None:
    each = rng.choice(list(root.iter()))
    names = [other.tag for other in root.iter()]
    each.tag = rng.choice((each.tag.upper(), "x", rng.choice(names), f"{each.tag}2"))


def _lose_empty(rng: Random, root: Any) -> None:
    """An element without any words is not there."""
    pairs = [
        (parent, child)
        for parent in root.iter()
        for child in parent
        if not "".join(child.itertext()).strip() and not (child.tail or "").strip()
    ]
    if pairs:
        parent, child = rng.choice(pairs)
        parent.remove(child)


def _odd_value(rng: Random, text: str) -> str:
    """An attribute has another value, or that of another, or is not there."""
    found = [
        (tag, each) for tag in _TAG.finditer(text) for each in _ATTRIBUTE.finditer(tag["rest"])
    ]
    found = [(tag, each) for tag, each in found if not each["name"].startswith("xmlns")]
    if not found:
        return _loose_space(rng, text)
    tag, each = rng.choice(found)
    value = rng.choice((rng.choice(found)[1][2], f'"{rng.choice(VALUES)}"'))
    new = rng.choice(("", f"{each['name']}={value}", f"{each['name']}={value}"))
    at = tag.start("rest")
    return text[: at + each.start()] + new + text[at + each.end() :]


def _loose_space(rng: Random, text: str) -> str:
    space = rng.choice(("\n", "\r\n", "  ", "\t", "\n\n\n"))
    return re.sub(r"><", lambda match: f">{space}<" if rng.random() < 0.5 else match[0], text)


def _interrupt(rng: Random, text: str) -> str:
    """A comment, an instruction or a section stands among the words."""
    found = list(_TEXT.finditer(text))
    if not found:
        return text
    place = rng.choice(found)
    said = place["text"]
    blanks = [match.start() for match in re.finditer(" ", said)] or [0]
    at = rng.choice(blanks)
    middle = rng.choice(("<!-- x -->", "<?x y?>", "<x/>", "<br/>", "&#160;", "&#x2028;", "&#173;"))
    new = f"{said[:at]}{middle}{said[at:]}"
    if rng.random() < 0.3 and "&" not in said:
        new = f"<![CDATA[{said}]]>"
    return text[: place.start("text")] + new + text[place.end("text") :]


def _as_numbers(rng: Random, text: str) -> str:
    """Some letters are written by their numbers."""
    found = list(_TEXT.finditer(text))
    if not found:
        return text
    place = rng.choice(found)
    said = re.sub(r"(?<![&#\w])[a-y](?!\w*;)", lambda match: f"&#{ord(match[0])};", place["text"])
    return text[: place.start("text")] + said + text[place.end("text") :]


def _cut_at_tag(rng: Random, text: str) -> str:
    """The end is missing."""
    found = [match.end() for match in re.finditer(r">", text)]
    return text[: rng.choice(found[len(found) // 3 :])] if found else text


def _lose_end(rng: Random, text: str) -> str:
    """One end of an element is missing."""
    found = list(re.finditer(r"</[^<>]+>", text))
    if not found:
        return text
    place = rng.choice(found)
    return text[: place.start()] + text[place.end() :]


# -- lines -----------------------------------------------------------------------------------------


def _of_lines(act: Callable[[Random, list[str]], list[str]], sign: str = "\n") -> Shape:
    def change(rng: Random, text: str) -> str:
        return sign.join(act(rng, text.split(sign)))

    return change


def _some(rng: Random, lines: list[str]) -> int:
    return rng.randrange(len(lines))


def _move_one(rng: Random, lines: list[str]) -> list[str]:
    at = _some(rng, lines)
    rest = [*lines[:at], *lines[at + 1 :]]
    to = rng.randint(0, len(rest))
    return [*rest[:to], lines[at], *rest[to:]]


def _double_one(rng: Random, lines: list[str]) -> list[str]:
    at, to = _some(rng, lines), _some(rng, lines)
    return [*lines[:to], lines[at], *lines[to:]]


def _blank(rng: Random, lines: list[str]) -> list[str]:
    at = _some(rng, lines)
    return [*lines[:at], rng.choice(("", "", "   ", "\t", "---", "***")), *lines[at:]]


def _unblank(rng: Random, lines: list[str]) -> list[str]:
    empty = [n for n, line in enumerate(lines) if not line.strip()]
    if not empty:
        return lines
    at = rng.choice(empty)
    return [*lines[:at], *lines[at + 1 :]]


def _indent(rng: Random, lines: list[str]) -> list[str]:
    space = rng.choice((" ", "    ", "\t", "\u00a0", "> ", "- ", "# ", "* ", "1. ", "12 "))
    much = rng.random() < 0.3
    at = _some(rng, lines)
    return [space + line if much or n == at else line for n, line in enumerate(lines)]


def _break(rng: Random, lines: list[str]) -> list[str]:
    """A line is broken at a blank; or goes on with the next."""
    at = _some(rng, lines)
    if rng.random() < 0.3:
        return [*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]]
    words = lines[at].split(" ")
    cut = rng.randint(0, len(words))
    return [*lines[:at], " ".join(words[:cut]), " ".join(words[cut:]), *lines[at + 1 :]]


def _lose_wordless(rng: Random, lines: list[str]) -> list[str]:
    """A line without words is not there: a time, a number."""
    bare = [n for n, line in enumerate(lines) if not re.search(r"[^\W\d_]{3}", line)]
    if not bare:
        return lines
    at = rng.choice(bare)
    return [*lines[:at], *lines[at + 1 :]]


def _odd_number(rng: Random, text: str) -> str:
    found = list(re.finditer(r"\d+(?:[:.,]\d+)*", text))
    if not found:
        return text
    place = rng.choice(found)
    new = rng.choice(("", "0", "99", "99:99:99.999", "1:2", "00:00:00,000", "-1", "7", "1e9"))
    return text[: place.start()] + new + text[place.end() :]


def _odd_name(rng: Random, text: str) -> str:
    """A speaker is called otherwise, once or throughout."""
    name = rng.choice(("Ana", "Moderator", "Dr. Ben Müller"))
    new = rng.choice((rng.choice(NAMES), f"{name} ({rng.choice(NAMES)})", ""))
    return text.replace(name, new, rng.choice((1, 1, -1)))


def _odd_sign(rng: Random, text: str) -> str:
    """One sign of the layout is another, or is not there."""
    found = list(re.finditer(r"[:,;\t\"'\[\]<>*%@#{}\\|=.-]", text))
    if not found:
        return text
    place = rng.choice(found)
    new = rng.choice(
        (":", ",", ";", "\t", '"', "'", "[", "]", "*", "%", "@", "|", "=", " ", "", " : ")
    )
    return text[: place.start()] + new + text[place.end() :]


# -- JSON ------------------------------------------------------------------------------------------


def _of_values(act: Callable[[Random, Any, Any], None]) -> Shape:
    """A change of one place of one container."""

    def change(rng: Random, text: str) -> str:
        try:
            data = json.loads(text)
        except ValueError:
            return _odd_number(rng, text)
        places = list(_places(data))
        if places:
            act(rng, *rng.choice(places))
        return json.dumps(data, indent=rng.choice((None, 2)), ensure_ascii=rng.random() < 0.5)

    return change


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys."""
    if not isinstance(data, dict | list):
        return []
    keys: list[Any] = list(data) if isinstance(data, dict) else list(range(len(data)))
    return [(data, key) for key in keys] + [deep for key in keys for deep in _places(data[key])]


def _odd_leaf(rng: Random, data: Any, key: Any) -> None:
    """A number or a short name is something else; words stay."""
    value = data[key]
    if isinstance(value, str) and re.search(r"[^\W\d_]{6}", value):
        data[key] = rng.choice((value, {"text": value}, [value], f" {value}\n", {"x": value}))
    elif not isinstance(value, dict | list):
        data[key] = rng.choice((None, "", -1, 1e12, str(value), True, [value], "x", "nan"))


def _odd_key(rng: Random, data: Any, key: Any) -> None:
    if isinstance(data, dict):
        new = rng.choice((key.upper(), key.capitalize(), f"{key}s", "x", key.replace("_", "")))
        items = [(new if each == key else each, value) for each, value in data.items()]
        rng.shuffle(items)
        if len(dict(items)) == len(data):
            data.clear()
            data.update(items)


def _odd_nest(rng: Random, data: Any, key: Any) -> None:
    data[key] = rng.choice(({"results": data[key]}, [data[key]], {"data": data[key], "n": 1}))


def _odd_order(rng: Random, data: Any, _key: Any) -> None:
    if isinstance(data, list):
        rng.shuffle(data)
        data.append(rng.choice(data))


def _lose_leaf(rng: Random, data: Any, key: Any) -> None:
    if isinstance(data, dict) and not re.search(r"[^\W\d_]{6}", json.dumps(data[key])):
        del data[key]


LINES: tuple[Shape, ...] = (
    _of_lines(_move_one), _of_lines(_double_one), _of_lines(_blank), _of_lines(_unblank),
    _of_lines(_indent), _of_lines(_break), _of_lines(_lose_wordless),
    _of_lines(_move_one, "\n\n"), _of_lines(_double_one, "\n\n"), _odd_number, _odd_name, _odd_sign,
)  # fmt: skip
SHAPES: dict[str, tuple[Shape, ...]] = {
    "lines": LINES,
    "tags": (
        _tree(_double), _tree(_move), _tree(_shuffle), _tree(_unwrap), _tree(_wrap), _tree(_rename),
        _tree(_lose_empty), _odd_value, _odd_value, _loose_space, _interrupt, _as_numbers,
        _cut_at_tag, _lose_end, _odd_name, _odd_number,
    ),
    "json": (
        _of_values(_odd_leaf), _of_values(_odd_key), _of_values(_odd_nest), _of_values(_odd_order),
        _of_values(_lose_leaf), _odd_name,
    ),
}  # fmt: skip
