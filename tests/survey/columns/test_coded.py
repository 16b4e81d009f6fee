"""Who prefers not to say is no step of a scale: counted as missing, and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from interviewkit.errors import Problem
from interviewkit.survey.answers import Answers
from interviewkit.survey.columns.coded import is_no_answer, label_cells, remove_absences
from interviewkit.survey.files.contract import ColumnFacts

Read = Callable[..., tuple[Answers, tuple[Problem, ...]]]

SAID = [
    "Prefer not to say", "I'd rather not say", "Don't know", "Don’t know / no answer", "N/A",
    "n.a.", "(Refused)", "99 - Don't know", "Don't know (8)", "Not applicable",
    "keine Angabe", "k. A.", "Weiß nicht / keine Angabe", "Möchte ich nicht sagen",
    "Ne sait pas", "Je préfère ne pas répondre", "No sabe / no contesta", "NS/NC",
    "Non so", "Prefiro não dizer", "Weet niet", "Vet ej", "Nie wiem", "Bilmiyorum",
    "Затрудняюсь ответить", "不知道", "わからない", "모름", "--",
]  # fmt: skip
MEANT = ["No", "Never", "none", "agree", "No opinion on that", "0", "-1", "42", "A", "other",
         "I know", "Nothing", "Not at all"]  # fmt: skip


@pytest.mark.parametrize("cell", SAID)
def test_words_for_no_answer(cell: str) -> None:
    assert is_no_answer(cell)
    assert is_no_answer(cell.upper())


@pytest.mark.parametrize("cell", MEANT)
def test_words_that_are_answers(cell: str) -> None:
    assert not is_no_answer(cell)


def column(read: Read, cells: Sequence[str], **settings: object) -> tuple[Answers, list[Problem]]:
    rows = "".join(f'p{n},"{cell}"\n' for n, cell in enumerate(cells))
    answers, problems = read("respondent,x\n" + rows, **settings)
    return answers, [each for each in problems if "'x'" in each.what]


SCALES = [
    (("Strongly disagree", "Neutral", "Agree", "Strongly agree"), "Prefer not to say"),
    (("Never", "Sometimes", "Always"), "Not applicable"),
    (("Very dissatisfied", "Satisfied", "Very satisfied"), "Don't know"),
    (("Stimme nicht zu", "Teils/teils", "Stimme zu"), "keine Angabe"),
    (("Pas d'accord", "D'accord", "Tout à fait d'accord"), "Ne sait pas"),
    (("En desacuerdo", "De acuerdo", "Muy de acuerdo"), "No sabe / no contesta"),
    (("Mai", "Spesso", "Sempre"), "Non so"),
    (("Discordo", "Concordo", "Concordo totalmente"), "Não sei"),
    (("Mee oneens", "Neutraal", "Mee eens"), "Weet ik niet"),
    (("Nigdy", "Czasami", "Zawsze"), "Nie wiem"),
    (("从不", "有时", "总是"), "不知道"),
    (("1 - low", "2", "3 - high"), "99 - Refused"),
]  # fmt: skip


@pytest.mark.parametrize(("steps", "said"), SCALES[:-1])
def test_a_scale_is_known_beside_who_does_not_answer(
    read: Read, steps: Sequence[str], said: str
) -> None:
    answers, told = column(read, [steps[1], said, *steps, said])
    x = answers.variable("x")
    assert (x.type, x.levels) == ("ordinal", tuple(steps))
    assert (x.n, x.missing, x.absent) == (len(steps) + 1, 2, ((said, 2),))
    (note,) = told
    assert f"has {said!r} (2), counted as missing" in note.what
    assert note.hint == 'to keep all answers: [survey.columns] x = "category"'


def test_a_declaration_keeps_every_answer(read: Read) -> None:
    cells = ["Agree", "Disagree", "Neutral", "Prefer not to say"]
    answers, told = column(read, cells, columns={"x": "category"})
    assert (answers.variable("x").n, told) == (4, [])
    levels = "ordinal: Disagree < Neutral < Agree < Prefer not to say"
    answers, told = column(read, cells, columns={"x": levels})
    assert (answers.variable("x").n, told) == (4, [])


def test_in_a_category_it_stays_an_answer(read: Read) -> None:
    answers, told = column(read, ["man", "woman", "Prefer not to say", "woman"])
    assert (answers.variable("x").type, answers.variable("x").n, told) == ("category", 4, [])


def test_numbers_beside_who_does_not_answer(read: Read) -> None:
    answers, told = column(read, ["31", "42", "Prefer not to say", "k. A."])
    x = answers.variable("x")
    assert (x.type, x.n) == ("number", 2)
    assert "'Prefer not to say' (1), 'k. A.' (1), counted as missing" in told[0].what


def test_labelled_codes_that_are_no_steps(read: Read) -> None:
    declared = {"x": "ordinal: 1 = Disagree < 2 = Neutral < 3 = Agree"}
    answers, _ = column(read, ["1", "2", "3"], columns=declared)
    assert answers.variable("x").levels == ("Disagree", "Neutral", "Agree")


def test_what_people_wrote_is_kept_as_it_is(read: Read) -> None:
    answers, told = column(read, ["hard to say", "n/a.", "-"], columns={"x": "text"})
    assert (answers.variable("x").n, told) == (3, [])


# -- value labels of SPSS and Stata that say "no answer" without being declared missing ------------


AGREE = (("1", "Disagree"), ("2", "Neutral"), ("3", "Agree"))


def test_an_undeclared_dont_know_is_not_the_top_of_a_scale() -> None:
    about = ColumnFacts(labels=(*AGREE, ("8", "Don't know"), ("9", "Refused")))
    coded, told = remove_absences(label_cells(["1", "3", "8", "9", None], about), about)
    assert (coded.kind, coded.levels, coded.codes) == (
        "ordinal", ("Disagree", "Neutral", "Agree"), ("1", "2", "3"),
    )  # fmt: skip
    assert coded.cells == ["Disagree", "Agree", None, None, None]
    assert dict(told) == {"Don't know (8)": 1, "Refused (9)": 1}


def test_labelled_exceptions_among_numbers_are_missing() -> None:
    about = ColumnFacts(labels=(("98", "Refused"), ("99", "Don't know")))
    coded, told = remove_absences(label_cells(["31", "42", "98"], about), about)
    assert coded.cells == ["31", "42", None]
    assert dict(told) == {"Refused (98)": 1}


def test_a_nominal_variable_keeps_all_its_labels() -> None:
    about = ColumnFacts(labels=(("1", "Red"), ("2", "Blue"), ("9", "Don't know")))
    coded, told = remove_absences(label_cells(["1", "9"], about), about)
    assert coded.cells == ["Red", "Don't know"]
    assert not told
