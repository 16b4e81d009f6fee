"""What [coding.llm] may say; a key that stands there is refused and not repeated."""

from __future__ import annotations

import pytest

from interviewkit.errors import StudyError
from interviewkit.model.llm_settings import LlmSettings
from interviewkit.model.settings import parse_settings

KEY = "sk-proj-4hT9xQ2mZ7pLw8Rk1nVb"


def read(lines: str) -> LlmSettings:
    return parse_settings(f"[coding.llm]\n{lines}\n", "study.toml").coding.llm


def test_without_a_table_the_defaults_stand() -> None:
    assert parse_settings("", "study.toml").coding.llm == LlmSettings()
    assert read('model = "qwen3"').endpoint == "http://127.0.0.1:11434/v1"


def test_all_of_it_can_be_set() -> None:
    found = read(
        'endpoint = "https://api.example.org/v1"\nprovider = "anthropic"\nmodel = "m"\n'
        'key_env = "MY_KEY"\nconsent = "The ethics board agreed."\nvotes = 3\ncodes_a_call = 4\n'
        "context_turns = 0\nconcurrent = 8\ntimeout_s = 60\nretries = 0\nmost_tokens = 900\n"
        'temperature = 0.7\nprice_in = 3\nprice_out = 15.5\ntemplate = "prompts/mine.md"'
    )
    assert (found.provider, found.votes, found.timeout_s, found.price_out) == (
        "anthropic", 3, 60.0, 15.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('modle = "m"', "[coding.llm] has no setting 'modle'"),
        ('provider = "google"', "coding.llm.provider must be 'openai' or 'anthropic'"),
        ("votes = 0", "coding.llm.votes must be 1 to 20, not 0"),
        ("temperature = nan", "coding.llm.temperature must be 0 to 2, not nan"),
        ("timeout_s = 0.5", "coding.llm.timeout_s must be 1 to 3600, not 0.5"),
        ('endpoint = "localhost:11434"', "must be an address, not 'localhost:11434'"),
        ('endpoint = "unix:///tmp/llm.sock"', "must be an address, not 'unix:"),
        ('endpoint = "http://"', "must be an address, not 'http://'"),
    ],
)
def test_what_it_may_not_say(line: str, said: str) -> None:
    with pytest.raises(StudyError) as told:
        read(line)
    assert said in told.value.message


@pytest.mark.parametrize(
    "line",
    [
        f'api_key = "{KEY}"',
        f"{KEY} = true",
        f'key = "{KEY}"',
        'token = "hunter2-hunter2-hunter2"',
        f'key_env = "{KEY}"',
        'key_env = "hunter2-hunter2-hunter2"',
        f'key_env = ["{KEY}"]',
        f'model = "{KEY}"',
        f'consent = "{KEY}"',
        f'headers = {{ Authorization = "Bearer {KEY}" }}',
        f'endpoint = "https://user:{KEY}@api.example.org/v1"',
        'endpoint = "https://api.example.org/v1?code=hunter2-hunter2-hunter2"',
    ],
)
def test_a_key_is_refused_and_not_repeated(line: str) -> None:
    with pytest.raises(StudyError) as told:
        read(line)
    said = f"{told.value} {told.value.hint} {told.value.__cause__} {told.value.__context__}"
    assert 'key_env = "MY_KEY"' in told.value.hint
    assert KEY not in said
    assert "hunter2" not in said


def test_words_that_are_no_keys_pass() -> None:
    line = 'model = "keyboardinteraction-7b-instruct"\nconsent = "See form key-words, page 2."'
    assert read(line).model.startswith("keyboard")
