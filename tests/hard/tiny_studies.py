"""The smallest and oddest studies that people have, as files and what was done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HEAD = """
[study]
name = "Tiny"
seed = 1
[transcripts]
pattern = "{pattern}"
participants = "{people}"
moderators = ["moderator", "interviewer"]
[topics]
enabled = {topics}
[coding]
coders = {coders}
"""

CODEBOOK = """
name: Tiny
version: "1"
themes:
  - {id: ties, label: Ties, codes: [bus, walk]}
codes:
  - id: bus
    label: Bus
    definition: They take the bus.
    polarity: ["+", "-"]
    examples: [I take the bus.]
    patterns: [take bus]
  - id: walk
    label: Walk
    definition: They walk.
    patterns: [walk]
"""
ONE_CODE = "codes:\n  - {id: bus, label: Bus, definition: They take the bus.}\n"

TALK = """Moderator: How do you get there?
Ana: I take the bus. It is slow.
Ben: I walk every day.
Moderator: And back?
Ana: No idea.
Ben: I never take the bus.
"""
SURVEY = """respondent,area,hours,mood,weight
Ana,rural,4,low,1
Ben,town,6,high,2
"""
SURVEY_TOML = """
[survey]
file = "survey.csv"
respondent = "respondent"
show = ["hours", "mood"]
[survey.columns]
mood = "ordinal: low < high"
[segments]
rural = 'area == "rural"'
town = 'area == "town"'
[inference]
min_cell = 1
variables = ["hours"]
[joint.beside]
bus = "hours, mood"
[[survey.compare]]
title = "Rural against town"
between = ["rural", "town"]
of = ["hours", "mood"]
"""
PEOPLE = "speaker,participant,respondent\nAna,Ana,Ana\nBen,Ben,Ben\nCleo,Cleo,Cleo\n"


def coded(*rows: str) -> str:
    """A file of codings: ``transcript,turn,code,coder`` lines."""
    return "\n".join(["transcript,turn,code,coder", *rows]) + "\n"


ONE_CODER = coded("talk,2,bus,ana", "talk,3,walk,ana", "talk,5,,ana", "talk,6,,ana")
ALL_VOICE = coded("talk,2,bus,ana", "talk,3,bus,ana", "talk,5,bus,ana", "talk,6,bus,ana")
NO_VOICE = coded(*(f"talk,{turn},,ana" for turn in (2, 3, 5, 6)))


@dataclass(frozen=True)
class Tiny:
    """A study: its files, what is done with it, and what is changed in it afterwards."""

    talks: Mapping[str, str] = field(default_factory=lambda: {"talk.txt": TALK})
    codings: str = ""
    survey: str = ""
    people: str = ""
    codebook: str = CODEBOOK
    toml: str = ""
    pattern: str = "transcripts/{group}.*"
    coders: str = "[]"
    topics: bool = False
    history: Sequence[tuple[str, ...]] = (("run",),)
    typed: str = ""
    then: Mapping[str, str] = field(default_factory=dict)
    gone: Sequence[str] = ()

    def write(self, folder: Path) -> Path:
        """The files of the study in a new folder."""
        (folder / "transcripts").mkdir(parents=True)
        toml = HEAD.format(
            pattern=self.pattern,
            people="people.csv" if self.people else "",
            coders=self.coders,
            topics=str(self.topics).lower(),
        )
        files = {"people.csv": self.people, "survey.csv": self.survey, "cod.csv": self.codings}
        if self.codebook:
            files["cb.yaml"] = self.codebook
            toml += '[codebook]\nfile = "cb.yaml"\n'
        files["study.toml"] = toml + self.toml
        files |= {f"transcripts/{name}": text for name, text in self.talks.items()}
        write_files(folder, files)
        return folder


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text or name.startswith("transcripts/"):
            path.write_text(text, "utf-8")


RUN, IMPORT = ("run",), ("coding", "import", "{folder}/cod.csv")
CODED = (RUN, IMPORT, ("code",), ("link",), ("report",))
BOTH = {"survey": SURVEY, "people": PEOPLE, "toml": SURVEY_TOML}
WAVES = {"pattern": "transcripts/{wave}/{group}.*", "history": CODED}
RULES = '["rules"]'


def talks(**said: str) -> dict[str, str]:
    """Transcripts by path, ``__`` for a slash; each line is a turn under the moderator's first."""
    return {
        f"{name.replace('__', '/')}.txt": f"Moderator: How?\n{text}\n"
        for name, text in said.items()
    }


