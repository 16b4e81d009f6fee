"""The appendix: codebook, agreement, deviant cases, problems, and the trail of runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from interviewkit.model import MEMO_KINDS, Codebook
from interviewkit.model.table import COUNT, FIGURE, TEXT, ResultTable
from interviewkit.report.agreement import build_agreement_section
from interviewkit.report.figures import make_sentence
from interviewkit.report.guidelines import answer_guideline
from interviewkit.report.pages import Section
from interviewkit.report.plain_tables import make_table_plain
from interviewkit.report.strands import list_strands
from interviewkit.report.survey import build_survey_appendix
from interviewkit.report.voices import Cast
from interviewkit.tables.fields import Field, Source, build_table, read_fields
from interviewkit.tables.findings.deviant_cases import build_deviant_cases
from interviewkit.tables.material.codebook import build_codebook, build_problems
from interviewkit.tables.material.guideline import build_guideline
from interviewkit.tables.material.memos import build_memos
from interviewkit.wording.numbers import NOTHING, counted
from interviewkit.wording.words import clip_text, write_moment

PROBLEMS = 200


def _text(key: str, source: Source = "", kind: str = TEXT, head: str | None = None) -> Field:
    """A column of texts; an empty one says so."""
    return Field.of(key, kind, source, head=head, labels={"": NOTHING})


TRANSCRIPTS = (
    _text("transcript", "name"),
    *map(_text, ("wave", "group", "date")),
    *read_fields(COUNT, "turns", "words"),
)
RUNS = (
    _text("run", lambda run: str(run.id or ""), FIGURE),
    _text("step", "verb"),
    _text("ended", lambda run: write_moment(run.ended or run.started), head="ended (UTC)"),
    _text("codebook", "codebook_version"),
    _text("model", lambda run: f"{run.model} {run.model_hash[:12]}".strip()),
    _text("seed", lambda run: "" if run.seed is None else str(run.seed), FIGURE),
    Field.of("inputs", COUNT, lambda run: len(run.inputs)),
    _text("outcome", lambda run: clip_text(_join_facts(run.outcome), 160)),
    _text("print", lambda run: run.fingerprint[:12]),
)


def build_appendix(cast: Cast) -> tuple[Section, ...]:
    """Sections that there is something to say in."""
    read = _table("What was read", TRANSCRIPTS, cast.inputs.transcripts)
    runs = _table("Every step that ran, oldest first", RUNS, cast.inputs.runs)
    sections = (
        _codebook(cast.inputs.codebook),
        build_agreement_section(cast),
        build_survey_appendix(cast),
        _deviant_cases(cast),
        _memos(cast),
        *_guidelines(cast),
        Section("transcripts", "Transcripts", tables=read),
        _problems(cast),
        Section("runs", "Audit trail", tables=runs),
    )
    return tuple(section for section in sections if not section.is_empty)


def _table(
    title: str, fields: Sequence[Field], things: Iterable[object]
) -> tuple[ResultTable, ...]:
    """The table of a section; none where it would be empty."""
    table = build_table("table", fields, things, title, shown=12)
    return (table,) if table.rows else ()


def _codebook(codebook: Codebook | None) -> Section:
    if codebook is None:
        return Section("codebook", "Codebook")
    text = make_sentence(
        f"“{codebook.name}”{f', version {codebook.declared}' if codebook.declared else ''}, "
        f"content hash {codebook.version}."
    )
    return Section("codebook", "Codebook", (text,), tables=(build_codebook(codebook.codes),))


def _memos(cast: Cast) -> Section:
    """What people wrote beside the material, by what it is about, where study.toml asks for it."""
    order = {kind: n for n, kind in enumerate(MEMO_KINDS)}
    memos = sorted(cast.inputs.memos, key=lambda each: (order[each.kind], each.place))
    table = build_memos(memos, "Memos").without("id", "gone")
    return Section("memos", "Memos", tables=(table,) if memos else ())


def _guidelines(cast: Cast) -> Iterator[Section]:
    """What journals ask for, where study.toml names their guidelines."""
    for name in cast.inputs.guidelines:
        answered = answer_guideline(name, cast)
        title = f"{answered.guideline.name}: what a report should tell"
        table = build_guideline(answered).without("by").filled()
        yield Section(f"guideline-{name}", title, tables=(replace(table, title=title),))


def _deviant_cases(cast: Cast) -> Section:
    """Whose transcript to read before a pattern is believed."""
    title = "Deviant cases"
    strands = list_strands(cast.inputs.codebook)
    told = {name for each in strands for name in (each.id, *each.code_ids[len(each.codes) == 1 :])}
    cases = [case for case in cast.inputs.deviant if case.of in told]
    if not cases:
        return Section("deviant-cases", title)
    text = make_sentence(
        "Who contradicts the pattern of a code or theme: who took the side that fewer took, or did "
        "the reverse of what most of their segment or wave did, where that differs from the others "
        "by more than chance. Read these people's transcripts before the pattern is believed."
    )
    table = build_deviant_cases(cases, cast.titles).labelled("of", cast.labels)
    return Section("deviant-cases", title, (text,), tables=(replace(table, shown=12),))


def _problems(cast: Cast) -> Section:
    shown, left = cast.inputs.problems[:PROBLEMS], len(cast.inputs.problems) - PROBLEMS
    notes = (f"Left out here: {counted(left, 'further problem')}.",) if left > 0 else ()
    table = build_problems(shown, "What could not be read as it stands", notes)
    tables = (make_table_plain(table),) if shown else ()
    return Section("problems", "Problems with files", tables=tables)


def _join_facts(facts: Mapping[str, object]) -> str:
    known = sorted((name, value) for name, value in facts.items() if value is not None)
    return ", ".join(f"{name} {value}" for name, value in known)
