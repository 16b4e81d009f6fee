"""Web pages from outside: what their elements are to a reader, and a parser that none of them ends.

Who reads a page asks a question of their own of it: what was said and by whom (``readers``), which
tables and paragraphs it has (``exchange/extracts``), what it quotes and claims (``checking``). What
a block is, what has no end and what shows no words is the same for all.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("td", "th"))
BLOCKS = HEADINGS | frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
"""Elements that begin and end a line."""

VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)
"""Elements that nothing stands in."""

CODE = frozenset(("script", "style", "template"))
"""Elements whose words no program shows."""

_ENDLESS = re.compile(r"&#(?=\d{12})")
_TAG, _COMMENT_END = re.compile(r"<(?=[a-zA-Z/])"), re.compile(r"--\s*>")
_UNKNOWN = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-_.\w]))", re.IGNORECASE
)


class PageParser(HTMLParser):
    """Python's parser, for pages of any kind; entities come as the signs that they are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def read_page(self, text: str) -> None:
        """All of a page. Call this alone: some pages end ``feed`` with an AssertionError."""
        self.feed(_escape_unclosed(escape_unknown_sections(_escape_endless(text))))
        self.close()


def unescape(text: str) -> str:
    """The signs that entities stand for; a number of too many digits for one stays as it is.

    >>> unescape("a &amp; b &#233;")
    'a & b é'
    """
    return html.unescape(_escape_endless(text))


def _escape_endless(text: str) -> str:
    """Python makes no number of some thousand digits, and no sign has more than seven."""
    return _ENDLESS.sub("&amp;#", text) if "&#" in text else text


def _escape_unclosed(text: str) -> str:
    """The page with ``<`` as a word where what begins there has no end.

    Python's parser takes it as a word too, but looks at all that follows for each of them.
    """
    if "<!--" in text:
        last = max((end.end() for end in _COMMENT_END.finditer(text)), default=0)
        text = text[:last] + text[last:].replace("<!--", "&lt;!--")
    last = text.rfind(">") + 1
    return text[:last] + _TAG.sub("&lt;", text[last:])


def escape_unknown_sections(text: str) -> str:
    """The page with ``<![`` as words where no known section begins.

    >>> escape_unknown_sections("<![if IE]> <![[a]]")
    '<![if IE]> &lt;![[a]]'
    """
    return _UNKNOWN.sub("&lt;![", text)
