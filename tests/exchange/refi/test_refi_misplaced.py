"""What stands where the standard has none of it is put in its place, or kept and told."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from builders_refi import make_guid, pack_project, put, wrap_project
from builders_refi_everything import CODE, EVERYTHING, coding
from interviewkit.exchange.refi.counting import KIND_WORDS, count_held
from interviewkit.exchange.refi.reading import read
from interviewkit.exchange.refi.schema import PROJECT_SCHEMA
from interviewkit.exchange.refi.xml_text import name_of
from interviewkit.model.project import ForeignFile

STRAY = make_guid(77, 9)
STRAYS = {
    "Coding": coding(90),
    "PlainTextSelection": f'<PlainTextSelection guid="{STRAY}" startPosition="0" endPosition="1">'
    f"{coding(91)}</PlainTextSelection>",
    "TranscriptSelection": f'<TranscriptSelection guid="{STRAY}">{coding(92)}'
    "</TranscriptSelection>",
    "Note": f'<Note guid="{STRAY}" name="stray"/>',
    "VariableValue": '<VariableValue><VariableRef targetGUID="v"/><TextValue>stray</TextValue>'
    "</VariableValue>",
    "Code": f'<Code guid="{STRAY}" name="stray"/>',
    "Case": f'<Case guid="{STRAY}" name="stray"/>',
    "User": f'<User guid="{STRAY}" name="stray"/>',
    "TextSource": f'<TextSource guid="{STRAY}" name="stray"/>',
    "Set": f'<Set guid="{STRAY}" name="stray"/>',
    "Transcript": f'<Transcript guid="{STRAY}"/>',
}
BASE = wrap_project(EVERYTHING)
PARENTS = sorted({name_of(each) for each in fromstring(BASE).iter()} & PROJECT_SCHEMA.keys())


def put_into(parent: str, stray: str) -> str:
    """The project with a stray element as the first within the first of that name."""
    found = re.search(rf"<{parent}\b[^>]*?(/?)>", BASE)
    if found is None:
        raise ValueError(parent)
    close = f"</{parent}>" if found.group(1) else ""
    begin = found.end() - len(found.group(1)) - 1
    return f"{BASE[:begin]}>{stray}{close}{BASE[found.end() :]}"


def count_all(found: ForeignFile) -> int:
    """Everything that is held, kept unread or told as lost."""
    lost = [each for each in found.losses if each.kind in KIND_WORDS.values()]
    return sum(count_held(found.project).values()) + sum(e.dropped + e.changed for e in lost)


@pytest.mark.parametrize("name", STRAYS)
def test_nothing_is_lost_wherever_it_stands(name: str, tmp_path: Path) -> None:
    stray = Counter(name_of(each) for each in fromstring(STRAYS[name]).iter())
    wanted = sum(count for kind, count in stray.items() if kind in KIND_WORDS)
    before = count_all(read(put(tmp_path, BASE.encode(), "p.qde")))
    missing = []
    for parent in PARENTS:
        found = read(put(tmp_path, put_into(parent, STRAYS[name]).encode(), "p.qde"))
        if count_all(found) < before + wanted:  # a passage may bring a transcript about
            missing.append((parent, count_all(found) - before, wanted))
    assert missing == []


def test_what_is_kept_aside_is_told(tmp_path: Path) -> None:
    xml = put_into("Users", STRAYS["Note"])
    found = read(put(tmp_path, xml.encode(), "p.qde"))
    assert "stray" in found.project.kept_xml["Misplaced"]
    assert any("kept unread: Note in Users" in each for each in found.notes)


@pytest.mark.parametrize(
    "inside", ["{}", '<Sources><Folder name="A">{}</Folder></Sources>', "<Cases>{}</Cases>"]
)
def test_texts_outside_of_the_list_of_sources_are_read(inside: str, tmp_path: Path) -> None:
    passage = STRAYS["PlainTextSelection"].replace("</P", f"{coding(93)}</P")
    text = f'<TextSource guid="{make_guid(1, 2)}" name="Talk" plainTextPath="internal://a.txt">'
    xml = inside.format(f"{text}{passage}</TextSource>")
    packed = pack_project(xml, {"Sources/a.txt": b"It is sound."})
    found = read(put(tmp_path, packed))
    (source,) = found.project.sources
    assert source.text == "It is sound."
    assert len(source.selections) == 1
    assert "1 sources stand outside of the list of sources, and were put in it" in found.notes


@pytest.mark.parametrize(
    "inside",
    [
        "><PlainTextContent>It is sound.</PlainTextContent></Memo>",
        ">It is sound.</Memo>",
        ' plainTextPath="internal://a.txt"/>',
    ],
)
def test_texts_of_another_name_are_read(inside: str, tmp_path: Path) -> None:
    xml = f'<Sources><Memo guid="{make_guid(1, 2)}" name="Talk"{inside}</Sources>'
    files = {"Sources/a.txt": b"It is sound."} if "a.txt" in inside else {}
    found = read(put(tmp_path, pack_project(xml, files)))
    assert [(each.name, each.text) for each in found.project.sources] == [("Talk", "It is sound.")]
    assert "1 sources of other names were read as texts: Memo" in found.notes
    assert found.losses == ()


@pytest.mark.parametrize("kind", ["PDFSource", "PictureSource", "AudioSource", "VideoSource"])
def test_passages_beside_a_text_are_put_into_it(kind: str, tmp_path: Path) -> None:
    inside = (
        f'<Sources><{kind} guid="{STRAY}" name="talk">{STRAYS["PlainTextSelection"]}</{kind}>'
        "</Sources>"
    )
    found = read(put(tmp_path, wrap_project(inside).encode(), "p.qde"))
    [(_, selection)] = found.project.each_selection()
    assert [each.code for each in selection.codings] == [CODE]
    assert (
        found.notes[0] == "1 passages stand beside the text of their source, and were put into it"
    )


def test_a_passage_of_a_transcript_may_have_places(tmp_path: Path) -> None:
    inside = (
        f'<Sources><AudioSource guid="{STRAY}" name="talk"><Transcript guid="{make_guid(1, 9)}">'
        "<PlainTextContent>We went home.</PlainTextContent><PlainTextSelection "
        f'guid="{make_guid(2, 9)}" startPosition="3" endPosition="7">{coding(93)}'
        "</PlainTextSelection></Transcript></AudioSource></Sources>"
    )
    found = read(put(tmp_path, wrap_project(inside).encode(), "p.qde"))
    [(source, each)] = found.project.each_selection()
    assert source.text[each.start : each.end] == "went"
