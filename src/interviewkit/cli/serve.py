"""``interviewkit serve``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from interviewkit.cli.options import add_study_option, coders_agreed, new_coder_option, open_study
from interviewkit.cli.terminal import say
from interviewkit.errors import StudyError


@click.command("serve")
@click.option("--coder", default="", help="Who codes; else the page asks.")
@new_coder_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: one that is free.")
@click.option("--no-open", is_flag=True, help="Print the address, open no browser.")
@click.option("--init", "begin", is_flag=True, help="Make a study of the folder if it is none.")
@add_study_option
def serve(coder: str, new_coder: bool, port: int, no_open: bool, begin: bool, path: str) -> None:
    """Open the study in a browser: read, code, review, find, compare.

    The workspace runs on this machine alone, and only the browser that opens the printed address
    is let in. Everything is saved as you do it. Ctrl-C ends it; nothing is lost. A study that is
    served already is joined: the address of its workspace is opened once more.

    In a folder that is no study yet it offers to make one there; your interviews are then dropped
    into the page.
    """
    try:
        from interviewkit.web.serving import server
    except ImportError as fault:
        raise StudyError(
            f"the workspace needs the package {fault.name}, which is not installed",
            hint="pip install 'interviewkit[web]'",
        ) from fault

    def announce(address: str, is_joined: bool) -> None:
        say(f"open {address}")
        if is_joined:
            say("this study is served already: the address leads to that workspace")
        else:
            say("Ctrl-C ends the workspace; everything is saved as you do it")
        if not no_open:
            import webbrowser

            webbrowser.open(address)

    _begin_study(path, begin)
    study = open_study(path)
    if coder:
        coder = coders_agreed(lambda new: study.identify_coder(coder, new_coder=new), new_coder)
    server.serve(study.root, coder=coder, port=port, announce=announce)


def _begin_study(path: str, begin: bool) -> None:
    """Make a study where there is none, if that is wished."""
    from interviewkit.model.study_files import SETTINGS_FILE
    from interviewkit.study.handle import find_nearest_root

    folder = Path(path or ".").resolve()
    if (folder / SETTINGS_FILE).is_file() or folder.name == SETTINGS_FILE:
        return
    if not begin and not path and find_nearest_root(folder):
        return
    asks = sys.stdin.isatty() and sys.stderr.isatty()
    if not begin and not asks:
        if path:
            return
        raise StudyError(
            f"{folder} is not in a study: no {SETTINGS_FILE} here or above",
            hint="make one of this folder with: interviewkit serve --init",
        )
    if begin or click.confirm(f"{folder} is no study yet. Make one there?", err=True):
        from interviewkit.study import Study

        Study.init(folder)
