"""The template of all Word documents of the house: page, fonts and styles, made by code."""

from __future__ import annotations

from typing import Any

SERIF, SANS = "Times New Roman", "Arial"
"""Windows and macOS have both, and free fonts of the same widths stand for them elsewhere: the
same pages everywhere."""

INK, SOFT, LINE, ACCENT = "1C2530", "55606D", "D9DEE3", "1B4B72"
CAUTION, CAUTION_WASH, MINUS = "7A4A00", "FDF6E8", "B5541C"

EYEBROW, LEAD, EXACT, NOTE, CAUTIONED = "Eyebrow", "Lead", "Exact", "Note", "Caution"
FIGURE, FIGURE_NOTE, TERM = "Chart Picture", "Figure Note", "Term"
QUOTE, QUOTE_SOURCE = "Quote", "Quote Source"
TABLE_TEXT, TABLE = "Table Text", "Report Table"

LANGUAGE = "en-GB"

_TABLE_STYLE = f"""
<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="40" w:type="dxa"/><w:left w:w="40" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>"""


def open_document() -> Any:
    """An empty document on A4, upright, with all styles that reports and tables are written in."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    _lay_out_page(document.sections[0])
    _set_base(document)
    _restyle(document)
    _add_styles(document)
    document.styles.element.append(parse_xml(_TABLE_STYLE))
    _drop_thumbnail(document)
    return document


def turn_page(section: Any) -> None:
    """Lay the pages of a section across, or upright again."""
    from docx.enum.section import WD_ORIENT

    across = section.orientation == WD_ORIENT.LANDSCAPE
    section.orientation = WD_ORIENT.PORTRAIT if across else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def measure_text_width(section: Any) -> int:
    """The width between the margins, in the units of the file (914,400 an inch)."""
    return int(section.page_width - section.left_margin - section.right_margin)


def _lay_out_page(section: Any) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.1), Cm(2.1)
    section.footer_distance = Cm(1.1)


def _set_base(document: Any) -> None:
    """Font, size, spacing and language of whatever says nothing else."""
    from docx.oxml.ns import qn

    styles = document.styles.element
    [fonts] = styles.xpath("w:docDefaults//w:rFonts")
    _name_fonts(fonts, SANS)
    for size in styles.xpath("w:docDefaults//w:sz | w:docDefaults//w:szCs"):
        size.set(qn("w:val"), "20")
    [language] = styles.xpath("w:docDefaults//w:lang")
    language.set(qn("w:val"), LANGUAGE)
    [spacing] = styles.xpath("w:docDefaults/w:pPrDefault//w:spacing")
    spacing.set(qn("w:after"), "120")
    spacing.set(qn("w:line"), "281")  # 240 is a single line


def _restyle(document: Any) -> None:
    """Word's own styles, by whose names navigation, contents and screen readers go."""
    _set(document, "Title", SERIF, 27, bold=True, after=6)
    _set(document, "Heading 1", SERIF, 19, bold=True, before=24, after=6)
    _set(document, "Heading 2", SERIF, 14, bold=True, before=14, after=4)
    _set(document, "Heading 3", SERIF, 12, bold=True, before=12, after=3)
    _set(document, "Caption", SERIF, 11.5, bold=True, before=12, after=4, keep=True)
    _set(document, QUOTE, SERIF, 12, before=8, after=2, indent=0.5, bar=ACCENT, keep=True)
    _set(document, "List Bullet", SANS, 10, after=4)
    _set(document, "Footer", SANS, 8, color=SOFT)


def _add_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    for name in (EYEBROW, LEAD, EXACT, NOTE, CAUTIONED, FIGURE, FIGURE_NOTE, TERM, QUOTE_SOURCE,
                 TABLE_TEXT):  # fmt: skip
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    _set(document, EYEBROW, SANS, 8.5, bold=True, color=ACCENT, after=4)
    _set(document, LEAD, SERIF, 14, before=6, after=8)
    _set(document, EXACT, SANS, 9.5, color=SOFT, after=4)
    _set(document, NOTE, SANS, 9.5, color=CAUTION, before=8, after=8, bar=CAUTION, wash=True)
    _set(document, CAUTIONED, SANS, 9.5, color=CAUTION, before=4, after=6, bar=CAUTION, wash=True)
    _set(document, FIGURE, SANS, 10, after=2, line=1.0, keep=True)
    _set(document, FIGURE_NOTE, SANS, 8, color=SOFT, after=8, line=1.1)
    _set(document, TERM, SANS, 9.5, after=4, line=1.1)
    _set(document, QUOTE_SOURCE, SANS, 8.5, color=SOFT, after=8, line=1.1, indent=0.5, bar=ACCENT)
    _set(document, TABLE_TEXT, SANS, 8.5, after=0, line=1.0)
    _hang(document.styles[TERM], 3.6)


def _set(
    document: Any, name: str, font: str, size: float, *, bold: bool = False, color: str = INK,
    before: float = 0, after: float = 0, line: float = 0, indent: float = 0, bar: str = "",
    wash: bool = False, keep: bool = False,
) -> None:  # fmt: skip
    """Font and paragraph of a style; ``bar`` is the colour of a line at its left."""
    from docx.shared import Cm, Pt, RGBColor

    style = document.styles[name]
    run, paragraph = style.element.get_or_add_rPr(), style.paragraph_format
    for old in (
        *run.xpath("w:spacing | w:kern | w:i | w:iCs"),
        *style.element.xpath("w:pPr/w:pBdr"),
    ):
        old.getparent().remove(old)
    _name_fonts(run._add_rFonts() if run.rFonts is None else run.rFonts, font)
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(color)
    style.hidden = False
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    paragraph.keep_with_next = keep or name.startswith("Heading") or None
    if line or name.startswith(("Title", "Heading")):
        paragraph.line_spacing = line or 1.15
    if indent:
        paragraph.left_indent = Cm(indent)
    if bar:
        _frame(style, bar, wash)


def _name_fonts(fonts: Any, name: str) -> None:
    from docx.oxml.ns import qn

    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs"):  # Word finds a font for East Asian signs by itself
        fonts.set(qn(f"w:{script}"), name)


def _frame(style: Any, color: str, wash: bool) -> None:
    """A bar at the left, and a wash behind the words where there is one."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    space = 8 if wash else 10
    whole = style.element.get_or_add_pPr()
    bar = f'<w:left w:val="single" w:sz="18" w:space="{space}" w:color="{color}"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{bar}</w:pBdr>")
    whole.insert_element_before(border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing",
                                "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")  # fmt: skip
    if wash:
        fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{CAUTION_WASH}"/>'
        border.addnext(parse_xml(fill))


def _hang(style: Any, width: float) -> None:
    """What follows a keyword stands in a column of its own, so many centimetres in."""
    from docx.shared import Cm

    paragraph = style.paragraph_format
    paragraph.left_indent, paragraph.first_line_indent = Cm(width), Cm(-width)
    paragraph.tab_stops.add_tab_stop(Cm(width))


def _drop_thumbnail(document: Any) -> None:
    """The template comes with a picture of its own empty page."""
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]