def assigned(*words: str) -> Sequence[tuple[str, ...]]:
    return (RUN, ("review", "assign", *words, "--new-coder"), ("review", "start", "--coder", "ana"))


TWO_GROUPS = talks(
    g1="Ana: I take the bus.\nBen: No idea.\nAna: Yes, the bus.\nBen: Fine.",
    g2="Cy: I take the bus.\nDee: No idea at all.\nCy: Yes, the bus.\nDee: Right.",
)
TWO_CODED = coded(
    "g1,2,bus,ana", "g1,3,,ana", "g1,4,bus,ana", "g1,5,,ana",
    "g2,2,bus,ana", "g2,3,,ana", "g2,4,bus,ana", "g2,5,,ana",
)  # fmt: skip
AREAS = "transcript,speaker,participant,role,area\n"
SEGMENTS = "[segments]\nrural = 'area == \"rural\"'\ntown = 'area == \"town\"'\n"
GAINS = talks(
    w1__i1="Ana: The bus.", w1__i2="Ben: No idea.",
    w2__i1="Ana: No idea.", w2__i2="Ben: No idea.", w2__i3="Cleo: I walk.",
)  # fmt: skip
LOSES = talks(
    w1__i1="Ana: The bus.", w1__i2="Ben: No idea.", w1__i3="Cleo: I walk.", w2__i1="Ana: No idea."
)
EIGHT = "Moderator: How?\n" + "".join(
    f"{who}: I {'take the bus' if n % 3 else 'walk'} on day {n}.\nModerator: And then?\n"
    for n, who in enumerate(["Ana", "Ben", "Cleo", "Dee"] * 3)
)

