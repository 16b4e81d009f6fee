"""One act on several passages at once: another code, a memo, a place in the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from interviewkit.errors import Problem, StudyError
from interviewkit.model import Act, Coder, Coding, Judgement, Outcome
from interviewkit.model.review import MEMO, QUOTE
from interviewkit.steps.marking.entries import write_entry
from interviewkit.steps.marking.marking import Marking, open_marking
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.retrieving.quoted import Spot, list_about, list_quoted
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def recode(
    site: Site,
    codings: Iterable[int],
    code: str,
    coder: str,
    polarity: str = "",
    *,
    new_coder: bool = False,
) -> Outcome:
    """Give passages another code: one's own codings change, a machine's are accepted by it.

    What another person coded stays theirs: the passage gets the code from this coder beside it.
    What cannot be recoded is told, and the rest is done.
    """
    hand = open_marking(site, coder, blind=False, new_coder=new_coder)
    with site.store.reading() as shelves:
        found = shelves.codings.get(list(codings))
        people = {each.name for each in shelves.codings.coders() if each.is_person}
    # One's own first: what is said of a machine's proposal would take the place of one's own.
    found = sorted(found, key=lambda each: each.coder != hand.coder)
    wanted = _Recoding(hand, code, polarity, people)
    return _do_each("recode", found, wanted.recode, f"as {code}")


@dataclass
class _Recoding:
    hand: Marking
    code: str
    polarity: str
    people: set[str]
    done: set[Spot] = field(default_factory=set)

    def recode(self, each: Coding) -> Act:
        at, sign, key = each.passage, self.polarity or None, each.id or 0
        spot = (at.turn.id or 0, at.start, at.end)
        known = spot in self.done
        self.done.add(spot)
        if each.coder == self.hand.coder:
            return self.hand.change(key, code=self.code, polarity=sign)
        if each.coder not in self.people:
            # What one coded there has the new code by now; the proposal must not stand beside it.
            if known:
                return self.hand.reject(key)
            return self.hand.accept(key, code=self.code, polarity=sign)
        return self.hand.code(spot[0], spot[1:], self.code, sign or each.polarity)


def _do_each(
    verb: str, found: Sequence[Coding], act: Callable[[Coding], Act], what: str
) -> Outcome:
    entries, problems, spots = [], [], set()
    for each in found:
        at = each.passage
        try:
            entries.append(act(each).judgement.id)
            spots.add(at.place)
        except StudyError as fault:
            where = f"{at.turn.transcript}, turn {at.turn.position}"
            problems.append(Problem(where, 0, fault.message, fault.hint))
    says = (f"{len(spots)} passage{'s' * (len(spots) != 1)} {what}",)
    facts = {"entries": [each for each in entries if each is not None]}
    return Outcome(verb, bool(facts["entries"]), says, facts, tuple(problems))


def write_memos(
    site: Site, spots: Iterable[Spot], text: str, coder: str, *, new_coder: bool = False
) -> Outcome:
    """The same memo on each of these passages.

    Raises:
        StudyError: it is empty, or one of the passages is not there.
    """
    if not text.strip():
        raise StudyError("the memo is empty", hint="say something in it")
    with _writing(site, coder, new_coder=new_coder) as pen:
        entries = [
            pen.write(Judgement(pen.coder, MEMO, turn, span=span, memo=text.strip()), {})
            for turn, span in pen.check(spots)
        ]
    return Outcome(
        "memo", did=True, says=(_tell(entries, "with a memo"),), facts={"entries": entries}
    )


def quote_in_report(
    site: Site,
    spots: Iterable[Spot],
    coder: str,
    *,
    quoted: bool = True,
    new_coder: bool = False,
) -> Outcome:
    """The report prefers these passages where it quotes, or with ``quoted`` false no longer.

    Raises:
        StudyError: one of the passages is not there.
    """
    with _writing(site, coder, new_coder=new_coder) as pen:
        there = list_quoted(pen.shelves)
        wanted: dict[Spot, None] = {}
        for turn, span in pen.check(spots):
            known = list_about(there, (turn, *span))
            wanted |= dict.fromkeys(known if not quoted else [] if known else [(turn, *span)])
        entries = [
            pen.write(Judgement(pen.coder, QUOTE, turn, span=(start, end)), {"quoted": quoted})
            for turn, start, end in wanted
        ]
    what = "to be quoted in the report" if quoted else "not asked to be quoted any more"
    facts = {"entries": entries}
    return Outcome("quote", did=bool(entries), says=(_tell(entries, what),), facts=facts)


def _tell(entries: Sequence[int], what: str) -> str:
    return f"{len(entries)} passage{'s' * (len(entries) != 1)} {what}"


@dataclass(frozen=True)
class _Pen:
    """A person's hand within one transaction."""

    shelves: Shelves
    coder: str
    run: int

    def check(self, spots: Iterable[Spot]) -> Iterator[tuple[int, tuple[int, int]]]:
        wanted = list(dict.fromkeys(spots))
        turns = self.shelves.transcripts.current_turns({turn for turn, _, _ in wanted})
        for turn, start, end in wanted:
            said = turns[turn].text[start:end] if turn in turns and 0 <= start < end else ""
            if len(said) != end - start:
                raise StudyError(
                    f"there is no passage {start}-{end} of turn {turn} in any transcript as it is",
                    hint="ask again: it shows what is there now",
                )
            yield turn, (start, end)

    def write(self, entry: Judgement, change: Mapping[str, object]) -> int:
        return write_entry(self.shelves, self.run, entry, change).id or 0


@contextmanager
def _writing(site: Site, coder: str, *, new_coder: bool) -> Iterator[_Pen]:
    """One short transaction of one person."""
    with site.store.jotting() as shelves:
        name = find_coder(shelves, coder, new=new_coder).name
        shelves.codings.add_coder(Coder(name))
        run = shelves.runs.add(begin_run("retrieve", hash_values("retrieve", name, tell_time())))
        yield _Pen(shelves, name, run)
