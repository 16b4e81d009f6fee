"""Notes and page margins in HTML: what Word, LibreOffice, Google and electronic books call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from interviewkit.readers.document_parts import FOOTNOTES, MARKS

MARGINS = "page headers and footers"
COMMENTS = "comments of the document"

Attributes = Mapping[str, str | None]

_NOTE = re.compile(
    r"sd(?:foot|end)note\d*|_?(?:ftn|edn)\d+|fn[:-]?\d+|(?:doc-)?(?:foot|end|rear)notes?"
    r"|mso-element:\s?(?:foot|end)note(?:-list)?"
)
"""What an element is called that holds a note, or all of them."""

_MARK = re.compile(
    r"#sd(?:foot|end)note\d+sym|#_?(?:ftn|edn|ftnt|cmnt)\d+|#fn[:-]?\d+"
    r"|sd(?:foot|end)noteanc|(?:doc-)?noteref|footnote-ref"
)
"""What a link is called that leads from the text to a note."""

_GOOGLE = re.compile(r"(?P<kind>ftnt|cmnt)\d+")
"""The link at the head of a note or comment of Google's, which nothing else tells."""

_SPEAKER = re.compile(
    r"(?:.*[-_])?speaker(?:[-_]?(?:name|label))?|from_name|speakerName|speakerLabel", re.IGNORECASE
)
"""What services and scripts call the element that names who speaks."""

_TELEGRAM = {
    ("userpic_wrap",): "pictures of people",
    ("message", "service"): "lines that the program of the chat writes",
    ("date", "details"): "when messages were sent",
}
"""What Telegram calls the elements around messages."""

_MARGIN = re.compile(r"mso-element:\s?(?:header|footer)")


def explain_note(tag: str, given: Attributes) -> str | None:
    """Why the words of an element are set aside, where it is a note, a mark of one or a margin."""
    if tag == "a":
        return MARKS if any(map(_MARK.fullmatch, _list_names(given))) else None
    if (tag == "div" and given.get("title") in ("header", "footer")) or any(
        map(_MARGIN.fullmatch, _list_names(given))
    ):
        return MARGINS
    if any(map(_NOTE.fullmatch, _list_names(given))):
        return FOOTNOTES
    called = set((given.get("class") or "").split())
    return next((why for names, why in _TELEGRAM.items() if called.issuperset(names)), None)


def names_speaker(given: Attributes) -> bool:
    """Whether an element is called one that names who speaks."""
    return any(map(_SPEAKER.fullmatch, (given.get("class") or "").split()))


def find_note_above(tag: str, given: Attributes) -> str:
    """Why the paragraph in which this link stands is no speech; empty where it may be."""
    found = _GOOGLE.fullmatch(given.get("id") or "") if tag == "a" else None
    return {"ftnt": FOOTNOTES, "cmnt": COMMENTS}[found["kind"]] if found else ""


def _list_names(given: Attributes) -> Iterator[str]:
    for key in ("id", "href"):
        yield given.get(key) or ""
    for key in ("class", "role", "epub:type"):
        yield from (given.get(key) or "").split()
    yield from (part.strip() for part in (given.get("style") or "").split(";"))
