"""Coders of other packages in a study: what switching one on changes, and how it goes wrong."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from builders import SMALL_TALK, SMALL_TOML, read_reports, small_study
from builders_guests import COFFEE, call, call_apart, install_guest
from interviewkit import Study, parts
from interviewkit.errors import GuestError, UnknownPartError
from interviewkit.model import Comparison, Tick

CODERS = '[coding]\ncoders = ["rules", "examples", "learned"{}]\n'

COUNTED = (
    COFFEE
    + """
    version = "1"
    threshold = 0.5
    def __init__(self):
        from pathlib import Path
        with Path(__file__).with_suffix(".calls").open("a") as file:
            file.write("x")
"""
)
"""The same, which leaves a mark whenever it is made to be asked."""


def toml(*guests: str) -> str:
    return SMALL_TOML + CODERS.format("".join(f', "{name}"' for name in guests))


def switch(study: Path, *guests: str) -> Study:
    (study / "study.toml").write_text(toml(*guests), "utf-8")
    return Study.open(study)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages, on the path of this process too."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small study whose transcripts are read."""
    study = small_study(tmp_path / "study", toml())
    Study.open(study).ingest()
    return study


def by(study: Study, coder: str) -> list[tuple[str, float | None, str]]:
    return [(c.passage.quote, c.score, c.status) for c in study.codings(coders=[coder])]


def calls(site: Path) -> int:
    return sum(len(each.read_text()) for each in site.glob("*.calls"))


def in_toml(text: str) -> str:
    return " ".join(text.split())


def test_a_guest_changes_figures_when_on_and_none_when_off(tmp_path: Path) -> None:
    talk = SMALL_TALK + "Cem: I like the coffee.\nMaya: I drink coffee.\n"
    study = small_study(tmp_path / "study", toml(), talk=talk)
    empty, installed = tmp_path / "empty", install_guest(tmp_path / "site", COFFEE)
    empty.mkdir()
    shares, texts = [], []
    for packages, guests in ((empty, ()), (installed, ()), (installed, ("coffee",)), (empty, ())):
        (study / "study.toml").write_text(toml(*guests), "utf-8")
        done = call(study, packages, "run")
        assert done.exit_code == 0, done.stderr
        text = read_reports(study)
        shares += re.findall(r"\| Isolation \| (\d) of (\d) \|", text)[:1]
        said = "machine (version 0.1.0 with coffee acme-coders 1.0)"
        assert (said in text) == bool(guests)
        texts.append(text)
    assert shares == [("2", "4"), ("2", "4"), ("4", "4"), ("2", "4")]
    assert texts[0] == texts[1]  # installed, but not named: no figure and no word differs
    listed = call(study, installed, "coding", "list", "--coder", "coffee")
    assert "no coding fits" in listed.stdout


def test_a_guest_is_found_as_pip_leaves_it(folder: Path, tmp_path: Path) -> None:
    installed = install_guest(tmp_path / "site", COFFEE)
    switch(folder, "coffee")
    done = call_apart(folder, installed, "code")
    assert done.returncode == 0, done.stderr
    assert by(Study.open(folder), "coffee") == [("The coffee is good though.", 0.9, "proposed")]


def test_the_same_version_is_not_asked_twice(folder: Path, site: Path, tmp_path: Path) -> None:
    install_guest(site, COUNTED)
    study = switch(folder, "coffee")
    outcome = study.code()
    assert "coffee 1 (acme-coders 1.0): 1 proposals in 1 turns" in outcome.says
    assert calls(site) == 1
    assert not study.code().did
    (tmp_path / "ana.csv").write_text("transcript,turn,code,coder\ntalk,2,isolation,ana\n", "utf-8")
    study.import_codings(tmp_path / "ana.csv")
    outcome = study.code()
    assert outcome.did  # there is something to learn from, but nothing to ask the guest
    assert any("not asked again" in line for line in outcome.says)
    assert calls(site) == 1
    assert by(study, "coffee") == [("The coffee is good though.", 0.9, "proposed")]


