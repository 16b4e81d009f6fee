"""The parts that can be plugged in: whose they are, and which of them a study uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter

from interviewkit import parts
from interviewkit.coding.guests import GuestCoder
from interviewkit.errors import Problem
from interviewkit.model import Coding, Outcome
from interviewkit.model.settings import Settings
from interviewkit.readers.guest_kinds import list_guest_kinds
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.coding.guests import refuse_unfit
from interviewkit.steps.coding.speech import build_material, gather_speech
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.site import Site

CHOSEN: Mapping[str, Callable[[Settings], Sequence[str]]] = {
    "coder": lambda settings: settings.coding.coders,
    "cutter": lambda settings: (settings.passages.unit,),
    "renderer": lambda settings: settings.report.formats,
}
"""The families of which study.toml says what is used; of the others, the file says it."""


def list_parts(settings: Settings | None = None) -> Sequence[Mapping[str, object]]:
    """Every part by family: whose it is, and with settings, whether it is on or off."""
    rows = []
    for family, house in parts.HOUSE.items():
        for name in house:
            rows.append(_row(family, name, "house", _describe_use(family, name, settings)))
        for guest in parts.list_guests(family):
            use = _describe_use(family, guest.name, settings)
            if family == "reader":
                use = _describe_files(guest.name)
            if guest.name in house:
                use = "never: a part of the house has this name"
            package = f"{guest.package} {guest.version}".strip()
            rows.append(_row(family, guest.name, "guest", use, package))
    return rows


def _describe_files(name: str) -> str:
    """For which files a guest's reader is taken unasked."""
    found, faults = list_guest_kinds()
    kinds = [kind for guest, kind in found if guest.name == name]
    suffixes = [suffix for kind in kinds for suffix in kind.suffixes]
    if kinds:
        return f"for {', '.join(suffixes) or 'what it knows by its content'}"
    broken = any(repr(name) in fault for fault in faults)
    return "never: it cannot be loaded" if broken else "where [transcripts.readers] asks for it"


def check_coder(site: Site, name: str) -> Outcome:
    """Ask a coder of another package twice for the whole study, and say what it breaks.

    Nothing is coded. Told are faults of what it gives back, whether it says the same when it is
    asked again, and how long it takes.

    Raises:
        UnknownPartError: no package brings a coder of that name.
        GuestError: it cannot be used, or failed.
    """
    codebook, _ = read_usable(site.root, site.settings)
    part = parts.find_guest("coder", name)
    with site.store.reading() as shelves:
        refuse_unfit(part, [each.name for each in shelves.codings.coders() if each.is_person])
    vectors = VectorCache(site)
    speech, parses = gather_speech(site)
    material = build_material(speech, parses, vectors)
    answers: list[list[Coding]] = []
    began = perf_counter()
    for _ in range(2):
        coder = GuestCoder(part, vectors.of, site.settings.study.seed)
        with site.progress(f"asking {name}", len(material.passages)) as tick:
            answers.append(coder.propose(material, codebook, tick))
    seconds = (perf_counter() - began) / 2
    problems = (*coder.problems, *_changing(coder, answers))
    held = sum(each.holds for each in answers[0])
    codes = coder.reads(codebook)
    says = (
        f"{part}: {held} proposals and {len(answers[0]) - held} doubts over "
        f"{len(material.passages)} passages, in {seconds:.1f} seconds",
        f"version {coder.version or 'unknown'}; it reads for {', '.join(codes) or 'no code'}",
        "it keeps the contract" if not problems else f"{len(problems)} faults",
    )
    facts: dict[str, object] = {"proposals": held, "codes": list(codes), "seconds": seconds}
    return Outcome("check", False, says, facts, problems)


def _changing(coder: GuestCoder, answers: Sequence[Sequence[Coding]]) -> tuple[Problem, ...]:
    """That it says something else when it is asked again."""
    once, again = ({coding.said for coding in each} for each in answers)
    if once == again:
        return ()
    what = f"asked twice, it differed in {len(once ^ again)} of {len(once | again)} proposals"
    return (Problem(coder.place, 0, what, "a coder is to go by its seed alone", False),)


def _describe_use(family: str, name: str, settings: Settings | None) -> str:
    if settings is None or family not in CHOSEN:
        return ""
    return "on" if name in CHOSEN[family](settings) else "off"


def _row(family: str, name: str, whose: str, use: str, package: str = "") -> Mapping[str, object]:
    return {"family": family, "name": name, "from": whose, "package": package, "study": use}
