"""Small documents in OpenDocument and EPUB."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "office": f"{_OASIS}office:1.0",
        "style": f"{_OASIS}style:1.0",
        "text": f"{_OASIS}text:1.0",
        "table": f"{_OASIS}table:1.0",
        "draw": f"{_OASIS}drawing:1.0",
        "fo": f"{_OASIS}xsl-fo-compatible:1.0",
        "svg": f"{_OASIS}svg-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
STYLES = (
    '<office:automatic-styles><style:style style:name="B" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/>'
    "</style:style></office:automatic-styles>"
)


def packed(members: Mapping[str, str]) -> bytes:
    """A zip archive of these texts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def odf(body: str, *, flat: bool = False, kind: str = "text", margins: str = "") -> str:
    """The XML of a document with this body."""
    root = "document" if flat else "document-content"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root} {SPACES}>{STYLES}{margins}'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:{root}>"
    )


def odt(body: str, *, kind: str = "text", margins: str = "", **more: str) -> bytes:
    """A packed document; ``margins`` stand in its styles."""
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": odf(body, kind=kind),
    }
    if margins:
        members["styles.xml"] = (
            f"<office:document-styles {SPACES}>{margins}</office:document-styles>"
        )
    return packed(members | {name.replace("__", "/"): text for name, text in more.items()})


def paragraphs(*texts: str) -> str:
    return "".join(f"<text:p>{text}</text:p>" for text in texts)


def odf_table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{paragraphs(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return f"<table:table>{cells}</table:table>"


def epub(pages: Mapping[str, str], order: tuple[str, ...] = ()) -> bytes:
    """A book of these pages, read in that order."""
    items = "".join(f'<item id="{n}" href="{name}"/>' for n, name in enumerate(pages))
    numbers = {name: n for n, name in enumerate(pages)}
    spine = "".join(f'<itemref idref="{numbers[name]}"/>' for name in order or tuple(pages))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        f'{items}<item id="nav" href="nav.xhtml" properties="nav"/></manifest>'
        f"<spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    inside = {f"OEBPS/{name}": text for name, text in pages.items()}
    return packed({"META-INF/container.xml": container, "OEBPS/book.opf": package} | inside)
