"""How many faults ``interviewkit verify`` finds that chance puts into reports, and how many it
tells where there are none.

    python benchmarks/verify_mutations.py STUDY … [--seeds 200] [--formats html,md,docx,pdf,txt]

Each STUDY is the folder of a finished study, whose report is written anew into a copy. Plain text
is made of its Markdown, with lines of 88 characters. What is changed in a .pdf is changed in the
page, which Chromium then prints. Prints a line a format, and every fault that was missed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from document_mutations import MutationWords, mutate, open_document

from interviewkit import Study
from interviewkit.checking.documents.reading import read_document
from interviewkit.checking.verifying import StudyEvidence, verify_document
from interviewkit.model.verification import Verification
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.reporting.report_inputs import gather_inputs
from interviewkit.steps.verifying.evidence import gather_evidence


def load_evidence(study: Study) -> StudyEvidence:
    """What documents of this study are held against, gathered once."""
    site = study._site
    with open_loaded(site, read_written(site.root, site.settings)[0]) as loaded:
        return gather_evidence(loaded, gather_inputs(loaded)[0])


def list_words(study: Study, evidence: StudyEvidence) -> MutationWords:
    """What the mutations of a study are made of."""
    speech = evidence.speech
    titles = [each.label or name for name, each in study.settings.segments.items()]
    people = sorted({turn.person for turn in speech.turns})
    said = [part for turn in speech.turns for part in textwrap.wrap(turn.text, 60)]
    return MutationWords(titles, people, said)


def write_text(folder: Path) -> None:
    """The report in a folder as plain text with lines of 88 characters."""
    texts = [textwrap.fill(piece.text, 88) for piece in read_document(folder / "report.md")]
    (folder / "report.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")


@contextmanager
def opened_browser() -> Iterator[object]:
    """A page of a headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield browser.new_page()
        finally:
            browser.close()


def print_page(page: object, source: Path, to: Path) -> None:
    """An HTML file as PDF."""
    page.goto(source.resolve().as_uri())  # type: ignore[attr-defined]
    page.emulate_media(media="print")  # type: ignore[attr-defined]
    page.pdf(path=str(to), format="A4")  # type: ignore[attr-defined]


def check(path: Path, evidence: StudyEvidence) -> Verification:
    return verify_document(path.name, read_document(path), evidence)


def try_format(
    name: str, folder: Path, words: MutationWords, evidence: StudyEvidence, seeds: int
) -> tuple[int, list[str]]:
    """How many seeded faults there were, and those that were missed."""
    missed: list[str] = []
    tried, source = 0, "html" if name == "pdf" else name
    with tempfile.TemporaryDirectory() as made, opened_printer(name) as print_to:
        untouched = shutil.copy(folder / f"report.{source}", made)
        before = read_document(print_to(Path(untouched)))
        for seed in range(10 * seeds):
            document = open_document(folder / f"report.{source}")
            what, done = mutate(document, words, seed)
            target = print_to(document.save(Path(made) / f"report.{source}"))
            pieces = read_document(target)
            if pieces == before:
                continue  # it is not printed
            tried += 1
            if verify_document(target.name, pieces, evidence).holds:
                missed.append(f"{what} {seed}: {done}")
            if tried == seeds:
                break
    return tried, missed


@contextmanager
def opened_printer(name: str) -> Iterator[Callable[[Path], Path]]:
    """What makes a PDF of a page, where a PDF is asked for; else the file itself."""
    if name != "pdf":
        yield lambda path: path
        return
    with opened_browser() as page:

        def print_to(path: Path) -> Path:
            print_page(page, path, path.with_suffix(".pdf"))
            return path.with_suffix(".pdf")

        yield print_to


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("studies", nargs="+", type=Path)
    options.add_argument("--seeds", type=int, default=200)
    options.add_argument("--formats", default="html,md,docx,pdf,txt")
    asked = options.parse_args()
    formats = asked.formats.split(",")
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for source in asked.studies:
        with tempfile.TemporaryDirectory() as copy:
            folder = Path(shutil.copytree(source, Path(copy) / source.name))
            study = Study.open(folder)
            study.report(formats=tuple(each for each in formats if each != "txt") or ("md",))
            if "txt" in formats:
                write_text(folder / "reports")
            evidence = load_evidence(study)
            words = list_words(study, evidence)
            for name in formats:
                untouched = check(folder / "reports" / f"report.{name}", evidence)
                alarms = [f"{each.what}: {each.says[:80]}" for each in untouched.wrong]
                seeds = asked.seeds if asked.seeds else 0
                tried, missed = try_format(name, folder / "reports", words, evidence, seeds)
                caught[name] += tried - len(missed)
                total[name] += tried
                share = f"{tried - len(missed)} of {tried}"
                print(
                    f"{source.name:<16} {name:<5} caught {share}, false alarms {len(alarms)}, "
                    f"bound {untouched.numbers.get('bound', 0)} of "
                    f"{sum(untouched.numbers.values())}"
                )
                print(*(f"    missed {each}" for each in missed), sep="\n", end="\n" * bool(missed))
                print(*(f"    alarm {each}" for each in alarms), sep="\n", end="\n" * bool(alarms))
                sys.stdout.flush()
    for name in formats:
        if total[name]:
            print(
                f"{name}: {caught[name]} of {total[name]} ({100 * caught[name] / total[name]:.1f}%)"
            )


if __name__ == "__main__":
    main()