@pytest.mark.parametrize("what", ["package", "coder", "codebook", "seed"])
def test_what_it_rests_on_changed_and_it_is_asked_anew(folder: Path, site: Path, what: str) -> None:
    install_guest(site, COUNTED)
    switch(folder, "coffee").code()
    before = calls(site)
    source = COUNTED.replace('"1"', '"2"') if what == "coder" else COUNTED
    install_guest(
        site, source.replace("0.9", "0.85"), version="1.1" if what == "package" else "1.0"
    )
    if what == "codebook":
        book = folder / "codebook.yaml"
        book.write_text(book.read_text("utf-8").replace("Weaker ties", "Fewer ties"), "utf-8")
    if what == "seed":
        text = toml("coffee").replace("[study]", "[study]\nseed = 5")
        (folder / "study.toml").write_text(text, "utf-8")
    study = Study.open(folder)
    assert study.code().did
    assert calls(site) == before + 1
    assert by(study, "coffee") == [("The coffee is good though.", 0.85, "proposed")]
    assert 0.85 in [score for _, score, _ in by(study, "machine")]


def test_a_guest_that_is_switched_off_takes_its_codings_along(folder: Path, site: Path) -> None:
    install_guest(site, COFFEE)
    study = switch(folder, "coffee")
    study.code()
    assert len(by(study, "machine")) == 3
    study = switch(folder)
    study.code()
    assert by(study, "coffee") == []
    assert len(by(study, "machine")) == 2


BROKEN = COFFEE.replace("for passage", "raise ValueError('no weights')\n        for passage")


def test_a_broken_guest_is_named_and_nothing_is_lost(folder: Path, site: Path) -> None:
    study = switch(folder)
    study.code()
    before = by(study, "machine")
    install_guest(site, COUNTED)
    install_guest(site, BROKEN, name="broken", package="bad-coders", version="0.3")
    done = [call(switch(folder, "coffee", "broken").root, site, "code") for _ in range(2)]
    for each in done:
        assert each.exit_code == 1
        assert "Traceback" not in each.stderr
        error = in_toml(each.stderr)
        named = "the coder 'broken' of bad-coders 0.3 (bad_coders_broken:Coffee) failed: ValueError"
        assert f"{named}: no weights (bad_coders_broken.py, line 6)" in error
        assert "take 'broken' out of [coding] coders in study.toml" in error
    assert by(Study.open(folder), "machine") == before
    assert calls(site) == 1  # what the good one said was kept, and it was not asked again
    study = switch(folder, "coffee")
    study.code()
    assert calls(site) == 1
    assert len(by(study, "machine")) == len(before) + 1


def test_a_guest_that_cannot_be_loaded_is_named(folder: Path, site: Path) -> None:
    install_guest(site, "import no_such_library\n")
    with pytest.raises(GuestError, match=r"of acme-coders 1.0 .* cannot be loaded: ModuleNotFound"):
        switch(folder, "coffee").code()


FAULTY = """
from interviewkit.coding.contract import Proposal
from interviewkit.model import Passage, Turn

class Coffee:
    def propose(self, material, codebook):
        first, second = material.passages[:2]
        strange = Passage.whole(Turn("elsewhere", 1, "Ana", "Not from here."))
        return [
            Proposal(strange, "isolation", 0.9), Proposal(first, "isolation", 1.4),
            Proposal(first, "isolation", 0.9, start=0, end=9999), Proposal(first, "joy", 0.9),
            Proposal(second, "isolation", 0.8, evidence=["good"]),
        ]
"""


def test_faults_are_told_and_the_good_part_is_kept(folder: Path, site: Path) -> None:
    install_guest(site, FAULTY)
    done = call(switch(folder, "coffee").root, site, "code")
    assert done.exit_code == 0
    told = [line for line in done.stderr.splitlines() if line.startswith("note: coder coffee")]
    assert [re.split(r"\): |: proposal", line)[1] for line in told] == [
        "left out, as its turn is none that was given",
        "left out, as its score is not from 0 to 1",
        "left out, as its place is not within the turn",
        "left out, as the codebook lacks the code",
    ]
    assert "(acme-coders 1.0)" in told[0]
    assert by(Study.open(folder), "coffee") == [("The coffee is good though.", 0.8, "proposed")]


