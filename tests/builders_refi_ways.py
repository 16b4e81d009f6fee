"""One project of known truth, written in the ways in which programs write it.

Each way changes one thing of how the standard has it, as writers do that are found in public: what
is meant stays the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape

from builders_refi import pack
from interviewkit.model.project import Project

ANN, BEN = "a0000000-0000-4000-8000-000000000001", "a0000000-0000-4000-8000-000000000002"
CODES = {
    name: f"c0000000-0000-4000-8000-{nth:012}"
    for nth, name in enumerate(("weather", "frost", "work", "time"), 1)
}
SOURCES = {
    "farm": "50000000-0000-4000-8000-000000000001",
    "city": "50000000-0000-4000-8000-000000000002",
}
TEXTS = {
    "farm": "Interviewer: How was the spring?\nÖzlem: Quiet. We sowed late, the ground was hard.\n"
    "Interviewer: And the market?\nÖzlem: The market was empty 🌾 until May.\n",
    "city": "Mara: I took the bus at six.\nMara: Nobody waits for me, so I do not hurry.\n",
}
CODED = (
    ("farm", "Quiet", "weather", "Ann"),
    ("farm", "the ground was hard", "frost", "Ben"),
    ("farm", "We sowed late", "work", "Ann"),
    ("farm", "The market was empty 🌾 until May.", "work", "Ben"),
    ("farm", "until May", "time", "Ann"),
    ("city", "I took the bus at six", "time", "Ann"),
    ("city", "Nobody waits for me, so I do not hurry.", "work", "Ben"),
)
"""What is coded: text, words, code, coder."""

AGE, NOTE = "f0000000-0000-4000-8000-000000000001", "b0000000-0000-4000-8000-000000000001"
WHEN = "2024-05-06T07:08:09Z"
_USERS = {"Ann": ANN, "Ben": BEN}


def make_selection(nth: int) -> str:
    """The passage of that number, within its text."""
    source, words, code, user = CODED[nth]
    start = TEXTS[source].index(words)
    by = f'creatingUser="{_USERS[user]}" creationDateTime="{WHEN}"'
    return (
        f'<PlainTextSelection guid="{selection_guid(nth)}" startPosition="{start}" '
        f'endPosition="{start + len(words)}" {by}><Coding guid="e{selection_guid(nth)[1:]}" {by}>'
        f'<CodeRef targetGUID="{CODES[code]}"/></Coding></PlainTextSelection>'
    )


def selection_guid(nth: int) -> str:
    """The guid of that passage."""
    return f"d0000000-0000-4000-8000-{nth:012}"


def write_plainly(inline: bool = False) -> str:
    """The project as the standard has it."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" '
        f'name="two talks" origin="Tool 1"><Users><User guid="{ANN}" name="Ann"/>'
        f'<User guid="{BEN}" name="Ben"/></Users><CodeBook><Codes><Code guid="{CODES["weather"]}" '
        'name="weather" isCodable="true" color="#ff0000"><Description>What the sky does'
        f'</Description><Code guid="{CODES["frost"]}" name="frost" isCodable="true"/></Code>'
        f'<Code guid="{CODES["work"]}" name="work" isCodable="true"/>'
        f'<Code guid="{CODES["time"]}" name="time" isCodable="true"/></Codes></CodeBook>'
        f'<Variables><Variable guid="{AGE}" name="age" typeOfVariable="Integer"/></Variables>'
        '<Cases><Case guid="ca000000-0000-4000-8000-000000000001" name="Mara"><Description>'
        f'A commuter</Description><VariableValue><VariableRef targetGUID="{AGE}"/><IntegerValue>41'
        f'</IntegerValue></VariableValue><SourceRef targetGUID="{SOURCES["city"]}"/></Case></Cases>'
        f"<Sources>{''.join(_write_source(each, inline) for each in SOURCES)}</Sources>"
        f'<Notes><Note guid="{NOTE}" name="first thoughts" creatingUser="{BEN}" '
        f'creationDateTime="{WHEN}"><PlainTextContent>Work comes first.</PlainTextContent></Note>'
        "</Notes></Project>"
    )


def _write_source(name: str, inline: bool) -> str:
    path = "" if inline else f' plainTextPath="internal://{SOURCES[name]}.txt"'
    text = f"<PlainTextContent>{escape(TEXTS[name])}</PlainTextContent>" if inline else ""
    inside = "".join(make_selection(nth) for nth, each in enumerate(CODED) if each[0] == name)
    return f'<TextSource guid="{SOURCES[name]}" name="{name}"{path}>{text}{inside}</TextSource>'


def pack_ways(xml: str, path: str = "Sources/{guid}.txt") -> bytes:
    """The archive, with the texts under a name of this form."""
    files = {path.format(guid=SOURCES[name], name=name): text.encode()
             for name, text in TEXTS.items()}  # fmt: skip
    return pack({"project.qde": xml.encode(), **files})


def swap(pattern: str, by: str | Callable[[re.Match[str]], str]) -> str:
    """The plain project with each match replaced."""
    before = write_plainly()
    after = re.sub(pattern, by, before, flags=re.DOTALL)
    if after == before:
        raise ValueError(f"nothing matches {pattern}")
    return after


def set_apart(write: Callable[[int, int, int, str, str, str], str], frame: str) -> str:
    """The project with its passages after its texts; ``write`` is given number, start, end, code,
    text and user of each."""
    rows = []
    for nth, (source, words, code, user) in enumerate(CODED):
        start = TEXTS[source].index(words)
        rows.append(
            write(nth, start, start + len(words), CODES[code], SOURCES[source], _USERS[user])
        )
    bare = swap("<PlainTextSelection.*?</PlainTextSelection>", "")
    return bare.replace("<Notes>", frame.format("".join(rows)) + "<Notes>")


def list_codings(project: Project) -> Counter[tuple[str, str, str, str]]:
    """What a project holds, in the words of :data:`CODED`."""
    users = {each.guid: each.name for each in project.users}
    codes = {each.guid: each.name for each in project.codes}
    return Counter(
        (source.name, source.text[each.start : each.end] if each.end else "", codes[coding.code],
         users.get(coding.user, ""))
        for source, each in project.each_selection() for coding in each.codings
    )  # fmt: skip


def list_rest(project: Project) -> Mapping[str, object]:
    """Codes with what is above and said of them, memos and cases."""
    codes = {each.guid: each.name for each in project.codes}
    users = {each.guid: each.name for each in project.users}
    variables = {each.guid: each.name for each in project.variables}
    sources = {each.guid: each.name for each in project.sources}
    return {
        "codes": [(e.name, codes.get(e.parent, ""), e.color.lower(), e.description)
                  for e in project.codes],
        "memos": [(e.name, e.text, users.get(e.user, "")) for e in project.notes],
        "cases": [
            (e.name, e.description, {variables.get(k, ""): v for k, v in e.values.items()},
             [sources[each] for each in e.sources])
            for e in project.cases
        ],
    }  # fmt: skip


REST = {
    "codes": [
        ("weather", "", "#ff0000", "What the sky does"),
        ("frost", "weather", "", ""),
        ("work", "", "", ""),
        ("time", "", "", ""),
    ],
    "memos": [("first thoughts", "Work comes first.", "Ben")],
    "cases": [("Mara", "A commuter", {"age": "41"}, ["city"])],
}
