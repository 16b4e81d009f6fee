"""``interviewkit serve``."""

from __future__ import annotations

import webbrowser

import click

from interviewkit.cli.options import add_study_option, open_study
from interviewkit.cli.terminal import say
from interviewkit.errors import StudyError


@click.command("serve")
@click.option("--coder", default="", help="Who codes; else the page asks.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: one that is free.")
@click.option("--no-open", is_flag=True, help="Print the address, open no browser.")
@add_study_option
def serve(coder: str, port: int, no_open: bool, path: str) -> None:
    """Open the study in a browser: read, code, review, find, compare.

    The workspace runs on this machine alone, and only the browser that opens the printed address
    is let in. Everything is saved as you do it. Ctrl-C ends it; nothing is lost.
    """
    try:
        from interviewkit.web import server
    except ImportError as fault:
        raise StudyError(
            f"the workspace needs the package {fault.name}, which is not installed",
            hint="pip install 'interviewkit[web]'",
        ) from fault

    def announce(address: str) -> None:
        say(f"open {address}")
        say("Ctrl-C ends the workspace; everything is saved as you do it")
        if not no_open:
            webbrowser.open(address)

    server.serve(open_study(path).root, coder=coder, port=port, announce=announce)
