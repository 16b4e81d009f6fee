"""The page: whole, safe, the same every time, and asking nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from builders_report import codebook, share, study
from interviewkit.model import Coding, Participant, Passage, Topic, TopicFit, Turn
from interviewkit.model.settings import StudySettings
from interviewkit.report import html
from interviewkit.report.inputs import ReportInputs, SegmentFacts, TranscriptFacts
from interviewkit.report.outline import build_outline
from interviewkit.report.pages import make_anchors

NASTY = (
    "</style></script><script>alert(1)</script>{{ 7*7 }}{% x %}"
    "\" onload='x' <img src=http://e.vil/a.png> &amp; \x00\ud800 \u202e"
)
VOID = {"meta", "link", "br", "img", "input"}


class Page(HTMLParser):
    """Elements with their attributes, and whether every element is closed where it must be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def text():
    return html.render(build_outline(study()))


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_same_inputs_same_bytes(text):
    assert html.render(build_outline(study())).encode() == text.encode()


def test_elements_are_nested_as_they_should_be(page):
    assert page.open == []


def test_ids_are_unique_and_every_link_leads_somewhere(page):
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {link["href"] for link in page.all("a")}
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= set(ids)
    rows = {row["data-href"] for row in page.all("tr") if "data-href" in row}
    assert rows <= set(ids)


def test_nothing_is_fetched_and_only_its_own_script_may_run(text, page):
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}';" in policy
    assert [link["href"] for link in page.all("link")] == ["data:,"]
    assert not any("src" in attributes for _, attributes in page.elements)
    assert not re.search(r"https?://|@import|url\(", text)


def test_charts_speak_to_those_who_do_not_see_them(page, text):
    drawings = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert len(drawings) > 40
    assert len(drawings) == len(page.all("title")) - 1 - bubbles_with_titles(text)
    assert "All participants: 95%, interval 83–99%, 38 of 40\u00a0people" in page.words


def bubbles_with_titles(text: str) -> int:
    return text.count('<circle class="bubble"') if '<circle class="bubble"' in text else 0


def test_figures_have_numbers_captions_and_n(page, text):
    words = "".join(page.words).replace("\u00a0", " ")
    assert "Figure 1. Share of participants who voiced each theme" in words
    assert "Whiskers: 95% intervals, in which people of one conversation vary together" in words
    assert "n = 40 people" in words
    assert "38 of 40" in words


def test_the_note_of_the_study_stands_on_the_title_page(text):
    cover = text[text.index('class="cover"') : text.index('id="summary"')]
    assert "Illustrative sample: people and answers are made up" in cover
    assert "Please note." not in html.render(build_outline(ReportInputs()))


def test_a_number_leads_to_its_voices(text):
    assert 'data-href="theme-agency-who"' in text
    assert '<details class="who" id="theme-agency-who">' in text
    assert 'id="theme-agency-person-38"' in text


def nasty_inputs() -> ReportInputs:
    """Text from outside that would like to be markup, wherever text from outside can stand."""
    turn = Turn(NASTY, 1, NASTY, NASTY * 2, 3.0, id=1)
    coding = Coding(Passage.cut(turn, 3, 150), "isolation", "machine", "-", 0.8)
    fit = TopicFit((Topic(0, 1, ((NASTY, 0.2),), (0,), NASTY),), (0,), {NASTY: 0.5})
    book, nasty = codebook(), NASTY.replace("\ud800", "")  # no file holds half a character
    codes = tuple(
        replace(code, label=nasty, definition=nasty, include=(nasty,)) for code in book.codes
    )
    return ReportInputs(
        study=StudySettings(NASTY, NASTY, (NASTY,)),
        title=NASTY,
        generated=NASTY,
        transcripts=(TranscriptFacts(NASTY, NASTY, NASTY, NASTY, 1, 9), TranscriptFacts("b", "w")),
        participants=(Participant(NASTY, NASTY),),
        turns={1: turn},
        speaker_of={1: NASTY},
        codebook=replace(book, name=nasty, codes=codes, themes=()),
        codings=(coding,),
        standing=(coding,),
        prevalence=(share("isolation", 1, 1), share("isolation", 1, 1, NASTY)),
        segments=(SegmentFacts(NASTY, NASTY, NASTY, (NASTY,)),),
        topics=fit,
        documents=((1,),),
        variable_labels={NASTY: NASTY},
        version=NASTY,
        packages={NASTY: NASTY},
    )


def test_text_from_outside_stays_text():
    text = html.render(build_outline(nasty_inputs()))
    page = Page(text)
    assert page.open == []
    assert len(page.all("script")) == 1
    assert len(page.all("style")) == 1
    assert page.all("img") == []
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "{{ 7*7 }}" in text
    assert text.count("alert(1)") > 10
    assert "\x00" not in text
    text.encode("utf-8")


def test_an_empty_study_has_a_page():
    page = Page(html.render(build_outline(ReportInputs())))
    assert page.open == []
    assert "No transcript has been read yet." in "".join(page.words)


def test_anchors_are_safe_and_unique():
    made = make_anchors(["a b", "a/b", '"><x', "…"], "theme")
    assert len(set(made.values())) == 4
    assert all(value.replace("-", "").replace("_", "").isalnum() for value in made.values())
