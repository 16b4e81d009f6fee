"""``interviewkit codebook add``, ``edit``, ``rename``, ``merge``, ``split`` and so on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

import click

from interviewkit.cli.options import (
    add_format_option,
    add_study_option,
    coders_agreed,
    keep_given,
    new_coder_option,
    open_study,
    repeated_option,
    table_options,
)
from interviewkit.cli.show import show_json, show_table
from interviewkit.cli.terminal import say
from interviewkit.errors import CodebookError
from interviewkit.model import CodebookAct
from interviewkit.tables.material.codebook import build_changes, build_effects, build_versions

F = TypeVar("F", bound=Callable[..., Any])
Change = Callable[..., CodebookAct]


def change_options(function: F) -> F:
    """What every change of the codebook takes."""
    options = (
        click.option(
            "--coder",
            "by",
            default="",
            envvar="INTERVIEWKIT_CODER",
            metavar="NAME",
            help="Who does it. (INTERVIEWKIT_CODER in the environment says it for good.)",
        ),
        click.option("--yes", is_flag=True, help="Do it without being asked."),
        click.option("--dry-run", is_flag=True, help="Only tell what would become of everything."),
        new_coder_option,
        add_study_option,
        add_format_option("table", "json"),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _text_options(function: F) -> F:
    """The fields of a code that can be said."""
    several = (
        repeated_option("--include", metavar="TEXT", help="What belongs to it; may be repeated."),
        repeated_option("--exclude", metavar="TEXT", help="What does not; may be repeated."),
        repeated_option("--example", "examples", metavar="TEXT", help="A sentence that shows it."),
        repeated_option(
            "--near-miss", "near_misses", metavar="TEXT", help="A sentence that only looks like it."
        ),
        repeated_option("--pattern", "patterns", metavar="TEXT", help="Words to look for."),
        click.option("--polarity", type=click.Choice(["+", "-", "+-"]), help="What it may be."),
        click.option(
            "--prevalence",
            metavar="SHARE",
            help="The share of the participants' turns expected to carry it: 0.3, or 30 %.",
        ),
        click.option("--definition", metavar="TEXT", help="What it means."),
        click.option(
            "--exclusive/--no-exclusive",
            default=None,
            help="Of a theme's codes one turn has at most one, or any of them together.",
        ),
    )
    for option in reversed(several):
        function = option(function)
    return function


@click.command("add")
@click.argument("label")
@click.option("--id", default="", help="Default: made from the label.")
@click.option("--theme", default="", metavar="THEME", help="The theme that it belongs to.")
@click.option("--parent", default="", metavar="CODE", help="The wider code that it is below.")
@click.option("--as-theme", is_flag=True, help="It is a theme, no code.")
@_text_options
@change_options
def add_one(
    label: str, id: str, theme: str, parent: str, as_theme: bool, path: str, **asked: Any
) -> None:
    """Add a code called LABEL; a study without a codebook gets one."""
    how, fields = _part(asked)
    study = open_study(path)
    if as_theme:
        _refuse_others(fields)
        carry_out(partial(study.add_theme, label, id=id, **fields), how)
        return
    fields |= {"theme": theme, "parent": parent}
    carry_out(partial(study.add_code, label, id=id, **fields), how)


@click.command("edit")
@click.argument("id_", metavar="ID")
@click.option("--label", metavar="TEXT", help="What it is called.")
@_text_options
@change_options
def edit_one(id_: str, label: str | None, path: str, **asked: Any) -> None:
    """Give a code or theme ID other words.

    Lists that are given (--include, --example …) are added to what is there.
    """
    how, fields = _part(asked)
    study = open_study(path)
    fields |= keep_given({"label": label})
    if id_ in _list_themes(study):
        _refuse_others(fields)
        carry_out(partial(study.edit_theme, id_, **fields), how)
        return
    code = next((each for each in study.codebook()[0].codes if each.id == id_), None)
    for name in ("include", "exclude", "examples", "near_misses", "patterns"):
        if name in fields and code is not None:
            fields[name] = (*getattr(code, name), *fields[name])
    carry_out(partial(study.edit_code, id_, **fields), how)


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--label", default="", metavar="TEXT", help="Another label for a code as well.")
@change_options
def rename_one(old: str, new: str, label: str, path: str, **how: Any) -> None:
    """Give the code or theme OLD the id NEW; what people coded goes along."""
    study = open_study(path)
    if old in _list_themes(study):
        carry_out(partial(study.rename_theme, old, new), how)
    else:
        carry_out(partial(study.rename_code, old, new, label=label), how)


@click.command("merge")
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", required=True, metavar="CODE", help="What they become; may be a new id.")
@click.option("--definition", metavar="TEXT", help="What the one code means.")
@click.option("--label", metavar="TEXT", help="What it is called.")
@change_options
def merge_several(
    codes: tuple[str, ...], into: str, definition: str | None, label: str | None, path: str,
    **how: Any,
) -> None:  # fmt: skip
    """Make one code of several CODES: it holds where any of them did.

    Two codings of one place and coder become one. A turn counts as read for the one code if it
    was read for all of them. Who rejected one of them has not rejected the one code.
    """
    fields = keep_given({"definition": definition, "label": label})
    carry_out(partial(open_study(path).merge_codes, codes, into, **fields), how)


@click.command("split")
@click.argument("code")
@repeated_option(
    "--into",
    required=True,
    metavar="LABEL[=IDS]",
    help="A part, and the codings that go to it: --into 'Being alone=12,15'; may be repeated.",
)
@click.option("--rest", default="", metavar="LABEL", help="The part that gets all other codings.")
@change_options
def split_one(code: str, into: tuple[str, ...], rest: str, path: str, **how: Any) -> None:
    """Cut new codes out of CODE.

    The ids of codings are told by: interviewkit coding list --code CODE --format json. Without
    --rest the code stays and keeps the codings that go nowhere.
    """
    parts = dict(_read_part(each) for each in into)
    dealt = {label: ids for label, ids in parts.items() if ids}
    change = partial(open_study(path).split_code, code, list(parts), codings=dealt, rest=rest)
    carry_out(change, how)


@click.command("move")
@click.argument("code")
@click.option("--theme", metavar="THEME", help="Under this theme; '' for none.")
@click.option("--parent", metavar="CODE", help="Below this wider code; '' for none.")
@change_options
def move_one(code: str, theme: str | None, parent: str | None, path: str, **how: Any) -> None:
    """Put CODE under another theme or wider code; codings stay as they are."""
    carry_out(partial(open_study(path).move_code, code, theme=theme, parent=parent), how)


@click.command("remove")
@click.argument("id_", metavar="ID")
@change_options
def remove_one(id_: str, path: str, **how: Any) -> None:
    """Take a code or theme ID out; codings of a code are retired and stay in the log."""
    study = open_study(path)
    remove = study.remove_theme if id_ in _list_themes(study) else study.remove_code
    carry_out(partial(remove, id_), how)


@click.command("history")
@click.argument("number", type=click.IntRange(min=1), required=False)
@table_options
def show_history(number: int | None, path: str, shape: str) -> None:
    """List the versions of the codebook that are kept, or what changed in version NUMBER.

    A change made here is undone with: interviewkit review undo ENTRY
    """
    versions = open_study(path).codebook_history()
    if number is None:
        show_table(build_versions(versions), shape)
        return
    if number > len(versions):
        raise CodebookError(
            f"there is no version {number}", hint=f"there are {len(versions)} versions"
        )
    show_table(build_changes(versions[number - 1].changes), shape)


COMMANDS = (
    add_one, edit_one, rename_one, merge_several, split_one, move_one, remove_one, show_history,
)  # fmt: skip


def carry_out(change: Change, how: Mapping[str, Any]) -> None:
    """Tell what a change does, ask, do it and say so."""
    by, shape = how["by"], how["shape"]
    if not by.strip():
        raise click.UsageError('say who changes it: --coder NAME (for instance "--coder ana")')
    asked = partial(_ask_coder, change, by, how["new_coder"])
    told = asked(dry_run=True)
    if how["dry_run"]:
        _show(told, shape)
        return
    if (told.effects or told.notes) and not how["yes"]:
        _confirm(told, shape)
    done = asked(dry_run=False)
    _show(done, shape, brief=not how["yes"])


def _ask_coder(change: Change, by: str, new_coder: bool, *, dry_run: bool) -> CodebookAct:
    def work(new: bool) -> CodebookAct:
        return change(by=by, new_coder=new, dry_run=dry_run)

    return work(new_coder) if dry_run else coders_agreed(work, new_coder)


def _confirm(told: CodebookAct, shape: str) -> None:
    """Tell what becomes of everything, and ask; in a pipe nobody can agree."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        _show(told, shape)
        raise CodebookError("nothing was changed", hint="say --yes to do it")
    _say_act(told, err=True)
    if not click.confirm("Do it?", err=True):
        raise CodebookError("nothing was changed")


