"""What a file holds, counted in its XML, is what was taken in and what is told as lost."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builders_refi import make_guid, pack_project, put
from interviewkit.exchange.refi.counting import KIND_WORDS, count_held
from interviewkit.exchange.refi.reading import read

AREA = 'firstX="1" firstY="2" secondX="3" secondY="4"'
CODE = make_guid(0, 5)
CASE = make_guid(0, 6)


def coding(number: int, code: str = CODE) -> str:
    return f'<Coding guid="{make_guid(number, 4)}"><CodeRef targetGUID="{code}"/></Coding>'


EVERYTHING = (
    '<Variables><Variable guid="v" name="age" typeOfVariable="Integer"/></Variables>'
    f'<Cases><Case guid="{CASE}" name="Anna"><VariableValue><VariableRef targetGUID="v"/>'
    "</VariableValue></Case><Case><VariableValue/></Case></Cases><Sources>"
    f'<TextSource guid="s1"><PlainTextContent>one two</PlainTextContent><PlainTextSelection '
    f'guid="t1" startPosition="0" endPosition="3">{coding(1)}{coding(2, CASE)}'
    '<Coding guid="none"/></PlainTextSelection><PlainTextSelection guid="t2" startPosition="90" '
    f'endPosition="99">{coding(3)}</PlainTextSelection>{coding(4)}</TextSource>'
    f'<PDFSource guid="s2"><PDFSelection guid="t3" page="1" {AREA}>{coding(5)}</PDFSelection>'
    f'<Representation guid="r"><PlainTextContent>one</PlainTextContent><PlainTextSelection '
    f'guid="t3" startPosition="0" endPosition="3">{coding(6)}</PlainTextSelection>{coding(7)}'
    f'</Representation></PDFSource><PictureSource guid="s3"><PictureSelection guid="t4" {AREA}/>'
    '</PictureSource><AudioSource guid="s4"><Transcript guid="s5"><SyncPoint guid="p" '
    'position="0" timeStamp="4"/><TranscriptSelection guid="t5" fromSyncPoint="p"/></Transcript>'
    '<AudioSelection guid="t6" begin="1" end="2"/></AudioSource><VideoSource guid="s6">'
    '<VideoSelection guid="t7" begin="1" end="2"/></VideoSource><HologramSource guid="s7"/>'
    f'</Sources><Notes><Note guid="n"><PlainTextSelection guid="t8" startPosition="0" '
    f'endPosition="1">{coding(8)}</PlainTextSelection></Note></Notes><Links><Link guid="l" '
    'originGUID="n" targetGUID="t7"/></Links><Sets><Set guid="e" name="x"/></Sets><Graphs>'
    f'<Graph guid="g"><Vertex guid="g1" {AREA}/><Edge guid="g2" sourceVertex="g1" '
    'targetVertex="g1"/></Graph></Graphs>'
)


def count_in_file(path: Path) -> Counter[str]:
    with zipfile.ZipFile(path) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".qde"))
        root = ElementTree.fromstring(archive.read(name))
    names = (str(each.tag).rpartition("}")[2] for each in root.iter())
    return Counter(KIND_WORDS[name] for name in names if name in KIND_WORDS)


def add_up(path: Path) -> Counter[str]:
    """What was taken in as it was, and what was told."""
    found = read(path)
    held = Counter({KIND_WORDS[name]: count for name, count in count_held(found.project).items()})
    for loss in found.losses:
        if loss.kind in KIND_WORDS.values():
            held[loss.kind] += loss.dropped + loss.changed
    return held


def test_everything_is_held_or_told(tmp_path: Path) -> None:
    path = put(tmp_path, pack_project(EVERYTHING))
    assert add_up(path) == count_in_file(path)
    assert {*KIND_WORDS.values()} - count_in_file(path).keys() == set()


def test_each_loss_says_what_and_why(tmp_path: Path) -> None:
    losses = read(put(tmp_path, pack_project(EVERYTHING))).losses
    assert {(each.kind, each.dropped, each.changed) for each in losses} == {
        ("codings", 1, 0),
        ("codings", 0, 1),
        ("sources", 1, 0),
        ("values of variables", 1, 0),
    }
    assert all(each.why for each in losses)


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    ["qualitative-coding/demo", "qualitative-coding/nvivo_project", "qdapy/sample"],
)
def test_published_projects_add_up(name: str, shared: Path) -> None:
    path = shared / "refi_qda" / f"{name}.qdpx"
    assert add_up(path) == count_in_file(path)
