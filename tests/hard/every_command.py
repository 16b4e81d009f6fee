"""Every command of the program with what it needs to be told, for studies that have little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

Words = tuple[str, ...]

PAIR = ("--coders", "ana,ben")

ARGUMENTS: Mapping[str, Sequence[Words]] = {
    "init": [("{out}/new",)],
    "run": [()],
    "ingest": [
        (), ("--survey-text", "mood"), ("--no-survey-text",),
        ("--preview", "{folder}/transcripts/talk.txt"),
    ],
    "code": [(), ("--selective",)],
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
    "review outdated": [()],
    "transcript list": [()],
    "transcript show": [("talk",), ("w1/i1",)],
    "participant list": [()],
    "participant show": [("Ana",), ("P1",)],
    "participant cases": [()],
    "codebook list": [()],
    "codebook show": [(), ("bus",)],
    "codebook check": [()],
    "codebook diff": [("{folder}/cb.yaml", "{folder}/cb.yaml")],
    "coding list": [()],
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
    "segment list": [()],
    "segment variables": [()],
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

FORMATS: Mapping[str, Words] = {"init": (), "status": ("table", "json")}
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
