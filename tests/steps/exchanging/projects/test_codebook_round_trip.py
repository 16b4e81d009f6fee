"""A codebook leaves and comes back whole: ids, order, patterns and all that the standard lacks."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit import Study
from interviewkit.cli.main import main
from interviewkit.coding.editing.whole_text import write_codebook_text
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.refi.reading import read
from interviewkit.model import Code, Codebook, Example, Pattern, Theme
from interviewkit.steps.amending.source import CodebookSource
from interviewkit.steps.exchanging.leaving.formats import choose_format
from interviewkit.steps.exchanging.projects.codes import place_codes
from interviewkit.steps.exchanging.projects.earlier_codes import EarlierCodes

SAMPLE = Path(__file__).parents[4] / "codebooks"

WORDS = st.text("aäß ZW:'\"-#&<>%,.!\n(+)😀", min_size=1, max_size=24).map(
    lambda text: "\n".join(line.strip() for line in text.split("\n") if line.strip())
)
LINES = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
IDS = st.from_regex(r"[a-z]\w{0,8}", fullmatch=True).filter(str.isascii)
EXAMPLES = st.lists(st.builds(Example, LINES, st.sampled_from("+-")), max_size=2).map(tuple)
MANY = st.lists(LINES, max_size=2).map(tuple)
PATTERNS = st.lists(
    st.builds(
        Pattern,
        st.sampled_from(["wait ... month", "never judge", ({"LOWER": "stuck"},)]),
        st.sampled_from("+-"),
        st.sampled_from([1.0, 0.5]),
        st.sampled_from(["", "long wait"]),
    ),
    max_size=2,
).map(tuple)

TWO = Codebook(
    "Two",
    (
        Code("near", "Close by", "", patterns=(Pattern("wait ... month"),)),
        Code("far", "Far off", "Away."),
    ),
)
TEXT = "name: Other\ncodes:\n"
EMPTY = CodebookSource(Path("c.yaml"), "c.yaml", None, TEXT, Codebook("Other", ()), ())


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    ids = draw(st.lists(IDS, min_size=2, max_size=7, unique_by=str.casefold))
    cut = draw(st.integers(1, len(ids)))
    codes = []
    for n, id_ in enumerate(ids[:cut]):
        codes.append(
            Code(
                id_,
                draw(LINES),
                draw(WORDS),
                draw(MANY),
                draw(MANY),
                draw(EXAMPLES),
                draw(EXAMPLES),
                draw(PATTERNS),
                polarity=draw(st.sampled_from([("+",), ("-",), ("+", "-")])),
                parent=draw(st.sampled_from(["", *ids[:n], *ids[n + 1 : cut]])),
                origin=draw(st.sampled_from(["", "inductive", "deductive"])),
                prevalence=draw(st.sampled_from([None, 0.25])),
            )
        )
    themes = []
    for id_ in ids[cut:]:
        held = draw(st.lists(st.sampled_from(ids[:cut]), unique=True, max_size=3))
        order = tuple(code for code in ids[:cut] if code in held)
        themes.append(Theme(id_, draw(LINES), draw(WORDS), order, exclusive=draw(st.booleans())))
    first = {code: theme.id for theme in reversed(themes) for code in theme.codes}
    return Codebook(
        draw(LINES),
        tuple(replace(code, theme=first.get(code.id, "")) for code in _cut_circles(codes)),
        tuple(themes),
        draw(st.sampled_from(["", "1.10", "zwei"])),
        draw(st.sampled_from(["en", "de"])),
        draw(st.dictionaries(IDS, st.lists(LINES, min_size=1, max_size=2).map(tuple), max_size=2)),
        exclusive=draw(st.booleans()),
    )


def _cut_circles(codes: list[Code]) -> list[Code]:
    """The codes without parents that lead back to them."""
    above: dict[str, str] = {}
    found = []
    for code in codes:
        step = code.parent
        while step and step != code.id:
            step = above.get(step, "")
        parent = "" if step else code.parent
        above[code.id] = parent
        found.append(replace(code, parent=parent))
    return found


def bring_back(study: Study, folder: Path) -> Study:
    """Another study that is given what this one lets out."""
    path = folder / "out.qdpx"
    done = CliRunner().invoke(main, ["export", str(path), "--study", str(study.root)])
    assert done.exit_code == 0, done.output
    Study.init(folder / "back")
    back = Study.open(folder / "back")
    back.import_project(path)
    return back


def open_with(text: str, folder: Path) -> Study:
    Study.init(folder)
    (folder / "codebooks" / "codebook.yaml").write_text(text, "utf-8")
    return Study.open(folder)


def test_sample_codebook_comes_back_whole(tmp_path: Path) -> None:
    study = open_with("", tmp_path / "one")
    shutil.copytree(SAMPLE, study.root / "codebooks", dirs_exist_ok=True)
    settings_file = study.root / "study.toml"
    named = settings_file.read_text("utf-8").replace("/codebook.yaml", "/human-ai-work.yaml")
    settings_file.write_text(named, "utf-8")
    study = Study.open(study.root)
    before, _ = study.codebook()
    after, problems = bring_back(study, tmp_path).codebook()
    assert after.code_ids == before.code_ids
    assert after.code("ideation_safety").label == "A safe place for ideas"
    assert (after.version, problems) == (before.version, ())


@settings(max_examples=60, deadline=None)
@given(codebook=codebooks(), suffix=st.sampled_from(["qdpx", "qdc"]))
def test_any_codebook_comes_back_whole(codebook: Codebook, suffix: str) -> None:
    form, is_folder = choose_format(Path(f"out.{suffix}"))
    written = form.write(LeavingStudy("Ties", codebook=codebook), is_folder).files[""]
    with tempfile.NamedTemporaryFile(suffix=f".{suffix}") as file:
        Path(file.name).write_bytes(written if isinstance(written, bytes) else b"")
        project = read(Path(file.name)).project
    after = place_codes(project, EMPTY, EarlierCodes(), ()).target
    assert after.code_ids == codebook.code_ids
    assert write_codebook_text(after) == write_codebook_text(codebook)
    assert after.version == codebook.version


def test_words_of_ours_that_are_none_leave_the_rest(tmp_path: Path) -> None:
    study = open_with(write_codebook_text(TWO), tmp_path / "one")
    assert CliRunner().invoke(main, ["export", str(tmp_path / "a.qdc"), "--study", str(study.root)])
    text = (tmp_path / "a.qdc").read_text("utf-8")
    for n, (here, instead) in enumerate(
        [('"id":"near"', '"id":7'), ("wait ... month", "\\ud800"), ('"id":"near"', '"id":"a b"')]
    ):
        assert here in text
        (tmp_path / "b.qdc").write_text(text.replace(here, instead), "utf-8")
        Study.init(tmp_path / f"of-{n}")
        back = Study.open(tmp_path / f"of-{n}")
        told = back.import_project(tmp_path / "b.qdc").problems
        assert {code.label for code in back.codebook()[0].codes} == {"Close by", "Far off"}
        assert any("cannot be read" in each.what for each in told) == (n < 2)
