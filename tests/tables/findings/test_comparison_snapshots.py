"""Comparisons of people in every face, held whole."""

from __future__ import annotations

import math
from dataclasses import replace

from faces import hold
from interviewkit.model import (
    Association,
    Change,
    ComparisonDesign,
    Corrected,
    CorrectedDifference,
    Interval,
    Measure,
    Pair,
    SideBySide,
    SideFacts,
    SideFigure,
    Step,
    Trend,
)
from interviewkit.model.association import BY_CONSTRUCTION, Detectable, LevelShare, Modelled, Side
from interviewkit.model.association import Tested as MadeTest
from interviewkit.model.correction import EqualWords, Sensitivity
from interviewkit.model.sides import (
    AnswerMoves,
    CodeShift,
    ConversationYield,
    Saturation,
    TopicMatch,
)
from interviewkit.tables.findings.association import build_associations, build_trends
from interviewkit.tables.findings.comparison import build_answers, build_same_people, build_themes
from interviewkit.tables.findings.waves import (
    build_code_shifts,
    build_matches,
    build_moves,
    build_pairs,
    build_saturation,
)

NAN = math.nan
NOTHING = Interval(NAN, NAN)
REST = Change(
    "rest", "code", "Rest", SideFigure(0.75, 12, voiced=9, rate=14.2, effective_n=9.6),
    SideFigure(1 / 6, 12, voiced=2, rate=2.05, effective_n=11.0), -7 / 12, Interval(-0.86, -0.009),
    0.0467, "t test, people held against themselves", 0.1401, Interval(-0.89, 0.16),
    "all questions of the study", 3, kept=2, dropped=7, neither=3, panel_p=0.0391,
    dropped_by=tuple(f"P{i}" for i in range(7)), sensitivity=Sensitivity(0.01, 0.02, 0.03, (9, 9)),
    equal_words=EqualWords(0.7, 0.2, 0.5, Interval(0.1, 0.8), 0.012, 900, 1.4),
)  # fmt: skip
FEW = replace(
    REST, of="=load", label="=Load", before=SideFigure(1 / 3, 3, voiced=1), small=True, p=NAN,
    difference=-1 / 6, p_adjusted=NAN, simultaneous=None, kept=0, dropped=0, neither=2, test="",
    dropped_by=(), sensitivity=None, equal_words=None, panel_p=NAN, corrected_before=None,
)  # fmt: skip
CORRECTED = replace(
    REST, of="craft", coded=-0.61, corrected=CorrectedDifference(
        "craft", "participant", ("", "2024"), ("", "2025"), -0.58, Interval(-0.9, -0.01), -0.61
    ), corrected_before=Corrected("craft", "participant", 0.71, Interval(0.5, 0.9), 0.75, 0.7,
                                  Interval(0.4, 0.9), 12, 8, 12),
)  # fmt: skip
TIRED = replace(
    REST, of="tired", label="Tired", kind="answer", level="yes", why=f"{BY_CONSTRUCTION}: a rule",
    p=NAN, p_adjusted=NAN, simultaneous=None,
)  # fmt: skip
HOURS = replace(
    TIRED, of="hours", label="Hours", level="", why="", before=SideFigure(36.0, 12), p=1e-5,
    after=SideFigure(39.5, 11), difference=3.5, interval=Interval(2.86, 4.14), p_adjusted=3e-5,
    simultaneous=Interval(2.6, 4.4), family="answers", family_tests=2,
)  # fmt: skip
PANEL = ComparisonDesign("panel", 12, 0, 0)
STEP = Step(
    "2024",
    "2025",
    PANEL,
    (REST, FEW),
    answers=(TIRED, HOURS),
    answers_design=PANEL,
    moves=(
        AnswerMoves("tired", "Tired", "no", "yes", 9),
        AnswerMoves("tired", "Tired", "no", "no", 5),
        AnswerMoves("rested", "Rested", "no", "yes", 3),
    ),
    matches=(TopicMatch("kept", ("tea",), ("tea", "pot"), 30, 1031, 0.912, 0.1, 0.085),),
)
CONTRAST = SideBySide(
    "wave",
    (SideFacts("2024", "2024", 12), SideFacts("2025", "2025", 12)),
    (STEP,),
    (CodeShift("rest", "changed", (("2024", ("1",)), ("2025", ())), "review --code rest"),),
    Saturation(
        (ConversationYield("a", "2024", 2, 2, 2), ConversationYield("b", "2025", 2, 1, 3, 1, 0.5)),
        1, 1, 0.05, 2, None, (4, 4, 6), 0.995, (("2024", 2), ("2025", 1)), ("rest",), "rest (read)",
    ),
    (
        Pair("rest", "load", "", 9, 2, 1, 29, -0.13, Interval(-0.13, 0.64), 0.75, None, 4.3,
             Interval(1.9, math.inf), 0.0012, 0.0036, Interval(0.9, math.inf)),
        Pair("rest", "load", "2024", 4, 0, 1, 7, NAN, None, 0.8, None, 0.0, None, NAN),
    ),
)  # fmt: skip


