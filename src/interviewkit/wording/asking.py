"""What asking a language model would come to, in sentences."""

from __future__ import annotations

from interviewkit.model.asking_plan import AskingPlan
from interviewkit.wording.numbers import count, counted


def describe_plan(plan: AskingPlan) -> list[str]:
    """The plan in sentences: how much, to whom, with what in it, and who agreed."""
    where = f"{plan.host} (this machine)" if plan.is_here else plan.host
    votes = f", {plan.votes} votes each" if plan.votes > 1 else ""
    lines = [
        f"nothing was sent; it would make {counted(plan.calls, 'call')} about "
        f"{counted(plan.turns, 'turn')} to {plan.model or 'no model'} at {where}{votes}",
        f"answered already, and not asked again: {counted(plan.known, 'call')}",
        f"about {count(plan.tokens_in)} tokens in and {count(plan.tokens_out)} out: an estimate, "
        "at four characters a token",
    ]
    if plan.cost is not None:
        lines.append(f"about {plan.cost:,.2f} by the prices of study.toml")
    if plan.is_here:
        lines.append("nothing leaves this machine; the model is given:")
    else:
        lines.append(f"what leaves this machine, to {plan.host}:")
    lines += [f"  {line}" for line in plan.sends]
    if not plan.is_here and plan.consent:
        lines.append(f"consent, as study.toml has it: {plan.consent}")
    elif not plan.is_here:
        lines.append(
            "there is no consent in study.toml, so nothing can be sent: write who agreed to what, "
            'under [coding.llm]: consent = "…"'
        )
    return lines
