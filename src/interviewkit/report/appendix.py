"""The appendix: codebook, agreement, people who stand out, problems, and the trail of runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from interviewkit.model import Code, Codebook, Run
from interviewkit.model.table import (
    COUNT,
    FIGURE,
    TEXT,
    Column,
    ResultTable,
    Value,
    build_rows,
)
from interviewkit.report.agreement import agreement_section
from interviewkit.report.figures import sentence
from interviewkit.report.formats import clip, moment, polarity_sign
from interviewkit.report.pages import Section
from interviewkit.report.voices import Cast
from interviewkit.tables.deviant_cases import build_deviant_cases
from interviewkit.wording.numbers import counted

PROBLEMS = 200
CODEBOOK = (
    Column("code", TEXT),
    Column("meaning", TEXT),
    Column("include", TEXT),
    Column("exclude", TEXT),
    Column("examples", TEXT),
    Column("version", TEXT),
)
TRANSCRIPTS = (
    Column("transcript", TEXT),
    Column("wave", TEXT),
    Column("group", TEXT),
    Column("date", TEXT),
    Column("turns", COUNT),
    Column("words", COUNT),
)
FAULTS = (
    Column("file", TEXT),
    Column("line", FIGURE),
    Column("what", TEXT),
    Column("what_to_do", TEXT),
)
RUNS = (
    Column("run", FIGURE),
    Column("step", TEXT),
    Column("ended", TEXT, head="ended (UTC)"),
    Column("codebook", TEXT),
    Column("model", TEXT),
    Column("seed", FIGURE),
    Column("inputs", COUNT),
    Column("outcome", TEXT),
    Column("print", TEXT),
)


def appendix(cast: Cast) -> tuple[Section, ...]:
    """Sections that there is something to say in."""
    sections = (
        _codebook(cast.inputs.codebook),
        agreement_section(cast),
        _standing_out(cast),
        _transcripts(cast),
        _problems(cast),
        _runs(cast),
    )
    return tuple(section for section in sections if not section.is_empty)


def _table(
    title: str,
    columns: Sequence[Column],
    cells: Iterable[Sequence[Value]],
    note: str = "",
    shown: int = 12,
) -> tuple[ResultTable, ...]:
    """The table of a section; none where it would be empty. Texts that say nothing are none."""
    rows = build_rows(columns, ([None if value == "" else value for value in row] for row in cells))
    notes = (note,) if note else ()
    table = ResultTable("table", tuple(columns), rows, title, notes, shown=shown)
    return (table,) if rows else ()


def _codebook(codebook: Codebook | None) -> Section:
    if codebook is None:
        return Section("codebook", "Codebook")
    text = sentence(
        f"“{codebook.name}”{f', version {codebook.declared}' if codebook.declared else ''}, "
        f"content hash {codebook.version}."
    )
    tables = _table("What each code means", CODEBOOK, map(_code, codebook.codes), shown=30)
    return Section("codebook", "Codebook", (text,), tables=tables)


def _code(code: Code) -> tuple[str, ...]:
    examples = (f"{polarity_sign(e.polarity)} “{clip(e.text, 160)}”" for e in code.examples[:3])
    sides = "/".join(map(polarity_sign, code.polarity))
    return (
        f"{code.label} ({code.id}; {sides})",
        code.definition,
        "; ".join(code.include),
        "; ".join(code.exclude),
        " ".join(examples),
        code.version,
    )


def _standing_out(cast: Cast) -> Section:
    """Whose transcript to read before a rule is believed."""
    title, cases = "People who stand out", cast.inputs.deviant
    if not cases:
        return Section("standing-out", title)
    text = sentence(
        "For each code, who differs most from what one would expect of people like them. These "
        "are cases to read, not findings."
    )
    table = build_deviant_cases(cases).without("surprise")
    table = table.labelled("of", cast.labels).labelled("segments", cast.titles)
    return Section("standing-out", title, (text,), tables=(table,))


def _transcripts(cast: Cast) -> Section:
    rows = ((t.name, t.wave, t.group, t.date, t.turns, t.words) for t in cast.inputs.transcripts)
    tables = _table("What was read", TRANSCRIPTS, rows)
    return Section("transcripts", "Transcripts", tables=tables)


def _problems(cast: Cast) -> Section:
    shown, left = cast.inputs.problems[:PROBLEMS], len(cast.inputs.problems) - PROBLEMS
    rows = ((each.path, str(each.line or ""), each.what, each.hint) for each in shown)
    note = f"Left out here: {counted(left, 'further problem')}." if left > 0 else ""
    tables = _table("What could not be read as it stands", FAULTS, rows, note)
    return Section("problems", "Problems with files", tables=tables)


def _runs(cast: Cast) -> Section:
    tables = _table("Every step that ran, oldest first", RUNS, map(_run, cast.inputs.runs))
    return Section("runs", "Audit trail", tables=tables)


def _run(run: Run) -> tuple[Value, ...]:
    return (
        str(run.id or ""),
        run.verb,
        moment(run.ended or run.started),
        run.codebook_version,
        f"{run.model} {run.model_hash[:12]}".strip(),
        "" if run.seed is None else str(run.seed),
        len(run.inputs),
        clip(_pairs(run.outcome), 160),
        run.fingerprint[:12],
    )


def _pairs(facts: Mapping[str, object]) -> str:
    known = sorted((name, value) for name, value in facts.items() if value is not None)
    return ", ".join(f"{name} {value}" for name, value in known)
