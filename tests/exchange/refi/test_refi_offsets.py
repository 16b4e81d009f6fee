"""Places are found whichever way a tool counts them, or are said to be unsure."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders_refi import Counting, Document, Span, build_project, pack, put
from interviewkit.errors import SourceError
from interviewkit.exchange.refi.reading import read
from interviewkit.model.project import ProjectSource

WORDS = (
    *("we", "the", "work", "day", "team", "tired", "was", "and", "then", "my", "boss"),
    *("über", "Größe", "café", "never", "about"),
)
EMOJI = "😀🎉👍"
COUNTINGS = st.builds(
    Counting,
    st.sampled_from(("characters", "utf16", "bytes")),
    st.sampled_from(("lf", "crlf", "as-written")),
    st.booleans(),
    st.booleans(),
)
LINE_ENDS = st.sampled_from((("\n",), ("\r\n",), ("\r",), ("\n", "\r\n", "\r")))

TEXT = (
    "I: How was the day? 😀\n"
    "B: We were tired. The boss said nothing about it 🎉, and nobody asked.\n\n"
    "I: And then?\n"
    "B: Then we went home. Über die Größe 👍 sagt man nichts.\n"
    "I: Thank you."
)
SPANS = tuple((found.start(), found.end()) for found in re.finditer(r"[A-ZÜ][^.?:\n]+[.?]", TEXT))

TOOLS = {
    "NVivo": ("NVivo 14", Counting("utf16", "crlf"), ("\r\n",), True),
    "NVivo for Mac": ("NVivo for Mac 15.0.0", Counting("utf16"), ("\n",), False),
    "ATLAS.ti": ("ATLAS.ti Windows 23", Counting("utf16", "lf"), ("\r\n",), True),
    "MAXQDA": ("MAXQDA 2022", Counting("utf16"), ("\n",), False),
    "QualCoder": ("Qualcoder-3.5", Counting("characters"), ("\n",), False),
    "QualCoder, line ends of Windows": ("Qualcoder-3.5", Counting("characters", "crlf"),
                                        ("\r\n",), False),
    "Quirkos": ("Quirkos 2.5", Counting("utf16"), ("\r\n", "\n"), False),
    "a tool that counts bytes": ("Other", Counting("bytes"), ("\n",), False),
    "a tool that counts to the last": ("Other", Counting("characters", inclusive=True),
                                       ("\r\n",), False),
    "text that was evened out": ("NVivo 12", Counting("utf16", "crlf"), ("\n",), False),
}  # fmt: skip


def places(source: ProjectSource) -> list[tuple[int | None, int | None]]:
    return [(each.start, each.end) for each in source.selections]


def make_text(draw: random.Random) -> str:
    lines = []
    for _ in range(draw.randint(2, 12)):
        words = [draw.choice(WORDS) for _ in range(draw.randint(4, 16))]
        if draw.random() < 0.3:
            words.insert(draw.randrange(len(words)), draw.choice(EMOJI))
        lines.append(" ".join(words).capitalize() + draw.choice(".?!"))
    return "\n".join(lines)


def select(draw: random.Random, text: str, count: int) -> list[Span]:
    """Spans of whole words; one in ten is drawn with a hand that slips."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\w+", text)]
    spans = []
    for _ in range(count):
        first = draw.randrange(len(words))
        last = min(first + draw.randint(0, 12), len(words) - 1)
        slip = draw.choice((1, 2)) if draw.random() < 0.1 else 0
        spans.append((words[first][0], min(words[last][1] + slip, len(text))))
    return spans


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("offsets")


@pytest.mark.parametrize("tool", list(TOOLS))
def test_each_way_of_counting_is_found(tool: str, tmp_path: Path) -> None:
    origin, counting, line_ends, mark = TOOLS[tool]
    document = Document(TEXT, SPANS, line_ends, mark)
    (source,) = read(put(tmp_path, build_project([document], counting, origin))).project.sources
    assert source.text == TEXT
    assert places(source) == list(SPANS)
    assert source.evidence.startswith("likely" if counting.inclusive else "sure")


@given(
    counting=COUNTINGS,
    line_ends=LINE_ENDS,
    mark=st.booleans(),
    seed=st.integers(0, 10**6),
    count=st.integers(1, 30),
)
def test_places_are_right_or_said_to_be_unsure(
    counting: Counting, line_ends: tuple[str, ...], mark: bool, seed: int, count: int, folder: Path
) -> None:
    draw = random.Random(seed)
    text = make_text(draw)
    document = Document(text, select(draw, text, count), line_ends, mark)
    found = read(put(folder, build_project([document], counting)))
    (source,) = found.project.sources
    assert source.text == text
    if places(source) != list(document.spans):
        assert source.evidence.startswith(("unsure", "likely"))