def measure(value: float, low: float = NAN, high: float = NAN) -> Measure:
    return Measure(value, Interval(low, high))


INSIDE = Side(
    11, 5, 9, measure(5 / 11, 0.16, 0.79), measure(0.87, 0.3, 2.1), 6, 6900, ("P1", "P2"), 7.9
)
OUTSIDE = Side(29, 3, 26, measure(3 / 29, 0.03, 0.33), measure(0.26, 0.1, 0.7), 3, 11500)
SAFETY = Association(
    "safety", "top", INSIDE, OUTSIDE, measure(0.351, 0.04, 0.65), measure(4.39, 1.19, 20.3),
    measure(7.2), measure(3.35, 0.9, 12.0), MadeTest("t test", 0.025, 0.394, "holm", "all", 16,
    Interval(-0.08, 0.77, 0.997)), polarity="-", groups=8, detectable=Detectable(0.2, 0.67, NAN),
    method="Wilson", notes=("few conversations tell it",),
)  # fmt: skip
MADE = replace(
    SAFETY, of="=pay", polarity="", against="others", why=f"{BY_CONSTRUCTION}: a rule",
    tested=MadeTest(), detectable=None, wave="2024", difference=measure(NAN), notes=(),
)  # fmt: skip


def test_themes_of_one_step_in_every_face() -> None:
    hold("comparison_themes", build_themes(CONTRAST))


def test_themes_of_several_steps_for_other_people() -> None:
    steps = (STEP, replace(STEP, before="2025", after="2026", themes=(CORRECTED,)))
    hold("comparison_guarded", build_themes(replace(CONTRAST, steps=steps), guarded=True))


def test_the_same_people_in_every_face() -> None:
    hold("comparison_same_people", build_same_people(CONTRAST))


def test_answers_in_every_face() -> None:
    hold("comparison_answers", build_answers(CONTRAST))


def test_what_stands_beside_in_every_face() -> None:
    hold("comparison_moves", build_moves(CONTRAST, changed_only=True))
    hold("comparison_matches", build_matches(CONTRAST))
    hold("comparison_codes", build_code_shifts(CONTRAST))
    hold("comparison_saturation", build_saturation(CONTRAST))


def test_pairs_in_every_face() -> None:
    hold("comparison_pairs", build_pairs(CONTRAST))


def test_associations_in_every_face() -> None:
    hold("associations", build_associations([SAFETY, MADE]))


def test_associations_with_room_and_a_model() -> None:
    model = Modelled(("age", "pay"), measure(3.0, 1.5, math.inf), 40, 8, "GEE")
    table = build_associations([replace(SAFETY, modelled=model)], full=True)
    read = tuple(replace(column, data=column.read) for column in table.columns)
    hold("associations_full", replace(table, columns=read))


def test_trends_in_every_face() -> None:
    trend = Trend(
        "safety", "age", 40, 12, measure(-0.4, -0.6, -0.1), measure(0.3, 0.2, 0.45), -0.3, 31.0,
        44.0, replace(SAFETY.tested, simultaneous=Interval(-0.7, 0.05)),
        levels=(LevelShare("old", 20, 4, measure(0.2)),), method="Wilcoxon",
    )  # fmt: skip
    hold("trends", build_trends([trend]))