MOODY = """
from random import random
from interviewkit.coding.contract import Proposal

class Coffee:
    def propose(self, material, codebook):
        return [Proposal(passage, "isolation", random()) for passage in material.passages]
"""


def test_a_moody_guest_is_told_and_asked_once(folder: Path, site: Path) -> None:
    install_guest(site, MOODY)
    study = switch(folder, "coffee")
    (problem,) = study.check_coder("coffee").problems
    assert problem.what.startswith("asked twice, it differed in ")
    study.code()
    before = by(study, "coffee"), by(study, "machine")
    assert not study.code().did
    assert (by(study, "coffee"), by(study, "machine")) == before


def test_check_keeps_its_hands_off_the_study(folder: Path, site: Path) -> None:
    install_guest(site, COFFEE)
    done = call(folder, site, "plugin", "check", "coffee")
    assert "1 proposals and 0 doubts over 5 passages" in done.stdout
    assert "it keeps the contract" in done.stdout
    assert Study.open(folder).codings() == []
    failed = call(folder, site, "plugin", "check", "cofee")
    assert failed.exit_code == 1
    assert "did you mean 'coffee'" in failed.stderr


SLOW = """
from interviewkit.coding.contract import Proposal

class Coffee:
    def propose(self, material, codebook, tick):
        for passage in material.passages:
            tick(1)
        return []
"""


def test_a_slow_guest_shows_how_far_it_is(folder: Path, site: Path) -> None:
    install_guest(site, SLOW)
    (folder / "study.toml").write_text(toml("coffee"), "utf-8")
    seen: dict[str, list[int]] = {}

    @contextmanager
    def progress(label: str, total: int) -> Iterator[Tick]:
        seen[label] = [total]
        yield seen[label].append

    Study.open(folder, progress=progress).code()
    assert seen["coding by coffee"] == [5, 1, 1, 1, 1, 1]


ABSTAINING = """
from interviewkit.coding.contract import Proposal

class Coffee:
    def reads(self, codebook):
        return ["trust"]

    def propose(self, material, codebook):
        self.abstained = [p for p in material.passages if p.turn.speaker == "Ben"]
        return [Proposal(p, "trust") for p in material.passages if "fine" in p.quote]
"""


def test_unread_is_not_taken_for_no_code(folder: Path, site: Path, tmp_path: Path) -> None:
    install_guest(site, ABSTAINING)
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "  - {id: trust, label: Trust}\n", "utf-8")
    study = switch(folder, "coffee")
    outcome = study.code()
    assert outcome.facts["unsought"] == []
    trust = [c for c in study.codings(coders=["machine"]) if c.code == "trust"]
    assert [(c.passage.quote, c.score) for c in trust] == [("They are fine, I suppose.", 0.5)]
    rows = "".join(
        f"talk,{turn},{code},ana\n" for turn, code in ((2, "isolation"), (3, ""), (5, "trust"))
    )
    (tmp_path / "ana.csv").write_text("transcript,turn,code,coder\n" + rows, "utf-8")
    study.import_codings(tmp_path / "ana.csv")
    agreed = study.agreement("ana", "coffee", how=Comparison(resamples=0))
    assert [(row.code, row.n) for row in agreed if row.kind == "code"] == [("trust", 2)]
    assert "coffee does not read for isolation, so that is not compared" in agreed[-1].notes
    (row,) = study.calibration(coder="coffee")
    assert (row.code, row.judged, row.found, row.given) == ("trust", 2, 1, 1)


def test_names_that_are_taken_are_refused(folder: Path, site: Path, tmp_path: Path) -> None:
    (tmp_path / "ana.csv").write_text("transcript,turn,code,coder\ntalk,2,isolation,Ana\n", "utf-8")
    Study.open(folder).import_codings(tmp_path / "ana.csv")
    for name, message in (
        ("ana", "has the name of another coder of this study, 'Ana'"),
        ("Machine", "has the name of another coder of this study, 'machine'"),
        ("a,b", "has a name that cannot be typed"),
    ):
        install_guest(site, COFFEE, name=name)
        with pytest.raises(GuestError, match=message):
            switch(folder, name).code()
    assert by(Study.open(folder), "Ana") == [
        (SMALL_TALK.split("Ana: ")[1].partition("\n")[0], None, "accepted")
    ]


