"""The words of the RTF language: which of them are signs, which open what is no speech."""

from __future__ import annotations

import re

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z])"
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
"""A control word and its number; a byte in hex; a control sign; a brace; or plain bytes."""

SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "line": "\n",
    "softline": "\n", "lbr": "\n",
}  # fmt: skip
CHARACTERS = {"~": " ", "_": "-", "-": "", "\n": "\n", "\r": "\n", "\t": "\t"}
"""Control signs; ``\\-`` is where a word may be parted, and part of none."""

BREAKS = frozenset({"par", "sect", "page", "column"})

ASIDE = {
    "footnote": "footnotes",
    "annotation": "comments of the document",
    "header": "page headers and footers",
    "headerl": "page headers and footers",
    "headerr": "page headers and footers",
    "headerf": "page headers and footers",
    "footer": "page headers and footers",
    "footerl": "page headers and footers",
    "footerr": "page headers and footers",
    "footerf": "page headers and footers",
}
"""Destinations whose words are told, and why they are no speech."""

SILENT = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "listtable",
        "listoverridetable",
        "generator",
        "themedata",
        "datastore",
        "xmlnstbl",
        "rsidtbl",
        "latentstyles",
        "filetbl",
        "revtbl",
        "mmathPr",
        "fldinst",
        "listtext",
        "pntext",
        "pnseclvl",
        "bkmkstart",
        "bkmkend",
        "atnid",
        "atnauthor",
        "atntime",
        "atndate",
        "atnref",
        "atnparent",
        "atrfstart",
        "atrfend",
        "nonshppict",
        "userprops",
        "template",
        "private",
        "xe",
        "tc",
        "tcn",
        "colorschememapping",
        "ftnsep",
        "ftnsepc",
        "aftnsep",
        "aftnsepc",
        "wgrffmtfilter",
        "pgptbl",
        "defchp",
        "defpap",
        "background",
        "docvar",
        "operator",
        "author",
        "company",
        "title",
        "subject",
        "keywords",
        "doccomm",
    ]
)
"""Destinations of the program's own."""

MUTE = frozenset({"shpinst", "do"})
"""Drawings: only what stands in their ``shptxt`` and ``dptxbxtext`` is text."""

TEXT_BOXES = frozenset({"shptxt", "dptxbxtext", "fldrslt", "nesttableprops"})

MACHINES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "FILENAME", "SECTION"})
"""Fields that the program fills in."""

CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
"""Encodings by the charset of a font."""

DEFAULTS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def name_codepage(number: int) -> str:
    """The encoding of a code page; Windows-1252 for one that Python does not know."""
    special = {10000: "mac_roman", 65001: "utf-8", 936: "gbk", 0: "cp1252"}
    name = special.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name
