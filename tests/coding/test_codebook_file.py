from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.coding.codebook_file import read_codebook, require_usable
from interviewkit.errors import CodebookError, Problem
from interviewkit.model import Code, Codebook, Example, Pattern

Read = Callable[[str], tuple[Codebook, tuple[Problem, ...]]]
DOCS = Path(__file__).parents[2] / "docs" / "codebook.md"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(text: str) -> tuple[Codebook, tuple[Problem, ...]]:
        file = tmp_path / "book.yaml"
        file.write_bytes(text.encode())
        return read_codebook(file)

    return reading


def documented() -> str:
    found = re.search(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        pytest.fail("docs/codebook.md shows no example")
    return found.group(1)


def code(read: Read, lines: str) -> tuple[Code, tuple[Problem, ...]]:
    """The one code whose further lines are given; they begin in line 3 of the file."""
    codebook, problems = read("codes:\n  - id: stuck\n" + lines)
    return codebook.codes[0], problems


def test_the_documented_example_is_read_without_a_problem(read: Read) -> None:
    codebook, problems = read(documented())
    assert problems == ()
    assert codebook.name == "AI at work"
    assert codebook.declared == "1.0"
    assert codebook.lists == {"machine": ("AI", "it", "chatbot", "assistant")}
    assert codebook.code_ids == ("isolation", "lost_banter")
    isolation = codebook.code("isolation")
    assert isolation.polarity == ("+", "-")
    assert isolation.definition.startswith("The participant's own connection")
    assert isolation.examples[1] == Example(
        "We talk more than ever: the AI gave us time for it.", "-", 27
    )
    assert isolation.patterns[1] == Pattern("talk more", "-", 0.5, "more talk", {}, 33)
    assert isolation.patterns[2].match == (
        {"LEMMA": "miss"}, {"LOWER": "my"}, {"LEMMA": "colleague"},
    )  # fmt: skip


def test_a_code_is_tied_to_its_theme_from_either_side(read: Read) -> None:
    codebook, _ = read(documented())
    assert codebook.themes[0].codes == ("isolation", "lost_banter")
    assert [code.theme for code in codebook.codes] == ["relations", "relations"]


def test_the_version_counts_content_and_not_layout(read: Read) -> None:
    codebook, _ = read(documented())
    moved, _ = read("# a comment\n\n" + documented())
    other, _ = read(documented().replace("coworker", "workmate"))
    assert codebook.version == moved.version != other.version


def test_where_a_code_came_from_is_no_part_of_its_version(read: Read) -> None:
    plain, _ = read("codes:\n  - id: a\n")
    found, problems = read("codes:\n  - id: a\n    origin: inductive\n")
    assert (found.codes[0].origin, problems) == ("inductive", ())
    assert (found.version, found.codes[0].version) == (plain.version, plain.codes[0].version)
    other, problems = read("codes:\n  - id: a\n    origin: grounded\n")
    assert other.codes[0].origin == ""
    assert (problems[0].line, problems[0].what) == (3, "the origin of code 'a' is 'grounded'")


def test_numbers_and_words_of_yaml_stay_as_they_are_written(read: Read) -> None:
    codebook, problems = read("version: 1.10\nname: no\ncodes:\n  - id: 2024-05-01\n")
    assert problems == ()
    assert (codebook.declared, codebook.name) == ("1.10", "no")
    assert codebook.code_ids == ("2024-05-01",)


def test_options_of_a_pattern_keep_their_kinds(read: Read) -> None:
    found, problems = code(
        read,
        "    patterns:\n"
        "      - match: get stuck\n"
        "        unless: [never, not]\n"
        "        subject: I\n"
        "        window: 3\n"
        "        loose: true\n",
    )
    assert problems == ()
    assert found.patterns[0].options == {
        "unless": ["never", "not"], "subject": "I", "window": 3, "loose": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "line", "what", "hint"),
    [
        ("    defintion: x\n", 3, "no field 'defintion'", "definition"),
        ("    theme: x\n", 2, "names the theme 'x'", ""),
        ("    parent: stick\n", 2, "names the parent 'stick'", "stuck"),
        ("    polarity: maybe\n", 3, "is 'maybe'", "write '+' or '-'"),
        ("    examples:\n      - {text: a, polarity: o}\n", 4, "is 'o'", "write"),
        ("    examples:\n      - I said: stuck\n", 4, "no field 'I said'", "text"),
        ("    label: [a, b]\n", 3, "must be a text", ""),
        ("    include: {a: b}\n", 3, "must be a list", ""),
        ("    patterns:\n      - {match: a, weight: much}\n", 4, "must be a number", ""),
        ("    patterns:\n      - {pattern: a}\n", 4, "no 'match'", ""),
        ("    patterns:\n      - [a, b]\n", 4, "neither a text nor a spaCy pattern", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_kept(
    read: Read, lines: str, line: int, what: str, hint: str
) -> None:
    found, problems = code(read, lines + "    near_misses: [not stuck]\n")
    first = problems[0]
    assert (first.line, first.fatal) == (line, False)
    assert what in first.what
    assert hint in first.hint
    assert [miss.text for miss in found.near_misses] == ["not stuck"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 0, "empty"),
        ("# only a comment\n", 0, "empty"),
        ("name: x\n", 0, "no codes"),
        ("codes: []\n", 0, "no codes"),
        ("- a\n- b\n", 1, "must say 'codes:'"),
        ("codes:\n  stuck: x\n", 2, "must be a list"),
        ("codes:\n  - stuck\n", 2, "must be a block"),
        ("codes:\n  - label: x\n", 2, "no id"),
        ("codes:\n  - id: two words\n", 2, "cannot be the id"),
        ("codes:\n  - id: a\n  - id: b\n  - id: a\n", 4, "two codes 'a'"),
        ("themes:\n  - id: a\ncodes:\n  - id: a\n", 2, "share the id 'a'"),
        ("codes:\n  - id: a\n    label: x\n    label: y\n", 4, "'label' twice"),
        ("codes:\n  - id: a\n    parent: b\n  - id: b\n    parent: a\n", 2, "a → b → a"),
        ("codes:\n  - id: a\n    parent: a\n", 2, "a → a"),
        ("codes:\n  - id: a\n    label: one: two\n", 3, "not valid YAML"),
        ("codes:\n\t- id: a\n", 2, "not valid YAML"),
        ("codes:\n  - id: a\n    label: *stuck*\n", 3, "not valid YAML"),
        ("codes:\n  - id: a\n    label: bell\x07\n", 3, "control character"),
        ("codes: !!python/object:os.system\n  - id: a\n", 1, "tag !!python/object"),
        ("codes: &a [*a]\n", 1, "unfold"),
        ("codes: " + "[" * 1500 + "]" * 1500, 1, "nested too deeply"),
        ("codes:\n" + "".join(f"  - &a{i} x\n" for i in range(1001)), 1002, "anchors"),
    ],
)
def test_what_makes_a_codebook_useless_is_fatal(
    read: Read, text: str, line: int, what: str
) -> None:
    codebook, problems = read(text)
    fatal = [problem for problem in problems if problem.fatal]
    assert any(problem.line == line and what in problem.what for problem in fatal), problems
    with pytest.raises(CodebookError, match="cannot be applied"):
        require_usable(codebook, problems)


def test_a_billion_laughs_are_refused_at_once(read: Read) -> None:
    laughs = "a0: &a0 [lol]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30)
    )
    _, problems = read(laughs + "codes:\n  - {id: a, patterns: [{match: x, o: *a29}]}\n")
    assert [problem.what for problem in problems] == ["the aliases (*name) unfold into too much"]


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("name: x\ncodes:\n  - id: a\n    label: Müdigkeit\n".encode("latin-1"))
    _, problems = read_codebook(file)
    assert (problems[0].line, problems[0].what, problems[0].fatal) == (4, "not UTF-8 text", True)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * 5_000_001)
    assert "5 MB" in read_codebook(file)[1][0].what


