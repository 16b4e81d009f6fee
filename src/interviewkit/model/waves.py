"""In which order waves came: one rule for comparisons, reports and the survey."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

ALPHABET = "the alphabet"

Key = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WaveOrder:
    """Waves from first to last, and by what that is known; ``undeclared`` are those that
    study.toml does not name though it names others."""

    names: tuple[str, ...]
    by: str = ""
    undeclared: tuple[str, ...] = ()

    def among(self, some: Container[str]) -> tuple[str, ...]:
        """Those of some waves, in order."""
        return tuple(name for name in self.names if name in some)

    @property
    def is_known(self) -> bool:
        """Whether it is an order in time: what the alphabet says is none."""
        return self.by != ALPHABET

    @property
    def note(self) -> str:
        """What a reader should know of the order; empty where it is certain."""
        listed = ", ".join(self.names)
        if self.undeclared:
            return (
                f"[transcripts] waves does not name {', '.join(self.undeclared)}; "
                f"order of waves: {listed}"
            )
        if self.by != ALPHABET:
            return ""
        quoted = ", ".join(f'"{name}"' for name in self.names)
        return (
            f"order of waves: {listed} by the alphabet; "
            f"declare it with [transcripts] waves = [{quoted}], first to last"
        )


def order_waves(
    names: Iterable[str],
    declared: Sequence[str] = (),
    dates: Mapping[str, Iterable[str]] | None = None,
) -> WaveOrder:
    """The waves in their order.

    As ``declared``; else by ``dates`` (wave → ISO dates of its conversations), where no wave began
    before another ended; else by the numbers, dates or stages (pre and post, baseline and endline)
    in their names; else by the alphabet, which is no order in time.
    """
    waves = sorted({name for name in names if name}, key=build_natural_key)
    if declared:
        return _declared(waves, declared, dates)
    if len(waves) < 2:
        return WaveOrder(tuple(waves))
    ways: Sequence[tuple[str, Callable[[], Mapping[str, Key] | None]]] = (
        ("number", lambda: _by_numbers(waves)),
        ("stage", lambda: _by_stages(waves)),
        ("year", lambda: _by_years(waves)),
    )
    dated = _by_dates(waves, dates or {})
    if dated:
        return WaveOrder(dated, "date")
    for by, keys_of in ways:
        keys = keys_of()
        if keys and len(set(keys.values())) == len(waves):
            return WaveOrder(tuple(sorted(waves, key=keys.__getitem__)), by)
    return WaveOrder(tuple(waves), ALPHABET)


def build_natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which ``R2`` comes before ``R10``."""
    pieces = re.split(r"(\d+)", name.casefold())
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces if p)


def _declared(
    waves: Sequence[str], declared: Sequence[str], dates: Mapping[str, Iterable[str]] | None
) -> WaveOrder:
    first = [name for name in declared if name in waves]
    rest = order_waves((name for name in waves if name not in declared), (), dates).names
    return WaveOrder((*first, *rest), "declaration", rest)


# -- by dates ----------------------------------------------------------------------------------


