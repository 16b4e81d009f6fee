"""Signatures tell who spoke by what fits many people, and leave nobody to be found."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit.model import Participant
from interviewkit.report.signatures import Signatures


def person(name: str, role: str = "participant", **attributes: object) -> Participant:
    return Participant(name, role, attributes=attributes)  # type: ignore[arg-type]


def sign_all(people: list[Participant], waves: dict[str, set[str]] | None = None) -> Signatures:
    return Signatures({each.name: each for each in people}, waves or {}, 5)


def test_role_trade_and_wave_are_told_where_they_fit_many() -> None:
    trades = ["COO, logistics", "CFO, logistics", "CTO, retail", "CIO, retail"] * 3
    people = [person(f"P{n}", "leader", work=trade) for n, trade in enumerate(trades)]
    everyone = {each.name: {"w1", "w2"} for each in people}
    found = sign_all(people, everyone)
    assert found.sign("P0", "w1") == "leader, logistics, wave w1"
    assert found.sign("P2", "w2") == "leader, retail, wave w2"
    assert sign_all(people).sign("P0", "w1") == "leader, logistics"


def test_a_rare_role_takes_the_smallest_other_with_it() -> None:
    people = [person(f"N{n}", "nurse") for n in range(6)]
    people += [person(f"D{n}", "doctor") for n in range(9)]
    people += [person("C", "chaplain")]
    found = sign_all(people)
    # If only the chaplain were a "participant", everybody would know who that is.
    assert found.sign("C") == found.sign("N0") == "participant"
    assert found.sign("D0") == "doctor"


def test_what_nobody_resolved_changes_no_signature() -> None:
    people = [person(f"L{n}", "leader") for n in range(6)] + [person("talk/Unknown speaker")]
    assert sign_all(people).sign("L0") == "leader"
    assert sign_all(people).sign("talk/Unknown speaker") == "participant"


def test_numbers_ids_and_mails_are_not_told_and_ages_by_decade() -> None:
    people = [
        person(f"P{n}", income=50_000.0, mail=f"p{n}@x.org", code=f"A{n}", age=40.0 + n, sex="f")
        for n in range(6)
    ]
    assert sign_all(people).sign("P1") == "participant, aged 40–49, woman"


def test_in_a_small_study_nobody_is_described() -> None:
    people = [person(f"P{n}", "leader", country="UK") for n in range(4)]
    assert sign_all(people, {"P0": {"w1"}}).sign("P0", "w1") == "participant"


ROLES = st.sampled_from(["participant", "nurse", "doctor"])
PLACES = st.sampled_from([None, "Leeds", "York", "Leeds, York"])
WAVES = st.sets(st.sampled_from(["w1", "w2"]), min_size=1)


@settings(max_examples=200)
@given(st.lists(st.tuples(ROLES, PLACES, PLACES, WAVES), min_size=1, max_size=40))
def test_each_signature_fits_many_or_tells_nothing(
    rows: list[tuple[str, str | None, str | None, set[str]]],
) -> None:
    people = [person(f"P{n}", r, home=a, work=b) for n, (r, a, b, _) in enumerate(rows)]
    spoke = {f"P{n}": waves for n, (*_, waves) in enumerate(rows)}
    found = sign_all(people, spoke)
    signed = Counter((found.sign(name, wave), wave) for name in spoke for wave in spoke[name])
    alone = Counter(found.sign(name) for name in spoke)
    known = [name for name, each in zip(spoke, people, strict=True) if each.role != "participant"
             or any(each.attributes.values())]  # fmt: skip
    for (text, _), size in signed.items():
        assert size >= 5 or "wave" not in text
    for text, size in alone.items():
        assert size >= 5 or text == "participant"
    silent = sum(found.sign(name) == "participant" for name in known)
    assert silent == 0 or silent >= 5 or silent == len(known)
