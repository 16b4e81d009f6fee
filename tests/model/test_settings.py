"""What study.toml may say, and how it is told what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.errors import StudyError
from interviewkit.model.settings import Settings, read_settings


def read(folder: Path, text: str | bytes) -> Settings:
    path = folder / "study.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(path)


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Settings()


def test_a_rule_alone_makes_a_segment(tmp_path: Path) -> None:
    found = read(tmp_path, "[segments]\nold = 'age > 50'\n").segments["old"]
    assert (found.rule, found.label) == ("age > 50", "")


def test_one_text_stands_for_a_list_of_one(tmp_path: Path) -> None:
    assert read(tmp_path, "[transcripts]\nfiles = 'talks/*'\n").transcripts.files == ("talks/*",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[studdy]\n", "there is no section 'studdy'"),
        ("[study]\nnam = 'x'\n", "[study] has no setting 'nam'"),
        ("[study]\nseed = true\n", "study.seed must be a whole number, not True"),
        ("[study]\nseed = -1\n", "study.seed must be 0 to 4294967295, not -1"),
        ("[passages]\nspeech = 'everyone'\n", "must be 'participants' or 'all', not 'everyone'"),
        ("[passages]\nwindow = 0\n", "passages.window must be 1 or more, not 0"),
        ("[coding]\nerror = 0\n", "coding.error must be above 0 and below 0.5, not 0.0"),
        ("[coding]\nerror = 0.5\n", "coding.error must be above 0 and below 0.5, not 0.5"),
        ("[coding]\nerror = nan\n", "coding.error must be above 0 and below 0.5, not nan"),
        ("[coding]\nerror = '10%'\n", "coding.error must be a number, not '10%'"),
        ("[coding]\nconfidence = 1\n", "coding.confidence must be 0.5 or more and below 1"),
        ("[coding]\npromise = 'all'\n", "coding.promise must be 'decisions' or 'classes'"),
        ("[topics]\nrefits = -1\n", "topics.refits must be 0 or more, not -1"),
        ("[report]\nquotes = -1\n", "report.quotes must be 0 or more, not -1"),
        ("[report]\nformats = []\n", "report.formats is empty"),
        ("[transcripts]\nfiles = []\n", "transcripts.files is empty"),
        ("[transcripts]\nmoderators = [1]\n", "must be a list of texts, not [1]"),
        ("[segments]\nx = 1\n", "[segments.x] must be a rule in quotes, not 1"),
        ("[segments.x]\nlabel = 'a'\n", "[segments.x] needs a rule"),
        ("[study\n", "is not valid TOML: Expected ']'"),
        ("[study]\nseed = " + "9" * 5000, "study.toml:2: a number of 5000 digits"),
        (
            "[study]\nseed = " + "[" * 5000,
            ":2: brackets stand in brackets more than 50 deep",
        ),
        (b"\xff\xfe[\x00", "study.toml is not UTF-8 text"),
    ],
)
def test_what_it_may_not_say(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(StudyError) as told:
        read(tmp_path, text)
    assert said in told.value.message


def test_a_language_is_a_code_or_several(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text('[study]\nlanguage = "de"\n')
    assert read_settings(path).study.language == ("de",)
    path.write_text('[study]\nlanguage = ["fr", "wo"]\n')
    assert read_settings(path).study.language == ("fr", "wo")
    path.write_text('[study]\nlanguage = "German"\n')
    with pytest.raises(StudyError, match="'German', which is no code") as fault:
        read_settings(path)
    assert 'language = "de"' in fault.value.hint


def test_waves_are_named_once(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text('[transcripts]\nwaves = ["pre", "post", "pre"]\n')
    with pytest.raises(StudyError, match="names a wave twice"):
        read_settings(path)


def test_what_has_no_meaning_any_more_is_told_and_read(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text("[inference]\npermutations = 'many'\nlevel = 0.9\n")
    settings = read_settings(path)
    assert settings.inference.level == 0.9
    assert settings.outdated == ("[inference] permutations",)
    path.write_text("outdated = 1\n")
    with pytest.raises(StudyError, match="there is no section 'outdated'"):
        read_settings(path)


def test_families_and_what_is_constructed(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text(
        "[families.main]\nof = ['a']\n[inference.families.waves]\nsegments = ['* → *']\n"
        "[inference.by_construction]\ngains = ['top', 'gain']\npay = 'rich'\n"
    )
    settings = read_settings(path)
    assert {name: each.of for name, each in settings.families.items()} == {
        "main": ("a",), "waves": (),
    }  # fmt: skip
    assert settings.inference.by_construction == {"gains": ("top", "gain"), "pay": ("rich",)}
    path.write_text("[inference.by_construction]\ngains = 3\n")
    with pytest.raises(StudyError, match="a table of lists of texts"):
        read_settings(path)


@pytest.mark.parametrize(("name", "mark"), [("coding", "import = "), ("joint", "inferences]]")])
def test_the_settings_that_a_page_shows_can_be_read(
    root: Path, tmp_path: Path, name: str, mark: str
) -> None:
    page = (root / "docs" / f"{name}.md").read_text("utf-8")
    [block] = [part for part in page.split("```toml\n")[1:] if mark in part.split("```")[0]]
    (tmp_path / "study.toml").write_text(block.split("```")[0], "utf-8")
    settings = read_settings(tmp_path / "study.toml")
    assert settings.coding.import_ == (("codings/*.csv",) if name == "coding" else ())
    assert [each.of for each in settings.joint.inferences] == (
        ["theme_isolation"] if name == "joint" else []
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[coding]\nimport = 3\n", "coding.import must be a list of texts, not 3"),
        ("[coding]\nimport_ = ['a.csv']\n", "[coding] has no setting 'import_'"),
        ("[[joint.inferences]]\nof = 'a'\n", "[joint.inferences] needs fit and text"),
    ],
)
def test_slips_in_files_of_codings_and_inferences_are_told(
    tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "study.toml").write_text(text, "utf-8")
    with pytest.raises(StudyError) as told:
        read_settings(tmp_path / "study.toml")
    assert says in told.value.message
