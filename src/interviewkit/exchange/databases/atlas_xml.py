"""What both kinds of XML of ATLAS.ti have in common: elements, comments, colours, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from interviewkit.errors import SourceError
from interviewkit.exchange.colors import read_color, read_windows_color
from interviewkit.exchange.refi.xml_text import name_of
from interviewkit.exchange.refi.xml_text import parse_xml as parse
from interviewkit.model.project import AUDIO, PDF, PICTURE, TEXT, VIDEO, ProjectSet

EXPORT_REFI = (
    "in ATLAS.ti choose Project, then Export, then REFI-QDA project, and import that .qdpx file"
)

_MEDIA = {"image": PICTURE, "audio": AUDIO, "video": VIDEO}
_ENDINGS = {
    "pdf": PDF, "png": PICTURE, "jpg": PICTURE, "jpeg": PICTURE, "gif": PICTURE, "bmp": PICTURE,
    "tif": PICTURE, "tiff": PICTURE, "mp3": AUDIO, "wav": AUDIO, "m4a": AUDIO, "wma": AUDIO,
    "mp4": VIDEO, "mov": VIDEO, "avi": VIDEO, "wmv": VIDEO, "mpg": VIDEO,
}  # fmt: skip
_ENDS = (("obj", "qRef"), ("source", "target"), ("src", "dst"), ("obj1", "obj2"), ("from", "to"))


def parse_xml(raw: bytes, name: str) -> Element:
    """The root, with names freed of their namespaces.

    Raises:
        SourceError: it is no XML, is too large or too deep, or declares what only an attack would.
    """
    try:
        root = parse(raw, name)
    except SourceError as fault:
        raise SourceError(fault.message, hint=EXPORT_REFI) from fault
    for each in root.iter():
        each.tag = name_of(each)
    return root


def join_paragraphs(element: Element | None) -> str:
    """The words of a comment or content: a line a paragraph."""
    if element is None:
        return ""
    paragraphs = [each for each in element.iter() if each.tag == "p"]
    lines = ["".join(each.itertext()) for each in paragraphs or [element]]
    return "\n".join(lines).strip()


def find_attribute(element: Element, *names: str) -> str:
    """The first of these attributes that is filled."""
    return next((value for name in names if (value := element.get(name))), "")


def read_atlas_color(written: str) -> str:
    """``#AARRGGBB`` and ``#RRGGBB`` as they are; a number is one of Windows, blue first."""
    if written.isascii() and written.isdigit() and len(written) < 9:
        return read_windows_color(int(written))
    digits = written.removeprefix("#")
    return read_color(digits[2:] if len(digits) == 8 else digits)


def tell_kind(mime: str, name: str) -> str:
    """What a document is, by its type or else by the ending of its name."""
    if "pdf" in mime:
        return PDF
    ending = name.lower().rpartition(".")[2]
    return _MEDIA.get(mime.partition("/")[0], _ENDINGS.get(ending, TEXT))


def list_ends(link: Element, known: Mapping[str, str]) -> tuple[str, str] | None:
    """The two things that a link leads from and to, by guid, if both are known."""
    for first, second in _ENDS:
        origin, target = link.get(first, ""), link.get(second, "")
        if origin in known and target in known:
            return known[origin], known[target]
    return None


def fill_set(made: ProjectSet, kind: str, members: tuple[str, ...]) -> ProjectSet:
    """The set with members of one kind: ``codes``, ``sources`` or ``notes``."""
    if kind == "codes":
        return replace(made, codes=members)
    return replace(made, sources=members) if kind == "sources" else replace(made, notes=members)


def count_elements(root: Element, known: tuple[str, ...]) -> dict[str, int]:
    """How many elements of each known name there are, and of whatever else sections list.

    An element of an unknown name counts where its siblings are alike and no known one is above:
    that is what a section of another version looks like.
    """
    counts = dict.fromkeys(known, 0)
    for each in root.iter():
        if each.tag in counts:
            counts[each.tag] += 1
    for section, entry in _list_unknown(root, set(known)):
        name = f"{section}/{entry}"
        counts[name] = counts.get(name, 0) + 1
    return counts


def _list_unknown(root: Element, known: set[str]) -> Iterator[tuple[str, str]]:
    for section in root:
        if section.tag in known:
            continue
        for entry in section:
            if entry.tag not in {*known, "comment"} and not any(
                each.tag in known for each in entry.iter()
            ):
                yield str(section.tag), str(entry.tag)
