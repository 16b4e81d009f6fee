"""Every command of the program with what it needs to be told, for studies that have little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

Words = tuple[str, ...]

PAIR, ANA = ("--coders", "ana,ben"), ("--coder", "ana")

ARGUMENTS: Mapping[str, Sequence[Words]] = {
    "init": [("{out}/new",)],
    "import": [("{folder}/cod.csv",), ("{folder}/cod.csv", "--dry-run")],
    "run": [()],
    "ingest": [
        (), ("--survey-text", "mood"), ("--no-survey-text",),
        ("--preview", "{folder}/transcripts/talk.txt"),
    ],
    "code": [
        (), ("--selective",), ("--dry-run",), ("--limit", "0"), ("--llm-erase",),
        ("--llm-template",),
        ("--llm-export", "{out}/prompts-{shape}.jsonl"), ("--llm-import", "{folder}/cod.csv"),
        ("--llm-log", "{out}/log-{shape}.jsonl"),
    ],
    "discover": [],  # needs a language model: the one study with models runs it
    "link": [()],
    "compare": [
        (), ("--waves", "w1,w2"), ("--cohorts", "g1,g2"), ("--segments", "rural,town"),
        ("--segments", "rural"), ("--segments", "rural,town", "--overlap", "leave-out"),
        *(("--waves", "w1,w2", "--show", each) for each in (
            "who", "answers", "moves", "topics", "codebook", "saturation", "pairs")),
        *(("--segments", "rural,town", "--show", each) for each in (
            "who", "answers", "saturation", "pairs")),
    ],
    "report": [()],
    "export": [
        ("--replication", "{out}/whole-{shape}"),
        ("--replication", "{out}/masked-{shape}", "--without-texts"),
        ("{out}/s-{shape}.qdpx", "{out}/s-{shape}.qdc", "{out}/s-{shape}.json", "--all"),
        ("{out}/s-{shape}.docx", "{out}/s-{shape}.html", "{out}/s-{shape}.xlsx", "--answers"),
        ("{out}/r-{shape}", "--for", "r", "--answers"), ("{out}/p-{shape}", "--as", "html"),
    ],
    "verify": [("{folder}/reports/report.md",), ("{folder}/reports/report.html", "--unbound")],
    "status": [()],
    "check": [(), ("--repair",)],
    "restore": [(), ("yesterday",)],
    "review start": [("--coder", "ana"), ("--coder", "ana", "--queue", "remainder")],
    "review assign": [
        ("--coders", "ana", "--turns", "1"), ("--coders", "ana", "--participants", "1"),
    ],
    "review disagreements": [()],
    "review consensus": [()],
    "review log": [()],
    "review undo": [("--coder", "ana")],
    "review redo": [ANA],
    "review outdated": [()],
    "serve": [],  # it stays until it is ended: tests/web
    "project list": [()],
    "project show": [("nobody",)],
    "transcript list": [()],
    "transcript show": [("talk",), ("w1/i1",)],
    "transcript search": [("bus",), ("b.s", "--regex"), ("take", "--kwic", "left")],
    "transcript edit": [
        ("talk", "2", "--replace", "slow", "--with", "late", *ANA),
        ("talk", "2", "--speaker", "Bea", "--dry-run"),
    ],
    "transcript edits": [()],
    "participant list": [()],
    "participant show": [("Ana",), ("P1",)],
    "participant cases": [()],
    "codebook list": [()],
    "codebook show": [(), ("bus",)],
    "codebook check": [()],
    "codebook draft": [("--dry-run",), ("--n", "3")],
    "codebook suggest": [(), ("bus", "--most", "1")],
    "codebook diff": [("{folder}/cb.yaml", "{folder}/cb.yaml")],
    "codebook add": [("Train", "--definition", "They take the train.", *ANA)],
    "codebook edit": [("bus", "--label", "Buses", "--yes", *ANA)],
    "codebook rename": [("walk", "foot", "--dry-run", *ANA)],
    "codebook merge": [("bus", "walk", "--into", "way", "--dry-run", *ANA)],
    "codebook split": [("bus", "--into", "Coach=1", "--dry-run", *ANA)],
    "codebook move": [("walk", "--theme", "ties", "--dry-run", *ANA)],
    "codebook remove": [("walk", "--dry-run", *ANA)],
    "codebook history": [(), ("1",)],
    "coding list": [
        (), ("--query", "bus and not walk"), ("--segment", "rural"), ("--by", "person"),
    ],
    "coding add": [("talk", "2", "bus", *ANA)],
    "coding change": [("1", "--polarity=-", *ANA)],
    "coding withdraw": [("1", *ANA)],
    "coding framework": [(), ("--rows", "segments")],
    "coding summarise": [("Ana", "bus", "She rides.", *ANA)],
    "query save": [("riders", "bus", *ANA)],
    "query list": [()],
    "query show": [("riders",)],
    "query run": [("riders",)],
    "query forget": [("riders", *ANA)],
    "memo add": [("code:bus", "Why so often?", *ANA), ("study", "See [[code:bus]].", *ANA)],
    "memo list": [()],
    "memo show": [("1",)],
    "memo edit": [("1", "Why at all?", *ANA)],
    "memo remove": [("1", *ANA)],
    "memo export": [("{out}/memos.docx", "--force")],
    "coding export": [("{out}/codings.csv",)],
    "coding import": [("{folder}/cod.csv",), ("{folder}/cod.csv", "--chance", "0.5")],
    "coding agreement": [
        PAIR, ("--coders", "ana,machine"), (*PAIR, "--unit", "character"),
        (*PAIR, "--unit", "passage", "--values", "polarity"),
        (*PAIR, "--unit", "participant", "--reference", "ana"),
    ],
    "coding calibration": [(), ("bus",)],
    "coding disagreements": [PAIR],
    "coding confusion": [PAIR, (*PAIR, "--polarity")],
    "coding prevalence": [
        (), ("--unit", "participant"), ("--by", "segment"), ("--wave",),
        ("--by", "segment", "--differences"), ("--wave", "--differences"),
        ("--about", "conversations"), ("--unit", "participant", "--by", "segment"),
    ],
    "coding certificates": [()],
    "topic list": [()],
    "topic show": [("0",)],
    "topic name": [("0", "Roads", "--by", "ana")],
    "topic merge": [("0", "1", "--by", "ana")],
    "topic code": [("0", "--by", "ana")],
    "topic waves": [()],
    "survey show": [(), ("hours",), ("mood",)],
    "survey design": [()],
    "survey estimate": [
        (), ("hours", "--by", "all"), ("mood", "--by", "area"),
        ("hours", "--statistic", "quantile"), ("hours", "--statistic", "variance"),
        ("hours", "--over", "weight"),
    ],
    "survey compare": [("rural", "town"), ("rural", "town", "--of", "mood")],
    "survey crosstab": [("area", "mood"), ("mood", "rural")],
    "survey model": [("hours ~ area",), ("hours ~ mood + area",)],
    "survey report": [()],
    "survey figures": [()],
    "text list": [()],
    "text show": [("headline",), ("theme-bus",)],
    "text write": [("headline", "What we found."), ("nobody", "x")],
    "text keep": [("headline",), ("theme-bus",)],
    "text remove": [("headline",), ("theme-bus",)],
    "text draft": [()],
    "segment list": [()],
    "segment variables": [()],
    "guideline list": [()],
    "guideline show": [("coreq",), ("nobody",)],
    "plugin list": [()],
    "plugin check": [("rules",), ("nobody",)],
    "link check": [(), ("--show", "contradictions"), ("--show", "silent"),
                   ("--propose", "{out}/who-{shape}.csv")],
    "link display": [("{out}/joint.html",), ("{out}/joint.docx",)],
    "link export": [
        ("{out}/people.csv", "--values", "all", "--with", "*"), ("{out}/people.sav", "--by-wave"),
    ],
    "link infer": [("bus", "--fit", "confirms", "--text", "So it is.", "--by", "ana")],
    "link inferences": [()],
    "link themes": [
        (), ("--segment", "rural"), ("--variable", "hours"), ("--unit", "participant-wave"),
        ("--segment", "rural", "--against", "town"), ("--covariate", "hours"),
        ("--variable", "mood", "--covariate", "hours"),
    ],
}  # fmt: skip

FORMATS: Mapping[str, Words] = {
    "init": (),
    **dict.fromkeys(("status", "memo show", "text show"), ("table", "json")),
    **{f"codebook {verb}": ("table", "json")
       for verb in (
           "add", "draft", "edit", "rename", "merge", "split", "move", "remove", "suggest")},
}  # fmt: skip
"""Commands that take fewer formats than the others."""

OF_NO_STUDY = ("init", "plugin list")


def commands(group: click.Group, above: Words = ()) -> Iterator[Words]:
    """The names of every command below a group, those groups too that do something alone."""
    for name, command in group.commands.items():
        if not isinstance(command, click.Group):
            yield (*above, name)
            continue
        if command.invoke_without_command:
            yield (*above, name)
        yield from commands(command, (*above, name))
