"""What programs write otherwise than the standard has it means the same."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from builders_refi import make_guid, pack, put
from builders_refi_ways import (
    AGE,
    ANN,
    BEN,
    CODED,
    CODES,
    NOTE,
    REST,
    SOURCES,
    TEXTS,
    list_codings,
    list_rest,
    pack_ways,
    selection_guid,
    set_apart,
    swap,
    write_plainly,
)
from interviewkit.exchange.refi.reading import is_this, read
from interviewkit.exchange.refi.values import fit_color, fit_moment
from interviewkit.model.project import ForeignFile

FROST = r'(<Code guid="[^"]*" name="frost"[^>]*/>)'
WAYS = {
    "as the standard has it": write_plainly(),
    "without a namespace": swap(' xmlns="[^"]*"', ""),
    "with a prefix": re.sub(r"<(/?)(\w)", r"<\1q:\2", swap("xmlns=", "xmlns:q=")),
    "small letters": swap(r"<(/?)(\w)", lambda m: f"<{m.group(1)}{m.group(2).lower()}"),
    "capital attributes": swap(r" (guid|name)=", lambda m: f" {m.group(1).upper()}="),
    "targetGuid": swap("targetGUID=", "targetGuid="),
    "underscores": swap("startPosition", "start_position"),
    "start and end": swap("(start|end)Position", r"\1"),
    "guid of what is meant": swap("<CodeRef targetGUID", "<CodeRef guid"),
    "whole numbers with a point": swap(r'Position="(\d+)"', r'Position="\1.0"'),
    "ends turned round": swap(
        r'startPosition="(\d+)" endPosition="(\d+)"', r'startPosition="\2" endPosition="\1"'
    ),
    "codes in SubCodes": swap(FROST, r"<SubCodes>\1</SubCodes>"),
    "codes in Codes": swap(FROST, r"<Codes>\1</Codes>"),
    "a codebook without Codes": swap("</?Codes>", ""),
    "Codes without a codebook": swap("</?CodeBook>", ""),
    "two codebooks": swap(
        r'(</Code>)(<Code [^>]*name="work")', r"\1</Codes></CodeBook><CodeBook><Codes>\2"
    ),
    "two lists of codes": swap(r'(</Code>)(<Code [^>]*name="work")', r"\1</Codes><Codes>\2"),
    "two lists of texts": swap("</TextSource><T", "</TextSource></Sources><Sources><T"),
    "passages in a frame": swap(
        "(<PlainTextSelection.*?)</TextSource>", r"<Passages>\1</Passages></TextSource>"
    ),
    "codes without a coding": swap("<Coding [^>]*>(<CodeRef [^>]*>)</Coding>", r"\1"),
    "codes by name": swap(
        r'<CodeRef targetGUID="([^"]*)"',
        lambda m: f'<CodeRef targetGUID="{next(k for k in CODES if CODES[k] == m.group(1))}"',
    ),
    "variables by name": swap(f'VariableRef targetGUID="{AGE}"', 'VariableRef targetGUID="age"'),
    "texts by name": swap(r'SourceRef targetGUID="[^"]*"', 'SourceRef targetGUID="city"'),
    "users by name": swap(f'creatingUser="({ANN}|{BEN})"',
                          lambda m: f'creatingUser="{"Ann" if m.group(1) == ANN else "Ben"}"'),
    "users not described": swap("<Users>.*</Users>", "").replace(ANN, "Ann").replace(BEN, "Ben"),
    "creatingUserGUID": swap("creatingUser=", "creatingUserGUID="),
    "creatingUserId": swap("creatingUser=", "creatingUserId="),
    "only who changed it": swap("creatingUser=", "modifyingUser="),
    "guids without hyphens": swap(
        '(targetGUID|creatingUser)="([^"]*)"',
        lambda m: f'{m.group(1)}="{m.group(2).replace("-", "")}"',
    ),
    "guids with a hyphen of print": swap(
        'targetGUID="([^"]*)"', lambda m: f'targetGUID="{m.group(1).replace("-", chr(0x2010))}"'
    ),
    "guids as names of the web": swap('guid="([^"]*)"', r'guid="urn:uuid:\1"'),
    "colours with their alpha": swap("#ff0000", "#FFff0000"),
    "colours without a sign": swap("#ff0000", "FFFF0000"),
    "colours by name": swap("#ff0000", "Red"),
    "colours by three numbers": swap("#ff0000", "rgba(255, 0, 0, 1)"),
    "colours of .NET": swap("#ff0000", "Color [A=255, R=255, G=0, B=0]"),
    "descriptions in an attribute": swap("<Description>What the sky does</Description>", "")
    .replace('name="weather"', 'name="weather" description="What the sky does"'),
    "sources of a case as members": swap("<SourceRef", "<MemberSource"),
    "values in attributes": swap(
        r"<VariableValue>.*</VariableValue>", f'<VariableValue variableGUID="{AGE}" value="41"/>'
    ),
    "passages apart, with the guid of their text": set_apart(
        lambda nth, start, end, code, text, user:
        f'<PlainTextSelection guid="{selection_guid(nth)}" sourceGUID="{text}" '
        f'startPosition="{start}" endPosition="{end}"><Coding codeGUID="{code}" '
        f'creatingUserGUID="{user}"/></PlainTextSelection>',
        "<Selections>{}</Selections>",
    ),
    "passages apart, below their code": set_apart(
        lambda nth, start, end, code, text, user:
        f'<CodeRef targetGUID="{code}"><SourceRef targetGUID="{text}"><PlainTextSelection '
        f'start="{start}" end="{end}" creatingUser="{user}"/></SourceRef></CodeRef>',
        "<Coding>{}</Coding>",
    ),
}  # fmt: skip


def open_way(tmp_path: Path, xml: str, path: str = "Sources/{guid}.txt") -> ForeignFile:
    return read(put(tmp_path, pack_ways(xml, path)))


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing_means_the_same(way: str, tmp_path: Path) -> None:
    found = open_way(tmp_path, WAYS[way])
    assert list_codings(found.project) == Counter(CODED)
    rest = list_rest(found.project)
    assert {name: sorted(map(str, rest[name])) for name in rest} == {
        name: sorted(map(str, REST[name])) for name in REST
    }
    assert not found.losses


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("internal://Sources/{guid}.txt", "Sources/{guid}.txt"),
        ("internal://sources\\{guid}.txt", "Sources/{guid}.txt"),
        ("internal://{name}%20talk.txt", "sources/{name} talk.txt"),
        ("internal://{name}%20talk.txt", "sources/{name}%20talk.txt"),
        ("internal://{name} 100% sure.txt", "sources/{name} 100% sure.txt"),
        ("internal://{name}-\u00fc.txt", "sources/{name}-u\u0308.txt"),
    ],
)
def test_a_text_is_found_however_it_is_named(path: str, file: str, tmp_path: Path) -> None:
    named = {guid: path.format(guid=guid, name=name) for name, guid in SOURCES.items()}
    xml = swap(r'internal://([0-9a-f-]*)\.txt', lambda m: named[m.group(1)])  # fmt: skip
    assert list_codings(open_way(tmp_path, xml, file).project) == Counter(CODED)


@pytest.mark.parametrize("name", ["richTextPath", "path", "plaintextpath"])
def test_a_text_is_read_from_whichever_path_names_it(name: str, tmp_path: Path) -> None:
    found = open_way(tmp_path, swap("plainTextPath", name))
    assert list_codings(found.project) == Counter(CODED)


def test_a_text_without_a_path_has_its_guid(tmp_path: Path) -> None:
    found = open_way(tmp_path, swap(' plainTextPath="[^"]*"', ""))
    assert list_codings(found.project) == Counter(CODED)


def test_a_text_that_is_only_laid_out_is_told(tmp_path: Path) -> None:
    xml = swap('plainTextPath="internal://([^"]*).txt"', r'richTextPath="internal://\1.rtf"')
    files = {f"sources/{guid}.rtf": rb"{\rtf1 Quiet.}" for guid in SOURCES.values()}
    found = read(put(tmp_path, pack({"project.qde": xml.encode(), **files})))
    assert [(each.kind, each.dropped) for each in found.losses] == [("texts", 2)]
    assert {each.text for each in found.project.sources} == {""}


def test_a_document_is_no_plain_text_whatever_names_it(tmp_path: Path) -> None:
    files = {f"sources/{guid}.txt": b"%PDF-1.7 \xe2\xe3" for guid in SOURCES.values()}
    found = read(put(tmp_path, pack({"project.qde": write_plainly().encode(), **files})))
    assert {each.text for each in found.project.sources} == {""}


def test_a_coding_of_several_codes_is_one_for_each(tmp_path: Path) -> None:
    more = f'<CodeRef targetGUID="{CODES["time"]}"/>'
    found = open_way(tmp_path, swap(r"(<CodeRef [^>]*>)", rf"\1{more}"))
    assert list_codings(found.project) == Counter(CODED) + Counter(
        (source, words, "time", user) for source, words, _, user in CODED
    )
    assert "7 codings name several codes, and became one for each code" in found.notes


def test_who_alone_coded_a_passage_made_it(tmp_path: Path) -> None:
    other = f'<Coding creatingUser="{BEN}"><CodeRef targetGUID="{CODES["time"]}"/></Coding>'
    xml = swap(r'(<PlainTextSelection [^>]*) creatingUser="[^"]*"', r"\1")
    xml = xml.replace("</Coding></P", f"</Coding>{other}</P", 1)
    made = [each.user for _, each in open_way(tmp_path, xml).project.each_selection()]
    assert made == ["", BEN, ANN, BEN, ANN, ANN, BEN]


def test_a_memo_may_say_itself_what_it_is_about(tmp_path: Path) -> None:
    about = f'<NoteRef targetGUID="{selection_guid(1)}"/>'
    found = open_way(
        tmp_path, swap("</PlainTextContent></Note>", f"</PlainTextContent>{about}</Note>")
    )
    noted = [each.guid for _, each in found.project.each_selection() if each.notes == (NOTE,)]
    assert noted == [selection_guid(1)]


def test_a_memo_below_a_code_is_said_of_its_passage(tmp_path: Path) -> None:
    xml = set_apart(
        lambda nth, start, end, code, text, user:
        f'<CodeRef targetGUID="{code}"><SourceRef targetGUID="{text}"><PlainTextSelection '
        f'start="{start}" end="{end}"/></SourceRef><Note>why {nth}</Note></CodeRef>',
        "<Coding>{}</Coding>",
    )  # fmt: skip
    found = open_way(tmp_path, xml)
    said = {each.description for _, each in found.project.each_selection()}
    assert said == {f"why {nth}" for nth in range(len(CODED))}


def test_passages_of_no_text_are_kept_and_told(tmp_path: Path) -> None:
    xml = set_apart(
        lambda nth, start, end, code, text, user:
        f'<CodeRef targetGUID="{code}"><Selection startPosition="{start}" endPosition="{end}"/>'
        "</CodeRef>",
        "<Coding>{}</Coding>",
    )  # fmt: skip
    found = open_way(tmp_path, xml)
    assert found.notes[0] == "7 coded passages stand apart from every text, and are kept unread"
    assert found.project.kept_xml["Coding"].count("<Selection ") == len(CODED)


def test_dates_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    found = open_way(tmp_path, swap("2024-05-06T07:08:09Z", "5/6/2024 7:08:09 AM"))
    assert [(each.kind, each.dropped) for each in found.losses] == [("moments", 15)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-06T07:08:09+00:00", "2024-05-06T07:08:09Z"),
        ("2024-05-06T07:08:09.5-00:00", "2024-05-06T07:08:09.5Z"),
        ("2024-05-06T07:08:09+00:00Z", "2024-05-06T07:08:09Z"),
        ("2024-05-06 07:08:09+0200Z", "2024-05-06T07:08:09+02:00"),
        ("2024-05-06 07:08:09", "2024-05-06T07:08:09"),
        ("2024-02-30T07:08:09Z", ""),
        ("6.5.2024", ""),
    ],
)
def test_a_moment_is_one_however_it_is_said(written: str, expected: str) -> None:
    assert fit_moment(written) == expected


def test_a_codebook_says_who_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "codebook.qdc"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" '
        f'origin="Taguette 1.5.2"><Codes><Code guid="{make_guid(1)}" name="rain" '
        'isCodable="true"/></Codes><Sets/></CodeBook>',
        encoding="utf-8",
    )
    found = read(path)
    assert (found.project.tool, found.notes) == ("Taguette 1.5.2", ())


def test_attributes_nobody_knows_are_told(tmp_path: Path) -> None:
    found = open_way(tmp_path, swap('name="weather"', 'name="weather" shortcut="w"'))
    assert found.notes == (
        "1 attributes that the standard does not know are kept unread: shortcut",
    )


@pytest.mark.parametrize(
    "xml",
    [
        write_plainly(inline=True).replace(' xmlns="urn:QDA-XML:project:1.0"', ""),
        '<codebook><codes><code guid="1" name="a"/></codes></codebook>',
    ],
)
def test_a_bare_project_is_known_without_a_namespace(xml: str, tmp_path: Path) -> None:
    path = put(tmp_path, xml.encode(), "bare.qde")
    assert is_this(path, path.read_bytes()[:4096])
    assert read(path).project.codes


@pytest.mark.parametrize(
    "xml",
    ['<Project xmlns="http://schemas.microsoft.com/project"><Tasks/></Project>',
     '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup/></Project>'],
)  # fmt: skip
def test_other_projects_are_none_of_these(xml: str, tmp_path: Path) -> None:
    assert not is_this(put(tmp_path, xml.encode(), "a.xml"), xml.encode())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("#00aa10ff", "#00aa10"), ("0x00AA10", "#00AA10"), ("rgb(0,170,16)", "#00aa10"),
        ("rgb(0,300,16)", ""), ("#00aa1", ""), ("reddish", ""), ("add", ""),
    ],
)  # fmt: skip
def test_a_colour_is_one_however_it_is_said(written: str, expected: str) -> None:
    assert fit_color(written) == expected


def test_texts_are_what_they_were(tmp_path: Path) -> None:
    found = open_way(tmp_path, write_plainly())
    assert {each.name: each.text for each in found.project.sources} == TEXTS
