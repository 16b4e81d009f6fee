"""The study of the examples in the docstrings of ``Study``: six people, two talks, a survey."""

from __future__ import annotations

from pathlib import Path

from interviewkit import Study

FILES = {
    "study.toml": """
[study]
name = "Six people"
[transcripts]
participants = "people.csv"
pattern = "transcripts/{wave}/{group}.*"
[codebook]
file = "codebook.yaml"
[coding]
coders = ["rules"]
[topics]
enabled = false
[survey]
file = "survey.csv"
respondent = "id"
[segments]
tired = "burnout >= 4"
fresh = "burnout < 4"
""",
    "codebook.yaml": """
name: Six people
version: "1"
themes:
  - {id: bonds, label: Bonds, definition: Ties to people at work., codes: [isolation]}
  - {id: tools, label: Tools, definition: What AI is to them., codes: [neutrality]}
codes:
  - id: isolation
    label: Isolation
    definition: Weaker ties to people at work.
    polarity: ["+", "-"]
    patterns: [hardly talk to, {match: talk more than ever, polarity: "-"}]
  - id: neutrality
    label: Neutrality
    definition: AI does not judge.
    patterns: [(does not|never) judge]
""",
    "transcripts/April/leaders.txt": """
Moderator: How is it at work these days?
Ana: I hardly talk to my colleagues any more.
Ben: Really? We talk more than ever.
Cleo: The coffee is good, though.
Moderator: And the AI?
Ana: It never judges me.
Ben: It is fast.
Cleo: I do not use it.
""",
    "transcripts/May/freelancers.txt": """
Moderator: How is it at work these days?
Dan: I hardly talk to anyone.
Eve: I work at home.
Finn: We meet on Mondays.
Moderator: And the AI?
Dan: It does not judge. That helps.
Eve: It never judges what I ask.
Finn: It is slow.
""",
    "people.csv": """speaker,participant,role,respondent
Ana,Ana,participant,1
Ben,Ben,participant,2
Cleo,Cleo,participant,3
Dan,Dan,participant,4
Eve,Eve,participant,5
Finn,Finn,participant,6
""",
    "survey.csv": """id,burnout,trust
1,5,2
2,2,4
3,1,3
4,4,1
5,4,2
6,2,5
7,3,3
8,5,4
""",
    "read_by_people.csv": """transcript,turn,code,coder
April/leaders,2,isolation,kim
April/leaders,6,neutrality,kim
May/freelancers,2,isolation,kim
May/freelancers,3,,kim
May/freelancers,6,neutrality,kim
May/freelancers,7,neutrality,kim
April/leaders,2,isolation,lee
May/freelancers,2,isolation,lee
May/freelancers,3,isolation,lee
April/leaders,6,,lee
May/freelancers,6,neutrality,lee
""",
}


def write_example(folder: Path) -> None:
    """The files of the study, with nothing done yet."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.lstrip("\n"), "utf-8")


def example_study(folder: Path) -> Study:
    """The study ingested, coded by its rules, judged by Kim and Lee, and linked to its survey."""
    write_example(folder)
    study = Study.open(folder)
    study.ingest()
    study.code()
    study.import_codings(folder / "read_by_people.csv", chance="0.5", new_coder=True)
    study.link()
    return study
