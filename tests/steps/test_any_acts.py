"""Acts of every kind, by two people and beside machines, in any order: nothing is lost or doubled,
and each can be undone at once and done again.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interviewkit import Study
from interviewkit.errors import InterviewkitError
from study.example import example_study

TALK = "April/leaders"
PEOPLE = ("kim", "lee")
STEPS = 20
State = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_study(tmp_path_factory.mktemp("made")).root


def tell_state(study: Study) -> State:
    """Everything that acts change, as people see it: no numbers of rows."""
    talks = [study.transcript(name) for name in study.names()]
    codings = study.codings()
    return {
        "codings": Counter(
            (
                c.coder,
                c.code,
                c.polarity,
                c.status,
                c.passage.turn.id,
                c.passage.start,
                c.passage.end,
            )
            for c in codings
        ),
        "turns": [(t.id, t.speaker, t.text) for talk in talks for t in talk.turns],
        "read": {
            (talk.name, who, turn)
            for talk in talks
            for who, turns in study.marked(talk.name).reads.items()
            for turn in turns
        },
        "begun": {
            (talk.name, who, turn)
            for talk in talks
            for who, turns in study.marked(talk.name).begun.items()
            for turn in turns
        },
        "memos": [(m.id, m.place, m.span, m.text, m.code) for m in study.memos()],
        "codebook": study.codebook_text(),
        "queries": [(q.name, q.text) for q in study.queries()],
        "people": [
            (row["participant"], row["role"], row["turns"], row["words"])
            for row in study.participants()
        ],
        "quoted": sorted(
            (e["turn"] or 0, str(e["quote"]))
            for e in study.judgements()
            if e["act"] == "quote" and e["stands"]
        ),
    }


def refuse_faults(study: Study) -> None:
    """What must hold whatever was done."""
    current = {t.id: t.text for name in study.names() for t in study.transcript(name).turns}
    codings = study.codings()
    for each in codings:
        at = each.passage
        assert at.turn.id in current
        assert at.quote == current[at.turn.id][at.start : at.end]
        assert at.quote.strip()
    places = Counter(
        (c.coder, c.code, c.polarity, c.passage.turn.id, c.passage.start, c.passage.end)
        for c in codings
    )
    assert not [place for place, n in places.items() if n > 1]
    known = set(study.codebook()[0].code_ids)
    assert not {c.code for c in codings} - known
    for memo in study.memos():
        if memo.span:
            assert 0 <= memo.span[0] < memo.span[1]
    faults = [each for each in study.check() if each.state == "wrong"]
    assert not faults


class Walk:
    """A study on which somebody does something, chosen at random."""

    def __init__(self, study: Study, seed: int) -> None:
        self.study, self.pick = study, random.Random(seed)
        self.fresh = 0

    def act(self, what: str) -> None:
        getattr(self, f"do_{what}")(self.pick.choice(PEOPLE))

    @classmethod
    def acts(cls) -> list[str]:
        return [name.removeprefix("do_") for name in dir(cls) if name.startswith("do_")]

    def _turn(self) -> Any:
        return self.pick.choice(self.study.transcript(self.pick.choice(self.study.names())).turns)

    def _span(self, text: str) -> tuple[int, int]:
        words = text.split(" ")
        first = self.pick.randrange(len(words))
        last = self.pick.randrange(first, len(words))
        start = len(" ".join([*words[:first], ""])) if first else 0
        return start, start + len(" ".join(words[first : last + 1]))

    def _code(self) -> str:
        return self.pick.choice(self.study.codebook()[0].code_ids or ["isolation"])

    def _theme(self) -> str:
        return self.pick.choice([t.id for t in self.study.codebook()[0].themes] or ["none"])

    def _own(self, who: str) -> Any:
        return self.pick.choice(self.study.codings(coders=[who]) or [None])

    def _new(self, word: str) -> str:
        self.fresh += 1
        return f"{word}{self.fresh}"

    # -- what stands in the text

    def do_code(self, who: str) -> None:
        turn = self._turn()
        self.study.marking(who).code(turn.id, self._span(turn.text), self._code())

    def do_code2(self, who: str) -> None:
        self.do_code(who)

    def do_change(self, who: str) -> None:
        if own := self._own(who):
            self.study.marking(who).change(
                own.id, self._span(own.passage.turn.text), self.pick.choice([None, self._code()])
            )

    def do_withdraw(self, who: str) -> None:
        if own := self._own(who):
            self.study.marking(who).withdraw(own.id)

    def _proposal(self, who: str) -> Any:
        found = [p for n in self.study.names() for p in self.study.marked(n, coder=who).proposals]
        return self.pick.choice(found or [None])

    def do_accept(self, who: str) -> None:
        if found := self._proposal(who):
            self.study.marking(who).accept(found.id)

    def do_reject(self, who: str) -> None:
        if found := self._proposal(who):
            self.study.marking(who).reject(found.id)

    def do_read(self, who: str) -> None:
        turns = self.study.transcript(self.pick.choice(self.study.names())).turns
        self.study.marking(who).read([t.id for t in turns[: self.pick.randrange(1, 9)]])

    def do_unread(self, who: str) -> None:
        turns = self.study.transcript(self.pick.choice(self.study.names())).turns
        self.study.marking(who).unread([t.id for t in turns[: self.pick.randrange(1, 9)]])

    def do_mend(self, who: str) -> None:
        turn = self._turn()
        words = turn.text.split(" ")
        at = self.pick.randrange(len(words))
        words[at] = self.pick.choice([self._new("word"), words[at] + " indeed", "ünd " + words[at]])
        self.study.edit_turn(
            turn.transcript, turn.position, " ".join(words), coder=who, swallow=True
        )

    def do_shorten(self, who: str) -> None:
        turn = self._turn()
        words = turn.text.split(" ")
        start = self.pick.randrange(len(words))
        left = words[:start] + words[start + self.pick.randrange(1, 3) :]
        self.study.edit_turn(
            turn.transcript, turn.position, " ".join(left), coder=who, swallow=True
        )

    def do_relabel(self, who: str) -> None:
        turn = self._turn()
        speaker = self.pick.choice(["Ana", "Ben", "Zoe", "Moderator"])
        self.study.edit_turn(turn.transcript, turn.position, speaker=speaker, coder=who)

    # -- the codebook

    def do_rename(self, who: str) -> None:
        self.study.rename_code(self._code(), self._new("name"), by=who)

    def do_merge(self, who: str) -> None:
        ids = list(self.study.codebook()[0].code_ids)
        if len(ids) > 1:
            two = self.pick.sample(ids, 2)
            self.study.merge_codes(two, self.pick.choice([two[0], self._new("merged")]), by=who)

    def do_split(self, who: str) -> None:
        code = self._code()
        new = self._new("part")
        own = [c.id for c in self.study.codings(codes=[code]) if self.pick.random() < 0.5]
        rest = self.pick.choice(["", new])
        self.study.split_code(code, [new], by=who, codings={new: own}, rest=rest)

    def do_remove(self, who: str) -> None:
        if len(self.study.codebook()[0].code_ids) > 1:
            self.study.remove_code(self._code(), by=who)

    def do_add(self, who: str) -> None:
        turn = self._turn()
        self.study.add_code(self._new("Fresh"), by=who, place=(turn.id, *self._span(turn.text)))

    def do_add2(self, who: str) -> None:
        self.do_add(who)

    def do_define(self, who: str) -> None:
        self.study.edit_code(self._code(), by=who, definition=self._new("It means "))

    def do_example(self, who: str) -> None:
        turn = self._turn()
        self.study.add_example(
            self._code(),
            (turn.id, *self._span(turn.text)),
            by=who,
            near_miss=self.pick.random() < 0.5,
        )

    def do_move(self, who: str) -> None:
        self.study.move_code(self._code(), by=who, theme=self.pick.choice(["", self._theme()]))

    def do_theme(self, who: str) -> None:
        self.study.add_theme(self._new("Theme"), by=who, codes=[self._code()])

    def do_rename_theme(self, who: str) -> None:
        self.study.rename_theme(self._theme(), self._new("theme"), by=who)

    def do_remove_theme(self, who: str) -> None:
        self.study.remove_theme(self._theme(), by=who)

    # -- what people write

    def do_memo(self, who: str) -> None:
        turn = self._turn()
        about = self.pick.choice([f"code:{self._code()}", "study", f"theme:{self._theme()}"])
        self.study.write_memo(about, self._new(f"Hm, [[code:{self._code()}]] "), coder=who)
        start, end = self._span(turn.text)
        self.study.write_memo(
            f"{turn.transcript}#{turn.position}",
            self._new("Look "),
            start=start,
            end=end,
            coder=who,
        )

    def do_rewrite_memo(self, who: str) -> None:
        if own := [m for m in self.study.memos() if m.coder == who]:
            self.study.edit_memo(self.pick.choice(own).id, self._new("Anew "), coder=who)

    def do_remove_memo(self, who: str) -> None:
        if own := [m for m in self.study.memos() if m.coder == who]:
            self.study.remove_memo(self.pick.choice(own).id, coder=who)

    def do_query(self, who: str) -> None:
        self.study.save_query(self.pick.choice("ab"), f"{self._code()} or {self._code()}", by=who)

    def do_forget_query(self, who: str) -> None:
        self.study.forget_query(self.pick.choice("ab"), by=who)

    def do_recode(self, who: str) -> None:
        found = [c.id for c in self.study.codings() if self.pick.random() < 0.2]
        self.study.recode(found, self._code(), coder=who)

    def do_quote(self, who: str) -> None:
        turn = self._turn()
        self.study.quote_in_report(
            [(turn.id, *self._span(turn.text))], coder=who, quoted=self.pick.random() < 0.7
        )

    def do_summary(self, who: str) -> None:
        cell = self.study.framework("participants", [self._code()]).rows[0].cells[0]
        self.study.summarise_cell(cell.about, self._new("In short "), coder=who)

    def do_map(self, who: str) -> None:
        self.study.map_speaker(
            TALK,
            self.pick.choice(["Ana", "Ben"]),
            participant=self.pick.choice(["Ana", "Ben", "Xu"]),
            coder=who,
        )

    def do_settle(self, who: str) -> None:
        if found := self.study.disputes():
            one = self.pick.choice(found)
            self.study.settle(one.turn.id or 0, one.code, [], by=who)

    # -- back and forth

    def do_undo(self, who: str) -> None:
        self.study.marking(who).undo()

    def do_undo2(self, who: str) -> None:
        self.do_undo(who)

    def do_redo(self, who: str) -> None:
        self.study.marking(who).redo()

    def do_undo_any(self, who: str) -> None:
        entries = [e for e in self.study.judgements(coder=who) if e["stands"]]
        if entries:
            self.study.undo(entry=int(str(self.pick.choice(entries)["id"])))

    # -- steps beside them

    def do_run_code(self, _who: str) -> None:
        self.study.code()

    def do_run_assign(self, _who: str) -> None:
        self.study.assign(PEOPLE, turns=3, overlap=0.5)

    def do_run_ingest(self, _who: str) -> None:
        path = self.study.root / f"transcripts/{TALK}.txt"
        lines = path.read_text("utf-8").splitlines()
        at = self.pick.randrange(len(lines))
        change = self.pick.choice(["more", "less", "other"])
        if change == "more":
            lines.insert(at, f"Ben: {self._new('Well, ')} then.")
        elif change == "less" and len(lines) > 5:
            del lines[at]
        else:
            lines[at] += self._new(" And so on ")
        path.write_text("\n".join(lines) + "\n", "utf-8")
        self.study.ingest()

    def do_run_import(self, who: str) -> None:
        path = self.study.root / "more.csv"
        rows = ["transcript,turn,code,coder"]
        turn = self._turn()
        rows.append(f"{turn.transcript},{turn.position},{self._code()},{who}")
        path.write_text("\n".join(rows) + "\n", "utf-8")
        self.study.import_codings(path)

    def do_run_hand(self, _who: str) -> None:
        path = self.study.root / "codebook.yaml"
        path.write_text(path.read_text("utf-8") + f"# {self._new('by hand ')}\n", "utf-8")


def walk(study: Study, seed: int, steps: int, told: Callable[[str], None] = lambda _: None) -> int:
    """So many acts; returns how many were done."""
    one, done = Walk(study, seed), 0
    acts = Walk.acts()
    refuse_faults(study)
    for _ in range(steps):
        what = one.pick.choice(acts)
        before, newest = tell_state(study), last_entry(study)
        if refusal := refused(one, what):
            told(f"{what}: refused: {refusal}")
            assert differences(tell_state(study), before) == {}, (what, refusal)
            continue
        refuse_faults(study)
        done += 1
        entries = [e for e in study.judgements() if int(str(e["id"])) > newest]
        told(f"{what}: {[(e['id'], e['coder'], e['act'], e['code'], e['about']) for e in entries]}")
        if what.startswith("run") or len(entries) != 1:
            continue
        undone_and_done_again(study, entries[0], before, what)
    return done


def refused(one: Walk, what: str) -> str:
    """Why an act was refused; empty where it was done."""
    try:
        one.act(what)
    except InterviewkitError as refusal:
        return str(refusal)
    return ""


def undone_and_done_again(study: Study, entry: Any, before: State, what: str) -> None:
    after = tell_state(study)
    back = study.undo(entry=int(str(entry["id"])))
    refuse_faults(study)
    found = differences(tell_state(study), before)
    assert found == {}, (what, found)
    study.undo(entry=back.id)
    refuse_faults(study)
    found = differences(tell_state(study), after)
    assert found == {}, (what, found)


def differences(a: State, b: State) -> State:
    return {key: (a[key], b[key]) for key in a if a[key] != b[key]}


def last_entry(study: Study) -> int:
    return max((int(str(e["id"])) for e in study.judgements()), default=0)


@pytest.mark.parametrize("seed", range(2))
def test_any_acts_in_any_order(made: Path, tmp_path: Path, seed: int) -> None:
    study = Study.open(shutil.copytree(made, tmp_path / "study"))
    assert walk(study, seed, STEPS) > STEPS // 3
