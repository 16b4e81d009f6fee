"""``interviewkit participant``."""

from __future__ import annotations

import click

from interviewkit.cli.options import NounGroup, open_study, table_options
from interviewkit.cli.show import show_json, show_table
from interviewkit.cli.terminal import say
from interviewkit.tables.findings.deviant_cases import build_deviant_cases
from interviewkit.tables.material.participants import build_participants, build_passages


@click.group(cls=NounGroup)
def participant() -> None:
    """Look at people: what they said, what they answered, who stands out."""


@participant.command("list")
@table_options
def show_participants(path: str, shape: str) -> None:
    """List participants: how much they said, which codes they voiced, their segments."""
    show_table(build_participants(open_study(path).participants()), shape)


@participant.command("show")
@click.argument("name")
@table_options
def show_profile(name: str, path: str, shape: str) -> None:
    """Show the profile of NAME: segments, survey answers, themes and quotes.

    Other formats than the terminal's and JSON have a row for each passage that is coded.
    """
    found = open_study(path).participant(name)
    if shape == "json":
        show_json(found)
    elif shape == "table":
        say(_words(found))
    else:
        show_table(build_passages(name, list(found["passages"])), shape)  # type: ignore[call-overload]


@participant.command("cases")
@click.option("--of", multiple=True, help="Code or theme; may be repeated. Default: every code.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="How many people for each code.",
)
@table_options
def show_deviant_cases(of: tuple[str, ...], most: int, path: str, shape: str) -> None:
    """List deviant cases: people who contradict the pattern of a code.

    That is who took the side that fewer people took, or did the reverse of what most of their
    segment or wave did, where that differs from the others by more than chance. Read these
    people's transcripts before you believe a rule.
    """
    show_table(build_deviant_cases(open_study(path).deviant_cases(of, most=most)), shape)


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