def test_an_absent_file_is_a_fault_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="there is no codebook"):
        read_codebook(tmp_path / "none.yaml")
    with pytest.raises(CodebookError, match="cannot be opened"):
        read_codebook(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(read: Read) -> None:
    codebook, problems = read("\ufeffcodes:\r\n  - id: a\r\n    examples:\r\n      - x\r\n")
    assert problems == ()
    assert codebook.codes[0].examples == (Example("x", "+", 4),)


def test_a_theme_that_lists_an_unknown_code_names_the_nearest(read: Read) -> None:
    codebook, problems = read("themes:\n  - id: t\n    codes: [stuk]\ncodes:\n  - id: stuck\n")
    assert "'stuk'" in problems[0].what
    assert problems[0].hint == "did you mean 'stuck'?"
    assert codebook.themes[0].codes == ()


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fall(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    codebook, problems = read_codebook(file)
    assert codebook.codes or any(problem.fatal for problem in problems)


@given(st.text(alphabet=" \n-:&*[]{}'\"#|>!%,?idcodesa+", max_size=60))
def test_no_piece_of_yaml_makes_the_reader_fall(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "piece.yaml"
    file.write_text("codes:\n  - id: a\n    examples: " + text, encoding="utf-8")
    codebook, problems = read_codebook(file)
    assert codebook.codes or any(problem.fatal for problem in problems)


@pytest.mark.parametrize(("written", "share"), [("0.3", 0.3), ("30 %", 0.3), ("0.5%", 0.005)])
def test_an_expected_share_is_read(read: Read, written: str, share: float) -> None:
    found, problems = code(read, f"    prevalence: {written}\n")
    assert (found.prevalence, problems) == (share, ())


@pytest.mark.parametrize("written", ["30", "0", "1", "-0.2", "often", "0,3", ".nan", "30 % or so"])
def test_what_is_no_share_is_told_and_left_out(read: Read, written: str) -> None:
    found, problems = code(read, f"    prevalence: {written}\n")
    assert found.prevalence is None
    assert (problems[0].line, problems[0].fatal) == (3, False)
    assert "30 %" in problems[0].hint


def test_groups_of_which_a_turn_has_one(read: Read) -> None:
    codes = "codes:\n" + "".join(f"  - id: {each}\n" for each in "abcd")
    themes = "themes:\n  - {id: t, exclusive: true, codes: [a, b]}\n  - {id: u, codes: [c, d]}\n"
    assert read(codes + themes)[0].exclusive_groups == (("a", "b"),)
    whole, problems = read("exclusive: true\n" + codes + themes)
    assert (whole.exclusive_groups, problems) == ((("a", "b", "c", "d"),), ())
    assert read(codes)[0].exclusive_groups == ()


def test_a_group_of_one_code_is_told(read: Read) -> None:
    themes = "themes:\n  - {id: t, exclusive: true, codes: [a]}\n"
    found, problems = read("exclusive: perhaps\n" + themes + "codes:\n  - id: a\n")
    assert found.exclusive_groups == ()
    assert [(each.line, each.what) for each in problems] == [
        (1, "'exclusive' is neither true nor false: 'perhaps'"),
        (3, "theme 't' is exclusive and has one code"),
    ]
    assert "has one code" in read("exclusive: true\ncodes:\n  - id: a\n")[1][0].what


def test_fields_that_say_nothing_change_no_version(read: Read) -> None:
    plain = "themes:\n  - {id: t, codes: [a, b]}\ncodes:\n  - id: a\n  - id: b\n"
    book, _ = read(plain)
    assert (book.version, book.code("a").version) == ("8efc33872f02", "11952f41a636")
    assert read(plain.replace("t,", "t, exclusive: false,"))[0].version == book.version
    others = (
        "exclusive: true\n" + plain,
        plain.replace("t,", "t, exclusive: true,"),
        plain + "    prevalence: 0.1\n",
    )
    assert len({book.version, *(read(each)[0].version for each in others)}) == 4
