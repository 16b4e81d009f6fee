"""docs/language-models.md: its settings are settings, and its commands run in their order."""

from __future__ import annotations

import json
import re
import shlex
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from builders_asked import HONEST, asked_study, find_honestly, quotes_of
from interviewkit.cli import main
from interviewkit.model.settings import parse_settings
from scripted_endpoint import Received, ScriptedEndpoint, reply

ELSEWHERE = ("coding agreement", "--llm-import")
"""What needs people's judgements, or a service's answers: it is tried in tests/steps/asking."""


def answer_all(received: Received) -> str:
    """An honest coder that has nothing to draft."""
    if "The turn to be coded" in received.prompt:
        return find_honestly(received)
    quote = {"passage": 1, "quote": received.prompt.split(": ", 1)[1].split("\n")[0]}
    code = {"label": "Work", "definition": "", "include": [], "exclude": [], "quotes": [quote]}
    return json.dumps({"codes": [code]}, ensure_ascii=False)


def test_its_settings_are_settings(root: Path) -> None:
    page = (root / "docs" / "language-models.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        assert parse_settings(block, "study.toml").coding.llm


def test_its_commands_run_as_they_stand(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "language-models.md").read_text("utf-8")
    lines = re.findall(r"^interviewkit ([^#\n]*)", page, re.MULTILINE)
    wanted = [line for line in lines if not any(each in line for each in ELSEWHERE)]
    assert len(wanted) >= 8
    with ScriptedEndpoint(then=reply(answer_all)) as server:
        study = asked_study(tmp_path, server.url)
        with chdir(study):
            for line in wanted:
                done = CliRunner().invoke(main, shlex.split(line))
                assert done.exit_code == 0, (line, done.output)
    assert quotes_of(study) == HONEST
    assert (study / "prompts" / "llm.txt").is_file()
    assert (study / "draft.yaml").is_file()
