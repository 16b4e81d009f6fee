"""What the report says of a language model that proposed: whom, what, how, and the limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from interviewkit.model.transfer import Transfer
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import count, counted
from interviewkit.wording.transfers import describe_sent
from interviewkit.wording.words import join_words

FAULTS_TOLD = 4
"""So many kinds of faults are named; the log has all."""


def find_asking_facts(cast: Cast) -> Mapping[str, object]:
    """What the last coding kept of its language model; empty where none was among the coders."""
    coded = [run for run in cast.inputs.runs if run.verb == "code"]
    found = coded[-1].outcome.get("llm") if coded else None
    return found if isinstance(found, Mapping) and found.get("turns_asked") else {}


def describe_language_model(cast: Cast) -> str:
    """Model, endpoint, consent, prompt, votes, how much was asked and what was set aside."""
    facts = find_asking_facts(cast)
    if not facts:
        return ""
    sent = facts.get("transfer")
    parts = [describe_sent(read_transfer(sent))] if isinstance(sent, Mapping) else []
    files = facts.get("files")
    if isinstance(files, list | tuple) and files:
        parts = [] if facts.get("only_files") else parts
        named = join_words([str(each) for each in files])
        parts.append(
            f"Passages were read by the language model {facts.get('model')}, which answered by way "
            f"of files ({named}); whoever ran it knows where."
        )
    parts += [_describe_prompt(facts), _describe_answers(facts)]
    return " ".join(parts)


def read_transfer(found: Mapping[str, object]) -> Transfer:
    """The facts that a run kept of what was sent to whom."""
    leaves = found.get("leaves")
    return Transfer(
        provider=str(found.get("provider", "")),
        model=str(found.get("model", "")),
        host=str(found.get("host", "")),
        leaves=tuple(map(str, leaves)) if isinstance(leaves, list | tuple) else (),
        consent=str(found.get("consent", "")),
        is_encrypted=bool(found.get("is_encrypted", True)),
    )


def list_language_model_limits(cast: Cast) -> Iterator[str]:
    """That what a language model says is a proposal."""
    facts = find_asking_facts(cast)
    if not facts:
        return
    yield (
        f"Codes that rest on the language model {facts.get('model')} are proposals. Each has a "
        "quote that stands in the transcript, which says that the words were said, not that they "
        "mean the code. Another model, or the same one later, may say otherwise; how far it agrees "
        "with people is known where people have judged turns."
    )
    part = _read_number(facts, "turns_in_part")
    if part:
        yield (
            f"{counted(part, 'turn')}: not asked about, or no answer could be used for every code. "
            "There they count as unread by the language model."
        )


def _describe_prompt(facts: Mapping[str, object]) -> str:
    votes = _read_number(facts, "votes")
    how = (
        f"Each was asked {count(votes)} times, and the share of answers is the score"
        if votes > 1
        else "Each was asked once"
    )
    return (
        f"The prompt is {facts.get('template_name')} with the hash {facts.get('template')}. {how}."
    )


def _describe_answers(facts: Mapping[str, object]) -> str:
    faults = facts.get("set_aside")
    aside = {str(why): int(n) for why, n in faults.items()} if isinstance(faults, Mapping) else {}
    told = f"It was asked about {counted(_read_number(facts, 'turns_asked'), 'turn')}"
    if left := _read_number(facts, "turns_unasked"):
        told += f", not about {count(left)} more"
    if not aside:
        return f"{told}; every answer could be used."
    why = "; ".join(f"{each} ({count(n)})" for each, n in [*aside.items()][:FAULTS_TOLD])
    return (
        f"{told}. Of {counted(_read_number(facts, 'answers'), 'answer')} the model gave, "
        f"{count(sum(aside.values()))} could not be used in part or whole, as the answer {why}."
    )


def _read_number(facts: Mapping[str, object], name: str) -> int:
    found = facts.get(name)
    return found if isinstance(found, int) else 0
