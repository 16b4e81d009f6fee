"""The appendix: codebook, agreement, problems, and the trail of runs."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.model import Code, Codebook, Run
from interviewkit.report.agreement import agreement_section
from interviewkit.report.figures import Table, sentence
from interviewkit.report.formats import clip, moment, polarity_sign
from interviewkit.report.pages import Section
from interviewkit.report.standing_out import standing_out
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import NOTHING, count, counted

PROBLEMS = 200


def appendix(cast: Cast) -> tuple[Section, ...]:
    """Sections that there is something to say in."""
    sections = (
        _codebook(cast.inputs.codebook),
        agreement_section(cast),
        standing_out(cast),
        _transcripts(cast),
        _problems(cast),
        _runs(cast),
    )
    return tuple(section for section in sections if not section.is_empty)


def _codebook(codebook: Codebook | None) -> Section:
    if codebook is None:
        return Section("codebook", "Codebook")
    text = sentence(
        f"“{codebook.name}”{f', version {codebook.declared}' if codebook.declared else ''}, "
        f"content hash {codebook.version}."
    )
    head = ("Code", "Meaning", "Include", "Exclude", "Examples", "Version")
    table = Table("What each code means", head, tuple(map(_code, codebook.codes)), shown=30)
    return Section("codebook", "Codebook", (text,), tables=(table,))


def _code(code: Code) -> tuple[str, ...]:
    examples = (f"{polarity_sign(e.polarity)} “{clip(e.text, 160)}”" for e in code.examples[:3])
    sides = "/".join(map(polarity_sign, code.polarity))
    return (
        f"{code.label} ({code.id}; {sides})",
        code.definition,
        "; ".join(code.include) or NOTHING,
        "; ".join(code.exclude) or NOTHING,
        " ".join(examples) or NOTHING,
        code.version,
    )


def _transcripts(cast: Cast) -> Section:
    head = ("Transcript", "Wave", "Group", "Date", "Turns", "Words")
    rows = tuple(
        (
            t.name,
            t.wave or NOTHING,
            t.group or NOTHING,
            t.date or NOTHING,
            count(t.turns),
            count(t.words),
        )
        for t in cast.inputs.transcripts
    )
    table = Table("What was read", head, rows, (4, 5), shown=12)
    return Section("transcripts", "Transcripts", tables=(table,) if rows else ())


def _problems(cast: Cast) -> Section:
    problems = cast.inputs.problems
    rows = tuple(
        (problem.path, str(problem.line or NOTHING), problem.what, problem.hint or NOTHING)
        for problem in problems[:PROBLEMS]
    )
    left = len(problems) - len(rows)
    note = f"Left out here: {counted(left, 'further problem')}." if left else ""
    table = Table(
        "What could not be read as it stands",
        ("File", "Line", "What", "What to do"),
        rows,
        (1,),
        note,
        12,
    )
    return Section("problems", "Problems with files", tables=(table,) if rows else ())


def _runs(cast: Cast) -> Section:
    rows = tuple(map(_run, cast.inputs.runs))
    head = ("Run", "Step", "Ended (UTC)", "Codebook", "Model", "Seed", "Inputs", "Outcome", "Print")
    table = Table("Every step that ran, oldest first", head, rows, (0,), shown=12)
    return Section("runs", "Audit trail", tables=(table,) if rows else ())


def _run(run: Run) -> tuple[str, ...]:
    model = f"{run.model} {run.model_hash[:12]}".strip()
    return (
        str(run.id or NOTHING),
        run.verb,
        moment(run.ended or run.started) or NOTHING,
        run.codebook_version or NOTHING,
        model or NOTHING,
        NOTHING if run.seed is None else str(run.seed),
        counted(len(run.inputs), "input"),
        clip(_pairs(run.outcome), 160) or NOTHING,
        run.fingerprint[:12],
    )


def _pairs(facts: Mapping[str, object]) -> str:
    known = sorted((name, value) for name, value in facts.items() if value is not None)
    return ", ".join(f"{name} {value}" for name, value in known)
