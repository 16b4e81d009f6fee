"""Transcripts printed in many ways: each word is read once, in order, as whoever's it is."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_pages import Turns, draw_turns, list_said, print_paragraphs, print_pdf, read_pdf_bytes

TURNS = draw_turns(40)
CODES = ("Trust", "Time > Lack")


def print_rows(turns: Turns) -> str:
    rows = "".join(f"<tr><td>{who}</td><td>{text}</td></tr>" for who, text in turns)
    return f"<table>{rows}</table>"


def print_timed_rows(turns: Turns) -> str:
    rows = "".join(
        f"<tr><td>00:{n:02d}:05</td><td>{who}</td><td>{text}</td></tr>"
        for n, (who, text) in enumerate(turns)
    )
    return f"<table><tr><th>Time<th>Speaker<th>Text</tr>{rows}</table>"


def print_beside(turns: Turns) -> str:
    cell = "<div class=t><div class=s>{}:</div><div class=x>{}</div></div>"
    return "".join(cell.format(who, text) for who, text in turns)


def print_own_lines(turns: Turns) -> str:
    return "".join(f"<h4>{who}</h4><p>{text}</p>" for who, text in turns)


def print_headed(turns: Turns) -> str:
    """Name and time on a line of their own, as Otter has them."""
    return "".join(
        f"<p class=h>{who}&nbsp; 0:{n:02d}</p><p>{text}</p>" for n, (who, text) in enumerate(turns)
    )


def print_stamped(turns: Turns) -> str:
    return "".join(f"<p>[00:{n:02d}:12] {who}: {text}</p>" for n, (who, text) in enumerate(turns))


def print_counted(turns: Turns) -> str:
    timed = enumerate(turns)
    return "".join(f"<p>[{n * 9}.50s - {n * 9 + 8}.25s] {w}: {text}</p>" for n, (w, text) in timed)


def print_framed(turns: Turns) -> str:
    return "".join(f"<p>[{who} @ 00:{n:02d}] {text}</p>" for n, (who, text) in enumerate(turns))


def print_times_above(turns: Turns) -> str:
    return "".join(
        f"<p class=h>[00:{n:02d}:01 --&gt; 00:{n:02d}:40] {who}</p><p>{text}</p>"
        for n, (who, text) in enumerate(turns)
    )


def print_bold(turns: Turns) -> str:
    return "".join(f"<p><b>{who}</b> {text}</p>" for who, text in turns)


def print_numbered(turns: Turns) -> str:
    numbered = enumerate(turns, 1)
    return "".join(f"<p><span class=n>{n}</span>{who}: {text}</p>" for n, (who, text) in numbered)


def print_coded(turns: Turns) -> str:
    coded = enumerate(turns)
    return "".join(
        f"<p>{who}: {text}<span class=k>{CODES[n % 2]}</span></p>" for n, (who, text) in coded
    )


def wrap_lines(turns: Turns) -> list[str]:
    return [line for who, text in turns for line in textwrap.wrap(f"{who}: {text}", 62)]


def print_legal(turns: Turns) -> str:
    """25 lines a page, each with its number."""
    lines = wrap_lines(turns)
    pages = [lines[at : at + 25] for at in range(0, len(lines), 25)]
    texts = ["\n".join(f"{n:>3}   {line}" for n, line in enumerate(page, 1)) for page in pages]
    return "".join(f"<pre>{text}</pre>" for text in texts)


def print_fifths(turns: Turns) -> str:
    """Each fifth line with its number."""
    lines = enumerate(wrap_lines(turns), 1)
    text = "\n".join(f"{n if n % 5 == 0 else '':>3}   {line}" for n, line in lines)
    return f"<pre>{text}</pre>"


def print_columns(turns: Turns) -> str:
    return f"<div class=c>{print_paragraphs(turns)}</div>"


LAYOUTS: dict[str, tuple[Callable[[Turns], str], str]] = {
    "paragraphs": (print_paragraphs, ""),
    "no space between turns": (print_paragraphs, "p { margin: 0 }"),
    "justified": (print_paragraphs, "p { margin: 0; text-align: justify }"),
    "hyphenated": (print_paragraphs, "p { margin: 0; text-align: justify; hyphens: auto }"),
    "hanging": (print_paragraphs, "p { margin: 0 0 0 15mm; text-indent: -15mm }"),
    "first lines indented": (print_paragraphs, "p { margin: 0; text-indent: 8mm }"),
    "two columns": (print_columns, ".c { columns: 2; column-gap: 8mm } p { margin: 0 0 4pt }"),
    "three columns": (print_columns, ".c { columns: 3 } body { font-size: 9pt } p { margin: 0 }"),
    "bold names": (print_bold, ""),
    "names above": (print_own_lines, "h4 { margin: 6pt 0 0 } p { margin: 0 }"),
    "times beside names": (print_headed, "p { margin: 0 0 8pt } .h { margin: 0 }"),
    "times before names": (print_stamped, ""),
    "seconds before names": (print_counted, "p { margin: 0 }"),
    "a name and a time in brackets": (print_framed, "p { margin: 0 }"),
    "a range and a name above": (print_times_above, "p { margin: 0 0 8pt } .h { margin: 0 }"),
    "a narrow page": (print_paragraphs, "@page { size: 90mm 160mm; margin: 8mm }"),
    "names beside": (print_beside, ".t { display: flex } .s { width: 22mm; flex: none }"),
    "table": (print_rows, "td { vertical-align: top; padding: 3pt }"),
    "tight table": (print_rows, "td { vertical-align: top; padding: 0 3pt }"),
    "cells in the middle": (print_rows, "td { padding: 3pt }"),
    "timed table": (print_timed_rows, "td { vertical-align: top; padding: 2pt }"),
    "numbered paragraphs": (
        print_numbered,
        "p { position: relative; margin: 0 0 4pt } .n { position: absolute; left: -10mm }",
    ),
    "codes at the right": (
        print_coded,
        "p { position: relative; margin: 0 45mm 4pt 0 }"
        " .k { position: absolute; right: -40mm; width: 30mm; top: 0 }",
    ),
    "codes at the left": (
        print_coded,
        "p { position: relative; margin: 0 0 4pt 40mm }"
        " .k { position: absolute; left: -38mm; width: 30mm; top: 0 }",
    ),
    "numbered lines": (
        print_legal,
        "pre { break-after: page; font: 11pt/2 'DejaVu Sans Mono', monospace }",
    ),
    "each fifth line": (print_fifths, "pre { font: 11pt/1.4 'DejaVu Sans Mono', monospace }"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_gives_the_turns(layout: str, tmp_path: Path) -> None:
    write, style = LAYOUTS[layout]
    reading = read_pdf_bytes(print_pdf(write(TURNS), style), tmp_path)
    assert reading.reader == "pdf"
    assert list_said(reading) == TURNS


@pytest.mark.parametrize("seed", range(5))
def test_other_words_are_read_as_well(seed: int, tmp_path: Path) -> None:
    turns = draw_turns(25, seed=seed, longest=9)
    style = "p { margin: 0 0 4pt; hyphens: auto; text-align: justify } .c { columns: 2 }"
    assert list_said(read_pdf_bytes(print_pdf(print_columns(turns), style), tmp_path)) == turns


def test_running_heads_and_numbers_go_aside(tmp_path: Path) -> None:
    page = "size: A4; margin: 25mm; @top-left { content: 'Coffee, confidential' }"
    page += " @top-right { content: 'Page ' counter(page) ' of ' counter(pages) }"
    page += " @bottom-center { content: counter(page) }"
    reading = read_pdf_bytes(print_pdf(print_paragraphs(TURNS), page=page), tmp_path)
    assert list_said(reading) == TURNS
    told = " ".join(problem.what for problem in reading.problems)
    assert "lines that come back at every page, set aside: 'Coffee, confidential Page 1" in told
    assert "numbers of pages, set aside: '1', '2'" in told


def test_codes_in_the_margin_go_aside(tmp_path: Path) -> None:
    write, style = LAYOUTS["codes at the right"]
    reading = read_pdf_bytes(print_pdf(write(TURNS), style), tmp_path)
    assert {each.text for each in reading.aside if each.why == "notes beside the text"} == {*CODES}


def test_footnotes_and_their_marks_go_aside(tmp_path: Path) -> None:
    body = "".join(
        f"<p>{who}: {text}<span class=f>A remark number {n}.</span></p>"
        if n % 6 == 0
        else f"<p>{who}: {text}</p>"
        for n, (who, text) in enumerate(TURNS)
    )
    style = ".f { float: footnote; font-size: 8pt }"
    style += " ::footnote-call { vertical-align: super; font-size: 7pt }"
    reading = read_pdf_bytes(print_pdf(body, style), tmp_path)
    assert list_said(reading) == TURNS
    notes = [each.text for each in reading.aside if each.why == "footnotes"]
    assert len(notes) == 7
    assert notes[1] == "2. A remark number 6."


def test_a_title_above_two_columns_is_none(tmp_path: Path) -> None:
    body = f"<h1>Interview about colleagues and a few other things</h1>{print_columns(TURNS)}"
    style = ".c { columns: 2; column-gap: 8mm } p { margin: 0 0 4pt } h1 { font-size: 14pt }"
    assert list_said(read_pdf_bytes(print_pdf(body, style), tmp_path)) == TURNS


def test_a_last_page_with_little_in_a_column_is_speech(tmp_path: Path) -> None:
    ends = [("Ana", "Understanding together, remember that meeting. " * 3), ("Ben", "Yes.")]
    turns = [*TURNS[:38], *ends]
    pages = [
        f"<div class=c>{print_paragraphs(turns[:38])}</div>",
        f"<div class=c>{print_paragraphs(ends[:1])}<div class=l>{print_paragraphs(ends[1:])}</div>",
    ]
    style = ".c { columns: 2; column-gap: 10mm } .l { break-before: column }"
    style += " .c + .c { break-before: page }"
    found = read_pdf_bytes(print_pdf("".join(pages), style), tmp_path)
    assert [who for who, _ in list_said(found)] == [who for who, _ in turns]
    assert not found.aside
