"""Reading HTML: what a reader sees of it, block by block."""

from __future__ import annotations

from interviewkit.checking.documents.pieces import (
    HEADING,
    LABEL,
    PARAGRAPH,
    QUOTED,
    ROW,
    SIGNATURE,
    DocumentPiece,
    settle_pieces,
)
from interviewkit.model.html_pages import BLOCKS, CELLS, CODE, HEADINGS, VOID, PageParser

UNSEEN = CODE | frozenset(("head", "noscript", "form", "title", "desc", "metadata"))
PIECES = BLOCKS | {"text", "svg"}
"""Elements that begin and end a piece; those of pictures too, whose words are labels."""

SIGNS = frozenset(("figcaption", "cite", "footer"))


def read_html(text: str) -> tuple[DocumentPiece, ...]:
    """The blocks of a page; what is not shown to readers is left out."""
    reader = _Page()
    reader.read_page(text)
    reader.end_piece()
    return settle_pieces(reader.found)


class _Page(PageParser):
    """Collects text until a block begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[DocumentPiece] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.just_ended = False
        self.quoted = False
        """Whether the figure that is open has quoted somebody already."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.text.append(" ")
        if tag in VOID:
            return
        if tag in PIECES and not (tag == "p" and "td" in self.open):
            self.end_piece()
        if tag in CELLS or tag == "tspan" or self.just_ended or (tag == "span" and attrs):
            self.text.append(" ")  # what is set as two is two words
        if tag == "figure":
            self.quoted = False
        if tag == "q":
            self.text.append("“")
        self.just_ended = False
        self.open.append(tag if dict(attrs).get("hidden", "shown") == "shown" else "template")

    def handle_endtag(self, tag: str) -> None:
        self.just_ended = True
        if tag in VOID or not self.open:
            return
        if tag == "q":
            self.text.append("”")
        if tag in CELLS:
            self.text.append(" ")
        if tag in PIECES:
            self.end_piece()
        while self.open:  # what was left open is closed by what closes around it
            ended = self.open.pop()
            if ended in (tag, "template"):
                break

    def handle_data(self, data: str) -> None:
        self.just_ended = False
        if UNSEEN.isdisjoint(self.open):
            self.text.append(data)

    def end_piece(self) -> None:
        text, self.text = "".join(self.text), []
        if not text.strip():
            return
        kind = self._name_kind()
        self.quoted = self.quoted or kind == QUOTED
        self.found.append(DocumentPiece(text, kind))

    def _name_kind(self) -> str:
        inside = frozenset(self.open)
        if inside & HEADINGS:
            return HEADING
        if "tr" in inside:
            return ROW
        if inside & SIGNS and (self.quoted or "blockquote" in inside):
            return SIGNATURE
        if "blockquote" in inside:
            return QUOTED
        return LABEL if "svg" in inside else PARAGRAPH
