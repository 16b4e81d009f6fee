"""Denial told from the words nearby, language by language."""

from __future__ import annotations

import pytest

from interviewkit.coding.denial import DENYING, is_denied_nearby


def denied(text: str, match: str, language: str, *, within: bool = True) -> bool:
    start = text.index(match)
    return is_denied_nearby(text, start, start + len(match), language, within=within)


@pytest.mark.parametrize(
    ("language", "text", "match"),
    [
        ("de", "Ich rede nicht mit Kollegen.", "mit Kollegen"),
        ("de", "Ich rede mit Kollegen kaum noch.", "rede mit Kollegen"),
        ("de", "Das verurteilt mich nie.", "verurteilt mich"),
        ("de", "Da ist kein Vertrauen.", "Vertrauen"),
        ("es", "Ya no hablo con nadie.", "hablo con"),
        ("es", "Nunca me juzga.", "juzga"),
        ("fr", "Ça ne me juge jamais.", "juge"),
        ("fr", "Elle juge pas les gens.", "juge"),
        ("nl", "Het oordeelt nooit.", "oordeelt"),
        ("zh", "我不和同事说话。", "和同事说话"),
        ("zh", "它从来没有评判我。", "评判我"),
        ("zh", "我很少和同事说话。", "和同事说话"),
        ("en", "It never judges me.", "judges me"),
    ],
)
def test_a_denial_near_the_match_denies_it(language: str, text: str, match: str) -> None:
    assert denied(text, match, language)


@pytest.mark.parametrize(
    ("language", "text", "match"),
    [
        ("de", "Ich rede nicht nur mit Kollegen.", "mit Kollegen"),
        ("de", "Das stimmt nicht, ich rede mit Kollegen.", "rede mit Kollegen"),
        ("de", "Nein, ich vertraue ihr.", "vertraue ihr"),
        ("es", "No, hablo con todos.", "hablo con"),
        ("es", "Hablo con ella y no me juzga.", "Hablo con ella"),
        ("es", "No solo hablo con ella.", "hablo con"),
        ("zh", "不但和同事说话，还一起吃饭。", "和同事说话"),
        ("zh", "我没时间，和同事说话更重要。", "和同事说话"),
        ("xx", "Ich rede nicht mit Kollegen.", "mit Kollegen"),
    ],
)
def test_what_denies_nothing_does_not(language: str, text: str, match: str) -> None:
    assert not denied(text, match, language)


def test_a_pattern_may_name_its_own_denial() -> None:
    text = "Ich habe kein Vertrauen mehr."
    assert denied(text, "kein Vertrauen", "de")
    assert not denied(text, "kein Vertrauen", "de", within=False)
    assert denied("我不说话。", "不说话", "zh")
    assert not denied("我不说话。", "不说话", "zh", within=False)


@pytest.mark.parametrize("language", DENYING)
def test_words_are_written_small_and_once(language: str) -> None:
    known = DENYING[language]
    assert all(word == word.lower() and word for word in known.words)
    assert known.before > 0
