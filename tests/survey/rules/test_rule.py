from __future__ import annotations

import keyword
import random
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit.errors import RuleError
from interviewkit.survey.rules.rule import parse_rule
from interviewkit.survey.rules.rule_functions import FUNCTIONS

PEOPLE = pd.DataFrame(
    {
        "name": ["Ann", "Bob", "Cem", "Dan"],
        "age": [20.0, 50.0, np.nan, 70.0],
        "gain": [10.0, 20.0, 30.0, 40.0],
        "country": pd.Series(["UK", "US", "US", None], dtype="object"),
        "burned": pd.Series([True, False, None, True], dtype="boolean"),
        "edge": pd.Series(
            pd.Categorical(["low", "high", None, "mid"], ["low", "mid", "high"], ordered=True)
        ),
        "region": pd.Series(["1", "2", "2", None], dtype="object"),
        "asked": pd.Series(["2025-04-01", "2025-05-01", None, "2025-06-01"], dtype="object"),
        "How old?": [1.0, 2.0, 3.0, 4.0],
    }
)


def chosen(rule: str, weights: list[float] | None = None) -> str:
    """Initials of those whom a rule selects."""
    mask = parse_rule(rule).over(PEOPLE, None if weights is None else np.array(weights))
    assert mask.dtype == bool
    assert mask.shape == (len(PEOPLE),)
    return "".join(name[0] for name in PEOPLE["name"][mask])


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("true", "ABCD"),
        ("False", ""),
        ("age >= 50", "BD"),
        ("not age >= 50", "A"),
        ("age != 50", "AD"),
        ("20 < age <= 70", "BD"),
        ("50 == age", "B"),
        ('country == "US"', "BC"),
        ('country != "US"', "A"),
        ("country in ['UK', 'US']", "ABC"),
        ('country not in ("UK",)', "BC"),
        ("country in []", ""),
        ("country in ['UK', missing]", "AD"),
        ("country not in ['UK', missing]", "BC"),
        ("burned", "AD"),
        ("not burned", "B"),
        ("burned == true", "AD"),
        ("burned == 0", "B"),
        ("age > 40 and burned", "D"),
        ("age > 40 or burned", "ABD"),
        ("age == missing", "C"),
        ("age != missing", "ABD"),
        ("country is missing", "D"),
        ("country is not None", "ABC"),
        ("missing(age) or missing(country)", "CD"),
        ("missing == age", "C"),
        ("age > missing", ""),
        ("missing < age", ""),
        ("missing in ['UK']", ""),
        ('edge >= "mid"', "BD"),
        ('edge == "low"', "A"),
        ('edge in ["low", "mid"]', "AD"),
        ("region == 2", "BC"),
        ("region in [1]", "A"),
        ('asked >= "2025-05-01"', "BD"),
        ("age == '50'", "RuleError"),
        ("gain * 2 + 10 > 60", "CD"),
        ("gain / 0 > 1", ""),
        ("-gain <= -30", "CD"),
        ("gain - age > 0", ""),
        ("between(age, 20, 50)", "AB"),
        ('isin(country, "UK", "FR")', "A"),
        ("any_of(age > 60, gain < 15)", "AD"),
        ('startswith(name, "a")', "A"),
        ('contains(name, "AN")', "AD"),
        ("gain >= quantile(gain, 0.75)", "CD"),
        ("gain > median(gain)", "CD"),
        ("gain > mean(gain)", "CD"),
        ("mean(burned) > 0.6", "ABCD"),
        ('col("How old?") > 2', "CD"),
        ("gain > 10\n  and\tage > 60", "D"),
        ("1 < 2", "ABCD"),
        ("(gain > 10) == (age > 40)", "ABD"),
    ],
)
def test_a_rule_selects(rule: str, who: str) -> None:
    if who == "RuleError":
        with pytest.raises(RuleError):
            chosen(rule)
    else:
        assert chosen(rule) == who


def test_a_rule_and_its_negation_leave_out_those_without_an_answer() -> None:
    yes, no = chosen("age > 30"), chosen("not age > 30")
    assert set(yes) & set(no) == set()
    assert set("ABCD") - set(yes + no) == {"C"}


def test_a_known_side_settles_and_or() -> None:
    assert chosen("age > 30 or true") == "ABCD"
    assert chosen("not (age > 30 and false)") == "ABCD"