def test_unknown_names_say_who_is_known_and_whose(folder: Path, site: Path) -> None:
    install_guest(site, COFFEE)
    install_guest(site, COFFEE, name="rules", package="bold")
    with pytest.raises(UnknownPartError, match="there is no coder 'cofee'") as fault:
        switch(folder, "cofee").code()
    known = "known: rules, examples, learned, llm, coffee (of acme-coders); did you mean 'coffee'?"
    assert fault.value.hint == known
    install_guest(site, COFFEE, package="other-coders")
    with pytest.raises(GuestError, match=r"two packages bring a coder 'coffee': acme.*other"):
        switch(folder, "coffee").code()


def test_plugin_lists_guests_as_on_or_off(folder: Path, site: Path) -> None:
    install_guest(site, COFFEE)
    install_guest(site, COFFEE, name="rules", package="bold")
    listed: Callable[[], Sequence[dict[str, Any]]] = lambda: list(  # noqa: E731
        csv.DictReader(call(folder, site, "plugin", "--format", "csv").stdout.splitlines())
    )
    rows = [tuple(row.values()) for row in listed() if row["family"] == "coder"]
    assert rows == [
        ("coder", "rules", "house", "", "on"),
        ("coder", "examples", "house", "", "on"),
        ("coder", "learned", "house", "", "on"),
        ("coder", "llm", "house", "", "off"),
        ("coder", "coffee", "guest", "acme-coders 1.0", "off"),
        ("coder", "rules", "guest", "bold 1.0", "never: a part of the house has this name"),
    ]
    switch(folder, "coffee")
    assert [row["study"] for row in listed() if row["name"] == "coffee"] == ["on"]


def test_code_says_what_each_coder_is_worth(folder: Path, site: Path, tmp_path: Path) -> None:
    install_guest(site, COFFEE)
    study = switch(folder, "coffee")
    rows = "".join(
        f"talk,{turn},{code},ana\n" for turn, code in ((2, "isolation"), (3, ""), (5, ""))
    )
    (tmp_path / "ana.csv").write_text("transcript,turn,code,coder\n" + rows, "utf-8")
    study.import_codings(tmp_path / "ana.csv")
    outcome = study.code()
    worth: Any = outcome.facts["worth"]
    kappas = {name: row["kappa"] for name, row in worth.items()}
    # Of three turns the rules mark two, all others one: 2 of 3 agreed, 4 of 9 by chance.
    assert kappas == pytest.approx({"rules": 0.4, "examples": 1, "coffee": 1, "machine": 0.4})
    assert any(line.startswith("kappa with people, all codes together: ") for line in outcome.says)


def test_the_example_of_the_docs_runs(folder: Path, site: Path, root: Path) -> None:
    page = (root / "docs" / "plugins.md").read_text("utf-8")
    source = page.split("<!-- a guest coder -->\n```python\n")[1].split("```")[0]
    entry = re.search(r'\[project.entry-points."(.+)"\]\nseldom = ".+:(.+)"', page)
    assert entry
    install_guest(site, source, name="seldom", attribute=entry[2], group=entry[1])
    line = re.search(r"^coders = .*$", page, re.MULTILINE)
    assert line
    (folder / "study.toml").write_text(f"{SMALL_TOML}[coding]\n{line[0]}\n", "utf-8")
    study = Study.open(folder)
    assert study.code().problems == ()
    assert by(study, "seldom") == [("I hardly talk to my colleagues any more.", 0.8, "proposed")]
    assert study.check_coder("seldom").problems == ()


def test_a_coder_of_the_house_is_no_guest() -> None:
    with pytest.raises(UnknownPartError, match="'rules' is interviewkit's own") as refused:
        parts.find_guest("coder", "rules")
    assert "did you mean" not in str(refused.value.hint)
