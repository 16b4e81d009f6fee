"""What a project says in other ways than the plainest, read as it is meant."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as WordDocument

from builders_refi import make_guid, pack, pack_project, put, wrap_project
from interviewkit.exchange.refi.reading import is_this, read
from interviewkit.model.project import Project

CODE, ANN, BOB = make_guid(0, 5), make_guid(0, 1), make_guid(1, 1)
CODING = f'<Coding guid="{make_guid(1, 4)}" creatingUser="{BOB}"><CodeRef targetGUID="{CODE}"/>'
CODING += "</Coding>"


def read_sources(folder: Path, inside: str, files: dict[str, bytes] | None = None) -> Project:
    content = pack_project(f"<Sources>{inside}</Sources>", files, "QualCoder")
    return read(put(folder, content)).project


def make_word(*paragraphs: str) -> bytes:
    document = WordDocument()
    for each in paragraphs:
        document.add_paragraph(each)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("internal://a.txt", "Sources/a.txt"),
        ("internal://a.txt", "sources/a.txt"),
        ("internal:///a.txt", "SOURCES/A.TXT"),
        ("internal://a.txt", "a.txt"),
        ("a.txt", "sources/a.txt"),
        ("sources/a.txt", "sources/a.txt"),
        ("relative:///a.txt", "sources/a.txt"),
        ("absolute:///C:/Users/Kim/a.txt", "sources/a.txt"),
        ("C:\\Users\\Kim\\a.txt", "sources/a.txt"),
        ("internal://a%20b.txt", "sources/a b.txt"),
        ("internal://a.txt", "sources\\a.txt"),
    ],
)
def test_a_text_is_found_wherever_it_lies(path: str, member: str, tmp_path: Path) -> None:
    inside = f'<TextSource guid="1" name="a" plainTextPath="{path}"/>'
    (source,) = read_sources(tmp_path, inside, {member: b"hello"}).sources
    assert source.text == "hello"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_that_says_it_is_utf16_is_read(mark: bytes, tmp_path: Path) -> None:
    xml = wrap_project('<Sources><TextSource guid="1" name="Zoë 😀"/></Sources>').lstrip()
    body = xml.partition("?>")[2] if xml.startswith("<?xml") else xml
    raw = mark + b'<?xml version="1.0" encoding="utf-16"?>' + body.encode()
    path = put(tmp_path, pack({"project.qde": raw}))
    assert [each.name for each in read(path).project.sources] == ["Zoë 😀"]


@pytest.mark.parametrize("name", ["project.qde", "Project.QDE", "study of work.qde"])
def test_the_project_may_have_any_name(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, pack_project("", name=name))
    assert is_this(path, path.read_bytes()[:512])
    assert read(path).project.codes[0].name == "work"


def test_a_project_in_a_folder_of_its_own_is_found(tmp_path: Path) -> None:
    inside = '<Sources><TextSource guid="1" plainTextPath="internal://a.txt"/></Sources>'
    files = {"study/project.qde": wrap_project(inside).encode(), "study/sources/a.txt": b"hello"}
    assert read(put(tmp_path, pack(files))).project.sources[0].text == "hello"


def test_a_bare_project_reads_what_lies_beside_it(tmp_path: Path) -> None:
    inside = (
        '<Sources><TextSource guid="1" plainTextPath="internal://a.txt"/>'
        '<TextSource guid="2" plainTextPath="internal://b.txt"/></Sources>'
    )
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("hello", "utf-8")
    found = read(put(tmp_path, wrap_project(inside).encode(), "p.qde"))
    assert [each.text for each in found.project.sources] == ["hello", ""]
    assert [(each.kind, each.dropped) for each in found.losses] == [("texts", 1)]


def test_word_is_read_where_the_plain_text_is_missing(tmp_path: Path) -> None:
    word = make_word("I: How was it?", "B: Long.")
    inside = (
        '<TextSource guid="1" plainTextPath="internal://a.txt" richTextPath="internal://a.docx"/>'
    )
    content = pack_project(f"<Sources>{inside}</Sources>", {"sources/a.docx": word})
    found = read(put(tmp_path, content))
    (source,) = found.project.sources
    assert (source.text, source.media) == ("I: How was it?\nB: Long.", "internal://a.docx")
    assert any("plain text is missing" in note for note in found.notes)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("größer".encode(), "größer"),
        (b"\xef\xbb\xbf" + "größer".encode(), "größer"),
        ("größer".encode("utf-16"), "größer"),
        ("größer".encode("cp1252"), "größer"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"", ""),
    ],
)
def test_a_text_is_decoded_as_it_was_written(content: bytes, text: str, tmp_path: Path) -> None:
    inside = '<TextSource guid="1" plainTextPath="internal://a.txt"/>'
    assert read_sources(tmp_path, inside, {"sources/a.txt": content}).sources[0].text == text


def test_a_coding_is_by_who_coded_and_not_by_who_selected(tmp_path: Path) -> None:
    inside = (
        '<TextSource guid="1"><PlainTextContent>one two</PlainTextContent><PlainTextSelection '
        f'guid="2" startPosition="0" endPosition="3" creatingUser="{ANN}">{CODING}'
        f'<Coding guid="x"><CodeRef targetGUID="{CODE}"/></Coding>'
        "</PlainTextSelection></TextSource>"
    )
    (selection,) = read_sources(tmp_path, inside).sources[0].selections
    assert selection.user == ANN
    assert [each.user for each in selection.codings] == [BOB, ANN]


def test_guids_are_one_in_any_case_and_braces(tmp_path: Path) -> None:
    guid = "AbCdEf01-0000-4000-8000-000000000001"
    inside = (
        f'<TextSource guid="1"><Coding guid="2"><CodeRef targetGUID="{{{guid.lower()}}}"/></Coding>'
        "</TextSource>"
    )
    book = f'<CodeBook><Codes><Code guid="{guid}" name="c" isCodable="true"/></Codes></CodeBook>'
    xml = f'<Project xmlns="urn:QDA-XML:project:0:4" name="P">{book}<Sources>{inside}</Sources>'
    project = read(put(tmp_path, f"{xml}</Project>".encode(), "p.qde")).project
    assert project.sources[0].codings[0].code == project.codes[0].guid


def test_missing_and_double_guids_are_mended_and_told(tmp_path: Path) -> None:
    inside = '<TextSource name="a"/><TextSource guid="1" name="b"/><TextSource guid="1" name="c"/>'
    content = pack_project(f"<Sources>{inside}</Sources>")
    found = read(put(tmp_path, content))
    assert len({each.guid for each in found.project.sources}) == 3
    assert found.notes == (
        "1 sources had no guid and were given one",
        "1 sources had the guid of another and were given one of their own",
    )
    assert read(put(tmp_path, content)).project == found.project


def test_who_and_what_is_nowhere_described_is_put_in(tmp_path: Path) -> None:
    inside = (
        f'<TextSource guid="1"><Coding guid="2" creatingUser="{make_guid(7, 1)}">'
        f'<CodeRef targetGUID="{make_guid(7, 5)}"/></Coding></TextSource>'
    )
    project = read_sources(tmp_path, inside)
    assert project.codes[-1].guid == make_guid(7, 5)
    assert project.users[-1].guid == make_guid(7, 1)


def test_a_transcript_is_a_source_with_its_times(tmp_path: Path) -> None:
    points = "".join(
        f'<SyncPoint guid="{make_guid(nth, 8)}" position="{place}" timeStamp="{ms}"/>'
        for nth, (place, ms) in enumerate(((0, 0), (5, 2260), (11, 3100)))
    )
    inside = (
        '<AudioSource guid="1" name="talk.mp3" path="internal://t.mp3">'
        '<Transcript guid="2" name="talk" plainTextPath="internal://t.txt">'
        f'{points}<TranscriptSelection guid="3" fromSyncPoint="{make_guid(1, 8)}" '
        f'toSyncPoint="{make_guid(2, 8)}">{CODING}</TranscriptSelection></Transcript>'
        '<AudioSelection guid="4" begin="100" end="200"/></AudioSource>'
    )
    files = {"sources/t.txt": b"Yes.\nI think so.", "sources/t.mp3": b"x"}
    audio, talk = read_sources(tmp_path, inside, files).sources
    assert (audio.kind, talk.part_of, talk.kind) == ("audio", audio.guid, "text")
    assert [(each.position, each.milliseconds) for each in talk.sync] == [
        (0, 0), (5, 2260), (11, 3100),
    ]  # fmt: skip
    (selection,) = talk.selections
    assert talk.text[selection.start : selection.end] == "I thin"
    assert [(each.kind, each.start) for each in audio.selections] == [("audio", None)]


def test_an_area_of_a_page_says_which_words_it_shows(tmp_path: Path) -> None:
    area = 'page="0" firstX="1" firstY="2" secondX="3" secondY="4"'
    inside = (
        f'<PDFSource guid="1" name="p.pdf"><PDFSelection guid="2" name="granola" {area}>'
        f'<Representation guid="9"><PlainTextContent>granola</PlainTextContent></Representation>'
        f'{CODING}</PDFSelection><PDFSelection guid="3" {area}/>'
        '<Representation guid="4" plainTextPath="internal://p.txt"><PlainTextSelection guid="2" '
        'startPosition="2" endPosition="9"/></Representation></PDFSource>'
    )
    files = {"sources/p.txt": b"a granola bar"}
    (source,) = read_sources(tmp_path, inside, files).sources
    words, shown, other = source.selections
    assert source.text[words.start : words.end] == "granola"
    assert (shown.same_as, shown.quote, shown.kind) == (words.guid, "granola", "pdf")
    assert (other.same_as, other.quote) == ("", "")
    assert 'page="0"' in other.xml


def test_cases_of_nvivo_are_no_codes(tmp_path: Path) -> None:
    case = make_guid(1, 6)
    inside = (
        f'<Cases><Case guid="{case}" name="Anna"/></Cases>'
        '<Sources><TextSource guid="1"><PlainTextContent>one two</PlainTextContent>'
        '<PlainTextSelection guid="2" startPosition="0" endPosition="3">'
        f'<Coding guid="3"><CodeRef targetGUID="{case}"/></Coding>{CODING}'
        "</PlainTextSelection></TextSource></Sources>"
    )
    xml = wrap_project(inside, "NVivo 14").replace(
        "<Codes>", f'<Codes><Code guid="{case}" name="Anna" isCodable="true"/>'
    )
    found = read(put(tmp_path, xml.encode(), "p.qde"))
    project = found.project
    (selection,) = project.sources[0].selections
    assert [each.name for each in project.codes] == ["work"]
    assert [each.code for each in selection.codings] == [CODE]
    assert project.cases[0].selections == (selection.guid,)
    assert [(each.kind, each.changed) for each in found.losses] == [("codings", 1), ("codes", 1)]


def test_nameless_cases_are_what_is_known_of_a_source(tmp_path: Path) -> None:
    inside = (
        '<Variables><Variable guid="v" name="age" typeOfVariable="Integer"/></Variables><Cases>'
        '<Case guid="c"><VariableValue><VariableRef targetGUID="v"/><IntegerValue>31</IntegerValue>'
        '</VariableValue><SourceRef targetGUID="s"/></Case></Cases><Sources><TextSource guid="s"/>'
        "</Sources>"
    )
    project = read(put(tmp_path, pack_project(inside, origin="MAXQDA 2022"))).project
    assert project.cases == ()
    assert list(project.sources[0].values.values()) == ["31"]


@pytest.mark.parametrize(
    "kind", ["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]
)  # fmt: skip
def test_values_of_every_type_are_read(kind: str, tmp_path: Path) -> None:
    value = f'<VariableValue><VariableRef targetGUID="v"/><{kind}Value>1</{kind}Value>'
    inside = (
        f'<Variables><Variable guid="v" name="x" typeOfVariable="{kind}"/></Variables>'
        f'<Cases><Case guid="c" name="A">{value}</VariableValue></Case></Cases>'
        f'<Sources><TextSource guid="s">{value}</VariableValue></TextSource></Sources>'
    )
    project = read(put(tmp_path, pack_project(inside))).project
    (variable,) = project.variables
    assert variable.type == kind
    assert project.cases[0].values == project.sources[0].values == {variable.guid: "1"}


def test_memos_come_from_the_project_or_from_files(tmp_path: Path) -> None:
    inside = (
        '<Notes><Note guid="1" name="a"><PlainTextContent>inline</PlainTextContent></Note>'
        '<Note guid="2" name="b" plainTextPath="internal://b.txt"><Description>d</Description>'
        '<PlainTextSelection guid="3" startPosition="1" endPosition="2"/></Note></Notes>'
    )
    first, second = read(
        put(tmp_path, pack_project(inside, {"sources/b.txt": b"from a file"}))
    ).project.notes
    assert (first.text, second.text, second.description) == ("inline", "from a file", "d")
    assert "PlainTextSelection" in second.xml


def test_an_annotation_of_qualcoder_is_at_its_words(tmp_path: Path) -> None:
    inside = (
        '<Sources><TextSource guid="s"><PlainTextContent>one two three</PlainTextContent>'
        '<NoteRef targetGUID="n"/></TextSource></Sources><Notes><Note guid="n">'
        '<PlainTextContent>why two?</PlainTextContent><PlainTextSelection guid="a" '
        'startPosition="4" endPosition="7"/></Note></Notes>'
    )
    project = read(put(tmp_path, pack_project(inside, origin="QualCoder 3.6"))).project
    (source,), (note,) = project.sources, project.notes
    (selection,) = source.selections
    assert source.text[selection.start : selection.end] == "two"
    assert (selection.notes, note.text, note.xml) == ((note.guid,), "why two?", "")


def test_what_the_standard_does_not_know_is_told(tmp_path: Path) -> None:
    inside = '<Weights><Weight of="x"/></Weights>'
    found = read(put(tmp_path, pack_project(inside)))
    assert found.project.kept_xml == {"Weights": '<Weights><Weight of="x"/></Weights>'}
    assert found.notes == (
        "2 elements that the standard does not know are kept unread: Weights, Weight",
    )


def test_files_that_did_not_come_are_told_in_one_line(tmp_path: Path) -> None:
    inside = "".join(f'<PictureSource guid="{n}" path="internal://{n}.png"/>' for n in range(9))
    content = pack_project(f"<Sources>{inside}</Sources>", {"sources/8.png": b"x"})
    assert read(put(tmp_path, content)).notes == (
        "8\u00a0files that the project names did not come with it: "
        "0.png, 1.png, 2.png, 3.png, 4.png, …",
    )


def test_no_folder_of_a_computer_is_kept(tmp_path: Path) -> None:
    inside = (
        '<Sources><VideoSource guid="1" path="absolute:///C:/Users/Kim Lee/talk.mp4" '
        'currentPath="absolute:///C:/Users/Kim Lee/talk.mp4"/></Sources>'
    )
    xml = wrap_project(inside).replace("<Project ", '<Project basePath="C:/Users/Kim Lee" ')
    found = read(put(tmp_path, xml.encode(), "p.qde"))
    assert found.project.sources[0].media == "relative:///talk.mp4"
    assert "Kim" not in repr(found)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (wrap_project("").encode(), True),
        (b'\xef\xbb\xbf<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', True),
        (wrap_project("").replace("UTF-8", "UTF-16").encode("utf-16"), True),
        (b"<html>Project QDA-XML</html>", False),
        (pack({"word/document.xml": b""}), False),
        (b"", False),
    ],
)
def test_a_project_is_known_by_what_is_in_it(
    content: bytes, expected: bool, tmp_path: Path
) -> None:
    path = put(tmp_path, content, "file.bin")
    assert is_this(path, content[:4096]) is expected
    if expected:
        read(path)


def test_a_codebook_is_read_with_its_sets(tmp_path: Path) -> None:
    xml = (
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="MAXQDA"><Codes>'
        '<Code guid="1" name="a" isCodable="false" color="#abc"><Description>d</Description>'
        '<Code guid="2" name="b" isCodable="true"/></Code></Codes>'
        '<Sets><Set guid="3" name="s"><MemberCode guid="2"/></Set></Sets></CodeBook>'
    )
    project = read(put(tmp_path, xml.encode(), "codes.qdc")).project
    above, below = project.codes
    assert (project.name, project.tool) == ("codes", "MAXQDA")
    assert (above.color, above.description, above.is_codable) == ("#aabbcc", "d", False)
    assert (below.parent, project.sets[0].codes) == (above.guid, (below.guid,))
