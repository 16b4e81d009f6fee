from __future__ import annotations

import pytest

from interviewkit.exchange.projects.quote_pairing import choose_places
from interviewkit.exchange.projects.quotes import QuoteFinder, is_named
from interviewkit.model import Transcript, Turn
from interviewkit.model.project import ProjectCoding, ProjectSelection

ANA = (
    "I trust it, mostly. But “never” on Sundays – you know?",
    "We are cooperating... and wait. And wait.",
    "Yes. We can't say more about transportation here.",
    "Yes.",
)
BEN = ("The machines stand still, and nobody ever comes to have a look.", "Yes.")


def talk(name: str, lines: tuple[str, ...]) -> Transcript:
    turns = tuple(
        Turn(name, number, ("Ana", "Ben")[number % 2], text) for number, text in enumerate(lines, 1)
    )
    return Transcript(name, f"{name}.txt", "", turns)


FINDER = QuoteFinder.of([talk("I1", ANA), talk("I2", BEN)])


def said(quote: str, *names: str) -> list[list[str]]:
    places = FINDER.list_places(quote, names or ("I1",))
    return [
        [passage.turn.text[passage.start : passage.end] for passage in FINDER.cut(place)]
        for place in places
    ]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("I  trust it,\nmostly", ["I trust it, mostly"]),
        ("“I trust it, mostly.”", ["I trust it, mostly."]),
        ("'I trust it, mostly.'", ["I trust it, mostly."]),
        ("« I trust it, mostly. »", ["I trust it, mostly."]),
        ("[...] But never on Sundays", None),
        ("[…] But 'never' on Sundays", None),
        ('[…] But "never" on Sundays (...)', ["But “never” on Sundays"]),
        ("…nobody says", None),
        ("I trust it, mostly. But…", ["I trust it, mostly. But"]),
        ("... and wait. And wait.", ["... and wait. And wait."]),
        ("We are coope\u00adrating", ["We are cooperating"]),
        ("about trans-\n  portation", ["about transportation"]),
        ("We can’t say", ["We can't say"]),
        ("know?\nBen: We are cooper", None),
        ("know?\n[00:00:12] Ana: We are cooperating", ["know?", "We are cooperating"]),
        ("know? Ana: We are cooperating", ["know?", "We are cooperating"]),
        ("know?Ana : We are cooperating", ["know?", "We are cooperating"]),
        ("Ana  0:12\nWe are cooperating", ["We are cooperating"]),
        ("0:12 Ana: We are cooperating", ["We are cooperating"]),
        ("I trust it [...] on Sundays", ["I trust it, mostly. But “never” on Sundays"]),
        ("But “never” … We are cooperating",
         ["But “never” on Sundays – you know?", "We are cooperating"]),
        ("on Sundays (…) and wait. And wait.",
         ["on Sundays – you know?", "We are cooperating... and wait. And wait."]),
        ("on Sundays […] I trust it", None),
        ("I [...] on Sundays", None),
        ("rust it, mos", None),
    ],
)  # fmt: skip
def test_words_written_in_another_way(quote: str, words: list[str] | None) -> None:
    assert said(quote) == ([words] if words else [])


@pytest.mark.parametrize("sign", [" ", ".", "…", "-\n", "[", '"', "Ana ", "Ana: ", "0:12 "])
def test_long_runs_of_one_sign_are_read_at_once(sign: str) -> None:
    for quote in (sign * 5_000 + "x", "x" + sign * 5_000, f"x{sign * 5_000}x"):
        assert said(quote) == []


def test_short_words_are_looked_for_where_the_file_says() -> None:
    assert said("nobody ever comes") == []
    assert said("nobody ever comes", "another talk") == [["nobody ever comes"]]


def test_long_words_are_looked_for_everywhere() -> None:
    assert said("The machines stand still, and nobody ever comes to have a look") == [[BEN[0][:-1]]]


def test_every_place_of_the_same_words_is_found() -> None:
    assert said("Yes.") == [["Yes."], ["Yes."]]
    assert len(said("Yes.", "nothing called so")) == 3


@pytest.mark.parametrize(
    "name", ["I1", "i1.docx", "Wave 1/I1.txt", "D 3: I1", "P12: I1.rtf", "3: I1"]
)
def test_names_mean_a_transcript(name: str) -> None:
    assert is_named("I1", [name])
    assert not is_named("I2", [name])


def selection(name: str, *codes: str) -> ProjectSelection:
    codings = tuple(ProjectCoding(f"{name}{code}", code, "ana") for code in codes)
    return ProjectSelection(name + "".join(codes), None, None, name, quote="Yes.", codings=codings)


PLACES = [(0, 10, 14), (0, 90, 94)]
WITHOUT_POINT = [(0, 10, 13), (0, 90, 93)]


def test_the_same_words_coded_alike_are_all_places() -> None:
    first, second = selection("", "agrees"), selection("x", "agrees")
    chosen = choose_places([(first, PLACES), (second, WITHOUT_POINT)])
    assert chosen == {first.guid: PLACES[0], second.guid: WITHOUT_POINT[1]}


def test_the_same_words_stand_where_the_file_says() -> None:
    late, early = selection("12 – 13", "agrees"), selection("2 – 2", "doubts")
    chosen = choose_places([(late, PLACES), (early, PLACES)])
    assert chosen == {early.guid: PLACES[0], late.guid: PLACES[1]}


@pytest.mark.parametrize(
    "names", [("12", "12"), ("ctid:5", "ctid:7"), ("Highlight 1", "2"), ("", "")]
)
def test_the_same_words_coded_otherwise_mean_no_place(names: tuple[str, str]) -> None:
    both = [selection(names[0], "agrees"), selection(names[1], "doubts")]
    assert choose_places([(each, PLACES) for each in both]) == {}


def test_more_places_than_selections_mean_none() -> None:
    assert choose_places([(selection("12", "agrees"), PLACES)]) == {}
    both = [selection("12", "a"), selection("12", "b")]
    assert len(choose_places([(each, PLACES[:1]) for each in both])) == 2