def _show(act: CodebookAct, shape: str, *, brief: bool = False) -> None:
    if shape == "json":
        row = asdict(act)
        show_json({**row, "did": act.did})
    elif act.did and brief:
        _say_done(act)
    else:
        _say_act(act)
        if act.did:
            _say_done(act)


def _say_act(act: CodebookAct, *, err: bool = False) -> None:
    say(f"{act.act}: {act.says}", err=err)
    for note in act.notes:
        say(f"  note: {note}", err=err)
    if act.effects and not err:
        show_table(build_effects(act.effects), "table")
    for effect in act.effects if err else ():
        say(f"  {effect}", err=err)


def _say_done(act: CodebookAct) -> None:
    say(f"done: {act.says}; take it back with: interviewkit review undo {act.entry}")


def _part(asked: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is asked of how, and what is said of a code."""
    names = ("by", "yes", "dry_run", "new_coder", "shape")
    said = keep_given({name: value for name, value in asked.items() if name not in names})
    fields = {name: value for name, value in said.items() if value or name == "exclusive"}
    if "polarity" in fields:
        fields["polarity"] = tuple(fields["polarity"])
    return {name: asked[name] for name in names}, fields


def _refuse_others(fields: Mapping[str, Any]) -> None:
    """Refuse what only codes have where a theme is meant."""
    others = set(fields) - {"label", "definition", "exclusive"}
    if others:
        names = ", ".join(sorted(others)).replace("_", " ")
        raise click.UsageError(f"a theme has a label and a definition, and no {names}")


def _read_part(text: str) -> tuple[str, Sequence[int]]:
    label, _, ids = text.partition("=")
    try:
        return label.strip(), [int(each) for each in ids.split(",") if each.strip()]
    except ValueError:
        raise click.BadParameter(
            f"{ids!r} are no ids of codings, as 12,15", param_hint="--into"
        ) from None


def _list_themes(study: Any) -> set[str]:
    """The ids of the themes; none where there is no codebook yet."""
    if not study.settings.codebook.file:
        return set()
    return {theme.id for theme in study.codebook()[0].themes}