STUDIES: Mapping[str, Tiny] = {
    # -- people -------------------------------------------------------------------------------
    "nobody": Tiny(talks={}),
    "never_taken_in": Tiny(history=()),
    "empty_transcript": Tiny(talks={"talk.txt": ""}),
    "one_person": Tiny(
        talks={"talk.txt": "Moderator: How?\nAna: I take the bus.\n"},
        codings=coded("talk,2,bus,ana"), history=CODED, **BOTH,
    ),
    "two_people_one_group": Tiny(codings=ONE_CODER, history=CODED, **BOTH),
    "moderator_only": Tiny(talks={"talk.txt": "Moderator: How?\nInterviewer: Why?\n"}),
    "no_moderator": Tiny(talks={"talk.txt": "Ana: I take the bus.\nBen: I walk.\n"}, coders=RULES),
    "unknown_speakers": Tiny(talks={"talk.txt": "I take the bus.\n\nI walk every day.\n"}),
    "one_turn": Tiny(talks={"talk.txt": "Ana: I take the bus.\n"}, coders=RULES),
    "one_word": Tiny(talks={"talk.txt": "Ana: Bus\n"}, codings=coded("talk,1,bus,ana"),
                     history=CODED),
    "no_letters": Tiny(talks={"talk.txt": "Ana: …\nBen: 42!\n"}, coders=RULES),
    "same_person_twice": Tiny(
        talks=talks(a="Ana: I take the bus.", b="Anna: I walk."),
        codings=coded("a,2,bus,ana", "b,2,walk,ana"), history=CODED, survey=SURVEY,
        people="speaker,participant,respondent\nAna,P1,Ana\nAnna,P2,Ana\n", toml=SURVEY_TOML,
    ),
    "unlinked_people": Tiny(
        talks={"talk.txt": "Moderator: How?\nXaver: I take the bus.\nYves: I walk.\n"},
        codings=coded("talk,2,bus,ana", "talk,3,,ana"), history=CODED,
        survey=SURVEY, toml=SURVEY_TOML,
    ),
    # -- what is voiced and read --------------------------------------------------------------
    "everybody_voices": Tiny(codings=ALL_VOICE, history=CODED, **BOTH),
    "nobody_voices": Tiny(codings=NO_VOICE, history=CODED, **BOTH),
    "nobody_reads": Tiny(**BOTH),
    "machine_alone": Tiny(coders=RULES, **BOTH),
    "machine_and_person": Tiny(coders=RULES, codings=ONE_CODER, history=CODED, **BOTH),
    "all_judged": Tiny(
        coders=RULES, codings=ONE_CODER,
        history=(RUN, (*IMPORT, "--chance", "1"), ("code",), ("report",)), **BOTH,
    ),
    "drawn_people": Tiny(
        coders=RULES, codings=coded("talk,2,bus,ana", "talk,5,,ana"),
        history=(RUN, (*IMPORT, "--chance", "0.5", "--drawn", "participants"), ("report",)), **BOTH,
    ),
    "assigned_none_read": Tiny(
        talks={"talk.txt": EIGHT}, coders=RULES, history=assigned("--coders", "ana", "--turns", "6")
    ),
    "assigned_one_read": Tiny(
        talks={"talk.txt": EIGHT}, coders=RULES, typed="1\ny\nd\nq\n",
        history=assigned("--coders", "ana", "--turns", "6"), **BOTH,
    ),
    "assigned_two_read": Tiny(
        talks={"talk.txt": EIGHT}, coders=RULES, typed="d\n1\ny\nd\nq\n",
        history=assigned("--coders", "ana", "--turns", "6"),
    ),
    "assigned_two_alike": Tiny(
        talks={"talk.txt": EIGHT}, coders=RULES, typed="d\nd\nq\n",
        history=assigned("--coders", "ana", "--turns", "6"),
    ),
    "assigned_all_read": Tiny(
        talks={"talk.txt": EIGHT}, coders=RULES, typed="1\ny\nd\n" + "d\n" * 11,
        history=assigned("--coders", "ana", "--turns", "12"),
    ),
    "assigned_people": Tiny(
        talks={"talk.txt": EIGHT}, coders=RULES, typed="1\ny\nd\nd\nd\n",
        history=assigned("--coders", "ana", "--participants", "2"),
    ),
    "assigned_to_two": Tiny(
        talks={"talk.txt": EIGHT}, coders=RULES, typed="1\ny\nd\n",
        history=assigned("--coders", "ana,ben", "--turns", "6"),
    ),
    # -- coders -------------------------------------------------------------------------------
    "two_coders_apart": Tiny(
        codings=coded("talk,2,bus,ana", "talk,3,walk,ben"), history=CODED
    ),
    "two_coders_agree": Tiny(
        codings=coded("talk,2,bus,ana", "talk,2,bus,ben", "talk,3,,ana", "talk,3,,ben"),
        history=CODED, **BOTH,
    ),
    "two_coders_differ": Tiny(
        codings=coded("talk,2,bus,ana", "talk,2,,ben", "talk,3,,ana", "talk,3,walk,ben"),
        history=CODED, **BOTH,
    ),
    "two_coders_one_turn": Tiny(
        codings=coded("talk,2,bus,ana", "talk,2,bus,ben"), history=CODED
    ),
    # -- waves --------------------------------------------------------------------------------
    "one_wave": Tiny(
        talks=talks(w1__i1="Ana: The bus."), codings=coded("w1/i1,2,bus,ana"), **WAVES
    ),
    "nobody_in_common": Tiny(
        talks=talks(w1__i1="Ana: The bus.", w2__i1="Ben: I walk."),
        codings=coded("w1/i1,2,bus,ana", "w2/i1,2,,ana"), **WAVES,
    ),
    "panel_gains": Tiny(
        talks=GAINS, codings=coded("w1/i1,2,bus,ana", "w1/i2,2,,ana", "w2/i1,2,,ana",
                                   "w2/i2,2,,ana", "w2/i3,2,,ana"), **WAVES, **BOTH,
    ),
    "panel_loses": Tiny(
        talks=LOSES, codings=coded("w1/i1,2,bus,ana", "w1/i2,2,,ana", "w1/i3,2,walk,ana",
                                   "w2/i1,2,,ana"), **WAVES, **BOTH,
    ),
    "one_in_all_waves": Tiny(
        talks=talks(w1__i1="Ana: The bus.", w2__i1="Ana: I walk.", w3__i1="Ana: The bus."),
        codings=coded("w1/i1,2,bus,ana", "w2/i1,2,walk,ana", "w3/i1,2,,ana"), **WAVES,
    ),
    "one_each_in_waves_of_groups": Tiny(
        talks=talks(w1__g="Ana: The bus.\nBen: I walk.", w2__g="Ana: I walk.\nCleo: The bus."),
        codings=coded("w1/g,2,bus,ana", "w1/g,3,,ana", "w2/g,2,,ana", "w2/g,3,bus,ana"),
        coders=RULES, **WAVES,
    ),
    "waves_unread": Tiny(talks=GAINS, pattern="transcripts/{wave}/{group}.*"),
    "waves_of_a_survey_alone": Tiny(
        talks={}, survey="respondent,wave,hours\nAna,w1,3\nBen,w1,4\nAna,w2,5\n",
        toml='[survey]\nfile = "survey.csv"\nrespondent = "respondent"\nwave = "wave"\n'
             'show = ["hours"]\n',
    ),
    # -- segments and groups ------------------------------------------------------------------
    "mixed_and_pure_groups": Tiny(
        talks=TWO_GROUPS, codings=TWO_CODED, history=CODED, toml=SEGMENTS,
        people=AREAS + "g1,Ana,P1,p,rural\ng1,Ben,P2,p,town\ng2,Cy,P3,p,town\ng2,Dee,P4,p,town\n",
    ),
    "pure_groups": Tiny(
        talks=TWO_GROUPS, codings=TWO_CODED, history=CODED, toml=SEGMENTS,
        people=AREAS + "g1,Ana,P1,p,rural\ng1,Ben,P2,p,rural\ng2,Cy,P3,p,town\ng2,Dee,P4,p,town\n",
    ),
    "segment_of_nobody": Tiny(
        codings=ONE_CODER, history=CODED, survey=SURVEY, people=PEOPLE,
        toml=SURVEY_TOML.replace('"rural"', '"moon"'),
    ),
    "segment_of_everybody": Tiny(
        codings=ONE_CODER, history=CODED, people=PEOPLE, toml=SURVEY_TOML,
        survey=SURVEY.replace("town", "rural"),
    ),
    "segment_unknown": Tiny(
        codings=ONE_CODER, history=CODED, people=PEOPLE, toml=SURVEY_TOML,
        survey="respondent,area,hours,mood,weight\nAna,,,,1\nBen,rural,3,low,1\nXen,town,3,high,1\n",
    ),
    # -- codebooks ----------------------------------------------------------------------------
    "no_codebook": Tiny(codebook="", **BOTH),
    "one_code_without_patterns": Tiny(codebook=ONE_CODE, coders=RULES),
    "theme_of_one_code": Tiny(
        codebook="themes:\n  - {id: all, label: All, codes: [bus]}\n" + ONE_CODE,
        codings=coded("talk,2,bus,ana", "talk,3,,ana"), history=CODED, **BOTH,
    ),
    "codebook_deleted": Tiny(codings=ONE_CODER, history=CODED, gone=("cb.yaml",), **BOTH),
    "code_vanished": Tiny(
        codings=ONE_CODER, history=CODED, then={"cb.yaml": ONE_CODE.replace("bus", "tram")}, **BOTH
    ),
    "codebook_without_codes": Tiny(codebook="name: Empty\n"),
    "codebook_broken": Tiny(codebook="codes: [\n"),
    # -- surveys ------------------------------------------------------------------------------
    "survey_alone": Tiny(talks={}, survey=SURVEY, toml=SURVEY_TOML),
    "survey_of_one": Tiny(
        codings=ONE_CODER, history=CODED, people=PEOPLE, toml=SURVEY_TOML,
        survey="respondent,area,hours,mood\nAna,rural,4,low\n",
    ),
    "survey_of_none": Tiny(survey="respondent,area,hours,mood\n", people=PEOPLE, toml=SURVEY_TOML),
    "survey_all_missing": Tiny(
        codings=ONE_CODER, history=CODED, people=PEOPLE, toml=SURVEY_TOML,
        survey="respondent,area,hours,mood\nAna,,,\nBen,,,\n",
    ),
    "survey_constant": Tiny(
        codings=ONE_CODER, history=CODED, people=PEOPLE, toml=SURVEY_TOML,
        survey="respondent,area,hours,mood\nAna,rural,4,low\nBen,town,4,low\nXen,town,4,low\n",
    ),
    "survey_weights_zero": Tiny(
        codings=ONE_CODER, history=CODED, people=PEOPLE,
        survey="respondent,area,hours,mood,weight\nAna,rural,4,low,0\nBen,town,5,high,0\n",
        toml=SURVEY_TOML.replace("show =", 'weight = "weight"\nshow ='),
    ),
    "survey_one_weight_zero": Tiny(
        codings=ONE_CODER, history=CODED, people=PEOPLE,
        survey="respondent,area,hours,mood,weight\nAna,rural,4,low,0\nBen,town,5,high,1\n",
        toml=SURVEY_TOML.replace("show =", 'weight = "weight"\nshow ='),
    ),
    "survey_absent": Tiny(toml=SURVEY_TOML, people=PEOPLE),
    "talk_alone": Tiny(codings=ONE_CODER, history=CODED),
}  # fmt: skip
