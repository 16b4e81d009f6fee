"""Small sound files of what recognisers, annotators and other tools write."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the builders, when run as a script

Turns = tuple[tuple[str, str], ...]
Maker = tuple[str, Callable[[], list[bytes]]]


def list_makers(turns: Turns, kept: Callable[..., list[bytes]]) -> dict[str, Maker]:
    """Format → suffix and sound files; ``kept`` gives real ones that lie beside the project."""
    return {
        "pdf": (".pdf", lambda: _pdf(turns)),
        "odt": (".odt", lambda: [_odt(turns)]),
        "fodt": (".fodt", lambda: [_odt_body(turns).encode()]),
        "rtf": (".rtf", lambda: [_rtf(turns)]),
        "html": (".html", lambda: [_html(turns), _html_table(turns), _noscribe(turns)]),
        "epub": (".epub", lambda: [_epub(turns)]),
        "eaf": (".eaf", lambda: [_eaf(turns), *kept("elan", ".eaf")]),
        "textgrid": (".textgrid", lambda: [*_textgrids(turns), *kept("textgrid", ".TextGrid")]),
        "chat": (".cha", lambda: [_chat(turns), *kept("chat", ".cha")]),
        "exmaralda": (".exb", lambda: [_exmaralda(turns)]),
        "segmented": (".exs", lambda: [_segmented(turns)]),
        "folker": (".flk", lambda: [_folker(turns)]),
        "transcriber": (".trs", lambda: [_transcriber(turns)]),
        "inqscribe": (".inqscr", lambda: [_inqscribe(turns)]),
        "json": (".json", lambda: _recognised(turns)),
        "plain": (".txt", lambda: _plain(turns)),
        "stm": (".stm", lambda: [_scored(turns, "talk 1 {who} {n}.00 {n}.90 <o> {text}")]),
        "ctm": (".ctm", lambda: [_scored_words(turns)]),
        "rttm": (
            ".rttm",
            lambda: [_scored(turns, "SPEAKER talk 1 {n}.0 0.9 <NA> <NA> {who} <NA>")],
        ),
        "otr": (".otr", lambda: [_otranscribe(turns)]),
        "millis": (".tsv", lambda: [_whisper_table(turns)]),
        "sbv": (".sbv", lambda: [_sbv(turns)]),
        "ttml": (".ttml", lambda: [_ttml(turns)]),
        "lrc": (".lrc", lambda: [_lrc(turns)]),
        "ass": (".ass", lambda: [_substation(turns)]),
    }


# -- documents -------------------------------------------------------------------------------------


def _pdf(turns: Turns) -> list[bytes]:
    """One with a table of objects as text, so that damage finds what it means; one of a printer."""
    lines = [f"{who}: {text}".encode("cp1252", "replace") for who, text in turns]
    shown = [line.replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines]
    stream = b"BT /F1 11 Tf 14 TL 60 760 Td " + b"".join(
        b"(" + line + b") Tj T* T* " for line in shown
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>/Annots[6 0 R]>>",
        b"<</Length %d>>stream\n%s ET\nendstream" % (len(stream) + 3, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Annot/Subtype/Text/Rect[9 9 30 30]/Contents(A note.)>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 7\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 7>>\nstartxref\n%d\n%%%%EOF"
    made = [out + end % (table, len(out))]
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return made
    return [*made, HTML(string=_html_table(turns).decode()).write_pdf(full_fonts=False)]


def _packed(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _odt_body(turns: Turns) -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in turn)
        + "</table:table-row>"
        for turn in turns
    )
    lines = "".join(f"<text:p>{who}: {text}</text:p>" for who, text in turns)
    return (
        f'<?xml version="1.0"?><office:document xmlns:office="{space}:office:1.0"'
        f' xmlns:text="{space}:text:1.0" xmlns:table="{space}:table:1.0"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"{lines}<table:table>{rows}</table:table></office:text></office:body></office:document>"
    )


def _odt(turns: Turns) -> bytes:
    body = _odt_body(turns).replace("office:document", "office:document-content")
    mime = "application/vnd.oasis.opendocument.text"
    return _packed({"mimetype": mime, "content.xml": body})


def _rtf(turns: Turns) -> bytes:
    lines = "".join(f"{{\\b {who}:}} {text}\\par\n" for who, text in turns)
    written = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in lines)
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\n" + written + "}").encode()


def _html(turns: Turns) -> bytes:
    lines = "".join(f"<p><b>{who}:</b> {text}</p>" for who, text in turns)
    return (
        f"<!DOCTYPE html><html><head><title>Talk</title></head><body>{lines}</body></html>".encode()
    )


def _html_table(turns: Turns) -> bytes:
    rows = "".join(f"<tr><td>0:0{n}<td>{w}<td>{t}</tr>" for n, (w, t) in enumerate(turns))
    return f"<html><body><table>{rows}</table></body></html>".encode()


def _epub(turns: Turns) -> bytes:
    root = '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"'
        ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:container"
    container = f'<container xmlns="{space}"><rootfiles>{root}</rootfiles></container>'
    page = _html(turns).decode().replace("<!DOCTYPE html>", "")
    files = {"META-INF/container.xml": container, "a.opf": package, "a.xhtml": page}
    return _packed({"mimetype": "application/epub+zip", **files})


# -- tiers and times -------------------------------------------------------------------------------


def _tiers(turns: Turns) -> list[tuple[str, list[tuple[float, float, str]]]]:
    spans: dict[str, list[tuple[float, float, str]]] = {}
    for n, (who, text) in enumerate(turns):
        spans.setdefault(who, []).append((2.0 * n, 2.0 * n + 1.5, text))
    return list(spans.items())


def _eaf(turns: Turns) -> bytes:
    from builders_tiers import eaf

    return eaf(*_tiers(turns), below=[("pos", "Ana", [("Ana-0", "noun")])]).encode()


def _textgrids(turns: Turns) -> list[bytes]:
    from builders_tiers import textgrid

    return [textgrid(*_tiers(turns), short=short).encode() for short in (False, True)]


def _chat(turns: Turns) -> bytes:
    names = {"Moderator": "INV", "Ana": "ANA", "Dr. Ben Müller": "BEN"}
    lines = "".join(
        f"*{names[who]}:\t{text} \x15{n}000_{n}900\x15\n%com:\ta remark\n"
        for n, (who, text) in enumerate(turns)
    )
    people = ", ".join(f"{key} {name.split()[0]} Adult" for name, key in names.items())
    return f"@UTF8\n@Begin\n@Languages:\teng\n@Participants:\t{people}\n{lines}@End\n".encode()


def _exmaralda(turns: Turns) -> bytes:
    who = dict.fromkeys(name for name, _ in turns)
    speakers = "".join(
        f'<speaker id="S{n}"><abbreviation>{name}</abbreviation></speaker>'
        for n, name in enumerate(who)
    )
    points = "".join(f'<tli id="T{n}" time="{n}.0"/>' for n in range(len(turns) + 1))
    tiers = "".join(
        f'<tier id="TIE{k}" speaker="S{k}" category="v" type="t">'
        + "".join(
            f'<event start="T{n}" end="T{n + 1}">{text} </event>'
            for n, (each, text) in enumerate(turns)
            if each == name
        )
        + "</tier>"
        for k, name in enumerate(who)
    )
    return (
        '<?xml version="1.0"?><basic-transcription><head><speakertable>'
        f"{speakers}</speakertable></head><basic-body><common-timeline>{points}</common-timeline>"
        f"{tiers}</basic-body></basic-transcription>"
    ).encode()


def _segmented(turns: Turns) -> bytes:
    who = list(dict.fromkeys(name for name, _ in turns))
    speakers = "".join(
        f'<speaker id="S{n}"><abbreviation>{name}</abbreviation></speaker>'
        for n, name in enumerate(who)
    )
    points = "".join(f'<tli id="T{n}" time="{n}.0"/>' for n in range(len(turns) + 1))
    tiers = "".join(
        f'<segmented-tier id="TIE{k}" speaker="S{k}" category="v" type="t">'
        + _segmentation(turns, name, "SpeakerContribution_Event")
        + (_segmentation(turns, name, "SpeakerContribution_Utterance_Word") if k else "")
        + "</segmented-tier>"
        for k, name in enumerate(who)
    )
    return (
        f'<?xml version="1.0"?><segmented-transcription><head><speakertable>{speakers}'
        f"</speakertable></head><segmented-body><common-timeline>{points}</common-timeline>"
        f"{tiers}</segmented-body></segmented-transcription>"
    ).encode()


def _segmentation(turns: Turns, name: str, way: str) -> str:
    parts = [
        f'<ts n="sc" s="T{n}" e="T{n + 1}"><ts n="e" s="T{n}" e="T{n + 1}">'
        + (_word_parts(text) if "Word" in way else text)
        + " </ts></ts>"
        for n, (each, text) in enumerate(turns)
        if each == name
    ]
    return f'<segmentation name="{way}">{"".join(parts)}</segmentation>'


def _word_parts(text: str) -> str:
    return '<nts n="HIAT:ip"> </nts>'.join(f'<ts n="HIAT:w">{word}</ts>' for word in text.split())


def _folker(turns: Turns) -> bytes:
    points = "".join(
        f'<timepoint timepoint-id="T{n}" absolute-time="{n}.0"/>' for n in range(len(turns) + 1)
    )
    lines = "".join(
        f'<contribution speaker-reference="{who}" start-reference="T{n}" end-reference="T{n + 1}">'
        f"<unparsed>{text}</unparsed></contribution>"
        for n, (who, text) in enumerate(turns)
    )
    return (
        f'<?xml version="1.0"?><folker-transcription><timeline>{points}</timeline>{lines}'
        "</folker-transcription>"
    ).encode()


def _transcriber(turns: Turns) -> bytes:
    who = {name: f"spk{n}" for n, name in enumerate(dict.fromkeys(name for name, _ in turns))}
    speakers = "".join(f'<Speaker id="{key}" name="{name}"/>' for name, key in who.items())
    lines = "".join(
        f'<Turn speaker="{who[name]}" startTime="{n}" endTime="{n + 1}">'
        f'<Sync time="{n}"/>\n{text}\n</Turn>'
        for n, (name, text) in enumerate(turns)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n<Trans>'
        f"<Speakers>{speakers}</Speakers><Episode><Section>{lines}</Section></Episode></Trans>"
    ).encode()


def _inqscribe(turns: Turns) -> bytes:
    text = "\\r".join(f"[00:00:0{n}.00] {who}: {said}" for n, (who, said) in enumerate(turns))
    return f"app=InqScribe\nversion=1.1\ntext={text}\n".encode()


def _sbv(turns: Turns) -> bytes:
    cues = (f"0:00:0{n}.000,0:00:0{n + 1}.000\n{w}: {t}\n" for n, (w, t) in enumerate(turns))
    return "\n".join(cues).encode()


def _ttml(turns: Turns) -> bytes:
    lines = "".join(
        f'<p begin="00:00:0{n}.000" end="00:00:0{n + 1}.000">{w}: {t}</p>'
        for n, (w, t) in enumerate(turns)
    )
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{lines}</div></body></tt>'.encode()


def _lrc(turns: Turns) -> bytes:
    return "\n".join(f"[00:0{n}.00]{w}: {t}" for n, (w, t) in enumerate(turns)).encode()


def _substation(turns: Turns) -> bytes:
    head = "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
    head += "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    lines = (
        f"Dialogue: 0,0:00:0{n}.00,0:00:0{n + 1}.00,Default,{w},0,0,0,,{t}"
        for n, (w, t) in enumerate(turns)
    )
    return (head + "\n".join(lines)).encode()


def _recognised(turns: Turns) -> list[bytes]:
    from builders_recognisers import LAYOUTS, make_talk

    who = list(dict.fromkeys(name for name, _ in turns))
    talk = make_talk([(who.index(name), text) for name, text in turns])
    return [each.text(talk).encode() for each in LAYOUTS.values()]


def _noscribe(turns: Turns) -> bytes:
    lines = "".join(
        f'<p><a name="ts_{n}000_{n}900_S0{n % 2}">{w}: <span>[00:00:0{n}]</span> {t}</a></p>'
        for n, (w, t) in enumerate(turns)
    )
    head = '<meta charset="UTF-8"/><meta name="audio_source" content="C:/one.m4a"/>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{lines}</body></html>".encode()


def _plain(turns: Turns) -> list[bytes]:
    """aTrain's two texts, Speechmatics', and stamps as f4 and MAXQDA write them."""
    stamped = [(f"00:00:0{n}", who, text) for n, (who, text) in enumerate(turns)]
    lines = (
        "Transcription for a.mp3\n\n" + "\n".join(f"{w}\n[{s}] - {t}\n" for s, w, t in stamped),
        "Transcription for a.mp3\n\n" + " ".join(f"{w}\n[{s}] - {t} \n\n" for s, w, t in stamped),
        "\n".join(f"SPEAKER: S{n % 2}\n{t}\n" for n, (_, t) in enumerate(turns)),
        "\n".join(f"{w}: {t} #{s}-5#" for s, w, t in stamped),
        "\n".join(f"[{s}.0] {w}: {t}" for s, w, t in stamped),
        "\n\n".join(f"{w}  {s}\n{t}" for s, w, t in stamped),
    )
    return [each.encode() for each in lines]


def _scored(turns: Turns, line: str) -> bytes:
    lines = (
        line.format(who=who.replace(" ", "_"), n=n, text=text)
        for n, (who, text) in enumerate(turns)
    )
    return "\n".join(lines).encode()


def _scored_words(turns: Turns) -> bytes:
    words = (word for _, text in turns for word in text.split())
    return "\n".join(f"talk 1 {n}.00 0.40 {word} 0.9" for n, word in enumerate(words)).encode()


def _otranscribe(turns: Turns) -> bytes:
    stamp = '<span class="timestamp" data-timestamp="{n}.1">0:0{n}</span>'
    page = "".join(
        f"<p>{stamp.format(n=n)}{who}: {text}</p>" for n, (who, text) in enumerate(turns)
    )
    return json.dumps({"text": page, "media": "a.mp3", "media-time": 1}).encode()


def _whisper_table(turns: Turns) -> bytes:
    lines = [f"{n}000\t{n}900\t{who}: {text}" for n, (who, text) in enumerate(turns)]
    return "\n".join(["start\tend\ttext", *lines]).encode()
