"""What docs/language-models.md shows can be written into study.toml and opened."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from interviewkit.endpoints.opening import open_endpoint
from interviewkit.endpoints.transfer import SENT, describe_transfer
from interviewkit.errors import EndpointError
from interviewkit.model.llm_settings import LlmSettings
from interviewkit.model.settings import parse_settings
from interviewkit.wording.transfers import warn_of_sending


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "language-models.md").read_text("utf-8")


def test_the_examples_can_be_opened(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "not-a-real-key-of-anybody")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks:
        open_endpoint(parse_settings(block, "study.toml").coding.llm)


def test_the_defaults_are_those_of_the_table(page: str) -> None:
    defaults = {each.name: each.default for each in fields(LlmSettings)}
    table = page.split("| setting |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (`.+?`) \| ([\d.]+) \|", table, re.MULTILINE)
    assert len(rows) >= 7
    for names, value in rows:
        for name in re.findall(r"`(\w+)`", names):
            assert defaults[name] == float(value), name


def test_what_would_leave_is_said_as_it_is(page: str) -> None:
    transfer = describe_transfer(LlmSettings(endpoint="https://api.example.org/v1", model="m"))
    assert warn_of_sending(transfer) in " ".join(page.split())
    assert transfer.leaves == SENT


def test_every_server_of_the_table_is_this_machine(page: str) -> None:
    urls = re.findall(r"`(http://[\d.:]+/v1)`", page)
    assert len(urls) >= 4
    for url in urls:
        assert describe_transfer(LlmSettings(endpoint=url)).stays_here
    with pytest.raises(EndpointError, match="would leave"):
        open_endpoint(LlmSettings(endpoint="https://api.example.org/v1", model="m"))
