"""Coders of other packages in a study: who they are, when they are asked, what is kept of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit import parts
from interviewkit.coding.contract import Material
from interviewkit.coding.guests import GuestCoder
from interviewkit.coding.llm.asking import deal_codes
from interviewkit.errors import GuestError, Problem
from interviewkit.model import CERTIFIED, CONSENSUS, MACHINE, Codebook, Coding, Turn
from interviewkit.model.section_settings import LLM
from interviewkit.steps.asking.coder import StudyLanguageModel
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.record import hash_values
from interviewkit.steps.reviewing.coder_names import match_known_name
from interviewkit.steps.site import Site
from interviewkit.version import __version__

PLAIN = re.compile(r"[\w.+-]+")
"""A name that can be typed among others: coding agreement --coders ana,NAME."""


@dataclass(frozen=True)
class GuestWork:
    """What a coder of another package said: its proposals, for which codes, of which turns.

    ``read`` holds ids of turns that it read for all of them; ``read_for``, code → ids of turns,
    where it did not read all for the same. ``is_new`` says that it was asked now, and not an
    earlier time.
    """

    codings: Sequence[Coding]
    codes: tuple[str, ...]
    read: Collection[int]
    is_new: bool = True
    problems: Sequence[Problem] = ()
    read_for: Mapping[str, Collection[int]] | None = None


@dataclass
class Guests:
    """The coders of other packages that ``study.toml`` asks for, and the language model."""

    site: Site
    codebook: Codebook
    coders: Mapping[str, GuestCoder | StudyLanguageModel]
    rests_on: str
    """What their proposals rest on beside their versions: speech, codebook, models, seed."""
    work: dict[str, GuestWork] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        site: Site,
        codebook: Codebook,
        vectors: VectorCache,
        *models: str,
        limit: int | None = None,
    ) -> Guests:
        """Those that are asked for, found but not yet at work; ``models`` name speech and models.

        ``limit`` is how many turns a language model may be asked about anew.

        Raises:
            UnknownPartError: there is no coder of a name.
            GuestError: one cannot be loaded, or has a name that no coder here may have.
        """
        own = [name for name in parts.HOUSE["coder"] if name != LLM]
        names = [name for name in site.settings.coding.coders if name not in own]
        if not names:
            return cls(site, codebook, {}, "")
        with site.store.reading() as shelves:
            people = [each.name for each in shelves.codings.coders() if each.is_person]
        seed = site.settings.study.seed
        coders: dict[str, GuestCoder | StudyLanguageModel] = {}
        for name in names:
            if name == LLM:
                coders[name] = StudyLanguageModel(site, limit)
                continue
            part = parts.find_guest("coder", name)
            refuse_unfit(part, people)
            coders[name] = GuestCoder(part, vectors.of, seed)
        key = hash_values(__version__, codebook.version, vectors.key, seed, *models)
        return cls(site, codebook, coders, key)

    @property
    def versions(self) -> dict[str, str]:
        """Name → version, with that of the package."""
        return {name: coder.version for name, coder in self.coders.items()}

    @property
    def thresholds(self) -> dict[str, float]:
        return {name: coder.threshold for name, coder in self.coders.items()}

    @property
    def all_codes(self) -> set[str]:
        """The codes that one of them reads for."""
        return {code for work in self.work.values() for code in work.codes}

    def state(self, name: str) -> dict[str, str]:
        """Code that it reads for → what its proposals rest on."""
        return dict.fromkeys(self.work[name].codes, self._mark(name))

    def _mark(self, name: str) -> str:
        """What its proposals rest on; of a language model, which need not say the same, they."""
        coder = self.coders[name]
        if isinstance(coder, StudyLanguageModel):
            return coder.mark
        return hash_values(self.rests_on, name, coder.version)

    @property
    def language_model(self) -> StudyLanguageModel | None:
        """The one of ``[coding.llm]``, where it is among the coders."""
        found = self.coders.get(LLM)
        return found if isinstance(found, StudyLanguageModel) else None

    def propose(self, name: str, material: Material, turns: Sequence[Turn]) -> GuestWork:
        """Ask one of them, unless it would be asked the very same as the last time.

        Raises:
            GuestError: it failed.
        """
        coder = self.coders[name]
        if isinstance(coder, StudyLanguageModel):
            self.work[name] = self._ask_language_model(coder, material)
        else:
            kept = self._kept(name, self._mark(name), turns)
            self.work[name] = kept or self._asked(coder, material, turns)
        return self.work[name]

    def _ask_language_model(self, coder: StudyLanguageModel, material: Material) -> GuestWork:
        """It keeps its own answers, so it is asked for what is lacking, however little that is."""
        turns = len({passage.turn.place for passage in material.passages})
        calls = turns * len(deal_codes(self.codebook, coder.manner.codes_a_call))
        with self.site.progress(f"coding by {coder.name}", calls) as tick:
            codings = coder.propose(material, self.codebook, tick)
        with self.site.store.reading() as shelves:
            known = shelves.codings.state(coder.name)
        return GuestWork(
            codings,
            self.codebook.code_ids,
            coder.read_wholly(),
            set(known.values()) != {coder.mark} or {*known} != {*self.codebook.code_ids},
            tuple(coder.problems),
            coder.read_for,
        )

    def _kept(self, name: str, mark: str, turns: Sequence[Turn]) -> GuestWork | None:
        """What it said when it last was asked the same; else nothing."""
        by_id = {turn.id or 0: turn for turn in turns}
        with self.site.store.reading() as shelves:
            known = shelves.codings.state(name)
            if not known or set(known.values()) != {mark}:
                return None
            codings = shelves.codings.list(by_id, coders=[name])
            read = shelves.coverage.read_by(name)
        codes = tuple(code for code in self.codebook.code_ids if code in known)
        return GuestWork(codings, codes, read, is_new=False)

    def _asked(self, coder: GuestCoder, material: Material, turns: Sequence[Turn]) -> GuestWork:
        with self.site.progress(f"coding by {coder.name}", len(material.passages)) as tick:
            codings = coder.propose(material, self.codebook, tick)
        read = [t.id or 0 for t in turns if (t.transcript, t.position) not in coder.unjudged]
        codes = coder.reads(self.codebook)
        return GuestWork(codings, codes, read, problems=tuple(coder.problems))

    def reads(self, name: str) -> tuple[str, ...]:
        """The codes that it reads for; an empty one means every code."""
        codes = self.work[name].codes
        return ("",) if len(codes) == len(self.codebook.codes) else codes

    def says(self) -> tuple[str, ...]:
        """One line a coder: what it proposed, and whether it was asked."""
        lines = []
        for name, work in self.work.items():
            held = [each for each in work.codings if each.holds]
            turns = {each.passage.turn.id for each in held}
            version = self.coders[name].version
            asked = "" if work.is_new else "; not asked again, as nothing it rests on changed"
            model = self.language_model if name == LLM else None
            asked = "" if model else asked
            lines.append(
                f"{name}{f' {version}' if version else ''}: "
                f"{len(held)} proposals in {len(turns)} turns{asked}"
            )
            lines += model.says() if model else ()
        return tuple(lines)


def refuse_unfit(part: parts.GuestPart, people: Sequence[str]) -> None:
    """That no coder of another package takes the name of a person, or of a coder of the house.

    Raises:
        GuestError: it would.
    """
    taken = match_known_name(
        part.name, [*parts.HOUSE["coder"], MACHINE, CERTIFIED, CONSENSUS, *people]
    )
    if taken:
        raise GuestError(
            f"{part} has the name of another coder of this study, {taken!r}",
            hint="its makers can give its entry point another name",
        )
    if not PLAIN.fullmatch(part.name):
        raise GuestError(
            f"{part} has a name that cannot be typed",
            hint="a coder is named in letters, digits, and . _ + -",
        )
