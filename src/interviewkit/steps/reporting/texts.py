"""``text``: the texts of the report, listed, written by an analyst, kept and given up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviewkit.errors import Problem, StudyError, did_you_mean
from interviewkit.model import Outcome
from interviewkit.model.report_text import BESIDE, DRAFT, OWN, STALE, UNUSED, ReportText
from interviewkit.report.inputs import AnalystText
from interviewkit.report.pages import Block, Outline
from interviewkit.report.text_blocks import write_text_file
from interviewkit.report.walk import list_blocks
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.noting.memos import find_memo
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.reporting.report_inputs import gather_inputs
from interviewkit.steps.reporting.text_files import read_texts, save_text, set_aside, show_place
from interviewkit.steps.site import Site
from interviewkit.wording.style import written_in


def list_texts(site: Site) -> Sequence[ReportText]:
    """Every text of the report as it stands, page one first; then what it has no place for.

    Raises:
        StudyError: the study cannot be read.
    """
    from interviewkit.report.outline import build_outline

    codebook, _ = read_written(site.root, site.settings)
    with open_loaded(site, codebook) as loaded:
        inputs, _ = gather_inputs(loaded)
    with written_in(site.settings.report.style):
        outline = build_outline(inputs)
    return tuple(describe_texts(outline, inputs.texts))


def describe_texts(outline: Outline, texts: Mapping[str, AnalystText]) -> Iterator[ReportText]:
    """The texts of an outline, those that page one leaves out, and those that have no place."""
    blocks = [each.thing for each in list_blocks(outline)]
    yield from (_describe(block, DRAFT) for block in blocks)
    others = [each.headline for each in outline.front.others] if outline.front else []
    yield from (_describe(block, BESIDE) for block in others)
    known = {block.key for block in (*blocks, *others)}
    for key, own in texts.items():
        if key not in known:
            yield ReportText(key, UNUSED, own.text, own.drafted, file=show_place(key))


def _describe(block: Block, state: str) -> ReportText:
    if block.edited:
        state = STALE if block.stale else OWN
    file = show_place(block.key)
    return ReportText(block.key, state, block.text, block.drafted, block.figures, block.then, file)


def write_report_text(site: Site, key: str, text: str, memo: int = 0) -> Outcome:
    """Write the text of a key, or the words of a memo; an empty one leaves it out of the report.

    Raises:
        StudyError: the report has no such text, or the file cannot be written.
    """
    found = _find(site, key)
    said = find_memo(site, memo).text if memo else text
    save_text(site, key, write_text_file(said, found.drafted, found.figures))
    return _tell(f"{found.file} is written; report once more", [found.file])


def draft_texts(site: Site) -> Outcome:
    """Write a file for each text on the page that has none, to be edited there."""
    texts, _ = read_texts(site)
    new = [each for each in list_texts(site) if each.state == DRAFT and each.key not in texts]
    for each in new:
        save_text(site, each.key, write_text_file(each.drafted, each.drafted, each.figures))
    files = [each.file for each in new]
    says = f"{len(files)} files to edit: {', '.join(files)}" if files else "nothing new to edit"
    return _tell(says, files)


def keep_text(site: Site, key: str) -> Outcome:
    """Note that a text holds with the figures of today.

    Raises:
        StudyError: the report has no such text, or nobody has written it.
    """
    found = _find(site, key)
    if found.state not in (OWN, STALE):
        raise StudyError(f"{key} is a draft, which follows its figures by itself")
    save_text(site, key, write_text_file(found.text, found.drafted, found.figures))
    return _tell(f"{key} holds with the figures of today", [found.file])


def remove_text(site: Site, key: str) -> Outcome:
    """Bring a draft back; the analyst's words are set aside.

    Raises:
        StudyError: nobody has written a text of that key.
    """
    texts, _ = read_texts(site)
    if key not in texts:
        raise StudyError(
            f"nobody has written a text {key!r}", hint=did_you_mean(key, sorted(texts))
        )
    place = set_aside(site, key).relative_to(site.root)
    return _tell(f"the draft of {key} stands again; your words are in {place}", [str(place)])


def find_text_problems(outline: Outline, texts: Mapping[str, AnalystText]) -> Iterator[Problem]:
    """Texts whose figures have changed, and those that the report has no place for."""
    for each in describe_texts(outline, texts):
        if each.state == STALE:
            what = f"written before its figures changed. Then: {each.then} Now: {each.figures}"
            hint = f"look at it; if it still holds: interviewkit text keep {each.key}"
            yield Problem(each.file, 0, what, hint, fatal=False)
        elif each.state == UNUSED:
            hint = "see the names of all texts with: interviewkit text"
            yield Problem(each.file, 0, "no text of the report has this name", hint, fatal=False)


def _find(site: Site, key: str) -> ReportText:
    found = {each.key: each for each in list_texts(site) if each.state != UNUSED}
    if key not in found:
        raise StudyError(
            f"the report has no text {key!r}",
            hint=did_you_mean(key, list(found)) or "see them with: interviewkit text",
        )
    return found[key]


def _tell(said: str, files: Sequence[str]) -> Outcome:
    return Outcome("text", True, (said,), {"files": list(files)})