def _by_dates(waves: Sequence[str], dates: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The waves by the dates of their conversations; none where waves overlap or have none."""
    known = {wave: sorted(filter(None, dates.get(wave, ()))) for wave in waves}
    if not all(known.values()):
        return ()
    ordered = sorted(waves, key=lambda wave: known[wave][0])
    apart = all(known[one][-1] < known[two][0] for one, two in pairwise(ordered))
    return tuple(ordered) if apart else ()


# -- by what their names say -------------------------------------------------------------------

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ORDINALS = (
    "first erste erster erstes eins one i premier première primero primera prima primo eerste",
    "second zweite zweiter zweites zwei two ii deuxième segundo segunda seconda secondo tweede",
    "third dritte dritter drittes drei three iii troisième tercero tercera terza terzo derde",
    "fourth vierte vierter viertes vier four iv quatrième cuarto cuarta quarta quarto vierde",
    "fifth fünfte fünfter fünftes fünf five v cinquième quinto quinta vijfde",
    "sixth sechste sechster sechstes sechs six vi sixième sexto sexta sesta sesto zesde",
)
_NUMBER = {word: str(n) for n, words in enumerate(_ORDINALS, 1) for word in words.split()}
_ENDINGS = {"st", "nd", "rd", "th"}
_STAGES = (
    "pre pretest before baseline vor vorher prä prae prätest antes avant prima voor intake",
    "mid midline midterm during interim während pendant durante tijdens",
    "post posttest after nach nachher endline después despues depois après apres dopo exit",
    "followup fu katamnese suivi seguimiento",
)
_STAGE = {word: n for n, words in enumerate(_STAGES) for word in words.split()}
_ENDLINE, _AFTERWARDS = "endline", 3
_DAYS = {
    unit: days
    for units, days in (
        ("d day days tag tage jour jours", 1),
        ("w week weeks wk wks woche wochen semaine semaines semana semanas", 7),
        ("m mo month months mon monat monate mois mes meses", 30.4),
        ("y yr year years jahr jahre an ans año años", 365.25),
    )
    for unit in units.split()
}
_NOISE = {
    word
    for words in (
        "wave waves welle vague ola onda round runde ronde time phase stage",
        "interview interviews survey test measurement messung assessment",
    )
    for word in words.split()
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _tokens(name: str) -> list[str]:
    """Words and numbers of a name, ``follow-up`` as one; ``first`` and ``II`` are numbers."""
    joined = re.sub(r"follow[\W_]*up", "followup", name.casefold())
    found = [_NUMBER.get(token, token) for token in _TOKEN.findall(joined)]
    return [
        token
        for i, token in enumerate(found)
        if not (token in _ENDINGS and i and found[i - 1].isdecimal())
    ]


def _by_numbers(waves: Sequence[str]) -> Mapping[str, Key] | None:
    """Names that are the same but for their numbers: ``w2`` before ``w10``, ``2025-04``."""
    keys: dict[str, Key] = {}
    shapes = set()
    for wave in waves:
        tokens = _tokens(wave)
        numbers = [token for token in tokens if token.isdecimal()]
        shapes.add(tuple("#" if token.isdecimal() else token for token in tokens))
        if not numbers:
            return None
        years_last = len(numbers) > 1 and len(numbers[-1]) == 4 and len(numbers[0]) < 4
        if years_last and len(numbers) > 2 and "/" in wave:
            return None  # month or day first: nobody can tell
        keys[wave] = tuple(float(n) for n in (reversed(numbers) if years_last else numbers))
    return keys if len(shapes) == 1 else None


def _by_stages(waves: Sequence[str]) -> Mapping[str, Key] | None:
    """Names that say before or after, of the same thing: ``pre`` and ``post``, ``baseline`` and
    ``6 months``."""
    keys: dict[str, Key] = {}
    about = set()
    for wave in waves:
        tokens = [token for token in _tokens(wave) if token not in _NOISE]
        stages = [_STAGE[token] for token in tokens if token in _STAGE]
        numbers = [float(token) for token in tokens if token.isdecimal()]
        units = [_DAYS[token] for token in tokens if token in _DAYS]
        if len(stages) > 1 or len(numbers) > 1 or len(units) > 1 or not (stages or units):
            return None
        days = (numbers[0] if numbers else 0) * (units[0] if units else 1)
        keys[wave] = (stages[0] if stages else _AFTERWARDS, days)
        about.add(tuple(t for t in tokens if not (t in _STAGE or t in _DAYS or t.isdecimal())))
    both = any(_ENDLINE in _tokens(wave) for wave in waves) and any(
        key[0] == _AFTERWARDS for key in keys.values()
    )
    # Whether an endline is before or after a follow-up differs from study to study.
    return keys if len(about) == 1 and not both else None


def _by_years(waves: Sequence[str]) -> Mapping[str, Key] | None:
    """Names of different years: ``autumn 2023`` and ``spring 2024``."""
    years = {wave: _YEAR.findall(wave) for wave in waves}
    if any(len(found) != 1 for found in years.values()):
        return None
    return {wave: (float(found[0]),) for wave, found in years.items()}
