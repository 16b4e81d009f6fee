"""Codebooks as documents with a title for each code: of MAXQDA, Taguette, or anybody's.

Below a title stands what the code means; a paragraph that begins with ``Include:``,
``Ankerbeispiel:`` or the like is read as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from interviewkit.exchange.extracts.cells import CodePath, split_path
from interviewkit.exchange.extracts.code_texts import write_code_text
from interviewkit.exchange.extracts.codebook_columns import GENERIC, MEANINGS, NAMES
from interviewkit.exchange.extracts.contents import WEB_PAGE, WORD, ForeignContent, ForeignParagraph
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.headings import index_names, simplify_heading

_TITLE = re.compile(
    r"code\s?book|codebuch|kodebuch|kategoriensystem|code ?system|codeboek"
    r"|(?:libro|manual|lista|sistema|livro|elenco) (?:de|dei|di) (?:c[oó]digos|codici)"
    r"|(?:livre|grille|liste|dictionnaire) de (?:codes|codage)|编码(?:本|手册)|コードブック",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
_COUNT = re.compile(
    r"^\d+\s+(?:highlights?|markierung(?:en)?|surlignages?|sélections?|resaltados?|destaques?"
    r"|evidenziazion[ei]|markering(?:en|ar)?|coded segments?)(?:\s+\S+\s+\d+\s+\S+)?$",
    re.IGNORECASE,
)
"""How often a code was given; Taguette says behind it in how many documents."""
_LABEL = re.compile(r"^([\w /'-]{2,40}?)\s?:\s*(.*)$", re.DOTALL)
_FIRST = 5
"""The paragraphs among which a document says that it is a codebook."""

_BY_NAME = index_names({each: NAMES[each] for each in (*MEANINGS, "parent")})


@dataclass
class _Section:
    title: str
    level: int
    said: dict[str, list[str]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """A paragraph below the title."""
        found = _LABEL.match(text)
        meaning = _BY_NAME.get(simplify_heading(found[1]), "") if found else ""
        if _COUNT.match(text.strip()):
            return
        body = found[2] if found and meaning else text
        if body.strip():
            self.said.setdefault(meaning or "definition", []).append(body.strip())


def has_sections(content: ForeignContent | None) -> bool:
    """Whether a document calls itself a codebook and has titles for codes."""
    if content is None or content.kind not in (WORD, WEB_PAGE):
        return False
    is_called = any(_TITLE.search(each.text) for each in content.paragraphs[:_FIRST])
    return is_called and len(_list_sections(content.paragraphs)) > 0


def add_sections(draft: ProjectDraft, fates: RowFates, content: ForeignContent) -> None:
    """Adds the codes of a document's titles, or what it says of codes that its table lists."""
    if not has_sections(content):
        return
    known = {path[-1]: path for path in draft.codes}
    above: list[tuple[int, CodePath]] = []
    for section in _list_sections(content.paragraphs):
        if content.tables and not section.said and simplify_heading(section.title) in GENERIC:
            continue  # the title of the table
        fates.held += 1
        while above and above[-1][0] >= section.level:
            above.pop()
        path = known.get(section.title) or _place(section, above)
        above.append((section.level, path))
        text = write_code_text(section.said)
        draft.add_code(path, description=text)


def _place(section: _Section, above: Sequence[tuple[int, CodePath]]) -> CodePath:
    path = split_path(section.title) or (section.title,)
    parents = section.said.get("parent", [])
    if parents:
        return (*split_path(parents[0]), *path)
    return (*above[-1][1], *path) if above and len(path) == 1 else path


def _list_sections(paragraphs: Sequence[ForeignParagraph]) -> list[_Section]:
    titled = [each for each in paragraphs if each.level and not _TITLE.search(each.text)]
    if not titled:
        return _list_counted(paragraphs)
    sections: list[_Section] = []
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        if paragraph.level and _TITLE.search(text):
            continue
        if paragraph.level and text:
            sections.append(_Section(_NUMBER.sub("", text), paragraph.level))
        elif sections and text:
            sections[-1].add(text)
    return sections


def _list_counted(paragraphs: Sequence[ForeignParagraph]) -> list[_Section]:
    """Titles that lost their style: the paragraph before ``3 highlights``, or before its parent."""
    texts = [each.text.strip() for each in paragraphs]
    starts = [_find_start(texts, at) for at, text in enumerate(texts) if _COUNT.match(text)]
    sections = []
    for start, end in pairwise([*starts, len(texts)]):
        section = _Section(texts[start], 1)
        for text in texts[start + 1 : end]:
            section.add(text)
        sections.append(section)
    return sections


def _find_start(texts: Sequence[str], count: int) -> int:
    found = _LABEL.match(texts[count - 1]) if count > 1 else None
    has_parent = (
        bool(found) and _BY_NAME.get(simplify_heading(found[1] if found else "")) == "parent"
    )
    return max(count - (2 if has_parent else 1), 0)
