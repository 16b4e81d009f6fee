from __future__ import annotations

from collections.abc import Callable

import pytest
from described import build_simple_design, describe_variable

from interviewkit.errors import SurveyError
from interviewkit.model import Estimate, Segment
from interviewkit.survey.answers import Answers
from interviewkit.survey.estimation.estimates import Domains, estimate_domains

Read = Callable[..., tuple[Answers, object]]

ROWS = """\
respondent,w,group,gain,burned,likert,edge,note
1,1,exec,10,yes,1,low,a
2,3,exec,20,no,2,high,b
3,1,free,30,yes,2,,c
4,1,free,,yes,5,high,d
5,,free,50,no,5,low,e
"""
SETTINGS = {"columns": {"edge": "ordinal: low < mid < high", "likert": "ordinal", "note": "text"}}


def one(figures: list[Estimate], segment: str = "", level: str = "") -> Estimate:
    (found,) = [f for f in figures if f.segment == segment and f.level == level]
    return found


def test_a_number_gives_its_mean_for_everyone_and_each_segment(read: Read) -> None:
    answers, _ = read(ROWS, **SETTINGS)
    figures = describe_variable(answers, "gain", [Segment("exec", "group == 'exec'")])
    assert [f.segment for f in figures] == ["", "exec"]
    everyone = figures[0]
    assert (everyone.value, everyone.n, everyone.weighted_n) == (27.5, 4, 4.0)
    assert everyone.kind == "mean"
    assert everyone.method == "mean, Student's t interval"
    assert everyone.interval is not None
    # R: svymean(~gain, svydesign(~1, data = d), na.rm = TRUE) keeps the fifth, who did not answer,
    # in the sample: 27.5 -+ qt(0.975, 3) * sqrt(5 / 4 * 875 / 16).
    half = 3.18244631 * (5 / 4 * 875 / 16) ** 0.5
    assert everyone.interval.low == pytest.approx(27.5 - half)
    assert everyone.interval.high == pytest.approx(27.5 + half)
    # R: t.test(c(1, 2, 2, 5, 5)), where everyone answered
    (likert,) = estimate_domains(
        answers,
        build_simple_design(answers.weights),
        "likert",
        Domains.of({}, rows=5),
        statistic="mean",
    )
    assert likert.interval is not None
    assert (likert.interval.low, likert.interval.high) == pytest.approx((0.6771, 5.3229), abs=1e-3)


def test_rows_without_weight_or_answer_are_left_out_of_weighted_figures(read: Read) -> None:
    answers, _ = read(ROWS, weight="w", **SETTINGS)
    everyone = one(describe_variable(answers, "gain", []))
    assert (everyone.value, everyone.n, everyone.weighted_n) == (20.0, 3, 5.0)
    assert everyone.method.endswith("errors allow for weights")


def test_shares_of_levels_come_in_order_and_sum_to_one(read: Read) -> None:
    answers, _ = read(ROWS, weight="w", **SETTINGS)
    edges = describe_variable(answers, "edge", [])
    assert [f.level for f in edges] == ["low", "mid", "high"]
    assert [f.value for f in edges] == pytest.approx([0.2, 0, 0.8])
    assert {f.n for f in edges} == {3}
    likert = describe_variable(answers, "likert", [])
    assert [(f.level, f.value) for f in likert] == [
        ("1", pytest.approx(1 / 6)), ("2", pytest.approx(4 / 6)), ("5", pytest.approx(1 / 6)),
    ]  # fmt: skip


def test_a_flag_gives_its_share_of_yes_with_a_logit_interval(read: Read) -> None:
    rows = "".join(f"{n},{'yes' if n <= 81 else 'no'}\n" for n in range(1, 264))
    answers, _ = read("respondent,hit\n" + rows)
    figure = one(describe_variable(answers, "hit", []), level="yes")
    assert figure.interval is not None
    # 81 of 263: Newcombe (1998), table I; the logit interval lies near Wilson's of so many people
    assert (figure.interval.low, figure.interval.high) == pytest.approx((0.2553, 0.3662), abs=2e-3)
    assert (figure.kind, figure.method) == ("share", "share, logit interval")


def test_unequal_weights_widen_the_interval(read: Read) -> None:
    rows = [(n, n % 2, 1 + 5 * (n % 5 == 0)) for n in range(200)]
    text = "respondent,hit,w\n" + "".join(f"{n},{'yes' if h else 'no'},{w}\n" for n, h, w in rows)

    def width(**settings: str) -> float:
        interval = one(
            describe_variable(read(text, **settings)[0], "hit", []), level="yes"
        ).interval
        assert interval is not None
        return interval.high - interval.low

    assert width(weight="w") > 1.3 * width()


def test_an_empty_segment_has_no_value_and_no_interval(read: Read) -> None:
    answers, _ = read(ROWS, **SETTINGS)
    for variable in ("gain", "burned"):
        figure = describe_variable(answers, variable, [Segment("none", "gain > 99")])[-1]
        assert figure.n == 0
        assert figure.value != figure.value
        assert figure.interval is None


def test_texts_have_no_figures_and_unknown_variables_are_said(read: Read) -> None:
    answers, _ = read(ROWS, **SETTINGS)
    assert describe_variable(answers, "note", []) == []
    with pytest.raises(SurveyError, match="no variable 'gian'") as caught:
        describe_variable(answers, "gian", [])
    assert caught.value.hint == "did you mean 'gain'?"


def test_the_design_effect_of_a_segment_does_not_hang_on_the_scale_of_weights(read: Read) -> None:
    """Weights around 1 are scaled: a segment that weighs 1.2 times its n is no fifth unseen."""
    rows = [(i, (0.6, 1.4, 1.6)[i % 3], "ab"[i % 3 > 0], (7 * i) % 31) for i in range(90)]
    text = "respondent,w,kind,gain\n" + "".join(f"{i},{w},{k},{g}\n" for i, w, k, g in rows)
    answers, _ = read(text, weight="w")
    heavy = one(describe_variable(answers, "gain", [Segment("b", "kind == 'b'")]), "b")
    weights, gains = zip(*((w, g) for _, w, k, g in rows if k == "b"), strict=True)
    mean = sum(w * g for w, g in zip(weights, gains, strict=True)) / sum(weights)
    spread = sum(w * (g - mean) ** 2 for w, g in zip(weights, gains, strict=True)) / sum(weights)
    simple = spread * 60 / 59 / 60
    assert heavy.weighted_n == pytest.approx(90)
    assert heavy.deff == pytest.approx(heavy.se**2 / simple)
    assert 0.9 < heavy.deff < 1.2
