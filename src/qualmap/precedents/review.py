"""Past judgements looked at again: which rest on records that have changed, and which would come out differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from pydantic import Field

from qualmap._version import __version__
from qualmap.assessment.case import understand
from qualmap.assessment.judgement import judge
from qualmap.assessment.session import Session
from qualmap.catalog.fingerprint import fingerprint
from qualmap.errors import QualmapError
from qualmap.precedents.dependencies import Prints
from qualmap.precedents.entry import Ending, Precedent, ending_of
from qualmap.precedents.store import Store
from qualmap.records.base import Result
from qualmap.records.policy import Policy

Change = Literal["changed", "new", "gone"]


class Moved(Result):
    """One thing that would come out differently: the outcome, an element, or the levels of a pair of frameworks."""

    what: str
    before: str
    now: str


class Reviewed(Result):
    """One past judgement that a change of the records touches."""

    precedent: Precedent
    records: dict[str, Change] = Field(description="Records it rests on that have changed, are new, or are gone.")
    status: Literal["unchanged", "result-changes", "cannot-be-judged"] = Field(
        description="`unchanged`: judged anew, for the same day, it comes to the same result."
    )
    moved: tuple[Moved, ...] = ()
    problem: str | None = Field(default=None, description="Why it cannot be judged any more.")


def review(
    store: Store,
    session: Session,
    on: str,
    *,
    policy: Policy | None = None,
    watch: Callable[[Sequence[Precedent]], Iterable[Precedent]] = iter,
) -> tuple[Reviewed, ...]:
    """The judgements, not expired on a day, that today's records touch, or that would come out differently.

    Each is judged anew for the day for which it was made, by the agency's ``policy`` where that has the same id, by the
    catalogue's where that has, else by the one it was judged by. ``watch`` passes them on and may show how far it is.
    """
    prints = Prints(session)
    present = {each.id: each for each in (session.catalogue.policy, policy) if each is not None}
    entries = store.entries(on)
    lists = prints.lists()
    found = []
    for entry in watch(entries):
        rules = present.get(entry.policy) or store.policy(entry.policy_hash)
        if not _same_ground(entry, session, rules, lists):
            found.append(_again(entry, session, prints, rules))
    return tuple(each for each in found if each.records or each.status != "unchanged")


def _same_ground(entry: Precedent, session: Session, rules: Policy, lists: Mapping[str, str]) -> bool:
    """Whether everything is as it was, so that the result cannot be another."""
    now = (session.catalogue.version, __version__, fingerprint(rules.model_dump(mode="json")))
    then = (entry.catalogue_version, entry.qualmap_version, entry.policy_hash)
    return now == then and lists == {k: v for k, v in entry.rests_on.items() if k.startswith("list ")}


def _again(entry: Precedent, session: Session, prints: Prints, rules: Policy) -> Reviewed:
    try:
        case = understand(session.catalogue, entry.award, entry.asked, entry.purpose, entry.sought, entry.on, rules)
        judgement = judge(session, case)
    except QualmapError as error:
        return Reviewed(precedent=entry, records={}, status="cannot-be-judged", problem=str(error))
    moved = tuple(_moved(entry.ending, ending_of(judgement)))
    return Reviewed(
        precedent=entry,
        records=_changes(entry.rests_on, prints.rests_on(judgement)),
        status="result-changes" if moved else "unchanged",
        moved=moved,
    )


def _changes(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for name in sorted({*then, *now}):
        if name not in then:
            found[name] = "new"
        elif name not in now:
            found[name] = "gone"
        elif then[name] != now[name]:
            found[name] = "changed"
    return found


def _moved(then: Ending, now: Ending) -> Iterable[Moved]:
    if then.outcome != now.outcome:
        yield Moved(what="outcome", before=then.outcome, now=now.outcome)
    for element, verdict in now.verdicts.items():
        if then.verdicts.get(element) != verdict:
            yield Moved(what=element, before=then.verdicts.get(element, "-"), now=verdict)
    for pair in sorted({*then.levels, *now.levels}):
        before, after = then.levels.get(pair), now.levels.get(pair)
        if pair not in then.levels or pair not in now.levels or before != after:
            yield Moved(what=f"levels {pair}", before=_levels(then, pair), now=_levels(now, pair))


def _levels(ending: Ending, pair: str) -> str:
    if pair not in ending.levels:
        return "not asked"
    levels = ending.levels[pair]
    if levels is None:
        return "not known"
    return ", ".join(levels) or "no counterpart"
