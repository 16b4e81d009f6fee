"""``interviewkit link check``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from interviewkit.cli.options import add_force_option, choice_option, open_study, table_options
from interviewkit.cli.show import Row, show_json, show_outcome, show_table
from interviewkit.cli.terminal import say
from interviewkit.model import LinkCheck, Linked
from interviewkit.tables.drawing.data import list_rows
from interviewkit.tables.material.link import build_contradictions, build_silent, build_speakers
from interviewkit.wording.numbers import count, fine_percent

SOME = 10


@click.command("check")
@click.option(
    "--open",
    "only_open",
    is_flag=True,
    help="Only speakers whom no rule resolves, or who have no row in the survey.",
)
@choice_option(
    "--show",
    of=["speakers", "contradictions", "silent"],
    default="speakers",
    help="Which table; silent: respondents whom no transcript has.",
)
@click.option(
    "--propose",
    default="",
    metavar="FILE",
    help="Write a participants file with guesses for you to read. Nothing is applied.",
)
@click.option(
    "--names",
    default="",
    metavar="COLUMN",
    help="With --propose: the survey's column of names. Default: one called name, else the ids.",
)
@add_force_option
@table_options
def show_links(
    only_open: bool, show: str, propose: str, names: str, force: bool, path: str, shape: str
) -> None:
    """Show for every speaker the participant and the respondent, and by which rule.

    Says what nothing resolves and how much of the participants' speech that is, who spoke without
    answering and who answered without speaking, and where participants file or transcript and
    survey contradict each other. Ids are joined to the letter; what differs only by case,
    blanks, leading zeros or how a number is written (101.0) is shown, and joined when study.toml
    says so: [survey] ids = "alike".

    \b
    rule              how a label became a participant
      participants file, alias, moderator label, one to one, unresolved
    how               how the participant got a row: id; or why there is none
    """
    study = open_study(path, quiet=shape != "table", force=force)
    if propose:
        show_outcome(study.propose_people(propose, names=names), shape, quiet=False)
        return
    found = study.check_link()
    if shape == "json":
        show_json(_whole(found, _chosen(found, only_open)))
        return
    if shape == "table":
        _summary(found)
    if show == "contradictions":
        show_table(build_contradictions(found.contradictions), shape)
    elif show == "silent":
        show_table(build_silent(found.without_speech), shape)
    else:
        show_table(build_speakers(_chosen(found, only_open)), shape)


def _chosen(found: LinkCheck, only_open: bool) -> Sequence[Linked]:
    """The speakers to show, those to look at first."""
    ordered = sorted(found.speakers, key=lambda each: (each.speaker.is_resolved, -each.share))
    return [each for each in ordered if _is_open(each, found)] if only_open else ordered


def _is_open(each: Linked, found: LinkCheck) -> bool:
    without = found.respondents and not each.is_joined and each.role != "moderator"
    return not each.speaker.is_resolved or bool(without)


def _summary(found: LinkCheck) -> None:
    people = {each.speaker.participant for each in found.speakers if each.role != "moderator"}
    moderators = {each.speaker.participant for each in found.speakers} - people
    open_ = [each.speaker for each in found.speakers if not each.speaker.is_resolved]
    say(
        f"{len(found.speakers)} speaker labels are {len(people)} participants and "
        f"{len(moderators)} moderators"
    )
    say(
        f"unresolved: {len(open_)} labels, {count(sum(each.words for each in open_))} words, "
        f"{fine_percent(found.unresolved)} of what participants said"
    )
    if found.respondents:
        without = len(found.without_answers)
        say(
            f"survey: {len(people) - without} of {len(people)} participants have a row "
            f"({fine_percent(found.unlinked)} of speech has none); "
            f"{count(len(found.without_speech))} of {count(found.respondents)} respondents "
            "never speak"
        )
    say(f"contradictions: {len(found.contradictions)}")
    for each in found.contradictions[:SOME]:
        say(f"  {each.about}: {each.what} is {each.here!r}, {each.there!r} ({each.where})")
    if len(found.contradictions) > SOME:
        click.echo("  … see all with --show contradictions")
    for note in found.notes:
        say(f"note: {note}")
    click.echo()


def _whole(found: LinkCheck, speakers: Sequence[Linked]) -> Row:
    return {
        "unresolved_share": round(found.unresolved, 4),
        "unlinked_share": round(found.unlinked, 4),
        "respondents": found.respondents,
        "without_answers": list(found.without_answers),
        "without_speech": list(found.without_speech),
        "contradictions": list_rows(build_contradictions(found.contradictions)),
        "notes": list(found.notes),
        "speakers": list_rows(build_speakers(speakers)),
    }
