"""The report names the level of its intervals, in every figure, table and sentence."""

from __future__ import annotations

import re
from pathlib import Path

from builders_waves import waves_study
from interviewkit import Study


def test_every_interval_of_people_names_the_level_of_the_study(tmp_path: Path) -> None:
    folder = waves_study(tmp_path)
    toml = folder / "study.toml"
    toml.write_text(toml.read_text("utf-8") + "\n[inference]\nlevel = 0.9\n", "utf-8")
    Study.open(folder).report()
    for path in (folder / "reports").iterdir():
        text = re.sub(r"<[^>]*>", " ", path.read_text("utf-8")).replace("\u00a0", " ")
        assert "90% interval" in text
        assert "90% CI" in text
        told = [text[max(at.start() - 90, 0) : at.start()] for at in re.finditer("95%", text)]
        survey = ("errors allow for", "yes**", "hours**", "mood**")  # which has a level of its own
        assert not [each for each in told if not any(words in each for words in survey)]
