"""``interviewkit participant``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, look_options, open_study
from interviewkit.cli.show import show_json, show_rows
from interviewkit.cli.terminal import say


@click.group(cls=NounGroup)
def participant() -> None:
    """Look at people: what they said, what they answered, who stands out."""


@participant.command("list")
@look_options
def list_(path: str, shape: str) -> None:
    """List participants with words, codes they voiced and segments."""
    rows = open_study(path).participants()
    show_rows(rows, shape, empty="nobody yet; take speech in with: interviewkit ingest")


@participant.command("show")
@click.argument("name")
@look_options
def show(name: str, path: str, shape: str) -> None:
    """Show the profile of NAME: segments, survey answers, themes and quotes."""
    found = open_study(path).participant(name)
    if shape == "json":
        show_json(found)
    elif shape == "csv":
        show_rows(list(found["passages"]), shape)  # type: ignore[call-overload]
    else:
        say(_words(found))


@participant.command("cases")
@click.option("--of", multiple=True, help="Code or theme; may be repeated. Default: every code.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="How many people for each code.",
)
@look_options
def cases(of: tuple[str, ...], most: int, path: str, shape: str) -> None:
    """List deviant cases: people who differ most from what others like them did.

    EXPECTED is the probability of voicing the code that a model of everyone else gives someone of
    the same segments who speaks as much. SURPRISE is in bits: 1 is a coin's toss, 3.3 is one in
    ten. Read these people's transcripts before you believe a rule.
    """
    rows = [
        {
            "of": case.of,
            "participant": case.participant,
            "voiced": "yes" if case.voiced else "no",
            "expected": case.expected,
            "surprise": case.surprise,
            "words": case.words,
            "segments": list(case.segments),
        }
        for case in open_study(path).deviant_cases(of, most=most)
    ]
    show_rows(rows, shape, empty="too few people, or (almost) all or none of them voiced it")


def _words(found: object) -> str:
    """A profile on a screen."""
    table = dict(found)  # type: ignore[call-overload]
    lines = [f"{table['participant']} ({table['role']})"]
    about = {**table["attributes"], "segments": ", ".join(table["segments"])}
    lines += [
        f"  {key}: {_plain(value)}" for key, value in about.items() if value not in ("", None)
    ]
    lines.append(f"  {table['turns']} turns read, {table['words']} words")
    if table["survey"]:
        lines += ["Survey", *(f"  {key}: {_plain(each)}" for key, each in table["survey"].items())]
    lines.append("Themes and codes")
    lines += [
        f"  {label}: {each['passages']} {'passage' if each['passages'] == 1 else 'passages'}, "
        f"{each['per_1000_words']} per 1,000 words"
        for label, each in table["themes"].items()
        if each["passages"]
    ]
    lines.append("In their words")
    lines += [
        f"  [{p['code']} {p['polarity']}] {p['quote']}  ({p['transcript']}, turn {p['turn']}; "
        f"{p['coder']})"
        for p in table["passages"]
    ]
    return "\n".join(lines)


def _plain(value: object) -> object:
    """An answer as one would write it down: 47, not 47.0; yes, not True."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10g}" if isinstance(value, float) else value
