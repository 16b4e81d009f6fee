"""noScribe's HTML: paragraphs of anchors whose names say when, and who."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from interviewkit.model.html_pages import CODE, PageParser
from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.timing import TimedStretch
from interviewkit.readers import labels
from interviewkit.readers.contract import Aside, Heard, Source, SpeechPiece
from interviewkit.readers.recognisers.listening import Listening, build_conversation
from interviewkit.readers.recognisers.values import name_speaker, read_time

_ANCHOR = re.compile(r"ts_(\d{1,10})_(\d{1,10})_(.*)", re.DOTALL)
_SIGN = re.compile(r'name="audio_source"|<a name="ts_\d+_\d+_')
_CLOCK = re.compile(r"\[\d\d:\d\d:\d\d\]")
"""The time that noScribe shows beside what it keeps in the anchors."""

_MEANWHILE = "//"
"""Before and behind what is said while somebody else speaks."""

_LABEL = re.compile(r"\s*(?P<label>[^\s:][^:\n]{0,60}?)\s*:(?=\s|$)\s*")
_TITLES = CODE | {"title", "head"}


def is_noscribe(head: str) -> bool:
    """Whether it is HTML with noScribe's anchors, or that says so in its head."""
    is_page = head.lstrip()[:1] == "<" and "<html" in head.lower()
    return is_page and bool(_SIGN.search(head))


@dataclass(slots=True)
class _Anchor:
    """Words with their times in seconds, and the name that diarisation gave."""

    start: float | None
    end: float | None
    voice: str
    text: str = ""


@dataclass(slots=True)
class _Paragraph:
    line: int
    anchors: list[_Anchor] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(anchor.text for anchor in self.anchors)

    @property
    def voice(self) -> str:
        return next((anchor.voice for anchor in self.anchors if anchor.voice), "")

    @property
    def is_timed(self) -> bool:
        return any(anchor.start is not None for anchor in self.anchors)


class _Page(PageParser):
    """The paragraphs of a page, cut into the anchors that they are made of."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[_Paragraph] = []
        self.source = ""
        self.head: list[str] = []
        self._hidden: set[str] = set()
        self._inside = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name") == "audio_source":
            self.source = values.get("content") or ""
        elif tag in _TITLES:
            self._hidden.add(tag)
        elif tag in ("p", "div", "h1", "h2", "li"):
            self._hidden.clear()  # as in a browser, no head goes on behind the first paragraph
            self._inside = tag != "div"
            self.paragraphs.append(_Paragraph(self.getpos()[0]))
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "a" and (found := _ANCHOR.fullmatch(values.get("name") or "")):
            start, end = (read_time(found[n], 0.001) for n in (1, 2))
            self._open(_Anchor(start, end, found[3]))

    def handle_endtag(self, tag: str) -> None:
        if tag in _TITLES:
            self._hidden.discard(tag)
        elif tag == "a" and self.paragraphs:
            self._open(_Anchor(None, None, ""))
        elif tag == "p":
            self.paragraphs.append(_Paragraph(self.getpos()[0]))

    def handle_data(self, data: str) -> None:
        if self._hidden:
            self.head += [] if self._hidden & CODE else [data]
        else:
            if not (self.paragraphs and self.paragraphs[-1].anchors):
                self._open(_Anchor(None, None, ""))
            self.paragraphs[-1].anchors[-1].text += data

    def _open(self, anchor: _Anchor) -> None:
        if not self.paragraphs:
            self.paragraphs.append(_Paragraph(self.getpos()[0]))
        self.paragraphs[-1].anchors.append(anchor)


def read_noscribe(source: Source, _settings: TranscriptSettings) -> Heard:
    """One conversation from noScribe's HTML; names that people gave in its editor are kept."""
    page = _Page()
    page.read_page(source.text)
    heard = Listening(facts={"recogniser": "noScribe"})
    filled = [each for each in page.paragraphs if each.text.strip()]
    first = next((n for n, each in enumerate(filled) if each.is_timed), 0)
    if head := " ".join("".join(page.head).split()):
        heard.aside.append(Aside(1, head, "the head of the file"))
    for each in filled[:first]:
        heard.aside.append(Aside(each.line, " ".join(each.text.split()), "the head of the file"))
    heard.note_fact("recording", page.source.replace("\\", "/").rpartition("/")[2])
    names: dict[str, str] = {}
    speaker = ""
    for paragraph in filled[first:]:
        for run in _split_voices(paragraph):
            piece = _read_paragraph(run, names, speaker)
            heard.said.append(piece)
            speaker = piece.speaker
    return build_conversation(heard, source)


def _split_voices(paragraph: _Paragraph) -> list[_Paragraph]:
    """The paragraph, cut where somebody else speaks meanwhile and where that ends."""
    runs: list[tuple[str, list[_Anchor]]] = []
    for anchor in paragraph.anchors:
        meanwhile = anchor.voice if anchor.voice.startswith(_MEANWHILE) else ""
        if runs and (not anchor.voice or meanwhile == runs[-1][0]):
            runs[-1][1].append(anchor)
        else:
            runs.append((meanwhile, [anchor]))
    found = [_Paragraph(paragraph.line, anchors) for _, anchors in runs]
    return [each for each in found if each.text.strip()]


def _read_paragraph(paragraph: _Paragraph, names: dict[str, str], before: str) -> SpeechPiece:
    """What one paragraph says; without a label it is of its voice, or goes on."""
    texts = [_CLOCK.sub(" ", anchor.text) for anchor in paragraph.anchors]
    found = _LABEL.match("".join(texts))
    voice = paragraph.voice
    label = labels.tidy_label(found["label"]) if found else ""
    is_label = label and (label == labels.tidy_label(voice) or labels.could_be_label(label))
    cut = found.end() if found and is_label else 0
    if is_label:
        names[voice] = label
    for n, text in enumerate(texts):
        gone = min(cut, len(text))
        texts[n], cut = text[gone:], cut - gone
    _strip_marks(texts)
    stretches = tuple(
        TimedStretch(" ".join(text.split()), anchor.start, anchor.end)
        for text, anchor in zip(texts, paragraph.anchors, strict=True)
        if text.strip()
    )
    starts = [each.start for each in paragraph.anchors if each.start is not None]
    ends = [each.end for each in paragraph.anchors if each.end is not None]
    speaker = names.get(voice) or name_speaker(voice) or before
    return SpeechPiece(
        speaker,
        " ".join("".join(texts).split()),
        min(starts, default=None),
        max(ends, default=None),
        paragraph.line,
        words=stretches,
    )


def _strip_marks(texts: list[str]) -> None:
    """Take off the marks around what is said meanwhile, at both ends."""
    filled = [n for n, text in enumerate(texts) if text.strip()]
    if filled:
        texts[filled[0]] = texts[filled[0]].lstrip().removeprefix(_MEANWHILE)
        texts[filled[-1]] = texts[filled[-1]].rstrip().removesuffix(_MEANWHILE)
