"""What was found, looked at while the work goes on: what the report would say, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.model import Prevalence
from interviewkit.model.findings_view import FindingSentence, FindingsPart, FoundShare, ThemeView
from interviewkit.model.small_cells import is_shown
from interviewkit.report.associations import build_associations_section
from interviewkit.report.basis import describe_who, list_cautions
from interviewkit.report.compare import build_compare_section
from interviewkit.report.figures import Sentence
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.joint import build_joint_display
from interviewkit.report.pages import Section
from interviewkit.report.sentences import CAUTION, describe_theme, write_headline
from interviewkit.report.strands import Strand, list_strands
from interviewkit.report.voices import Cast
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.reporting.gathering import ReportGathering
from interviewkit.steps.reporting.report_inputs import (
    build_family,
    compare_study_waves,
    gather_associations,
)
from interviewkit.steps.site import Site
from interviewkit.tables.findings.prevalence import build_prevalence

THEMES, JOINT, CORRECTED = "themes", "joint", "corrected"
DIFFERENCES, WAVES = "differences", "waves"

PARTS = 5


def view_findings(site: Site) -> Iterator[FindingsPart]:
    """The parts as they are computed, the quickest first; the themes come once more at the end,
    when what is said of them has been tested."""
    codebook, _ = read_written(site.root, site.settings)
    with open_loaded(site, codebook) as loaded, site.progress("findings", PARTS) as tick:
        gathering = ReportGathering(loaded)
        inputs = gathering.joint_inputs()
        if lacks := _find_lack(inputs):
            yield FindingsPart(THEMES, "Themes", _read(describe_who(Cast(inputs))), lacks=lacks)
            return
        yield _build_themes(inputs, in_full=False)
        yield _build_joint(inputs)
        tick(1)
        inputs = replace(inputs, corrected=tuple(gathering.corrected()))
        yield _build_corrected(inputs)
        tick(1)
        family = build_family(gathering)
        associations, missed = gather_associations(gathering, family)
        inputs = replace(inputs, associations=associations)
        section = build_associations_section(Cast(inputs))
        yield _build_part(DIFFERENCES, section, missed, "study.toml names no segments to compare")
        tick(1)
        contrast, missed = compare_study_waves(loaded, family)
        inputs = replace(inputs, side_by_side=contrast)
        section = build_compare_section(contrast)
        yield _build_part(WAVES, section, missed, "there is one wave at most")
        tick(1)
        yield _build_themes(inputs, in_full=True)
        tick(1)


def _find_lack(inputs: ReportInputs) -> str:
    """Why nothing can be said yet; empty where something can."""
    if inputs.codebook is None:
        return "there are no codes yet: make some as you read"
    if not inputs.prevalence:
        return "nothing is read for a code yet, by people or by the machine"
    return ""


def _build_themes(inputs: ReportInputs, *, in_full: bool) -> FindingsPart:
    cast, found = Cast(inputs), list_strands(inputs.codebook)
    said = [describe_who(cast), *list_cautions(cast, found)]
    shares = {strand.id: cast.share(strand.id) for strand in found}
    order = sorted(found, key=lambda strand: -_size(shares[strand.id]))
    themes = tuple(_view_theme(strand, cast, in_full=in_full) for strand in order)
    return FindingsPart(THEMES, "Themes", _read(*said), themes)


def _size(share: Prevalence | None) -> float:
    return share.share if share is not None and share.n else -1.0


def _view_theme(strand: Strand, cast: Cast, *, in_full: bool) -> ThemeView:
    voices, label = cast.of(strand.code_ids), strand.label or strand.id
    share = cast.share(strand.id)
    if in_full or share is None:
        said = describe_theme(strand.id, label, voices, cast, "")
    else:
        said = (write_headline(share, label, "", voices),)
    return ThemeView(strand.id, label, _read(*said), tuple(_list_shares(strand, cast)))


def _list_shares(strand: Strand, cast: Cast) -> Iterator[FoundShare]:
    """Everyone, each wave, each segment of enough people, and the codes of a theme."""
    if share := cast.share(strand.id):
        yield FoundShare("All participants", share)
    for wave in cast.waves if len(cast.waves) > 1 else ():
        if share := cast.share(strand.id, wave=wave):
            yield FoundShare(wave, share, "By wave")
    for segment in cast.inputs.segments:
        share = cast.share(strand.id, segment.name)
        if share and is_shown(share.n, cast.inputs.min_cell):
            yield FoundShare(segment.title, share, "By segment")
    for code in strand.codes if len(strand.codes) > 1 else ():
        if share := cast.share(code.id):
            yield FoundShare(code.label or code.id, share, "By code")


def _build_joint(inputs: ReportInputs) -> FindingsPart:
    display = build_joint_display(inputs)
    said = tuple(FindingSentence(note) for note in display.notes)
    return FindingsPart(
        JOINT, "Survey and conversations", said, (), (display.sides, display.matrix)
    )


def _build_corrected(inputs: ReportInputs) -> FindingsPart:
    title = "Corrected for what the machine gets wrong"
    if not inputs.corrected:
        lacks = "the machine has coded nothing, so there is nothing to correct"
        return FindingsPart(CORRECTED, title, lacks=lacks)
    people = [row for row in inputs.corrected if row.unit == "participant"]
    table = build_prevalence(people or inputs.corrected, segments=False, waves=False)
    labels = Cast(inputs).labels
    return FindingsPart(CORRECTED, title, tables=(table.labelled("code", labels),))


def _build_part(
    key: str, section: Section, missed: Iterable[Problem], otherwise: str
) -> FindingsPart:
    told = [FindingSentence(str(problem), caution=True) for problem in missed]
    said = (*_read(*section.text), *told)
    lacks = otherwise if section.is_empty and not told else ""
    return FindingsPart(key, section.title, said, (), section.tables, lacks)


def _read(*sentences: Sentence) -> tuple[FindingSentence, ...]:
    said: Sequence[Sentence] = sentences
    return tuple(FindingSentence(each.text, each.kind == CAUTION) for each in said)
