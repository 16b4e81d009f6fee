"""How it was done, written from the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from interviewkit.model import MACHINE
from interviewkit.model.names import is_anyone, is_full_name
from interviewkit.model.words import describe_counting, list_languages_counted
from interviewkit.report.agreement import describe_agreement
from interviewkit.report.inputs import LinkFacts
from interviewkit.report.language_model import describe_language_model
from interviewkit.report.methods_short import UNITS
from interviewkit.report.names_said import HIDDEN
from interviewkit.report.pages import Paragraph
from interviewkit.report.small_groups import count_roles
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import count, counted, percent
from interviewkit.wording.words import describe_recordings, join_words

STATISTICS = (
    "Shares count people: someone who voices a theme ten times counts once. Intervals are Wilson "
    "score intervals (Wilson 1927) for as many people as the sample is worth, the effective n in "
    "the tables: who talked in one conversation may have said alike, and few conversations tell "
    "how much. They speak of chance in who took part, not of error in coding or of how people were "
    "chosen."
)


def describe_methods(cast: Cast) -> tuple[Paragraph, ...]:
    """Paragraphs under keywords; what there is nothing to say about is left out."""
    paragraphs = (
        ("Who", _who(cast)),
        ("When", _when(cast)),
        ("Material", _material(cast)),
        ("Codebook", _codebook(cast)),
        ("Coding", _coding(cast)),
        ("Language model", describe_language_model(cast)),
        ("Review", _review(cast)),
        ("Agreement of coders", describe_agreement(cast)),
        ("Counting", STATISTICS if cast.inputs.prevalence else ""),
        ("Topics", _topics(cast)),
        ("Survey", _survey(cast)),
        ("Link", describe_link(cast.inputs.link)),
        ("Models", _models(cast)),
        ("Seed", f"{cast.inputs.study.seed} for everything that draws random numbers."),
        ("Not resolved", _unresolved(cast)),
        ("Software", _software(cast)),
    )
    return tuple(Paragraph(term, text) for term, text in paragraphs if text)


def _who(cast: Cast) -> str:
    if not (cast.people or cast.inputs.transcripts):
        return ""
    named = ", ".join(f"{role}: {number}" for role, number in count_roles(cast))
    people = counted(len(cast.people), "participant") + (f" ({named})" if named else "")
    moderators = len(cast.moderators)
    also = f" and {counted(moderators, 'moderator')}" if moderators else ""
    return f"{people}{also}. {describe_names(cast)}"


def describe_names(cast: Cast) -> str:
    """Whether people go by pseudonyms: here, in the transcripts, and in what was said."""
    shown = [name.rpartition("/")[2] for name in cast.people]
    full = sum(map(is_full_name, shown))
    if full:
        who = f"{count(full)} of {counted(len(shown), 'participant')}"
        how = (
            "goes by what looks like a full name"
            if full == 1
            else "go by what look like full names"
        )
        return f"{who} {how}; give them pseudonyms before this report is handed on."
    if not all(is_anyone(name) or any(sign.isdigit() for sign in name) for name in shown):
        return "Nothing tells whether the names of people are pseudonyms."
    return " ".join(("In this report people go by pseudonyms.", *_tell_names_said(cast)))


def _tell_names_said(cast: Cast) -> Iterator[str]:
    """That transcripts say the names that the report does not, as far as their labels tell."""
    named = [name for name in cast.names.named if name in cast.people]
    said = {name: n for name, n in cast.names.said.items() if name in cast.people}
    if not named:
        yield "Whether names are said in the transcripts was not checked: no label there is a name."
        return
    speak = "speaks" if len(named) == 1 else "speak"
    yield (
        f"In the transcripts {count(len(named))} of {count(len(cast.people))} {speak} under a name"
        + (f", and the names of {count(len(said))} are said aloud." if said else ".")
    )
    if said:
        yield f"A quote has {HIDDEN} in their place; names of others may still stand in it."


def _when(cast: Cast) -> str:
    transcripts = cast.inputs.transcripts
    when = describe_recordings([transcript.date for transcript in transcripts])
    if not (when or cast.waves):
        return ""
    when = f"{counted(len(transcripts), 'conversation')}, {when}" if when else ""
    waves = f"{counted(len(cast.waves), 'wave')} ({join_words(cast.waves)})" if cast.waves else ""
    note = cast.inputs.waves_note
    return f"{', '.join(filter(None, (when, waves)))}." + (
        f" {note[0].upper()}{note[1:]}." if note else ""
    )


def _material(cast: Cast) -> str:
    transcripts = cast.inputs.transcripts
    if not transcripts:
        return ""
    groups = len({transcript.group for transcript in transcripts if transcript.group})
    parts = [counted(len(transcripts), "transcript")]
    parts += [counted(groups, "group")] if groups else []
    parts += [
        counted(sum(transcript.turns for transcript in transcripts), "turn"),
        counted(sum(transcript.words for transcript in transcripts), "word"),
    ]
    unit = UNITS.get(cast.inputs.unit, cast.inputs.unit) if cast.inputs.prevalence else ""
    how = describe_counting(list_languages_counted(t.text for t in cast.inputs.turns.values()))
    counted_how = f" {how[0].upper()}{how[1:]}." if how else ""
    return (
        f"{join_words(parts)}, moderators included"
        + (f"; coded {unit}." if unit else ".")
        + counted_how
    )


def _codebook(cast: Cast) -> str:
    codebook = cast.inputs.codebook
    if codebook is None:
        return ""
    declared = (
        f", version {codebook.declared} as its authors number it" if codebook.declared else ""
    )
    themes = f" in {counted(len(codebook.themes), 'theme')}" if codebook.themes else ""
    beside = f"patterns in {codebook.patterns_file}; " if codebook.patterns_file else ""
    return (
        f"“{codebook.name}”{declared}: {counted(len(codebook.codes), 'code')}{themes}; {beside}"
        f"content hash {codebook.version}."
    )


def _coding(cast: Cast) -> str:
    """Who coded, with version and number of codings."""
    if not cast.inputs.transcripts:
        return ""
    done = Counter(coding.coder for coding in cast.inputs.codings)
    known = {coder.name: coder for coder in cast.inputs.coders}
    if not done:
        return "No passage carries a code yet."
    said = []
    for name, number in sorted(done.items(), key=lambda pair: (pair[0] != MACHINE, pair[0])):
        coder = known.get(name)
        kind = "person" if coder and coder.is_person else coder.kind if coder else ""
        version = f"version {coder.version}" if coder and coder.version else ""
        about = ", ".join(filter(None, (kind if kind != name else "", version)))
        said.append(f"{name}{f' ({about})' if about else ''}: {counted(number, 'coding')}")
    return f"{'; '.join(said)}. A score runs from 0 to 1 and is no probability of being right."


def _review(cast: Cast) -> str:
    """How many proposals a person has looked at."""
    persons = {coder.name for coder in cast.inputs.coders if coder.is_person}
    verdicts = [coding for coding in cast.inputs.codings if coding.coder in persons]
    if not verdicts:
        return "Nobody has reviewed the machine's proposals." if cast.standing else ""
    rejected = sum(not coding.holds for coding in verdicts)
    reviewed = sum(voice.is_reviewed for voice in cast.standing)
    return (
        f"People decided {counted(len(verdicts), 'time')} and rejected {count(rejected)}. Of the "
        f"{counted(len(cast.standing), 'coded passage')} that stand, {count(reviewed)} are a "
        "person's decision. A person's verdict outweighs the machine's proposal."
    )


def _topics(cast: Cast) -> str:
    fit = cast.inputs.topics
    if fit is None:
        return ""
    chosen = ", ".join(f"{name} {value}" for name, value in sorted(fit.settings.items()))
    return (
        f"Topics were sought in {counted(len(fit.assignment), 'turn')} without regard to the "
        f"codebook{f' ({chosen})' if chosen else ''}. Names in quotation marks are keywords "
        "until a person names a topic."
    )


def _survey(cast: Cast) -> str:
    estimates = cast.inputs.estimates
    if not estimates:
        return ""
    ways = join_words(sorted({estimate.method for estimate in estimates if estimate.method}))
    weighted = any(abs(estimate.weighted_n - estimate.n) > 1e-9 for estimate in estimates)
    return (
        f"Figures are {'weighted' if weighted else 'unweighted'}"
        f"{f'; method: {ways}' if ways else ''}. n is the number of respondents who answered."
    )


def describe_link(link: LinkFacts) -> str:
    """How conversations and survey hang together, with numbers."""
    match link.kind:
        case "none" | "":
            text = ""
        case "person":
            text = (
                f"{count(link.linked)} of {counted(link.participants, 'participant')} are matched "
                f"to their own row among {counted(link.respondents, 'respondent')}."
            )
        case "segment" if not link.participants:
            text = ""
        case "segment":
            text = (
                "Conversations and survey meet in segments only: the same rule is asked of "
                f"{counted(link.participants, 'participant')} and of "
                f"{counted(link.respondents, 'respondent')}; nobody is matched to a row."
            )
        case "participants only":
            text = "There is no survey: segments come from what is known of the participants."
        case other:
            text = f"{other}."
    return " ".join(filter(None, (text, link.note)))


def _models(cast: Cast) -> str:
    named = (f"{name} ({digest})" if digest else name for name, digest in list_models(cast))
    text = "; ".join(named)
    return f"{text}." if text else ""


def list_models(cast: Cast) -> tuple[tuple[str, str], ...]:
    """Language models with their hashes: as given, or as the runs tell, each hash once."""
    if cast.inputs.models:
        return tuple(sorted(cast.inputs.models.items()))
    found: dict[str, str] = {}
    for run in cast.inputs.runs:
        for name, digest in _several(run.model, run.model_hash):
            known = found.get(digest or name, name)
            found[digest or name] = min(known, name, key=len)
    pairs = ((name, digest if digest != name else "") for digest, name in found.items())
    return tuple(sorted(pairs))


def _several(model: str, digest: str) -> list[tuple[str, str]]:
    """A run that used several models names them, and their hashes, with ``; `` between."""
    names, digests = model.split("; "), digest.split("; ")
    if len(names) != len(digests):
        return [(model, digest)]
    return [(name, each) for name, each in zip(names, digests, strict=True) if name]


def _unresolved(cast: Cast) -> str:
    resolved = "Every speaker was resolved to a participant." if cast.inputs.transcripts else ""
    return " ".join(_unresolved_parts(cast)) or resolved


def _unresolved_parts(cast: Cast) -> Iterator[str]:
    inputs = cast.inputs
    if inputs.unresolved:
        yield (
            f"{percent(inputs.unresolved)} of what was said comes from speakers who are known by "
            "their label only; each label counts as one person of its transcript."
        )
    if cast.unattributed:
        whose = "whose speaker is not known"
        verb = "counts" if cast.unattributed == 1 else "count"
        yield f"{counted(cast.unattributed, 'coded passage')} {whose} {verb} in no share."
    if inputs.problems:
        verb = "is" if len(inputs.problems) == 1 else "are"
        yield f"{counted(len(inputs.problems), 'problem')} with files {verb} told in the appendix."


def _software(cast: Cast) -> str:
    packages = sorted(cast.inputs.packages.items())
    others = [(name, version) for name, version in packages if name != "interviewkit"]
    versions = [f"interviewkit {cast.inputs.version}"] if cast.inputs.version else []
    versions += [f"{name} {version}" for name, version in others]
    return f"{', '.join(versions)}." if versions else ""
