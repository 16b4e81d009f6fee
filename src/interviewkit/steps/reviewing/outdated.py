"""What people judged by a codebook that has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from interviewkit.model import Judgement
from interviewkit.model.review import READ, UNREAD
from interviewkit.steps.amending.versions import read_followers
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.marking.entries import list_codes, list_groups
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.site import Site

VersionsRead = dict[tuple[str, int], Mapping[str, str]]
"""(coder, turn id) → code → its version when the turn was read for it."""


def find_outdated(site: Site) -> Sequence[Mapping[str, object]]:
    """What people judged by a codebook that has changed since: one row a coder and code.

    ``what`` is ``gone`` where the codebook lacks the code now, or ``changed`` where its text is
    another; ``codings`` and ``turns_read`` count what rests on it.
    """
    codebook, _ = read_usable(site.root, site.settings)
    with open_loaded(site, codebook) as loaded:
        return list_outdated(loaded)


def list_outdated(loaded: Loaded) -> Sequence[Mapping[str, object]]:
    """The rows of :func:`find_outdated`, from what was loaded."""
    now_ = {code.id: code.version for code in (loaded.codebook.codes if loaded.codebook else ())}
    follow = read_followers(loaded.shelves)
    codings: Counter[tuple[str, str]] = Counter()
    for coder, code, version, n in loaded.shelves.codings.versions_of_people():
        code, version = follow(code, version)
        if version and now_.get(code) != version:
            codings[coder, code] += n
    reads: Counter[tuple[str, str]] = Counter()
    log = loaded.shelves.judgements.standing([READ, UNREAD])
    for (coder, _), versions in _gather_versions_read(log).items():
        by_now = (follow(code, version) for code, version in versions.items())
        reads.update((coder, code) for code, version in by_now if now_.get(code) != version)
    return [
        {
            "coder": coder,
            "code": code,
            "what": "changed" if code in now_ else "gone",
            "codings": codings[coder, code],
            "turns_read": reads[coder, code],
        }
        for coder, code in sorted({*codings, *reads})
    ]


def _gather_versions_read(log: Iterable[Judgement]) -> VersionsRead:
    """By which texts of the codes every turn was read, as it stands after all of these entries."""
    found: VersionsRead = {}
    for each in log:
        groups = list_groups(each, "reads")
        if codes := list_codes(each, "read"):
            groups.append({"turns": [each.turn_id], "codes": codes})
        for group in groups:
            for turn in group["turns"]:
                before = found.get((each.coder, turn))
                now = group["codes"] if before is None else {**before, **group["codes"]}
                found[each.coder, turn] = now
        for group in list_groups(each, "unreads"):
            for turn in group["turns"]:
                left = found.get((each.coder, turn), {})
                rest = {code: left[code] for code in left if code not in group["codes"]}
                found[each.coder, turn] = rest
    return found
