"""``interviewkit verify``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import click

from interviewkit.cli.options import open_study, table_options
from interviewkit.cli.show import show_json, show_left_out, show_table
from interviewkit.cli.terminal import say
from interviewkit.model.verification import DocumentClaim, Verification
from interviewkit.tables.material.verification import build_verification, describe_coverage
from interviewkit.wording.numbers import counted

SHOWN = 40


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--unbound", is_flag=True, help="List numbers, too, that no finding was found for.")
@table_options
def verify(files: Sequence[str], unbound: bool, path: str, shape: str) -> None:
    """Hold documents against the study: every number and every quote in them.

    A FILE is a report or a text that you wrote about the study: .html, .md, .docx, .pdf or .txt.
    Quotes are looked for in the transcripts. Numbers are held against what the study's report
    would say now, or against the finding of which their sentence speaks. Sentences that make
    something else of a figure are told, too: a share told as a risk, points told as per cent,
    "most" of less than half, a cause where there is an association.

    Exit code 1: something is wrong, or nothing could be checked.
    """
    found = open_study(path, quiet=shape != "table").verify(*files)
    table = build_verification([each if unbound else _cut(each) for each in found])
    if shape == "table":
        for each in found:
            _show_document(each, each.claims if unbound else each.wrong)
    elif shape == "json":
        show_json([_build_row(each) for each in found])
    else:
        show_table(table, shape)
    show_left_out(table.notes, shape)
    if not all(each.holds for each in found):
        raise SystemExit(1)


def _cut(found: Verification) -> Verification:
    return replace(found, claims=found.wrong)


def _build_row(found: Verification) -> dict[str, object]:
    row = {name: value for name, value in asdict(found).items() if name != "claims"}
    return row | {
        "holds": found.holds,
        "checked": found.checked,
        "claims": [asdict(each) for each in found.claims],
    }


def _show_document(found: Verification, claims: Sequence[DocumentClaim]) -> None:
    wrong = len(found.wrong)
    head = f"{counted(wrong, 'thing is', 'things are')} wrong" if wrong else "nothing is wrong"
    say(f"{found.file}: {head if found.checked else 'nothing was checked'}")
    for each in claims[:SHOWN]:
        _show_claim(each)
    if len(claims) > SHOWN:
        say(f"  … and {len(claims) - SHOWN} more; see all with --format csv")
    say(f"  {describe_coverage(found)}")
    if not found.checked:
        say("  Is it about this study? Its quotes stand between quotation marks, and its figures")
        say("  are those of the report: interviewkit report")


def _show_claim(each: DocumentClaim) -> None:
    say(f"  {each.place}: {each.what}")
    for name, text in (("says", each.says), ("study", each.study), ("do", each.hint)):
        if text:
            say(f"    {name:<6}{text}")
