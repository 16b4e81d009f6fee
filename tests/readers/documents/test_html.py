"""Web pages and books: what a browser shows, and nothing that it hides."""

from __future__ import annotations

from typing import Any

import pytest

from builders_documents import epub, packed
from builders_tiers import said_in, told_in

RIGHT = [("Mira", "How was it?"), ("Ben", "Fine, thanks."), ("Mira", "Good."), ("Ben", "Yes.")]
LINES = "".join(f"<p><b>{who}:</b> {text}</p>\n" for who, text in RIGHT)
HEAD = "<head><title>Talk 7</title><style>p { color: red }</style></head>"
PAGE = f"<!DOCTYPE html><html>{HEAD}<body>{LINES}</body></html>"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.doc", "a.txt"])
def test_a_page_is_read_as_any_text(read: Any, name: str) -> None:
    reading = read(PAGE, name)
    assert (reading.reader, said_in(reading)) == ("html", RIGHT)
    assert "the title of the page, set aside: 'Talk 7'" in told_in(reading)
    assert "color" not in told_in(reading)


def test_entities_breaks_and_elements_that_never_close(read: Any) -> None:
    body = (
        "<p>Mira: Caf&eacute; &amp; t&#233;<br>and&nbsp;so<p>Ben: a &lt; b<p>Mira: <i>yes<p>Ben: no"
    )
    reading = read(f"<html><body>{body}", "a.html")
    assert said_in(reading) == [
        ("Mira", "Café & té\nand\xa0so"),
        ("Ben", "a < b"),
        ("Mira", "yes"),
        ("Ben", "no"),
    ]


def test_what_is_hidden_is_told_and_scripts_are_not(read: Any) -> None:
    beside = (
        "<script>alert('script')</script><div hidden>not shown</div><nav>menu of pages</nav>"
        '<p style="display: none">nor this</p><!-- to be checked --><del>gone</del>'
        "<noscript>turn it on</noscript><select><option>choose</select>"
    )
    reading = read(PAGE.replace("</body>", f"{beside}</body>"), "a.html")
    assert said_in(reading) == RIGHT
    told = told_in(reading)
    for why, words in (
        ("hidden text", "not shown"),
        ("menus of the page", "menu of pages"),
        ("comments of the document", "to be checked"),
        ("deleted text", "gone"),
        ("what browsers without scripts show", "turn it on"),
        ("form fields", "choose"),
    ):
        assert f"{why}, set aside: '{words}'" in told
    assert "'nor this'" in told
    assert "alert" not in told


def test_tables_of_turns_with_cells_that_span(read: Any) -> None:
    rows = "<tr><th>Speaker<th>Text<tr><td rowspan=2>Mira<td>How was it?<tr><td>Tell me."
    rows += "<tr><td>Ben<td>Fine.<tr><td>Mira<td>Good.<tr><td>Ben<td>Yes."
    reading = read(f"<html><body><table>{rows}</table></body></html>", "a.html")
    assert said_in(reading) == [
        ("Mira", "How was it?\nTell me."),
        ("Ben", "Fine."),
        ("Mira", "Good."),
        ("Ben", "Yes."),
    ]


def test_a_declared_encoding_is_no_guess(read: Any) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace(
        "Fine", "Très “bien”"
    )
    reading = read(page.encode("cp1252"), "a.html")
    assert said_in(reading)[1] == ("Ben", "Très “bien”, thanks.")
    assert "guess" not in told_in(reading)


def test_pages_of_a_book_come_in_the_order_of_its_spine(read: Any) -> None:
    def page(who: str, text: str) -> str:
        space = 'xmlns="http://www.w3.org/1999/xhtml"'
        return f'<?xml version="1.0"?><html {space}><body><p>{who}: {text}</p></body></html>'

    pages = {
        "b.xhtml": page("Ben", "Fine."),
        "a 1.xhtml": page("Mira", "How?"),
        "c.xhtml": page("Mira", "Ah."),
    }
    reading = read(epub(pages, ("a 1.xhtml", "b.xhtml", "c.xhtml")), "a.epub")
    assert said_in(reading) == [("Mira", "How?"), ("Ben", "Fine."), ("Mira", "Ah.")]


def test_a_book_without_a_page_says_so(read: Any) -> None:
    raw = epub({"a.xhtml": LINES, "b.xhtml": LINES})
    without = packed({"META-INF/container.xml": "<container/>"})
    assert "lists no pages" in told_in(read(without, "a.epub"))
    assert "damaged or cut off" in told_in(read(raw[:200], "a.epub"))


