"""What ``interviewkit code`` prints of a language model before it is asked."""

from __future__ import annotations

from dataclasses import asdict

from interviewkit.cli.show import show_json
from interviewkit.cli.terminal import say
from interviewkit.model.asking_plan import AskingPlan
from interviewkit.wording.numbers import count, counted


def show_plan(plan: AskingPlan, shape: str) -> None:
    """The first prompt as it would be sent, then what all of them would come to."""
    if shape == "json":
        show_json(asdict(plan))
        return
    if plan.example:
        say("--- system ---")
        say(plan.example.system)
        say("--- user ---")
        say(plan.example.user)
        say("---")
    for line in describe_plan(plan):
        say(line)


def describe_plan(plan: AskingPlan) -> list[str]:
    """The plan in sentences."""
    where = f"{plan.host} (this machine)" if plan.is_here else plan.host
    votes = f", {plan.votes} votes each" if plan.votes > 1 else ""
    lines = [
        f"nothing was sent; code would make {counted(plan.calls, 'call')} about "
        f"{counted(plan.turns, 'turn')} to {plan.model or 'no model'} at {where}{votes}",
        f"answered already: {counted(plan.known, 'call')}, which are not asked again",
        f"about {count(plan.tokens_in)} tokens in and {count(plan.tokens_out)} out, estimated at "
        "four characters a token",
    ]
    if plan.cost is not None:
        lines.append(f"about {plan.cost:,.2f} by the prices of study.toml")
    if plan.is_here:
        lines.append("nothing leaves this machine; the model is given")
    else:
        lines.append(f"what leaves this machine, to {plan.host}:")
    lines += [f"  {line}" for line in plan.sends]
    if not plan.is_here:
        lines.append(
            f"consent as study.toml has it: {plan.consent}"
            if plan.consent
            else "there is no consent in study.toml yet, so nothing can be sent: "
            'write why it may be, under [coding.llm]: consent = "…"'
        )
    return lines