def test_summaries_are_weighted() -> None:
    assert chosen("gain >= quantile(gain, 0.5)", [1, 1, 1, 1]) == "BCD"
    assert chosen("gain >= quantile(gain, 0.5)", [1, 1, 1, 9]) == "D"
    assert chosen("gain > mean(gain)", [0, 0, 1, 1]) == "D"


def test_summaries_are_taken_over_everyone() -> None:
    few = PEOPLE.iloc[:2]
    rule = parse_rule("gain >= median(gain)")
    assert rule.over(few).tolist() == [True, True]
    everyone = pd.DataFrame({"gain": [10.0, 20.0, 300.0, 400.0, 500.0]})
    assert rule.over(few, everyone=everyone).tolist() == [False, False]


def test_columns_are_named_in_order_and_once() -> None:
    rule = parse_rule('burned and quantile(gain, 0.5) < gain and col("How old?") in [age, 1]')
    assert rule.columns == ("burned", "gain", "How old?", "age")


@pytest.mark.parametrize(
    ("rule", "says", "caret_at"),
    [
        ("__import__('os')", "calling __import__ is not allowed", "_"),
        ("age > 3 and open('x')", "calling open is not allowed", "o"),
        ("age.real > 3", "a dot is not allowed", "a"),
        ("(lambda: 1)()", "calling that is not allowed", "("),
        ("lambda: 1", "lambda is not allowed", "l"),
        ("[a for a in age]", "a loop in brackets is not allowed", "["),
        ("f'{age}' == 'x'", "an f-string is not allowed", "f"),
        ("age ** 9999 > 1", "** is not allowed", "*"),
        ("age > 9e999", "the number is too large", "9"),
        ("age > 1" + "0" * 400, "the number is too large", "1"),
        ("age % 2 == 0", "% is not allowed", "%"),
        ("age > 3 & burned", "& is not allowed", "&"),
        ("~burned", "~ is not allowed", "~"),
        ("age[0] > 3", "square brackets after a name is not allowed", "a"),
        ("1 if burned else 0", "if ... else is not allowed", "1"),
        ("(x := age) > 3", ":= is not allowed", "x"),
        ("age > 3j", "complex values are not allowed", "3"),
        ("country == b'UK'", "bytes values are not allowed", "b"),
        ("isin(*[age], 3)", "a star is not allowed", "*"),
        ("isin(age)", "isin takes other arguments", "i"),
        ("between(age, low=1, high=2)", "between takes other arguments", "b"),
        ("country in 'UK'", "after in comes a list", "'"),
        ("country in [['UK']]", "a list inside a list", "["),
        ("age == [3]", "a list is allowed after in", "["),
        ("age is 3", "is compares with missing only", "3"),
        ("__class__ == 1", "the name __class__ is not allowed", "_"),
        ("age = 3", "not a rule", ""),
        ("age >", "not a rule", ""),
        ("age > 3 # and country == 'UK'", "comments are not allowed", "#"),
        ("col(name) > 3", "col takes one name in quotes", "c"),
        ("import os", "not a rule", ""),
        ("age > 3; burned", "not a rule", ""),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_place(rule: str, says: str, caret_at: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(rule)
    assert says in caught.value.message
    *_, shown, caret = caught.value.message.split("\n")
    assert shown[caret.index("^") :].startswith(caret_at)


def test_carets_count_characters_not_bytes() -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule("  country == 'Größe' and age.x > 3")
    *_, shown, caret = caught.value.message.split("\n")
    assert shown[caret.index("^") :].startswith("age.x")


@pytest.mark.parametrize("rule", ["", "  \n", "a" * 2001, "(" * 300 + "1" + ")" * 300, "\0"])
def test_empty_long_and_broken_rules_are_refused(rule: str) -> None:
    with pytest.raises(RuleError):
        parse_rule(rule)


@pytest.mark.parametrize(
    "rule", ["not " * 490 + "burned", "1" + "+1" * 900 + " > 0", "-" * 1900 + "1"]
)
def test_deep_rules_are_refused(rule: str) -> None:
    with pytest.raises(RuleError, match="deep"):
        parse_rule(rule)


@pytest.mark.parametrize(
    ("rule", "says", "hint"),
    [
        ("agee > 3", "no column 'agee'", "did you mean 'age'?"),
        ("Country == 'UK'", "no column 'Country'", "did you mean 'country'?"),
        ("quantile(gian, 0.5) > 3", "no column 'gian'", "did you mean 'gain'?"),
        ("age > 'old'", "a number cannot be compared with a text", ""),
        ("age + country > 3", "a number is needed here, not a text", ""),
        ("age", "a condition is needed here, not a number", ""),
        ("age and burned", "a condition is needed here, not a number", ""),
        ("country < 'US'", "texts have no order", ""),
        ("edge > 'hihg'", "there is no level 'hihg'; did you mean 'high'?", ""),
        ("gain > quantile(gain, 75)", "the share must be a number from 0 to 1", ""),
        ("mean(country) > 3", "a number is needed here", ""),
        ("contains(age, '5')", "a text column and a text are needed", ""),
        ("isin(name, [age])", "a list is allowed after in", ""),
    ],
)
def test_what_does_not_fit_the_table_is_said(rule: str, says: str, hint: str) -> None:
    with pytest.raises(RuleError) as caught:
        chosen(rule)
    assert says in caught.value.message
    assert hint in caught.value.hint


def test_a_dotted_name_may_be_a_column() -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule("sch.wide == true")
    assert caught.value.hint == 'if that is the name of a column: col("sch.wide")'


def test_a_wrong_function_name_gets_the_nearest() -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule("quantil(age, 0.5) > 3")
    assert caught.value.hint == "did you mean 'quantile'?"


def only_rule_errors(text: str) -> None:
    try:
        mask = parse_rule(text).over(PEOPLE)
    except RuleError:
        return
    assert mask.shape == (len(PEOPLE),)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_rule_or_a_rule_error(text: str) -> None:
    only_rule_errors(text)


WORDS = [
    *PEOPLE.columns[:8], *FUNCTIONS, "col", *keyword.kwlist, "true", "false", "missing", "__x__",
    "(", ")", "[", "]", "{", "}", ",", ".", ":", ":=", "=", "==", "!=", "<", "<=", ">", ">=",
    "+", "-", "*", "/", "**", "//", "%", "@", "&", "|", "^", "~", "<<", "#", "\\", ";", "\n",
    "'UK'", '"low"', "b'x'", "f'{age}'", "'", "0", "1", "0.5", "1e308", "1j", "2025-04-01", "“",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_words_of_the_language_give_a_rule_or_a_rule_error(text: str) -> None:
    only_rule_errors(text)


columns = st.sampled_from(["age", "gain", "country", "burned", "edge", "region", "asked"])
values = st.sampled_from(["50", "0.5", "'UK'", "'low'", "true", "missing", "-1", "'2025-05-01'"])
signs = st.sampled_from(
    ["==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in", "+", "-", "/"]
)
things = columns | values | st.lists(columns | values, max_size=3).map(", ".join).map("[{}]".format)
rules = st.recursive(
    things | st.tuples(things, signs, things).map(" ".join),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or", "==", "<"]), inner).map(" ".join),
        inner.map("not ({})".format),
        st.tuples(st.sampled_from([*FUNCTIONS]), st.lists(inner, min_size=1, max_size=3)).map(
            lambda call: f"{call[0]}({', '.join(call[1])})"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=500, deadline=None)
@given(rules)
def test_any_well_formed_rule_gives_a_mask_or_a_rule_error(text: str) -> None:
    only_rule_errors(text)


def test_random_bytes_around_valid_rules_never_escape() -> None:
    dice = random.Random(7)
    for _ in range(2000):
        text = list("between(age, 20, 50) and country in ['UK'] or not burned")
        for _ in range(dice.randint(1, 6)):
            text[dice.randrange(len(text))] = chr(
                dice.choice([*range(128), 0x130, 0xD800, 0x1F600])
            )
        only_rule_errors("".join(text))


def test_nothing_in_the_room_evaluates_text_as_python() -> None:
    from pathlib import Path

    import interviewkit.survey as room

    for file in Path(str(room.__file__)).parent.rglob("*.py"):
        calls = re.findall(r"(?<![.\w])(eval|exec|compile|getattr|query)\(", file.read_text())
        assert set(calls) <= {"getattr"}, file
