"""Coded transcripts as a Word document: each coder's codes as comments beside the marked words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from interviewkit.exchange.leaving.marked_turns import CodeMark, MarkedStudy, MarkedTurn
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.transcript_text import write_clock
from interviewkit.model import Transcript
from interviewkit.model.code_colours import ON_PAPER, choose_colours
from interviewkit.model.memo import TRANSCRIPT
from interviewkit.tables.drawing.safe_text import clean_text
from interviewkit.tables.drawing.undated import NEVER, save_undated
from interviewkit.tables.drawing.word_fields import add_words
from interviewkit.tables.drawing.word_styles import FIGURE_NOTE, open_document

WASH = 46
"""How much of its colour is left in the wash behind marked words, of 255."""

_TURNS_LEFT = ("R", "AL")
"""Directions of signs that are written from the right."""


@dataclass
class _Comment:
    """What one coder gave one stretch: where it begins and ends, and what the comment says."""

    author: str
    lines: list[str]
    first: Any = None
    last: Any = None


def write_coded_document(study: LeavingStudy, transcripts: Sequence[Transcript]) -> bytes:
    """Transcripts with their codes as comments; the same study gives the same bytes."""
    document = open_document()
    title = transcripts[0].name if len(transcripts) == 1 else study.name
    add_words(document.add_heading("", 1), title)
    marked = MarkedStudy(study)
    comments: dict[tuple[object, ...], _Comment] = {}
    for transcript in transcripts:
        if len(transcripts) > 1:
            add_words(document.add_heading("", 2), transcript.name)
        _add_facts(document, study, transcript)
        for turn in marked.mark(transcript):
            _add_turn(document, study, turn, comments)
    _add_comments(document, study, comments)
    return save_undated(document.save)


def _add_facts(document: Any, study: LeavingStudy, transcript: Transcript) -> None:
    """When and where it was, and memos on all of it."""
    told = [*filter(None, (transcript.wave, transcript.group, transcript.date))]
    if told:
        add_words(document.add_paragraph(style=FIGURE_NOTE), " · ".join(told))
    for memo in study.memos:
        if (memo.about.kind, memo.about.name) == (TRANSCRIPT, transcript.name):
            add_words(
                document.add_paragraph(style=FIGURE_NOTE), f"Memo ({memo.coder}): {memo.text}"
            )


def _add_turn(
    document: Any, study: LeavingStudy, marked: MarkedTurn, comments: dict[Any, _Comment]
) -> None:
    paragraph = document.add_paragraph()
    turn = marked.turn
    time = f" {write_clock(turn.start)}" if turn.start is not None else ""
    head = paragraph.add_run(clean_text(f"{turn.speaker}{time}: "))
    head.bold = True
    if is_from_right(turn.text):
        _turn_right(paragraph)
    runs = []
    colors = choose_colours(study.label_of)
    for piece in marked.pieces:
        run = paragraph.add_run(clean_text(piece.text))
        if piece.marks:
            _wash(run, ON_PAPER[colors[piece.marks[0].code]])
        runs.append((piece, run))
    for mark in marked.marks:
        within = [run for piece, run in runs if mark in piece.marks]
        for key, author, lines in _list_said(turn.transcript, turn.position, mark):
            said = comments.setdefault(key, _Comment(author, [], within[0]))
            said.lines += [line for line in lines if line not in said.lines]
            said.last = within[-1]
    for number, (author, text) in enumerate(marked.memos):
        key = ("memo", turn.place, number)
        comments[key] = _Comment(author, [text], head, head)


def _list_said(
    transcript: str, position: int, mark: CodeMark
) -> Iterator[tuple[tuple[object, ...], str, list[str]]]:
    """What each coder says of a stretch; of one that crosses turns, once for all of it."""
    for coder in mark.coders:
        place = (mark.group,) if mark.group else (position, *mark.span)
        memos = [text for author, text in mark.memos if author == coder]
        yield (transcript, coder, *place), coder, [mark.title, *memos]
    for author, text in mark.memos:
        if author not in mark.coders:
            yield ("memo", transcript, position, mark.number, author), author, [mark.title, text]


def _add_comments(document: Any, study: LeavingStudy, comments: dict[Any, _Comment]) -> None:
    """All comments at once, as there may be many thousands; their time is that of the study."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    if not comments:
        return
    part = document.comments._comments_elm
    made = re.sub(r"(\.\d+)?\+00:00$", "Z", study.at) or NEVER.decode()
    for number, each in enumerate(comments.values()):
        comment = parse_xml(
            f'<w:comment {nsdecls("w")} w:id="{number}" w:author="" w:date="{made}"></w:comment>'
        )
        comment.author, comment.initials = clean_text(each.author), _shorten(each.author)
        for index, line in enumerate(each.lines):
            comment.append(_write_line(line, is_first=not index))
        part.append(comment)
        each.first.mark_comment_range(each.last, number)


def _write_line(line: str, *, is_first: bool) -> Any:
    """A paragraph of a comment."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    mark = "<w:r><w:annotationRef/></w:r>" if is_first else ""
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{mark}<w:r><w:t/></w:r></w:p>")
    paragraph.r_lst[-1].text = clean_text(line)
    return paragraph


def _shorten(name: str) -> str:
    return "".join(word[0] for word in clean_text(name).split()).upper()[:3]


def _wash(run: Any, color: str) -> None:
    """A light wash of the code's colour behind words, and a line of it below them."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = run._r.get_or_add_rPr()
    fill = lighten(color)
    line = f'<w:u {nsdecls("w")} w:val="single" w:color="{color[1:]}"/>'
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'
    properties.append(parse_xml(line))
    properties.append(parse_xml(shade))


def lighten(color: str) -> str:
    """The colour as a wash for paper, as Word writes it.

    >>> lighten("#332288")
    'DBD8EA'
    """
    parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "".join(f"{255 - (255 - part) * WASH // 255:02X}" for part in parts)


def is_from_right(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from the right."""
    ways = (unicodedata.bidirectional(sign) for sign in text)
    return next((way for way in ways if way in ("L", *_TURNS_LEFT)), "L") in _TURNS_LEFT


def _turn_right(paragraph: Any) -> None:
    """The paragraph begins at its right, as its script does."""
    from docx.oxml import OxmlElement

    whole = paragraph._p.get_or_add_pPr()
    whole.insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc",
        "w:rPr",
    )  # fmt: skip
