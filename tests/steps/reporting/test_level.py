"""The report names the level of its intervals, in every figure, table and sentence."""

from __future__ import annotations

import re
from pathlib import Path

from builders_waves import waves_study
from interviewkit import Study

SURVEY = (
    r'<section id="survey(-tables)?".*?</section>',
    r"(?m)^## What the survey says$.*?(?=^## )",
    r"(?m)^##+ Survey: every figure$.*?(?=^##)",
)
"""The survey's chapter and tables: its figures have a level of their own."""
OF_THE_SURVEY = ("errors allow for", "figures are unweighted, their")


def test_every_interval_of_people_names_the_level_of_the_study(tmp_path: Path) -> None:
    folder = waves_study(tmp_path)
    toml = folder / "study.toml"
    toml.write_text(toml.read_text("utf-8") + "\n[inference]\nlevel = 0.9\n", "utf-8")
    Study.open(folder).report()
    for path in (folder / "reports").iterdir():
        page = path.read_text("utf-8")
        for pattern in SURVEY:
            page = re.sub(pattern, "", page, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", page).replace("\u00a0", " ")
        assert "90% interval" in text
        assert "90% CI" in text
        told = [text[max(at.start() - 90, 0) : at.start()] for at in re.finditer("95%", text)]
        assert not [each for each in told if not any(words in each for words in OF_THE_SURVEY)]