@example(counting=Counting("utf16"), line_ends=("\n",), mark=False, seed=282)
@given(counting=COUNTINGS, line_ends=LINE_ENDS, mark=st.booleans(), seed=st.integers(0, 10**6))
def test_sources_of_a_project_lend_each_other_strength(
    counting: Counting, line_ends: tuple[str, ...], mark: bool, seed: int, folder: Path
) -> None:
    draw = random.Random(seed)
    texts = [make_text(draw) for _ in range(4)]
    counts = (20, 20, 20, 1)
    documents = [
        Document(text, select(draw, text, count), line_ends, mark)
        for text, count in zip(texts, counts, strict=True)
    ]
    sources = read(put(folder, build_project(documents, counting))).project.sources
    assert [places(each) for each in sources] == [list(each.spans) for each in documents]


def test_sources_of_one_project_may_count_differently(tmp_path: Path) -> None:
    ways = (Counting("utf16", "crlf"), Counting("characters"), Counting("utf16", "crlf"))
    documents = [Document(TEXT, SPANS, ("\r\n",), True) for _ in ways]
    content = build_project(documents, lambda nth: ways[nth], "NVivo 14")
    sources = read(put(tmp_path, content)).project.sources
    assert [places(each) for each in sources] == [list(SPANS)] * 3
    assert [each.offsets for each in sources] == ["utf16+crlf", "characters", "utf16+crlf"]


def test_the_tool_is_no_proof(tmp_path: Path) -> None:
    document = Document(TEXT, SPANS, ("\r\n",), True)
    content = build_project([document], Counting("characters"), "NVivo 14")
    (source,) = read(put(tmp_path, content)).project.sources
    assert (source.offsets, places(source)) == ("characters", list(SPANS))


def test_a_name_that_is_what_was_selected_tells(tmp_path: Path) -> None:
    text = "aa bb cc dd aa bb cc dd\nee ff gg hh ee ff gg hh"
    span = (30, 35)  # "gg hh", which begins at words whichever way the line end counts
    named = Document(text, [span], names={0: "gg hh"})
    (source,) = read(put(tmp_path, build_project([named], Counting()))).project.sources
    assert places(source) == [span]


def test_who_cuts_words_leaves_it_unsure(tmp_path: Path) -> None:
    text = "absolutely everything considered"
    document = Document(text, [(2, 7), (12, 20)])
    found = read(put(tmp_path, build_project([document], Counting())))
    assert found.project.sources[0].evidence.startswith("unsure: 0 of 2")


def test_the_caller_may_say_how_places_are_counted(tmp_path: Path) -> None:
    document = Document(TEXT, SPANS, ("\r\n",), True)
    path = put(tmp_path, build_project([document], Counting("utf16", "crlf"), "NVivo 14"))
    forced = read(path, offsets="characters").project.sources[0]
    assert places(forced) != list(SPANS)
    assert places(read(path, offsets="nvivo").project.sources[0]) == list(SPANS)
    with pytest.raises(SourceError, match="'words'"):
        read(path, offsets="words")


def test_what_lies_outside_of_a_text_is_kept_and_told(tmp_path: Path) -> None:
    document = Document(TEXT, SPANS)
    content = build_project([document], Counting())
    end = SPANS[2][1]
    wrong = content_with(content, f'endPosition="{end}"', f'endPosition="{len(TEXT) + 40}"')
    (source,) = read(put(tmp_path, wrong)).project.sources
    lost = [each for each in source.selections if each.start is None]
    assert [each.unresolved for each in lost] == ["there is no such place in the text"]
    assert len(lost[0].codings) == 1
    assert f'endPosition="{len(TEXT) + 40}"' in lost[0].xml
    assert "1 lie outside" in source.evidence
    kept = [span for span in places(source) if span[0] is not None]
    assert kept == [span for span in SPANS if span[1] != end]


def content_with(content: bytes, old: str, new: str) -> bytes:
    """A .qdpx with its project changed in one place."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    changed = files["project.qde"].decode().replace(old, new, 1)
    assert changed != files["project.qde"].decode()
    return pack({**files, "project.qde": changed.encode()})


@pytest.mark.parametrize("text", ["", "\n", "\n\n"])
def test_a_text_without_words_is_no_fault(text: str, tmp_path: Path) -> None:
    document = Document(text, [(0, len(text))] if text else [], ("\r\n",), True)
    (source,) = read(put(tmp_path, build_project([document], Counting()))).project.sources
    assert source.text == text


def test_of_a_text_without_end_nothing_is_found_out(tmp_path: Path) -> None:
    text = "We were tired.\n" * 34_000
    document = Document(text, [(15 * nth, 15 * nth + 14) for nth in range(9)])
    (source,) = read(put(tmp_path, build_project([document], Counting()))).project.sources
    assert (source.offsets, places(source)) == ("characters", list(document.spans))
    assert source.evidence.startswith("unsure: 9 of 9")