@pytest.mark.parametrize(
    "piece", ["<div>", "<b>", "<table><tr><td>", "<!--", "<a href='", "&amp", "</p>", "<![CDATA["]
)
def test_the_same_piece_many_times_does_no_harm(read: Any, piece: str) -> None:
    reading = read(f"<html><body>Mira: How?<p>Ben: So.<p>Mira: Ah.{piece * 20_000}", "a.html")
    assert said_in(reading)[0] == ("Mira", "How?")


NOTED = {
    "Word": (
        '<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a>',
        "<div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> {}</p>"
        "</div>",
    ),
    "LibreOffice": (
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" '
        'name="sdfootnote1sym" href="#sdfootnote1anc">1</a>{}</p></div>',
    ),
    "Google": (
        '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
        '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;{}</span></p></div>',
    ),
    "Pandoc": (
        '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
        '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>{}'
        '<a href="#fnref1" role="doc-backlink">\u21a9</a></p></li></ol></section>',
    ),
    "a book": (
        '<sup id="calledF1"><a epub:type="noteref" href="#dataF1">1</a></sup>',
        '<aside epub:type="footnote" id="dataF1"><p><a href="#calledF1">1</a>{}</p></aside>',
    ),
}


@pytest.mark.parametrize(("mark", "note"), NOTED.values(), ids=NOTED)
def test_notes_below_the_text_are_nobodys_speech(mark: str, note: str, read: Any) -> None:
    said = f"<p>I: How was it?</p><p>P1: We waited{mark} for months.</p><p>I: And then?</p>"
    page = f"<html><body>{said}<p>P1: They called.</p>{note.format('The note.')}</body></html>"
    found = read(page, "talk.html")
    (talk,) = found.transcripts
    assert [turn.text for turn in talk.turns] == [
        "How was it?",
        "We waited for months.",
        "And then?",
        "They called.",
    ]
    (told,) = (each for each in found.aside if each.why == "footnotes")
    assert "The note." in told.text


def test_margins_that_an_office_writes_are_told(read: Any) -> None:
    said = "<p>I: How was it?</p><p>P1: It was fine.</p><p>I: And then?</p><p>P1: Good.</p>"
    head, foot = (f'<div title="{side}"><p>{side}</p></div>' for side in ("header", "footer"))
    found = read(f"<html>{head}{said}{foot}", "talk.html")
    assert found.transcripts[0].turns[-1].text == "Good."
    assert {each.text for each in found.aside} == {"header", "footer"}


# -- elements that are called a speaker's ----------------------------------------------------------


SPAN = '<span class="{}">{}</span><span>{}</span>'
TOLD = [("Mira Kolb", "We grow beans."), ("Tom", "And peas?"), ("Mira Kolb", "None.")]


@pytest.mark.parametrize("called", ["speaker", "speaker-name", "t-speaker-label", "from_name"])
@pytest.mark.parametrize("around", ["<p>{}</p>", "<div>{}</div>", "{}"])
def test_who_an_element_calls_a_speaker_speaks(read: Any, called: str, around: str) -> None:
    lines = "\n".join(around.format(SPAN.format(called, *pair)) for pair in TOLD)
    reading = read(f"<html><body><h1>Our yard</h1>{lines}</body></html>", "yard.html")
    (transcript,) = reading.transcripts
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == TOLD


def test_an_element_of_that_name_around_a_whole_turn_changes_nothing(read: Any) -> None:
    lines = "".join(f'<div class="speaker"><p>{who}: {said}</p></div>' for who, said in TOLD)
    reading = read(f"<html><body>{lines}</body></html>", "yard.html")
    assert [(turn.speaker, turn.text) for turn in reading.transcripts[0].turns] == TOLD


def test_telegrams_page(read: Any) -> None:
    messages = "".join(
        '<div class="message default clearfix"><div class="pull_left userpic_wrap">'
        f'<div class="initials">{who[0]}</div></div><div class="body">'
        f'<div class="pull_right date details">10:0{n}</div><div class="from_name">\n{who}\n</div>'
        f'<div class="text">\n{said}\n</div></div></div>'
        for n, (who, said) in enumerate(TOLD)
    )
    day = '<div class="message service"><div class="body details">1 March 2024</div></div>'
    reading = read(f"<!DOCTYPE html><html><body>{day}{messages}</body></html>", "messages.html")
    assert [(turn.speaker, turn.text) for turn in reading.transcripts[0].turns] == TOLD
    assert "1 March 2024" in [each.text for each in reading.aside]
