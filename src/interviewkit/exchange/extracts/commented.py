"""Word documents whose comments are codes: Dedoose's coded documents, and those coded in Word.

Dedoose begins a comment with ``Codes (485-522)`` and names a code a line. Elsewhere the first line
of a comment is the code, several parted by semicolons, and what follows is a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.cells import CodePath, split_codes, split_path
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.opening import LIMIT
from interviewkit.exchange.extracts.word_files import SPACING, W, open_document, read_words
from interviewkit.exchange.foreign_bytes import read_bounded
from interviewkit.exchange.refi.guids import derive_guid
from interviewkit.model.archives import list_members
from interviewkit.model.project import ForeignFile, ProjectCoding, ProjectSelection

COMMENTS = "word/comments.xml"
LONGEST = 60
"""A first line that is longer, or ends as a sentence, is a remark and no code."""
NO_CODE = "it is a remark and names no code"
NO_PLACE = "the document marks no words for it"
NO_NUMBER = "the document cannot say which words it is about"

_DEDOOSE = re.compile(r"^codes?\s*\(\s*(\d+)\s*-\s*(\d+)\s*\)$", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:codes?|tags?)\s*:\s*|^#\s*", re.IGNORECASE)


@dataclass
class _WordComment:
    """A comment and the words that it stands beside, by offsets of the document's text."""

    number: str
    author: str
    at: str
    lines: Sequence[str]
    start: int = -1
    end: int = -1
    place: str = ""
    codes: Sequence[CodePath] = field(default_factory=tuple)
    note: str = ""


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a Word document with comments that are codes, most of them."""
    if not head.startswith(b"PK"):
        return False
    try:
        content = read_bounded(path, LIMIT)
        if COMMENTS not in list_members(content):
            return False
        comments = list(_each_comment(open_document(content)))
    except SourceError:
        return False
    coded = sum(bool(comment.codes) for comment in comments)
    return coded > 0 and 2 * coded >= len(comments)


def read(path: Path) -> ForeignFile:
    """The text with its codings; comments that are no codes are notes on their words.

    Raises:
        SourceError: the file cannot be opened, or has no comments.
    """
    content = read_bounded(path, LIMIT)
    document = open_document(content) if content.startswith(b"PK") else None
    listed = list(_each_comment(document)) if document else []
    comments = {each.number: each for each in listed}
    if document is None or not comments:
        raise SourceError(
            f"{path.name} is no Word document with comments",
            hint="codes are read from comments, whose first line names the code",
        )
    text = _lay_comments(document, comments)
    tool = "Dedoose" if any(each.place for each in comments.values()) else ""
    draft = ProjectDraft(path.stem, tool)
    fates = RowFates("comments", held=len(listed) - len(comments))
    for number in range(fates.held):
        fates.drop(f"a comment that shares its number ({number + 1})", NO_NUMBER)
    source = draft.add_source(path.stem)
    source.source = replace(source.source, text=text)
    for comment in comments.values():
        fates.held += 1
        selection = _select(draft, source.source.guid, comment, text)
        source.selections[selection.guid] = selection
        if not comment.codes:
            fates.change(f"comment {comment.number}", NO_CODE)
        elif comment.start < 0:
            fates.change(f"comment {comment.number}", NO_PLACE)
    what = f"a coded document of {tool}" if tool else "a document coded by comments"
    notes = (f"read as {what} (Word document)",)
    return ForeignFile(draft.finish(), f"{what} (Word document)", fates.list_losses(), notes)


def _each_comment(document: Any) -> Iterator[_WordComment]:
    from docx.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    for part in document.part.package.iter_parts():
        if not str(part.partname).endswith("/comments.xml"):
            continue
        try:
            root = parse_xml(part.blob)
        except XMLSyntaxError as fault:
            raise SourceError("its comments cannot be read", hint="save it anew") from fault
        found = [_read_comment(each) for each in root.iter(f"{W}comment")]
        firsts = Counter(each.lines[0] for each in found if each.lines)
        for comment in found:
            _read_codes(comment, is_usual=firsts[comment.lines[0] if comment.lines else ""] > 1)
            yield comment


def _read_comment(element: Any) -> _WordComment:
    lines = [read_words(each).strip() for each in element.iter(f"{W}p")]
    return _WordComment(
        number=element.get(f"{W}id", ""),
        author=element.get(f"{W}author", ""),
        at=element.get(f"{W}date", ""),
        lines=[line for line in lines if line],
    )


def _read_codes(comment: _WordComment, *, is_usual: bool) -> None:
    if not comment.lines:
        return
    found = _DEDOOSE.match(comment.lines[0])
    if found:
        comment.place = f"{found[1]} – {found[2]}"
        comment.codes = [path for line in comment.lines[1:] if (path := split_path(line))]
        return
    first = _PREFIX.sub("", comment.lines[0])
    is_short = len(first) <= LONGEST and not first.endswith((".", "?", "!", "…"))
    if first != comment.lines[0] or is_usual or is_short:
        names = split_codes(first, ";")
        comment.codes = [path for name in names if (path := split_path(name))]
        comment.note = "\n".join(comment.lines[1:])
    else:
        comment.note = "\n".join(comment.lines)


def _lay_comments(document: Any, comments: Mapping[str, _WordComment]) -> str:
    """The text of the document; comments get the offsets of their words."""
    written: list[str] = []
    length = begin = 0
    marks = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
    for element in document.element.body.iter(f"{W}p", f"{W}t", *SPACING, *marks):
        piece = ""
        if element.tag == f"{W}p":
            piece = "\n" if written else ""
            begin = length + len(piece)
        elif element.tag in marks:
            comment = comments.get(element.get(f"{W}id", ""))
            if comment is not None:
                _mark(comment, element.tag.removeprefix(W), length, begin)
        else:
            piece = SPACING.get(element.tag, element.text or "")
        if piece or element.tag == f"{W}p":
            written.append(piece)
            length += len(piece)
    return "".join(written)


def _mark(comment: _WordComment, tag: str, here: int, begin: int) -> None:
    """What one mark of a comment says; one without a range is about its paragraph so far."""
    if tag == "commentRangeStart":
        comment.start = here
    elif tag == "commentRangeEnd" or comment.start < 0:
        comment.start = begin if comment.start < 0 else comment.start
        comment.end = max(comment.end, here)


def _select(draft: ProjectDraft, source: str, comment: _WordComment, text: str) -> ProjectSelection:
    user = draft.add_user(comment.author)
    has_place = 0 <= comment.start < comment.end
    start, end = (comment.start, comment.end) if has_place else (None, None)
    guid = derive_guid("selection", source, comment.number, start, end)
    note = comment.note and draft.add_note(comment.note, about=guid, user=user, at=comment.at)
    codes = [draft.add_code(path) for path in comment.codes]
    return ProjectSelection(
        guid=guid,
        start=start,
        end=end,
        name=comment.place,
        quote=text[start:end] if has_place else "",
        user=user,
        at=comment.at,
        codings=tuple(
            ProjectCoding(derive_guid("coding", guid, code, user), code, user, comment.at)
            for code in dict.fromkeys(codes)
        ),
        notes=(note,) if note else (),
        unresolved="" if has_place else NO_PLACE,
    )
